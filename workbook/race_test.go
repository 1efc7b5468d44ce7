//go:build race

package workbook_test

// raceEnabled says that the race detector slows everything down.
const raceEnabled = true
