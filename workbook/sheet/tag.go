package sheet

import "bytes"

// open reads a start tag or an empty element tag.
func (m *markup) open() error {
	b := m.buf
	from := m.pos + 1
	i := nameEnd(b, from)
	if i == len(b) {
		return errShort
	}
	name := b[from:i]
	i, empty, err := m.attributes(i)
	if err != nil {
		return err
	}
	if !validName(name) || m.rooted && len(m.stack) == 0 && !m.fragment {
		return m.refuse(whyTag)
	}
	outside := len(m.bindings)
	if err := m.namespaces(); err != nil {
		return err
	}
	if err := m.naming(name, from); err != nil {
		return err
	}
	m.kind, m.rooted = emptyTag, true
	m.unusual = m.unusual || len(m.bindings) > outside
	if empty {
		m.unbind(outside)
	} else if err := m.push(name, outside); err != nil {
		return err
	}
	m.pos = i
	return nil
}

// naming takes a tag's name apart.
func (m *markup) naming(name []byte, at int) error {
	m.name, m.local, m.nameAt = name, name, at
	var prefix []byte
	if c := bytes.IndexByte(name, ':'); c >= 0 {
		prefix, m.local = name[:c], name[c+1:]
		m.unusual = true
	}
	if m.means = m.lookup(prefix); m.means == unbound {
		return m.refuse(whyPrefix)
	}
	return nil
}

// main reports whether the last tag is an element of the format itself with the
// given name.
func (m *markup) main(local string) bool {
	return (m.means == spreadsheet || m.means == strictSheet) && string(m.local) == local
}

func (m *markup) push(name []byte, outside int) error {
	if len(m.stack) >= m.limits.Depth {
		return m.refuse(whyDepth, m.limits.Depth)
	}
	m.kind = startTag
	m.stack = append(m.stack, element{int32(len(m.names)), int32(outside)})
	m.names = append(m.names, name...)
	return nil
}

func (m *markup) unbind(outside int) {
	if outside < len(m.bindings) {
		m.bindings = m.bindings[:outside]
		m.lastOK = false
	}
}

// depth is the number of open elements.
func (m *markup) depth() int { return len(m.stack) }

// unwind forgets the elements opened since the stack was depth deep.
func (m *markup) unwind(depth int) {
	if depth < len(m.stack) {
		top := m.stack[depth]
		m.stack, m.names = m.stack[:depth], m.names[:top.name]
		m.unbind(int(top.bindings))
	}
}

// close reads an end tag.
func (m *markup) close() error {
	b := m.buf
	from := m.pos + 2
	i := nameEnd(b, from)
	name := b[from:i]
	if i = skipSpace(b, i); i == len(b) {
		return errShort
	}
	if b[i] != '>' || len(name) == 0 {
		return m.refuse(whyTag)
	}
	d := len(m.stack) - 1
	if d < 0 && !m.fragment || d >= 0 && string(m.names[m.stack[d].name:]) != string(name) {
		return m.refuse(whyPairs)
	}
	if err := m.naming(name, from); err != nil {
		return err
	}
	if d >= 0 {
		m.unwind(d)
	}
	m.kind, m.pos = endTag, i+1
	return nil
}

// attributes reads the attributes of a tag from i on, into attrs, and returns
// the offset behind the tag.
func (m *markup) attributes(i int) (end int, empty bool, err error) {
	b := m.buf
	m.attrs = m.attrs[:0]
	for {
		j := skipSpace(b, i)
		if j+1 >= len(b) {
			if j < len(b) && b[j] == '>' {
				return j + 1, false, nil
			}
			return 0, false, errShort
		}
		switch {
		case b[j] == '>':
			return j + 1, false, nil
		case b[j] == '/' && b[j+1] == '>':
			return j + 2, true, nil
		case j == i || len(m.attrs) == m.limits.Attrs:
			return 0, false, m.attributeFault(j == i)
		}
		if i, err = m.attribute(j); err != nil {
			return 0, false, err
		}
	}
}

func (m *markup) attributeFault(blankMissing bool) error {
	if blankMissing {
		return m.refuse(whyTag)
	}
	return m.refuse(whyAttrs, m.limits.Attrs)
}

// attribute reads one name="value" at i and returns the offset behind it.
func (m *markup) attribute(i int) (end int, err error) {
	b := m.buf
	n := nameEnd(b, i)
	e := skipSpace(b, n)
	q := skipSpace(b, min(e+1, len(b)))
	if q >= len(b) {
		return 0, errShort
	}
	name, quote := b[i:n], b[q]
	if b[e] != '=' || quote != '"' && quote != '\'' || !validName(name) {
		return 0, m.refuse(whyTag)
	}
	from, refers := q+1, false
	to := from
	for ; to < len(b) && b[to] != quote; to++ {
		if b[to] == '<' {
			return 0, m.refuse(whyTag)
		}
		refers = refers || b[to] == '&'
	}
	if to == len(b) {
		return 0, errShort
	}
	value := b[from:to]
	if refers && !m.references(value) {
		return 0, m.refuse(whyEntity)
	}
	m.attrs = append(m.attrs, attr{name, value, from})
	return to + 1, nil
}
