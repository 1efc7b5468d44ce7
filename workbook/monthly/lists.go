package monthly

import (
	"strconv"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/look"
)

// mostRows is how many rows a list has at most: a report is for reading, and the
// workbooks hold the rest.
const mostRows = 500

var moreRows = lang.T("另有 %d 行没有列出，见各工作簿的跟踪表和月度快照，或 --format json 的输出。",
	"Not listed: %d more rows; see the tracking tables and snapshots of the workbooks, or the output of --format json.")

// writeList makes a sheet of n rows under its headings; nothing where there are none.
func (b *book) writeList(name, top lang.Text, tab string, columns []column, n int, row func(i int) []cell) error {
	if n == 0 {
		return nil
	}
	l, err := b.list(name.In(b.Lang), name.In(b.Lang)+" "+b.Report.Month.In(b.Lang), top.In(b.Lang), tab, columns)
	if err != nil {
		return err
	}
	shown := min(n, mostRows)
	if err := l.headings(shown); err != nil {
		return err
	}
	if err := l.freeze(); err != nil {
		return err
	}
	for i := range shown {
		if err := l.line(0, row(i)...); err != nil {
			return err
		}
	}
	if n == shown {
		return nil
	}
	return l.line(0, cell{text: moreRows.With(n - shown).In(b.Lang), look: look.Subtitle})
}

// reds makes the sheet of the rows that are red, with cause and proposal.
func (b *book) reds() error {
	columns := []column{
		{lang.T("文件", "File"), 20}, {lang.T("策略或子目标", "Strategy or item"), 20}, {lang.T("具体行动", "Action"), 22}, {lang.T("责任人", "Owner"), 10},
		{lang.T("目标", "Target"), 13}, {lang.T("累计实际", "Actual"), 13}, {lang.T("计划进度", "Planned"), 10}, {lang.T("实际进度", "Complete"), 10},
		{lang.T("状态", "State"), 11}, {lang.T("为什么", "Why"), 34}, {lang.T("原因与措施（责任人写的）", "Cause and remedy (as written)"), 28}, {lang.T("建议", "Proposal"), 34},
	}
	return b.writeList(lang.T("红灯", "Red"), lang.T("落后的行，差得最多的在前。建议只供参考。", "Rows that are behind, the largest gap first. Proposals are proposals only."),
		look.ErrorTab, columns, len(b.Report.Reds), func(i int) []cell {
			r := &b.Report.Reds[i]
			p := &r.Progress
			return []cell{words(short(r.Path)), words(p.Subject), words(p.Detail), centred(p.Owner), amount(p.Target), amount(p.Actual),
				percent(p.Planned), percent(p.Complete), b.state(p.State, p.Word), words(p.Why.In(b.Lang)), words(r.Cause), words(p.Proposal.In(b.Lang))}
		})
}

// late makes the sheet of owners who are late, an action a row.
func (b *book) late() error {
	type row struct {
		owner *allocate.LateOwner
		a     *allocate.LateAction
	}
	var rows []row
	for i := range b.Report.Late {
		o := &b.Report.Late[i]
		for j := range o.Actions {
			rows = append(rows, row{o, &o.Actions[j]})
		}
	}
	columns := []column{
		{lang.T("责任人", "Owner"), 14}, {lang.T("逾期项数", "Late in all"), 11}, {lang.T("策略或子目标", "Strategy or item"), 30}, {lang.T("具体行动", "Action"), 40},
		{lang.T("应于", "Due"), 14}, {lang.T("逾期天数", "Days late"), 11}, {lang.T("文件", "File"), 30},
	}
	return b.writeList(lang.T("逾期责任人", "Late owners"), lang.T("逾期最久的责任人在前。", "Who is late the longest comes first."), look.WarningTab, columns, len(rows), func(i int) []cell {
		r := rows[i]
		return []cell{centred(r.owner.Owner), count(len(r.owner.Actions)), words(r.a.Subject), words(r.a.Detail), centred(r.a.Due.String()), count(r.a.Days), words(short(r.a.Path))}
	})
}

