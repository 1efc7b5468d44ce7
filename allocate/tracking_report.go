package allocate

import (
	"cmp"
	"slices"

	"goalxl/internal/lang"
)

// MakeReport adds up the summaries of a batch, in the order in which they are given; nil
// ones (workbooks that could not be read) are passed over. The error says that a rescue
// did not add up when it was added again, which is a fault of the program.
func MakeReport(all []*Summary, actuals *Actuals, pol Policy) (*Report, error) {
	r := &Report{AsOf: pol.AsOf, Month: MonthOf(pol.AsOf)}
	var late []LateAction
	var moves []candidate
	for _, s := range all {
		if s == nil {
			continue
		}
		r.Lines = append(r.Lines, s.Lines...)
		r.Reds = append(r.Reds, s.Reds...)
		r.Restated = append(r.Restated, s.Restated...)
		late, moves = append(late, s.Late...), append(moves, s.moves...)
	}
	r.addLines(&pol)
	slices.SortStableFunc(r.Reds, func(a, b RedLine) int { return b.gap().cmp(a.gap()) })
	r.Late = byOwner(late)
	r.matchedIn(all, actuals)
	var err error
	r.Rescues, err = rescues(moves)
	return r, err
}

// gap orders reds: the part of the target that is missing against the plan; what has no
// figure comes last, the longest overdue first.
func (l *RedLine) gap() redGap {
	p := &l.Progress
	if !p.Lead.Valid {
		return redGap{days: p.Late}
	}
	return redGap{known: true, points: p.Lead.Decimal.Neg().Shift(fractionDigits).IntPart(), days: p.Late}
}

type redGap struct {
	known  bool
	points int64
	days   int
}

func (g redGap) cmp(h redGap) int {
	if g.known != h.known {
		return whether(g.known) - whether(h.known)
	}
	return cmp.Or(cmp.Compare(g.points, h.points), cmp.Compare(g.days, h.days))
}

// addLines adds up the lines by goal and unit.
func (r *Report) addLines(pol *Policy) {
	type key struct {
		goal string
		unit Unit
	}
	at := map[key]int{}
	for i := range r.Lines {
		l := &r.Lines[i]
		k := key{foldName(l.Goal), l.Target.Unit}
		n, ok := at[k]
		if !ok {
			n = len(r.Sums)
			at[k] = n
			r.Sums = append(r.Sums, RegionLine{Goal: l.Goal, Basis: l.Basis})
		}
		r.Sums[n].merge(l)
	}
	for i := range r.Sums {
		r.Sums[i].judge(pol)
	}
}

// byOwner gathers the late actions of each owner.
func byOwner(late []LateAction) (out []LateOwner) {
	at := map[string]int{}
	for _, a := range late {
		i, ok := at[foldName(a.Owner)]
		if !ok {
			i = len(out)
			at[foldName(a.Owner)] = i
			out = append(out, LateOwner{Owner: a.Owner})
		}
		out[i].Actions = append(out[i].Actions, a)
		out[i].Days = max(out[i].Days, a.Days)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Actions, func(a, b LateAction) int { return b.Days - a.Days })
	}
	slices.SortStableFunc(out, func(a, b LateOwner) int { return cmp.Or(b.Days-a.Days, len(b.Actions)-len(a.Actions)) })
	return out
}

var textNoRow = lang.T("没有同名的子目标或行动", "no sub-target and no action has this name")

// matchedIn lists the series that no workbook took, with what comes near, and those that
// several took.
func (r *Report) matchedIn(all []*Summary, actuals *Actuals) {
	if actuals == nil {
		return
	}
	takers := make([]int, len(actuals.Series))
	refused := map[int32]Unmatched{}
	var names []string
	for _, s := range all {
		if s == nil {
			continue
		}
		names = append(names, s.names...)
		for _, i := range s.used {
			takers[i]++
		}
		for _, u := range s.refused {
			if _, ok := refused[u.Series]; !ok {
				refused[u.Series] = u
			}
		}
	}
	near := newNearNames(names)
	for i, n := range takers {
		switch {
		case n > 1:
			r.Shared = append(r.Shared, int32(i))
		case n == 0:
			u, ok := refused[int32(i)]
			if s := &actuals.Series[i]; !ok {
				u = Unmatched{Series: int32(i), Line: s.Line, Item: s.Name(), Why: textNoRow.With(), Near: near.of(s.Item)}
			}
			r.Unmatched = append(r.Unmatched, u)
		}
	}
}
