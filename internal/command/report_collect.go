package command

import (
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/allocate"
	"goalxl/internal/collect"
	"goalxl/internal/lang"
)

var (
	collectCounts   = lang.T("回复 %d 份：%s", "%d replies: %s")
	collectState    = lang.T("%s %d", "%s %d")
	collectTaken    = lang.T("采纳 %d 处，冲突 %d 处，未采纳 %d 处", "taken: %d, conflicts: %d, not taken: %d")
	collectEdits    = lang.T("%d 处", "%d cells")
	collectLate     = lang.T("逾期 %d 天", "%d days late")
	collectMore     = lang.T("还有 %d 份，全部见“回收情况”表", "and %d more, all on the sheet Replies")
	collectConflict = lang.T("%s!%s %s %s：下发 %s，%s 回复 %s，总表 %s", "%s!%s %s %s: sent %s, %s returned %s, master %s")
	collectNone     = lang.T("（空）", "(blank)")
	collectNext     = lang.T("下一步：在“%s”表里选用后保存，再运行一次并加 --pick %s", "Next: choose on the sheet \"%s\", save, and run again with --pick %s")
	collectSnapshot = lang.T("汇总前的总表：%s", "The master before: %s")
	collectReminded = lang.T("催办草稿 %d 封：%s", "Reminders drafted, %d: %s")
)

// presentCollected gives out what came of the replies in the form that was asked for.
func (r *run) presentCollected(report *Report, res *collect.Result, reminders []reminder) {
	if report.Error != nil {
		r.voice.failFile(report.Path, report.Error)
	}
	for i := range res.Replies {
		if reply := &res.Replies[i]; bad(reply.State) {
			r.voice.fail(badReply(reply))
		}
	}
	switch r.flags["format"] {
	case "json":
		r.voice.print(jsonCollected(report, res, reminders, r.voice.lang))
	case "csv":
		r.voice.print(csvCollected(res, r.voice.lang))
		r.saidWhere([]Report{*report})
	default:
		if report.Error == nil && (!r.voice.quiet || r.code != exitDone) {
			r.voice.print(r.tableCollected(report, res, reminders))
		}
	}
}

// bad reports whether a file is no reply that could be used: each gets one line.
func bad(s collect.State) bool {
	switch s {
	case collect.Duplicate, collect.Foreign, collect.Forged, collect.Stale, collect.Unreadable:
		return true
	}
	return false
}

// badReply is the line about such a file.
func badReply(reply *collect.Reply) *lang.Error {
	if reply.Err != nil {
		what := reply.Err.What
		if !strings.Contains(what.In(lang.ZH), filepath.Base(reply.Path)) {
			what = sayOfFile.With(reply.Path, what)
		}
		return &lang.Error{What: what, Hint: reply.Err.Hint}
	}
	return &lang.Error{What: sayBadReply.With(reply.Path, reply.State, reply.Note)}
}

// tableCollected is the result for people: one screen.
func (r *run) tableCollected(report *Report, res *collect.Result, reminders []reminder) string {
	text.OverrideRuneWidthEastAsianWidth(false)
	l := r.voice.lang
	var b strings.Builder
	writeLines(&b, []string{visible(report.Path)})
	writeLines(&b, indent(wrap(stateCounts(res).In(l), r.voice.width-3)))
	writeLines(&b, indent(collectTaken.With(len(res.Changes), len(res.Conflicts), len(res.Refused)).In(l)))
	writeLines(&b, []string{""})
	b.WriteString(r.replyTable(res))
	for i := range res.Conflicts {
		if i == 5 {
			writeLines(&b, indent(tableMore.With(len(res.Conflicts)-i).In(l)))
			break
		}
		writeLines(&b, indent(wrap(conflictLine(&res.Conflicts[i], l), r.voice.width-3)))
	}
	writeLines(&b, []string{""})
	for _, line := range r.collectFoot(report, res, reminders) {
		writeLines(&b, indent(wrap(line, r.voice.width-3)))
	}
	return b.String()
}

