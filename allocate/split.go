package allocate

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Part is one of those that a total is split among.
type Part struct {
	Weight decimal.Decimal     // 0 or more
	Lock   decimal.NullDecimal // the part keeps this value; it must keep Min and Max itself
	Min    decimal.NullDecimal // the least that the part may get
	Max    decimal.NullDecimal // the most that the part may get
}

// Split splits total among parts in proportion to their weights. The result has
// one value for each part, in their order; together they are the total exactly.
//
//   - Locked parts keep their value; the rest is spread over the others. Equal
//     Min and Max are a lock.
//   - Each free part is a multiple of unit, and less than one unit away from its
//     exact quota (largest remainder, Hamilton's method); of equal remainders the
//     earlier part's is rounded up. A part with more weight never gets less
//     (of a negative total: never more) than one with less and the same bounds.
//   - Where the rest is no multiple of unit, what is odd goes, whole, to the part
//     whose turn it would be next; that one part is no multiple of unit.
//   - Min and Max are kept by water-filling: parts that would pass a bound stay at
//     it, and the others share the rest in proportion. Bounds are first moved
//     inwards to multiples of unit; where that leaves no solution, the unit is
//     refined by tens as far as it takes.
//   - Without bounds no part gets the opposite sign of the total.
//   - A part of weight zero gets zero, unless the bounds leave it more to take. If
//     all free parts have weight zero, they get equal parts.
//   - A negative total is split like a positive one, with the signs turned.
//
// What cannot be done is a *SplitError. Values beyond 10^±100 are refused.
func Split(total, unit decimal.Decimal, parts []Part) ([]decimal.Decimal, error) {
	s, err := newSplitting(total, unit, parts)
	if err != nil {
		return nil, err
	}
	if err := s.bind(); err != nil {
		return nil, err
	}
	if out, ok := s.small(); ok {
		return out, nil
	}
	s.fill()
	return s.result(), nil
}

// splitting is a split under way. All its numbers are whole multiples of 10^exp,
// so that the arithmetic is on integers and exact.
type splitting struct {
	total     decimal.Decimal
	parts     []Part
	weightExp int32           // the weights' own scale
	locked    decimal.Decimal // sum of the locks
	exp       int32
	rest      *big.Int // of the total, for the free parts
	unit      *big.Int
	free      []freePart // the parts that are not locked, in order
	bounds    bool       // some free part has a Min or a Max
	values    []*big.Int // of the free parts; nil until rounded
}

// freePart is a part that is not locked: its weight (in a scale of the weights' own), its bounds
// (nil: none), and where the water stands for it.
type freePart struct {
	part   int
	weight *big.Int
	lo, hi *big.Int
	state  standing
}

// standing says whether a part stands at one of its bounds.
type standing uint8

const (
	atQuota standing = iota
	atLow
	atHigh
)

const maxSplitExponent = 100

// newSplitting checks the request and brings its numbers to one scale.
func newSplitting(total, unit decimal.Decimal, parts []Part) (*splitting, error) {
	s := &splitting{total: total, parts: parts}
	if unit.Sign() <= 0 {
		return nil, &SplitError{Why: UnitNotPositive, Part: -1, Given: unit, Total: total}
	}
	if !saneNumber(total) || !saneNumber(unit) {
		return nil, &SplitError{Why: SplitTooLarge, Part: -1, Total: total}
	}
	s.exp = min(0, total.Exponent(), unit.Exponent())
	free := 0
	for i := range parts {
		p := &parts[i]
		if err := p.check(i, total); err != nil {
			return nil, err
		}
		if lock, ok := p.locked(); ok {
			s.locked = s.locked.Add(lock)
			s.exp = min(s.exp, lock.Exponent())
			continue
		}
		free++
		s.weightExp = min(s.weightExp, p.Weight.Exponent())
		for _, b := range [...]decimal.NullDecimal{p.Min, p.Max} {
			if b.Valid {
				s.exp, s.bounds = min(s.exp, b.Decimal.Exponent()), true
			}
		}
	}
	s.rest, s.unit = atScale(total.Sub(s.locked), s.exp), atScale(unit, s.exp)
	s.free = make([]freePart, 0, free)
	for i := range parts {
		if _, ok := parts[i].locked(); !ok {
			s.free = append(s.free, freePart{part: i})
		}
	}
	return s, nil
}

// locked returns the value that the part must have, if there is only one.
func (p *Part) locked() (decimal.Decimal, bool) {
	if p.Lock.Valid {
		return p.Lock.Decimal, true
	}
	if p.Min.Valid && p.Max.Valid && p.Min.Decimal.Equal(p.Max.Decimal) {
		return p.Min.Decimal, true
	}
	return decimal.Decimal{}, false
}

// check refuses what no part can be.
func (p *Part) check(i int, total decimal.Decimal) error {
	switch {
	case !saneNumber(p.Weight) || p.Lock.Valid && !saneNumber(p.Lock.Decimal) ||
		p.Min.Valid && !saneNumber(p.Min.Decimal) || p.Max.Valid && !saneNumber(p.Max.Decimal):
		return &SplitError{Why: SplitTooLarge, Part: i, Total: total}
	case p.Weight.Sign() < 0:
		return &SplitError{Why: WeightNegative, Part: i, Given: p.Weight, Total: total}
	case p.Min.Valid && p.Max.Valid && p.Min.Decimal.Cmp(p.Max.Decimal) > 0:
		return &SplitError{Why: BoundsCrossed, Part: i, Given: p.Min.Decimal, Limit: p.Max.Decimal, Total: total}
	case p.Lock.Valid && p.Min.Valid && p.Lock.Decimal.Cmp(p.Min.Decimal) < 0:
		return &SplitError{Why: LockOutside, Part: i, Given: p.Lock.Decimal, Limit: p.Min.Decimal, Total: total}
	case p.Lock.Valid && p.Max.Valid && p.Lock.Decimal.Cmp(p.Max.Decimal) > 0:
		return &SplitError{Why: LockOutside, Part: i, Given: p.Lock.Decimal, Limit: p.Max.Decimal, Total: total}
	}
	return nil
}

// saneNumber reports whether a number is small enough to calculate with.
func saneNumber(d decimal.Decimal) bool {
	e := d.Exponent()
	return e <= maxSplitExponent && e >= -maxSplitExponent && d.NumDigits() <= 2*maxSplitExponent
}

// atScale returns d ÷ 10^exp, which is whole by the choice of exp.
func atScale(d decimal.Decimal, exp int32) *big.Int { return d.Shift(-exp).BigInt() }

// fromScale returns v × 10^exp without zeros at the end of a fraction.
func fromScale(v *big.Int, exp int32) decimal.Decimal {
	if v.IsInt64() {
		return plainDecimal(v.Int64(), exp)
	}
	d := decimal.NewFromBigInt(v, exp)
	return d.Truncate(placesOf(d))
}

// result puts the free parts between the locked ones.
func (s *splitting) result() []decimal.Decimal {
	out := s.lockedValues()
	for i := range s.free {
		out[s.free[i].part] = fromScale(s.values[i], s.exp)
	}
	return out
}

// lockedValues returns the values of the locked parts in their places.
func (s *splitting) lockedValues() []decimal.Decimal {
	out := make([]decimal.Decimal, len(s.parts))
	for i := range s.parts {
		if lock, ok := s.parts[i].locked(); ok {
			out[i] = lock
		}
	}
	return out
}
