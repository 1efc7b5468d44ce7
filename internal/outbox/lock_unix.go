//go:build unix && !solaris && !aix

package outbox

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the file for this program alone, until it is closed or the program ends.
func lock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return errLocked
	case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOLCK):
		return nil // a network drive without locks
	}
	return err
}
