package command

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStartUp holds that starting the program costs at most 1.5 times the CPU of
// an empty program that is linked with the same libraries.
func TestStartUp(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs: not with -short")
	}
	if raceEnabled {
		t.Skip("times are of no use under the race detector")
	}
	ours, floor := buildPrograms(t)
	var ratio float64
	for range 3 { // a busy machine may spoil a measurement, not three
		a, b := startTimes(t, ours, floor)
		ratio = float64(a) / float64(b)
		t.Logf("goalxl --version %v, an empty program %v: %.2f times", a, b, ratio)
		if ratio <= 1.5 {
			return
		}
	}
	t.Errorf("start-up takes %.2f times that of an empty program with the same libraries, want at most 1.5", ratio)
}

// buildPrograms builds the program, and an empty one that imports every library
// that the program imports.
func buildPrograms(t *testing.T) (ours, floor string) {
	t.Helper()
	var source strings.Builder
	source.WriteString("package main\n\nimport (\n")
	for _, pkg := range libraries(t) {
		fmt.Fprintf(&source, "\t_ %q\n", pkg)
	}
	source.WriteString(")\n\nfunc main() {}\n")
	dir := t.TempDir()
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte(source.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(root, "internal", "floor", "main.go"): file}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	return build(t, root, dir, "goalxl", "."), build(t, root, dir, "floor", "-overlay", list, "./internal/floor")
}

func build(t *testing.T, root, dir, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	cmd := exec.Command("go", append([]string{"build", "-o", path}, args...)...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", name, err, out)
	}
	return path
}

// libraries lists what the packages of the program import from other modules.
func libraries(t *testing.T) []string {
	t.Helper()
	var all []string
	format := `{{if .Module}}{{if .Module.Main}}{{range .Imports}}{{.}}{{"\n"}}{{end}}{{end}}{{end}}`
	for _, pkg := range goList(t, "-deps", "-f", format, ".") {
		first, _, _ := strings.Cut(pkg, "/")
		if strings.Contains(first, ".") && !slices.Contains(all, pkg) {
			all = append(all, pkg)
		}
	}
	if len(all) == 0 {
		t.Fatal("no libraries found: the search is broken")
	}
	return all
}

// startTimes is the CPU that one start of each program takes: the median of many,
// turn by turn.
func startTimes(t *testing.T, ours, floor string) (a, b time.Duration) {
	t.Helper()
	const turns = 31
	var as, bs []time.Duration
	for range turns {
		as = append(as, cpuOf(t, ours, "--version"))
		bs = append(bs, cpuOf(t, floor))
	}
	slices.Sort(as)
	slices.Sort(bs)
	return as[turns/2], bs[turns/2]
}

func cpuOf(t *testing.T, program string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
