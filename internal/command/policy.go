package command

import (
	"cmp"
	"time"

	"goalxl/allocate"
	"goalxl/internal/config"
)

// policy is what the reading flags ask for, on top of what the configuration says
// and of the defaults.
func (r *run) policy(c *config.Policy) (allocate.Policy, error) {
	asOf, err := r.asOf()
	if err != nil {
		return allocate.Policy{}, err
	}
	p := allocate.DefaultPolicy(asOf)
	c.Apply(&p)
	switch cmp.Or(r.flags["from"], c.From) {
	case "amount":
		p.From = allocate.FromAmount
	case "share":
		p.From = allocate.FromShare
	}
	switch cmp.Or(r.flags["spread"], c.Spread) {
	case "equal":
		p.Spread = allocate.SpreadEqual
	case "history":
		p.Spread = allocate.SpreadHistory
	case "weight":
		p.Spread = allocate.SpreadWeight
	}
	switch cmp.Or(r.flags["growth"], c.Growth) {
	case "mean":
		p.Growth = allocate.GrowthMean
	case "max":
		p.Growth = allocate.GrowthMax
	}
	return p, nil
}

// asOf is the day of --as-of, or today.
func (r *run) asOf() (allocate.Date, error) {
	text, given := r.flags["as-of"]
	if !given {
		return dateOf(r.today()), nil
	}
	return dayOf("--as-of", text)
}

func dateOf(t time.Time) allocate.Date {
	return allocate.Date{Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day())}
}
