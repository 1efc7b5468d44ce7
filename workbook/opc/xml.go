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
	if hasForbidden(b) {
		s.err = errXML
	}
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		s.pos = 3
	}
	return s
}

// hasForbidden reports whether b has characters that XML may not have as they
// are: controls, and the two that are none (U+FFFE, U+FFFF). b is valid UTF-8.
func hasForbidden(b []byte) bool {
	for i, c := range b {
		switch {
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			return true
		case c >= 0xbe && c <= 0xbf && i >= 2 && b[i-1] == 0xbf && b[i-2] == 0xef:
			return true
		}
	}
	return false
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
