package allocate

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"
)

// roundParts splits rest among weights, which add up to whole, in multiples of
// unit by largest remainder. What of rest is no multiple of unit goes to the part
// whose turn is next. All numbers are whole; weights are positive, or there are
// none and rest is 0.
func roundParts(rest, unit, whole *big.Int, weights []*big.Int) []*big.Int {
	if len(weights) == 0 {
		return nil
	}
	size := new(big.Int).Abs(rest)
	common := new(big.Int).GCD(nil, nil, size, unit)
	q := quotas{rest: size.Div(size, common), unit: new(big.Int).Div(unit, common), whole: whole}
	q.want = q.rest
	values := q.round(weights)
	if rest.Sign() < 0 {
		common.Neg(common)
	}
	for _, v := range values {
		v.Mul(v, common)
	}
	return values
}

// quotas is a rounding under way: part i's exact quota is rest × weight ÷ whole.
type quotas struct {
	rest, unit, whole *big.Int
	want              *big.Int // what the rounded parts add up to; the sum of the quotas, rounded
	left              *big.Int // what is left to reach it
}

// remainder is what rounding down took from a part, in parts of one divisor.
type remainder[T any] struct {
	size T
	part int32
}

// round rounds every quota, none of which is more than all of them together
// unless some are negative, down to multiples of unit, and gives what is left to
// the largest remainders, of equal ones to the earlier.
func (q *quotas) round(weights []*big.Int) []*big.Int {
	values := make([]*big.Int, len(weights))
	if order, ok := q.roundSmall(weights, values); ok {
		handOut(q, values, order)
		return values
	}
	order := q.roundBig(weights, values)
	handOut(q, values, order)
	return values
}

// roundBig is round for numbers of any size and sign.
func (q *quotas) roundBig(weights, values []*big.Int) []remainder[*big.Int] {
	divisor := new(big.Int).Mul(q.whole, q.unit)
	left := new(big.Int).Set(q.want)
	order := make([]remainder[*big.Int], 0, len(weights))
	for i, w := range weights {
		down, rest := new(big.Int).Mul(q.rest, w), new(big.Int)
		down.DivMod(down, divisor, rest)
		values[i] = down.Mul(down, q.unit)
		left.Sub(left, values[i])
		if rest.Sign() > 0 {
			order = append(order, remainder[*big.Int]{rest, int32(i)})
		}
	}
	slices.SortFunc(order, func(a, b remainder[*big.Int]) int {
		if c := b.size.Cmp(a.size); c != 0 {
			return c
		}
		return cmp.Compare(a.part, b.part)
	})
	q.left = left
	return order
}

// roundSmall is round for numbers that fit in 64 bits, as nearly all do; ok is
// false where some do not.
func (q *quotas) roundSmall(weights, values []*big.Int) (order []remainder[uint64], ok bool) {
	if !q.rest.IsUint64() || !q.whole.IsUint64() || !q.unit.IsUint64() || !q.want.IsInt64() {
		return nil, false
	}
	rest, unit, left := q.rest.Uint64(), q.unit.Uint64(), q.want.Int64()
	over, divisor := bits.Mul64(q.whole.Uint64(), unit)
	if over != 0 || divisor == 0 {
		return nil, false
	}
	order = make([]remainder[uint64], 0, len(weights))
	ints := make([]big.Int, len(weights)) // one allocation for all
	for i, w := range weights {
		if !w.IsUint64() {
			return nil, false
		}
		hi, lo := bits.Mul64(rest, w.Uint64())
		if hi >= divisor {
			return nil, false
		}
		down, over := bits.Div64(hi, lo, divisor)
		values[i] = ints[i].SetUint64(down * unit)
		left -= int64(down * unit)
		if over > 0 {
			order = append(order, remainder[uint64]{over, int32(i)})
		}
	}
	slices.SortFunc(order, func(a, b remainder[uint64]) int {
		if c := cmp.Compare(b.size, a.size); c != 0 {
			return c
		}
		return cmp.Compare(a.part, b.part)
	})
	q.left = big.NewInt(left)
	return order, true
}

// handOut gives one unit each to the first in the order, while whole units are
// left, and what is odd to the next.
func handOut[T any](q *quotas, values []*big.Int, order []remainder[T]) {
	for _, r := range order {
		if q.left.Sign() <= 0 {
			return
		}
		step := q.unit
		if q.left.Cmp(step) < 0 {
			step = new(big.Int).Set(q.left)
		}
		values[r.part].Add(values[r.part], step)
		q.left.Sub(q.left, step)
	}
}
