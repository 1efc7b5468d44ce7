package opc

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// errXML and errDepth are what the scanner finds wrong.
var (
	errXML   = errors.New("malformed XML")
	errDepth = errors.New("XML nested too deeply")
)

// tag is a start or an end tag, with where it stands in the part.
type tag struct {
	space, local string // namespace and name
	prefix       string // as written, without colon
	start, end   int    // offsets of "<" and behind ">"
	closing      bool   // an end tag
	empty        bool   // <x/>: no end tag follows
	attrs        []attr // valid until the next tag
}

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

// tags goes through the tags of an XML part held in memory, checks that it is
// well-formed, and knows the namespaces. Text, comments and the like are passed
// over; Doctypes are refused.
type tags struct {
	b        []byte
	pos      int
	limit    int      // of the depth
	open     []string // names of the open elements
	bindings []binding
	attrs    []attr
	rooted   bool
	err      error
}

func newTags(b []byte, limit int) *tags {
	s := &tags{b: b, limit: limit}
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		s.pos = 3
	}
	return s
}

// depth returns how many elements are open; behind a start tag its own counts,
// unless it is empty.
func (s *tags) depth() int { return len(s.open) }

// next returns the next start or end tag; false at the end and for an error (err).
func (s *tags) next() (tag, bool) {
	for s.err == nil {
		i := bytes.IndexByte(s.b[s.pos:], '<')
		if i < 0 {
			s.checkText(s.b[s.pos:])
			if len(s.open) > 0 || !s.rooted {
				s.err = errXML
			}
			return tag{}, false
		}
		s.checkText(s.b[s.pos : s.pos+i])
		s.pos += i
		rest := s.b[s.pos:]
		switch {
		case len(rest) < 2:
			s.err = errXML
		case rest[1] == '?':
			s.skip("<?", "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.skip("<!--", "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")) && len(s.open) > 0:
			s.skip("<![CDATA[", "]]>")
		case rest[1] == '!':
			s.err = errXML
		case rest[1] == '/':
			return s.endTag()
		default:
			return s.startTag()
		}
	}
	return tag{}, false
}

// checkText checks character data: only blanks outside the root, entities known.
func (s *tags) checkText(b []byte) {
	if len(s.open) == 0 && len(bytes.TrimLeft(b, " \t\r\n")) > 0 || !entitiesKnown(b) {
		s.err = errXML
	}
}

func (s *tags) skip(opening, closing string) {
	if s.err != nil {
		return
	}
	i := bytes.Index(s.b[s.pos+len(opening):], []byte(closing))
	if i < 0 {
		s.err = errXML
		return
	}
	s.pos += len(opening) + i + len(closing)
}

func (s *tags) endTag() (tag, bool) {
	start := s.pos
	s.pos += 2
	name := s.name()
	s.blanks()
	if s.err != nil || len(s.open) == 0 || s.open[len(s.open)-1] != name || !s.take('>') {
		s.err = errXML
		return tag{}, false
	}
	t := tag{start: start, end: s.pos, closing: true}
	t.prefix, t.local = splitName(name)
	t.space = s.lookup(t.prefix)
	s.close()
	return t, true
}

// close ends the innermost element and forgets its namespaces.
func (s *tags) close() {
	for n := len(s.bindings); n > 0 && s.bindings[n-1].depth == len(s.open); n-- {
		s.bindings = s.bindings[:n-1]
	}
	s.open = s.open[:len(s.open)-1]
}

func (s *tags) startTag() (tag, bool) {
	t := tag{start: s.pos}
	s.pos++
	name := s.name()
	if s.err != nil || len(s.open) == 0 && s.rooted {
		s.err = errXML
		return t, false
	}
	if len(s.open) >= s.limit {
		s.err = errDepth
		return t, false
	}
	s.rooted = true
	s.open = append(s.open, name)
	s.attributes()
	if s.take('/') {
		t.empty = true
	}
	if s.err != nil || !s.take('>') {
		s.err = errXML
		return t, false
	}
	t.end, t.attrs = s.pos, s.attrs
	t.prefix, t.local = splitName(name)
	if !s.bind(&t) {
		s.err = errXML
		return t, false
	}
	if t.empty {
		s.close()
	}
	return t, true
}

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

func (s *tags) take(c byte) bool {
	if s.pos < len(s.b) && s.b[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *tags) blanks() {
	for s.pos < len(s.b) && (s.b[s.pos] == ' ' || s.b[s.pos] == '\n' || s.b[s.pos] == '\r' || s.b[s.pos] == '\t') {
		s.pos++
	}
}

func (s *tags) name() string {
	start := s.pos
	for s.pos < len(s.b) && isNameByte(s.b[s.pos], s.pos > start) {
		s.pos++
	}
	n := string(s.b[start:s.pos])
	if i := strings.IndexByte(n, ':'); n == "" || i == 0 || i == len(n)-1 || i != strings.LastIndexByte(n, ':') {
		s.err = errXML
	}
	return n
}

func isNameByte(c byte, inside bool) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == ':', c >= utf8.RuneSelf:
		return true
	}
	return inside && (c >= '0' && c <= '9' || c == '-' || c == '.')
}

func splitName(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}
