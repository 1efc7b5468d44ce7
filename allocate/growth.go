package allocate

import (
	"math/big"
	"math/bits"
	"strconv"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// rate is a growth rate as it is printed: tenths of a percentage point, so that
// 15.0% is 150. It may be negative. Rates are compared as printed, because a
// reader can check only what is printed.
type rate int64

// maxRate is where rates stop growing: a hundred billion percent. Whatever lies
// above is as absurd as this, and printed as this.
const maxRate rate = 1e12

// In renders the rate as a percentage with one digit: 15.0%, -3.2%.
func (r rate) In(lang.Lang) string { return string(r.appendTo(nil)) + "%" }

// points is a difference of two rates, in tenths of a percentage point.
type points rate

// In renders the points without a sign of percent: 35.0.
func (p points) In(lang.Lang) string { return string(rate(p).appendTo(nil)) }

func (r rate) appendTo(b []byte) []byte {
	if r < 0 {
		b, r = append(b, '-'), -r
	}
	b = strconv.AppendInt(b, int64(r/10), 10)
	return append(b, '.', byte('0'+r%10))
}

// fraction returns the rate as a fraction: 0.15 for 15.0%.
func (r rate) fraction() decimal.Decimal { return decimal.New(int64(r), -3) }

// growthRate returns the yearly growth that leads from one amount to a later
// one, (to ÷ from)^(1 ÷ years) − 1, correctly rounded to a tenth of a point, ties
// away from zero. from must be above 0, to not below 0, years at least 1. For years above 1
// it is the compound annual growth rate (年均增长率 as Chinese statistics define it:
// the base year is not counted).
func growthRate(from, to decimal.Decimal, years int) rate {
	f, t, small := sameScale(from, to)
	if small {
		if r, ok := smallRate(f, t, years); ok {
			return r
		}
	}
	return bigRate(from, to, years)
}

// sameScale returns two decimals as whole numbers of one common scale, and
// false if they do not fit into 63 bits there.
func sameScale(a, b decimal.Decimal) (x, y uint64, ok bool) {
	if a.Sign() < 0 || b.Sign() < 0 || a.NumDigits() > 18 || b.NumDigits() > 18 {
		return 0, 0, false
	}
	x, y = uint64(a.CoefficientInt64()), uint64(b.CoefficientInt64())
	for shift := a.Exponent() - b.Exponent(); shift != 0; {
		p, step := &x, int32(1)
		if shift < 0 {
			p, step = &y, -1
		}
		if *p > 1<<63/10 {
			return 0, 0, false
		}
		*p *= 10
		shift -= step
	}
	return x, y, true
}

// smallRate is growthRate in 128 bits. It gives up (false) where they do not suffice.
func smallRate(from, to uint64, years int) (rate, bool) {
	if years > 5 { // 2000^6 is above 2^64
		return 0, false
	}
	scale := uint64(2000)
	for i := 1; i < years; i++ {
		scale *= 2000
	}
	hi, lo := bits.Mul64(scale, to)
	if hi >= from {
		return 0, false
	}
	whole, rest := bits.Div64(hi, lo, from)
	half := root64(whole, years)
	if half > uint64(maxRate) {
		return 0, false
	}
	exact := rest == 0 && (years == 1 || powerAtMost(half, years, whole) && !powerAtMost(half, years, whole-1))
	return rounded(int64(half), exact), true
}

// root64 returns the whole part of the n-th root of x, found bit by bit.
func root64(x uint64, n int) uint64 {
	if n == 1 {
		return x
	}
	root := uint64(0)
	for bit := (bits.Len64(x) + n - 1) / n; bit >= 0; bit-- {
		if next := root | 1<<bit; powerAtMost(next, n, x) {
			root = next
		}
	}
	return root
}

// powerAtMost reports whether b to the power of n is at most limit.
func powerAtMost(b uint64, n int, limit uint64) bool {
	p := b
	for i := 1; i < n; i++ {
		hi, lo := bits.Mul64(p, b)
		if hi != 0 {
			return false
		}
		p = lo
	}
	return p <= limit
}

// bigRate is growthRate for figures of any size.
func bigRate(from, to decimal.Decimal, years int) rate {
	f, t := wholes(from, to)
	// s is the whole part of 2000 × the growth factor: half tenths of a point.
	s, exact := scaledRoot(t, f, big.NewInt(2000), years)
	if s.Cmp(big.NewInt(int64(maxRate))) > 0 {
		return maxRate
	}
	return rounded(s.Int64(), exact)
}

// rounded returns the rate of a growth factor that was cut off to half tenths
// of a point. Ties go away from zero; exact says that nothing was cut off.
func rounded(half int64, exact bool) rate {
	if half%2 == 0 || half < 2000 && exact {
		return rate(half/2) - 1000
	}
	return rate(half/2) + 1 - 1000
}

// wholes returns two decimals as whole numbers of one common scale.
func wholes(a, b decimal.Decimal) (x, y *big.Int) {
	a, b = decimal.RescalePair(a, b)
	return a.Coefficient(), b.Coefficient()
}

// scaledRoot returns the whole part of scale × (num ÷ den)^(1 ÷ n), and whether
// nothing was cut off.
func scaledRoot(num, den, scale *big.Int, n int) (root *big.Int, exact bool) {
	power := new(big.Int).Exp(scale, big.NewInt(int64(n)), nil)
	whole, rest := power.QuoRem(power.Mul(power, num), den, new(big.Int))
	root = bigRoot(whole, n)
	back := new(big.Int).Exp(root, big.NewInt(int64(n)), nil)
	return root, rest.Sign() == 0 && back.Cmp(whole) == 0
}

// bigRoot returns the whole part of the n-th root of x (0 or more) by Newton's
// iteration from above.
func bigRoot(x *big.Int, n int) *big.Int {
	if n == 1 || x.Sign() == 0 {
		return new(big.Int).Set(x)
	}
	root := new(big.Int).Lsh(big.NewInt(1), uint((x.BitLen()+n-1)/n))
	less, count := big.NewInt(int64(n-1)), big.NewInt(int64(n))
	for {
		next := new(big.Int).Exp(root, less, nil)
		next.Quo(x, next)
		next.Add(next, new(big.Int).Mul(less, root))
		next.Quo(next, count)
		if next.Cmp(root) >= 0 {
			return root
		}
		root = next
	}
}

// grown returns what an amount becomes in the given number of years at the
// growth that led from one amount to a later one in span years: base ×
// (to ÷ from)^(years ÷ span). The result is cut off, not rounded, at the given
// number of digits after the point, so that it never grows faster than its rate.
func grown(base, from, to decimal.Decimal, span, years int, digits int32) decimal.Decimal {
	f, t := wholes(from, to)
	power := big.NewInt(int64(years))
	num, den := t.Exp(t, power, nil), f.Exp(f, power, nil)
	c, e := base.Coefficient(), base.Exponent()
	scale := e + digits // base × 10^digits = c × 10^scale
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(scale, -scale))), nil)
	if scale >= 0 {
		c.Mul(c, ten)
	} else {
		den.Mul(den, ten.Exp(ten, big.NewInt(int64(span)), nil))
	}
	root, _ := scaledRoot(num, den, c, span)
	return decimal.NewFromBigInt(root, -digits)
}

// grownAt is grown at a printed rate.
func grownAt(base decimal.Decimal, r rate, years int, digits int32) decimal.Decimal {
	factor := decimal.New(int64(r)+1000, -3)
	return grown(base, decimal.New(1, 0), factor, 1, years, digits)
}
