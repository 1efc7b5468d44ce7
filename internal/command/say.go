package command

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// voice says everything that the program says. Results go to out, messages and
// progress to err; whatever came from a workbook or a file name is made harmless
// on its way.
type voice struct {
	lang   lang.Lang
	out    io.Writer
	err    io.Writer
	quiet  bool  // -q: nothing is said when all is well
	colour bool  // out is a terminal that shows colours, and nobody objects
	live   bool  // err is a terminal: progress can be shown
	width  int   // columns of out
	broken error // why something could not be written to out; nil if all was
	shown  int   // columns of the progress line on the terminal; 0 if there is none
}

// note says something beside the result, one line on err, unless -q was given.
func (v *voice) note(m lang.Message) {
	if !v.quiet {
		v.line(v.err, m.In(v.lang))
	}
}

// fail says what went wrong, -q or not.
func (v *voice) fail(e *lang.Error) { v.line(v.err, e.In(v.lang)) }

// failFile says what went wrong with a file, naming the file unless the error
// does so itself.
func (v *voice) failFile(path string, e *lang.Error) {
	text := e.In(v.lang)
	if !strings.Contains(e.What.In(v.lang), filepath.Base(path)) {
		text = sayOfFile.With(path, text).In(v.lang)
	}
	v.line(v.err, text)
}

// failUsage says what was wrong with the command line.
func (v *voice) failUsage(e *lang.Error) {
	v.line(v.err, "goalxl: "+e.In(v.lang))
}

// line writes one line of text that may hold anything.
func (v *voice) line(w io.Writer, text string) {
	v.clearProgress()
	fmt.Fprintln(w, visible(text))
}

// print writes text that was laid out, and made harmless, before.
func (v *voice) print(text string) {
	v.clearProgress()
	if _, err := io.WriteString(v.out, text); err != nil {
		v.broken = err
	}
}

// bug is the error for a fault of the program itself. The place of the fault is
// shown to those who ask for it.
func (v *voice) bug(fault any) *lang.Error {
	if os.Getenv("GOALXL_DEBUG") != "" {
		v.err.Write(debug.Stack())
	}
	return &lang.Error{What: sayBug.With(fmt.Sprint(fault)), Hint: sayReport.With()}
}

// progress shows which file is being worked on, on a terminal only and for many
// files only. The line is written over by the next, and wiped at the end.
func (v *voice) progress(n, of int, path string) {
	if !v.live || v.quiet || of < 2 {
		return
	}
	v.clearProgress()
	text := clip(visible(sayProgress.With(n, of, filepath.Base(path)).In(v.lang)), v.width-1)
	v.shown = columns(text)
	fmt.Fprint(v.err, "\r"+text)
}

func (v *voice) clearProgress() {
	if v.shown > 0 {
		fmt.Fprint(v.err, "\r"+strings.Repeat(" ", v.shown)+"\r")
		v.shown = 0
	}
}

// severity is the word for a severity, coloured where the terminal can.
func (v *voice) severity(s allocate.Severity) string { return v.coloured(s, s.In(v.lang)) }

// coloured puts text into the colour of a severity, where the terminal can.
func (v *voice) coloured(s allocate.Severity, text string) string {
	if !v.colour {
		return text
	}
	return [...]string{"\x1b[36m", "\x1b[33m", "\x1b[31m"}[s] + text + "\x1b[0m"
}

// counted says how many findings there are of a severity.
func (v *voice) counted(s allocate.Severity, n int) string {
	words := [...]lang.Text{lang.T("%d 个说明", "%d notes"), lang.T("%d 个提醒", "%d warnings"), lang.T("%d 个错误", "%d errors")}[s]
	if n == 1 {
		words = [...]lang.Text{lang.T("%d 个说明", "%d note"), lang.T("%d 个提醒", "%d warning"), lang.T("%d 个错误", "%d error")}[s]
	}
	return v.coloured(s, words.With(n).In(v.lang))
}
