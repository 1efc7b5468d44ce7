package workbook

import (
	"errors"
	"io"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/workbook/opc"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// changeLog is what the change logs in a workbook say was written, by sheet.
//
// An entry vouches for a cell that still holds the figure written there: then the
// figure before it comes back. A cell that a person changed since is theirs, and
// so is every formula. The log names cells, and rows are sorted and inserted; so
// an entry with a subject (the item of the row) vouches only for a cell in a row
// that has the subject among its texts: the row of the log, else the one row
// of the sheet that has it. Where several have it, or the column moved, or the
// sheet was renamed, nothing is vouched for, and the figure counts as typed.
type changeLog map[string][]*vouched

// vouched is an entry of a change log.
type vouched struct {
	report.Change
	col, row int32 // of the cell; row 0 once it is not known where it went
}

// readLogs reads the change logs of a workbook.
func (m *marks) readLogs() (changeLog, error) {
	log := changeLog{}
	for i, s := range m.pkg.Sheets() {
		if m.own[i] != m.layer.log() {
			continue
		}
		if err := m.readLog(s, log); err != nil {
			return nil, err
		}
	}
	return log, nil
}

// readLog adds the entries of one log.
func (m *marks) readLog(s opc.Sheet, log changeLog) error {
	var failed error
	rows := func(yield func([]report.Value) bool) {
		failed = m.logRows(s, yield)
	}
	for c := range report.ReadChanges(rows, m.layer.log()) {
		col, row, ok := sheet.ParseRef([]byte(c.Cell))
		if ok {
			c.Subject = trim(c.Subject)
			log[c.Sheet] = append(log[c.Sheet], &vouched{c, col, row})
		}
	}
	return failed
}

// logRows gives the rows of a change log, the title first.
func (m *marks) logRows(s opc.Sheet, yield func([]report.Value) bool) error {
	return m.ownRows(s, changesWidth, yield)
}

// ownRows gives the rows of a sheet of the tool's with so many columns, the title first.
func (m *marks) ownRows(s opc.Sheet, width int32, yield func([]report.Value) bool) error {
	part, err := m.pkg.Open(s.Part)
	if err != nil {
		return err
	}
	defer part.Close()
	sc := sheet.NewScanner(part)
	started := false
	for next := int32(0); ; next++ {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		values, err := m.values(row, width)
		if err != nil {
			return err
		}
		if !started {
			if started = signed(values); !started {
				continue
			}
			next = row.Num
		}
		for ; next < row.Num; next++ {
			if !yield(nil) {
				return nil
			}
		}
		if !yield(values) {
			return nil
		}
	}
}

// signed reports whether a row holds the tool's signature.
func signed(values []report.Value) bool {
	for _, v := range values {
		if isSignature(v.Text) {
			return true
		}
	}
	return false
}

// values returns the cells of a row of a sheet of the tool's, from column A on.
func (m *marks) values(row *sheet.Row, width int32) ([]report.Value, error) {
	out := make([]report.Value, 0, width)
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Col > width {
			break
		}
		text, err := m.text(c)
		if err != nil {
			return nil, err
		}
		for len(out) < int(c.Col)-1 {
			out = append(out, report.Value{})
		}
		out = append(out, report.Value{Text: text, Number: c.Type == sheet.Number})
	}
	return out, nil
}

// find looks for where the rows of a sheet's entries are now.
func (m *marks) find(s opc.Sheet, entries []*vouched) error {
	places := map[string]*subjectRows{}
	for _, e := range entries {
		if e.Subject != "" && places[e.Subject] == nil {
			places[e.Subject] = &subjectRows{}
		}
	}
	if len(places) == 0 {
		return nil
	}
	part, err := m.pkg.Open(s.Part)
	if err != nil {
		return err
	}
	defer part.Close()
	for sc := sheet.NewScanner(part); ; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		for i := range row.Cells {
			if c := &row.Cells[i]; c.Type != sheet.Blank && c.Type != sheet.Number {
				text, err := m.bytes(c)
				if err != nil {
					return err
				}
				places[trim(aliased(text))].see(row.Num)
			}
		}
	}
	for _, e := range entries {
		e.row = places[e.Subject].settle(e.row)
	}
	return nil
}

// subjectRows are the rows that have a subject among their texts.
type subjectRows struct{ rows []int32 }

func (p *subjectRows) see(row int32) {
	if p != nil && (len(p.rows) == 0 || p.rows[len(p.rows)-1] != row) {
		p.rows = append(p.rows, row)
	}
}

// settle returns the row that an entry is about now; 0 if that cannot be told.
// A subject that is nowhere, as under a merged cell that was renamed, tells nothing.
func (p *subjectRows) settle(logged int32) int32 {
	if p == nil || len(p.rows) == 0 {
		return logged
	}
	i := sort.Search(len(p.rows), func(i int) bool { return p.rows[i] >= logged })
	switch {
	case i < len(p.rows) && p.rows[i] == logged:
		return logged
	case len(p.rows) == 1:
		return p.rows[0]
	}
	return 0
}

// back returns what a cell held before the entries wrote it, and whether one of
// them vouches for what it holds now. Entries of several generations are gone
// through backwards, whatever their order.
func (m *marks) back(c *sheet.Cell, entries []*vouched) (before report.Value, ok bool, err error) {
	if c == nil || c.Type == sheet.Blank || c.Formula != nil || c.Spilled {
		return before, false, nil
	}
	text, err := m.text(c)
	if err != nil {
		return before, false, err
	}
	before = report.Value{Text: text, Number: c.Type == sheet.Number}
	used := make([]bool, len(entries))
	for again := true; again; {
		again = false
		for i, e := range entries {
			if !used[i] && sameValue(before, e.After) {
				before, used[i], ok, again = e.Before, true, true, true
				break
			}
		}
	}
	return before, ok, nil
}

// sameValue reports whether a cell still holds what was written: numbers to the
// 15 digits that programs keep, texts without spaces around them, and 40% as a text
// or as a number.
func sameValue(held, written report.Value) bool {
	if !held.Number && !written.Number {
		return trim(held.Text) == trim(written.Text)
	}
	a, ok := figureOf(held)
	b, okay := figureOf(written)
	return ok && okay && a.Equal(b)
}

// figureOf returns the number that a value is, to 15 digits.
func figureOf(v report.Value) (decimal.Decimal, bool) {
	text := trim(v.Text)
	percent := !v.Number && strings.HasSuffix(text, "%")
	d, err := allocate.ParseNumberBytes([]byte(strings.TrimSuffix(text, "%")))
	if err != nil || !v.Number && !percent {
		return d, false
	}
	if percent {
		d = d.Shift(-2)
	}
	return d, true
}
