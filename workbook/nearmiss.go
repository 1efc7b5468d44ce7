package workbook

import (
	"cmp"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// nearMisses keeps for each sheet the rows that came nearest to the headings of a
// table, for the message that none was found there.
type nearMisses struct {
	rows    int              // rows looked at
	best    []nearRow        // those of a sheet together, a few of each
	upright map[[2]int32]int // by sheet and column: headings that stand below each other
}

// nearRow is a row that could hold headings.
type nearRow struct {
	sheet, row int32
	score      int
	known      int
	cells      []looseCell
}

const (
	maxNearRows   = 2000 // rows that are looked at
	nearOfSheet   = 8    // rows of a sheet that are kept
	maxNear       = 256  // rows that are kept altogether
	sidewaysLeast = 3    // headings below each other that make a table turned on its side
	sidewaysSlack = 10   // its rows may hold posts and the like, which are words of headings, too
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
	n.keep(nearRow{s.sheet, s.loose.num, score, known, nil}, s)
}

// keep keeps the row if it is one of the nearest of its sheet.
func (n *nearMisses) keep(row nearRow, s *sheetReader) {
	first := len(n.best)
	for first > 0 && n.best[first-1].sheet == row.sheet {
		first--
	}
	of := n.best[first:]
	at := len(of)
	if at == nearOfSheet {
		at = 0
		for i := range of {
			if of[i].score < of[at].score {
				at = i
			}
		}
		if of[at].score >= row.score {
			return
		}
	} else if len(n.best) == maxNear {
		return
	} else {
		n.best = append(n.best, nearRow{})
		of = n.best[first:]
	}
	row.cells = s.loose.clone().cells
	of[at] = row
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
	figures  bool // below headings that nothing knows
}

// Guess is a heading that nothing knows, with the meaning that its column's cells
// suggest, by its name in JSON.
type Guess struct{ Heading, Means string }

// nearest returns the near misses: of each sheet the best row that belongs to no
// table, and tables that are understood but for the columns that a plan needs. The
// best come first.
func (r *reader) nearest() []NearMiss {
	var out []NearMiss
	for i := 0; i < len(r.nearRows.best); {
		var best *nearRow
		of := r.nearRows.best[i].sheet
		for ; i < len(r.nearRows.best) && r.nearRows.best[i].sheet == of; i++ {
			if row := &r.nearRows.best[i]; r.crop(row) && (best == nil || row.score > best.score) {
				best = row
			}
		}
		if best != nil {
			out = append(out, r.nearMiss(best))
		}
	}
	for _, t := range r.passed {
		if row := t.asNear(); row.known < len(row.cells) {
			out = append(out, r.nearMiss(&row))
		}
	}
	slices.SortStableFunc(out, func(a, b NearMiss) int { return cmp.Compare(b.score, a.score) })
	return out
}

// crop takes the cells that belong to tables off the row, and reports whether
// enough is left for headings.
func (r *reader) crop(row *nearRow) bool {
	for _, t := range append(r.tables[:len(r.tables):len(r.tables)], r.passed...) {
		area := t.place.Range()
		if t.place.Sheet != row.sheet || row.row < area.Row1 || row.row > area.Row2 {
			continue
		}
		row.cells = slices.DeleteFunc(row.cells, func(c looseCell) bool {
			if !area.Contains(c.col, row.row) {
				return false
			}
			if !c.figure && r.known.heading(c.text) {
				row.known--
				row.score -= 10
			}
			return true
		})
	}
	return len(row.cells) > 1
}

// asNear returns the headings of a table that was passed over as a near row.
func (t *tableReader) asNear() nearRow {
	row := nearRow{sheet: t.place.Sheet, row: t.place.HeadLast}
	for i := range t.place.Columns {
		c := &t.place.Columns[i]
		row.cells = append(row.cells, looseCell{col: c.Col, text: c.Heading})
		if c.Field != allocate.NoField {
			row.known++
		}
	}
	row.score = 10 * row.known
	return row
}

// nearMiss says which of the row's texts are known, and guesses the others from
// what stands below them.
func (r *reader) nearMiss(row *nearRow) NearMiss {
	n := NearMiss{Sheet: r.layout.sheets[row.sheet].Name, Row: row.row, score: row.score}
	for at, count := range r.nearRows.upright {
		n.Sideways = n.Sideways || at[0] == row.sheet && count >= sidewaysLeast && 10*count+sidewaysSlack > row.score
	}
	have := map[string]bool{}
	var unknown []looseCell
	for _, c := range row.cells {
		text := strings.Join(strings.Fields(c.text), " ")
		m := r.glossary.Understand(allocate.NoTable, c.text)
		switch {
		case c.figure || text == "" || len(text) > longestHeading || strings.ContainsAny(text, ":：。；"): // a remark
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
		n.figures = n.figures || samples[i].amounts+samples[i].percents > 0
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
		means = []string{"share"}
	case y.dates*2 > n:
		means = []string{"due"}
	case y.amounts*2 > n:
		means = []string{"target"}
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
