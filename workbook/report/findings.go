package report

import (
	"strings"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// The columns of 问题清单, counted from 0.
const (
	colNumber = iota
	colLevel
	colRule
	colSheet
	colCell
	colSubject
	colMessage
	colFound
	colExpected
	colDifference
	colHint
	colState
	findingCols
)

func findingColumns() []column {
	return []column{
		colNumber:     {lang.T("序号", "No."), 5.5},
		colLevel:      {lang.T("级别", "Severity"), 8.5},
		colRule:       {lang.T("规则", "Rule"), 13},
		colSheet:      {lang.T("工作表", "Sheet"), 14},
		colCell:       {lang.T("单元格", "Cell"), 9},
		colSubject:    {lang.T("对象", "Subject"), 14},
		colMessage:    {lang.T("说明", "What is wrong"), 42},
		colFound:      {lang.T("实际", "Found"), 10},
		colExpected:   {lang.T("应为", "Expected"), 10},
		colDifference: {lang.T("差额", "Difference"), 10},
		colHint:       {lang.T("建议", "What to do"), 32},
		colState:      {lang.T("状态", "State"), 9},
	}
}

// planFindings lays 问题清单 out: columns as wide as what stands in them.
func planFindings(r Report) plan {
	p := plan{name: sheetName(findingsTitle.In(r.Lang), r.Taken), columns: findingColumns(), tab: look.ClearTab,
		lastRow: headingRow + len(r.Findings), filtered: len(r.Findings) > 0}
	if len(r.Findings) > 0 {
		p.words = []string{passed.In(r.Lang), Info.In(r.Lang), Warning.In(r.Lang), Error.In(r.Lang)}
	}
	worst := Info
	for i := range r.Findings {
		f := &r.Findings[i]
		worst = max(worst, f.Severity)
		fm := formatOf(f, r.Lang)
		p.widen(colLevel, 12, f.Severity.In(r.Lang))
		p.widen(colState, 12, f.Severity.In(r.Lang))
		p.widen(colCell, 12, f.Cell)
		p.widen(colSheet, 18, f.Sheet)
		p.widen(colFound, maxFigureWidth, fm.shown(f.Found, plainFigure))
		p.widen(colExpected, maxFigureWidth, fm.shown(f.Expected, plainFigure))
		p.widen(colDifference, maxFigureWidth, fm.shown(f.Difference, differenceFigure))
	}
	switch {
	case len(r.Findings) > 0 && worst == Error:
		p.tab = look.ErrorTab
	case len(r.Findings) > 0 && worst == Warning:
		p.tab = look.WarningTab
	}
	return p
}

// maxFigureWidth bounds the columns of figures, so that a page stays readable;
// what is still wider is shown smaller.
const maxFigureWidth = 17

// widen makes a column wide enough for a text, up to a bound.
func (p *plan) widen(col int, most float64, s string) {
	p.columns[col].width = look.Widest(p.columns[col].width, most, s)
}

// findingStyles are the style ids of 问题清单.
type findingStyles struct {
	baseStyles
	levels  [Error + 1]int
	figures map[string]int
}

func (s *Sheets) findingStyles(styles *style.Styles) findingStyles {
	out := findingStyles{baseStyles: addBase(styles), figures: map[string]int{}}
	for _, l := range []Severity{Info, Warning, Error} {
		out.levels[l] = styles.AddXf(look.Word(Mark(l)))
	}
	for _, f := range s.figures {
		for _, code := range []string{f.plain, f.difference} {
			if _, ok := out.figures[code]; !ok {
				out.figures[code] = styles.AddXf(look.Figure(code))
			}
		}
	}
	return out
}

var (
	counts = lang.T("错误 %d · 提醒 %d · 说明 %d", "Errors %d · warnings %d · notes %d")
	usage  = lang.T("　　点“单元格”列可跳到原处，“级别”“规则”等列可筛选；带公式的“状态”在数字改好后会变成“通过”。",
		".  Click a cell's name to go there; filter by level or rule; where the state is a formula, it says “Passed” once the figures are mended.")
	nothing    = lang.T("没有发现问题。", "Nothing was found.")
	notChecked = lang.T("未检查：", "Not checked: ")
	unnoted    = lang.T("有 %d 处没有加批注：那里已有别人的批注，或这张表的批注已经够多；问题都列在上面。",
		"Cells without a note: %d, where somebody's note stands already or the sheet has enough of them; all findings are listed above.")
	moreFindings = lang.T("还有 %d 条列不下，请用 goalxl check 查看全部。", "%d more do not fit; run goalxl check to see them all.")
)

// findingRows returns the function that writes the rows of 问题清单.
func (s *Sheets) findingRows(st findingStyles) func(*rowWriter) error {
	return func(w *rowWriter) error {
		r := s.report
		var n [Error + 1]int
		for i := range r.Findings {
			n[min(r.Findings[i].Severity, Error)]++
		}
		top := counts.With(n[Error], n[Warning], n[Info]).In(r.Lang)
		if len(r.Findings) > 0 {
			top += usage.In(r.Lang)
		}
		s.findings.top(w, st.baseStyles, r.Lang, findingsTitle.In(r.Lang), top)
		row := firstRow
		for i := range r.Findings {
			if row > maxRows-len(r.Unchecked)-3 {
				w.remark(row, st.subtitle, moreFindings.With(len(r.Findings)-i).In(r.Lang))
				break
			}
			s.finding(w, st, row, i)
			row++
		}
		if len(r.Findings) == 0 {
			w.remark(row, st.subtitle, nothing.In(r.Lang))
		}
		row++
		if r.Unnoted > 0 {
			w.remark(row, st.subtitle, unnoted.With(r.Unnoted).In(r.Lang))
			row++
		}
		for _, u := range r.Unchecked {
			w.remark(row, st.subtitle, notChecked.In(r.Lang)+u)
			row++
		}
		return w.err
	}
}

// remark writes a row that is no row of the table.
func (w *rowWriter) remark(row, style int, s string) {
	w.start(row, 0)
	w.text(0, style, s)
	w.end()
}

// finding writes one row.
func (s *Sheets) finding(w *rowWriter, st findingStyles, row, i int) {
	f, fm, l := &s.report.Findings[i], s.figures[i], s.report.Lang
	word := f.Severity.In(l)
	w.start(row, look.Height(s.findings.tallest(map[int]string{
		colRule: f.Rule, colSheet: f.Sheet, colCell: f.Cell,
		colSubject: f.Subject, colMessage: f.Message, colHint: f.Hint})))
	w.int(colNumber, st.centred, i+1)
	w.text(colLevel, st.levels[min(f.Severity, Error)], word)
	w.text(colRule, st.text, f.Rule)
	w.text(colSheet, st.text, f.Sheet)
	w.link(colCell, st.linked, st.centred, f.Sheet, f.Cell)
	w.text(colSubject, st.text, f.Subject)
	w.text(colMessage, st.text, f.Message)
	w.figure(colFound, st.figures[fm.plain], fm, f.Found, plainFigure)
	w.figure(colExpected, st.figures[fm.plain], fm, f.Expected, plainFigure)
	w.figure(colDifference, st.figures[fm.difference], fm, f.Difference, differenceFigure)
	w.text(colHint, st.text, f.Hint)
	s.state(w, st, f, word)
	w.end()
}

// state writes the last column: a formula that says 通过 once the sum is right,
// where there is a sum that the spreadsheet can work out; else the severity.
func (s *Sheets) state(w *rowWriter, st findingStyles, f *Finding, word string) {
	if f.Live != nil {
		if formula := f.Live.formula(s.report.Lang, word); formula != "" {
			if f.Live.Holds {
				word = passed.In(s.report.Lang)
			}
			w.formula(colState, st.centred, formula, word)
			return
		}
	}
	w.text(colState, st.centred, word)
}

// tallest returns how many lines the tallest of a row's cells has.
func (p *plan) tallest(cells map[int]string) int {
	n := 1
	for col, s := range cells {
		if s = strings.TrimSpace(s); s != "" {
			n = max(n, look.Lines(s, p.columns[col].width))
		}
	}
	return n
}
