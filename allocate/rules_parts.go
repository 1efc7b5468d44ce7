package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	textParts         = lang.T("%s：%s合计 %s，应为%s %s，%s %s。", "%s: the %s add up to %s; %s says %s, %s %s.")
	textPartsOpen     = lang.T("%s：%s合计 %s，%s %s，尚有 %s 未分解到%s。", "%s: the %s add up to %s of %s, %s; %s is not planned by %s yet.")
	textPartsFix      = lang.T("核对各期的数和%s；以哪个为准，就改另一个。", "See which is right, the parts or %s, and change the other.")
	textPartsTotal    = lang.T("%s（第 %d 行）%s 写的是 %s，明细合计 %s，%s %s。", "%s (row %d), %s: it says %s; its rows add up to %s, %s %s.")
	textPartsTotals   = lang.T("%s（第 %d 行）有 %d 期与明细合计不符：%s。", "%s (row %d): %d parts of the year are not the sums of their rows: %s.")
	textPartsEach     = lang.T("%s 写的是 %s，明细合计 %s", "%s says %s, its rows add up to %s")
	textPartsTotalFix = lang.T("改合计行，或检查它的公式是否漏加了行。", "Correct the total row, or see whether its formulas leave rows out.")
	textPartsRun      = lang.T("列“%s”的数当作累计数，不相加", "the figures by %s are taken for running totals and not added")
	textPartsRunWhy   = lang.T("每行逐期不减，末期不超过全年，相加则超过全年", "in each row they never fall and do not pass the year's target, and added they would")

	partWords = [partKinds]lang.Text{lang.T("全年", "the year"), lang.T("上下半年", "half years"), lang.T("各季度", "quarters"), lang.T("各月", "months")}
)

// partFault is a row whose parts do not add up to what they are parts of.
type partFault struct {
	row    *partRow
	k      partKind      // of the parts
	of     *PartFigure   // the part that they cut; nil for the year
	found  []*PartFigure // the parts
	sum    decimal.Decimal
	whole  Amount
	filled bool // every part is there
	state  sumState
}

// findPartFaults compares, in every row, halves with the year, quarters with halves or
// the year, and months with the next coarser parts that the table has.
func (r *review) findPartFaults() {
	if len(r.plan.Parts) == 0 {
		return
	}
	r.parted = r.partTables()
	for _, t := range r.parted {
		for _, row := range t.rows {
			for k := partHalf; k < partKinds; k++ {
				if len(row.parts[k]) > 0 && !t.running[k] {
					r.judgeParts(t, row, k)
				}
			}
		}
	}
}

// judgeParts compares the row's parts of one kind with the next coarser ones.
func (r *review) judgeParts(t *partTable, row *partRow, k partKind) {
	for up := k - 1; up > partYear; up-- {
		if t.columns[up] == 0 || t.running[up] {
			continue
		}
		each := partCount[k] / partCount[up]
		for n := 1; n <= partCount[up]; n++ {
			whole := row.part(up, n)
			if whole == nil || !hasFigure(whole.In) {
				continue
			}
			var parts []*PartFigure
			for i := (n-1)*each + 1; i <= n*each; i++ {
				if p := row.part(k, i); p != nil {
					parts = append(parts, p)
				}
			}
			r.judgePart(partFault{row: row, k: k, of: whole, found: parts, whole: whole.Amount, filled: len(parts) == each}, whole.In)
		}
		return
	}
	if hasFigure(row.yearIn) {
		r.judgePart(partFault{row: row, k: k, found: row.parts[k], whole: row.year, filled: len(row.parts[k]) == partCount[k]}, row.yearIn)
	}
}

