package allocate

import "math/big"

// bind gives each free part its bounds as multiples of the unit, and refuses a
// rest that the bounds leave no way to spread.
func (s *splitting) bind() error {
	if rest := s.rest.Sign(); !s.bounds && len(s.free) > 0 && (rest == 0 || rest > 0 == (s.total.Sign() >= 0)) {
		return nil // every part may grow without end
	}
	low, high := s.setBounds(nil)
	if low != nil && low.Cmp(s.rest) > 0 || high != nil && high.Cmp(s.rest) < 0 {
		return s.impossible(low, high)
	}
	if !s.bounds {
		return nil
	}
	for !s.fits(s.unit) {
		if s.unit.IsInt64() && s.unit.Int64() == 1 { // bounds are multiples of 1: cannot be
			return s.impossible(low, high)
		}
		s.unit = s.finer()
	}
	return nil
}

// fits moves the bounds to multiples of unit and reports whether the rest can
// still be spread.
func (s *splitting) fits(unit *big.Int) bool {
	low, high := s.setBounds(unit)
	for i := range s.free {
		if c := &s.free[i]; c.lo != nil && c.hi != nil && c.lo.Cmp(c.hi) > 0 {
			return false
		}
	}
	return (low == nil || low.Cmp(s.rest) <= 0) && (high == nil || high.Cmp(s.rest) >= 0)
}

// finer returns the largest power of ten below the unit. It ends at 1, of which
// every bound is a multiple.
func (s *splitting) finer() *big.Int {
	next := big.NewInt(1)
	for ten := big.NewInt(10); ; {
		above := new(big.Int).Mul(next, ten)
		if above.Cmp(s.unit) >= 0 {
			return next
		}
		next = above
	}
}

// setBounds sets the bounds of all free parts, moved inwards to multiples of
// unit if it is not nil, and returns their sums; nil is boundless.
func (s *splitting) setBounds(unit *big.Int) (low, high *big.Int) {
	low, high = new(big.Int), new(big.Int)
	negative := s.total.Sign() < 0
	for i := range s.free {
		c := &s.free[i]
		p := &s.parts[c.part]
		c.lo, c.hi = nil, nil
		if p.Min.Valid {
			c.lo = roundUp(atScale(p.Min.Decimal, s.exp), unit)
		}
		if p.Max.Valid {
			c.hi = roundDown(atScale(p.Max.Decimal, s.exp), unit)
		}
		c.keepSign(negative)
		low, high = addBound(low, c.lo), addBound(high, c.hi)
	}
	return low, high
}

// zeroInt is the bound of parts that have none; it is never written to.
var zeroInt = new(big.Int)

// keepSign bounds a part without a bound on the side of zero by zero, or by its
// other bound if that lies beyond.
func (c *freePart) keepSign(negative bool) {
	switch {
	case !negative && c.lo == nil:
		if c.lo = zeroInt; c.hi != nil && c.hi.Sign() < 0 {
			c.lo = c.hi
		}
	case negative && c.hi == nil:
		if c.hi = zeroInt; c.lo != nil && c.lo.Sign() > 0 {
			c.hi = c.lo
		}
	}
}

func addBound(sum, b *big.Int) *big.Int {
	if sum == nil || b == nil {
		return nil
	}
	return sum.Add(sum, b)
}

// roundDown returns the largest multiple of unit that is not above v.
func roundDown(v, unit *big.Int) *big.Int {
	if unit == nil {
		return v
	}
	rest := new(big.Int).Mod(v, unit) // Euclidean: 0 or more
	return rest.Sub(v, rest)
}

// roundUp returns the smallest multiple of unit that is not below v.
func roundUp(v, unit *big.Int) *big.Int {
	down := roundDown(v, unit)
	if down.Cmp(v) < 0 {
		down.Add(down, unit)
	}
	return down
}

// impossible says why the rest cannot be spread. low and high are the least and
// the most that the free parts can take; nil is boundless.
func (s *splitting) impossible(low, high *big.Int) error {
	e := &SplitError{Why: LocksExceed, Part: -1, Given: s.locked, Total: s.total}
	switch tooMuch := low != nil && low.Cmp(s.rest) > 0; {
	case len(s.parts) == 0:
		e.Why = NoParts
	case len(s.free) == 0:
		e.Why = LocksDiffer
	case tooMuch && s.hasBound(true):
		e.Why, e.Given = MinExceed, s.locked.Add(fromScale(low, s.exp))
	case !tooMuch && s.hasBound(false):
		e.Why, e.Given = MaxShort, s.locked.Add(fromScale(high, s.exp))
	}
	return e
}

// hasBound reports whether some free part has a Min, or a Max.
func (s *splitting) hasBound(lower bool) bool {
	for i := range s.free {
		p := &s.parts[s.free[i].part]
		if lower && p.Min.Valid || !lower && p.Max.Valid {
			return true
		}
	}
	return false
}
