package trust

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// rounds are the commands that write several files, with what they need.
var rounds = map[string][]string{
	"split":   {"split", sourceName, "--out-dir", "新下发", "--eml", "-q", "--lang", "zh", "--fail-on", "never"},
	"collect": {"collect", "回复.xlsx", "--into", sourceName, "--outbox", "下发", "-o", resultName, "-q", "--lang", "zh", "--fail-on", "never"},
	"refresh": {"refresh", sourceName, "--actuals", "实际.csv", "--as-of", "2024-06-30", "-q", "--lang", "zh", "--fail-on", "never"},
}

// TestInjectedFaultsInRounds has single calls to the system fail while split,
// collect and refresh write: every workbook that is there is whole, what was there
// is as it was or has a backup, an outbox has its record or is not there, and
// nothing half-written stays.
func TestInjectedFaultsInRounds(t *testing.T) {
	heavy(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	program(t)
	given := map[string][]byte{"实际.csv": []byte(actualsText)}
	for name, body := range sentRound() {
		given[name] = body
	}
	most := 3
	if longRun() {
		most = 12
	}
	for command, args := range rounds {
		t.Run(command, func(t *testing.T) {
			hits := 0
			for _, fault := range []injected{{"write", "ENOSPC", "磁盘", false}, {"fsync", "EIO", "", false}, {"renameat", "EIO", "", false}} {
				for n := 1; n <= most; n++ {
					dir, trace := t.TempDir(), filepath.Join(t.TempDir(), "trace")
					surface{beside: given}.furnish(dir)
					cmd := exec.Command(strace, append([]string{"-f", "-y", "-s", "0", "-o", trace, "-e", "trace=" + fault.call,
						"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", fault.call, fault.errno, n), program(t)}, args...)...)
					cmd.Dir = dir
					var said bytes.Buffer
					cmd.Stderr = &said
					cmd.Run()
					calls, _ := os.ReadFile(trace)
					if !bytes.Contains(calls, []byte("(INJECTED)")) || !bytes.Contains(calls, []byte(dir)) {
						continue
					}
					hits++
					for _, wrong := range afterRound(dir, given, cmd.ProcessState.ExitCode(), said.String()) {
						t.Errorf("%s %s, the %d.: %s", fault.call, fault.errno, n, wrong)
					}
				}
			}
			t.Logf("%d runs met a fault", hits)
			if hits == 0 {
				t.Error("no call was made to fail: the test shows nothing")
			}
		})
	}
}

// afterRound says what is wrong in a folder after a call has failed.
func afterRound(dir string, given map[string][]byte, code int, said string) (wrong []string) {
	fault := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if code != 0 && code != 3 || strings.Contains(said, "goroutine") || foreign.MatchString(said) || code == 3 && strings.TrimSpace(said) == "" {
		fault("exit %d: %s", code, first(said))
	}
	backup := false
	there := map[string]bool{}
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(must(filepath.Rel(dir, path)))
		switch {
		case err != nil || name == ".":
		case strings.Contains(name, ".goalxl-") || strings.HasSuffix(name, ".tmp"):
			fault("left %s", name)
		case d.IsDir():
		default:
			there[name] = true
			body := must(os.ReadFile(path))
			backup = backup || bytes.Equal(body, given[sourceName]) && name != sourceName
			if strings.HasSuffix(name, ".xlsx") && !bytes.Equal(body, given[name]) && unsound(body) != "" {
				fault("%s is torn: %s", name, unsound(body))
			}
		}
		return nil
	})
	for name, body := range given {
		now, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if !bytes.Equal(now, body) && !(name == sourceName && backup) {
			fault("%s is not what it was", name)
		}
	}
	if there["新下发/下发清单.xlsx"] && !there["新下发/下发记录.json"] {
		fault("an outbox without its record")
	}
	return wrong
}
