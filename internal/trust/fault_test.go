//go:build unix

package trust

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// wantRefusal checks that a run ended as failed writing must: exit 3, one Chinese
// line about the file, everything as it was.
func (p place) wantRefusal(t *testing.T, code int, said, about string) {
	t.Helper()
	if code != 3 || !strings.Contains(said, about) || strings.Count(strings.TrimSpace(said), "\n") > 1 || strings.Contains(said, "goroutine") || foreign.MatchString(said) {
		t.Errorf("exit %d, said %q, want one line with %q", code, first(said), about)
	}
	if left := p.leftovers(); len(left) > 0 {
		t.Errorf("left %q", left)
	}
	if !bytes.Equal(p.read(sourceName), p.source) || p.old != nil && !bytes.Equal(p.read(resultName), p.old) {
		t.Error("a file was changed")
	}
}

var writing = map[string][]string{
	"-o":         {"fill", sourceName, "-o", resultName, "-q", "--lang", "zh", "--fail-on", "never"},
	"--in-place": {"fill", sourceName, "--in-place", "-q", "--lang", "zh", "--fail-on", "never"},
	"clean":      {"clean", sourceName, "-o", resultName, "-q", "--lang", "zh"},
}

// TestFileSizeLimit lets the program write no more than 4 KB, with and without
// the signal that the system sends first.
func TestFileSizeLimit(t *testing.T) {
	heavy(t)
	for mode, args := range writing {
		for _, before := range []string{"", "trap '' XFSZ; "} {
			p := newPlace(t, rows(1500), practice())
			// bash counts in kilobytes, other shells in half of them
			cmd := exec.Command("sh", append([]string{"-c", before + `ulimit -f 4; exec "$0" "$@"`, program(t)}, args...)...)
			cmd.Dir = p.dir
			var said bytes.Buffer
			cmd.Stderr = &said
			cmd.Run()
			t.Run(mode+" "+before, func(t *testing.T) { p.wantRefusal(t, cmd.ProcessState.ExitCode(), said.String(), "磁盘") })
		}
	}
}

// TestReadOnlyPlaces has the program write where it may not.
func TestReadOnlyPlaces(t *testing.T) {
	heavy(t)
	os.Chmod(scratch, 0o755)
	for mode, args := range writing {
		t.Run(mode+", the folder", func(t *testing.T) {
			p := newPlace(t, plan().zipped(), nil)
			os.Chmod(p.dir, 0o555)
			defer os.Chmod(p.dir, 0o755)
			code, said := p.asNobody(t, args)
			p.wantRefusal(t, code, said, "只读")
		})
		t.Run(mode+", the file", func(t *testing.T) {
			p := newPlace(t, plan().zipped(), practice())
			for _, name := range listing(p.dir) {
				os.Chmod(filepath.Join(p.dir, name), 0o444)
			}
			o := run(t, p.dir, args...)
			p.wantRefusal(t, o.Code, o.Err, "只读")
		})
	}
}

// asNobody runs the program as a user without rights, if the tests have all.
func (p place) asNobody(t *testing.T, args []string) (code int, said string) {
	t.Helper()
	cmd := exec.Command(program(t), args...)
	cmd.Dir = p.dir
	var err bytes.Buffer
	cmd.Stderr = &err
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		for dir := p.dir; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			info, _ := os.Stat(dir)
			os.Chmod(dir, info.Mode().Perm()|0o555)
		}
		os.Chmod(filepath.Join(p.dir, sourceName), 0o644)
	}
	if e := cmd.Run(); cmd.ProcessState == nil {
		t.Skipf("it does not start as another user here: %v", e)
	}
	return cmd.ProcessState.ExitCode(), err.String()
}

// TestRunsAtOnce has several runs write one file: each is whole, and so is what
// is there in the end.
func TestRunsAtOnce(t *testing.T) {
	heavy(t)
	source := rows(800)
	for mode, args := range writing {
		t.Run(mode, func(t *testing.T) {
			p, name := newPlace(t, source, nil), resultName
			if mode == "--in-place" {
				name = sourceName
			}
			run(t, p.dir, args...)
			after := p.read(name)
			p.reset()
			var runs sync.WaitGroup
			for range 6 {
				runs.Go(func() {
					o := run(t, p.dir, args...)
					if o.Code != 0 && (o.Code != 3 || foreign.MatchString(o.Err) || crashed(o) != "") {
						t.Errorf("exit %d: %s", o.Code, first(o.Err))
					}
				})
			}
			runs.Wait()
			if now := p.read(name); !bytes.Equal(now, after) {
				t.Errorf("there are %d bytes in the end, want the %d of one run", len(now), len(after))
			}
			if left := p.leftovers(); len(left) > 0 {
				t.Errorf("left %q", left)
			}
		})
	}
}

// TestSourceThatChangesMeanwhile has somebody save another version while the
// program works: that version is never lost, and no result is made of the old one
// once the new one is there.
func TestSourceThatChangesMeanwhile(t *testing.T) {
	heavy(t)
	for _, mode := range []string{"--in-place", "-o"} {
		t.Run(mode, func(t *testing.T) {
			p := newPlace(t, rows(1500), nil)
			theirs := rows(1501)
			program(t)
			start := time.Now()
			run(t, p.dir, writing[mode]...)
			took, noticed := time.Since(start), 0
			for i := range 12 {
				p.reset()
				if p.changedMeanwhile(t, writing[mode], theirs, took*time.Duration(i+1)/14) {
					noticed++
				}
				if now := p.read(sourceName); !bytes.Equal(now, theirs) && (mode == "-o" || !bytes.Equal(p.backup(), theirs)) {
					t.Errorf("at %d/14 of the run: their version is lost", i+1)
				}
			}
			t.Logf("noticed in %d of 12 runs", noticed)
			if noticed == 0 {
				t.Error("no run met the change: the test shows nothing")
			}
		})
	}
}

