package allocate

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// spreadOver splits a share over rows in proportion to their amounts, each part a multiple of
// step: by largest remainder, ties to the earlier row, as Split does. Amounts of
// both signs have no such parts.
func (r *review) spreadOver(g *group, rows []int32, left, step decimal.Decimal) ([]decimal.Decimal, bool) {
	if shares, ok := r.spreadSmall(rows, left, step); ok {
		return shares, true
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

// spreadSmall is spreadOver in whole numbers; false where they do not fit, or an
// amount or what is to be spread is not positive.
func (r *review) spreadSmall(rows []int32, left, step decimal.Decimal) ([]decimal.Decimal, bool) {
	units, ok := wholeAt(left, step.Exponent())
	if !ok || units <= 0 {
		return nil, false
	}
	values, sum, ok := r.wholeValues(rows)
	if !ok {
		return nil, false
	}
	rests, over := make([]rest, len(rows)), units
	for i, v := range values {
		hi, lo := bits.Mul64(uint64(v), uint64(units))
		if hi >= sum {
			return nil, false
		}
		quotient, remainder := bits.Div64(hi, lo, sum)
		values[i] = int64(quotient)
		rests[i] = rest{remainder, int32(i)}
		over -= values[i]
	}
	slices.SortFunc(rests, func(a, b rest) int {
		if a.size != b.size {
			return cmp.Compare(b.size, a.size)
		}
		return cmp.Compare(a.at, b.at)
	})
	for _, s := range rests[:over] {
		values[s.at]++
	}
	return decimals(values, step.Exponent()), true
}

// rest is what rounding down takes from one part.
type rest struct {
	size uint64
	at   int32
}

// wholeValues returns the amounts of rows as whole numbers of one scale, and their sum.
func (r *review) wholeValues(rows []int32) (values []int64, sum uint64, ok bool) {
	low := int32(0)
	for _, row := range rows {
		v, _ := r.valueOf(row)
		low = min(low, v.Exponent())
	}
	values = make([]int64, len(rows))
	for i, row := range rows {
		v, _ := r.valueOf(row)
		if values[i], ok = wholeAt(v, low); !ok || values[i] < 0 {
			return nil, 0, false
		}
		sum += uint64(values[i])
		if sum > 1<<62 {
			return nil, 0, false
		}
	}
	return values, sum, sum > 0
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

// decimals makes decimals of whole numbers; equal neighbours share one.
func decimals(values []int64, exp int32) []decimal.Decimal {
	out := make([]decimal.Decimal, len(values))
	known := map[int64]decimal.Decimal{}
	for i, v := range values {
		d, ok := known[v]
		if !ok {
			d = decimal.New(v, exp)
			if len(known) < 1000 {
				known[v] = d
			}
		}
		out[i] = d
	}
	return out
}
