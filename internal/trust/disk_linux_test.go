package trust

import (
	"strconv"
	"syscall"
	"testing"
)

// TestFullDisk has the program write to a file system that is too small.
func TestFullDisk(t *testing.T) {
	heavy(t)
	source := rows(3000)
	for mode, args := range writing {
		t.Run(mode, func(t *testing.T) {
			p := place{t.TempDir(), source, practice()}
			size := len(source) + len(p.old) + 24<<10
			if err := syscall.Mount("tmpfs", p.dir, "tmpfs", 0, "size="+strconv.Itoa(size)); err != nil {
				t.Skipf("no small file system can be mounted here: %v", err)
			}
			defer syscall.Unmount(p.dir, 0)
			p.reset()
			o := run(t, p.dir, args...)
			p.wantRefusal(t, o.Code, o.Err, "磁盘空间不足")
		})
	}
}
