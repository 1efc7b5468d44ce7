package workbook

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"time"
)

// ComputeArgument as its only argument has the program call ComputeFormulas.
const ComputeArgument = "__compute"

// computer is the program that computes formulas apart; the zero value computes
// them in this process.
var computer struct{ path, name string }

// ComputeSeparately has formulas computed in processes of their own, by this
// program started with ComputeArgument. A formula can make the library take any
// amount of memory and of stack, which Go offers no way to survive; a process
// that does so is given up, and the formula is named as not computed. In a test
// binary, which does not know the argument, nothing changes.
func ComputeSeparately() {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	path, err := os.Executable()
	if err != nil || strings.HasSuffix(name, ".test") {
		return
	}
	computer.path, computer.name = path, os.Args[0]
}

// workApart answers questions from processes of their own until the channel is closed.
func (c *calculator) workApart(book []byte) {
	ctx, end := context.WithCancel(context.Background())
	c.done, c.end = make(chan struct{}), end
	go func() {
		defer close(c.done)
		var p *computing
		ends := 0
		for q := range c.ask {
			if p == nil && ends < computeEnds {
				p = startComputing(ctx, book)
			}
			a, ok := p.computed(q)
			if !ok {
				p.close()
				p = nil
				ends++
			}
			c.answer <- a
		}
		p.close()
	}()
}

// computing is a process that computes the formulas of a workbook; a nil one
// computes nothing.
type computing struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	ask *json.Encoder
	out *json.Decoder
}

// startComputing starts a process on a workbook; nil if it cannot.
func startComputing(ctx context.Context, book []byte) *computing {
	cmd := exec.CommandContext(ctx, computer.path)
	cmd.Args = []string{computer.name, ComputeArgument}
	in, errIn := cmd.StdinPipe()
	out, errOut := cmd.StdoutPipe()
	if errIn != nil || errOut != nil || cmd.Start() != nil {
		return nil
	}
	p := &computing{cmd, in, json.NewEncoder(in), json.NewDecoder(out)}
	if binary.Write(in, binary.BigEndian, int64(len(book))) == nil {
		_, _ = in.Write(book) // if it fails, so does the first question
	}
	return p
}

// computed returns the answer to a question; false if the process has ended.
func (p *computing) computed(q question) (a answer, ok bool) {
	if p == nil || p.ask.Encode(q) != nil || p.out.Decode(&a) != nil {
		return answer{}, false
	}
	return a, true
}

// close ends the process.
func (p *computing) close() {
	if p != nil {
		p.in.Close()
		p.cmd.Process.Kill()
		p.cmd.Wait()
	}
}

// ComputeFormulas is the other end of ComputeSeparately: it reads a workbook and
// the cells that are asked for from in, and writes what their formulas give to
// out. It ends the process when that takes more than its share of memory or time,
// also where nobody is there any more to do so.
func ComputeFormulas(in io.Reader, out io.Writer) {
	debug.SetMaxStack(computeStack)
	time.AfterFunc(2*computeTime, func() { os.Exit(1) })
	go boundMemory(computeMemory)
	var size int64
	if binary.Read(in, binary.BigEndian, &size) != nil || size < 0 || size > 2*computeFile {
		return
	}
	book := make([]byte, size)
	if _, err := io.ReadFull(in, book); err != nil {
		return
	}
	f := openForComputing(book)
	asked, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var q question
		if asked.Decode(&q) != nil || answers.Encode(computed(f, q)) != nil {
			return
		}
	}
}

// boundMemory ends the process once it holds more memory than that.
func boundMemory(limit uint64) {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for {
		metrics.Read(held)
		if held[0].Value.Uint64()-held[1].Value.Uint64() > limit {
			os.Exit(1)
		}
		time.Sleep(2 * time.Millisecond)
	}
}
