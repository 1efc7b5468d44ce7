package trust

import (
	"os"
	"syscall"
)

// residentAtMost returns the peak of a process's resident memory in bytes.
func residentAtMost(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}