// judgePart keeps the comparison if it does not come out even. Parts that are not all
// there may only be too much; a rounding of formulas is no fault.
func (r *review) judgePart(f partFault, wholeIn Cell) {
	var sum tally
	derived := int64(0)
	coarse := decimal.Decimal{}
	for _, p := range f.found {
		switch {
		case p.In == Broken || p.In != Blank && p.Amount.Unit != f.whole.Unit:
			return // another finding names it
		case p.In == Blank:
			f.filled = false
			continue
		case p.In == Derived:
			derived++
			coarse = decimal.Max(coarse, lastDigit(p.Amount))
		}
		sum.add(p.Amount.Value)
	}
	if wholeIn == Derived {
		derived++
		coarse = decimal.Max(coarse, lastDigit(f.whole))
	}
	f.sum = sum.value()
	off := f.sum.Sub(f.whole.Value)
	over := off.Sign() == sign(f.whole.Value)
	switch {
	case off.IsZero() || len(f.found) == 0 || derived > 0 && off.Abs().Cmp(coarse.Mul(decimal.New(5*(derived+1), -1))) <= 0:
		return
	case over || f.filled:
		f.state = sumWrong
	case f.of == nil && r.coversYear(f):
		f.state = sumOpen
	default:
		return
	}
	r.partFaults = append(r.partFaults, f)
}

// coversYear reports whether the table has a column for every part of the kind, so
// that blank ones are still to be planned.
func (r *review) coversYear(f partFault) bool {
	for _, t := range r.parted {
		if t.table == f.row.at.Table {
			return t.columns[f.k] == partCount[f.k]
		}
	}
	return false
}

// addPartFaults reports the rows whose parts are in the given state.
func (r *review) addPartFaults(state sumState) {
	for i := range r.partFaults {
		f := &r.partFaults[i]
		if f.state != state {
			continue
		}
		off := f.sum.Sub(f.whole.Value)
		of := textOfYear.With()
		at := f.row.at
		at.Field = FieldAmount
		if f.of != nil {
			of, at = partName(f.of), f.of.At
		}
		unit := f.whole.Unit
		sum, whole, miss := natural(f.sum, unit), natural(f.whole.Value, unit), natural(off.Abs(), unit)
		finding := Finding{
			At: at, Members: refsOfParts(f.found), Subject: f.row.name,
			Found: pointer(f.sum), Expected: pointer(f.whole.Value), Difference: pointer(off), Unit: unit,
			Message: textParts.With(f.row.name, partWords[f.k], sum, of, whole, direction(off), miss),
			Hint:    textPartsFix.With(of),
		}
		if state == sumOpen {
			finding.Message = textPartsOpen.With(f.row.name, partWords[f.k], sum, of, whole, miss, partWords[f.k])
		}
		r.add(finding)
	}
}

var textOfYear = lang.T("全年", "the year's target")

// partName is a part of the year as people call it: 3 月, Q2, H1.
func partName(p *PartFigure) lang.Message {
	n := int(p.At.Year)
	switch p.At.Field {
	case FieldMonth:
		return lang.T("%d月", "month %d").With(n)
	case FieldQuarter:
		return lang.T("第%d季度", "Q%d").With(n)
	}
	if n == 1 {
		return lang.T("上半年", "the first half year").With()
	}
	return lang.T("下半年", "the second half year").With()
}

func refsOfParts(parts []*PartFigure) []Ref {
	refs := make([]Ref, len(parts))
	for i, p := range parts {
		refs[i] = p.At
	}
	return refs
}

// checkPartTotals reports total rows whose month or quarter is not the sum of their rows.
func (r *review) checkPartTotals() {
	for i := range r.scopes {
		s := &r.scopes[i]
		total := r.plan.Totals[s.total]
		t := r.partTableOf(total.At.Table)
		if t == nil || len(s.groups) != 1 {
			continue
		}
		row := t.rowAt(total.At.Row)
		if row == nil {
			continue
		}
		members := r.members(s, r.groups[s.groups[0]])
		var off []partSum
		for k := partHalf; k < partKinds; k++ {
			for _, p := range row.parts[k] {
				if sum, ok := r.partSum(t, p, members); ok && sum.wrong() {
					off = append(off, sum)
				}
			}
		}
		r.addPartTotals(total, off)
	}
}

