package sheet

import (
	"bytes"
	"unicode/utf8"
)

// nameEnd returns the end of the name that begins at i: the first byte that
// cannot be in one.
func nameEnd(b []byte, i int) int {
	for i < len(b) && isNameByte(b[i]) {
		i++
	}
	return i
}

func isNameByte(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return c == ':' || c == '_' || c == '-' || c == '.' || c >= utf8.RuneSelf
}

// validName reports whether name is a qualified name: letters, digits, and at
// most one colon with something on either side.
func validName(name []byte) bool {
	if len(name) == 0 || !startsName(name) {
		return false
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		local := name[i+1:]
		return i > 0 && len(local) > 0 && startsName(local) && bytes.IndexByte(local, ':') < 0 && letters(name)
	}
	return letters(name)
}

func startsName(name []byte) bool {
	c := name[0]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

// letters reports whether the characters beyond ASCII are letters that every
// edition of XML allows in names. Names in workbooks are ASCII; a few of the
// world's scripts are enough for what people may put in as extensions.
func letters(name []byte) bool {
	for i := 0; i < len(name); {
		if name[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(name[i:])
		switch {
		case 0xC0 <= r && r <= 0xD6, 0xD8 <= r && r <= 0xF6, 0xF8 <= r && r <= 0x131: // Latin
		case 0x3B1 <= r && r <= 0x3CE, 0x40E <= r && r <= 0x44F: // Greek, Cyrillic
		case 0x3041 <= r && r <= 0x3094, 0x30A1 <= r && r <= 0x30FA: // Japanese
		case 0x4E00 <= r && r <= 0x9FA5, 0xAC00 <= r && r <= 0xD7A3: // Chinese, Korean
		default:
			return false
		}
		i += n
	}
	return true
}
