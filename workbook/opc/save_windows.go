package opc

import (
	"errors"
	"syscall"
)

// Windows error codes (winerror.h).
const (
	errAccessDenied     = syscall.Errno(5)
	errWriteProtect     = syscall.Errno(19)
	errSharingViolation = syscall.Errno(32)
	errLockViolation    = syscall.Errno(33)
	errHandleDiskFull   = syscall.Errno(39)
	errDiskFull         = syscall.Errno(112)
)

func diskFull(err error) bool {
	return errors.Is(err, errDiskFull) || errors.Is(err, errHandleDiskFull)
}

func readOnly(err error) bool { return errors.Is(err, errWriteProtect) }

// inUse reports whether another program has the file open. Renaming onto an
// open file is answered with "access denied" too.
func inUse(err error) bool {
	return errors.Is(err, errSharingViolation) || errors.Is(err, errLockViolation) || errors.Is(err, errAccessDenied)
}

// unsupported reports whether the file system does not know permissions.
func unsupported(error) bool { return true }

// syncDir does nothing: Windows cannot flush a folder.
func syncDir(string) error { return nil }
