package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// readAction reads a row of 策略执行跟踪表.
func (t *tableReader) readAction(at allocate.Ref) {
	a := &allocate.Action{At: at}
	a.Name = t.words2(allocate.FieldName)
	if a.Name == "" && t.byField[allocate.FieldName] != nil { // merged or blank-below
		if n := len(t.plan.Actions); n > 0 && t.plan.Actions[n-1].At.Table == t.index {
			a.Name = t.plan.Actions[n-1].Name
		}
	}
	a.Action = t.words2(allocate.FieldAction)
	a.Key = t.key()
	a.Target = t.targetOfAction()
	a.Owner = t.words2(allocate.FieldOwner)
	a.Resource = t.words2(allocate.FieldResource)
	a.Remedy = t.words2(allocate.FieldRemedy)
	if c := t.cells[allocate.FieldRemedy]; c != nil && (c.Formula != nil || c.Spilled) {
		t.place.held.add(at.Row - t.place.HeadLast)
	}
	a.DueText = t.period(t.cells[allocate.FieldDue], ref(at, allocate.FieldDue), &a.Due)
	if c := t.cells[allocate.FieldStatus]; c != nil {
		if s, ok := t.statusWord(c); ok {
			a.Status, a.StatusIn = s, allocate.Typed
		} else {
			a.Status, a.StatusIn = t.shareIn(allocate.FieldStatus, at)
		}
		t.wait(allocate.FieldStatus, at, waitingFormula{share: &a.Status, state: &a.StatusIn})
	}
	t.plan.Actions = append(t.plan.Actions, a)
	t.place.Rows++
}

// statusWord reads a status that is a word for a percentage that is sure.
func (t *tableReader) statusWord(c *sheet.Cell) (allocate.Share, bool) {
	if c.Type != sheet.Shared && c.Type != sheet.Inline {
		return allocate.Share{}, false
	}
	switch templates.Fold(trim(aliased(t.bytesOf(c)))) {
	case "已完成", "完成", "全部完成", "done", "completed", "complete", "finished":
		return allocate.NewShare(decimal.New(1, 0), 0), true
	case "未开始", "未启动", "notstarted":
		return allocate.NewShare(decimal.Decimal{}, 0), true
	}
	return allocate.Share{}, false
}

// readContact reads a row of 通讯录; an address that is none is named, and left out.
func (t *tableReader) readContact(at allocate.Ref) {
	t.place.Rows++
	contact := &allocate.Contact{At: at, Owner: t.words2(allocate.FieldOwner), Region: t.words2(allocate.FieldRegion),
		Email: t.words2(allocate.FieldEmail), Copy: t.words2(allocate.FieldCopy)}
	if contact.Owner != "" {
		t.plan.Contacts = append(t.plan.Contacts, contact)
	}
	for _, f := range [...]allocate.Field{allocate.FieldEmail, allocate.FieldCopy} {
		c := t.cells[f]
		if c != nil && !templates.Of(allocate.ContactTable).Column(f).Valid(t.word(c)) {
			if f == allocate.FieldEmail {
				contact.Wrong, contact.Email = contact.Email, ""
			} else {
				contact.WrongCopy, contact.Copy = contact.Copy, ""
			}
		}
	}
}

// isKey reports whether a folded heading is that of a column of keys.
func isKey(name string) bool {
	switch name {
	case "编号", "编码", "代码", "项目编号", "项目编码", "策略编号", "目标编号", "id", "code", "key":
		return true
	}
	return false
}

// key returns the row's key. Small numbers only count the rows: they are none.
func (t *tableReader) key() string {
	if t.keyCell == nil {
		return ""
	}
	key := t.word(t.keyCell)
	if len(key) <= 3 && strings.Trim(key, "0123456789") == "" {
		return ""
	}
	return key
}

// targetOfAction reads the figure under 目标值 of an action. Words are no fault there: what
// is to be reached often stands in them.
func (t *tableReader) targetOfAction() (a allocate.Amount) {
	c, col := t.cells[allocate.FieldAmount], t.byField[allocate.FieldAmount]
	if c == nil || col == nil || c.Type == sheet.Blank || c.Type == sheet.Error {
		return a
	}
	if read, ok := t.freshAmount(c, col, aliased(t.bytesOf(c))); ok {
		a = read
	}
	return a
}
