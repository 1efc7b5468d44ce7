package report

import (
	"strconv"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// bottom writes the items' growth and, beside it, the owners; it returns the row behind.
func (p *page) bottom(row int) int {
	p.headings(row, ovLeft, itemHeadings[:])
	p.headings(row, ovRight, ownerHeadings[:])
	left, right := row+1, row+1
	for i := range p.o.Items {
		p.item(left, &p.o.Items[i])
		left++
	}
	switch {
	case len(p.o.Items) == 0:
		p.remark(left, ovLeft, noItems.In(p.l))
		left++
	case p.o.MoreItems > 0:
		p.remark(left, ovLeft, moreItems.With(p.o.MoreItems).In(p.l))
		left++
	}
	for i := range p.o.Owners {
		p.owner(right, &p.o.Owners[i])
		right++
	}
	switch {
	case len(p.o.Owners) == 0:
		p.remark(right, ovRight, noOwners.In(p.l))
		right++
	case p.o.MoreOwners > 0:
		p.remark(right, ovRight, moreOwners.With(p.o.MoreOwners).In(p.l))
		right++
	}
	for r := row + 1; r < max(left, right); r++ {
		p.height(r, ovHeight)
	}
	return max(left, right)
}

// The words of the items' verdicts, and their marks.
var itemStates = [...]struct {
	word lang.Text
	mark style.Look
}{
	ItemUnchecked: {lang.T("未核对", "not checked"), look.InfoMark},
	ItemWithin:    {lang.T("不高于", "within"), look.PassedMark},
	ItemAbove:     {lang.T("高于历史", "above"), look.WarningMark},
	ItemSteep:     {lang.T("需论证", "justify"), look.ErrorMark},
}

// item writes an item's growth beside its history.
func (p *page) item(row int, it *ItemRow) {
	fig, signed := amount(it.Unit, false, &it.Target, it.Last), amount(it.Unit, true, &it.Target, it.Last)
	rate := ovSigned
	if it.Points {
		rate = look.Figure("+" + pointsFormat(p.l) + ";-" + pointsFormat(p.l) + ";0.0")
		signed = rate
	}
	p.text(row, 0, ovText, clipped(it.Name, 30))
	p.text(row, 1, ovText, it.Evidence)
	p.number(row, 2, fig, &it.Target)
	p.number(row, 3, fig, it.Last)
	var more *Number
	if it.Last != nil {
		more = &Number{it.Target.Value.Sub(it.Last.Value), cellName(row, 2) + "-" + cellName(row, 3)}
		if it.Points {
			more = &Number{more.Value.Shift(2), "(" + more.Formula + ")*100"}
		}
	}
	p.number(row, 4, signed, more)
	p.number(row, 5, rate, it.Growth)
	p.number(row, 6, rate, it.Reference)
	s := itemStates[it.State]
	l := look.Word(s.mark)
	l.Shrink = true
	p.text(row, 7, l, s.word.In(p.l))
}

// pointsFormat is the format of percentage points.
func pointsFormat(l lang.Lang) string { return "0.0" + look.Literal(points.In(l)) }

// owner writes what lies with an owner.
func (p *page) owner(row int, o *OwnerRow) {
	name := o.Owner
	if name == "" {
		name = nobody.In(p.l)
	}
	p.put(row, ovRight, look.Centred, gridCell{number: strconv.Itoa(o.Errors + o.Warnings)})
	p.text(row, ovRight+1, ovText, name)
	p.text(row, ovRight+2, ovText, ownerPoints.With(o.Errors, o.Warnings).In(p.l))
	p.put(row, ovRight+3, look.Centred, gridCell{number: strconv.Itoa(o.Overdue)})
}

// foot writes what was not checked; it returns the last row.
func (p *page) foot(row int) int {
	p.height(row, look.PlainHeight)
	head := ovHead
	head.Across, head.Indent = "left", 1
	p.text(row, 0, head, unchecked.In(p.l))
	p.merge(row, 0, ovLast)
	lines := p.o.Unchecked
	switch {
	case len(lines) == 0:
		lines = []string{allChecked.In(p.l)}
	case p.o.MoreUnchecked > 0:
		lines = append(lines[:len(lines):len(lines)], moreOthers.With(p.o.MoreUnchecked, p.findings.findings.name).In(p.l))
	}
	for _, s := range lines {
		row++
		p.height(row, ovHeight)
		p.text(row, 0, ovText, clipped(s, 240))
		p.merge(row, 0, ovLast)
	}
	return row
}
