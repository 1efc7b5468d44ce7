package command

import (
	"strings"
	"time"

	"goalxl/allocate"
)

// policy is what the reading flags ask for, on top of the defaults.
func (r *run) policy() (allocate.Policy, error) {
	asOf, err := r.asOf()
	if err != nil {
		return allocate.Policy{}, err
	}
	p := allocate.DefaultPolicy(asOf)
	switch r.flags["from"] {
	case "amount":
		p.From = allocate.FromAmount
	case "share":
		p.From = allocate.FromShare
	}
	switch r.flags["spread"] {
	case "equal":
		p.Spread = allocate.SpreadEqual
	case "history":
		p.Spread = allocate.SpreadHistory
	case "weight":
		p.Spread = allocate.SpreadWeight
	}
	switch r.flags["growth"] {
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
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2006年1月2日"} {
		if day, err := time.Parse(layout, strings.TrimSpace(text)); err == nil && day.Year() > 0 {
			return dateOf(day), nil
		}
	}
	return allocate.Date{}, wrongUse(sayNotADate.With("--as-of", text), sayDateExample.With())
}

func dateOf(t time.Time) allocate.Date {
	return allocate.Date{Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day())}
}
