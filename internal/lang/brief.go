package lang

import (
	"strings"
	"unicode"
)

// briefLength is how many bytes of a text Brief keeps.
const briefLength = 60

// Brief returns the beginning of what a person wrote, to be quoted in a message
// of one line.
func Brief(s string) string {
	line, _, more := strings.Cut(strings.TrimSpace(s), "\n")
	line = strings.Map(shown, line[:min(len(line), 4*briefLength)])
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

// shown is a character as it may be quoted; one that nobody can see is marked.
func shown(r rune) rune {
	if r == '\t' {
		return ' '
	}
	if !unicode.IsPrint(r) {
		return unicode.ReplacementChar
	}
	return r
}
