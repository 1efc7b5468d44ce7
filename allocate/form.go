package allocate

import "github.com/shopspring/decimal"

// form is how amounts are written in a column: unit, scale word, digits after
// the point, and the spelling of an amount that stands there.
type form struct {
	unit          Unit
	scale, digits int8
	spelling      Form
}

// amount writes a value in the form. Digits that the value needs beyond the form's are kept.
func (f form) amount(v decimal.Decimal) Amount {
	a := Amount{Value: v, Unit: f.unit, Scale: f.scale, Digits: f.digits, Form: f.spelling}
	if needed := -(exponentOf(v) - int32(f.scale)); needed > int32(a.Digits) {
		a.Digits = int8(needed)
	}
	return a
}

// step is the last digit of the form, in base units.
func (f form) step() decimal.Decimal { return decimal.New(1, int32(f.scale)-int32(f.digits)) }

// stepFor is the step, made finer until the total is a multiple of it.
func (f form) stepFor(total decimal.Decimal) decimal.Decimal {
	step := f.step()
	if exp := exponentOf(total); exp < step.Exponent() {
		return decimal.New(1, exp)
	}
	return step
}

// exponentOf is the power of ten of a decimal's last digit that is not zero; a
// large number for zero itself.
func exponentOf(v decimal.Decimal) int32 {
	if v.IsZero() {
		return 1 << 20
	}
	coef, exp, ok := smallDecimal(v)
	if !ok {
		return v.Normalize().Exponent()
	}
	for coef%10 == 0 {
		coef /= 10
		exp++
	}
	return exp
}

// columnForm is how often each form occurs in a column, by scale.
type columnForm struct {
	count    [16]int32
	digits   [16]int8
	spelling [16]Form
}

type formKey struct {
	table int32
	unit  Unit
}

// formOf is how the computed amounts of a group are written: like the amounts
// typed in the column, else as the column's format says, else one scale below the goal's.
func (r *review) formOf(g *group) form {
	if r.columns == nil {
		r.countForms()
	}
	unit, table := r.unitOfGroup(g), r.plan.Breakdowns[g.rows[0]].At.Table
	t := r.table(table)
	if c, ok := r.columns[formKey{table, unit}]; ok {
		f := c.most(unit)
		if t.AmountDigits >= 0 && t.AmountScale == f.scale {
			f.digits = t.AmountDigits
		}
		return f
	}
	if t.AmountDigits >= 0 && (t.AmountUnit == unit || t.AmountUnit == "") {
		return form{unit: unit, scale: t.AmountScale, digits: t.AmountDigits}
	}
	return belowGoal(r.wholeAmount(g))
}

func (r *review) countForms() {
	r.columns = map[formKey]*columnForm{}
	var last formKey
	var c *columnForm
	for _, b := range r.plan.Breakdowns {
		if b.AmountIn != Typed && b.AmountIn != Derived || b.Amount.Scale < 0 || b.Amount.Scale > 15 {
			continue
		}
		if key := (formKey{b.At.Table, b.Amount.Unit}); c == nil || key != last {
			if c = r.columns[key]; c == nil {
				c = &columnForm{}
				r.columns[key] = c
			}
			last = key
		}
		c.add(b.Amount)
	}
}

func (c *columnForm) add(a Amount) {
	if c.count[a.Scale] == 0 {
		c.spelling[a.Scale] = a.Form
	}
	c.count[a.Scale]++
	c.digits[a.Scale] = max(c.digits[a.Scale], a.Digits)
}

func (c *columnForm) most(unit Unit) form {
	best := 0
	for s := range c.count {
		if c.count[s] > c.count[best] {
			best = s
		}
	}
	return form{unit, int8(best), c.digits[best], c.spelling[best]}
}

// wholeAmount is what a group adds up to, in the form in which it is written.
func (r *review) wholeAmount(g *group) Amount {
	if g.parent >= 0 {
		if a, ok := r.amountOf(int(g.parent)); ok {
			return a
		}
	}
	if g.goal >= 0 {
		if a, ok := r.goalAmount(g.goal); ok {
			return a
		}
	}
	if g.total >= 0 {
		return r.plan.Totals[g.total].Amount
	}
	return Amount{Value: g.whole, Unit: r.unitOfGroup(g)}
}

// belowGoal is the form for parts of a whole that nobody has written a part of yet: 1.2亿元 is
// cut into 万元, $3.5M into K; a whole of a hundred or more keeps its scale.
func belowGoal(whole Amount) form {
	f := form{unit: whole.Unit, scale: whole.Scale, digits: whole.Digits}
	if whole.Value.Abs().Cmp(decimal.New(100, int32(whole.Scale))) >= 0 {
		return f
	}
	switch whole.Scale {
	case 8:
		return form{unit: whole.Unit, scale: 4}
	case 9:
		return form{unit: whole.Unit, scale: 6}
	case 6:
		return form{unit: whole.Unit, scale: 3}
	}
	return f
}
