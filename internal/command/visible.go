package command

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes text from a workbook or a file name harmless on a terminal:
// control characters, escape sequences and marks that turn the direction of the
// text around are spelt out (\x1b, \u202e), line breaks and tabs become spaces.
// Everything else is left as it is.
func visible(s string) string {
	if !strings.ContainsFunc(s, harmful) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case r < 0x80 && harmful(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case harmful(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// harmful reports whether a character acts on a terminal, or on its reader,
// instead of being seen.
func harmful(r rune) bool {
	switch {
	case r < 0x20, r == 0x7f, unicode.Is(unicode.Cc, r):
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r == 0x200e, r == 0x200f, r == 0x061c: // direction marks
		return true
	case r >= 0x200b && r <= 0x200d, r == 0x2060, r == 0xfeff: // of no width
		return true
	case r == 0x2028, r == 0x2029: // line breaks to some programs
		return true
	case r >= 0xe0000 && r <= 0xe007f: // tags: text that nobody sees
		return true
	}
	return false
}
