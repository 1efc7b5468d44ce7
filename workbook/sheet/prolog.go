package sheet

import "bytes"

var (
	piEnd = []byte("?>")
	bom   = []byte("\xEF\xBB\xBF")
)

// instruction reads a processing instruction. The XML declaration is one in
// form, and stands only at the very beginning.
func (m *markup) instruction() error {
	rest := m.buf[m.pos+len("<?"):]
	n := bytes.Index(rest, piEnd)
	if n < 0 {
		return errShort
	}
	body := rest[:n]
	end := nameEnd(body, 0)
	name := body[:end]
	if !validName(name) || bytes.IndexByte(name, ':') >= 0 || end < len(body) && !isSpace(body[end]) {
		return m.refuse(whyTag)
	}
	if bytes.EqualFold(name, []byte("xml")) {
		if string(name) != "xml" || m.base > 0 || m.pos != m.first {
			return m.refuse(whyTag)
		}
		if err := m.xmlDeclaration(body[end:]); err != nil {
			return err
		}
	}
	m.kind, m.unusual = asideToken, true
	m.pos += len("<?") + n + len(piEnd)
	return nil
}

// xmlDeclaration reads version, encoding and standalone, in this order.
func (m *markup) xmlDeclaration(b []byte) error {
	version, b, ok := pseudo(b, "version")
	if !ok || string(version) != "1.0" {
		return m.refuse(whyTag)
	}
	if encoding, rest, ok := pseudo(b, "encoding"); ok {
		if !bytes.EqualFold(encoding, []byte("utf-8")) {
			return m.refuse(whyEncoding)
		}
		b = rest
	}
	if alone, rest, ok := pseudo(b, "standalone"); ok {
		if string(alone) != "yes" && string(alone) != "no" {
			return m.refuse(whyTag)
		}
		b = rest
	}
	if !blank(b) {
		return m.refuse(whyTag)
	}
	return nil
}

// pseudo reads one name="value" of an XML declaration, with a blank before it.
func pseudo(b []byte, name string) (value, rest []byte, ok bool) {
	s := skipSpace(b, 0)
	if s == 0 || !bytes.HasPrefix(b[s:], []byte(name)) {
		return nil, b, false
	}
	i := skipSpace(b, s+len(name))
	if i >= len(b) || b[i] != '=' {
		return nil, b, false
	}
	if i = skipSpace(b, i+1); i >= len(b) || b[i] != '"' && b[i] != '\'' {
		return nil, b, false
	}
	n := bytes.IndexByte(b[i+1:], b[i])
	if n < 0 {
		return nil, b, false
	}
	return b[i+1 : i+1+n], b[i+n+2:], true
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// begin reads the first bytes of a part, and a byte order mark if there is one.
// Other encodings show themselves here.
func (m *markup) begin() error {
	if err := m.fill(); err != nil {
		return err
	}
	m.skipMark()
	return nil
}

func (m *markup) skipMark() {
	if bytes.HasPrefix(m.buf, bom) {
		m.pos, m.first = len(bom), len(bom)
	}
}
