//go:build !windows && (!unix || solaris || aix)

package outbox

import "os"

// lock does nothing where the system has no such locks.
func lock(*os.File) error { return nil }
