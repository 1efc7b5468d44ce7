package allocate

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// shareBase is what shares are of, ready to be compared with many of them.
type shareBase struct {
	value decimal.Decimal
	coef  int64 // value is coef × 10^exp, if small
	exp   int32
	small bool
}

func baseOf(v decimal.Decimal) shareBase {
	s := shareBase{value: v}
	s.coef, s.exp, s.small = smallDecimal(v)
	return s
}

// fits reports whether the share of a row is amount ÷ base to within half of its last digit.
func (s *shareBase) fits(b *Breakdown, amount decimal.Decimal) bool {
	if b.AmountIn != Derived && s.small {
		a, aExp, ok1 := smallDecimal(amount)
		p, pExp, ok2 := smallDecimal(b.Share.Value)
		if ok1 && ok2 {
			if fits, ok := s.near(a, aExp, p, pExp, 5, -int32(b.Share.Digits)-3); ok {
				return fits
			}
		}
	}
	return shareFits(amount, b.Share.Value, s.value, halfDigit(b.Share.Digits), slackOf(b))
}

// near reports whether a share p is an amount a of the base to within tol, all of them
// whole numbers with their powers of ten: |a − p × base| ≤ |tol × base|. ok is false
// where the numbers on the way would be too large.
func (s *shareBase) near(a int64, aExp int32, p int64, pExp int32, tol int64, tolExp int32) (fits, ok bool) {
	low := min(aExp, min(pExp, tolExp)+s.exp)
	product, ok1 := timesInt(p, s.coef)
	limit, ok2 := timesInt(tol, s.coef)
	a, ok3 := timesPow10(a, aExp-low)
	if !ok1 || !ok2 || !ok3 {
		return false, false
	}
	product, ok1 = timesPow10(product, pExp+s.exp-low)
	limit, ok2 = timesPow10(limit, tolExp+s.exp-low)
	if !ok1 || !ok2 {
		return false, false
	}
	return magnitude(a-product) <= magnitude(limit), true
}

// within reports whether n steps of 10^exp are less than a step away from v ÷ base,
// or just one step.
func (s *shareBase) within(v decimal.Decimal, n int64, exp int32) bool {
	if a, aExp, ok := smallDecimal(v); ok && s.small {
		if fits, ok := s.near(a, aExp, n, exp, 1, exp); ok {
			return fits
		}
	}
	return shareFits(v, decimal.New(n, exp), s.value, decimal.New(1, exp), decimal.Decimal{})
}

// steps returns v ÷ base in steps of 10^exp, rounded half away from zero; ok is false
// where that takes more than 64 bits.
func (s *shareBase) steps(v decimal.Decimal, exp int32) (n int64, ok bool) {
	a, aExp, ok := smallDecimal(v)
	if !ok || !s.small || s.coef == 0 {
		return 0, false
	}
	up, down := aExp-s.exp-exp, int32(0) // v ÷ (base × 10^exp) = a ÷ coef × 10^up
	if up < 0 {
		up, down = 0, -up
	}
	if up > 18 || down > 18 {
		return 0, false
	}
	over, divisor := bits.Mul64(magnitude(s.coef), pow10Small(down))
	hi, lo := bits.Mul64(magnitude(a), pow10Small(up))
	if over != 0 || divisor > 1<<62 || hi >= divisor {
		return 0, false
	}
	quotient, rest := bits.Div64(hi, lo, divisor)
	if 2*rest >= divisor {
		quotient++
	}
	if quotient > 1<<62 {
		return 0, false
	}
	if (a < 0) != (s.coef < 0) {
		return -int64(quotient), true
	}
	return int64(quotient), true
}

// stepCache keeps decimals that were made of whole numbers: a column of a million shares
// holds few different ones.
type stepCache [1 << 12]stepSlot

type stepSlot struct {
	n      int64
	exp    int32
	shared int32 // where it stands in fills.shares, counted from 1; 0 if it does not
	set    bool
	d      decimal.Decimal
}

func (c *stepCache) slot(n int64) *stepSlot { return &c[uint64(n)%uint64(len(c))] }

// decimalOf returns n × 10^exp; equal ones mostly share their memory.
func (r *review) decimalOf(n int64, exp int32) decimal.Decimal {
	if r.steps == nil {
		r.steps = new(stepCache)
	}
	slot := r.steps.slot(n)
	if !slot.set || slot.n != n || slot.exp != exp {
		*slot = stepSlot{n: n, exp: exp, set: true, d: decimal.New(n, exp)}
	}
	return slot.d
}