// partSum is one part of a total row beside the sum of its rows.
type partSum struct {
	part  *PartFigure
	cells []Ref // of the rows' figures
	sum   decimal.Decimal
	slack decimal.Decimal // what the rounding of formulas explains
}

func (s *partSum) wrong() bool {
	return s.part.Amount.Value.Sub(s.sum).Abs().Cmp(s.slack) > 0
}

// partSum adds the part of a total row up; ok is false if some row's cannot be added.
func (r *review) partSum(t *partTable, p *PartFigure, members []int32) (s partSum, ok bool) {
	var sum tally
	derived, coarse := int64(0), decimal.Decimal{}
	see := func(p *PartFigure) {
		if p.In == Derived {
			derived++
			coarse = decimal.Max(coarse, lastDigit(p.Amount))
		}
	}
	for _, m := range members {
		row := t.rowAt(r.plan.Breakdowns[m].At.Row)
		if row == nil {
			continue // no figure in any of its parts
		}
		own := row.part(kindOfPart(p.At.Field), int(p.At.Year))
		if own == nil || own.In == Blank {
			continue
		}
		if own.In == Broken || own.Amount.Unit != p.Amount.Unit {
			return s, false
		}
		see(own)
		sum.add(own.Amount.Value)
		s.cells = append(s.cells, own.At)
	}
	see(p)
	if derived > 0 {
		s.slack = coarse.Mul(decimal.New(5*(derived+1), -1))
	}
	s.part, s.sum = p, sum.value()
	return s, hasFigure(p.In) && len(s.cells) > 0
}

// addPartTotals reports the parts of a total row that are off, as one finding.
func (r *review) addPartTotals(total *Total, off []partSum) {
	if len(off) == 0 {
		return
	}
	p, want := off[0].part, exactly(off[0].sum, off[0].part.Amount)
	diff := p.Amount.Value.Sub(off[0].sum)
	f := Finding{
		At: p.At, Members: append(off[0].cells, p.At), Subject: total.Label,
		Found: pointer(p.Amount.Value), Expected: pointer(off[0].sum), Difference: pointer(diff), Unit: p.Amount.Unit,
		Message: textPartsTotal.With(total.Label, int(total.At.Row), partName(p), p.Amount, want, direction(diff), natural(diff.Abs(), p.Amount.Unit)),
		Hint:    textTotalFix.With(partName(p), want),
	}
	if len(off) > 1 {
		f.Members, f.Each = nil, true
		var each lang.Join
		each.Between = textSemicolon
		for i := range off {
			f.Members = append(f.Members, off[i].part.At)
			if i < maxPartsNamed {
				each.Parts = append(each.Parts, textPartsEach.With(partName(off[i].part), off[i].part.Amount, exactly(off[i].sum, off[i].part.Amount)))
			}
		}
		f.Found, f.Expected, f.Difference = nil, nil, nil
		f.Message = textPartsTotals.With(total.Label, int(total.At.Row), len(off), each)
		f.Hint = textPartsTotalFix.With()
	}
	r.add(f)
}

// maxPartsNamed is how many parts of a total row a finding names.
const maxPartsNamed = 4

func (r *review) partTableOf(table int32) *partTable {
	for _, t := range r.parted {
		if t.table == table {
			return t
		}
	}
	return nil
}

// rowAt returns the table's row by its number on the sheet; nil if it has no parts.
func (t *partTable) rowAt(row int32) *partRow {
	for i, n := 0, len(t.rows); i < n; { // rows are in order
		m := (i + n) / 2
		switch at := t.rows[m].at.Row; {
		case at == row:
			return t.rows[m]
		case at < row:
			i = m + 1
		default:
			n = m
		}
	}
	return nil
}

// addRunningParts says which figures were taken for running totals.
func (r *review) addRunningParts() {
	for _, t := range r.parted {
		for k := partHalf; k < partKinds; k++ {
			if t.running[k] {
				r.addInterpreted(Interpretation{At: t.rows[0].at, Choice: textPartsRun.With(partWords[k]), Why: textPartsRunWhy.With()})
			}
		}
	}
}
