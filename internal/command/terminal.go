package command

import (
	"io"
	"os"

	"golang.org/x/term"

	"goalxl/internal/lang"
)

// terminal is what the program was started from.
type terminal struct {
	console // what the system's console needs; nothing outside Windows
}

// openTerminal readies the console for Chinese text and colours.
func openTerminal() *terminal {
	t := &terminal{}
	t.console.open()
	return t
}

// voice speaks l on standard output and standard error.
func (t *terminal) voice(l lang.Lang) voice {
	v := voice{lang: l, out: os.Stdout, err: os.Stderr, width: 80}
	if out := int(os.Stdout.Fd()); term.IsTerminal(out) {
		v.colour = t.console.colours() && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if w, _, err := term.GetSize(out); err == nil && w >= 40 && w < 80 {
			v.width = w
		}
	}
	v.live = term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
	return v
}

// wait keeps a window open that would vanish with the program: the console that
// Windows makes when the program is double-clicked or files are dropped on it.
func (t *terminal) wait(prompt string) {
	if !t.console.ours() || !term.IsTerminal(int(os.Stdin.Fd())) {
		return
	}
	io.WriteString(os.Stderr, "\n"+prompt)
	os.Stdin.Read(make([]byte, 1))
}

func (t *terminal) close() { t.console.close() }
