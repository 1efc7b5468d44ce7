package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"goalxl/workbook/markup"
	"goalxl/workbook/style"
)

// grid is the cells of a small sheet, put down in any order and written in theirs.
type grid struct {
	styles *style.Styles
	rows   []gridRow // by row, from 1
	merged []string
}

type gridRow struct {
	height float64
	cells  [ovColumns]gridCell
}

// gridCell is a cell: a text or a number, with a formula or without.
type gridCell struct {
	set           bool
	style         int
	text, number  string
	formula       string
	linkTo, linkA string // sheet and cell that it leads to
}

func newGrid(styles *style.Styles) *grid { return &grid{styles: styles} }

func (g *grid) row(row int) *gridRow {
	for len(g.rows) <= row {
		g.rows = append(g.rows, gridRow{})
	}
	return &g.rows[row]
}

func (g *grid) height(row int, points float64) { g.row(row).height = points }

func (g *grid) put(row, col int, l style.Look, c gridCell) {
	c.set, c.style = true, g.styles.AddXf(l)
	g.row(row).cells[col] = c
}

func (g *grid) text(row, col int, l style.Look, s string) { g.put(row, col, l, gridCell{text: s}) }

func (g *grid) formulaText(row, col int, l style.Look, formula, cached string) {
	g.put(row, col, l, gridCell{text: cached, formula: formula})
}

// number writes a figure; nil for a blank cell.
func (g *grid) number(row, col int, l style.Look, n *Number) {
	if n == nil || !plausible(n.Value) {
		g.put(row, col, l, gridCell{})
		return
	}
	g.put(row, col, l, gridCell{number: n.Value.String(), formula: n.Formula})
}

// link writes a text that leads to a cell.
func (g *grid) link(row, col int, l style.Look, text, sheet, cell string) {
	g.put(row, col, l, gridCell{text: text, linkTo: sheet, linkA: cell})
}

// merge makes one cell of several in a row, in the look of the first.
func (g *grid) merge(row, from, to int) {
	r := g.row(row)
	for col := from + 1; col <= to; col++ {
		r.cells[col] = gridCell{set: true, style: r.cells[from].style}
	}
	g.merged = append(g.merged, cellName(row, from)+":"+cellName(row, to))
}

// write writes the rows, and what stands behind them.
func (g *grid) write(w *rowWriter) error {
	for row := range g.rows {
		r := &g.rows[row]
		if row == 0 || r.height == 0 && !slices.ContainsFunc(r.cells[:], func(c gridCell) bool { return c.set }) {
			continue
		}
		w.start(row, r.height)
		for col := range r.cells {
			if c := &r.cells[col]; c.set {
				c.write(w, col)
			}
		}
		w.end()
	}
	w.merged = g.merged
	return w.err
}

func (c *gridCell) write(w *rowWriter, col int) {
	switch {
	case c.linkA != "":
		w.linkText(col, c.style, c.text, c.linkTo, c.linkA)
	case c.formula != "" && c.number != "":
		w.numberFormula(col, c.style, c.formula, c.number)
	case c.formula != "":
		w.formula(col, c.style, c.formula, c.text)
	case c.number != "":
		w.number(col, c.style, c.number)
	default:
		w.text(col, c.style, c.text)
	}
}

// linkText writes a text that leads to a cell of a sheet.
func (w *rowWriter) linkText(col, style int, text, to, cell string) {
	w.text(col, style, text)
	w.hyperlink(col, to, cell)
}

// numberFormula writes a formula whose value is a number, and the value with it.
func (w *rowWriter) numberFormula(col, style int, f, cached string) {
	w.open(col, style)
	w.buf = markup.Escape(append(w.buf, `"><f>`...), f)
	w.buf = append(append(w.buf, `</f><v>`...), cached...)
	w.buf = append(w.buf, `</v></c>`...)
}

// quotient is a ÷ b to the digits that a spreadsheet keeps; b is not 0.
func quotient(a, b decimal.Decimal) decimal.Decimal {
	q := a.DivRound(b, 20)
	if n := int32(q.NumDigits()) + q.Exponent(); n < 0 {
		return a.DivRound(b, 20-n)
	}
	return q
}
