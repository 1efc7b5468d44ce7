package allocate

import (
	"github.com/shopspring/decimal"
)

// Amount is a quantity with its unit and the form in which it was written.
type Amount struct {
	// Value is in base units: 1.2亿元 is 120000000; it may be negative. An amount of
	// unit % is a fraction: 15% is 0.15.
	Value decimal.Decimal
	Unit  Unit // base unit: 元 for 万元
	// Scale is the power of ten of the scale word it was written with: 4 for 万,
	// 8 for 亿, 3 for K, 6 for M, 0 for none; -2 for %.
	Scale int8
	// Digits is the number of digits after the point as written, in that scale:
	// 4812.5万元 has 1.
	Digits int8
	// Form is how the cell spelled it, for Written. The zero Form is the plain one:
	// no thousands separators, the unit behind the number.
	Form Form
}

// With returns an amount of value v, in base units, written in the form of a.
func (a Amount) With(v decimal.Decimal) Amount {
	a.Value = v
	return a
}

// Add returns a + b in the form of a; where a has no unit, it takes b's. The
// caller sees to it that the two are of one kind.
func (a Amount) Add(b Amount) Amount { return a.joined(b, a.Value.Add(b.Value)) }

// Sub returns a − b in the form of a; where a has no unit, it takes b's. The
// caller sees to it that the two are of one kind.
func (a Amount) Sub(b Amount) Amount { return a.joined(b, a.Value.Sub(b.Value)) }

func (a Amount) joined(b Amount, v decimal.Decimal) Amount {
	if a.Unit == "" && a.Scale == 0 && a.Value.IsZero() {
		return b.With(v) // a sum that begins with the zero Amount looks like its members
	}
	if a.Unit == "" {
		a.Unit = b.Unit
	}
	return a.With(v)
}

// Rescaled returns the same quantity written in another scale, with as many
// digits after the point as keep the last digit that was written.
func (a Amount) Rescaled(scale int8) Amount {
	a.Digits = max(0, a.Digits+scale-a.Scale)
	a.Scale = scale
	a.Form &^= formNoScale | formScale
	return a
}

// LastDigit returns what the last digit that was written is worth, in base
// units: 10000 for 4800万元, 1000 for 4812.5万元.
func (a Amount) LastDigit() decimal.Decimal {
	return decimal.New(1, int32(a.Scale)-int32(a.Digits))
}

// Natural returns the amount in the scale in which it reads shortest, with no
// more digits than it needs: 1.2亿元, 1.19亿元, 3500.5万元, 100万元, 100元, and $3.5M
// for currencies whose scales are K, M and B.
func (a Amount) Natural() Amount {
	if a.Unit == PercentUnit {
		a.Digits = int8(a.needs())
		return a
	}
	if a.Western() {
		if a = a.shortest([]int8{0, 3, 6, 9}); a.Scale > 0 {
			a.Form |= Form(scaleLetter) << formScaleShift
		}
		return a
	}
	return a.shortest([]int8{0, 4, 8})
}

// maxNaturalDigits is how many digits after the point read well behind 万 or 亿;
// 9999.999999万元 does not.
const maxNaturalDigits = 4

// shortest returns the amount in that of the scales, which rise, in which it
// takes the fewest characters and is at least 1.
func (a Amount) shortest(scales []int8) Amount {
	a.Form &^= formMixed
	best, length := a, 1<<30
	for _, scale := range scales {
		b := a.Rescaled(scale)
		b.Digits = int8(b.needs())
		if scale > 0 && b.Value.Abs().Cmp(decimal.New(1, int32(scale))) < 0 {
			break
		}
		if scale == 0 && b.Digits == 1 && b.Unit.Kind() == Money {
			b.Digits = 2 // 1200.50元, not 1200.5元
		}
		if scale > 0 && b.Digits > maxNaturalDigits {
			continue
		}
		if n := len(b.number(5)) + min(1, int(scale)); n < length || n == length && scale > 0 {
			best, length = b, n
		}
	}
	return best
}

// Western reports whether the amount counts in K, M and B rather than in 万 and
// 亿: its currency is a foreign one, or it was written so.
func (a Amount) Western() bool {
	if a.Scale > 0 && a.Form&formScale != 0 {
		return true
	}
	_, money := currencyOf(a.Unit)
	return money && a.Unit != Yuan && (a.Scale == 0 || a.Scale%3 == 0 && a.Scale != 12)
}

// Plain returns the value in base units as a plain decimal without exponent,
// for JSON and CSV: 48000000; 0.15 for 15%.
func (a Amount) Plain() string { return a.Value.String() }
