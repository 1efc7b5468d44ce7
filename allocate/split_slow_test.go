package allocate

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// slowSplit computes what Split promises in another way: fractions, parts frozen
// at violated bounds round by round, and leftover units handed out one by one.
func slowSplit(total, unit decimal.Decimal, parts []Part) []decimal.Decimal {
	rest := total.Rat()
	values := make([]*big.Rat, len(parts))
	var free []int
	for i := range parts {
		if lock, ok := parts[i].locked(); ok {
			values[i] = lock.Rat()
			rest.Sub(rest, values[i])
		} else {
			free = append(free, i)
		}
	}
	u := unit.Rat()
	lo, hi := slowBounds(total, parts, free, u)
	for !slowFits(rest, free, lo, hi) {
		next := big.NewRat(1, 1_000_000) // finer than every number drawn
		for k := new(big.Rat).Mul(next, big.NewRat(10, 1)); k.Cmp(u) < 0; k = new(big.Rat).Mul(next, big.NewRat(10, 1)) {
			next = k
		}
		u = next
		lo, hi = slowBounds(total, parts, free, u)
	}
	slowFill(rest, parts, free, lo, hi, values)
	return slowRound(total, u, parts, free, values)
}

func slowBounds(total decimal.Decimal, parts []Part, free []int, u *big.Rat) (lo, hi map[int]*big.Rat) {
	lo, hi = map[int]*big.Rat{}, map[int]*big.Rat{}
	grid := func(v *big.Rat, up bool) *big.Rat {
		n := new(big.Rat).Quo(v, u)
		q := new(big.Int).Div(n.Num(), n.Denom())
		if up && !n.IsInt() {
			q.Add(q, big.NewInt(1))
		}
		return new(big.Rat).Mul(new(big.Rat).SetInt(q), u)
	}
	for _, i := range free {
		if parts[i].Min.Valid {
			lo[i] = grid(parts[i].Min.Decimal.Rat(), true)
		}
		if parts[i].Max.Valid {
			hi[i] = grid(parts[i].Max.Decimal.Rat(), false)
		}
		if total.Sign() >= 0 && lo[i] == nil {
			if lo[i] = new(big.Rat); hi[i] != nil && hi[i].Sign() < 0 {
				lo[i] = hi[i]
			}
		}
		if total.Sign() < 0 && hi[i] == nil {
			if hi[i] = new(big.Rat); lo[i] != nil && lo[i].Sign() > 0 {
				hi[i] = lo[i]
			}
		}
	}
	return lo, hi
}

func slowFits(rest *big.Rat, free []int, lo, hi map[int]*big.Rat) bool {
	low, high := new(big.Rat), new(big.Rat)
	for _, i := range free {
		if lo[i] != nil && hi[i] != nil && lo[i].Cmp(hi[i]) > 0 {
			return false
		}
		if low != nil && lo[i] != nil {
			low.Add(low, lo[i])
		} else {
			low = nil
		}
		if high != nil && hi[i] != nil {
			high.Add(high, hi[i])
		} else {
			high = nil
		}
	}
	return (low == nil || low.Cmp(rest) <= 0) && (high == nil || high.Cmp(rest) >= 0)
}

// slowFill sets the exact quotas. Parts with a weight are filled first, around
// what those without must take.
func slowFill(rest *big.Rat, parts []Part, free []int, lo, hi map[int]*big.Rat, values []*big.Rat) {
	var heavy, light []int
	for _, i := range free {
		if parts[i].Weight.Sign() > 0 {
			heavy = append(heavy, i)
		} else {
			light = append(light, i)
		}
	}
	clamp := func(i int, v *big.Rat) *big.Rat {
		if lo[i] != nil && v.Cmp(lo[i]) < 0 {
			return lo[i]
		}
		if hi[i] != nil && v.Cmp(hi[i]) > 0 {
			return hi[i]
		}
		return v
	}
	left := new(big.Rat).Set(rest)
	for _, i := range light {
		values[i] = clamp(i, new(big.Rat))
		left.Sub(left, values[i])
	}
	if len(heavy) > 0 {
		slowWater(left, heavy, func(i int) *big.Rat { return parts[i].Weight.Rat() }, clamp, values)
	}
	taken := new(big.Rat).Set(rest)
	for _, i := range heavy {
		taken.Sub(taken, values[i])
	}
	if len(light) > 0 {
		slowWater(taken, light, func(int) *big.Rat { return big.NewRat(1, 1) }, clamp, values)
	}
}

// slowWater fills by freezing: all open parts get their proportion, those that
// violate a bound on the side that prevails are frozen there, and again.
func slowWater(rest *big.Rat, parts []int, weight func(int) *big.Rat, clamp func(int, *big.Rat) *big.Rat, values []*big.Rat) {
	open, rest := slices.Clone(parts), new(big.Rat).Set(rest)
	for len(open) > 0 {
		whole, excess := new(big.Rat), new(big.Rat)
		for _, i := range open {
			whole.Add(whole, weight(i))
		}
		want := map[int]*big.Rat{}
		for _, i := range open {
			want[i] = new(big.Rat).Quo(new(big.Rat).Mul(rest, weight(i)), whole)
			values[i] = clamp(i, want[i])
			excess.Add(excess, new(big.Rat).Sub(values[i], want[i]))
		}
		var still []int
		for _, i := range open {
			if d := values[i].Cmp(want[i]); d != 0 && (excess.Sign() == 0 || d == excess.Sign()) {
				rest.Sub(rest, values[i])
			} else {
				still = append(still, i)
			}
		}
		if len(still) == len(open) {
			return
		}
		open = still
	}
}

// slowRound cuts the free quotas towards zero and hands out what is left.
func slowRound(total decimal.Decimal, u *big.Rat, parts []Part, free []int, values []*big.Rat) []decimal.Decimal {
	left := total.Rat()
	cut := make([]*big.Rat, len(parts))
	for i := range parts {
		cut[i] = values[i]
		if slices.Contains(free, i) {
			n := new(big.Rat).Quo(values[i], u)
			cut[i] = new(big.Rat).Mul(new(big.Rat).SetInt(new(big.Int).Quo(n.Num(), n.Denom())), u)
		}
		left.Sub(left, cut[i])
	}
	for left.Sign() != 0 {
		best := -1
		for _, i := range free {
			d := new(big.Rat).Sub(values[i], cut[i])
			if d.Sign() == left.Sign() && (best < 0 || d.Abs(d).Cmp(new(big.Rat).Abs(new(big.Rat).Sub(values[best], cut[best]))) > 0) {
				best = i
			}
		}
		step := new(big.Rat).Set(u)
		if new(big.Rat).Abs(left).Cmp(u) < 0 {
			step.Abs(left)
		}
		if left.Sign() < 0 {
			step.Neg(step)
		}
		cut[best], values[best] = new(big.Rat).Add(cut[best], step), cut[best] // out of turn now
		values[best] = cut[best]
		left.Sub(left, step)
	}
	out := make([]decimal.Decimal, len(parts))
	for i := range out {
		out[i] = decimal.NewFromBigRat(cut[i], 12)
	}
	return out
}
