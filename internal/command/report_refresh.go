package command

import (
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

var (
	refreshHead     = lang.T("截至 %s，实际数 %s", "As of %s, actuals %s")
	refreshRows     = lang.T("按实际数更新 %d 行，写入建议 %d 条；行动：%s", "rows updated from actuals: %d, proposals written: %d; actions: %s")
	refreshToRows   = lang.T("可按实际数更新 %d 行，写入建议 %d 条；行动：%s", "rows to update from actuals: %d, proposals: %d; actions: %s")
	refreshState    = lang.T("%s %d", "%s %d")
	refreshLinear   = lang.T("没有月度计划和去年各月数，按时间平均算计划：%d 行", "rows without a monthly plan or last year's months, planned evenly over time: %d")
	refreshUntaken  = lang.T("“月度快照”里有 %d 行被改过，读不懂，没有沿用", "rows of Snapshots that were changed and not taken up: %d")
	refreshRestated = lang.T("重报：%s %s 的累计实际原为 %s，现为 %s", "Restated: %s, %s: the actual to date was %s and is %s now")
	refreshUnused   = lang.T("实际数第 %d 行“%s”没有用上：%s", "line %d of the actuals, \"%s\", was not used: %s")
	refreshNear     = lang.T("；相近的：%s", "; near it: %s")
	refreshMore     = lang.T("另有 %d 条，全部见%s", "and %d more, all in %s")
	refreshMoreJSON = lang.T("--format json 的输出", "the output of --format json")
	refreshShared   = lang.T("实际数第 %d 行“%s”被几份工作簿用上，请核对是否重复计入", "line %d of the actuals, \"%s\", was taken by several workbooks: make sure that it is not counted twice")
	refreshReport   = lang.T("月报：%s", "Report: %s")
	refreshPlanned  = lang.T("试运行，没有写文件；实际运行会写月报 %s", "Dry run, nothing was written; the report would be %s")
)

// shownLines is how many lines of a kind are said on the terminal.
const shownLines = 8

// refreshReport is what a refresh says to people.
func (r *run) refreshReport(reports []Report) string {
	head := refreshHead.With(r.month.actuals.asOf.String(), r.month.actuals.path).In(r.voice.lang)
	said := wrap(visible(head), r.voice.width-1) + "\n\n"
	switch {
	case len(reports) > 1:
		said += r.refreshTable(reports) + "\n"
	case len(reports) == 1 && reports[0].Error == nil:
		said += r.oneReport(&reports[0]) + "\n"
	}
	return said + r.monthSaid()
}

// refreshTable is a line for each workbook of a refresh.
func (r *run) refreshTable(reports []Report) string {
	l := r.voice.lang
	t := newTable()
	states := []allocate.State{allocate.Red, allocate.Amber, allocate.Green, allocate.Grey}
	head := table.Row{lang.T("文件", "File").In(l), lang.T("更新", "Updated").In(l)}
	for _, s := range states {
		head = append(head, s.In(l))
	}
	t.AppendHeader(append(head, lang.T("建议", "Proposals").In(l)))
	configs := []table.ColumnConfig{{Number: 1, WidthMax: max(r.voice.width-34, 20), WidthMaxEnforcer: wrap}}
	for n := 2; n <= 7; n++ {
		configs = append(configs, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	t.SetColumnConfigs(configs)
	for i := range reports {
		f := &reports[i]
		if f.Error != nil || f.Tracked == nil {
			t.AppendRow(table.Row{failed(f).With(visible(f.Path)).In(l), "-", "-", "-", "-", "-", "-"})
			continue
		}
		row := table.Row{visible(f.Path), f.Tracked.Updated}
		for _, s := range states {
			row = append(row, f.Tracked.States[s])
		}
		t.AppendRow(append(row, f.Tracked.Proposed))
	}
	c := count(reports)
	total := r.countsLine(c)
	if c.failed > 0 {
		total += comma.In(l) + tableFailed.With(c.failed).In(l)
	}
	return trimLines(t.Render()) + "\n" + tableTotal.With(len(reports), total).In(l) + "\n"
}

// refreshedLines say what a refresh did to one workbook.
func (r *run) refreshedLines(f *Report) []string {
	l := r.voice.lang
	var states []string
	for s := allocate.Red; ; s-- {
		states = append(states, refreshState.With(s, f.Tracked.States[s]).In(l))
		if s == allocate.Grey {
			break
		}
	}
	rows := refreshRows
	if f.Output == "" {
		rows = refreshToRows
	}
	lines := []string{rows.With(f.Tracked.Updated, f.Tracked.Proposed, strings.Join(states, lang.T("、", ", ").In(l))).In(l)}
	if f.Tracked.Linear > 0 {
		lines = append(lines, refreshLinear.With(f.Tracked.Linear).In(l))
	}
	if f.Tracked.Untaken > 0 {
		lines = append(lines, refreshUntaken.With(f.Tracked.Untaken).In(l))
	}
	return lines
}

// monthSaid says what there is to say over all workbooks: restated months, actuals
// that were not used, and where the report is.
func (r *run) monthSaid() string {
	m, l := r.month, r.voice.lang
	var lines []string
	say := func(all int, line func(i int) lang.Message) {
		for i := range min(all, shownLines) {
			lines = append(lines, line(i).In(l))
		}
		if all > shownLines {
			lines = append(lines, refreshMore.With(all-shownLines, m.whereAll(l)).In(l))
		}
	}
	say(len(m.Restated), func(i int) lang.Message {
		s := &m.Restated[i]
		return refreshRestated.With(s.Subject, s.Month, s.Before, s.After)
	})
	say(len(m.Shared), func(i int) lang.Message {
		s := &m.actuals.Actuals.Series[m.Shared[i]]
		return refreshShared.With(s.Line, s.Name())
	})
	say(len(m.Unmatched), func(i int) lang.Message { return unusedLine(&m.Unmatched[i]) })
	switch {
	case m.output != "":
		lines = append(lines, refreshReport.With(m.output).In(l))
	case m.planned != "":
		lines = append(lines, refreshPlanned.With(m.planned).In(l))
	}
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(wrap(visible(line), r.voice.width-1) + "\n")
	}
	return b.String()
}

// whereAll says where the lines stand that are too many for the terminal.
func (m *month) whereAll(l lang.Lang) string {
	if m.output != "" {
		return filepath.Base(m.output)
	}
	return refreshMoreJSON.In(l)
}

// unusedLine says which line of the actuals was not used, and what comes near.
func unusedLine(u *allocate.Unmatched) lang.Message {
	m := refreshUnused.With(u.Line, u.Item, u.Why)
	if len(u.Near) == 0 {
		return m
	}
	return lang.T("%s%s", "%s%s").With(m, refreshNear.With(strings.Join(u.Near, "、")))
}
