package allocate

import (
	"cmp"
	"math/big"
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
type remainder struct {
	size *big.Int
	part int32
}

// round rounds every quota down to multiples of unit, and gives what is left to
// the largest remainders, of equal ones to the earlier.
func (q *quotas) round(weights []*big.Int) []*big.Int {
	values := make([]*big.Int, len(weights))
	q.handOut(values, q.roundDown(weights, values))
	return values
}

// roundDown sets the values and what is left, and returns whose turn it is.
func (q *quotas) roundDown(weights, values []*big.Int) []remainder {
	divisor := new(big.Int).Mul(q.whole, q.unit)
	left := new(big.Int).Set(q.want)
	order := make([]remainder, 0, len(weights))
	for i, w := range weights {
		down, rest := new(big.Int).Mul(q.rest, w), new(big.Int)
		down.DivMod(down, divisor, rest)
		values[i] = down.Mul(down, q.unit)
		left.Sub(left, values[i])
		if rest.Sign() > 0 {
			order = append(order, remainder{rest, int32(i)})
		}
	}
	slices.SortFunc(order, func(a, b remainder) int {
		if c := b.size.Cmp(a.size); c != 0 {
			return c
		}
		return cmp.Compare(a.part, b.part)
	})
	q.left = left
	return order
}

// handOut gives one unit each to the first in the order, while whole units are
// left, and what is odd to the next.
func (q *quotas) handOut(values []*big.Int, order []remainder) {
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
