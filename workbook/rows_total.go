package workbook

import (
	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// readTotal reads a 合计 row.
func (t *tableReader) readTotal(at allocate.Ref, label string) {
	total := &allocate.Total{At: at, Label: label, Dimension: t.dimension}
	_, total.Sub = totalLabel(label)
	if c := t.cells[allocate.FieldDimension]; c != nil {
		if is, _ := totalLabel(t.word(c)); !is {
			t.dimension = t.word(c)
			total.Dimension = t.dimension
		}
	}
	total.Amount, total.AmountIn = t.amountIn(allocate.FieldAmount, at)
	if c := t.cells[allocate.FieldShare]; c != nil && !t.dash(c) {
		total.Share, total.ShareIn = t.shareIn(allocate.FieldShare, at)
	} else if c != nil {
		total.ShareIn = allocate.Broken
	}
	t.numeric(at.Row, total.AmountIn)
	t.wait(allocate.FieldAmount, at, waitingFormula{amount: &total.Amount, state: &total.AmountIn})
	t.wait(allocate.FieldShare, at, waitingFormula{share: &total.Share, state: &total.ShareIn})
	t.plan.Totals = append(t.plan.Totals, total)
	t.readParts(at)
}

// totalIn returns the label of a 合计 row among the row's cells of the fields;
// NoField stands for any text before the amount.
func (t *tableReader) totalIn(fields ...allocate.Field) (string, bool) {
	for _, f := range fields {
		c := t.cells[f]
		if f == allocate.NoField {
			c = t.leading
		}
		if c == nil || c.Type != sheet.Shared && c.Type != sheet.Inline && c.Type != sheet.FormulaStr {
			continue
		}
		if c.Type == sheet.Shared && t.facts(c)&likeTotal == 0 {
			continue
		}
		if c.Type == sheet.Shared || mayBeTotal(c.Text) {
			label := t.textOf(c)
			if total, _ := totalLabel(label); total {
				return t.words.of(label), true
			}
		}
	}
	return "", false
}

// dash reports whether a cell holds a dash, which stands for "does not apply".
func (t *tableReader) dash(c *sheet.Cell) bool {
	if c.Type != sheet.Shared && c.Type != sheet.Inline {
		return false
	}
	switch trim(aliased(t.bytesOf(c))) {
	case "-", "--", "—", "——", "－", "/", "n/a", "N/A", "NA":
		return true
	}
	return false
}

// unnamedTotal reports whether a row without an item is a sum that nobody
// labelled: nothing but figures, and the amount comes from a formula.
func (t *tableReader) unnamedTotal() bool {
	c := t.cells[allocate.FieldAmount]
	return c != nil && c.Kind != sheet.NoFormula && t.byField[allocate.FieldItem] != nil && t.cells[allocate.FieldDimension] == nil &&
		t.cells[allocate.FieldOwner] == nil && t.cells[allocate.FieldStrategy] == nil
}
