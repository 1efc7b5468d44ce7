package sheet

import (
	"bytes"
	"io"
)

// token says what was read last.
type token uint8

const (
	noToken    token = iota
	endOfPart        // nothing more
	startTag         // <name ...>
	emptyTag         // <name .../>
	endTag           // </name>
	charData         // text, its references not resolved
	cdataText        // text of a CDATA section
	asideToken       // a comment or a processing instruction
)

// attr is an attribute as it is written, its references not resolved.
type attr struct {
	name, value []byte
	at          int // where the value begins in buf
}

// element is an element that is not closed yet.
type element struct {
	name     int32 // where its name begins in names
	bindings int32 // declarations that were in force outside it
}

// markup reads the markup of a part token by token and holds it to XML 1.0 and
// its namespaces. It goes back over nothing and builds no tree.
type markup struct {
	window
	limits   Limits
	row, col int32 // being read, for refusals; 0 if none
	fragment bool  // reads a piece of a part: prefixes and pairs may be open

	stack    []element
	names    []byte // of the open elements, one after the other
	bindings []binding
	last     binding
	lastOK   bool
	rooted   bool // the root element has begun
	unusual  bool // see Scanner.Plain
	first    int  // where the part begins, behind its byte order mark

	// The token that was read last.
	kind   token
	start  int    // where it begins in buf; it ends at pos
	itemAt int    // where the thing that is read as a whole begins
	name   []byte // of a tag, with its prefix
	local  []byte // of a tag, without its prefix
	means  meaning
	attrs  []attr // of a start tag
	text   []byte // of text
	nameAt int    // where the name of a tag begins
}

func newMarkup(src io.Reader, limits Limits) markup {
	return markup{window: window{src: src, most: limits.Row}, limits: limits}
}

// next reads a token, and more bytes where it needs them.
func (m *markup) next() error {
	for {
		err := m.step()
		if err != errShort {
			return err
		}
		if err := m.fill(); err != nil {
			return err
		}
	}
}

// step reads a token from the bytes at hand. If they do not hold all of it,
// nothing changes and errShort is returned.
func (m *markup) step() error {
	b, p := m.buf, m.pos
	m.start = p
	if p == len(b) {
		return m.end()
	}
	if b[p] != '<' {
		return m.characters()
	}
	if p+1 == len(b) {
		return errShort
	}
	switch b[p+1] {
	case '/':
		return m.close()
	case '?':
		return m.instruction()
	case '!':
		return m.declaration()
	}
	return m.open()
}

// end is at the end of what is in memory.
func (m *markup) end() error {
	if !m.eof {
		return errShort
	}
	if !m.fragment && (!m.rooted || len(m.stack) > 0) {
		return m.refuse(whyTruncated)
	}
	m.kind = endOfPart
	return nil
}

// characters reads text up to the next tag.
func (m *markup) characters() error {
	rest := m.buf[m.pos:]
	n, special := textLength(rest)
	if n == len(rest) && !m.eof {
		return errShort
	}
	text := rest[:n]
	if len(m.stack) == 0 && !m.fragment && !blank(text) {
		if m.rooted {
			return m.refuse(whyAfter)
		}
		return m.refuse(whyTag)
	}
	if special && !m.references(text) {
		return m.refuse(whyEntity)
	}
	if special && bytes.Contains(text, cdataEnd) {
		return m.refuse(whyTag)
	}
	m.kind, m.text = charData, text
	m.pos += n
	return nil
}

// textLength returns the length of the text at the beginning of b, up to a tag,
// and whether it may hold references or the end of a CDATA section. Most texts
// are a few bytes long: a plain loop is fastest.
func textLength(b []byte) (n int, special bool) {
	for n < len(b) && b[n] != '<' {
		special = special || b[n] == '&' || b[n] == ']'
		n++
	}
	return n, special
}

// references reports whether each & begins a character reference.
func (m *markup) references(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return true
		}
		text = text[i:]
		_, n := reference(text)
		if n == 0 {
			return false
		}
		text = text[n:]
	}
}

func blank(text []byte) bool { return len(trimSpace(text)) == 0 }

var (
	cdataEnd   = []byte("]]>")
	cdataBegin = []byte("<![CDATA[")
	asideBegin = []byte("<!--")
	twoDashes  = []byte("--")
)

// declaration reads a comment or a CDATA section, and refuses all else that
// begins with <!.
func (m *markup) declaration() error {
	rest := m.buf[m.pos:]
	switch {
	case bytes.HasPrefix(rest, asideBegin):
		return m.comment(rest)
	case bytes.HasPrefix(rest, cdataBegin):
		return m.cdata(rest)
	case bytes.HasPrefix(asideBegin, rest), bytes.HasPrefix(cdataBegin, rest):
		return errShort
	}
	return m.refuse(whyDoctype)
}

func (m *markup) comment(rest []byte) error {
	n := bytes.Index(rest[len(asideBegin):], twoDashes)
	if n < 0 || len(asideBegin)+n+2 >= len(rest) {
		return errShort
	}
	n += len(asideBegin) + 2
	if rest[n] != '>' {
		return m.refuse(whyTag)
	}
	m.kind, m.unusual = asideToken, true
	m.pos += n + 1
	return nil
}

func (m *markup) cdata(rest []byte) error {
	if len(m.stack) == 0 && !m.fragment {
		return m.refuse(whyTag)
	}
	n := bytes.Index(rest, cdataEnd)
	if n < 0 {
		return errShort
	}
	m.kind, m.unusual = cdataText, true
	m.text = rest[len(cdataBegin):n]
	m.pos += n + len(cdataEnd)
	return nil
}
