package sheet

import "io"

// Strings holds the shared strings of a workbook: the text of each, without the
// formatting of its runs and without phonetic hints. Thousands of them lie one
// after the other in one piece, so that a million cost little more than their bytes.
type Strings struct {
	pieces []piece
	count  int
	bytes  int   // that they take up
	last   piece // being filled; empty once all are read
}

// piece holds perPiece strings, the last one of a part fewer.
type piece struct {
	text []byte
	ends []uint32 // where each string ends in text
}

const (
	perPiece   = 1 << 12
	largePiece = 1 << 20 // bytes from which on a piece is not copied to its exact size
)

// ReadStrings reads the shared strings part. Errors are *lang.Error that say
// what is wrong with the part, or errors of the reader.
func ReadStrings(r io.Reader, limits Limits) (*Strings, error) {
	m := newMarkup(r, limits)
	if err := m.begin(); err != nil {
		return nil, err
	}
	t := &Strings{}
	var buf []byte
	for m.kind != endOfPart {
		if t.bytes > limits.Texts {
			return nil, m.refuse(whyTextTotal, limits.Texts>>20)
		}
		text, found := m.fastString()
		if found {
			t.add(text)
			continue
		}
		err := m.whole(func() (err error) {
			m.keep = m.pos
			buf, found, err = m.stringItem(buf[:0])
			return err
		})
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		t.add(buf)
	}
	t.close()
	t.last = piece{}
	return t, nil
}

// stringItem reads one thing of the part; found says that it is a string, whose
// text is appended to dst.
func (m *markup) stringItem(dst []byte) (text []byte, found bool, err error) {
	if err := m.step(); err != nil || m.kind != startTag && m.kind != emptyTag {
		return dst, false, err
	}
	level := m.depth()
	if m.kind == emptyTag {
		level++
	}
	switch {
	case level == 1 && !m.main("sst"):
		return dst, false, m.refuse(whyRoot, "sharedStrings")
	case level == 2 && m.main("si"):
		text, err = m.richText(dst)
		return text, true, err
	case level == 2:
		return dst, false, m.skip("si")
	}
	return dst, false, nil
}

// fastString reads the string at m.pos if it is written in the usual way,
// without formatting: <si><t>text</t></si>. If not, nothing has changed.
func (m *markup) fastString() (text []byte, ok bool) {
	const plain, kept, after = "<si><t>", `<si><t xml:space="preserve">`, "</t></si>"
	b, i := m.buf, m.pos
	switch {
	case len(m.stack) != 1 || m.lookup(nil) < spreadsheet || m.lookup(nil) > strictSheet:
		return nil, false
	case i+len(plain) <= len(b) && string(b[i:i+len(plain)]) == plain:
		i += len(plain)
	case i+len(kept) <= len(b) && string(b[i:i+len(kept)]) == kept:
		i += len(kept)
	default:
		return nil, false
	}
	end := fastText(b, i)
	if end == 0 || end+len(after) > len(b) || string(b[end:end+len(after)]) != after {
		return nil, false
	}
	m.pos = end + len(after)
	return b[i:end], true
}

func (t *Strings) add(text []byte) {
	p := &t.last
	p.text = append(p.text, text...)
	p.ends = append(p.ends, uint32(len(p.text)))
	if len(p.ends) == perPiece {
		t.close()
	}
	t.count++
	t.bytes += len(text) + 4
}

// close puts what was added behind the other pieces, in no more memory than it needs.
func (t *Strings) close() {
	p := t.last
	t.last = piece{t.last.text[:0], t.last.ends[:0]}
	switch {
	case len(p.ends) == 0:
		return
	case cap(p.text) < largePiece:
		p.text = append(make([]byte, 0, len(p.text)), p.text...)
	default:
		t.last.text = nil
	}
	p.ends = append(make([]uint32, 0, len(p.ends)), p.ends...)
	t.pieces = append(t.pieces, p)
}

// Len returns the number of strings. A nil *Strings has none.
func (t *Strings) Len() int {
	if t == nil {
		return 0
	}
	return t.count
}

// At returns the text of string i, which must be at least 0 and below Len. It
// stays valid and must not be changed.
func (t *Strings) At(i int) []byte {
	p := &t.pieces[uint(i)/perPiece]
	i = int(uint(i) % perPiece)
	from, to := uint32(0), p.ends[i]
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.text[from:to:to]
}

// String returns the text of string i.
func (t *Strings) String(i int) string { return string(t.At(i)) }
