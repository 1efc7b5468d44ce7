//go:build unix

package trust

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// backup returns the content of the backup that --in-place makes; nil if there is none.
func (p place) backup() []byte {
	for _, name := range listing(p.dir) {
		if strings.Contains(name, "_备份") {
			return p.read(name)
		}
	}
	return nil
}

// leftovers returns the files that should not be there after a run.
func (p place) leftovers() (names []string) {
	for _, name := range listing(p.dir) {
		if name != sourceName && name != resultName && !strings.Contains(name, "_备份") {
			names = append(names, name)
		}
	}
	return names
}

// rows returns a plan with so many stores, which takes the program a while.
func rows(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>门店维度</t></is></c><c r="B%[1]d" t="inlineStr"><is><t>第 %d 店销售额</t></is></c><c r="C%[1]d"><v>%d</v></c></row>`, i+8, i, i%7+1)
	}
	return plan().swap(breakdownPart, "</sheetData>", b.String()+"</sheetData>").zipped()
}

// TestKilledRunsTearNothing ends the program at random moments, in both ways of
// writing, and finds the old file or the new one.
func TestKilledRunsTearNothing(t *testing.T) {
	heavy(t)
	each := 18
	if longRun() {
		each = 200
	}
	source := rows(1500)
	for mode, args := range map[string][]string{
		"-o over an old result": {"fill", sourceName, "-o", resultName, "-q", "--fail-on", "never"},
		"--in-place":            {"fill", sourceName, "--in-place", "-q", "--fail-on", "never"},
	} {
		t.Run(mode, func(t *testing.T) {
			p, name := newPlace(t, source, practice()), resultName
			if mode == "--in-place" {
				p, name = newPlace(t, source, nil), sourceName
			}
			before := p.read(name)
			program(t)
			start := time.Now()
			if o := run(t, p.dir, args...); o.Code != 0 {
				t.Fatalf("exit %d: %s%s", o.Code, o.Out, o.Err)
			}
			took, after := time.Since(start), p.read(name)
			if bytes.Equal(before, after) {
				t.Fatal("nothing was written")
			}
			was, done, interrupted := 0, 0, 0
			for _, signal := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT} {
				for range each {
					p.reset()
					if p.killed(t, signal, time.Duration(rand.Int64N(int64(took)*5/4)), args) {
						interrupted++
					}
					switch now := p.read(name); {
					case bytes.Equal(now, before):
						was++
					case bytes.Equal(now, after):
						done++
						if b := p.backup(); mode == "--in-place" && !bytes.Equal(b, source) {
							t.Errorf("%v: written over, and the backup has %d bytes of %d", signal, len(b), len(source))
						}
					default:
						t.Fatalf("%v: torn: %d bytes, neither the old %d nor the new %d", signal, len(now), len(before), len(after))
					}
					if b := p.backup(); b != nil && !bytes.Equal(b, source) {
						t.Errorf("%v: a torn backup of %d bytes", signal, len(b))
					}
					if mode != "--in-place" && !bytes.Equal(p.read(sourceName), source) {
						t.Fatalf("%v: the source was changed", signal)
					}
				}
			}
			t.Logf("%d kills: %d left the old file, %d the new one; %d said that they were interrupted", 3*each, was, done, interrupted)
			if was == 0 || done == 0 || interrupted == 0 {
				t.Error("the moments were not spread: the test shows nothing")
			}
		})
	}
}

// killed runs the program and ends it by a signal after a while. What may be
// handled must leave nothing behind; interrupted says that it was.
func (p place) killed(t *testing.T, signal syscall.Signal, after time.Duration, args []string) (interrupted bool) {
	t.Helper()
	cmd := exec.Command(program(t), args...)
	temp := must(os.MkdirTemp(scratch, "t"))
	defer os.RemoveAll(temp)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), "TMPDIR="+temp)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	cmd.Process.Signal(signal)
	cmd.Wait()
	status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if signal == syscall.SIGKILL {
		return false
	}
	if left := append(p.leftovers(), listing(temp)...); len(left) > 0 {
		t.Errorf("%v after %v: left %q", signal, after, left)
	}
	code := cmd.ProcessState.ExitCode()
	if code != 130 && code != 0 && !status.Signaled() { // signaled: before it could listen, nothing was done
		t.Errorf("%v after %v: exit %d (%v): %s", signal, after, code, cmd.ProcessState, said.String())
	}
	return code == 130
}
