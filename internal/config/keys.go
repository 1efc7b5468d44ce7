package config

import (
	"path"
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// top reads a key of the file itself.
func (p *reading) top(v pair) error {
	switch v.key {
	case "headings":
		return p.object(v.value, func(h pair) error { return p.heading(h, allocate.NoTable) })
	case "headings_in":
		return p.object(v.value, p.headingsIn)
	case "units":
		return p.object(v.value, p.units)
	case "ignore_sheets":
		return p.ignore(v)
	case "policy":
		return p.object(v.value, p.policy)
	}
	return p.unknown(v, "headings", "headings_in", "units", "ignore_sheets", "policy")
}

// headingsIn reads the headings of one kind of table.
func (p *reading) headingsIn(v pair) error {
	for k := allocate.GoalTable; k <= allocate.ContactTable; k++ {
		if k.String() == v.key {
			return p.object(v.value, func(h pair) error { return p.heading(h, k) })
		}
	}
	return p.unknown(v, "goals", "breakdown", "tracking", "history", "contacts")
}

// heading reads a heading with its meaning.
func (p *reading) heading(v pair, kind allocate.TableKind) error {
	means, err := p.word(v)
	if err != nil {
		return err
	}
	if !p.file.Stated.Words.State(v.key, kind, means) {
		return p.wrong(v.value, sayNoMeaning.With(lang.Brief(means), lang.Brief(v.key)), sayMeanings.With())
	}
	return nil
}

// units reads what is said of units.
func (p *reading) units(v pair) error {
	s := &p.file.Stated
	switch v.key {
	case "file":
		unit, err := p.unit(v)
		s.Unit = unit
		return err
	case "sheets":
		s.Sheets = map[string]templates.Unit{}
		return p.object(v.value, func(v pair) error {
			unit, err := p.unit(v)
			s.Sheets[v.key] = unit
			return err
		})
	case "headings":
		return p.object(v.value, func(v pair) error {
			unit, err := p.unit(v)
			s.Words.StateUnit(v.key, unit)
			return err
		})
	}
	return p.unknown(v, "file", "sheets", "headings")
}

// unit reads the spelling of a unit.
func (p *reading) unit(v pair) (templates.Unit, error) {
	s, err := p.word(v)
	if err != nil {
		return templates.Unit{}, err
	}
	unit, ok := templates.ParseUnit(s)
	if !ok {
		return unit, p.wrong(v.value, sayNoUnit.With(s), sayUnits.With())
	}
	return unit, nil
}

// ignore reads the list of sheets that are not read.
func (p *reading) ignore(v pair) error {
	list, ok := v.value.(*ast.SequenceNode)
	if _, none := v.value.(*ast.NullNode); none {
		return nil
	}
	if !ok {
		return p.wrong(v.value, sayNotAList.With(lang.Brief(v.key)))
	}
	for _, n := range list.Values {
		name, err := p.word(pair{v.key, n, n})
		if err != nil {
			return err
		}
		if _, err := path.Match(name, ""); err != nil {
			return p.wrong(n, sayBadPattern.With(name), sayPattern.With())
		}
		p.file.Stated.Ignore = append(p.file.Stated.Ignore, name)
	}
	return nil
}

// policy reads a threshold or a choice.
func (p *reading) policy(v pair) error {
	to := &p.file.Policy
	switch v.key {
	case "growth":
		return p.choice(v, &to.Growth, "cagr", "mean", "max")
	case "growth_years":
		return p.number(v, &to.GrowthYears, 1, 10, sayNotYears)
	case "growth_error_points":
		return p.points(v, &to.GrowthErrorPoints)
	case "volatile_points":
		return p.points(v, &to.VolatilePoints)
	case "from":
		return p.choice(v, &to.From, "amount", "share")
	case "spread":
		return p.choice(v, &to.Spread, "equal", "history", "weight")
	case "fail_on":
		return p.choice(v, &to.FailOn, "error", "warning", "never")
	}
	return p.tracking(v)
}

// tracking reads a threshold of progress and forecasts.
func (p *reading) tracking(v pair) error {
	to := &p.file.Policy
	switch v.key {
	case "green_index":
		return p.points(v, &to.GreenIndex)
	case "amber_index":
		return p.points(v, &to.AmberIndex)
	case "stale_days":
		return p.number(v, &to.StaleDays, 1, 366, sayNotDays)
	case "effort_multiple":
		return p.multiple(v, &to.EffortMultiple)
	case "support_multiple":
		return p.multiple(v, &to.SupportMultiple)
	case "recent_months":
		return p.number(v, &to.RecentMonths, 1, 12, sayNotMonths)
	}
	return p.unknown(v, "growth", "growth_years", "growth_error_points", "volatile_points", "from", "spread", "fail_on",
		"green_index", "amber_index", "stale_days", "effort_multiple", "support_multiple", "recent_months")
}

// number reads a whole number from one bound to the other.
func (p *reading) number(v pair, into **int, from, to int, say lang.Text) error {
	s, err := p.word(v)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < from || n > to {
		return p.wrong(v.value, say.With(v.key, lang.Brief(s)))
	}
	*into = &n
	return nil
}

// multiple reads how many times the pace so far: 1 to 100.
func (p *reading) multiple(v pair, into **decimal.Decimal) error {
	s, err := p.word(v)
	if err != nil {
		return err
	}
	d, err := allocate.ParseNumber(s)
	if err != nil || d.LessThan(decimal.New(1, 0)) || d.GreaterThan(decimal.New(100, 0)) {
		return p.wrong(v.value, sayNotMultiple.With(v.key, lang.Brief(s)))
	}
	*into = &d
	return nil
}

// points reads percentage points: 20, 20% and 7.5 are numbers of them.
func (p *reading) points(v pair, into **decimal.Decimal) error {
	s, err := p.word(v)
	if err != nil {
		return err
	}
	d, err := allocate.ParseNumber(s)
	if err != nil || d.IsNegative() || d.Cmp(decimal.New(1000, 0)) > 0 {
		return p.wrong(v.value, sayNotPoints.With(v.key, lang.Brief(s)))
	}
	*into = &d
	return nil
}
