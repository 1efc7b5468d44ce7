package workbook

import (
	"iter"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// report turns the result of a check into what the tool's own sheets say.
func (m *marker) report() report.Report {
	r := report.Report{
		Lang: m.lang, Strict: m.book.pkg.Strict(),
		Unnoted: m.unnoted, ChangeCount: len(m.res.Changes), Changes: m.reportChanges(),
	}
	for _, s := range m.book.pkg.Sheets() {
		r.Taken = append(r.Taken, s.Name)
	}
	for i := range m.res.Findings {
		r.Findings = append(r.Findings, m.reportFinding(&m.res.Findings[i]))
	}
	r.Overview = m.overview()
	return r
}

func (m *marker) reportFinding(f *allocate.Finding) report.Finding {
	place := m.book.layout.Locate(f.At, nil)
	out := report.Finding{
		Severity: report.Severity(f.Severity), Rule: f.Rule.Title.In(m.lang),
		Sheet: place.Sheet, Cell: place.Cell, Subject: f.Subject, Message: f.Message.In(m.lang), Hint: f.Hint.In(m.lang),
		Live: m.live(f),
	}
	unit, scale := m.shownUnit(f)
	out.Unit = unit
	shift := func(d *decimal.Decimal) *decimal.Decimal {
		if d == nil {
			return nil
		}
		v := d.Shift(-int32(scale))
		return &v
	}
	out.Found, out.Expected, out.Difference = shift(f.Found), shift(f.Expected), shift(f.Difference)
	return out
}

// shownUnit returns the unit that a finding's figures are shown in: the one that
// the cells it is about are written in.
func (m *marker) shownUnit(f *allocate.Finding) (string, int8) {
	if f.Unit == allocate.PercentUnit {
		return string(f.Unit), 0
	}
	scale := int8(0)
	if t := &m.book.plan.Tables[f.At.Table]; t.AmountDigits >= 0 {
		scale = t.AmountScale
	}
	a := allocate.Amount{Unit: f.Unit, Scale: scale}
	return a.UnitWord(), scale
}

// live returns the sum behind a finding as a formula can work it out: only where
// every cell of it is a plain number.
func (m *marker) live(f *allocate.Finding) *report.Live {
	if f.Live == nil || len(f.Live.Members) == 0 {
		return nil
	}
	layout := m.book.layout
	out := &report.Live{Holds: f.Difference != nil && f.Difference.IsZero()}
	for _, at := range f.Live.Members {
		place, ok := layout.Cell(at)
		if !ok || !layout.Numeric(at) || m.uneven(at) {
			return nil
		}
		out.Members = append(out.Members, report.Place{Sheet: place.Sheet, Cell: place.Ref()})
	}
	divisor := m.divisor(f.Live.Members[0])
	out.Digits = 2 + int(divisor)
	if f.Live.Fixed != nil {
		out.Fixed = f.Live.Fixed.Value.Shift(-divisor).String()
		return out
	}
	place, ok := layout.Cell(f.Live.Goal)
	if !ok || !layout.Numeric(f.Live.Goal) || m.uneven(f.Live.Goal) {
		return nil
	}
	out.Goal = report.Place{Sheet: place.Sheet, Cell: place.Ref()}
	out.Scale = decimal.New(1, m.divisor(f.Live.Goal)-divisor).String()
	return out
}

// divisor returns the power of ten between a number in the cell's column and base units.
func (m *marker) divisor(at allocate.Ref) int32 {
	if c := m.book.layout.tables[at.Table].Column(at.Field, at.Year); c != nil {
		return int32(c.Written.Divisor)
	}
	return 0
}

// uneven reports whether the numbers of the cell's column cannot be added or
// compared as they stand.
func (m *marker) uneven(at allocate.Ref) bool {
	c := m.book.layout.tables[at.Table].Column(at.Field, at.Year)
	return c != nil && c.Written.Uneven
}

// reportChanges goes through the change log's rows. Changes that follow each
// other mostly have the same reason, which is put into words once.
func (m *marker) reportChanges() iter.Seq[report.Change] {
	return func(yield func(report.Change) bool) {
		var why *lang.Message
		reason := ""
		find := columnFinder{layout: m.book.layout}
		for i := range m.res.Changes {
			c := &m.res.Changes[i]
			t, col := find.find(c.At)
			if col == nil {
				continue
			}
			if c.Why != why {
				why, reason = c.Why, c.Why.In(m.lang)
			}
			row := report.Change{
				Sheet: m.book.layout.sheets[t.Sheet].Name, Cell: sheet.Ref(col.Col, c.At.Row), Subject: c.Subject, Reason: reason,
				Before: m.logValue(c.Before, c.At, col), After: m.logValue(c.After, c.At, col),
			}
			if !yield(row) {
				return
			}
		}
	}
}

// logValue is a figure as the change log shows it: as its cell holds it.
func (m *marker) logValue(v allocate.Value, at allocate.Ref, col *Column) report.Value {
	if v == nil {
		return report.Value{}
	}
	s := m.figure(v, at, col)
	if s.Number != "" {
		return report.Value{Text: s.Number, Number: true}
	}
	return report.Value{Text: s.Text}
}
