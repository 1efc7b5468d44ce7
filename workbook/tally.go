package workbook

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// tally counts how the figures of a column are written.
type tally struct {
	typed, derived, texts int
	style                 int32 // of the last figure
	numberStyle           int32 // of the last number
	numbers               int
	divisor               int8
	form                  allocate.Form // of the last text
	format                *numberFormat // one that gives a unit; the last
	mixed                 bool          // formats give several units
	uneven                bool          // numbers lie by several powers of ten below base units
	unitless              int           // numbers to which nothing gives a unit
	scales                [16]int       // by scale + 2
	digits                [16]int8      // the most digits that were typed, by scale + 2
	derivedDigits         int8
	shareDigits           int8 // the most digits of typed percentages

	bare                int   // bare numbers of a share column
	over1, over2        int   // of them, above 1 and 2
	sum                 int64 // in millionths
	bareDigits          int8  // the most digits of them, as they stand
	bareWhole, bareText int   // without digits; as text
	explicit            int   // percentages that say so themselves
}

// maxShown is the most digits after the point that a column's figures are taken
// to show.
const maxShown = 6

func (y *tally) cell(c *sheet.Cell, state allocate.Cell) {
	if state == allocate.Derived {
		y.derived++
	} else {
		y.typed++
	}
	y.style = c.Style
	if c.Type == sheet.Number {
		y.numbers++
		y.numberStyle = c.Style
	} else {
		y.texts++
	}
}

// amount counts an amount.
func (y *tally) amount(a *allocate.Amount, c *sheet.Cell, f *numberFormat, state allocate.Cell) {
	y.cell(c, state)
	i := min(max(int(a.Scale)+2, 0), len(y.scales)-1)
	if state == allocate.Derived {
		y.derivedDigits = max(y.derivedDigits, min(a.Digits, maxShown))
		if y.typed == 0 {
			y.scales[i]++
		}
	} else {
		y.scales[i]++
		y.digits[i] = max(y.digits[i], min(a.Digits, maxShown))
	}
	if c.Type == sheet.Number {
		y.uneven = y.uneven || y.numbers > 1 && y.divisor != a.Scale-f.divisor
		y.divisor = a.Scale - f.divisor
		y.unitOf(a, f)
	} else {
		y.form = a.Form
	}
}

// unitOf counts where the unit of a number comes from.
func (y *tally) unitOf(a *allocate.Amount, f *numberFormat) {
	switch {
	case !f.unit.IsZero():
		y.mixed = y.mixed || y.format != nil && (y.format.unit.Base != f.unit.Base || y.format.unit.Scale-y.format.divisor != f.unit.Scale-f.divisor)
		y.format = f
	case a.Unit == "" && a.Scale == 0:
		y.unitless++
	}
}

// share counts a share; digits below 0 mark a bare number.
func (y *tally) share(s *allocate.Share, c *sheet.Cell, f *numberFormat, state allocate.Cell) {
	y.cell(c, state)
	if s.Digits >= 0 {
		y.explicit++
		if state != allocate.Derived || y.typed == 0 {
			y.shareDigits = max(y.shareDigits, min(s.Digits, maxShown))
		}
		return
	}
	y.bare++
	if c.Type != sheet.Number {
		y.bareText++
	}
	m := millionths(s.Value)
	y.sum += m
	if m > 1e6 {
		y.over1++
	}
	if m >= 2e6 {
		y.over2++
	}
	n := -1 - s.Digits
	if !f.general && c.Type == sheet.Number {
		n = min(n, max(f.digits, 2)) // 0.00 shows 0.333333 as 0.33
	}
	if state != allocate.Derived || y.typed == 0 {
		y.bareDigits = max(y.bareDigits, min(n, maxShown+2))
	}
	if n == 0 {
		y.bareWhole++
	}
}

// millionths returns about 10^6 times d, bounded.
func millionths(d decimal.Decimal) int64 {
	const most = 1 << 40
	n := d.Shift(6).IntPart()
	return min(max(n, -most), most)
}

// percent reports whether the bare numbers of a share column are percentages (40
// is 40%) rather than fractions (0.4 is), seen over the whole column. heading
// says that the heading has a percent sign.
func (y *tally) percent(heading bool) bool {
	switch {
	case y.over2 > 0:
		return true
	case heading && y.over1 > 0:
		return true
	case heading: // 0.4 under (%): with few rows it can only be 40%; many could be below 1% each
		return y.bare >= 50 && y.sum > 50e6
	}
	return y.sum > 50e6
}

// percentWhy says how the bare numbers of a share column were read.
func percentWhy(percent bool) lang.Message {
	if percent {
		return lang.T("没有百分号的数按百分数读：40 即 40%", "numbers without a percent sign are percentages: 40 is 40%").With()
	}
	return lang.T("没有百分号的数按小数读：0.4 即 40%", "numbers without a percent sign are fractions: 0.4 is 40%").With()
}

// scale returns the most common scale of the column's amounts; ok is false if
// there are none.
func (y *tally) scale() (scale int8, ok bool) {
	best := 0
	for i, n := range y.scales {
		if n > best {
			best, scale, ok = n, int8(i-2), true
		}
	}
	return scale, ok
}

// amountDigits returns the most digits after the point that amounts of the scale
// have.
func (y *tally) amountDigits(scale int8) int8 {
	if y.typed == 0 {
		return y.derivedDigits
	}
	return y.digits[min(max(int(scale)+2, 0), len(y.digits)-1)]
}
