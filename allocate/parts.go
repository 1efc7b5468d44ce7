package allocate

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// partKind says how the plans of a row cut its year: the finer, the higher.
type partKind uint8

const (
	partYear partKind = iota // the row's target
	partHalf
	partQuarter
	partMonth
	partKinds
)

// partCount is how many parts of each kind a year has.
var partCount = [partKinds]int{1, 2, 4, 12}

// partFields are the fields of the parts.
var partFields = [partKinds]Field{FieldAmount, FieldHalf, FieldQuarter, FieldMonth}

// kindOfPart returns what a field of Plan.Parts cuts the year into.
func kindOfPart(f Field) partKind {
	for k := partHalf; k < partKinds; k++ {
		if partFields[k] == f {
			return k
		}
	}
	return partYear
}

// partRow is a row with plans by parts of its year: of the breakdown, or a total.
type partRow struct {
	at       Ref
	name     string
	year     Amount
	yearIn   Cell
	parts    [partKinds][]*PartFigure // by number, from 1; nil where the table has no column for it
	breakRow int32                    // index in Plan.Breakdowns; -1 for a total
	totalRow int32                    // index in Plan.Totals; -1 for a row of the breakdown
}

// partTable is a table of rows with plans by parts of the year.
type partTable struct {
	table   int32
	rows    []*partRow
	columns [partKinds]int  // how many parts of each kind have a column
	running [partKinds]bool // its figures run from the start of the year: they are not added
}

// partTables gathers Plan.Parts by table and row.
func (r *review) partTables() []*partTable {
	var tables []*partTable
	var t *partTable
	var row *partRow
	for _, p := range r.plan.Parts {
		if t == nil || t.table != p.At.Table {
			t = &partTable{table: p.At.Table}
			tables = append(tables, t)
			row = nil
		}
		if row == nil || row.at.Row != p.At.Row {
			if row = r.partRow(p.At); row == nil {
				continue // a row that is no data after all
			}
			t.rows = append(t.rows, row)
		}
		k := kindOfPart(p.At.Field)
		if n := int(p.At.Year); n >= 1 && n <= partCount[k] {
			row.parts[k] = append(row.parts[k], p)
		}
	}
	for _, t := range tables {
		t.settle()
	}
	return tables
}

// partRow finds the row that parts stand in; nil if the plan has none there.
func (r *review) partRow(at Ref) *partRow {
	byPlace := func(x Ref, at Ref) int { return cmp.Or(cmp.Compare(x.Table, at.Table), cmp.Compare(x.Row, at.Row)) }
	if i, ok := slices.BinarySearchFunc(r.plan.Breakdowns, at, func(b *Breakdown, at Ref) int { return byPlace(b.At, at) }); ok {
		b := r.plan.Breakdowns[i]
		return &partRow{at: b.At, name: b.Item, year: b.Amount, yearIn: b.AmountIn, breakRow: int32(i), totalRow: -1}
	}
	if i, ok := slices.BinarySearchFunc(r.plan.Totals, at, func(t *Total, at Ref) int { return byPlace(t.At, at) }); ok {
		t := r.plan.Totals[i]
		return &partRow{at: t.At, name: t.Label, year: t.Amount, yearIn: t.AmountIn, breakRow: -1, totalRow: int32(i)}
	}
	return nil
}

// settle counts the table's columns, and tells running totals from parts.
func (t *partTable) settle() {
	for k := partHalf; k < partKinds; k++ {
		var seen [13]bool
		for _, row := range t.rows {
			for _, p := range row.parts[k] {
				if !seen[p.At.Year] {
					seen[p.At.Year] = true
					t.columns[k]++
				}
			}
		}
		t.running[k] = t.runs(k)
	}
}

// runs reports whether the figures of a kind run from the start of the year: in every
// row that tells they never fall, do not pass the year's target, and add up to more.
// 10, 20, 30 of 30 are totals so far; 10, 10, 10 of 30 are months.
func (t *partTable) runs(k partKind) bool {
	telling := 0
	for _, row := range t.rows {
		sum, n := row.sum(k)
		if n < 3 || !hasFigure(row.yearIn) || row.year.Value.Sign() <= 0 || n < len(row.parts[k]) {
			continue
		}
		if sum.Equal(row.year.Value) {
			return false
		}
		last := decimal.Decimal{}
		for _, p := range row.parts[k] {
			if p.Amount.Value.Cmp(last) < 0 {
				return false
			}
			last = p.Amount.Value
		}
		full := len(row.parts[k]) == partCount[k]
		if last.Cmp(row.year.Value) > 0 || full && !last.Equal(row.year.Value) || sum.Cmp(row.year.Value) <= 0 {
			return false
		}
		telling++
	}
	return telling > 0
}

// sum adds the row's parts of a kind, and counts those that hold a figure.
func (row *partRow) sum(k partKind) (sum decimal.Decimal, n int) {
	var y tally
	for _, p := range row.parts[k] {
		if hasFigure(p.In) {
			y.add(p.Amount.Value)
			n++
		}
	}
	return y.value(), n
}

// part returns the row's part of a kind by its number; nil if it has none.
func (row *partRow) part(k partKind, n int) *PartFigure {
	for _, p := range row.parts[k] {
		if int(p.At.Year) == n {
			return p
		}
	}
	return nil
}
