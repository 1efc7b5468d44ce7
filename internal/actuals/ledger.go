package actuals

import (
	"cmp"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// identity is what a line is about, as written.
type identity struct{ key, dimension, item, action, owner, region string }

// folded is the form in which identities are compared.
func (n identity) folded() identity {
	return identity{fold(n.key), fold(n.dimension), fold(n.item), fold(n.action), fold(n.owner), fold(n.region)}
}

// label names a line for people.
func (n identity) label() string {
	return cmp.Or(strings.Trim(n.item+"/"+n.action, "/"), n.region, n.key)
}

// ledger gathers the figures of each item by month.
type ledger struct {
	at    map[identity]*account
	order []*account
}

type account struct {
	names  identity
	line   int
	months []entry // in the order of the lines
}

// in returns the entry of a month; nil if there is none. The latest come last, mostly.
func (a *account) in(month allocate.Month) *entry {
	for i := len(a.months) - 1; i >= 0; i-- {
		if a.months[i].month == month {
			return &a.months[i]
		}
	}
	return nil
}

// entry is the figure of a month, or of a line of it.
type entry struct {
	month   allocate.Month
	amount  allocate.Amount
	line    int
	running bool
	detail  string            // of the first line
	others  map[string]string // details of more lines
}

// enter adds a figure. before is the line of an earlier figure of the same item and month,
// 0 if there is none; twice says that nothing tells the two apart, so that the second is
// not added. The lines of a ledger, which have days, are added up.
func (l *ledger) enter(names identity, month allocate.Month, e entry, days bool) (before int, twice bool) {
	id := names.folded()
	a := l.at[id]
	if a == nil {
		a = &account{names: names, line: e.line}
		l.at[id] = a
		l.order = append(l.order, a)
	}
	known := a.in(month)
	if known == nil {
		e.month = month
		a.months = append(a.months, e)
		return 0, false
	}
	same := known.detail == e.detail
	if _, ok := known.others[e.detail]; ok {
		same = true
	}
	if same && !days || e.running || known.running || known.amount.Unit != e.amount.Unit {
		return known.line, true
	}
	if known.others == nil {
		known.others = map[string]string{}
	}
	known.others[e.detail] = ""
	known.amount = known.amount.Add(e.amount)
	return known.line, false
}

// finish makes the series.
func (r *reader) finish() (*File, error) {
	f := r.file
	if len(r.books.order) == 0 && len(f.Problems) == 0 {
		return nil, r.nothing()
	}
	running := false
	for _, a := range r.books.order {
		for i := range a.months {
			running = running || a.months[i].running
		}
		f.Series = append(f.Series, r.series(a))
		a.months = nil
	}
	if running {
		r.note(lang.T("数字按累计数读，已换算成各月数", "the figures are running totals, and were taken apart by months").With())
	} else {
		r.note(lang.T("数字按当月数读", "the figures are the months' own").With())
	}
	return f, nil
}

// nothing is the error of a file in which no table of actuals was found.
func (r *reader) nothing() error {
	e := &lang.Error{
		What: lang.T("%s: 没有找到实际数", "%s: no actuals were found").With(r.file.Name),
		Hint: lang.T("需要“项目、月份、实际”三列，或“项目”列和各月的列（1月、2月或 2024-06）；月份也可写在标题里",
			"it takes the columns Item, Month and Actual, or Item and a column for each month (Jan 2024); the title may name the month").With(),
	}
	if len(r.seen) > 0 {
		e.What = lang.T("%s: 没有找到实际数，看到的列名是：%s", "%s: no actuals were found; the headings seen are: %s").
			With(r.file.Name, strings.Join(r.seen[:min(len(r.seen), 8)], ", "))
	}
	return e
}

// series makes the series of an account: running totals are taken apart by years.
func (r *reader) series(a *account) allocate.Series {
	n := a.names
	s := allocate.Series{Line: a.line, Key: n.key, Dimension: n.dimension, Item: n.item, Action: n.action, Owner: n.owner, Region: n.region}
	slices.SortFunc(a.months, func(x, y entry) int { return int(x.month - y.month) })
	s.Months = make([]allocate.MonthActual, len(a.months))
	for i := range a.months {
		e := &a.months[i]
		own := e.amount
		if before := a.before(i); e.running && own.Unit != allocate.PercentUnit && before != nil {
			own = own.Sub(before.amount)
			r.noteStep(a, before, e)
		}
		s.Months[i] = allocate.MonthActual{Month: e.month, Amount: own, Line: e.line}
	}
	return s
}

// before returns the entry before one, of the same year; nil if there is none.
func (a *account) before(i int) *entry {
	if i == 0 || a.months[i-1].month.Year() != a.months[i].month.Year() {
		return nil
	}
	return &a.months[i-1]
}

// noteStep says where running totals fall, or leave out months.
func (r *reader) noteStep(a *account, before, e *entry) {
	last, m := before.month, e.month
	if e.amount.Value.LessThan(before.amount.Value) {
		r.note(lang.T("第 %d 行“%s”%s 累计 %s，少于 %s 的 %s：按冲减计入 %[3]s", "line %d, \"%s\": the running total of %s is %s, less than %[6]s of %[5]s; the difference is counted in %[3]s").
			With(e.line, a.names.label(), m, e.amount, last, before.amount))
	}
	if m-last > 1 {
		r.note(lang.T("“%s”没有 %s 的累计数，差额记在 %s", "\"%s\" has no running total for %s; the difference is counted in %s").With(a.names.label(), last+1, m))
	}
}
