package command

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// screen is how many lines a report of one file takes at most.
const screen = 24

var (
	tableRead     = lang.T("读到 %s", "read %s")
	tableNone     = lang.T("没有读到表", "no table")
	tableRows     = lang.T("%s %d 行", "%s (%d rows)")
	tableMany     = lang.T("读到 %d 张表，共 %d 行", "read %d tables, %d rows in all")
	tableNoFound  = lang.T("没有发现问题", "nothing found")
	tableCounts   = lang.T("发现 %s", "found %s")
	tableFilled   = lang.T("补算、改写单元格 %d 个", "cells computed: %d")
	tableToFill   = lang.T("可补算、改写单元格 %d 个", "cells to compute: %d")
	tableHint     = lang.T("建议：%s", "Mend: %s")
	tableMore     = lang.T("还有 %d 个问题", "and %d more")
	tableMoreIn   = lang.T("，全部见结果文件的“问题清单”", ", all on the sheet Findings of the result")
	tableMoreCSV  = lang.T("，全部可用 --format csv 导出", ", all with --format csv")
	tableSaved    = lang.T("已保存：%s", "Saved: %s")
	tableBackup   = lang.T("备份：%s", "Backup: %s")
	tableDry      = lang.T("试运行，没有写文件", "Dry run, nothing was written")
	tableDryTo    = lang.T("试运行，没有写文件；实际运行会保存为 %s", "Dry run, nothing was written; it would be saved as %s")
	tableNext     = lang.T("下一步：在 Excel 里打开，从“问题清单”看起；改好后再运行一次", "Next: open it, start at the sheet Findings, mend, and run again")
	tableNextFill = lang.T("下一步：用 goalxl fill 生成带标注的副本", "Next: goalxl fill writes an annotated copy")
	tableCleaned  = lang.T("已去掉标注", "Marks taken off")
	tableRestored = lang.T("已去掉标注，还原 %d 个单元格", "Marks taken off, cells put back: %d")
	tableUnmarked = lang.T("没有发现标注，内容与原文件相同", "No marks were found; the content is that of the source")
	tableTotal    = lang.T("共 %d 个文件：%s", "%d files: %s")
	tableFolder   = lang.T("结果都在文件夹 %s", "the results are in the folder %s")
	tableFailed   = lang.T("未能处理 %d", "%d not done")
	comma         = lang.T("，", ", ")
)

// tableReport is the reports for people: one screen for one workbook, one line
// for each of several.
func (r *run) tableReport(reports []Report) string {
	text.OverrideRuneWidthEastAsianWidth(false) // the marks of the table are narrow everywhere
	if r.name == "explain" {
		return r.explainReport(reports)
	}
	if r.name == "refresh" {
		return r.refreshReport(reports)
	}
	if len(reports) == 1 {
		if reports[0].Error != nil {
			return "" // it was said on standard error
		}
		return r.oneReport(&reports[0])
	}
	return r.manyReports(reports)
}

func (r *run) oneReport(f *Report) string {
	head := r.headOf(f)
	foot := r.footOf(f)
	var b strings.Builder
	writeLines(&b, head)
	if r.name != "clean" && len(f.Findings) > 0 {
		writeLines(&b, []string{""})
		room := screen - len(head) - len(foot) - 3
		shown := r.worst(f, room)
		b.WriteString(shown.text)
		if left := len(f.Findings) - shown.findings; left > 0 {
			more := tableMore.With(left).In(r.voice.lang)
			if f.Output != "" && f.Tracked == nil {
				more += tableMoreIn.In(r.voice.lang)
			} else {
				more += tableMoreCSV.In(r.voice.lang)
			}
			writeLines(&b, []string{"  " + more})
		}
		writeLines(&b, []string{""})
	}
	writeLines(&b, foot)
	return b.String()
}

// headOf says what was read and how many problems were found.
func (r *run) headOf(f *Report) []string {
	l := r.voice.lang
	lines := []string{visible(f.Path)}
	if r.name == "clean" {
		return lines
	}
	lines = append(lines, indent(wrap(tablesRead(f.Tables).In(l), r.voice.width-3))...)
	if f.Tracked != nil {
		for _, line := range r.refreshedLines(f) {
			lines = append(lines, indent(wrap(line, r.voice.width-3))...)
		}
	}
	found := r.countsLine(count([]Report{*f}))
	if f.Changes.Len() > 0 && f.Tracked == nil {
		filled := tableFilled
		if f.Output == "" {
			filled = tableToFill
		}
		found += comma.In(l) + filled.With(f.Changes.Len()).In(l)
	}
	return append(lines, indent(found)...)
}

