package sheet

import "io"

// Strings holds the shared strings of a workbook: the text of each, without the
// formatting of its runs and without phonetic hints. They lie one after the
// other in large pieces, so that a million of them cost little more than their
// bytes.
type Strings struct {
	pieces []piece
	count  int
	bytes  int // that they take up
}

// piece holds the strings from number first on.
type piece struct {
	first int
	text  []byte
	ends  []uint32 // where each string ends in text
}

// Sizes of the pieces in which the text is kept. A longer string has a piece of
// its own.
const (
	firstPiece = 16 << 10
	lastPiece  = 1 << 20
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
	last := len(t.pieces) - 1
	if last < 0 || len(t.pieces[last].text)+len(text) > cap(t.pieces[last].text) {
		t.pieces = append(t.pieces, piece{first: t.count, text: make([]byte, 0, max(t.size(), len(text)))})
		last++
	}
	p := &t.pieces[last]
	p.text = append(p.text, text...)
	p.ends = append(p.ends, uint32(len(p.text)))
	t.count++
	t.bytes += len(text) + 4
}

// size is the size of the next piece: few strings shall cost little.
func (t *Strings) size() int { return min(firstPiece<<min(2*len(t.pieces), 6), lastPiece) }

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
	lo, hi := 0, len(t.pieces)
	for hi-lo > 1 {
		if mid := int(uint(lo+hi) >> 1); t.pieces[mid].first <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	p := &t.pieces[lo]
	i -= p.first
	from, to := uint32(0), p.ends[i]
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.text[from:to:to]
}

// String returns the text of string i.
func (t *Strings) String(i int) string { return string(t.At(i)) }
