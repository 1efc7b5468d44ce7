package allocate

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// tally adds decimals exactly. Figures of up to 18 digits, which is nearly all of them,
// are added as whole numbers, so that a sum over many rows allocates nothing.
type tally struct {
	coef int64
	exp  int32
	rest decimal.Decimal // what did not fit into coef
}

func (t *tally) add(d decimal.Decimal) {
	coef, exp, ok := smallDecimal(d)
	if !ok {
		t.rest = t.rest.Add(d)
		return
	}
	if t.coef == 0 {
		t.coef, t.exp = coef, exp
		return
	}
	if exp < t.exp {
		coef, t.coef = t.coef, coef
		exp, t.exp = t.exp, exp
	}
	up, ok := timesPow10(coef, exp-t.exp)
	sum := t.coef + up
	if !ok || (sum > t.coef) != (up > 0) && up != 0 {
		t.rest = t.rest.Add(decimal.New(coef, exp))
		return
	}
	t.coef = sum
}

func (t *tally) value() decimal.Decimal {
	if t.rest.IsZero() && t.exp <= 0 {
		return decimal.New(t.coef, t.exp)
	}
	return t.rest.Add(decimal.New(t.coef, t.exp))
}

// valueLike is value; where that is what another sum came to, its memory is shared.
func (t *tally) valueLike(other decimal.Decimal) decimal.Decimal {
	if coef, exp, ok := smallDecimal(other); ok && t.rest.IsZero() && coef == t.coef && exp == t.exp {
		return other
	}
	return t.value()
}

// smallDecimal returns a decimal as coef × 10^exp, and false if coef has more than 18 digits.
func smallDecimal(d decimal.Decimal) (coef int64, exp int32, ok bool) {
	if d.NumDigits() > 18 {
		return 0, 0, false
	}
	return d.CoefficientInt64(), d.Exponent(), true
}

// timesPow10 returns c × 10^n, and false if that does not fit or n is negative.
func timesPow10(c int64, n int32) (int64, bool) {
	if c == 0 {
		return 0, true
	}
	if n < 0 || n > 18 {
		return 0, false
	}
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return timesInt(c, p)
}

func timesInt(a, b int64) (int64, bool) {
	neg := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<62 {
		return 0, false
	}
	if neg {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// shareFits reports whether a share is amount ÷ base to within tol (a
// fraction), by multiplication: |amount − share × base| ≤ tol × |base| + slack.
func shareFits(amount, share, base, tol, slack decimal.Decimal) bool {
	if slack.IsZero() {
		if fits, ok := shareFitsSmall(amount, share, base, tol); ok {
			return fits
		}
	}
	off := amount.Sub(share.Mul(base)).Abs()
	return off.Cmp(tol.Mul(base).Abs().Add(slack)) <= 0
}

// shareFitsSmall is shareFits in whole numbers, without allocating; ok is false where they
// would be too large.
func shareFitsSmall(amount, share, base, tol decimal.Decimal) (fits, ok bool) {
	a, aExp, ok1 := smallDecimal(amount)
	s, sExp, ok2 := smallDecimal(share)
	t, tExp, ok3 := smallDecimal(tol)
	b := baseOf(base)
	if !ok1 || !ok2 || !ok3 || !b.small {
		return false, false
	}
	return b.near(a, aExp, s, sExp, t, tExp)
}

// halfDigit is half of the last digit of a percentage with the given digits
// after the point, as a fraction: 0.005 for 40%.
func halfDigit(digits int8) decimal.Decimal { return decimal.New(5, -int32(digits)-3) }

// lastDigit is one unit of the last digit of an amount as written, in base units.
func lastDigit(a Amount) decimal.Decimal { return decimal.New(1, int32(a.Scale)-int32(a.Digits)) }
