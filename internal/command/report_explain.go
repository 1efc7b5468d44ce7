package command

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook"
)

var (
	explainHeads   = lang.T("表头在第 %s 行，数据 %d 行", "headings in row %s, rows of data: %d")
	explainTotals  = lang.T("合计在第 %s 行", "totals in row %s")
	explainSects   = lang.T("小节标题在第 %s 行", "section titles in row %s")
	explainBlank   = lang.T("第 %s 行空着", "row %s is blank")
	explainNotes   = lang.T("备注在第 %s 行", "remarks in row %s")
	explainUnread  = lang.T("没有看懂的单元格 %d 个：%s", "cells not understood (%d): %s")
	explainCell    = lang.T("%s（%s）", "%s (%s)")
	explainMore    = lang.T("没有看懂的单元格 %d 个：%s 等", "cells not understood (%d): %s and more")
	explainPassed  = lang.T("这张表的实际数没有写明年份，核对时不用", "these actuals have no year and are not used in the checks")
	explainNear    = lang.T("工作表 %s 第 %d 行像是表头，但还认不出是哪种表；认出的表头：%s；没认出的：%s", "sheet %s row %d looks like headings, but not those of a known table; recognised: %s; not recognised: %s")
	explainSuggest = lang.T("没有看懂的表头，可以在工作簿旁边的 goalxl.yaml 里写明含义：", "headings that were not understood can be given a meaning in a goalxl.yaml beside the workbook:")
	explainAll     = lang.T("# 其余见 goalxl explain %s", "# the rest: goalxl explain %s")
	explainNone    = lang.T("没有看懂", "not understood")
)

// explainReport says for each workbook what was understood of it.
func (r *run) explainReport(reports []Report) string {
	var b strings.Builder
	for i := range reports {
		f := &reports[i]
		if f.Error != nil { // it was said on standard error
			b.WriteString(visibleLines(f.Suggested.In(r.voice.lang)))
			continue
		}
		writeLines(&b, []string{visible(f.Path)})
		for j := range f.Tables {
			b.WriteString(r.explainTable(&f.Tables[j]))
		}
		b.WriteString(r.explainMissed(f))
	}
	return b.String()
}

// explainMissed names sheets that nearly have a table, and proposes a goalxl.yaml
// for the headings that nothing knows.
func (r *run) explainMissed(f *Report) string {
	var b strings.Builder
	for _, n := range f.Near {
		writeLines(&b, append([]string{""}, indent(wrap(visible(nearText(&n).In(r.voice.lang)), r.voice.width-3))...))
	}
	if !f.Suggested.IsZero() {
		writeLines(&b, []string{"", "  " + explainSuggest.In(r.voice.lang), ""})
		b.WriteString(visibleLines(f.Suggested.In(r.voice.lang)))
	}
	return b.String()
}

// nearText says which row nearly made a table.
func nearText(n *workbook.NearMiss) lang.Message {
	matched, unmatched := lang.Join{Between: lang.T("、", ", ")}, lang.Join{Between: lang.T("、", ", ")}
	for _, h := range n.Matched {
		matched.Parts = append(matched.Parts, lang.T("%s", "%s").With(h))
	}
	for _, g := range n.Unmatched {
		unmatched.Parts = append(unmatched.Parts, lang.T("%s", "%s").With(g.Heading))
	}
	return explainNear.With(n.Sheet, n.Row, matched, unmatched)
}

// visibleLines makes a text of several lines harmless.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return strings.Join(lines, "\n")
}

// maxSuggested is how many lines of a goalxl.yaml stand under an error.
const maxSuggested = 12

// suggest shows under the error of fill and check what may mend it. explain shows
// it whole, in its result.
func (r *run) suggest(f *Report) {
	if f.Suggested.IsZero() || r.name == "explain" && r.flags["format"] != "csv" {
		return
	}
	lines := strings.Split(strings.TrimRight(f.Suggested.In(r.voice.lang), "\n"), "\n")
	for i, line := range lines {
		if i == maxSuggested {
			r.voice.line(r.voice.err, explainAll.With(f.Path).In(r.voice.lang))
			return
		}
		r.voice.line(r.voice.err, line)
	}
}

