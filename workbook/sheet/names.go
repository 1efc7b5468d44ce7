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

// The namespaces of worksheets and shared strings: the usual one, and the one of
// the strict variant of the standard.
const (
	mainSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	mceSpace    = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// meaning says which namespace a prefix is bound to, as far as it matters here.
type meaning uint8

const (
	unbound meaning = iota
	foreign
	spreadsheet
	strictSheet
	compatibility
)

// binding is a namespace declaration in force.
type binding struct {
	prefix string
	means  meaning
}

// lookup returns what a prefix is bound to. The last answer is remembered: most
// elements of a part have the same prefix.
func (m *markup) lookup(prefix []byte) meaning {
	if m.lastOK && string(prefix) == m.last.prefix {
		return m.last.means
	}
	for i := len(m.bindings) - 1; i >= 0; i-- {
		if m.bindings[i].prefix == string(prefix) {
			m.last, m.lastOK = m.bindings[i], true
			return m.last.means
		}
	}
	if len(prefix) == 0 || string(prefix) == "xml" || m.fragment {
		return foreign
	}
	return unbound
}

// declare puts the declarations among the attributes into force.
func (m *markup) declare() error {
	for _, a := range m.attrs {
		if !bytes.HasPrefix(a.name, xmlns) {
			continue
		}
		prefix := a.name[len(xmlns):]
		if len(prefix) > 0 {
			if prefix[0] != ':' {
				continue
			}
			if prefix = prefix[1:]; len(a.value) == 0 {
				return m.refuse(whyPrefix)
			}
		}
		b := binding{string(prefix), foreign}
		switch string(appendText(nil, a.value)) {
		case mainSpace:
			b.means = spreadsheet
		case strictSpace:
			b.means = strictSheet
		case mceSpace:
			b.means = compatibility
		}
		m.bindings = append(m.bindings, b)
		m.lastOK = false
	}
	return nil
}

var xmlns = []byte("xmlns")
