package markup

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Unescape resolves the character references of b. What is no reference stays as
// it is.
func Unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			break
		}
		out = append(out, b[:i]...)
		b = b[i:]
		r, n := reference(b)
		if n == 0 {
			out, b = append(out, '&'), b[1:]
			continue
		}
		out, b = utf8.AppendRune(out, r), b[n:]
	}
	return string(append(out, b...))
}

// reference reads the reference at the start of b, and returns its length, 0 if
// there is none.
func reference(b []byte) (rune, int) {
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 0 {
		return 0, 0
	}
	switch name := string(b[1:end]); name {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		if len(name) < 2 || name[0] != '#' {
			return 0, 0
		}
		digits, base := name[1:], 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		v, err := strconv.ParseUint(digits, base, 31)
		if err != nil || !utf8.ValidRune(rune(v)) {
			return 0, 0
		}
		return rune(v), end + 1
	}
}
