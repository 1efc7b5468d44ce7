package workbook

import (
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook/blank"
	"goalxl/workbook/look"
)

// handoutSheet is how the rows of a kind are laid out in every handout.
type handoutSheet struct {
	kind    allocate.TableKind
	columns []handoutColumn
}

// handoutColumn is a column of the handouts.
type handoutColumn struct {
	kindOf allocate.TableKind
	field  allocate.Field
	year   int16
	kind   templates.Kind
	width  int
	unit   string          // of bare numbers, as it is spelled: 万元; "" if each cell says its own
	base   allocate.Amount // its unit and scale
	open   bool
	added  bool // not in the plan: an owner fills it in
}

// layOut finds the columns that the plan's rows of a kind have anything in, and puts
// the open ones behind them.
func (h *Handouts) layOut(i int, kind allocate.TableKind) handoutSheet {
	s := handoutSheet{kind: kind}
	open := templates.Open(kind)
	isOpen := func(f allocate.Field) bool {
		return slices.ContainsFunc(open, func(c templates.OpenColumn) bool { return c.Field == f })
	}
	for _, f := range handedFields[i] {
		for _, year := range h.years(kind, f) {
			declared := declaredColumn(kind, f)
			c := handoutColumn{kindOf: kind, field: f, year: year, kind: declared.Kind, width: declared.Width, open: isOpen(f)}
			if h.used(&c) || c.open || f == allocate.FieldItem || f == allocate.FieldAmount { // without these it is no breakdown
				h.findUnit(&c)
				s.columns = append(s.columns, c)
			}
		}
	}
	for _, o := range open {
		if !o.Added {
			continue
		}
		c := handoutColumn{kindOf: kind, field: o.Field, kind: o.Kind, width: o.Width, open: true, added: true}
		if o.Field == allocate.FieldProposal {
			c.unit, c.base = h.proposalUnit(&s)
		}
		s.columns = append(s.columns, c)
	}
	return s
}

// declaredColumn is the template's column of a field, of the table itself or of the
// goals: a breakdown may have periods of its own.
func declaredColumn(kind allocate.TableKind, f allocate.Field) *templates.Column {
	if c := templates.Of(kind).Column(f); c != nil {
		return c
	}
	return templates.Of(allocate.GoalTable).Column(f)
}

// years are those of which the tables of a kind have columns of the field; 0 for a
// field without years.
func (h *Handouts) years(kind allocate.TableKind, f allocate.Field) []int16 {
	if f != allocate.FieldPrior {
		return []int16{0}
	}
	var years []int16
	seen := map[*Table]bool{}
	for _, r := range h.rows {
		if t := r.of.Table; t.Kind == kind && !seen[t] {
			seen[t] = true
			for i := range t.Columns {
				if c := &t.Columns[i]; c.Field == f && !slices.Contains(years, c.Year) {
					years = append(years, c.Year)
				}
			}
		}
	}
	slices.Sort(years)
	return years
}

// each calls do with what every row holds in a column.
func (h *Handouts) each(c *handoutColumn, do func(v CellValue)) {
	if c.kindOf == allocate.BreakdownTable {
		for _, b := range h.plan.Breakdowns {
			do(h.value(c, b.At))
		}
		return
	}
	for _, a := range h.plan.Actions {
		do(h.value(c, a.At))
	}
}

func (h *Handouts) used(c *handoutColumn) bool {
	any := false
	h.each(c, func(v CellValue) { any = any || v.Text != "" })
	return any
}

// findUnit finds the unit that most bare numbers of a column have: it goes into the
// heading.
func (h *Handouts) findUnit(c *handoutColumn) {
	if c.kind == templates.Amount {
		c.base = h.most(c, func(v CellValue) bool { return v.Number != "" && bare(v.Format) })
		c.unit = h.spelled(c.base)
	}
}

// proposalUnit is the unit of the targets: that of their heading, or the one in which
// most of them are written; none where they count several things, for a heading that
// says 万元 would be wrong for 家: each cell's format says its own then.
func (h *Handouts) proposalUnit(s *handoutSheet) (string, allocate.Amount) {
	for i := range s.columns {
		if c := &s.columns[i]; c.field == allocate.FieldAmount {
			if h.several(c) {
				break
			}
			base := c.base
			if c.unit == "" {
				base = h.most(c, func(CellValue) bool { return true })
			}
			return h.spelled(base), base
		}
	}
	return "", allocate.Amount{}
}

// several reports whether the amounts of a column have more than one base unit.
func (h *Handouts) several(c *handoutColumn) bool {
	first, more := allocate.Unit(""), false
	h.each(c, func(v CellValue) {
		if a, ok := v.Figure.(allocate.Amount); ok && a.Unit != "" {
			more = more || first != "" && a.Unit != first
			first = a.Unit
		}
	})
	return more
}

// spelled is a unit as headings have it: 万元, CNY.
func (h *Handouts) spelled(base allocate.Amount) string {
	if base.Scale == 0 {
		return base.Unit.In(h.Lang)
	}
	return base.UnitWord()
}

