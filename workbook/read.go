package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// Read reads every table of the workbook into a plan, in one pass over each
// worksheet. What cannot be read is named in Plan.Unread. A workbook without any
// table that is recognised gives a *lang.Error that says what came nearest.
func (b *Book) Read() (*allocate.Plan, error) {
	r, err := b.read()
	if err != nil {
		return nil, err
	}
	return r.plan, nil
}

// read is Read, and gives the reader with what it knows of each table.
func (b *Book) read() (*reader, error) {
	r := newReader(b)
	for _, s := range b.pkg.Sheets() {
		if s.Kind != opc.Worksheet {
			continue
		}
		if err := r.readSheet(s); err != nil {
			return nil, cmp.Or(b.pkg.VerifyRest(), err) // damage explains what looks like bad markup
		}
	}
	if err := b.pkg.VerifyRest(); err != nil {
		return nil, err
	}
	if b.marked != nil && !b.marked.looked && len(b.marked.scratch) == 0 && r.layout.coloured() {
		return b.readUnmarked()
	}
	if len(r.plan.Tables) == 0 {
		return nil, r.notRecognised()
	}
	r.finish()
	r.layout.area = r.area
	b.layout, b.plan, b.near = r.layout, r.plan, near(r.nearest())
	return r, nil
}

// countFormulas notes how many formulas there are, as far as they can be computed.
func (s *sheetReader) countFormulas(row *sheet.Row) {
	for i := range row.Cells {
		if s.layout.formulas > computeFormulas {
			return
		}
		if row.Cells[i].Kind != sheet.NoFormula {
			s.layout.formulas++
		}
	}
}

// readUnmarked reads a workbook in which nothing but conditional formats tells that
// it was marked before: that is seen only once the sheets have been read.
func (b *Book) readUnmarked() (*reader, error) {
	b.marked.looked = true
	again, err := b.marked.book()
	if err != nil {
		return nil, err
	}
	if len(again.marked.scratch) == 0 {
		again.marked = nil // they cannot be taken off: read it as it stands
		marked := b.marked
		defer func() { b.marked = marked }()
	}
	stated := b.stated
	*b = *again
	b.stated = stated
	return b.read()
}

// reader is a Read under way.
type reader struct {
	book      *Book
	plan      *allocate.Plan
	layout    *Layout
	tables    []*tableReader      // by index of the plan's tables
	passed    []*tableReader      // tables that no plan has a place for
	glossary  *templates.Glossary // what was stated of headings; nil if nothing
	known     knownHeadings
	shared    []textFacts // by number of the shared string; 0 is not asked yet
	words     wordCache
	amounts   figureCache[allocate.Amount]
	shares    figureCache[allocate.Share]
	periods   [64]recentPeriod
	rows      rowSlab
	dues      []waitingDue
	waiting   []waitingFormula
	nearRows  nearMisses
	rechecked int // formulas of figures that store a value
	volatile  int // of them, those whose value depends on time or another file
	// uncomputed are formulas of shares that store no value and were not computed.
	uncomputed int
	area       int64 // cells of all sheets, counted up to the last of each row
}

func newReader(b *Book) *reader {
	r := &reader{book: b, plan: &allocate.Plan{}, layout: &Layout{}}
	if b.stated != nil {
		r.glossary = b.stated.Words
	}
	r.known.glossary = r.glossary
	r.known.init(b.strings.Len())
	r.shared = make([]textFacts, b.strings.Len())
	bytes := int64(0)
	for _, s := range b.pkg.Sheets() {
		bytes += b.pkg.Size(s.Part)
	}
	r.amounts.init(bytes)
	r.shares.init(bytes)
	return r
}

// readSheet reads one worksheet.
func (r *reader) readSheet(s opc.Sheet) error {
	index := int32(len(r.layout.sheets))
	own := templates.OwnSheet(s.Name) && (isHan(s.Name) || r.book.hasOwnNames())
	r.layout.sheets = append(r.layout.sheets, Sheet{
		Name: s.Name, Part: s.Part, Hidden: s.State != opc.Visible, Own: own,
	})
	part, err := r.book.pkg.Open(s.Part)
	if err != nil {
		return err
	}
	defer part.Close()
	sr := &sheetReader{reader: r, sheet: index, own: own || r.book.stated.ignores(s.Name)}
	if err := sr.read(part); err != nil {
		return r.book.within(err, lang.Message{Text: lang.T("工作表 %s", "sheet %s"), Args: []any{s.Name}})
	}
	return nil
}

// hasOwnNames reports whether the workbook carries names that the tool defines
// on its own sheets. In English those are called Overview and Changes, as other
// people's sheets are.
func (b *Book) hasOwnNames() bool {
	raw, err := b.pkg.Bytes(b.pkg.Workbook())
	return err == nil && bytes.Contains(raw, []byte("_goalxl."))
}

// read reads the rows of the sheet, and what comes after them.
func (s *sheetReader) read(part io.Reader) error {
	limits := sheet.DefaultLimits()
	limits.Styles, limits.Strings = -1, s.book.strings.Len()
	if s.book.styles != nil {
		limits.Styles = s.book.styles.Count()
	}
	sc := sheet.NewScannerWithin(part, limits)
	for {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if n := len(row.Cells); n > 0 {
			s.area += int64(row.Cells[n-1].Col)
		}
		s.countFormulas(row)
		if !s.own {
			s.row(row)
		}
	}
	if s.own {
		return nil
	}
	s.settle()
	merged, err := sheet.MergedRanges(sc.Tail())
	if err != nil {
		return err
	}
	place := &s.layout.sheets[s.sheet]
	place.Merged, place.plain = merged, sc.Plain()
	if n := bytes.Count(sc.Tail(), []byte(note.Author)); n > 0 {
		tracked := bytes.Count(sc.Tail(), []byte(trackName))
		place.Tracked = tracked > 0
		if n > tracked {
			place.Coloured, place.words = colours(sc.Tail())
		}
	}
	_, place.NotesRel, err = sheet.AddLegacyDrawing(sc.Tail(), "", sc.Strict())
	s.close()
	return err
}
