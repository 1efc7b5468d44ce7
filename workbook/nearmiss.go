package workbook

import (
	"cmp"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// nearMisses keeps for each sheet the row that came nearest to the headings of a
// table, for the message that none was found there.
type nearMisses struct {
	rows    int // rows looked at
	best    []nearRow
	upright map[[2]int32]int // by sheet and column: headings that stand below each other
}

// nearRow is a row that could hold headings.
type nearRow struct {
	sheet, row int32
	score      int
	cells      []looseCell
}

const (
	maxNearRows   = 2000 // rows that are looked at
	maxNearSheets = 64   // sheets of which the nearest row is kept
	sidewaysLeast = 3    // headings below each other that make a table turned on its side
)

// see looks at a row of a sheet, of whose texts some are words of headings.
func (n *nearMisses) see(s *sheetReader, texts, known int) {
	if n.rows++; n.rows > maxNearRows {
		return
	}
	n.seeUpright(s)
	score := 10*known + min(texts, 9)
	if s.loose.figures { // headings stand among headings
		score -= 5
	}
	if texts < 2 {
		return
	}
	last := len(n.best) - 1
	if last < 0 || n.best[last].sheet != s.sheet {
		if last+1 == maxNearSheets {
			return
		}
		n.best = append(n.best, nearRow{sheet: s.sheet})
		last++
	}
	if best := &n.best[last]; score > best.score {
		*best = nearRow{s.sheet, s.loose.num, score, s.loose.clone().cells}
	}
}

// seeUpright counts the headings that begin the sheet's rows.
func (n *nearMisses) seeUpright(s *sheetReader) {
	if len(s.loose.cells) < 2 {
		return
	}
	if c := &s.loose.cells[0]; !c.figure && s.known.heading(c.text) {
		if n.upright == nil {
			n.upright = make(map[[2]int32]int)
		}
		n.upright[[2]int32{s.sheet, c.col}]++
	}
}

// NearMiss is a row that could hold the headings of a table, on a sheet on which
// none was found.
type NearMiss struct {
	Sheet     string
	Row       int32
	Matched   []string // headings that are known
	Unmatched []Guess
	// Sideways is set where the headings seem to stand below each other in the
	// first column instead.
	Sideways bool
	score    int
}

// Guess is a heading that nothing knows, with the meaning that its column's cells
// suggest, by its name in JSON.
type Guess struct{ Heading, Means string }

// nearest returns the near misses on sheets without a table, the best first.
func (r *reader) nearest() []NearMiss {
	var out []NearMiss
	for i := range r.nearRows.best {
		row := &r.nearRows.best[i]
		place := &r.layout.sheets[row.sheet]
		if len(place.Tables) > 0 || r.passedOn(row.sheet) {
			continue
		}
		out = append(out, r.nearMiss(row))
	}
	slices.SortStableFunc(out, func(a, b NearMiss) int { return cmp.Compare(b.score, a.score) })
	return out
}

func (r *reader) passedOn(sheet int32) bool {
	return slices.ContainsFunc(r.passed, func(t *tableReader) bool { return t.place.Sheet == sheet })
}

// nearMiss says which of the row's texts are known, and guesses the others from
// what stands below them.
func (r *reader) nearMiss(row *nearRow) NearMiss {
	n := NearMiss{Sheet: r.layout.sheets[row.sheet].Name, Row: row.row, score: row.score}
	for at, count := range r.nearRows.upright {
		n.Sideways = n.Sideways || at[0] == row.sheet && count >= sidewaysLeast && 10*count > row.score
	}
	have := map[string]bool{}
	var unknown []looseCell
	for _, c := range row.cells {
		text := strings.Join(strings.Fields(c.text), " ")
		m := r.glossary.Understand(allocate.NoTable, c.text)
		switch {
		case c.figure || text == "":
		case m.Known():
			n.Matched = append(n.Matched, text)
			have[m.Field.String()] = true
			if m.Dimension {
				have["item"] = true
			}
		default:
			unknown = append(unknown, looseCell{col: c.col, text: text})
		}
	}
	samples := r.sample(row, unknown)
	for i, c := range unknown {
		n.Unmatched = append(n.Unmatched, Guess{c.text, samples[i].guess(have)})
	}
	return n
}

// columnSample counts what the cells of a column look like.
type columnSample struct{ texts, amounts, percents, dates int }

// sampledRows is how many rows below the headings are looked at.
const sampledRows = 40

// sample looks at the cells below the unknown headings of a row.
func (r *reader) sample(row *nearRow, unknown []looseCell) []columnSample {
	samples := make([]columnSample, len(unknown))
	part, err := r.book.pkg.Open(r.layout.sheets[row.sheet].Part)
	if err != nil || len(unknown) == 0 {
		return samples
	}
	defer part.Close()
	sc := sheet.NewScanner(part)
	for {
		next, err := sc.Next()
		if err != nil || next.Num > row.row+sampledRows {
			return samples
		}
		if next.Num <= row.row {
			continue
		}
		for i := range unknown {
			if c := cellOf(next, unknown[i].col); c != nil {
				samples[i].add(r, c)
			}
		}
	}
}

// add counts a cell.
func (y *columnSample) add(r *reader, c *sheet.Cell) {
	f := r.book.format(c.Style)
	switch c.Type {
	case sheet.Date:
		y.dates++
	case sheet.Number:
		switch {
		case f.date:
			y.dates++
		case f.percent || f.unit.Base == allocate.PercentUnit:
			y.percents++
		default:
			y.amounts++
		}
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		y.addText(r.textOf(c))
	case sheet.Blank:
		if c.Kind != sheet.NoFormula {
			y.amounts++
		}
	}
}

func (y *columnSample) addText(text string) {
	a, err := allocate.ParseAmount(strings.Clone(text), "", 0)
	_, notDate := allocate.ParsePeriod(strings.Clone(text), allocate.Period{})
	switch {
	case text == "":
	case err == nil && a.Unit == allocate.PercentUnit:
		y.percents++
	case notDate == nil && strings.ContainsAny(text, "/-年月"):
		y.dates++
	case err == nil:
		y.amounts++
	default:
		y.texts++
	}
}

// guess returns the meaning that the cells suggest, of those that the table does
// not have yet, and notes it as had; ignore if there is none.
func (y *columnSample) guess(have map[string]bool) string {
	var means []string
	switch n := y.texts + y.amounts + y.percents + y.dates; {
	case n == 0:
		means = []string{"target"}
	case y.percents*2 > n:
		means = []string{"share", "rate"}
	case y.dates*2 > n:
		means = []string{"due"}
	case y.amounts*2 > n:
		means = []string{"target", "actual"}
	case y.texts*2 > n:
		means = []string{"item"}
	}
	for _, m := range means {
		if !have[m] {
			have[m] = true
			return m
		}
	}
	return "ignore"
}
