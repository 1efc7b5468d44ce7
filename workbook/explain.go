package workbook

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// RowKind says what a row of a table was taken for.
type RowKind uint8

// The kinds of rows.
const (
	DataRow RowKind = iota
	TotalRow
	SectionRow
	BlankRow
)

// String returns the name that JSON uses.
func (k RowKind) String() string { return [...]string{"data", "total", "section", "blank"}[k] }

// Explanation is what was understood of a workbook.
type Explanation struct {
	Tables []Explained
	// Near are rows on other sheets that have some known headings and made no table.
	Near []NearMiss
	// Suggested gives the headings that nothing knows a meaning.
	Suggested Suggestion
}

// near keeps the near misses with figures most of whose headings are known, a few of
// them: other sheets than those with tables need not hold targets at all.
func near(all []NearMiss) []NearMiss {
	const most = 3
	all = slices.DeleteFunc(all, func(n NearMiss) bool {
		return len(n.Matched) == 0 || len(n.Matched) < len(n.Unmatched) || !n.figures
	})
	return all[:min(len(all), most)]
}

// Explained is what was understood of one table.
type Explained struct {
	Table   *Table
	Sheet   string
	Passed  bool // understood, and no plan has a place for it: actuals by month
	Columns []ExplainedColumn
	Rows    []ExplainedRow // between the headings and the table's last row; without remarks
	Unread  []UnreadCell   // cells that hold something that is no figure where one should stand
}

// ExplainedColumn is one column as it was understood.
type ExplainedColumn struct {
	Col     string // C
	Heading string // as written; upper headings before it, joined by " / "
	Means   string // the meaning's name in JSON; "" if nothing known
	Unit    string // of its amounts: 元, 家; "" if none is known
	Spelled string // the unit of its bare numbers as it is spelled: 万元; "" if none is known
	Why     lang.Message
}

// ExplainedRow is one row with its figures.
type ExplainedRow struct {
	Row    int32
	Kind   RowKind
	Values []ExplainedValue // in the order of the columns
}

// ExplainedValue is a figure as a plain decimal in base units, a share as a
// fraction, a date as 2024-12-31.
type ExplainedValue struct{ Means, Value string }

// UnreadCell is a cell that could not be read, with what stands in it.
type UnreadCell struct{ Cell, Text string }

// Explain reads the workbook as Read does, and each sheet with tables once more:
// figures that no plan uses (running totals, single months) are read, too, so that
// everything that was understood can be looked at.
func (b *Book) Explain() (*Explanation, error) {
	r, err := b.read()
	if err != nil {
		return nil, err
	}
	x := &explainer{reader: r, used: usedFigures(r.plan)}
	for _, t := range append(r.tables[:len(r.tables):len(r.tables)], r.passed...) {
		x.tables = append(x.tables, newTableExplainer(x, t))
	}
	slices.SortStableFunc(x.tables, inSheetOrder)
	if err := x.readTables(); err != nil {
		return nil, err
	}
	x.compute()
	out := &Explanation{Near: r.book.near}
	for _, n := range out.Near {
		out.Suggested.guesses = append(out.Suggested.guesses, n.Unmatched...)
	}
	for _, t := range x.tables {
		out.Tables = append(out.Tables, t.explained())
		out.Suggested.guesses = append(out.Suggested.guesses, t.guesses()...)
	}
	return out, nil
}

// explainer is an Explain under way.
type explainer struct {
	*reader
	used    map[allocate.Ref]string // figures of the plan by their place
	tables  []*tableExplainer       // in the order of the sheets, and of their headings
	waiting []unstored
}

// inSheetOrder orders tables by sheet, and by their headings.
func inSheetOrder(a, b *tableExplainer) int {
	p, q := a.t.place, b.t.place
	return cmp.Or(cmp.Compare(p.Sheet, q.Sheet), cmp.Compare(p.HeadFirst, q.HeadFirst), cmp.Compare(p.FirstCol, q.FirstCol))
}

// readTables goes over the rows of all tables again; those of a sheet stand next
// to each other.
func (x *explainer) readTables() error {
	for from := 0; from < len(x.tables); {
		to := from + 1
		for to < len(x.tables) && x.tables[to].t.place.Sheet == x.tables[from].t.place.Sheet {
			to++
		}
		place := &x.layout.sheets[x.tables[from].t.place.Sheet]
		if err := x.readSheet(place, x.tables[from:to]); err != nil {
			return x.book.within(err, lang.Message{Text: lang.T("工作表 %s", "sheet %s"), Args: []any{place.Name}})
		}
		from = to
	}
	return nil
}

// readSheet goes over the rows of a sheet with its tables again.
func (x *explainer) readSheet(place *Sheet, tables []*tableExplainer) error {
	part, err := x.book.pkg.Open(place.Part)
	if err != nil {
		return err
	}
	defer part.Close()
	limits := sheet.DefaultLimits()
	limits.Styles, limits.Strings = -1, x.book.strings.Len()
	if x.book.styles != nil {
		limits.Styles = x.book.styles.Count()
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
		for _, t := range tables {
			t.row(row)
		}
	}
	for _, t := range tables {
		t.blanksUntil(t.t.place.LastRow + 1)
	}
	return nil
}

// usedFigures returns the figures of the plan by their place.
func usedFigures(p *allocate.Plan) map[allocate.Ref]string {
	used := make(map[allocate.Ref]string)
	amount := func(at allocate.Ref, f allocate.Field, a allocate.Amount, in allocate.Cell) {
		if in == allocate.Typed || in == allocate.Derived {
			used[ref(at, f)] = a.Plain()
		}
	}
	share := func(at allocate.Ref, f allocate.Field, s allocate.Share, in allocate.Cell) {
		if in == allocate.Typed || in == allocate.Derived {
			used[ref(at, f)] = s.Plain()
		}
	}
	for _, g := range p.Targets {
		amount(g.At, allocate.FieldAmount, g.Amount, g.AmountIn)
	}
	for _, b := range p.Breakdowns {
		amount(b.At, allocate.FieldAmount, b.Amount, b.AmountIn)
		share(b.At, allocate.FieldShare, b.Share, b.ShareIn)
	}
	for _, t := range p.Totals {
		amount(t.At, allocate.FieldAmount, t.Amount, t.AmountIn)
		share(t.At, allocate.FieldShare, t.Share, t.ShareIn)
	}
	for _, a := range p.Actions {
		share(a.At, allocate.FieldStatus, a.Status, a.StatusIn)
	}
	for _, part := range p.Parts {
		if part.In == allocate.Typed || part.In == allocate.Derived {
			used[part.At] = part.Amount.Plain()
		}
	}
	for _, a := range p.History {
		used[a.At] = a.Amount.Plain()
	}
	return used
}
