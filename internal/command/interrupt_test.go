//go:build unix

package command

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// startWaiting runs the program on a file until it has begun to work.
func startWaiting(t *testing.T, file string) (*exec.Cmd, *bufio.Reader, *bytes.Buffer) {
	t.Helper()
	inFolder(t, map[string]string{file: "", "z.xlsx": ""})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := &exec.Cmd{Path: self, Args: []string{"waiting", "fill", file, "z.xlsx", "--lang", "en"}}
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("it did not begin: %v", err)
	}
	return cmd, lines, &said
}

func TestInterruption(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd, _, said := startWaiting(t, "a.xlsx")
		cmd.Process.Signal(signal)
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("%v: exit %d, want %d", signal, code, exitInterrupted)
		}
		if want := "interrupted: 0 of 2 done; no half-written file is left\n"; said.String() != want {
			t.Errorf("%v: said %q, want %q", signal, said.String(), want)
		}
	}
}

func TestASecondInterruptionEndsAtOnce(t *testing.T) {
	cmd, lines, _ := startWaiting(t, "stubborn.xlsx")
	cmd.Process.Signal(syscall.SIGINT)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	for range 2000 { // the first is taken note of by and by
		select {
		case <-ended:
			if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() {
				t.Errorf("it ended by itself: %v", cmd.ProcessState)
			}
			return
		case <-time.After(10 * time.Millisecond):
			cmd.Process.Signal(syscall.SIGINT)
		}
	}
	t.Error("it did not end")
}
