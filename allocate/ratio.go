package allocate

import "github.com/shopspring/decimal"

// ratio is an exact fraction, num ÷ den; den is above 0. The zero ratio is no number.
type ratio struct{ num, den decimal.Decimal }

const (
	// fractionDigits is how many digits after the point computed fractions keep.
	fractionDigits = 12
	// centDigits is how many digits after the point computed amounts keep, in base
	// units: to the cent, and finer than any count.
	centDigits = 2
	// fineDigits is how many keep the terms of a sum whose result is rounded to
	// fractionDigits.
	fineDigits = 30
)

// over returns num ÷ den; the zero ratio where den is 0.
func over(num, den decimal.Decimal) ratio {
	switch den.Sign() {
	case 0:
		return ratio{}
	case -1:
		return ratio{num.Neg(), den.Neg()}
	}
	return ratio{num, den}
}

// days returns a number of days as a part of another.
func dayRatio(part, of int) ratio {
	return over(decimal.New(int64(part), 0), decimal.New(int64(of), 0))
}

func (q ratio) known() bool { return q.den.Sign() > 0 }

// cmp compares an exact fraction with a decimal.
func (q ratio) cmp(d decimal.Decimal) int { return q.num.Cmp(d.Mul(q.den)) }

func (q ratio) plus(p ratio) ratio {
	return ratio{q.num.Mul(p.den).Add(p.num.Mul(q.den)), q.den.Mul(p.den)}
}

func (q ratio) minus(p ratio) ratio { return q.plus(ratio{p.num.Neg(), p.den}) }

// per returns q ÷ p; the zero ratio where p is 0.
func (q ratio) per(p ratio) ratio { return over(q.num.Mul(p.den), q.den.Mul(p.num)) }

// of returns the fraction of d, to the digits, half away from zero.
func (q ratio) of(d decimal.Decimal, digits int32) decimal.Decimal {
	return d.Mul(q.num).DivRound(q.den, digits)
}

// value returns the fraction as a decimal; not valid where there is none.
func (q ratio) value() NullShare {
	if !q.known() {
		return NullShare{}
	}
	return NullShare{Decimal: q.num.DivRound(q.den, fractionDigits), Valid: true}
}
