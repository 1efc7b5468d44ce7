package collect

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/report"
	"goalxl/workbook/style"
)

// The defined names of the sheets that a result gets, by which they are known again.
const (
	repliesName   = "_goalxl.replies"
	conflictsName = "_goalxl.conflicts"
	adoptedName   = "_goalxl.adopted"
	refusedName   = "_goalxl.refused"
)

var ledgerNames = []string{repliesName, conflictsName, adoptedName, refusedName}

// report puts what came of it onto the result's sheets: 回收情况 always, the others where
// they have anything to say.
func (c *collecting) report() {
	slices.SortStableFunc(c.res.Changes, func(a, b Change) int { return cmp.Compare(a.Sheet, b.Sheet) })
	ledgers := []report.Ledger{c.repliesSheet()}
	for _, g := range []report.Ledger{c.conflictsSheet(), c.adoptedSheet(), c.refusedSheet()} {
		if len(g.Rows) > 0 {
			ledgers = append(ledgers, g)
		}
	}
	c.res.merged.Ledgers = ledgers
}

// text, number and word are cells of a ledger.
func text(s string) report.LedgerCell { return report.LedgerCell{Text: s} }

func number(n int) report.LedgerCell {
	if n == 0 {
		return report.LedgerCell{}
	}
	return report.LedgerCell{Text: strconv.Itoa(n), Number: true}
}

// cell shows a value.
func (v Value) cell() report.LedgerCell { return value(v.Text) }

// value is a cell that shows what stood in another one: figures at the right, words at
// the left.
func value(s string) report.LedgerCell {
	c := text(s)
	if _, err := allocate.ParseAmount(s, "", 0); err == nil {
		c.Look = look.Value("")
	}
	return c
}

func linked(sheet, cell string) report.LedgerCell {
	return report.LedgerCell{Text: cell, To: report.Place{Sheet: sheet, Cell: cell}}
}

func column(heading lang.Text, width float64, l style.Look) report.LedgerColumn {
	return report.LedgerColumn{Heading: heading, Width: width, Look: l}
}

// wrapped is the look of a short word in the middle of its cell.
var wrapped = func() style.Look {
	l := look.Centred
	l.Wrap = true
	return l
}()

// repliesSheet says who has answered, who has not, how late, and what each changed.
func (c *collecting) repliesSheet() report.Ledger {
	l := c.lang()
	g := report.Ledger{Title: templates.Replies.In(l), Subtitle: c.summary().In(l), Defined: repliesName, Tab: look.PlanTab,
		Columns: []report.LedgerColumn{
			column(lang.T("责任人", "Owner"), 14, look.Text), column(lang.T("状态", "State"), 16, wrapped), column(lang.T("回复文件", "File"), 28, look.Text),
			column(lang.T("保存日期", "Saved"), 13, look.Centred), column(lang.T("逾期天数", "Days late"), 10, look.Centred), column(lang.T("下发行数", "Rows sent"), 10, look.Centred),
			column(lang.T("改动", "Edits"), 8, look.Centred), column(lang.T("本次写入", "Written now"), 10, look.Centred), column(lang.T("冲突", "Conflicts"), 8, look.Centred),
			column(lang.T("未采纳", "Not taken"), 9, look.Centred), column(lang.T("说明", "Remark"), 44, look.Text)}}
	refused := map[string]int{}
	for _, r := range c.res.Refused {
		refused[r.Path]++
	}
	for i := range c.res.Replies {
		r := &c.res.Replies[i]
		rows := 0
		if r.Handout != nil {
			rows = len(r.Handout.Rows)
		}
		note := r.Note.In(l)
		if r.Err != nil {
			note = r.Err.What.In(l)
		}
		g.Rows = append(g.Rows, []report.LedgerCell{text(cmp.Or(r.Owner, "-")), {Text: r.State.In(l), Look: stateLook(r.State)}, text(filepath.Base(cmp.Or(r.Path, " "))),
			text(r.Saved), number(r.Late), number(rows), number(r.Edits), number(r.Changes), number(r.Open), number(refused[r.Path]), text(note)})
	}
	return g
}

// stateLook is the look of a state's word: what asks for somebody's attention is marked.
func stateLook(s State) style.Look {
	switch s {
	case Merged, Unchanged:
		return look.Word(look.PassedMark)
	case Conflicted, Forged, Unreadable:
		return look.Word(look.ErrorMark)
	case Duplicate:
		return look.Word(look.InfoMark)
	}
	return look.Word(look.WarningMark)
}

// summary is the line under the title of 回收情况.
func (c *collecting) summary() lang.Message {
	answered, missing := 0, 0
	for i := range c.res.Replies {
		switch c.res.Replies[i].State {
		case Merged, Unchanged, Conflicted:
			answered++
		case Missing:
			missing++
		}
	}
	record := &c.rounds.current.Record
	if record.Deadline == "" {
		return lang.T("%s 下发 %d 份，已回复 %d 份，未回复 %d 份。", "Sent on %s: %d handouts, %d answered, %d missing.").With(record.Sent, len(record.Handouts), min(answered, len(record.Handouts)), missing)
	}
	return lang.T("%s 下发 %d 份，%s 截止；已回复 %d 份，未回复 %d 份。", "Sent on %s: %d handouts, due on %s; %d answered, %d missing.").
		With(record.Sent, len(record.Handouts), record.Deadline, min(answered, len(record.Handouts)), missing)
}

