package actuals

import (
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// sums adds up the figures of a table, to check its totals.
type sums struct {
	// By month; the zero month is all of them. part is since the last total.
	all, part map[allocate.Month]allocate.Amount
	mixed     bool // figures of several units
}

func (s *sums) add(month allocate.Month, a allocate.Amount) {
	if s.all == nil {
		s.all, s.part = map[allocate.Month]allocate.Amount{}, map[allocate.Month]allocate.Amount{}
	}
	for _, k := range [...]allocate.Month{month, 0} {
		if known, ok := s.all[k]; ok && known.Unit != a.Unit {
			s.mixed = true
		}
		s.all[k], s.part[k] = s.all[k].Add(a), s.part[k].Add(a)
	}
}

// isTotal reports whether a line's label says that it adds up others.
func isTotal(label string) bool {
	name := fold(label)
	for _, w := range [...]string{"合计", "小计", "总计", "总额", "共计", "累计合计", "total", "subtotal", "grandtotal", "sum"} {
		if strings.HasSuffix(name, w) {
			return true
		}
	}
	return strings.HasPrefix(name, "合计") || strings.HasPrefix(name, "总计") || strings.HasPrefix(name, "total")
}

// totalLabel returns the text of a line that says it adds up others: in the place of an
// item, or of a month; "" if there is none.
func (r *reader) totalLabel(at map[int]cell) string {
	for _, col := range r.sorted() {
		switch h := r.columns[col]; h.means {
		case item, action, key, region, dimension, owner, period, date:
			if !h.dated && isTotal(at[col].text) {
				return at[col].text
			}
		}
	}
	return ""
}

// total checks a line of totals against the lines that it adds up. It is not counted.
func (r *reader) total(line int, label string, at map[int]cell, cols []int) {
	if r.sums.mixed {
		r.note(lang.T("合计行把不同单位相加，没有核对", "totals over several units were not checked").With())
		return
	}
	for _, col := range cols {
		a, ok := r.amountIn(line, at, col)
		if !ok {
			return
		}
		k := allocate.Month(0)
		if h := r.columns[col]; h.dated {
			k = h.when.month
		} else if c, ok := at[r.column(period, date)]; ok {
			if w, ok := monthOf(c.text, r.year()); ok {
				k = w.month
			}
		}
		all, part := r.sums.all[k], r.sums.part[k]
		last := r.sums.all[r.last]
		if !a.Value.Equal(all.Value) && !a.Value.Equal(part.Value) && !(r.running && a.Value.Equal(last.Value)) {
			r.problem(line, lang.T("“%s”%s 与上面各行之和 %s 不符，差 %s；可能缺行", "\"%s\" is %s, but the lines above add to %s, %s apart; lines may be missing").
				With(labelOf(label), a, all, a.Sub(all)))
			return
		}
	}
	r.note(lang.T("合计行已核对，没有计入", "total lines were checked and not counted").With())
	r.sums.part = map[allocate.Month]allocate.Amount{}
}

func labelOf(label string) lang.Message {
	if label == "" {
		return lang.T("合计", "the total").With()
	}
	return lang.T("%s", "%s").With(label)
}
