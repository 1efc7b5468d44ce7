package trust

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// injected is a call to the system that is made to fail, and what the program
// must say of it; a failure that does no harm is passed over in silence.
type injected struct {
	call, errno string
	says        string // in a refusal
	harmless    bool   // whether the run may be done all the same
}

// injections are those that saving meets: each is tried at every place where the
// call is made.
var injections = []injected{
	{"openat", "EIO", "", true}, {"openat", "ENOSPC", "", true}, {"openat", "EMFILE", "", true},
	{"write", "EIO", "写入失败", false}, {"write", "ENOSPC", "磁盘空间不足", false}, {"write", "EDQUOT", "磁盘空间不足", false},
	{"fsync", "EIO", "", false}, {"fsync", "ENOSPC", "磁盘", false},
	{"renameat", "EIO", "写入失败", false}, {"renameat", "EACCES", "", false}, {"renameat", "ENOSPC", "磁盘空间不足", false},
	{"close", "EIO", "", true}, {"pread64", "EIO", "", true}, {"fchmod", "EIO", "", true}, {"unlinkat", "EACCES", "", true},
}

// TestInjectedFaults has single calls to the system fail while the program
// writes: the old file or the new one is whole, nothing half-written stays, and
// one line says what happened.
func TestInjectedFaults(t *testing.T) {
	heavy(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	hits := map[string]int{}
	for mode, args := range writing {
		t.Run(mode, func(t *testing.T) {
			for _, fault := range injections {
				most := 3
				if fault.call == "close" || longRun() {
					most = 16
				}
				for n, met := 1, true; met && n <= most; n++ {
					hit := false
					if hit, met = injectedRun(t, strace, args, fault, n); hit {
						hits[fault.call]++
					}
				}
			}
		})
	}
	t.Logf("calls that were made to fail: %v", hits)
	for _, call := range []string{"write", "fsync", "renameat", "close"} {
		if hits[call] == 0 {
			t.Errorf("no %s was made to fail: the test shows nothing", call)
		}
	}
}

// injectedRun has the n-th call of each thread fail. met says that there was one,
// hit that it was one on the files of the run.
func injectedRun(t *testing.T, strace string, args []string, fault injected, n int) (hit, met bool) {
	t.Helper()
	p := newPlace(t, practice(), plan().zipped()) // no formula, for which another process would be started
	temp, trace := t.TempDir(), filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(strace, append([]string{"-f", "-y", "-s", "0", "-o", trace, "-e", "trace=" + fault.call,
		"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", fault.call, fault.errno, n), program(t)}, args...)...)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), "TMPDIR="+temp)
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.Run()
	calls, _ := os.ReadFile(trace)
	on := "" // the last call on the files of the run that failed
	for line := range strings.Lines(string(calls)) {
		if strings.Contains(line, "(INJECTED)") && (strings.Contains(line, p.dir) || strings.Contains(line, temp)) {
			on = line
		} else if strings.Contains(line, "(INJECTED)") {
			return false, true // something of the run-time's own
		}
	}
	if on == "" {
		return false, false
	}
	name := fmt.Sprintf("%s %s, the %d.: ", fault.call, fault.errno, n)
	code := cmd.ProcessState.ExitCode()
	if faults := p.afterFault(code, said.String(), args, fault); faults != "" {
		t.Errorf("%s%s\nof %s", name, faults, first(on))
	}
	if left := listing(temp); len(left) > 0 && fault.call != "unlinkat" {
		t.Errorf("%sleft %q in the system's temporary folder", name, left)
	}
	return true, true
}

// afterFault says what is wrong after a call has failed.
func (p place) afterFault(code int, said string, args []string, fault injected) string {
	target, old := resultName, p.old
	if strings.Contains(strings.Join(args, " "), "--in-place") {
		target, old = sourceName, p.source
	}
	now := p.read(target)
	switch {
	case code != 0 && code != 3, strings.Contains(said, "goroutine"), code == 0 && !fault.harmless:
		return fmt.Sprintf("exit %d: %s", code, first(said))
	case code == 3 && (strings.Count(strings.TrimSpace(said), "\n") > 1 || !strings.Contains(said, ".xlsx") || foreign.MatchString(said) || !strings.Contains(said, fault.says)):
		return fmt.Sprintf("said %q, want one line with %q", first(said), fault.says)
	case code == 3 && !bytes.Equal(now, old) && !strings.Contains(said, "已写入"):
		return fmt.Sprintf("%s was written, and it said %q", target, first(said))
	case !bytes.Equal(now, old) && unsound(now) != "":
		return fmt.Sprintf("%s is torn: %s", target, unsound(now))
	case code == 0 && bytes.Equal(now, old):
		return "said that it was done, and nothing was written"
	case target != sourceName && !bytes.Equal(p.read(sourceName), p.source):
		return "the source was changed"
	case target == sourceName && !bytes.Equal(now, old) && !bytes.Equal(p.backup(), p.source):
		return "the source was replaced without a backup"
	}
	if left := p.leftovers(); len(left) > 0 && fault.call != "unlinkat" {
		return fmt.Sprintf("left %q", left)
	}
	return ""
}
