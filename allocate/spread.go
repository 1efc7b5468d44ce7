package allocate

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// spreadOver splits a share over rows in proportion to their amounts, each part a multiple of
// step (a power of ten): by largest remainder, ties to the earlier row, as Split does.
// Amounts of both signs have no such parts.
func (r *review) spreadOver(g *group, rows []int32, left, step decimal.Decimal) ([]decimal.Decimal, bool) {
	if units, ok := wholeAt(left, step.Exponent()); ok {
		if values, ok := r.spreadSmall(rows, units); ok {
			return r.decimals(values, step.Exponent()), true
		}
	}
	parts := make([]Part, len(rows))
	for i, row := range rows {
		v, _ := r.valueOf(row)
		if v.Sign()*g.base.Sign() < 0 {
			return nil, false
		}
		parts[i].Weight = v.Abs()
	}
	shares, err := Split(left, step, parts)
	return shares, err == nil
}

// spreading is the memory that spreadSmall uses again and again.
type spreading struct {
	values        []int64
	sizes, sorted []uint64 // of what rounding down took from each value
}

// spreadSmall spreads whole units over rows as spreadOver does; false where the numbers
// do not fit, or an amount or what is to be spread is not positive. The parts stand
// until the next call.
func (r *review) spreadSmall(rows []int32, units int64) ([]int64, bool) {
	if units <= 0 || len(rows) == 0 {
		return nil, false
	}
	values, sum, ok := r.wholeValues(rows)
	if !ok {
		return nil, false
	}
	sizes, over := r.parts.sizes[:0], units
	for i, v := range values {
		hi, lo := bits.Mul64(uint64(v), uint64(units))
		if hi >= sum {
			return nil, false
		}
		quotient, rest := bits.Div64(hi, lo, sum)
		values[i] = int64(quotient)
		sizes = append(sizes, rest)
		over -= values[i]
	}
	r.parts.sizes = sizes
	if over == 0 {
		return values, true
	}
	r.parts.sorted = append(r.parts.sorted[:0], sizes...)
	least, equal := mostOf(r.parts.sorted, int(over))
	for i, size := range sizes {
		if size == least && equal > 0 {
			equal--
			values[i]++
		} else if size > least {
			values[i]++
		}
	}
	return values, true
}

// wholeValues returns the amounts of rows as whole numbers of one scale, and their sum.
func (r *review) wholeValues(rows []int32) (values []int64, sum uint64, ok bool) {
	if values, sum, ok = r.valuesAt(rows, 0); ok {
		return values, sum, sum > 0
	}
	low := int32(0)
	for _, row := range rows {
		v, _ := r.valueOf(row)
		low = min(low, v.Exponent())
	}
	if low == 0 {
		return nil, 0, false
	}
	values, sum, ok = r.valuesAt(rows, low)
	return values, sum, ok && sum > 0
}

// valuesAt returns the amounts of rows in units of 10^exp, and their sum; false if one is
// negative, too large or no whole number of them.
func (r *review) valuesAt(rows []int32, exp int32) (values []int64, sum uint64, ok bool) {
	values = r.parts.values[:0]
	for _, row := range rows {
		v, _ := r.valueOf(row)
		n, ok := wholeAt(v, exp)
		if !ok || n < 0 {
			return nil, 0, false
		}
		values = append(values, n)
		if sum += uint64(n); sum > 1<<62 {
			return nil, 0, false
		}
	}
	r.parts.values = values
	return values, sum, true
}

// wholeAt returns v in units of 10^exp, and false if it is no whole number of them or too large.
func wholeAt(v decimal.Decimal, exp int32) (int64, bool) {
	coef, e, ok := smallDecimal(v)
	if !ok {
		return 0, false
	}
	for e < exp && coef%10 == 0 && coef != 0 {
		coef /= 10
		e++
	}
	return timesPow10(coef, e-exp)
}

// decimals makes decimals of whole numbers.
func (r *review) decimals(values []int64, exp int32) []decimal.Decimal {
	out := make([]decimal.Decimal, len(values))
	for i, v := range values {
		out[i] = r.decimalOf(v, exp)
	}
	return out
}
