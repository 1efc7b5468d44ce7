//go:build !unix

package workbook_test

import "time"

var started = time.Now()

// processTime returns the clock where the system does not tell processor time.
func processTime() time.Duration { return time.Since(started) }
