package trust

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	_ "goalxl/internal/command" // not used: the results of these tests go stale when the program changes
)

// long is the variable that asks for the long runs: all cases, more kills, more
// workbooks for the other programs to judge. Its number is how many times as many
// random cases are made.
const long = "GOALXL_TRUST_LONG"

func longRun() bool { return os.Getenv(long) != "" }

// times is how many times as many random cases are made as usually.
func times() int {
	n, _ := strconv.Atoi(os.Getenv(long))
	return max(n, 1)
}

// What the workbook that is given is called, and its result.
const (
	sourceName = "目标.xlsx"
	resultName = "结果.xlsx"
)

// scratch is a folder that is there for the whole test run.
var scratch string

func TestMain(m *testing.M) {
	if os.Getenv(launching) != "" {
		launch()
		return
	}
	var err error
	if scratch, err = os.MkdirTemp("", "trust"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// heavy skips a test that runs the program often.
func heavy(t *testing.T) {
	t.Helper()
	if testing.Short() || raceEnabled {
		t.Skip("the program is run as a whole, hundreds of times")
	}
}

// built builds the program once.
var built = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(scratch, "goalxl")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", bin, "../..").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the program: %v\n%s", err, out)
	}
	return bin, nil
})

func program(t testing.TB) string {
	t.Helper()
	bin, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

// run runs the program in a folder.
func run(t testing.TB, dir string, args ...string) outcome {
	t.Helper()
	return runFor(t, patience, dir, args...)
}

// runFor is run for work that may take longer.
func runFor(t testing.TB, patience time.Duration, dir string, args ...string) outcome {
	t.Helper()
	l, err := startLauncher()
	if err != nil {
		t.Fatalf("starting the launcher: %v", err)
	}
	o, err := l.runFor(patience, dir, append([]string{program(t)}, args...))
	if err != nil {
		t.Fatalf("running the program: %v", err)
	}
	return o
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// listing returns the names in a folder, in order.
func listing(dir string) []string {
	var names []string
	for _, e := range must(os.ReadDir(dir)) {
		names = append(names, e.Name())
	}
	return names
}
