package allocate

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sync"

	"github.com/shopspring/decimal"
)

// Nearly all amounts fit in 64 bits, and 100,000 of them are rounded in a
// moment there; what does not fit goes the long way, over big integers.

// smallOf returns |d| ÷ 10^exp, if it is a whole number of 64 bits.
func smallOf(d decimal.Decimal, exp int32) (uint64, bool) {
	if d.IsZero() {
		return 0, true
	}
	shift := d.Exponent() - exp
	if shift < 0 || shift > 18 || d.NumDigits() > 18 {
		return 0, false
	}
	n := d.CoefficientInt64()
	if n < 0 {
		n = -n
	}
	over, v := bits.Mul64(uint64(n), pow10Small(shift))
	return v, over == 0 && v <= math.MaxInt64
}

// pow10Small returns 10^n for n from 0 to 18.
func pow10Small(n int32) uint64 {
	v := uint64(1)
	for ; n > 0; n-- {
		v *= 10
	}
	return v
}

// smallSum adds up small numbers; ok is false if the sum does not fit.
func smallSum(values []uint64) (sum uint64, ok bool) {
	for _, v := range values {
		if sum += v; sum > math.MaxInt64 {
			return 0, false
		}
	}
	return sum, true
}

// smallRemainder is what rounding down took from a part.
type smallRemainder struct {
	size uint64
	part int32
}

// roundSmall replaces each weight by its part of rest, rest × weight ÷ whole, in
// multiples of unit by largest remainder, so that the parts add up to want: the
// sum of the exact parts, rounded. ok is false, and the weights are as they were,
// if a number on the way does not fit.
func roundSmall(rest, unit, whole, want uint64, weights []uint64) bool {
	over, divisor := bits.Mul64(whole, unit)
	if over != 0 || divisor == 0 {
		return false
	}
	for _, w := range weights {
		if hi, _ := bits.Mul64(rest, w); hi >= divisor {
			return false
		}
	}
	order := make([]smallRemainder, 0, len(weights))
	left := want
	for i, w := range weights {
		hi, lo := bits.Mul64(rest, w)
		down, over := bits.Div64(hi, lo, divisor)
		weights[i] = down * unit
		left -= weights[i]
		if over > 0 {
			order = append(order, smallRemainder{over, int32(i)})
		}
	}
	slices.SortFunc(order, func(a, b smallRemainder) int {
		if c := cmp.Compare(b.size, a.size); c != 0 {
			return c
		}
		return cmp.Compare(a.part, b.part)
	})
	for _, r := range order {
		if left == 0 {
			break
		}
		step := min(unit, left)
		weights[r.part] += step
		left -= step
	}
	return true
}

// small splits what has no bounds; ok is false where it does not fit in 64 bits.
func (s *splitting) small() (out []decimal.Decimal, ok bool) {
	if s.bounds || !s.rest.IsInt64() || !s.unit.IsInt64() || len(s.free) == 0 {
		return nil, false
	}
	weights := make([]uint64, len(s.free))
	for k := range s.free {
		if weights[k], ok = smallOf(s.parts[s.free[k].part].Weight, s.weightExp); !ok {
			return nil, false
		}
	}
	whole, ok := smallSum(weights)
	if !ok {
		return nil, false
	}
	if whole == 0 { // equal parts
		for k := range weights {
			weights[k] = 1
		}
		whole = uint64(len(weights))
	}
	rest, sign := s.rest.Int64(), int64(1)
	if rest < 0 {
		rest, sign = -rest, -1
	}
	common := commonDivisor(rest, s.unit.Int64())
	size := uint64(rest / common)
	if !roundSmall(size, uint64(s.unit.Int64()/common), whole, size, weights) {
		return nil, false
	}
	out = s.lockedValues()
	for k := range s.free {
		out[s.free[k].part] = plainDecimal(sign*int64(weights[k])*common, s.exp)
	}
	return out, true
}

func commonDivisor(a, b int64) int64 {
	for a != 0 {
		a, b = b%a, a
	}
	return b
}

// plainDecimal returns n × 10^exp without zeros at the end of a fraction.
func plainDecimal(n int64, exp int32) decimal.Decimal {
	if n == 0 {
		return decimal.Decimal{}
	}
	for exp < 0 && n%10 == 0 {
		n /= 10
		exp++
	}
	return decimal.New(n, exp)
}

// usualShares holds the shares from 0% to 100% in steps of 0.1%: a column of a
// million shares then needs no memory of its own.
var usualShares = sync.OnceValue(func() *[1001]decimal.Decimal {
	table := new([1001]decimal.Decimal)
	for i := range table {
		table[i] = plainDecimal(int64(i), -3)
	}
	return table
})

// shareOf returns the share of n last digits, of which 100% has 10^(digits+2).
func shareOf(n int64, digits int8) Share {
	if digits <= 1 && n >= 0 {
		if n *= int64(pow10Small(int32(1 - digits))); n <= 1000 {
			return Share{usualShares()[n], digits}
		}
		return Share{plainDecimal(n, -3), digits}
	}
	return Share{plainDecimal(n, -int32(digits)-2), digits}
}
