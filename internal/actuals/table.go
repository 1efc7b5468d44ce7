package actuals

import (
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// table is the table of a sheet, as its headings say.
type table struct {
	columns map[int]heading // by column
	width   int             // the last column with a heading
	row     []cell          // the headings as they stand
	wide    bool            // the months are columns
	when    when            // the month of all lines, where only the title names one
	values  []int           // the columns whose figures are taken
	running bool            // the figures are running totals

	order     []int           // the columns from the left; nil until the headings are complete
	byMeaning [passed + 1]int // the first column without a month; 0 if there is none
}

// title is what the lines above a table say about it.
type title struct {
	year    int
	when    when
	dated   bool
	unit    templates.Unit
	running bool
}

// read notes what a line above the table says.
func (t *title) read(cells []cell, year int) {
	for _, c := range cells {
		folded := fold(c.text)
		if u, ok := unitNote(c.text); ok {
			t.unit = u
		}
		if _, ok := cutAny(folded, cumulative); ok {
			t.running = true
		}
		if y := yearIn(folded); y != 0 {
			t.year, year = y, y
		}
		if i := strings.Index(folded, "月"); i > 0 {
			start := i
			for start > 0 && (folded[start-1] >= '0' && folded[start-1] <= '9' || folded[start-1] == '-') {
				start--
			}
			if w, ok := monthOf(folded[start:i]+"月", year); ok && start < i {
				t.when, t.dated = w, true
				t.running = t.running || w.upTo
			}
		}
	}
}

// yearIn returns the year that folded text names: 2024年; 0 if it names none.
func yearIn(s string) int {
	i := strings.Index(s, "年")
	if i >= 4 && digits(s[i-4:i]) && number(s[i-4:i]) >= 1990 && number(s[i-4:i]) < 2100 {
		return number(s[i-4 : i])
	}
	return 0
}

// unitNote reads 单位：万元 and (万元) of a title.
func unitNote(s string) (templates.Unit, bool) {
	if i := strings.Index(s, "单位"); i >= 0 {
		rest := strings.TrimLeft(s[i+len("单位"):], "：: 　")
		if end := strings.IndexAny(rest, ")）]】,，;； "); end > 0 {
			rest = rest[:end]
		}
		return templates.ParseUnit(rest)
	}
	h := templates.SplitHeading(s)
	return h.Unit, !h.Unit.IsZero() && strings.ContainsAny(s, "(（")
}

// tableOf reads a row of headings, with the row above it if that helps; nil if it is none.
func (r *reader) tableOf(upper, row []cell) *table {
	t := &table{columns: map[int]heading{}, row: row, when: r.title.when}
	for _, c := range row {
		h := readHeading(c.text, r.year())
		if up, ok := above(upper, c.col); ok {
			h.join(readHeading(up.text, r.year()), up.col == c.col)
		}
		t.columns[c.col], t.width = h, max(t.width, c.col)
	}
	for _, c := range upper { // merged down
		if _, ok := t.columns[c.col]; !ok {
			t.columns[c.col], t.width = readHeading(c.text, r.year()), max(t.width, c.col)
		}
	}
	if !t.named() && len(t.dated()) >= 2 && !t.has(1) {
		t.columns[1] = heading{means: item} // the corner over the items is often left blank
	}
	switch {
	case !t.named():
		return nil
	case len(t.dated()) > 0 && !t.holds(period, date):
		t.wide = true
		return t
	case t.holds(value) && (t.holds(period, date) || r.title.dated):
		return t
	}
	return nil
}

// above returns the cell of an upper row that stands over a column, its own or the
// nearest one to the left, as merged cells look.
func above(upper []cell, col int) (up cell, ok bool) {
	for _, c := range upper {
		if c.col <= col {
			up, ok = c, true
		}
	}
	return up, ok
}

// join adds what the heading above says.
func (h *heading) join(up heading, own bool) {
	if up.dated && !h.dated {
		h.when, h.dated = up.when, true
		if h.means == unknown && h.text == "" {
			h.means = up.means
		}
	}
	if h.means == unknown && own {
		h.means = up.means
	}
	if h.unit.IsZero() {
		h.unit = up.unit
	}
	h.cumulative = h.cumulative || up.cumulative
}

func (t *table) has(col int) bool { _, ok := t.columns[col]; return ok }

// holds reports whether a column without a month has one of the meanings.
func (t *table) holds(some ...meaning) bool { return t.column(some...) > 0 }

// column returns the first column without a month that has one of the meanings, in the
// order of the meanings; 0 if there is none.
func (t *table) column(some ...meaning) int {
	for _, m := range some {
		if t.order != nil {
			if col := t.byMeaning[m]; col > 0 {
				return col
			}
			continue
		}
		for _, col := range t.sorted() {
			if h := t.columns[col]; h.means == m && !h.dated {
				return col
			}
		}
	}
	return 0
}

// named reports whether a column names what the lines are about.
func (t *table) named() bool { return t.holds(item, action, key, region, dimension) }

// dated returns the columns of months with actuals, from the left.
func (t *table) dated() (cols []int) {
	for _, col := range t.sorted() {
		if h := t.columns[col]; h.dated && h.means == value {
			cols = append(cols, col)
		}
	}
	return cols
}

func (t *table) sorted() []int {
	if t.order != nil {
		return t.order
	}
	cols := make([]int, 0, len(t.columns))
	for col := range t.columns {
		cols = append(cols, col)
	}
	slices.Sort(cols)
	return cols
}

// settle notes the columns by meaning, once the headings are complete.
func (t *table) settle() {
	order := t.sorted()
	for _, col := range order {
		if h := t.columns[col]; !h.dated && t.byMeaning[h.means] == 0 {
			t.byMeaning[h.means] = col
		}
	}
	t.order = order
}

// choose finds the columns whose figures are taken, and says why none can be.
func (t *table) choose(r *reader) (problem lang.Message) {
	t.settle()
	cols := t.dated()
	if !t.wide {
		for _, col := range t.sorted() {
			if h := t.columns[col]; h.means == value && !h.dated {
				cols = append(cols, col)
			}
		}
	}
	own := slices.DeleteFunc(slices.Clone(cols), func(col int) bool { return t.columns[col].cumulative })
	if len(own) > 0 && len(own) < len(cols) {
		r.note(lang.T("取当月的数，没有用累计列", "the months' own figures are taken, the running totals are not").With())
	}
	if len(own) > 0 {
		cols = own
	}
	if !t.wide && len(cols) > 1 {
		cols = t.surely(cols)
	}
	if !t.wide && len(cols) > 1 {
		return lang.T("有几列都像实际数：%s；请只留一列，或把要用的一列写作“实际”", "several columns may hold the actuals: %s; leave one, or call it Actual").With(t.headings(cols))
	}
	t.values = cols
	t.running = r.o.Cumulative || t.columns[cols[0]].cumulative || r.title.running && !t.columns[cols[0]].monthly
	return t.twice(cols)
}

// surely keeps the columns that are called the actuals, if there are any.
func (t *table) surely(cols []int) []int {
	sure := slices.DeleteFunc(slices.Clone(cols), func(col int) bool {
		return !containsAny(fold(t.columns[col].text), "实际", "实绩", "actual") && !t.columns[col].monthly
	})
	if len(sure) > 0 {
		return sure
	}
	return slices.DeleteFunc(cols, func(col int) bool { // 合计 beside the figures it adds up
		return len(cols) > 1 && containsAny(fold(t.columns[col].text), "合计", "小计", "total")
	})
}

// twice says that a month has two columns.
func (t *table) twice(cols []int) lang.Message {
	seen := map[allocate.Month]int{}
	for _, col := range cols {
		h := t.columns[col]
		if !h.dated {
			continue
		}
		if before, ok := seen[h.when.month]; ok {
			return lang.T("%s 有两列：“%s”“%s”", "%s has two columns: %s, %s").With(h.when.month, t.columns[before].text, h.text)
		}
		seen[h.when.month] = col
	}
	return lang.Message{}
}

func (t *table) headings(cols []int) string {
	var names []string
	for _, col := range cols {
		names = append(names, t.columns[col].text)
	}
	return strings.Join(names, ", ")
}

// isSame reports whether a row repeats the headings, as printed pages do.
func (t *table) isSame(row []cell) bool {
	return slices.EqualFunc(row, t.row, func(a, b cell) bool { return a.col == b.col && a.text == b.text })
}
