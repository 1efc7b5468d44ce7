package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// interpret names the choices that reading made for the tables where the workbook
// does not say it itself.
func (r *reader) interpret() {
	for _, t := range r.tables {
		t.interpretColumns()
		t.interpretUnit()
		t.interpretBorrowed()
		t.interpretYear()
		t.interpretAmong()
		t.interpretDimension()
		t.interpretPercent(allocate.FieldShare)
		t.interpretPercent(allocate.FieldStatus)
	}
}

// chose notes one choice.
func (t *tableReader) chose(choice, why lang.Message) {
	t.plan.Interpreted = append(t.plan.Interpreted, allocate.Interpretation{At: allocate.Ref{Table: t.index}, Choice: choice, Why: why})
}

// interpretColumns names the columns whose meaning more than their heading tells.
func (t *tableReader) interpretColumns() {
	known := 0
	taken := lang.Join{Between: lang.T("，", ", ")}
	var why lang.Message
	for i := range t.cols {
		c := &t.cols[i]
		if c.role.Field != allocate.NoField {
			known++
		}
		if c.role.Why.IsZero() || c.heading.Stated {
			continue
		}
		if len(taken.Parts) > 0 && why.Text != c.role.Why.Text {
			t.chose(lang.T("%s", "%s").With(taken), why)
			taken.Parts = nil
		}
		why = c.role.Why
		taken.Parts = append(taken.Parts, lang.T("表头“%s”当作 %s", "the heading \"%s\" is taken for %s").
			With(c.place.Heading, templates.MeansText(c.place.Means)))
	}
	if len(taken.Parts) > 0 {
		t.chose(lang.T("%s", "%s").With(taken), why)
	}
	if known*2 < len(t.cols) {
		t.chose(lang.T("第 %d 行当作%s的表头", "row %d is taken for the headings of a table (%s)").With(t.place.HeadLast, templates.KindText(t.kind)),
			lang.T("%d 个表头里只认出 %d 个", "of %d headings, %d are known").With(len(t.cols), known))
	}
}

// interpretUnit names a unit that a note elsewhere on the sheet gives, or the
// formats of the column's other figures.
func (t *tableReader) interpretUnit() {
	if c := t.byField[allocate.FieldAmount]; c != nil && t.lent {
		t.chose(lang.T("列“%s”里没有单位的数字按同列其他数字的单位读", "numbers without a unit in the column \"%s\" have that of its other figures").With(c.place.Heading), c.place.UnitWhy)
		return
	}
	n := t.note
	if n == nil || n.stated || t.noteNear() {
		return
	}
	for i := range t.cols {
		if c := &t.cols[i]; c.heading.Unit.IsZero() && !c.unit.IsZero() && c.tally.typed+c.tally.derived > 0 {
			t.chose(lang.T("没有单位的数字按 %s 读", "numbers without a unit are in %s").With(n.unit.Text),
				lang.T("第 %d 行有单位说明，但不在这张表的正上方", "row %d has a note on units, which does not stand right above this table").With(n.row))
			return
		}
	}
}

// interpretBorrowed names the columns whose bare numbers have the unit of another one.
func (t *tableReader) interpretBorrowed() {
	taken := lang.Join{Between: lang.T("、", ", ")}
	var why lang.Message
	for i := range t.cols {
		c := &t.cols[i]
		if c.borrowed && !isPart(c.role.Field) && c.tally.unitless == 0 && c.tally.typed+c.tally.derived > 0 && c.tally.numbers > 0 {
			taken.Parts = append(taken.Parts, lang.T("“%s”", "\"%s\"").With(c.place.Heading))
			why = c.place.UnitWhy
		}
	}
	if len(taken.Parts) > 0 {
		t.chose(lang.T("列%s里没有单位的数字按%s读", "numbers without a unit in %s have %s").With(taken, why),
			lang.T("这些列没有写明单位，同一张表里有", "these columns name no unit, and one beside them does").With())
	}
}

// interpretAmong says that 其中 made rows parts of the one above them.
func (t *tableReader) interpretAmong() {
	if t.amongUsed {
		t.chose(lang.T("“其中”的各行当作上一行的下级，不与它相加", "rows that begin with \"of which\" are taken for parts of the row above them, and are not added to it").With(),
			lang.T("项目以“其中”开头，或在它下面缩进", "the item begins with it, or is indented below it").With())
	}
}

// interpretYear names the year in which dates without one were read.
func (t *tableReader) interpretYear() {
	if t.yearUsed {
		t.chose(lang.T("没有年份的时间按 %d 年读", "dates without a year are in %d").With(int(t.titleYear)),
			lang.T("没有总目标的周期，年份取自目标列、表题或工作表名", "there is no goal with a period; the heading of the targets, the title or the sheet's name gives the year").With())
	}
}

// noteNear reports whether the note on units stands over the table's columns with
// no other table between.
func (t *tableReader) noteNear() bool {
	if t.note.col < t.first || t.note.col > t.last+1 {
		return false
	}
	for _, o := range t.sheetReader.tables {
		if o != t && o.place.HeadFirst > t.note.row && o.place.HeadLast < t.place.HeadFirst {
			return false
		}
	}
	return true
}

// interpretDimension names the dimension that the heading of the items gives.
func (t *tableReader) interpretDimension() {
	c := t.byField[allocate.FieldItem]
	if t.kind != allocate.BreakdownTable || t.byField[allocate.FieldDimension] != nil || c == nil || c.heading.Stated {
		return
	}
	if d := t.itemsDimension(); d != "" {
		t.chose(lang.T("整张表当作一个维度：%s", "the whole table is taken for one dimension: %s").With(d),
			lang.T("没有维度列，维度取自项目列的表头", "there is no column of dimensions; the heading of the items gives it").With())
	}
}

// interpretPercent names the convention of a column of percentages without a sign.
func (t *tableReader) interpretPercent(f allocate.Field) {
	c := t.byField[f]
	if c == nil || c.tally.bare == 0 {
		return
	}
	heading := c.heading.Unit.Base == allocate.PercentUnit
	percent := c.tally.percent(heading)
	if heading && percent {
		return // the heading says so
	}
	t.chose(lang.T("列“%s”：%s", "column \"%s\": %s").With(c.place.Heading, percentWhy(percent)),
		lang.T("由整列数字的大小判断", "the size of the whole column's numbers").With())
}
