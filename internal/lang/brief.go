package lang

import "strings"

// briefLength is how many bytes of a text Brief keeps.
const briefLength = 60

// Brief returns the beginning of what a person wrote, to be quoted in a message
// of one line.
func Brief(s string) string {
	line, _, more := strings.Cut(strings.TrimSpace(s), "\n")
	for i := range line {
		if i > briefLength {
			return line[:i] + "..."
		}
	}
	if more {
		return line + "..."
	}
	return line
}
