package blank

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/templates"
)

// rule is what a range of cells offers, asks for, and says when it is selected.
type rule struct {
	cells   string
	list    string // the range of a drop-down; "" for none
	number  bool   // a number is expected
	any     bool   // what is not in the list is taken without a question
	heading string
	help    string
}

// Limits of the format: characters of a prompt's title and text.
const maxPromptTitle, maxPrompt = 32, 255

// rules puts drop-downs and hints on the columns of a sheet.
func (m *maker) rules(p *page) error {
	var all []rule
	if p.more != nil {
		all = p.more()
	}
	for i, c := range p.columns {
		if c.Help == (lang.Text{}) { // a handout's: its own checks say what its cells are for
			continue
		}
		r := rule{cells: p.ref(i, false), heading: c.Heading.In(m.Lang), help: m.help(c)}
		r.list, r.any = m.lists.of(m, c.List)
		if p.table.Kind == contactKind && c.List == templates.Owners {
			r.list = ""
		}
		r.number = c.Kind == templates.Amount
		all = append(all, r)
	}
	for _, r := range all {
		if err := m.f.AddDataValidation(p.name, r.validation(m.Lang)); err != nil {
			return err
		}
	}
	return nil
}

// help says what to write into a column's cells.
func (m *maker) help(c *templates.Column) string {
	text := c.Help.In(m.Lang)
	switch c.Kind {
	case templates.Amount:
		text = helpAmount.With(m.unitWord()).In(m.Lang)
	case templates.Share:
		text = helpShare.In(m.Lang)
	}
	return text
}

var (
	helpAmount = lang.T("直接填数字，单位是%s；数量等别的单位连同数字填写（如 200家），但公式不计入", "A number in %s; with another unit, type the unit too (200 customers), but formulas leave that out")
	helpShare  = lang.T("公式：目标值 ÷ 总目标，填了目标值就自动算出", "A formula: target ÷ goal; it follows the target")

	notANumber   = lang.T("这里一般填数字；写成文字时，合计公式不会计入。仍要这样填吗？", "A number is expected here; formulas leave text out. Keep it?")
	notInList    = lang.T("列表里没有这一项。仍要这样填吗？", "This is not in the list. Keep it?")
	pleaseReview = lang.T("请核对", "Please check")
)

// validation is the rule as excelize takes it. Nothing is refused: a workbook
// that argues is soon worked around, and fill says what is wrong in the end.
func (r rule) validation(l lang.Lang) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.SetSqref(r.cells)
	v.SetInput(clip(r.heading, maxPromptTitle), clip(r.help, maxPrompt))
	switch {
	case r.list != "":
		v.SetSqrefDropList(r.list)
		if !r.any {
			v.SetError(excelize.DataValidationErrorStyleWarning, pleaseReview.In(l), notInList.In(l))
		}
	case r.number:
		v.Type, v.Operator, v.Formula1, v.Formula2 = "decimal", "between", "-1E+15", "1E+15"
		v.SetError(excelize.DataValidationErrorStyleWarning, pleaseReview.In(l), notANumber.In(l))
	}
	return v
}

// clip cuts a text to that many characters.
func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return strings.TrimSpace(s)
}

// condition colours cells while a formula holds.
type condition struct {
	cells, formula string
	look           *excelize.Style
}

func (m *maker) conditions(sheet string, all []condition) error {
	for _, c := range all {
		id, err := m.f.NewConditionalStyle(c.look)
		if err != nil {
			return err
		}
		if err := m.f.SetConditionalFormat(sheet, c.cells, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: c.formula, Format: &id}}); err != nil {
			return fmt.Errorf("colouring %s: %w", c.cells, err)
		}
	}
	return nil
}
