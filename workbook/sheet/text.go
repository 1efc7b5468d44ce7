package sheet

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// reference reads the character reference at the beginning of b (which starts
// with &); n is its length, 0 if it is none that XML without a DTD knows.
func reference(b []byte) (r rune, n int) {
	end := bytes.IndexByte(b[:min(len(b), 16)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := b[1:end]; string(name) {
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
		if r, ok := numeric(name); ok {
			return r, end + 1
		}
	}
	return 0, 0
}

// numeric reads #65 or #x41.
func numeric(name []byte) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, radix := name[1:], rune(10)
	if digits[0] == 'x' {
		digits, radix = digits[1:], 16
	}
	r := rune(0)
	for _, c := range digits {
		d, ok := digit(c)
		if !ok || d >= radix {
			return 0, false
		}
		if r = r*radix + d; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, len(digits) > 0 && allowed(r)
}

func digit(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}

// allowed reports whether XML 1.0 allows a character.
func allowed(r rune) bool {
	return r >= ' ' && r < 0xD800 || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// appendText appends character data to dst with its references resolved and its
// line ends made \n, as XML wants it.
func appendText(dst, raw []byte) []byte {
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			break
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i:]
		if raw[0] == '\r' {
			dst = append(dst, '\n')
			raw = raw[1:]
			if len(raw) > 0 && raw[0] == '\n' {
				raw = raw[1:]
			}
			continue
		}
		r, n := reference(raw)
		if n == 0 {
			break // refused before it comes here; never lose it all the same
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[n:]
	}
	return append(dst, raw...)
}

// plain reports whether the raw text stands for itself.
func plain(raw []byte) bool {
	for i, c := range raw {
		if c == '&' || c == '\r' || c == '_' && i+1 < len(raw) && raw[i+1] == 'x' {
			return false
		}
	}
	return true
}

// unescape resolves the _xHHHH_ escapes of the format in b, in place. Halves of
// a pair that stand alone stay as they are written.
func unescape(b []byte) []byte {
	if !bytes.Contains(b, escapeMark) {
		return b
	}
	out := b[:0]
	for i := 0; i < len(b); {
		r, n := escaped(b[i:])
		if n == 0 {
			out = append(out, b[i])
			i++
			continue
		}
		if utf16.IsSurrogate(r) {
			low, k := escaped(b[i+n:])
			pair := utf16.DecodeRune(r, low)
			if k == 0 || pair == utf8.RuneError {
				out = append(out, b[i:i+n]...)
				i += n
				continue
			}
			r, n = pair, n+k
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return out
}

var escapeMark = []byte("_x")

// escaped reads _xHHHH_ at the beginning of b; n is 0 if there is none.
func escaped(b []byte) (r rune, n int) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, 0
	}
	for _, c := range b[2:6] {
		d, ok := digit(c)
		if !ok {
			return 0, 0
		}
		r = r<<4 | d
	}
	return r, 7
}
