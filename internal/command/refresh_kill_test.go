package command

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestRefreshKilledAndRunAgain kills the program in the middle of a batch, again and
// again, and holds that a run that is let be ends in the bytes of one that was never
// disturbed: workbooks, backups and report.
func TestRefreshKilledAndRunAgain(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is started by a link")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "goalxl")
	if err := os.Symlink(self, program); err != nil {
		t.Skip(err)
	}
	items := yearItems()
	writeExport(t, filepath.Join(dir, "实际.csv"), items, 6)
	undisturbed, disturbed := filepath.Join(dir, "静"), filepath.Join(dir, "动")
	for _, folder := range []string{undisturbed, disturbed} {
		for n := range 8 {
			sub := filepath.Join(folder, fmt.Sprint(n))
			if err := os.MkdirAll(sub, 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
	writeRegions(t, dir, items)
	for n := range 8 {
		for _, region := range []string{"华东", "华北", "华南"} {
			b, err := os.ReadFile(filepath.Join(dir, region+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			for _, folder := range []string{undisturbed, disturbed} {
				if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(n), region+".xlsx"), b, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	run := func(folder string) *exec.Cmd {
		args := []string{"refresh", "--actuals", "实际.csv", "--as-of", "2024-06-30", "--fail-on", "never", "-j", "2", "-q", "--lang", "zh"}
		for n := range 8 {
			args = append(args, filepath.Join(folder, fmt.Sprint(n)))
		}
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		return cmd
	}
	whole := time.Now()
	if out, err := run(undisturbed).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took := time.Since(whole)
	for n := range 5 {
		cmd := run(disturbed)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(n+1) / 7)
		cmd.Process.Kill()
		cmd.Wait()
	}
	if out, err := run(disturbed).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want, got := filesBelow(t, undisturbed), filesBelow(t, disturbed)
	for name, b := range want {
		if !bytes.Equal(got[name], b) {
			t.Errorf("%s is not what an undisturbed run makes of it", name)
		}
	}
	for name := range got {
		if want[name] == nil {
			t.Errorf("%s is left behind", name)
		}
	}
}

func filesBelow(t *testing.T, folder string) map[string][]byte {
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".goalxl-") { // what was written when it was killed goes with time
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
