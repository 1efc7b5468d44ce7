//go:build !windows

package opc

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"goalxl/internal/lang"
)

func errnoOf(n int) error { return syscall.Errno(n) }

// TestMain runs the test binary as another process where a test asks for it.
func TestMain(m *testing.M) {
	path := os.Getenv("GOALXL_TEST_SAVE")
	switch os.Getenv("GOALXL_TEST_MODE") {
	case "":
		os.Exit(m.Run())
	case "once":
		if _, err := Save(path, SaveOptions{Verify: readWhole}, text(strings.Repeat("new ", 1000))); err != nil {
			os.Exit(1)
		}
	case "forever":
		for i := 0; ; i++ {
			Save(path, SaveOptions{}, text(strings.Repeat(string(rune('a'+i%26)), 200_000)))
		}
	case "limited":
		saveLimited(path)
	}
}

func readWhole(path string) error { _, err := os.ReadFile(path); return err }

// saveLimited saves more than the process may write, and prints the error.
func saveLimited(path string) {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 100_000, Max: 100_000}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		os.Exit(3)
	}
	_, err := Save(path, SaveOptions{}, text(strings.Repeat("x", 1_000_000)))
	var said *lang.Error
	if errors.As(err, &said) {
		os.Stdout.WriteString(said.In(lang.ZH))
		os.Exit(0)
	}
	os.Exit(4)
}

func process(t *testing.T, mode, path string, before ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(before, self)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "GOALXL_TEST_MODE="+mode, "GOALXL_TEST_SAVE="+path)
	return cmd
}

func TestKilledSaveLeavesAWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	os.WriteFile(path, bytes.Repeat([]byte("a"), 200_000), 0o644)
	replaced := 0
	for range 25 {
		cmd := process(t, "forever", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(10+rand.IntN(40)) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		b, err := os.ReadFile(path)
		if err != nil || len(b) != 200_000 || bytes.Count(b, b[:1]) != len(b) {
			t.Fatalf("%d bytes, error %v: not one whole file", len(b), err)
		}
		if b[0] != 'a' {
			replaced++
		}
	}
	if replaced == 0 {
		t.Error("no run got as far as replacing the file: the test shows nothing")
	}
}

func TestFullDiskLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "目标.xlsx")
	os.WriteFile(path, []byte("old"), 0o644)
	out, err := process(t, "limited", path).Output()
	if err != nil || !strings.HasPrefix(string(out), "目标.xlsx: 磁盘空间不足") {
		t.Errorf("says %q, error %v", out, err)
	}
	wantFolder(t, dir, "目标.xlsx=old")
}

func TestSyscallsOfSaveStandInOrder(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	dir := t.TempDir()
	path, trace := filepath.Join(dir, "a.xlsx"), filepath.Join(t.TempDir(), "trace")
	os.WriteFile(path, []byte("old"), 0o644)
	cmd := process(t, "once", path, strace, "-f", "-y", "-o", trace, "-e", "trace=openat,write,fsync,rename,renameat,renameat2,close")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace does not run here: %v %s", err, out)
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct{ name, call, on string }{
		{"written", "write(", tempPrefix},
		{"flushed to the disk", "fsync(", tempPrefix},
		{"read again", "O_RDONLY", tempPrefix},
		{"renamed", "rename", "a.xlsx"},
		{"folder flushed", "fsync(", "<" + dir + ">"},
	}
	step := 0
	for line := range strings.Lines(string(b)) {
		if strings.Contains(line, dir) && (strings.Contains(line, "O_RDWR") && strings.Contains(line, "/a.xlsx\"") || strings.Contains(line, "O_TRUNC")) {
			t.Errorf("the old file is opened for writing: %s", line)
		}
		if step < len(steps) && strings.Contains(line, steps[step].call) && strings.Contains(line, steps[step].on) {
			step++
		}
	}
	if step < len(steps) {
		t.Errorf("not %s in its turn, in:\n%s", steps[step].name, b)
	}
}

func TestSaveToATinyFileSystem(t *testing.T) {
	dir := t.TempDir()
	if err := mountTiny(dir); err != nil {
		t.Skipf("no small file system can be mounted here: %v", err)
	}
	defer unmount(dir)
	path := filepath.Join(dir, "目标.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Save(path, SaveOptions{}, func(w io.Writer) error {
		for range 100 {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("error %v, want that the disk is full", err)
	}
	wantFolder(t, dir, "目标.xlsx=old")
}

func TestOpenDoesNotWaitForAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no pipe can be made here: %v", err)
	}
	done := make(chan error, 1)
	go func() { _, err := Open(path); done <- err }()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "not a file") {
			t.Errorf("error %v, want that it is not a file", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("still waiting after 5 s")
	}
}
