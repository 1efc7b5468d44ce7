package command

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
)

// present says what came of it, in the form that was asked for.
func (s *splitting) present() {
	r := &s.report
	if r.Error != nil {
		s.voice.failFile(r.Path, r.Error)
		s.suggest(r)
	}
	l := s.voice.lang
	switch s.flags["format"] {
	case "json":
		s.voice.print(jsonSplit(s, l))
	case "csv":
		s.voice.print(csvSplit(s, l))
		s.saidWhere([]Report{*r})
	default:
		if r.Error != nil || s.voice.quiet && s.code == exitDone {
			return
		}
		text.OverrideRuneWidthEastAsianWidth(false)
		s.voice.print(s.screenOf())
	}
}

// screenOf lays out what was made.
func (s *splitting) screenOf() string {
	l, made := s.voice.lang, splitMade
	if s.on("dry-run") {
		made = splitPlanned
	}
	rows := 0
	for i := range s.outputs {
		rows += s.outputs[i].Rows
	}
	var b strings.Builder
	writeLines(&b, []string{visible(s.report.Path)})
	writeLines(&b, indent(wrap(made.With(len(s.outputs), rows).In(l), s.voice.width-3)))
	writeLines(&b, []string{""})
	b.WriteString(s.outputTable())
	if len(s.left) > 0 {
		writeLines(&b, append([]string{""}, indent(wrap(sayLeft.With(visible(strings.Join(s.left, lang.T("、", ", ").In(l)))).In(l), s.voice.width-3))...))
	}
	if len(s.report.Findings) > 0 {
		shown := s.worst(&s.report, screen/2)
		writeLines(&b, []string{""})
		b.WriteString(shown.text)
		if left := len(s.report.Findings) - shown.findings; left > 0 {
			writeLines(&b, []string{"  " + splitMore.With(left).In(l)})
		}
	}
	writeLines(&b, []string{""})
	foot := []string{splitFolder.With(visible(s.dir), outbox.ListName).In(l)}
	switch {
	case s.on("dry-run"):
		foot = []string{splitDry.With(visible(s.dir)).In(l)}
	case s.mail != nil:
		foot = append(foot, splitNext.With(typed(visible(s.dir))).In(l))
	default:
		foot = append(foot, splitByHand.In(l))
	}
	for _, line := range foot {
		writeLines(&b, indent(wrap(line, s.voice.width-3)))
	}
	return b.String()
}

// outputTable is a line for each handout, the first ones of many.
func (s *splitting) outputTable() string {
	const most = 15
	l := s.voice.lang
	t := newTable()
	t.AppendHeader(table.Row{lang.T("责任人", "Owner").In(l), lang.T("行数", "Rows").In(l), lang.T("合计", "Total").In(l), lang.T("文件", "File").In(l), lang.T("状态", "State").In(l)})
	state := 0
	for i := range s.outputs {
		state = max(state, columns(s.outputs[i].State))
	}
	room := s.voice.width - 2*5 - columns(lang.T("行数", "Rows").In(l)) - state
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 1, WidthMax: room / 4, WidthMaxEnforcer: wrap}, {Number: 2, Align: text.AlignRight},
		{Number: 3, WidthMax: room / 3, WidthMaxEnforcer: wrap}, {Number: 4, WidthMax: room - room/4 - room/3, WidthMaxEnforcer: wrap}})
	for i := range s.outputs[:min(len(s.outputs), most)] {
		o := &s.outputs[i]
		t.AppendRow(table.Row{visible(o.Owner), strconv.Itoa(o.Rows), visible(sumsText(o.Sums, l)), visible(filepath.Base(o.Path)), o.State})
	}
	said := trimLines(t.Render())
	if left := len(s.outputs) - most; left > 0 {
		said += "  " + lang.T("另有 %d 份，见下发清单", "and %d more, see the list").With(left).In(l) + "\n"
	}
	return said
}
