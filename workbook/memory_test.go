package workbook_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestMemory holds that a fill of 100,000 rows stays below 100 MB, however the
// rows are written. It runs the program as people do.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and fills 100,000 rows: not with -short")
	}
	program := buildProgram(t)
	for _, shape := range largeShapes {
		t.Run(shape.name, func(t *testing.T) { holdsMemory(t, program, shape, 100_000, 100<<20) })
	}
}

// TestMemoryOfAMillionRows holds that a fill of 1,000,000 rows stays below 300 MB.
func TestMemoryOfAMillionRows(t *testing.T) {
	if os.Getenv("GOALXL_BIG") == "" {
		t.Skip("set GOALXL_BIG=1 to fill 1,000,000 rows")
	}
	holdsMemory(t, buildProgram(t), largeShapes[0], 1_000_000, 300<<20)
}

// buildProgram builds the program and returns its path.
func buildProgram(t *testing.T) string {
	t.Helper()
	if raceEnabled {
		t.Skip("memory is of no use under the race detector")
	}
	program := filepath.Join(t.TempDir(), "goalxl")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	build := exec.Command("go", "build", "-o", program, "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return program
}

// holdsMemory fails unless a fill of so many rows takes at most so many bytes.
func holdsMemory(t *testing.T, program string, shape largeShape, rows int, most int64) {
	t.Helper()
	src := largePlan(t, rows, shape)
	fill := exec.Command(program, "fill", src, "-o", filepath.Join(t.TempDir(), "filled.xlsx"), "-q", "--fail-on", "never")
	if out, err := fill.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	peak := peakMemory(fill.ProcessState)
	if peak == 0 {
		t.Skip("the system does not tell how much memory a process had")
	}
	t.Logf("%d rows took %d MB", rows, peak>>20)
	if peak > most {
		t.Errorf("%d rows took %d MB, want at most %d", rows, peak>>20, most>>20)
	}
}