// most returns the unit and scale that most amounts of a column have, of the cells
// that ok lets pass; the first one where several are as many.
func (h *Handouts) most(c *handoutColumn, ok func(CellValue) bool) allocate.Amount {
	type unit struct {
		base  allocate.Unit
		scale int8
	}
	count, best := map[unit]int{}, unit{}
	h.each(c, func(v CellValue) {
		if a, is := v.Figure.(allocate.Amount); is && ok(v) && a.Unit != allocate.PercentUnit {
			u := unit{a.Unit, a.Scale}
			if count[u]++; count[u] > count[best] {
				best = u
			}
		}
	})
	return allocate.Amount{Unit: best.base, Scale: best.scale}
}

// bare reports whether a number format leaves the unit of a number open.
func bare(format string) bool {
	f := parseFormat(format)
	return !f.percent && (f.unit.IsZero() || f.symbol)
}

// cells are the cells of a row, beside the columns.
func (h *Handouts) cells(s *handoutSheet, at allocate.Ref) []blank.HandoutCell {
	out := make([]blank.HandoutCell, len(s.columns))
	var target CellValue
	for i := range s.columns {
		c := &s.columns[i]
		v := h.value(c, at)
		switch {
		case c.field == allocate.FieldProposal:
			out[i] = blank.HandoutCell{Format: c.like(target)}
		case c.field == allocate.FieldAmount:
			target = v
			fallthrough
		case c.kind == templates.Amount:
			out[i] = c.amount(v)
		case v.Number != "" && c.kind != templates.Text:
			out[i] = blank.HandoutCell{Number: v.Number, Format: v.Format}
		case v.Text == "" && c.kind == templates.Status:
			out[i] = blank.HandoutCell{Format: "0%"}
		default:
			out[i] = blank.HandoutCell{Text: v.Text}
		}
	}
	return out
}

// amount is an amount as its cell in the plan shows it. A bare number that does not
// have the heading's unit is written out with its own.
func (c *handoutColumn) amount(v CellValue) blank.HandoutCell {
	a, ok := v.Figure.(allocate.Amount)
	switch {
	case !ok:
		return blank.HandoutCell{Text: v.Text}
	case v.Number != "" && (!bare(v.Format) || c.fits(a)):
		return blank.HandoutCell{Number: v.Number, Format: v.Format}
	case v.Number == "" && (c.fits(a) || strings.ContainsFunc(v.Text, isUnitLetter)):
		return blank.HandoutCell{Text: v.Text}
	}
	return blank.HandoutCell{Text: allocate.Amount{Value: a.Value, Unit: a.Unit, Scale: a.Scale, Digits: a.Digits}.Written()}
}

// isUnitLetter reports whether a character of an amount is part of a unit.
func isUnitLetter(r rune) bool { return r == '%' || r > 0x7f || r >= 'A' && r <= 'z' }

// fits reports whether bare numbers of the amount's unit may stand in the column.
func (c *handoutColumn) fits(a allocate.Amount) bool {
	return a.Unit == c.base.Unit && a.Scale == c.base.Scale
}

// like is the number format of a proposal beside a target: that of its number, or one
// that says its unit where the heading says another.
func (c *handoutColumn) like(target CellValue) string {
	a, ok := target.Figure.(allocate.Amount)
	switch {
	case target.Number != "" && (!bare(target.Format) || ok && c.fits(a)):
		return target.Format
	case !ok || c.fits(a):
		return ""
	case a.Unit == allocate.PercentUnit:
		return "0.##%"
	}
	return "General" + look.Literal(a.UnitWord())
}

// page is the sheet of an owner, without rows.
func (s *handoutSheet) page(owner string, h *Handouts) blank.HandoutSheet {
	p := blank.HandoutSheet{Name: templates.Of(s.kind).Sheet.In(h.Lang), Title: textTitle.With(templates.Of(s.kind).Sheet, owner).In(h.Lang)}
	p.Hint = textAsk[0].In(h.Lang)
	if s.kind == allocate.TrackingTable {
		p.Hint = textAsk[1].In(h.Lang)
	}
	if h.round.Deadline != "" {
		p.Note = textBy.With(h.round.Deadline).In(h.Lang)
	}
	for i := range s.columns {
		c := &s.columns[i]
		p.Columns = append(p.Columns, blank.HandoutColumn{Heading: c.heading(h.Lang), Kind: c.kind, Width: c.width, Open: c.open, Help: declaredColumn(s.kind, c.field).Help})
	}
	return p
}

// What the sheets of a handout say.
var (
	textTitle = lang.T("%s：%s", "%s: %s")
	textBy    = lang.T("请于 %s 前填好发回", "please return by %s")
	textAsk   = [...]lang.Text{
		lang.T("请填浅黄底的三列：建议目标值（同意下达的目标就空着）、理由、所需资源。其他单元格已锁定，改动不会被采纳。",
			"Please fill in the light yellow columns: the target that you propose (blank if you agree), why, and the resources it takes. Other cells are locked."),
		lang.T("请更新浅黄底的两列：完成状态、偏差与调整措施。其他单元格已锁定，改动不会被采纳。",
			"Please bring the light yellow columns up to date: status, and deviation with its remedy. Other cells are locked."),
	}
)

// table is the sheet as the record keeps it.
func (s *handoutSheet) table(l lang.Lang) outbox.Table {
	t := outbox.Table{Kind: s.kind.String(), Sheet: templates.Of(s.kind).Sheet.In(l)}
	for i := range s.columns {
		c := &s.columns[i]
		t.Columns = append(t.Columns, outbox.Column{Field: c.name(), Heading: c.heading(l), Open: c.open, Unit: c.unit})
	}
	return t
}