// tablesRead says which tables were read, one by one while they are few.
func tablesRead(tables []Table) lang.Message {
	if len(tables) == 0 {
		return tableNone.With()
	}
	var each []lang.Message
	rows := 0
	for _, t := range tables {
		each = append(each, tableRows.With(visible(t.Sheet), t.Rows))
		rows += t.Rows
	}
	if len(tables) > 5 {
		return tableMany.With(len(tables), rows)
	}
	return tableRead.With(lang.Join{Parts: each, Between: comma})
}

// countsLine names the severities that occur, the gravest first.
func (r *run) countsLine(c counts) string {
	var parts []string
	for s := len(c.of) - 1; s >= 0; s-- {
		if c.of[s] > 0 {
			parts = append(parts, r.voice.counted(allocate.Severity(s), c.of[s]))
		}
	}
	if len(parts) == 0 {
		return tableNoFound.In(r.voice.lang)
	}
	return tableCounts.With(strings.Join(parts, comma.In(r.voice.lang))).In(r.voice.lang)
}

// footOf says where the result is and what to do next.
func (r *run) footOf(f *Report) []string {
	l := r.voice.lang
	var lines []string
	switch {
	case r.name == "clean" && f.Unmarked:
		lines = append(lines, tableUnmarked.In(l))
	case r.name == "clean" && f.Output != "" && r.on("restore"):
		lines = append(lines, tableRestored.With(f.Restored).In(l))
	case r.name == "clean" && f.Output != "":
		lines = append(lines, tableCleaned.In(l))
	}
	switch {
	case f.Output != "":
		lines = append(lines, tableSaved.With(visible(f.Output)).In(l))
		if f.Backup != "" {
			lines = append(lines, tableBackup.With(visible(f.Backup)).In(l))
		}
		if r.name == "fill" && len(f.Findings) > 0 {
			lines = append(lines, tableNext.In(l))
		}
	case f.Planned != "" && f.Tracked == nil:
		lines = append(lines, tableDryTo.With(visible(f.Planned)).In(l))
	case r.on("dry-run"):
		lines = append(lines, tableDry.In(l))
	case r.name == "check" && len(f.Findings)+f.Changes.Len() > 0:
		lines = append(lines, tableNextFill.In(l))
	}
	var wrapped []string
	for _, line := range lines {
		wrapped = append(wrapped, indent(wrap(line, r.voice.width-3))...)
	}
	return wrapped
}

// excerpt is the findings that fit on the screen.
type excerpt struct {
	text     string
	findings int
}

// worst lays out the gravest findings that fit into so many lines, at least one.
func (r *run) worst(f *Report, lines int) excerpt {
	var shown excerpt
	for s := len(counts{}.of) - 1; s >= 0; s-- {
		for i := range f.Findings {
			g := &f.Findings[i]
			if g.Severity != allocate.Severity(s) {
				continue
			}
			block := r.findingBlock(g)
			height := strings.Count(block, "\n")
			if shown.findings > 0 && height > lines {
				return shown
			}
			shown.text += block
			shown.findings++
			lines -= height
		}
	}
	return shown
}

// findingBlock lays out one finding: its severity, its place, its arithmetic,
// and what would mend it.
func (r *run) findingBlock(f *Finding) string {
	l := r.voice.lang
	place := f.Range
	if place == "" {
		place = f.Cell
	}
	body := visible(f.Message.In(l))
	if !f.Hint.IsZero() {
		body += "\n" + tableHint.With(visible(f.Hint.In(l))).In(l)
	}
	where := visible(f.Sheet)
	if place != "" {
		where += "!" + place
	}
	label := 0
	for s := allocate.Info; s <= allocate.Error; s++ {
		label = max(label, columns(s.In(l)))
	}
	t := newTable()
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMin: label},
		{Number: 2, WidthMax: r.voice.width - label - 6, WidthMaxEnforcer: wrap},
	})
	t.AppendRow(table.Row{r.voice.severity(f.Severity), where + "\n" + body})
	return trimLines(t.Render())
}

func writeLines(b *strings.Builder, lines []string) {
	for _, line := range lines {
		b.WriteString(line + "\n")
	}
}

// indent moves the lines of s in by two columns.
func indent(s string) []string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

// trimLines takes the blanks off the ends of lines, and ends the last one.
func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}