// changedMeanwhile runs the program and replaces its source after a while. It
// reports whether the program noticed, which must be said and leave nothing.
func (p place) changedMeanwhile(t *testing.T, args []string, theirs []byte, after time.Duration) (noticed bool) {
	t.Helper()
	cmd := exec.Command(program(t), args...)
	cmd.Dir = p.dir
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	path := filepath.Join(p.dir, sourceName)
	os.WriteFile(path+".new", theirs, 0o640)
	os.Rename(path+".new", path)
	cmd.Wait()
	if left := p.leftovers(); len(left) > 0 {
		t.Errorf("left %q", left)
	}
	if cmd.ProcessState.ExitCode() != 3 {
		return false
	}
	if !strings.Contains(said.String(), "改动") && !strings.Contains(said.String(), "变动") || p.read(resultName) != nil {
		t.Errorf("said %q, left %q", said.String(), listing(p.dir))
	}
	return true
}

// TestOrderOfWriting looks at what the program asks of the system: the target is
// never opened for writing; the new file is flushed, renamed, and the folder flushed.
func TestOrderOfWriting(t *testing.T) {
	heavy(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	for mode, target := range map[string]string{"-o": resultName, "--in-place": sourceName} {
		t.Run(mode, func(t *testing.T) {
			p := newPlace(t, plan().zipped(), practice())
			trace := filepath.Join(t.TempDir(), "trace")
			cmd := exec.Command(strace, append([]string{"-f", "-y", "-xx", "-s", "4096", "-o", trace,
				"-e", "trace=openat,creat,write,pwrite64,fsync,fchmod,rename,renameat,renameat2,truncate,ftruncate,unlink,unlinkat", program(t)}, writing[mode]...)...)
			cmd.Dir = p.dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Skipf("strace does not run here: %v %s", err, first(string(out)))
			}
			checkTrace(t, string(must(os.ReadFile(trace))), p.dir, target)
			if info, _ := os.Stat(filepath.Join(p.dir, target)); info.Mode().Perm() != 0o640 {
				t.Errorf("the mode is %v, and was 0640", info.Mode())
			}
		})
	}
}

// checkTrace goes through the calls in their order. strace -xx writes the paths in
// hexadecimal.
func checkTrace(t *testing.T, trace, dir, target string) {
	hex := func(s string) string {
		var b strings.Builder
		for i := range len(s) {
			fmt.Fprintf(&b, `\x%02x`, s[i])
		}
		return b.String()
	}
	temp, name, folder := hex("/.goalxl-"), hex(target)+`"`, "<"+hex(dir)+">"
	steps := []struct{ what, call, on string }{
		{"written", "write(", temp}, {"given the mode of the old one", "fchmod(", temp}, {"flushed to the disk", "fsync(", temp},
		{"read again", "O_RDONLY", temp}, {"renamed to the target", "rename", name}, {"made sure of in its folder", "fsync(", folder},
	}
	step := 0
	for line := range strings.Lines(trace) {
		opened := strings.Contains(line, "O_WRONLY") || strings.Contains(line, "O_RDWR") || strings.Contains(line, "O_TRUNC") || strings.Contains(line, "truncate(") || strings.Contains(line, "unlink")
		if opened && strings.Contains(line, name) {
			t.Errorf("the old file is touched: %s", line)
		}
		if step < len(steps) && strings.Contains(line, steps[step].call) && strings.Contains(line, steps[step].on) {
			step++
		}
	}
	if step < len(steps) {
		t.Errorf("not %s in its turn, in:\n%s", steps[step].what, first(trace))
	}
}

// TestNoNetwork gives the program a workbook full of addresses and looks whether
// it opens a socket.
func TestNoNetwork(t *testing.T) {
	heavy(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	link := `<Relationship Id="rId9" Type="` + nsRel + `/externalLinkPath" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>`
	book := plan().swap(bookRels, "</Relationships>", link).
		swap(breakdownPart, `<c r="C5" s="0"><v>4800</v></c>`, `<c r="C5" s="0"><f>LEN(WEBSERVICE("http://127.0.0.1:9/"))</f></c>`)
	p := newPlace(t, book.zipped(), nil)
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(strace, append([]string{"-f", "-o", trace, "-e", "trace=socket,connect,execve", program(t)}, writing["-o"]...)...)
	cmd.Dir = p.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace does not run here: %v %s", err, first(string(out)))
	}
	runs := 0
	for line := range strings.Lines(string(must(os.ReadFile(trace)))) {
		switch {
		case strings.Contains(line, "socket(") || strings.Contains(line, "connect("):
			t.Errorf("it asks for the network: %s", line)
		case strings.Contains(line, "execve("):
			if runs++; !strings.Contains(line, program(t)) {
				t.Errorf("it starts another program: %s", line)
			}
		}
	}
	if runs == 0 || p.read(resultName) == nil {
		t.Error("nothing was traced: the test shows nothing")
	}
}
