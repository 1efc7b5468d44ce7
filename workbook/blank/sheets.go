package blank

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// hints under the titles.
var (
	hintFill = lang.T("浅黄底蓝字的单元格由您填写，灰底是公式；选中单元格会出现填写说明。",
		"Fill in the light yellow cells; grey ones are formulas. Select a cell to see what to write.")
	hintHistory = lang.T("每个子目标项每年一行，至少 4 年，才能算出近三年的年均增长。",
		"A row for each item and year; four years give the growth of the last three.")
	hintContacts = lang.T("这里的责任人会出现在其他表的下拉列表里；邮箱用于分发和催交。",
		"The owners here are offered in the other sheets; the addresses are for mail to them.")
	noteUnit = lang.T("单位：%s", "Unit: %s")
)

// goals is the sheet of the goals.
func (m *maker) goals() *page {
	p := m.newPage(templates.Of(allocate.GoalTable), lang.T("%d年度总目标汇总表", "Goals for %d"))
	p.hint, p.note, p.rows = hintFill.In(m.Lang), noteUnit.With(m.unitWord()).In(m.Lang), goalRows
	p.cell = func(row, col int) cell {
		if m.sample == nil {
			return m.blankCell(p.columns[col])
		}
		return m.filled(p.columns[col], m.sample.goals, row, col)
	}
	return p
}

// tracking is the sheet of the actions.
func (m *maker) tracking() *page {
	p := m.newPage(templates.Of(allocate.TrackingTable), lang.T("%d年度策略执行跟踪表", "Tracking for %d"))
	p.hint, p.rows = hintFill.In(m.Lang), min(m.Rows, maxActions)
	p.cell = func(row, col int) cell {
		if m.sample == nil {
			return m.blankCell(p.columns[col])
		}
		return m.filled(p.columns[col], m.sample.tracking, row, col)
	}
	return p
}

// history is the sheet of earlier actuals.
func (m *maker) history() *page {
	p := m.newPage(templates.Of(allocate.HistoryTable), lang.T("历史数据（%d年度目标的依据）", "History behind the goals for %d"))
	p.hint, p.note = hintHistory.In(m.Lang), noteUnit.With(m.unitWord()).In(m.Lang)
	p.rows, p.tab = min(m.Rows*historyYears, maxHistory), look.ListTab
	p.widths[0] = 34 // the only wide column of a narrow sheet
	p.cell = func(row, col int) cell {
		if m.sample == nil {
			return m.blankCell(p.columns[col])
		}
		return m.filled(p.columns[col], m.sample.history, row, col)
	}
	return p
}

// contacts is the sheet of owners and addresses.
func (m *maker) contacts() *page {
	p := m.newPage(templates.Of(allocate.ContactTable), lang.T("通讯录（%d年度）", "Contacts for %d"))
	list := m.Contacts
	if len(list) == 0 && m.sample != nil {
		list = m.sample.contacts
	}
	p.hint, p.rows, p.tab = hintContacts.In(m.Lang), len(list)+spareOwners, look.ListTab
	p.cell = func(row, col int) cell {
		c := m.blankCell(p.columns[col])
		if row < len(list) {
			c.value = list[row].field(p.columns[col].Field)
		}
		return c
	}
	return p
}

// field is the contact's entry in a column; nil for a blank one.
func (c *Contact) field(f allocate.Field) any {
	text := map[allocate.Field]string{allocate.FieldOwner: c.Owner, allocate.FieldEmail: c.Email,
		allocate.FieldCopy: c.Copy, allocate.FieldRegion: c.Region}[f]
	if text == "" {
		return nil
	}
	return text
}

// blankCell is a cell of a column before anything is filled in.
func (m *maker) blankCell(c *templates.Column) cell { return cell{look: m.inputLook(c, m.money())} }

// inputLook is how an input of a column looks; amounts stand under the format.
func (m *maker) inputLook(c *templates.Column, money string) style.Look {
	switch c.Kind {
	case templates.Amount:
		return look.Input(figures(money))
	case templates.Number, templates.Status, templates.Share:
		return look.Input(centred(c.Format))
	case templates.Period:
		return look.Input(centred("@")) // 2025/06-09 stays as it was typed
	}
	return words()
}

// filled is a cell of the sample.
func (m *maker) filled(c *templates.Column, rows []record, row, col int) cell {
	if row >= len(rows) {
		return m.blankCell(c)
	}
	v := rows[row][col]
	money := m.money()
	if v.count {
		money = m.countFormat()
	}
	return cell{look: m.inputLook(c, money), value: v.of(&m.Options)}
}

// countFormat is the number format of the sample's goal that counts customers.
func (m *maker) countFormat() string {
	return lang.T(`#,##0"家"`, `#,##0" customers"`).In(m.Lang)
}
