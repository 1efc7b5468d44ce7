package allocate

import (
	"slices"
)

// snapshotKey tells the rows of 月度快照 apart: of rows with one name, the first stays
// the first.
type snapshotKey struct {
	target          bool
	subject, detail string
	nth             int
}

// compare makes this month's snapshot, keeps those of earlier months, calls out the
// months whose actuals were changed since, and finds the change since last month.
func (t *tracker) compare() {
	past := t.earlierByRow()
	counts := map[snapshotKey]int{}
	var now []Snapshot
	each := func(list []Progress, target bool) {
		for i := range list {
			s := snapshotOf(&list[i], target, t.plan)
			s.Month, s.AsOf = t.out.Month, t.out.AsOf
			key := s.key()
			key.nth = counts[key]
			counts[s.key()]++
			t.since(&list[i], past[key])
			t.restate(&list[i], past[key])
			now = append(now, s)
		}
	}
	each(t.out.Actions, false)
	each(t.out.Targets, true)
	t.out.Snapshots = append(t.kept(), now...)
	slices.SortStableFunc(t.out.Restated, func(a, b Restatement) int { return int(a.Month - b.Month) })
}

func (s *Snapshot) key() snapshotKey {
	return snapshotKey{s.Target, foldName(s.Subject), foldName(s.Detail), 0}
}

func snapshotOf(p *Progress, target bool, plan *Plan) Snapshot {
	s := Snapshot{
		Target: target, Subject: p.Subject, Detail: p.Detail, Owner: p.Owner,
		Goal: p.Target, Actual: p.Actual, Planned: p.Planned, Complete: p.Complete, Index: p.Index,
		State: p.State, Basis: p.Basis,
	}
	if target {
		s.Detail = plan.Breakdowns[p.Serves].Dimension
	}
	return s
}

// earlierByRow finds the earlier snapshots of each row, by month. Those of this month
// are replaced, and left out.
func (t *tracker) earlierByRow() map[snapshotKey]map[Month]*Snapshot {
	type monthly struct {
		snapshotKey
		Month
	}
	out, counts := map[snapshotKey]map[Month]*Snapshot{}, map[monthly]int{}
	for i := range t.in.Earlier {
		s := &t.in.Earlier[i]
		if s.Month >= t.out.Month {
			continue
		}
		key := s.key()
		at := monthly{key, s.Month}
		key.nth = counts[at]
		counts[at]++
		if out[key] == nil {
			out[key] = map[Month]*Snapshot{}
		}
		out[key][s.Month] = s
	}
	return out
}

// kept returns the rows of earlier months, by month, as they stood in the sheet. They
// are changed in place by restate.
func (t *tracker) kept() []Snapshot {
	var out []Snapshot
	for _, s := range t.in.Earlier {
		if s.Month < t.out.Month {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Snapshot) int { return int(a.Month - b.Month) })
	return out
}

// since finds the change of % complete since the month before: since its snapshot, else
// since what the actuals give for it.
func (t *tracker) since(p *Progress, past map[Month]*Snapshot) {
	if !p.Complete.Valid {
		return
	}
	if s := past[t.out.Month-1]; s != nil {
		if s.Complete.Valid {
			p.Since = NullShare{Decimal: p.Complete.Decimal.Sub(s.Complete.Decimal), Valid: true}
		}
		return
	}
	if p.CompleteFrom != FromActuals {
		return
	}
	if sum, latest := t.actualBy(t.again(p), t.out.Month-1); latest != 0 {
		p.Since = over(p.Actual.Value.Sub(sum), p.Target.Value).value()
	}
}

// again is a row's measure, for its actuals by an earlier month.
func (t *tracker) again(p *Progress) *measure { return &measure{Progress: p} }

// restate compares a row's actuals by the end of each earlier month with its snapshot,
// and calls out the months in which they began to differ.
func (t *tracker) restate(p *Progress, past map[Month]*Snapshot) {
	var order []Month
	for m := range past {
		order = append(order, m)
	}
	slices.Sort(order)
	for i, month := range order {
		s := past[month]
		if s.AsOf != month.Last() || p.CompleteFrom != FromActuals || !fitsUnit(s.Actual.Unit, p.Actual.Unit) {
			continue
		}
		sum, _ := t.actualBy(t.again(p), month)
		if sum.Equal(s.Actual.Value) && s.Restated == nil {
			continue
		}
		after := p.Actual.With(sum)
		if s.Restated == nil || !s.Restated.Value.Equal(sum) {
			s.RestatedIn = t.out.Month
		}
		s.Restated = &after
		if s.RestatedIn == t.out.Month && (i == 0 || !carried(past[order[i-1]], s)) {
			t.out.Restated = append(t.out.Restated, Restatement{At: p.At, Subject: p.Subject, Month: month, Before: s.Actual, After: after})
		}
	}
}

// carried reports whether a later month differs from its snapshot by what an earlier
// one does already: running totals carry a restatement on.
func carried(before, s *Snapshot) bool {
	if before.Restated == nil || before.RestatedIn != s.RestatedIn {
		return false
	}
	return before.Restated.Value.Sub(before.Actual.Value).Equal(s.Restated.Value.Sub(s.Actual.Value))
}
