package blank_test

import (
	"slices"
	"testing"

	"goalxl/allocate"
	"goalxl/workbook/blank"
)

// TestSampleHasThePlantedProblems finds exactly what was planted in the sample,
// on the sheet where it was planted, and nothing once it is repaired.
func TestSampleHasThePlantedProblems(t *testing.T) {
	type found struct {
		rule  string
		sheet allocate.TableKind
	}
	var want []found
	for _, p := range blank.Planted {
		want = append(want, found{p.Rule, p.Sheet})
	}
	order := func(a, b found) int { return int(a.sheet)*1000 - int(b.sheet)*1000 + compare(a.rule, b.rule) }
	slices.SortFunc(want, order)
	for name, o := range variants() {
		if !o.Sample {
			continue
		}
		_, plan, res := checked(t, made(t, o))
		var got []found
		for i := range res.Findings {
			f := &res.Findings[i]
			got = append(got, found{f.Rule.ID, plan.Tables[f.At.Table].Kind})
		}
		slices.SortFunc(got, order)
		if !slices.Equal(got, want) || len(res.Changes) > 0 {
			t.Errorf("%s: found %v and %d changes, want %v", name, got, len(res.Changes), want)
		}
		o.Repaired = true
		_, plan, res = checked(t, made(t, o))
		for i := range res.Findings {
			t.Errorf("%s, repaired: %s: %s", name, res.Findings[i].Rule.ID, res.Findings[i].Message.In(o.Lang))
		}
		if len(plan.Breakdowns) != 14 || len(plan.History) != 56 || len(plan.Actions) != 14 {
			t.Errorf("%s: %d rows, %d actuals, %d actions", name, len(plan.Breakdowns), len(plan.History), len(plan.Actions))
		}
	}
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// TestSampleAtAnyTime finds nothing in the repaired sample whenever it is made
// and checked in its year or, for a year that is over, later.
func TestSampleAtAnyTime(t *testing.T) {
	for _, c := range []struct {
		elapsed int
		asOf    allocate.Date
	}{
		{0, allocate.Date{Year: 2024, Month: 11, Day: 1}}, {12, allocate.Date{Year: 2025, Month: 2, Day: 14}},
		{50, allocate.Date{Year: 2025, Month: 7, Day: 1}}, {99, allocate.Date{Year: 2025, Month: 12, Day: 31}},
		{100, allocate.Date{Year: 2031, Month: 5, Day: 1}},
	} {
		_, plan, _ := checked(t, made(t, blank.Options{Year: 2025, Sample: true, Repaired: true, Elapsed: c.elapsed}))
		res := allocate.Check(plan, allocate.DefaultPolicy(c.asOf))
		for i := range res.Findings {
			t.Errorf("%d%%, %v: %s: %s", c.elapsed, c.asOf, res.Findings[i].Rule.ID, res.Findings[i].Message.In(0))
		}
	}
}
