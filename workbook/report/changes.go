package report

import (
	"fmt"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// The columns of 变更记录, counted from 0.
const (
	logNumber = iota
	logSheet
	logCell
	logSubject
	logBefore
	logAfter
	logReason
	logCols
)

func changeColumns() []column {
	return []column{
		logNumber:  {lang.T("序号", "No."), 8},
		logSheet:   {lang.T("工作表", "Sheet"), 20},
		logCell:    {lang.T("单元格", "Cell"), 11},
		logSubject: {lang.T("对象", "Subject"), 24},
		logBefore:  {lang.T("原值", "Before"), 22},
		logAfter:   {lang.T("新值", "After"), 22},
		logReason:  {lang.T("原因", "Why"), 56},
	}
}

func planChanges(r Report, title lang.Text, taken []string) plan {
	return plan{name: sheetName(title.In(r.Lang), taken), columns: changeColumns(), tab: look.LogTab,
		lastRow: min(headingRow+r.ChangeCount, maxRows), filtered: r.ChangeCount > 0}
}

// changeStyles are the style ids of 变更记录.
type changeStyles struct {
	baseStyles
	values []int // by Value.Format
}

func (s *Sheets) changeStyles(styles *style.Styles) changeStyles {
	out := changeStyles{baseStyles: addBase(styles), values: []int{styles.AddXf(look.Value(""))}}
	for _, code := range s.report.Formats {
		out.values = append(out.values, styles.AddXf(look.Value(code)))
	}
	return out
}

var (
	changeCount = lang.T("共改写 %d 个单元格；原值为空的是补上的。本表供 goalxl 撤销改动时读取，请勿修改。",
		"%d cells were written; a blank “Before” was filled in. goalxl reads this sheet to undo its changes: please leave it as it is.")
	noLinks     = lang.T("行数较多，单元格一栏不设链接。", " The log is long, so its cells have no links.")
	noChanges   = lang.T("没有改写任何单元格。", "No cell was written.")
	moreChanges = lang.T("还有 %d 处改写列不下。", "%d more changes do not fit.")
)

// changeRows returns the function that writes the rows of 变更记录.
func (s *Sheets) changeRows(st changeStyles) func(*rowWriter) error {
	return func(w *rowWriter) error {
		r := s.report
		top := noChanges.In(r.Lang)
		if r.ChangeCount > 0 {
			top = changeCount.With(r.ChangeCount).In(r.Lang)
			if !s.linksChanges() {
				top += noLinks.In(r.Lang)
			}
		}
		s.changes.top(w, st.baseStyles, r.Lang, s.logTitle.In(r.Lang), top)
		if r.Changes == nil {
			return w.err
		}
		n := 0
		for c := range r.Changes {
			row := firstRow + n
			if n++; row >= maxRows {
				continue // counted, and said in the last row
			}
			s.change(w, st, row, n, &c)
			if w.err != nil {
				return w.err
			}
		}
		if n != r.ChangeCount {
			return fmt.Errorf("%d changes were announced, %d came", r.ChangeCount, n)
		}
		if left := firstRow + n - maxRows; left > 0 {
			w.remark(maxRows, st.subtitle, moreChanges.With(left).In(r.Lang))
		}
		return w.err
	}
}

// change writes one row.
func (s *Sheets) change(w *rowWriter, st changeStyles, row, n int, c *Change) {
	w.start(row, look.Height(s.tallest(w, c)))
	w.int(logNumber, st.centred, n)
	w.repeated(logSheet, st.text, c.Sheet)
	if s.linksChanges() {
		w.link(logCell, st.linked, st.centred, c.Sheet, c.Cell)
	} else {
		w.text(logCell, st.centred, c.Cell)
	}
	w.text(logSubject, st.text, c.Subject)
	w.value(logBefore, st, c.Before)
	w.value(logAfter, st, c.After)
	w.repeated(logReason, st.text, c.Reason)
	w.end()
}

// linkedChanges is up to how many changes each has a link.
const linkedChanges = 2000

// linksChanges reports whether the cells of 变更记录 lead to those that they name. In
// a long log nobody follows them one by one, and they would make it half as long again.
func (s *Sheets) linksChanges() bool { return s.report.ChangeCount <= linkedChanges }

// tallest returns how many lines the tallest cell of a row has.
func (s *Sheets) tallest(w *rowWriter, c *Change) int {
	cols := s.changes.columns
	return max(w.lines(logSheet, c.Sheet, cols[logSheet].width), look.Lines(c.Subject, cols[logSubject].width),
		w.lines(logReason, c.Reason, cols[logReason].width), c.Before.lines(cols[logBefore].width), c.After.lines(cols[logAfter].width))
}

// lines returns how many lines the value takes; a number takes one.
func (v Value) lines(width float64) int {
	if v.Number {
		return 1
	}
	return look.Lines(v.Text, width)
}

// value writes what a cell holds, a number as a number and a text as a text, so
// that reading it back gives the same.
func (w *rowWriter) value(col int, st changeStyles, v Value) {
	if v.Number && isNumber(v.Text) {
		format := v.Format
		if format < 0 || format >= len(st.values) {
			format = 0
		}
		w.number(col, st.values[format], v.Text)
		return
	}
	w.text(col, st.values[0], v.Text)
}
