package opc

import "bytes"

// attr is an attribute; value is as written, not unescaped.
type attr struct {
	space, prefix, local string
	value                []byte
	at                   int // offset of the value in the part
}

// attr returns the unescaped value of an attribute without namespace.
func (t *tag) attr(local string) (string, bool) {
	for _, a := range t.attrs {
		if a.prefix == "" && a.local == local {
			return unescapeXML(a.value), true
		}
	}
	return "", false
}

// attrIn returns the unescaped value of an attribute in one of two namespaces.
func (t *tag) attrIn(space, other, local string) string {
	for _, a := range t.attrs {
		if a.local == local && (a.space == space || a.space == other) {
			return unescapeXML(a.value)
		}
	}
	return ""
}

// binding is a namespace declaration of the element at depth.
type binding struct {
	prefix, uri string
	depth       int
}

// maxAttrs bounds the attributes of an element, and the namespaces in scope, as
// both are searched one by one. Real elements have under 40.
const maxAttrs = 400

// bind finds the namespaces of a tag and its attributes; every prefix must have one.
func (s *tags) bind(t *tag) bool {
	t.space = s.lookup(t.prefix)
	ok := t.prefix == "" || t.space != ""
	for i := range t.attrs {
		if a := &t.attrs[i]; a.prefix != "" && a.prefix != "xml" && a.prefix != "xmlns" {
			a.space = s.lookup(a.prefix)
			ok = ok && a.space != ""
		}
	}
	return ok
}

// attributes reads the attributes of a start tag up to its end.
func (s *tags) attributes() {
	s.attrs = s.attrs[:0]
	for s.err == nil {
		before := s.pos
		s.blanks()
		if s.pos >= len(s.b) || s.b[s.pos] == '/' || s.b[s.pos] == '>' {
			return
		}
		name := s.name()
		s.blanks()
		ok := s.take('=') && s.pos > before
		s.blanks()
		if s.err != nil || !ok || s.b[before] > ' ' || s.pos >= len(s.b) || s.b[s.pos] != '"' && s.b[s.pos] != '\'' {
			s.err = errXML
			return
		}
		quote, at := s.b[s.pos], s.pos+1
		n := bytes.IndexByte(s.b[at:], quote)
		if n < 0 || bytes.IndexByte(s.b[at:at+n], '<') >= 0 || !entitiesKnown(s.b[at:at+n]) {
			s.err = errXML
			return
		}
		s.pos = at + n + 1
		s.attribute(name, s.b[at:at+n], at)
	}
}

func (s *tags) attribute(name string, value []byte, at int) {
	a := attr{value: value, at: at}
	a.prefix, a.local = splitName(name)
	for _, other := range s.attrs {
		if other.prefix == a.prefix && other.local == a.local {
			s.err = errXML
			return
		}
	}
	if len(s.attrs) == maxAttrs || len(s.bindings) == maxAttrs {
		s.err = errXML
		return
	}
	s.attrs = append(s.attrs, a)
	switch {
	case name == "xmlns":
		s.bindings = append(s.bindings, binding{"", unescapeXML(value), len(s.open)})
	case a.prefix == "xmlns":
		s.bindings = append(s.bindings, binding{a.local, unescapeXML(value), len(s.open)})
	}
}

// lookup returns the namespace that a prefix means here; "" if none.
func (s *tags) lookup(prefix string) string {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if s.bindings[i].prefix == prefix {
			return s.bindings[i].uri
		}
	}
	return ""
}

// prefixFor returns the prefix that stands for a namespace here, and whether
// there is one that attributes can bear (not the empty one).
func (s *tags) prefixFor(uri string) (string, bool) {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if b := s.bindings[i]; b.uri == uri && b.prefix != "" && s.lookup(b.prefix) == uri {
			return b.prefix, true
		}
	}
	return "", false
}
