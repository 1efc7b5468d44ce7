package allocate

// yearly is the actual of one year.
type yearly struct {
	year   int16
	source int8 // 0: beside the target; 1: found by name
	part   bool // of a part of the year only
	clash  bool // the history gives two different figures
	actual *Actual
}

// unchecked says why a growth was not checked.
type unchecked uint8

// The reasons, in the order in which they are told.
const (
	checked         unchecked = iota
	noAmount                  // the row has no amount, or serves no goal: other rules say so
	noHistory                 // nothing of that name before the target's year
	oneYear                   // one figure gives no rate
	partBase                  // the last figure is of a part of a year
	baseNotPositive           // the last figure, or all before it, is zero or less
	partTarget                // the target is not for a whole year
	noPeriod                  // the target's year is not known
	unclearName               // two series fit equally well
	twoFigures                // one year has two different figures
	unclearUnit               // history and target are not of one unit
	uncheckedCount
)

// growthCase is a target beside its history.
type growthCase struct {
	target Amount
	year   int      // that the target is for
	past   []yearly // usable years before it, in order; at least two
	from   int      // index in past where the reference period starts
	clue   found    // the names that are not clear, where the case is unclearName
}

// setYear sets the year that the target is for. day says that the period is but the day
// on which the target is due: its year is the target's.
func (c *growthCase) setYear(p Period, day bool) unchecked {
	c.year = int(p.To.Year)
	switch {
	case p.IsZero():
		return noPeriod
	case !day && !wholeYear(p):
		return partTarget
	}
	c.year = int(p.From.Year)
	return checked
}

// wholeYear reports whether a period is twelve months long, wherever it starts.
func wholeYear(p Period) bool {
	months := 12*int(p.To.Year-p.From.Year) + int(p.To.Month-p.From.Month)
	return p.From.Day == 1 && p.To.Day >= 28 && months == 11
}

// judgeable completes a case with the figures of chains of the history, and says
// why it cannot be judged, if it cannot. The first chain is of figures beside the
// target, the others of those found by name: they fill the years that the first
// leaves open. period is what is wrong with the target's own period.
func (h *history) judgeable(c *growthCase, period unchecked, years int, chains ...int32) unchecked {
	if years <= 0 {
		years = 3
	}
	why := h.assemble(c, years, chains...)
	if why == noHistory || period == checked {
		return why
	}
	return period
}

// assemble gathers the figures before the target's year.
func (h *history) assemble(c *growthCase, years int, chains ...int32) unchecked {
	c.past = c.past[:0]
	some := false
	for source, head := range chains {
		for i := head; i >= 0; i = h.next[i] {
			a := h.plan.History[i]
			year := int(a.Year)
			if a.Prior() {
				year = c.year - 1
			}
			if some = true; year > 0 && year < c.year {
				c.add(yearly{int16(year), int8(min(source, 1)), a.Part, false, a})
			}
		}
	}
	if some && c.year == 0 {
		return noPeriod
	}
	return c.usable(years)
}

// add puts a figure in its place. A whole year takes the place of a part of one.
func (c *growthCase) add(y yearly) {
	at := len(c.past)
	for at > 0 && c.past[at-1].year > y.year {
		at--
	}
	if at > 0 && c.past[at-1].year == y.year {
		same := &c.past[at-1]
		switch {
		case same.part && !y.part:
			*same = y
		case same.source == y.source && same.part == y.part && !same.actual.Amount.Value.Equal(y.actual.Amount.Value):
			same.clash = true
		}
		return
	}
	c.past = append(c.past, yearly{})
	copy(c.past[at+1:], c.past[at:])
	c.past[at] = y
}

// usable drops what cannot be compared, and finds where the reference period
// starts: the last years rates, or, if there is one figure only in that time, the one before.
func (c *growthCase) usable(years int) unchecked {
	if len(c.past) == 0 {
		return noHistory
	}
	if c.past[len(c.past)-1].part {
		return partBase
	}
	whole := c.past[:0]
	for _, y := range c.past {
		switch {
		case y.clash:
			return twoFigures
		case !sameMeasure(c.target.Unit, y.actual.Amount.Unit):
			return unclearUnit
		case !y.part:
			whole = append(whole, y)
		}
	}
	c.past = whole
	last := len(whole) - 1
	if !c.base(last) {
		return baseNotPositive
	}
	if last == 0 {
		return oneYear
	}
	return c.start(years)
}

// start finds the first year of the reference period.
func (c *growthCase) start(years int) unchecked {
	last := len(c.past) - 1
	c.from = -1
	for i := last - 1; i >= 0; i-- {
		inside := int(c.past[last].year-c.past[i].year) <= years
		if !inside && c.from >= 0 {
			break
		}
		if c.base(i) {
			c.from = i
		}
	}
	if c.from < 0 {
		return baseNotPositive
	}
	return checked
}

// base reports whether growth can be measured from the figure of that year.
func (c *growthCase) base(i int) bool {
	return c.inPoints() || c.past[i].actual.Amount.Value.Sign() > 0
}

// inPoints reports whether the target is a percentage, whose growth is a
// difference in percentage points.
func (c *growthCase) inPoints() bool { return c.target.Unit.Kind() == Percent }

// sameMeasure reports whether a target and an actual can be divided: money in
// one currency, counts, percentages. A bare number is not compared with money,
// because nobody knows whether it means 元 or 万元.
func sameMeasure(target, actual Unit) bool {
	if target == actual {
		return true
	}
	t, a := target.Kind(), actual.Kind()
	return t == Count && (a == Count || a == NoKind) || t == NoKind && a == Count
}
