package sheet

// whole reads something that must be in memory as a whole: if the bytes at hand
// do not hold all of it, it is read again from its beginning with more of them.
func (m *markup) whole(read func() error) error {
	for {
		m.itemAt = m.pos
		depth := m.depth()
		err := read()
		if err != errShort {
			return err
		}
		m.unwind(depth)
		m.pos = m.itemAt
		if err := m.fill(); err != nil {
			return err
		}
	}
}

// skip passes over the rest of the element whose start tag was just read: one
// that the reader does not know, or does not need. What a compatibility branch
// holds is somebody else's, unless it holds elements of the kind that is being
// read: which branch counts depends on the program that reads it, so such a part
// is refused rather than read in half.
func (m *markup) skip(kind string) error {
	m.unusual = true
	if m.kind == emptyTag {
		return nil
	}
	branches := m.means == compatibility
	depth := m.depth()
	for m.depth() >= depth {
		if err := m.step(); err != nil {
			return err
		}
		if branches && (m.kind == startTag || m.kind == emptyTag) && m.main(kind) {
			return m.refuse(whyAlternate)
		}
	}
	return nil
}
