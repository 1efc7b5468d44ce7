package sheet

import (
	"errors"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

var (
	errFormula = errors.New("it holds a formula's value, which is never written over")
	errOrder   = errors.New("the edits of the row are out of order")
	errBoth    = errors.New("it cannot hold both a text and a number")
	errNumber  = errors.New("its number is not a plain decimal")
	errStored  = errors.New("its formula stores no value of that type")
	errLong    = errors.New("its text is longer than 32767 characters")
)

// longestText is the length of the longest text that a cell may hold, in UTF-16
// units.
const longestText = 32767

// appendCell appends a new cell.
func appendCell(dst []byte, e *CellEdit, row int32, prefix []byte) ([]byte, error) {
	dst = append(append(append(dst, '<'), prefix...), `c r="`...)
	dst = append(AppendRef(dst, e.Col, row), '"')
	if e.Style >= 0 {
		dst = appendStyle(dst, e.Style)
	}
	return appendValue(dst, e, prefix, nil)
}

func appendStyle(dst []byte, style int32) []byte {
	return append(strconv.AppendInt(append(dst, ` s="`...), int64(style), 10), '"')
}

// appendValue closes the start tag of a cell, with its type, and appends its
// value, what else the cell holds, and its end tag.
func appendValue(dst []byte, e *CellEdit, prefix, extra []byte) ([]byte, error) {
	switch {
	case e.Text != "" && e.Number != "":
		return dst, errBoth
	case e.Text != "":
		dst = appendInline(dst, e.Text, prefix)
		if len(e.Text) > longestText && units(e.Text) > longestText {
			return dst, errLong
		}
	case e.Number != "":
		if !isDecimal(e.Number) {
			return dst, errNumber
		}
		dst = append(append(append(dst, "><"...), prefix...), "v>"...)
		dst = append(append(append(append(dst, e.Number...), "</"...), prefix...), "v>"...)
	case len(extra) == 0:
		return append(dst, "/>"...), nil
	default:
		dst = append(dst, '>')
	}
	dst = append(dst, extra...)
	return append(append(append(dst, "</"...), prefix...), "c>"...), nil
}

func appendInline(dst []byte, text string, prefix []byte) []byte {
	dst = append(append(append(dst, ` t="inlineStr"><`...), prefix...), "is><"...)
	dst = append(append(dst, prefix...), 't')
	if isSpace(text[0]) || isSpace(text[len(text)-1]) {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	dst = AppendEscaped(append(dst, '>'), text)
	dst = append(append(append(dst, "</"...), prefix...), "t></"...)
	return append(append(dst, prefix...), "is>"...)
}

// units returns the length of a text in UTF-16 units.
func units(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// isDecimal reports whether s is a number as cells hold it: digits, with a sign, a
// point and an exponent where they are wanted.
func isDecimal(s string) bool {
	i, digits := 0, 0
	if s[i] == '-' {
		i++
	}
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		digits++
	}
	if i < len(s) && s[i] == '.' {
		for i++; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			digits++
		}
	}
	if digits == 0 || i == len(s) {
		return digits > 0
	}
	if s[i] != 'e' && s[i] != 'E' {
		return false
	}
	if i++; i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	from := i
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i > from && i == len(s)
}

// AppendEscaped appends text as the content of a <t> or <v> element: markup is
// escaped, and what XML does not allow is written as _xHHHH_, as the format has
// it. Bytes that are not UTF-8 become U+FFFD.
func AppendEscaped(dst []byte, text string) []byte {
	if plainText(text) {
		return append(dst, text...)
	}
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c == '_' && escapes(text[i:]):
			dst = append(dst, "_x005F_"...)
		case c < ' ' && c != '\n' && c != '\t':
			dst = append(dst, '_', 'x', '0', '0', hex[c>>4], hex[c&15], '_')
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if i += n; allowed(r) {
				dst = utf8.AppendRune(dst, r)
			} else {
				dst = append(dst, "_xFFF"...)
				dst = append(dst, hex[r&15], '_')
			}
			continue
		}
		i++
	}
	return dst
}

// plainText reports whether a text stands for itself, as nearly all do. Characters
// from U+F000 on are left to a closer look.
func plainText(text string) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c < ' ', c == '&', c == '<', c == '>', c == '_', c >= 0xEF:
			return false
		case c < utf8.RuneSelf:
			i++
		case 0xE1 <= c && c <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			i += 3 // most Chinese characters, without taking them apart
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError {
				return false
			}
			i += n
		}
	}
	return true
}

// escapes reports whether the text begins with what would be read as _xHHHH_.
func escapes(text string) bool {
	if len(text) < 7 || text[1] != 'x' {
		return false
	}
	_, n := escaped([]byte(text[:7]))
	return n > 0
}
