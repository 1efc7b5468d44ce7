package actuals

import (
	"errors"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// figure takes one figure of a line.
func (r *reader) figure(line int, names identity, at map[int]cell, col int) {
	month, ok := r.monthIn(line, at, col)
	if !ok {
		return
	}
	a, ok := r.amountIn(line, at, col)
	if !ok {
		return
	}
	r.sums.add(month, a)
	if len(r.books.order) >= maxSeries {
		r.problem(line, lang.T("超过 %d 项，不像一份汇总的实际数", "more than %d items are no summary of actuals").With(maxSeries))
		return
	}
	before, twice := r.books.enter(names, month, entry{amount: a, line: line, running: r.running, detail: r.detail(at)}, r.holds(date))
	if twice {
		r.problem(line, lang.T("“%s”%s 与第 %d 行重复；删去一行，或加一列（单号、日期）说明是明细", "\"%s\" %s stands in line %d already; delete one, or add a column (number, date) that tells them apart").
			With(names.label(), month, before))
		return
	}
	if before > 0 {
		r.note(lang.T("同一项同一月有几行明细，已加总", "several lines of one item and month are added up").With())
	}
	r.file.Lines++
}

// monthIn finds the month of a figure.
func (r *reader) monthIn(line int, at map[int]cell, col int) (allocate.Month, bool) {
	if h := r.columns[col]; h.dated {
		return h.when.month, true
	}
	from := r.column(period, date)
	if from == 0 {
		return r.table.when.month, true
	}
	c, ok := at[from]
	if !ok {
		if r.last != 0 && from < r.column(item, action, key, region, dimension) { // merged over the items
			return r.last, true
		}
		r.problem(line, lang.T("没有月份", "it has no month").With())
		return 0, false
	}
	year := r.year()
	if y := r.column(yearMeaning); y > 0 {
		year = number(strings.TrimSuffix(fold(at[y].text), "年"))
	}
	w, ok := monthOf(c.text, year)
	if !ok || c.broken {
		r.problem(line, lang.T("月份“%s”不能识别；请写成 2024-06 或 2024年6月", "the month \"%s\" cannot be read; write 2024-06 or Jun 2024").With(lang.Brief(c.text)))
		return 0, false
	}
	r.last = w.month
	return w.month, true
}

// amountIn reads a figure, with the unit that the line, the heading or the title says.
func (r *reader) amountIn(line int, at map[int]cell, col int) (allocate.Amount, bool) {
	c := at[col]
	if c.broken {
		r.problem(line, lang.T("“%s”是错误值，或公式没有保存结果；请在 Excel 里重算后保存", "\"%s\" is an error, or a formula without a stored value; recalculate and save").With(lang.Brief(c.text)))
		return allocate.Amount{}, false
	}
	u := r.columns[col].unit
	if own, ok := at[r.column(unit)]; ok && u.IsZero() {
		if u, ok = templates.ParseUnit(own.text); !ok {
			r.problem(line, lang.T("单位“%s”不能识别", "the unit \"%s\" cannot be read").With(lang.Brief(own.text)))
			return allocate.Amount{}, false
		}
	}
	if u.IsZero() {
		u = r.title.unit
	}
	if u.Base == "" {
		u.Base = c.currency
	}
	a, err := allocate.ParseAmount(c.text, u.Base, u.Scale)
	if err != nil {
		r.problem(line, reason(err))
		return a, false
	}
	if a.Unit == "" {
		r.note(lang.T("实际数没有写明单位，金额按元、数量按目标的单位读", "the actuals have no unit: money is read in base units, counts in the target's").With())
	}
	return a, true
}

func reason(err error) lang.Message {
	var e *lang.Error
	if errors.As(err, &e) {
		return e.What
	}
	return lang.T("%v", "%v").With(err)
}

// detail joins the texts of a line that the program has no use for: they tell the lines
// of a ledger apart.
func (r *reader) detail(at map[int]cell) string {
	if r.column(unknown) == 0 && r.column(date) == 0 {
		return ""
	}
	var b strings.Builder
	for _, col := range r.sorted() {
		h := r.columns[col]
		if h.dated || h.means != unknown && h.means != date {
			continue
		}
		if c, ok := at[col]; ok {
			b.WriteString(c.text)
		}
		b.WriteByte(0)
	}
	return b.String()
}
