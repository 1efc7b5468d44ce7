// Package command is the command line: it understands what is asked for, hands
// each workbook to the engine, and says what came of it.
package command

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"goalxl/internal/lang"
	"goalxl/workbook"
)

// Version is the version of the program.
const Version = "0.1.0"

// command is one command of the program, declared once: its flags, its help and
// what it does.
type command struct {
	name    string
	args    lang.Text // what stands behind its name
	does    lang.Text // in a few words, for the list
	more    lang.Text // a paragraph, for its own help
	example []string
	options []option
	run     func(*run) error
}

func commands() []command {
	return []command{fillCommand(), checkCommand(), templateCommand(), splitCommand(), mailCommand(), collectCommand(), refreshCommand(), cleanCommand(), explainCommand(), rulesCommand()}
}

func findCommand(commands []command, name string) (command, bool) {
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return commands[i], true
}

// program is what a run needs of the world around it.
type program struct {
	engine Engine
	voice  voice
	today  func() time.Time
}

// run is one command under way.
type run struct {
	*program
	ctx   context.Context
	name  string            // of the command
	flags map[string]string // given flags by name; switches are "true" or "false"
	words []string          // what stands behind the flags
	code  int               // the exit code so far
	month *month            // refresh: what it says over all workbooks
}

// Main runs the program with args, the command line without the program's name,
// and returns the exit code. Whatever goes wrong, nobody sees a stack trace.
func Main(args []string) int {
	if len(args) == 1 && args[0] == workbook.ComputeArgument {
		workbook.ComputeFormulas(os.Stdin, os.Stdout)
		return exitDone
	}
	workbook.ComputeSeparately()
	paceMemory()
	return start(newEngine(), args)
}

// start runs the program with an engine, on the terminal it was started from.
func start(engine Engine, args []string) int {
	t := openTerminal()
	defer t.close()
	p := &program{engine: engine, today: time.Now, voice: t.voice(spokenLanguage(args, os.Getenv))}
	defer func() { t.wait(sayPressKey.In(p.voice.lang)) }()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	return p.run(ctx, args)
}

// run understands the command line and does what it says. A fault of the program
// itself becomes one line that asks to report it.
func (p *program) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			p.voice.fail(p.voice.bug(fault))
			code = exitFile
		}
		if p.voice.broken != nil && code < exitFile {
			p.voice.fail(&lang.Error{What: sayNotSaid.With(), Hint: sayCheckDisk.With(), Cause: p.voice.broken})
			code = exitFile
		}
	}()
	w, err := arrange(args, commands(), fileExists)
	if err == nil {
		switch {
		case w.version:
			p.voice.print("goalxl " + Version + "\n")
			return exitDone
		case w.help, w.command == "":
			p.voice.print(p.help(w.command))
			return exitDone
		}
		r := &run{program: p, ctx: ctx}
		if err = r.dispatch(w); err == nil {
			return r.code
		}
	}
	var said *lang.Error
	if !errors.As(err, &said) {
		said = p.voice.bug(err)
	}
	p.voice.failUsage(said)
	return exitUsage
}

func fileExists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