// stateCounts says how many replies there are of each state.
func stateCounts(res *collect.Result) lang.Message {
	counts := map[collect.State]int{}
	came := 0
	for i := range res.Replies {
		counts[res.Replies[i].State]++
		if res.Replies[i].State != collect.Missing {
			came++
		}
	}
	var parts []lang.Message
	for s := collect.Merged; s <= collect.Unreadable; s++ {
		if counts[s] > 0 {
			parts = append(parts, collectState.With(s, counts[s]))
		}
	}
	return collectCounts.With(came, lang.Join{Parts: parts, Between: comma})
}

// replyTable lists the replies, as many as fit on the screen.
func (r *run) replyTable(res *collect.Result) string {
	l := r.voice.lang
	t := newTable()
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 4, WidthMax: 30, WidthMaxEnforcer: wrap}})
	const most = 14
	for i := range res.Replies {
		reply := &res.Replies[i]
		if i == most && len(res.Replies) > most+1 {
			break
		}
		var remarks []string
		if reply.Edits > 0 {
			remarks = append(remarks, collectEdits.With(reply.Edits).In(l))
		}
		if reply.Late > 0 {
			remarks = append(remarks, collectLate.With(reply.Late).In(l))
		}
		t.AppendRow(table.Row{visible(clip(reply.Owner, 16)), r.stateWord(reply.State), strings.Join(remarks, comma.In(l)), visible(clip(filepath.Base(orDash(reply.Path)), 40))})
	}
	out := trimLines(t.Render())
	if left := len(res.Replies) - most; left > 1 {
		out += "  " + collectMore.With(left).In(l) + "\n"
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// stateWord is the state, in the colour of how grave it is.
func (r *run) stateWord(s collect.State) string {
	word := s.In(r.voice.lang)
	switch s {
	case collect.Conflicted, collect.Forged, collect.Unreadable:
		return r.voice.coloured(allocate.Error, word)
	case collect.Missing, collect.Stale, collect.Foreign:
		return r.voice.coloured(allocate.Warning, word)
	}
	return word
}

func conflictLine(c *collect.Conflict, l lang.Lang) string {
	value := func(v collect.Value) string {
		if v.Text == "" {
			return collectNone.In(l)
		}
		return visible(clip(v.Text, 40))
	}
	return collectConflict.With(visible(c.Sheet), orDash(c.Cell), visible(c.Subject), c.Heading, value(c.Sent), visible(c.Owner), value(c.Returned), value(c.Master)).In(l)
}

// collectFoot says where the result is and what to do next.
func (r *run) collectFoot(report *Report, res *collect.Result, reminders []reminder) (lines []string) {
	l := r.voice.lang
	switch {
	case report.Output != "":
		lines = append(lines, tableSaved.With(visible(report.Output)).In(l))
		if report.Backup != "" {
			lines = append(lines, collectSnapshot.With(visible(report.Backup)).In(l))
		}
		if len(res.Conflicts) > 0 {
			lines = append(lines, collectNext.With(collect.ConflictsSheet(), visible(report.Output)).In(l))
		}
	case report.Planned != "":
		lines = append(lines, tableDryTo.With(visible(report.Planned)).In(l))
	}
	if len(reminders) > 0 {
		lines = append(lines, collectReminded.With(len(reminders), visible(filepath.Dir(reminders[0].path))).In(l))
	}
	return lines
}

// csvCollected lists the replies and the conflicts as CSV.
func csvCollected(res *collect.Result, l lang.Lang) string {
	rows := [][]string{{lang.T("责任人", "Owner").In(l), lang.T("状态", "State").In(l), lang.T("回复文件", "File").In(l), lang.T("改动", "Edits").In(l),
		lang.T("写入", "Written").In(l), lang.T("逾期天数", "Days late").In(l), lang.T("说明", "Remark").In(l)}}
	for i := range res.Replies {
		reply := &res.Replies[i]
		note := reply.Note
		if reply.Err != nil {
			note = reply.Err.What
		}
		rows = append(rows, []string{reply.Owner, reply.State.In(l), reply.Path, count0(reply.Edits), count0(reply.Changes), count0(reply.Late), note.In(l)})
	}
	return encodeCSV(rows)
}
