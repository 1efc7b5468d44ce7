//go:build !linux

package trust

import "os"

// residentAtMost is known on Linux only.
func residentAtMost(*os.ProcessState) int64 { return 0 }
