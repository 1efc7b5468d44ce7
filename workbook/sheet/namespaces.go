package sheet

import "bytes"

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

// namespaces checks that no attribute stands twice and that prefixes are
// declared, and puts new declarations into force.
func (m *markup) namespaces() error {
	prefixed := false
	for i, a := range m.attrs {
		for _, earlier := range m.attrs[:i] {
			if string(earlier.name) == string(a.name) {
				return m.refuse(whyAttrTwice)
			}
		}
		if a.name[0] == 'x' || bytes.IndexByte(a.name, ':') >= 0 {
			prefixed = true
		}
	}
	if !prefixed {
		return nil
	}
	if err := m.declare(); err != nil {
		return err
	}
	for _, a := range m.attrs {
		c := bytes.IndexByte(a.name, ':')
		if c < 0 || string(a.name[:c]) == "xmlns" {
			continue
		}
		if m.lookup(a.name[:c]) == unbound {
			return m.refuse(whyPrefix)
		}
	}
	return nil
}
