package workbook

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// What computing formulas may cost. A workbook beyond these limits is read with
// the values that it stores; formulas without one are named as unread.
const (
	computeFile     = 8 << 20     // bytes of the workbook
	computeSheets   = 1000        // the library looks through all of them for each
	computeXML      = 48 << 20    // bytes of its worksheets and strings, inflated
	computeArea     = 2_000_000   // cells that the library would set up: up to the last of each row
	computeFormulas = 2000        // formulas without a stored value
	recheckFormulas = 300         // formulas whose stored value is computed again
	computeTime     = time.Second // for reading, and again for figures put back; after it nothing more is computed
	computeMemory   = 256 << 20   // bytes, in a process of its own
	computeStack    = 128 << 20   // bytes of it for formulas that call each other
	computeEnds     = 4           // processes that formulas may bring down before the rest is left
)

// waitingFormula is a formula without a stored value, and where its value goes.
type waitingFormula struct {
	table  *tableReader
	col    *columnReader
	at     allocate.Ref
	cell   sheet.Cell // with style and place of the cell
	row    int32
	amount *allocate.Amount
	share  *allocate.Share
	state  *allocate.Cell
	actual *allocate.Actual // joins the history once it is known
	text   *string
	due    *allocate.Period
	dated  *bool  // set once due has its date
	stored string // the value that it stores, to be compared; "" if it has none
}

// wait keeps the formula in the row's cell of a field, if it has no stored value.
func (t *tableReader) wait(f allocate.Field, at allocate.Ref, w waitingFormula) {
	c, col := t.cells[f], t.byField[f]
	if c == nil || col == nil || c.Kind == sheet.NoFormula {
		return
	}
	if words := w.text != nil || w.due != nil; words && c.Type != sheet.Blank {
		return
	}
	if c.Type == sheet.Blank {
		t.waitAt(c, ref(at, f), col, w)
		return
	}
	if c.Type != sheet.Number || c.Kind == sheet.TableFormula {
		return
	}
	switch t.rechecked++; {
	case volatile(c.Formula):
		t.volatile++
	case t.rechecked <= recheckFormulas:
		w.stored = strings.Clone(aliased(c.Text))
		t.waitAt(c, ref(at, f), col, w)
	}
}

func (t *tableReader) waitAt(c *sheet.Cell, at allocate.Ref, col *columnReader, w waitingFormula) {
	w.table, w.col, w.at, w.row = t, col, at, at.Row
	w.cell = sheet.Cell{Col: c.Col, Style: c.Style, Kind: c.Kind, Type: sheet.Number}
	t.waiting = append(t.waiting, w)
}

// volatile reports whether a formula's value depends on more than its inputs, or
// on another file, so that computing it again says nothing.
func volatile(formula []byte) bool {
	s := strings.ToUpper(aliased(formula))
	for _, w := range [...]string{"TODAY(", "NOW(", "RAND", "OFFSET(", "INDIRECT(", "CELL(", "INFO(", "[", "SUBTOTAL(", "AGGREGATE("} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// compute fills in the values of formulas that store none, and compares those
// that do with what their inputs give.
func (r *reader) compute() {
	missing := 0
	for i := range r.waiting {
		if r.waiting[i].stored == "" {
			missing++
		}
	}
	r.plan.Unchecked = r.volatile
	if len(r.waiting) == 0 {
		return
	}
	recheck := r.rechecked <= recheckFormulas
	calc := r.calculator(missing)
	for i := range r.waiting {
		w := &r.waiting[i]
		if w.stored != "" && !recheck {
			continue
		}
		value, ok := "", false
		if calc != nil {
			value, ok = calc.value(r.layout.sheets[w.table.place.Sheet].Name, w.cell.Col, w.row)
		}
		switch {
		case !ok && (calc == nil || calc.spent) && w.follows():
			r.uncomputed++
		case w.stored == "":
			w.put(value, ok)
		case ok:
			w.compare(value)
		}
	}
	if calc == nil || calc.spent || !recheck {
		r.plan.Unchecked = r.rechecked
	}
	r.plan.Unchecked += r.uncomputed
	if calc != nil {
		calc.stop()
	}
	r.waiting = nil
}

// follows reports whether the formula is a share without a stored value beside an
// amount: nothing is lost where there are too many of them to be computed.
func (w *waitingFormula) follows() bool {
	return w.stored == "" && w.at.Field == allocate.FieldShare && w.table.byField[allocate.FieldAmount] != nil
}

// put stores a computed value where it belongs.
func (w *waitingFormula) put(value string, ok bool) {
	t := w.table
	if !ok {
		t.plan.Unread = append(t.plan.Unread, allocate.Unread{At: w.at, Text: noValue.In(t.place.Lang)})
		return
	}
	if strings.HasPrefix(value, "#") {
		t.plan.Unread = append(t.plan.Unread, allocate.Unread{At: w.at, Text: value, Error: true})
		return
	}
	w.cell.Text = []byte(value)
	if _, err := allocate.ParseNumber(value); err != nil {
		w.cell.Type = sheet.FormulaStr
	}
	var state allocate.Cell
	switch {
	case w.text != nil:
		*w.text = strings.Clone(t.word(&w.cell))
		return
	case w.due != nil:
		*w.dated = t.period(&w.cell, w.at, w.due)
		return
	case w.share != nil:
		*w.share, state = t.share(&w.cell, w.col, w.at)
	default:
		*w.amount, state = t.amount(&w.cell, w.col, w.at)
	}
	if w.state != nil {
		*w.state = state
	}
	if w.actual != nil && state == allocate.Derived {
		t.plan.History = append(t.plan.History, w.actual)
	}
	if w.at.Field == allocate.FieldAmount && state == allocate.Derived && w.cell.Type == sheet.Number {
		t.place.numeric.add(w.row - t.place.HeadLast)
		t.place.powers.add(w.row, w.col.tally.divisor)
	}
}

// noValue stands for a formula that has no stored value and was not computed.
var noValue = lang.T("公式没有保存的结果，也没能算出；请用 Excel 或 WPS 打开后保存一次", "a formula without a stored result that could not be computed; open and save the workbook in Excel or WPS")

// compare names a formula whose stored value is not what its inputs give, beyond
// what binary arithmetic explains.
func (w *waitingFormula) compare(value string) {
	want, err := allocate.ParseNumber(value)
	if err != nil {
		return
	}
	have, err := allocate.ParseNumber(w.stored)
	if err != nil {
		return
	}
	size := decimal.Max(want.Abs(), have.Abs(), decimal.New(1, -3))
	if want.Sub(have).Abs().Cmp(size.Shift(-9)) <= 0 {
		return
	}
	w.table.plan.Unread = append(w.table.plan.Unread, allocate.Unread{
		At: w.at, Text: have.String(), Stale: true, Want: want.String(),
	})
}