// explainTable lays out one table: its place, its columns, its rows, and what was
// not understood.
func (r *run) explainTable(t *Table) string {
	l := r.voice.lang
	var b strings.Builder
	writeLines(&b, []string{"", "  " + visible(t.Sheet) + "!" + t.Range + "  " + templates.KindText(t.Kind).In(l)})
	w := newTable()
	w.AppendHeader(table.Row{lang.T("列", "Col").In(l), lang.T("表头", "Heading").In(l), lang.T("含义", "Meaning").In(l),
		lang.T("单位", "Unit").In(l), lang.T("依据", "Why").In(l)})
	room := (r.voice.width - 30) / 2
	w.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, WidthMax: room, WidthMaxEnforcer: wrap}, {Number: 3, WidthMax: 16, WidthMaxEnforcer: wrap},
		{Number: 5, WidthMax: r.voice.width - room - 34, WidthMaxEnforcer: wrap},
	})
	for i := range t.Columns {
		c := &t.Columns[i]
		means := explainNone.In(l)
		if c.Means != "" {
			means = templates.MeansText(c.Means).In(l)
		}
		unit := c.Spelled
		if unit == "" {
			unit = c.Unit
		}
		w.AppendRow(table.Row{c.Column, visible(c.Heading), means, visible(unitWord(unit)), visible(c.Why.In(l))})
	}
	b.WriteString(trimLines(w.Render()))
	for _, line := range explainRows(t) {
		writeLines(&b, indent(wrap(visible(line.In(l)), r.voice.width-3)))
	}
	return b.String()
}

// unitWord is a unit as people write it: the codes of currencies in capitals.
func unitWord(unit string) string {
	switch unit {
	case "cny", "rmb", "usd":
		return strings.ToUpper(unit)
	}
	return unit
}

// explainRows says how the rows were taken, and which cells were not understood.
func explainRows(t *Table) []lang.Speaker {
	said := lang.Join{Between: comma}
	heads := rowSpans(t.Head)
	said.Parts = append(said.Parts, explainHeads.With(heads, t.Rows))
	of := map[string][]int{}
	for _, row := range t.Read {
		of[row.Kind] = append(of[row.Kind], row.Row)
	}
	for _, k := range []struct {
		rows []int
		text lang.Text
	}{{of["total"], explainTotals}, {of["section"], explainSects}, {of["blank"], explainBlank}, {t.Remarks, explainNotes}} {
		if len(k.rows) > 0 {
			said.Parts = append(said.Parts, k.text.With(rowSpans(k.rows)))
		}
	}
	lines := []lang.Speaker{said}
	if t.Passed {
		lines = append(lines, explainPassed.With())
	}
	if n := len(t.Unread); n > 0 {
		cells := lang.Join{Between: lang.T("、", ", ")}
		said := explainUnread
		for i, c := range t.Unread {
			if i == maxUnread {
				said = explainMore
				break
			}
			cells.Parts = append(cells.Parts, explainCell.With(c.Cell, clip(visible(c.Text), 30)))
		}
		lines = append(lines, said.With(n, cells))
	}
	return lines
}

// maxUnread is how many cells that were not understood a line names.
const maxUnread = 8

// maxSpans is how many stretches of rows a line names.
const maxSpans = 6

// rowSpans names rows, neighbours together: 5, 9-12.
func rowSpans(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		end := i
		for end+1 < len(rows) && rows[end+1] == rows[end]+1 {
			end++
		}
		if len(parts) == maxSpans {
			return strings.Join(parts, ", ") + " ..."
		}
		if end > i {
			parts = append(parts, fmt.Sprintf("%d-%d", rows[i], rows[end]))
		} else {
			parts = append(parts, fmt.Sprint(rows[i]))
		}
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// csvExplain is the columns of all tables as CSV.
func csvExplain(reports []Report, l lang.Lang) string {
	rows := [][]string{{lang.T("文件", "File").In(l), lang.T("工作表", "Sheet").In(l), lang.T("区域", "Range").In(l),
		lang.T("表", "Table").In(l), lang.T("列", "Column").In(l), lang.T("表头", "Heading").In(l),
		lang.T("含义", "Meaning").In(l), lang.T("单位", "Unit").In(l), lang.T("依据", "Why").In(l)}}
	for i := range reports {
		for j := range reports[i].Tables {
			t := &reports[i].Tables[j]
			for _, c := range t.Columns {
				rows = append(rows, []string{reports[i].Path, t.Sheet, t.Range, t.Kind.String(), c.Column, c.Heading, c.Means, c.Unit, c.Why.In(l)})
			}
		}
	}
	return encodeCSV(rows)
}
