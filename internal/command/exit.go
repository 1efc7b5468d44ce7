package command

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// The exit codes, as the product promises them.
const (
	exitDone        = 0   // done; nothing found at or above --fail-on
	exitFound       = 1   // done; something found at or above --fail-on
	exitUsage       = 2   // wrong use or configuration: nothing was done
	exitFile        = 3   // some file could not be read or written; the others were done
	exitInterrupted = 130 // interrupted; no half-written file
)

// wrongUse says what was wrong with the command line and what to do about it.
// It is the only error that a command returns: nothing was done, exit 2. What
// goes wrong later belongs to a file and is kept in its Report.
func wrongUse(what, hint lang.Message) error {
	return &lang.Error{What: what, Hint: hint}
}

// failOn is the severity from which a finding makes the exit code 1; never is
// above all of them.
type failOn uint8

const never = failOn(allocate.Error) + 1

func failOnNamed(name string) failOn {
	switch name {
	case "warning":
		return failOn(allocate.Warning)
	case "never":
		return never
	}
	return failOn(allocate.Error)
}

// exitCode sums up the reports of a run. A file that could not be read or written
// beats every finding.
func exitCode(reports []Report) int {
	code := exitDone
	for i := range reports {
		if reports[i].Error != nil {
			return exitFile
		}
		for j := range reports[i].Findings {
			if failOn(reports[i].Findings[j].Severity) >= reports[i].failOn {
				code = exitFound
			}
		}
	}
	return code
}
