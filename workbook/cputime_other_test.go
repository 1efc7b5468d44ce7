//go:build !unix

package workbook_test

import (
	"os"
	"time"
)

var started = time.Now()

// processTime returns the clock where the system does not tell processor time.
func processTime() time.Duration { return time.Since(started) }

// peakMemory returns 0: here the system does not tell.
func peakMemory(*os.ProcessState) int64 { return 0 }
