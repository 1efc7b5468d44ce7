package workbook

import (
	"errors"
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// waitingDue is a date without a year, which the goals' year settles once all
// sheets have been read.
type waitingDue struct {
	due  *allocate.Period
	at   allocate.Ref
	text string
}

// recentPeriod is a text that was read as a date lately: dates repeat.
type recentPeriod struct {
	text   string
	period allocate.Period
}

// period reads the date or the span of a cell, and reports whether anything
// stands there. What is relative (下周五) stays a text without a date; what is no
// date is named in the plan.
func (t *tableReader) period(c *sheet.Cell, at allocate.Ref, into *allocate.Period) (filled bool) {
	if c == nil {
		return false
	}
	switch c.Type {
	case sheet.Number, sheet.Date:
		if p, ok := t.datePeriod(c, t.book.format(c.Style)); ok {
			*into = p
			return true
		}
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		text := trim(aliased(t.bytesOf(c)))
		if text == "" {
			return false
		}
		recent := &t.periods[hashOf(text)%uint32(len(t.periods))]
		if recent.text == text {
			*into = recent.period
			return true
		}
		text = strings.Clone(text)
		p, err := allocate.ParsePeriod(text, allocate.Period{})
		switch {
		case err == nil:
			*into = p
			recent.text, recent.period = text, p
		case errors.Is(err, allocate.ErrNoYear):
			t.dues = append(t.dues, waitingDue{into, at, text})
		case errors.Is(err, allocate.ErrRelative):
		default:
			t.unread(c, at)
		}
		return true
	case sheet.Blank:
		return false
	}
	t.unread(c, at)
	return true
}

// datePeriod reads a number or an ISO date as a day, or as the month or the year
// where that is all that is shown of it. A number without a date format is read
// where it can only be a year (2024), a month (202406) or a day (20240630).
func (r *reader) datePeriod(c *sheet.Cell, f *numberFormat) (allocate.Period, bool) {
	if c.Type == sheet.Date {
		day, _, _ := strings.Cut(aliased(c.Text), "T")
		p, err := allocate.ParsePeriod(strings.Clone(day), allocate.Period{})
		return p, err == nil
	}
	d, err := allocate.ParseNumberBytes(c.Text)
	if err != nil || d.IsNegative() || d.Exponent() > 8 {
		return allocate.Period{}, false
	}
	n := d.IntPart()
	if !f.date {
		return plainDate(n, d.IsInteger())
	}
	if n > 2958465 || n < 1 && !r.book.pkg.Date1904() {
		return allocate.Period{}, false
	}
	day := allocate.DateFromSerial(int(n), r.book.pkg.Date1904())
	switch {
	case day.IsZero():
		return allocate.Period{}, false
	case f.noMonth:
		return allocate.YearPeriod(int(day.Year)), true
	case f.noDay:
		return monthOf(int(day.Year), int(day.Month))
	}
	return allocate.Period{From: day, To: day}, true
}

// plainDate reads a whole number that can only be a year, a month or a day.
func plainDate(n int64, whole bool) (allocate.Period, bool) {
	year := func(y int64) bool { return y >= 1990 && y <= 2099 }
	switch {
	case !whole:
	case year(n):
		return allocate.YearPeriod(int(n)), true
	case year(n/100) && n%100 >= 1 && n%100 <= 12:
		return monthOf(int(n/100), int(n%100))
	case year(n / 10000):
		if d, ok := allocate.DateOf(int(n/10000), int(n/100%100), int(n%100)); ok {
			return allocate.Period{From: d, To: d}, true
		}
	}
	return allocate.Period{}, false
}

// monthOf returns a whole month.
func monthOf(year, month int) (allocate.Period, bool) {
	from, ok := allocate.DateOf(year, month, 1)
	if !ok {
		return allocate.Period{}, false
	}
	to := from
	for day := 31; day > 27; day-- {
		if d, ok := allocate.DateOf(year, month, day); ok {
			to = d
			break
		}
	}
	return allocate.Period{From: from, To: to}, true
}

// settleDues reads the dates without a year in the year of the goals.
func (r *reader) settleDues() {
	var in allocate.Period
	for _, g := range r.plan.Targets {
		switch {
		case g.Period.IsZero():
		case in.IsZero():
			in = g.Period
		case in.Year() != 0 && g.Period.Year() == in.Year():
			in = allocate.YearPeriod(in.Year())
		default:
			if g.Period.From.Before(in.From) {
				in.From = g.Period.From
			}
			if in.To.Before(g.Period.To) {
				in.To = g.Period.To
			}
		}
	}
	for _, w := range r.dues {
		within := in
		if t := r.tables[w.at.Table]; in.IsZero() && t.titleYear != 0 {
			within, t.yearUsed = allocate.YearPeriod(int(t.titleYear)), true
		}
		p, err := allocate.ParsePeriod(w.text, within)
		switch {
		case err == nil:
			*w.due = p
		case within.IsZero(): // a date all the same, of a year that nothing names
		default:
			r.plan.Unread = append(r.plan.Unread, allocate.Unread{At: w.at, Text: w.text})
		}
	}
	r.dues = nil
}

// yearAbove returns the year that the table's target, the title over it or its sheet
// names; 0 if none does.
func (s *sheetReader) yearAbove(f *found) int16 {
	for i := range f.meanings {
		if f.roles[i].Field == allocate.FieldAmount && f.meanings[i].Span.Year != 0 {
			return f.meanings[i].Span.Year
		}
	}
	texts := []string{s.layout.sheets[s.sheet].Name}
	for i := range s.titles {
		for _, c := range s.titles[i].cells {
			texts = append(texts, c.text)
		}
	}
	for i := len(texts) - 1; i >= 0; i-- {
		if year := templates.Understand(texts[i]).Span.Year; year != 0 {
			return year
		}
	}
	return 0
}
