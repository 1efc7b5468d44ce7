package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Ledger is a sheet of the tool's own that lists something: a title, a line under
// it and one table with a filter.
type Ledger struct {
	Title, Subtitle string
	Defined         string // the name by which the sheet is known again: _goalxl.replies
	Tab             string // colour of its tab
	Columns         []LedgerColumn
	Rows            [][]LedgerCell // beside Columns; a row may end early
}

// LedgerColumn is a column of a ledger.
type LedgerColumn struct {
	Heading lang.Text
	Width   float64 // in characters
	Look    style.Look
	Choices []string // what its cells may hold, offered as a list; nil for anything
}

// LedgerCell is a cell of a ledger. The zero value is a blank one.
type LedgerCell struct {
	Text   string // or plain decimal digits, with Number
	Number bool
	Look   style.Look // the zero value for the column's own
	To     Place      // where its text leads; the zero value for nowhere
}

// BuildLedgers makes the sheets of the ledgers, with the styles that they need in the
// user's workbook. taken are the names of the workbook's sheets, which theirs avoid.
func BuildLedgers(ledgers []Ledger, l lang.Lang, taken []string, strict bool, styles *style.Styles) ([]Sheet, error) {
	plans := make([]*plan, len(ledgers))
	taken = taken[:len(taken):len(taken)]
	for i := range ledgers {
		plans[i] = ledgers[i].plan(taken)
		taken = append(taken, plans[i].name)
	}
	frames, err := build(plans, strict, make([][]int, len(plans)))
	if err != nil {
		return nil, err
	}
	sheets := make([]Sheet, len(ledgers))
	for i := range ledgers {
		sheets[i] = plans[i].sheet(frames[i])
		sheets[i].Names = append(sheets[i].Names, DefinedName{Name: ledgers[i].Defined, Refers: quoted(plans[i].name) + "!$A$1", Hidden: true})
		sheets[i].rows = ledgers[i].rows(plans[i], styles, l)
	}
	return sheets, nil
}

func (g *Ledger) plan(taken []string) *plan {
	p := &plan{name: sheetName(g.Title, taken), tab: g.Tab, lastRow: min(headingRow+len(g.Rows), maxRows), filtered: len(g.Rows) > 0}
	for i, c := range g.Columns {
		p.columns = append(p.columns, column{c.Heading, c.Width})
		if len(c.Choices) > 0 {
			p.choices = append(p.choices, choice{i, c.Choices})
		}
	}
	return p
}

// rows returns the function that writes the ledger's rows.
func (g *Ledger) rows(p *plan, styles *style.Styles, l lang.Lang) func(*rowWriter) error {
	base := addBase(styles)
	looks := make([]int, len(g.Columns))
	for i, c := range g.Columns {
		looks[i] = styles.AddXf(c.Look)
	}
	for _, row := range g.Rows {
		for i := range row {
			if row[i].Look != (style.Look{}) {
				styles.AddXf(row[i].Look) // before the styles are written
			}
		}
	}
	return func(w *rowWriter) error {
		p.top(w, base, l, g.Title, g.Subtitle)
		for n, row := range g.Rows {
			if firstRow+n > maxRows {
				break
			}
			w.start(firstRow+n, g.height(row))
			for i := range g.Columns {
				var c LedgerCell
				if i < len(row) {
					c = row[i]
				}
				id := looks[i]
				if c.Look != (style.Look{}) {
					id = styles.AddXf(c.Look)
				}
				w.ledgerCell(i, id, base.linked, c)
			}
			w.end()
		}
		return w.err
	}
}

func (g *Ledger) height(row []LedgerCell) float64 {
	texts, widths := make([]string, len(row)), make([]float64, len(row))
	for i := range row {
		if widths[i] = g.Columns[i].Width; g.Columns[i].Look.Wrap && !row[i].Number {
			texts[i] = row[i].Text
		}
	}
	return look.RowHeight(texts, widths)
}

func (w *rowWriter) ledgerCell(col, id, linked int, c LedgerCell) {
	switch {
	case c.Text == "":
		w.blank(col, id)
	case c.Number:
		w.number(col, id, c.Text)
	case c.To != Place{}:
		w.link(col, linked, id, c.To.Sheet, c.Text)
	default:
		w.text(col, id, c.Text)
	}
}

// choice is a column whose cells offer a list.
type choice struct {
	col   int
	words []string
}

// choose offers lists in the columns that have one.
func (p *plan) choose(f *excelize.File, name string) error {
	if !p.filtered {
		return nil
	}
	for _, c := range p.choices {
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s%d:%s%d", colName(c.col), firstRow, colName(c.col), p.lastRow)
		if err := v.SetDropList(c.words); err != nil {
			return err
		}
		if err := f.AddDataValidation(name, v); err != nil {
			return err
		}
	}
	return nil
}
