package allocate

import (
	"math/big"
	"slices"
)

// fill finds what each free part gets. The exact quotas are clamp(λ × weight, lo,
// hi) for the one λ at which they add up to the rest; parts at a bound stay
// there, and the others are rounded.
func (s *splitting) fill() {
	s.values = make([]*big.Int, len(s.free))
	heavy, light := s.byWeight()
	switch {
	case len(heavy) == 0:
		s.spread(light, s.rest, true)
	case len(light) == 0:
		s.spread(heavy, s.rest, false)
	default:
		s.fillBoth(heavy, light)
	}
}

// byWeight returns the indexes of the free parts with a weight, and of those
// without.
func (s *splitting) byWeight() (heavy, light []int) {
	heavy = make([]int, 0, len(s.free))
	for i := range s.free {
		s.free[i].weight = atScale(s.parts[s.free[i].part].Weight, s.weightExp)
		if s.free[i].weight.Sign() > 0 {
			heavy = append(heavy, i)
		} else {
			light = append(light, i)
		}
	}
	return heavy, light
}

// fillBoth gives parts without weight zero, or the bound that is nearest to it,
// and the others the rest; what these cannot take goes to those in equal parts.
func (s *splitting) fillBoth(heavy, light []int) {
	rest := new(big.Int).Set(s.rest)
	for _, i := range light {
		c := &s.free[i]
		v := zeroInt
		if c.lo != nil && c.lo.Sign() > 0 {
			v = c.lo
		} else if c.hi != nil && c.hi.Sign() < 0 {
			v = c.hi
		}
		s.values[i] = v
		rest.Sub(rest, v)
	}
	for _, upper := range [...]bool{false, true} {
		sum, ok := s.boundSum(heavy, upper)
		if !ok || upper && rest.Cmp(sum) <= 0 || !upper && rest.Cmp(sum) >= 0 {
			continue
		}
		for _, i := range heavy {
			if s.values[i] = s.free[i].lo; upper {
				s.values[i] = s.free[i].hi
			}
		}
		s.spread(light, new(big.Int).Sub(s.rest, sum), true)
		return
	}
	s.spread(heavy, rest, false)
}

// boundSum adds the bounds on one side; ok is false if a part has none.
func (s *splitting) boundSum(parts []int, upper bool) (sum *big.Int, ok bool) {
	sum = new(big.Int)
	for _, i := range parts {
		b := s.free[i].lo
		if upper {
			b = s.free[i].hi
		}
		if b == nil {
			return nil, false
		}
		sum.Add(sum, b)
	}
	return sum, true
}

// spread gives rest to the parts in proportion to their weights, or in equal
// parts, within their bounds.
func (s *splitting) spread(parts []int, rest *big.Int, equal bool) {
	if equal {
		one := big.NewInt(1)
		for _, i := range parts {
			s.free[i].weight = one
		}
	}
	open := parts
	if s.bounds {
		rest = s.level(parts, rest)
		open = s.settleBounds(parts)
	}
	weights := make([]*big.Int, len(open))
	whole := new(big.Int)
	for k, i := range open {
		weights[k] = s.free[i].weight
		whole.Add(whole, weights[k])
	}
	rounded := roundParts(rest, s.unit, whole, weights)
	for k, i := range open {
		s.values[i] = rounded[k]
	}
}

// settleBounds gives the parts that stand at a bound its value, and returns the
// others.
func (s *splitting) settleBounds(parts []int) (open []int) {
	for _, i := range parts {
		switch c := &s.free[i]; c.state {
		case atLow:
			s.values[i] = c.lo
		case atHigh:
			s.values[i] = c.hi
		default:
			open = append(open, i)
		}
	}
	return open
}

// rise is a λ at which a part leaves its lower bound, or comes to its upper one.
type rise struct {
	part  *freePart
	at    *big.Int // the bound; λ is at ÷ weight
	upper bool
}

// level raises λ from below until the parts add up to rest, sets each part's
// state there, and returns what is left for those at no bound.
func (s *splitting) level(parts []int, rest *big.Int) *big.Int {
	fixed, slope := new(big.Int), new(big.Int) // the sum is fixed + slope × λ
	rises := make([]rise, 0, 2*len(parts))
	for _, i := range parts {
		c := &s.free[i]
		if c.state = atQuota; c.lo != nil {
			c.state = atLow
			fixed.Add(fixed, c.lo)
			rises = append(rises, rise{c, c.lo, false})
		} else {
			slope.Add(slope, c.weight)
		}
		if c.hi != nil {
			rises = append(rises, rise{c, c.hi, true})
		}
	}
	sortRises(rises)
	var sum, want, product big.Int
	for _, r := range rises {
		// fixed + slope × at/weight ≥ rest, times weight
		sum.Mul(fixed, r.part.weight)
		sum.Add(&sum, product.Mul(slope, r.at))
		if sum.Cmp(want.Mul(rest, r.part.weight)) >= 0 {
			break
		}
		r.pass(fixed, slope)
	}
	return new(big.Int).Sub(rest, fixed)
}

// sortRises sorts by λ. It is stable: a part with equal bounds leaves the lower
// before it comes to the upper.
func sortRises(rises []rise) {
	var left, right big.Int
	slices.SortStableFunc(rises, func(a, b rise) int {
		left.Mul(a.at, b.part.weight)
		right.Mul(b.at, a.part.weight)
		return left.Cmp(&right)
	})
}

// pass takes a part over one of its bounds.
func (r *rise) pass(fixed, slope *big.Int) {
	if r.upper {
		r.part.state = atHigh
		fixed.Add(fixed, r.at)
		slope.Sub(slope, r.part.weight)
		return
	}
	r.part.state = atQuota
	fixed.Sub(fixed, r.at)
	slope.Add(slope, r.part.weight)
}
