package sheet

import (
	"bytes"
	"io"
)

// Scanner reads a worksheet row by row, in bounded memory.
type Scanner struct {
	m     markup
	state state
	row   Row
	arena []byte  // text of the row that does not stand in the part as it is
	spill []Range // of array formulas and data tables that later rows may lie in
	usual bool    // the format's elements have no prefix here
	slow  bool    // set by tests: every cell is taken apart

	head, tail []byte
	strict     bool
	closed     bool // <sheetData/>
	plain      bool
	prefix     []byte // of the data section's name, with its colon; empty if none
	err        error
}

type state uint8

const (
	atStart state = iota
	inRows
	atEnd
)

// NewScanner returns a scanner over a worksheet, with the default limits.
func NewScanner(r io.Reader) *Scanner { return NewScannerWithin(r, DefaultLimits()) }

// NewScannerWithin returns a scanner over a worksheet with limits of its own.
func NewScannerWithin(r io.Reader, limits Limits) *Scanner {
	return &Scanner{m: newMarkup(r, limits)}
}

// Next reads the next row. After the last one it reads the part to its end and
// returns io.EOF. Any other error is a *lang.Error that says what is wrong with
// the part, or an error of the reader; it stays.
func (s *Scanner) Next() (*Row, error) {
	if s.err != nil {
		return nil, s.err
	}
	row, err := s.next()
	if err != nil {
		s.err = err
		return nil, err
	}
	return row, nil
}

// Head returns everything up to the rows: its end is the start tag of the data
// section, <sheetData>, or all of it where it is <sheetData/>. It is valid after
// the first Next.
func (s *Scanner) Head() []byte { return s.head }

// Tail returns everything after the last row (or after Head, if there are no
// rows). It is valid after Next has returned io.EOF.
func (s *Scanner) Tail() []byte { return s.tail }

// Strict reports whether the sheet is written in the strict variant of the
// format, whose namespaces differ. It is valid after the first Next.
func (s *Scanner) Strict() bool { return s.strict }

// Plain reports whether the rows hold nothing but rows, cells and their values:
// no comment, no CDATA section, no processing instruction, no prefix or namespace
// of their own, nothing that was passed over, and no formula that fills other
// cells. Then each < begins a tag, each tag means what its name says, and a cell
// that holds nothing can be written to. It is valid after Next has returned io.EOF.
func (s *Scanner) Plain() bool { return s.plain }

func (s *Scanner) next() (*Row, error) {
	if s.state == atStart {
		if err := s.readHead(); err != nil {
			return nil, err
		}
		s.state = inRows
		s.m.most = s.m.limits.Row
		if s.closed {
			s.state = atEnd
		}
	}
	for s.state == inRows {
		found, err := s.between()
		if err != nil {
			return nil, err
		}
		if found {
			return &s.row, nil
		}
	}
	return nil, s.readTail()
}

// readHead reads up to the start tag of the data section.
func (s *Scanner) readHead() error {
	m := &s.m
	m.most = m.limits.Head
	if err := m.begin(); err != nil {
		return err
	}
	for {
		if err := m.next(); err != nil {
			return err
		}
		switch {
		case m.kind == endTag && m.depth() == 0, m.kind == emptyTag && m.depth() == 0:
			return m.refuse(whyNoData)
		case m.kind != startTag && m.kind != emptyTag:
		case m.depth() == 1 && m.kind == startTag && !s.isRoot():
			return m.refuse(whyRoot, "worksheet")
		case m.main("sheetData") && s.underRoot():
			s.closed = m.kind == emptyTag
			s.head = bytes.Clone(m.buf[:m.pos])
			s.prefix = bytes.Clone(m.name[:len(m.name)-len(m.local)])
			m.keep, m.unusual = m.pos, false
			return nil
		}
	}
}

// isRoot reports whether the tag just read is the root of a worksheet. It is
// asked for every start tag on the first level; only the root is there.
func (s *Scanner) isRoot() bool {
	s.strict = s.m.means == strictSheet
	return s.m.main("worksheet")
}

// underRoot reports whether the tag just read is a child of the root.
func (s *Scanner) underRoot() bool {
	if s.m.kind == startTag {
		return s.m.depth() == 2
	}
	return s.m.depth() == 1
}

// between reads one thing between rows, or a row.
func (s *Scanner) between() (found bool, err error) {
	before := s.row.Num
	err = s.m.whole(func() (err error) {
		s.row.Num = before
		found, err = s.item()
		return err
	})
	if err == nil {
		s.m.row, s.m.col = 0, 0
	}
	return found, err
}

// item reads one thing between rows, or a row.
func (s *Scanner) item() (found bool, err error) {
	m := &s.m
	if err := m.step(); err != nil {
		return false, err
	}
	switch m.kind {
	case charData, cdataText:
		if !blank(m.text) {
			return false, m.refuse(whyContent)
		}
	case endTag:
		s.state, s.plain = atEnd, !m.unusual
	case startTag, emptyTag:
		if m.main("row") {
			return true, s.readRow()
		}
		return false, s.m.skip("row")
	}
	return false, nil
}

// readTail reads the rest of the part, which must end as it should.
func (s *Scanner) readTail() error {
	m := &s.m
	m.most = m.limits.Tail
	for m.kind != endOfPart {
		if err := m.next(); err != nil {
			return err
		}
		if (m.kind == startTag || m.kind == emptyTag) && m.main("sheetData") && s.underRoot() {
			return m.refuse(whyTwice)
		}
	}
	s.tail = m.buf[m.keep:]
	return io.EOF
}