// conflictsSheet lists what people must decide, with a column for how.
func (c *collecting) conflictsSheet() report.Ledger {
	l := c.lang()
	choose := column(pickChoice, 14, look.Input(wrapped))
	choose.Choices = []string{choiceWords[TakeReply].In(l), choiceWords[KeepMaster].In(l), choiceWords[TakeSent].In(l)}
	g := report.Ledger{Title: templates.Conflicts.In(l), Defined: conflictsName, Tab: look.ErrorTab,
		Subtitle: lang.T("这 %d 处没有写入。请在“选用”一列选好并保存，再运行 goalxl collect，加上 --pick 和本文件名。",
			"These %d were not written. Fill in \"Choose\", save, and run goalxl collect again with --pick and the name of this file.").With(len(c.res.Conflicts)).In(l),
		Columns: []report.LedgerColumn{
			column(lang.T("责任人", "Owner"), 12, look.Text), column(lang.T("工作表", "Sheet"), 18, look.Text), column(lang.T("单元格", "Cell"), 9, look.Centred), column(lang.T("对象", "Subject"), 24, look.Text),
			column(lang.T("列", "Column"), 14, look.Text), column(lang.T("下发值", "Sent"), 18, look.Text), column(lang.T("回复值", "Returned"), 18, look.Text), column(lang.T("总表现值", "Master now"), 18, look.Text),
			choose, column(lang.T("原因", "Why"), 34, look.Text), column(lang.T("回复文件", "File"), 24, look.Text), column(pickID, 17, look.Centred)}}
	for i := range c.res.Conflicts {
		k := &c.res.Conflicts[i]
		g.Rows = append(g.Rows, []report.LedgerCell{text(k.Owner), text(k.Sheet), linked(k.Sheet, k.Cell), text(k.Subject), text(k.Heading),
			k.Sent.cell(), k.Returned.cell(), k.Master.cell(), {}, text(k.Why.In(l)), text(filepath.Base(k.Path)), text(k.ID)})
	}
	return g
}

// adoptedSheet lists what was taken, from whose file: what earlier runs took first.
func (c *collecting) adoptedSheet() report.Ledger {
	l := c.lang()
	g := report.Ledger{Title: templates.Adopted.In(l), Defined: adoptedName, Tab: look.LogTab,
		Columns: []report.LedgerColumn{
			column(lang.T("工作表", "Sheet"), 18, look.Text), column(lang.T("单元格", "Cell"), 9, look.Centred), column(lang.T("对象", "Subject"), 26, look.Text), column(lang.T("列", "Column"), 16, look.Text),
			column(lang.T("原值", "Before"), 22, look.Text), column(lang.T("新值", "After"), 30, look.Text), column(lang.T("责任人", "Owner"), 12, look.Text), column(lang.T("回复文件", "File"), 28, look.Text)}}
	for _, row := range c.adopted {
		if c.isAdopted(row) {
			g.Rows = append(g.Rows, []report.LedgerCell{text(at(row, 0)), linked(at(row, 0), at(row, 1)), text(at(row, 2)), text(at(row, 3)), value(at(row, 4)), value(at(row, 5)), text(at(row, 6)), text(at(row, 7))})
		}
	}
	for i := range c.res.Changes {
		k := &c.res.Changes[i]
		g.Rows = append(g.Rows, []report.LedgerCell{text(k.Sheet), linked(k.Sheet, k.Cell), text(k.Subject), text(k.Heading),
			k.Before.cell(), k.After.cell(), text(k.Owner), text(filepath.Base(k.Path))})
	}
	g.Subtitle = lang.T("共采纳 %d 处，都来自责任人的回复；原值为空的是新填的。", "%d cells were taken from the owners' replies; a blank \"Before\" was filled in.").With(len(g.Rows)).In(l)
	return g
}

// isAdopted reports whether a row of an earlier 采纳记录 is one of its entries.
func (c *collecting) isAdopted(row []string) bool {
	if at(row, 1) == "" || at(row, 6) == "" || len(at(row, 1)) > 10 {
		return false
	}
	for _, r := range at(row, 1) {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}

// refusedSheet lists what was seen in the replies and not taken.
func (c *collecting) refusedSheet() report.Ledger {
	l := c.lang()
	g := report.Ledger{Title: templates.Refused.In(l), Defined: refusedName, Tab: look.WarningTab,
		Subtitle: lang.T("这 %d 处在回复里有改动，但不在收集的范围内，总表没有变。", "These %d differ in the replies and are not open to them; the master stands.").With(len(c.res.Refused)).In(l),
		Columns: []report.LedgerColumn{
			column(lang.T("责任人", "Owner"), 12, look.Text), column(lang.T("回复文件", "File"), 28, look.Text), column(lang.T("工作表", "Sheet"), 18, look.Text), column(lang.T("单元格", "Cell"), 9, look.Centred),
			column(lang.T("对象", "Subject"), 26, look.Text), column(lang.T("列", "Column"), 16, look.Text), column(lang.T("下发值", "Sent"), 22, look.Text), column(lang.T("回复值", "Returned"), 30, look.Text), column(lang.T("原因", "Why"), 40, look.Text)}}
	for i := range c.res.Refused {
		k := &c.res.Refused[i]
		g.Rows = append(g.Rows, []report.LedgerCell{text(k.Owner), text(filepath.Base(k.Path)), text(k.Sheet), text(k.Cell), text(k.Subject), text(k.Heading),
			k.Sent.cell(), k.Returned.cell(), text(k.Why.In(l))})
	}
	return g
}