// rescues makes the sheet of what could be moved between rows.
func (b *book) rescues() error {
	type row struct {
		rescue *allocate.Rescue
		move   *allocate.Move
		text   string
	}
	var rows []row
	for i := range b.Report.Rescues {
		r := &b.Report.Rescues[i]
		for j := range r.Moves {
			text := ""
			if j == 0 {
				var all []string
				all = append(all, r.Message.In(b.Lang))
				for _, left := range r.Left {
					all = append(all, left.In(b.Lang))
				}
				text = strings.Join(all, "\n")
			}
			rows = append(rows, row{r, &r.Moves[j], text})
		}
	}
	columns := []column{
		{lang.T("目标类型", "Goal"), 12}, {lang.T("维度", "Dimension"), 12}, {lang.T("子目标", "Item"), 22}, {lang.T("责任人", "Owner"), 11},
		{lang.T("现目标", "Target now"), 14}, {lang.T("建议目标", "Proposed"), 14}, {lang.T("增减", "Change"), 13}, {lang.T("所据预测", "Forecast"), 14},
		{lang.T("说明", "Note"), 50}, {lang.T("文件", "File"), 20},
	}
	return b.writeList(lang.T("调剂建议", "Rescue proposal"),
		lang.T("只是建议，没有改动任何目标：把最低预测仍高于目标的余量调给落后的，合计不变。采用前请与责任人商定。",
			"A proposal only, no target was changed: what rows will surely exceed is taken off rows that fall short; totals stay."),
		look.ListTab, columns, len(rows), func(i int) []cell {
			r := rows[i]
			change := r.move.After.Sub(r.move.Before)
			diff := amount(change)
			diff.look = look.Figure(look.SignedAmount(int(max(0, change.Digits)), change.UnitWord()))
			return []cell{centred(r.rescue.Goal), centred(r.rescue.Dimension), words(r.move.Subject), centred(r.move.Owner), amount(r.move.Before),
				amount(r.move.After), diff, amount(r.move.Forecast), words(r.text), words(short(r.move.Path))}
		})
}

// restated makes the sheet of past months whose actuals were changed since.
func (b *book) restated() error {
	columns := []column{
		{lang.T("策略或子目标", "Strategy or item"), 36}, {lang.T("月份", "Month"), 12}, {lang.T("原累计实际", "Actual before"), 18}, {lang.T("现累计实际", "Actual now"), 18}, {lang.T("差额", "Change"), 18},
	}
	return b.writeList(lang.T("重报", "Restated"), lang.T("以前月份的累计实际在这次导出里变了。月度快照保留原数，并注明重报后的数。", "Actuals of past months that this export gives otherwise. Snapshots keep what was said, and note what is said now."),
		look.LogTab, columns, len(b.Report.Restated), func(i int) []cell {
			r := &b.Report.Restated[i]
			change := r.After.Sub(r.Before)
			diff := amount(change)
			diff.look = look.Figure(look.SignedAmount(int(max(0, change.Digits)), change.UnitWord()))
			return []cell{words(r.Subject), centred(r.Month.String()), amount(r.Before), amount(r.After), diff}
		})
}

var sharedWhy = lang.T("几份工作簿都用了这一项，请核对是否重复计入", "several workbooks took it: make sure that it is not counted twice")

// unmatched makes the sheet of actuals that no workbook took, or several did.
func (b *book) unmatched() error {
	columns := []column{
		{lang.T("行号", "Line"), 9}, {lang.T("项目", "Item"), 34}, {lang.T("为什么", "Why"), 50}, {lang.T("相近的名称（没有采用）", "Near names (not taken)"), 44},
	}
	all := b.Report.Unmatched
	for _, i := range b.Report.Shared {
		s := &b.Actuals.Series[i]
		all = append(all[:len(all):len(all)], allocate.Unmatched{Series: i, Line: s.Line, Item: s.Name(), Why: sharedWhy.With()})
	}
	return b.writeList(lang.T("未匹配", "Unmatched"), lang.T("实际数里没有用上的行。改名称，或用 --map 写一份名称对照，再刷新一次。", "Lines of the actuals that were not used. Mend the names, or write a --map, and refresh again."),
		look.WarningTab, columns, len(all), func(i int) []cell {
			u := &all[i]
			return []cell{{number: strconv.Itoa(u.Line), look: look.Centred}, words(u.Item), words(u.Why.In(b.Lang)), words(strings.Join(u.Near, "、"))}
		})
}
