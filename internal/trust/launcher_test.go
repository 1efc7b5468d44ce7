package trust

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"sync"
	"time"
)

// On Linux a process begins with the peak of memory of the one that started it.
// So that the program's own is measured, it is started by a small process: the
// test binary again, which does nothing else.

// launching is the variable that makes the test binary that process.
const launching = "GOALXL_TRUST_LAUNCHER"

// order is a run that the launcher is asked for, told apart by ID.
type order struct {
	ID       int
	Dir      string
	Args     []string // the program first
	Patience time.Duration
}

// outcome is what came of one run of the program.
type outcome struct {
	ID       int
	Code     int // -1 if it was killed
	Out, Err string
	Wall     time.Duration
	CPU      time.Duration
	RSS      int64  // bytes at most; 0 where the system does not say
	Hung     bool   // it was ended after patience ran out
	Fault    string // why it could not be started
}

// patience is how long a run is waited for; how long it may take is longest.
const patience = 20 * time.Second

// launch runs what it is asked for on standard input, several at a time, until
// that ends.
func launch() {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	var mu sync.Mutex
	for {
		var o order
		if in.Decode(&o) != nil {
			return
		}
		go func() {
			result := o.run()
			mu.Lock()
			defer mu.Unlock()
			out.Encode(result)
		}()
	}
}

func (o order) run() outcome {
	ctx, cancel := context.WithTimeout(context.Background(), o.Patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, o.Args[0], o.Args[1:]...)
	cmd.Dir = o.Dir
	cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.UTF-8", "NO_COLOR=1")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	start := time.Now()
	err := cmd.Run()
	r := outcome{ID: o.ID, Out: out.String(), Err: said.String(), Wall: time.Since(start), Hung: ctx.Err() != nil}
	var exit *exec.ExitError
	if cmd.ProcessState == nil || err != nil && !errors.As(err, &exit) && !r.Hung {
		r.Fault = err.Error()
		return r
	}
	r.Code, r.RSS = cmd.ProcessState.ExitCode(), residentAtMost(cmd.ProcessState)
	r.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return r
}

// launcher is the small process, as the tests see it.
type launcher struct {
	mu      sync.Mutex
	orders  *json.Encoder
	waiting map[int]chan outcome
	last    int
}

var startLauncher = sync.OnceValues(func() (*launcher, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), launching+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	l := &launcher{orders: json.NewEncoder(in), waiting: map[int]chan outcome{}}
	go l.receive(json.NewDecoder(out))
	return l, nil
})

func (l *launcher) receive(in *json.Decoder) {
	for {
		var o outcome
		if err := in.Decode(&o); err != nil {
			return
		}
		l.mu.Lock()
		l.waiting[o.ID] <- o
		delete(l.waiting, o.ID)
		l.mu.Unlock()
	}
}

func (l *launcher) run(dir string, args []string) (outcome, error) {
	return l.runFor(patience, dir, args)
}

func (l *launcher) runFor(patience time.Duration, dir string, args []string) (outcome, error) {
	done := make(chan outcome, 1)
	l.mu.Lock()
	l.last++
	l.waiting[l.last] = done
	err := l.orders.Encode(order{l.last, dir, args, patience})
	l.mu.Unlock()
	if err != nil {
		return outcome{}, err
	}
	select {
	case o := <-done:
		if o.Fault != "" {
			return o, errors.New(o.Fault)
		}
		return o, nil
	case <-time.After(2 * patience):
		return outcome{}, errors.New("no answer from the launcher")
	}
}
