package allocate

import (
	"slices"

	"goalxl/internal/lang"
)

// settleClaims gives each row the series that it claims, unless others claim them
// alike. together says which of several rows may take one series, and names them
// all if none may.
func (t *tracker) settleClaims(claims [][]seriesClaim, together func(rows []int, series int32) ([]int, lang.Message), give func(int, fed)) {
	rowsOf := map[int32][]int{}
	var order []int32
	for i, list := range claims {
		if !t.sameItem(list) {
			continue
		}
		for _, c := range list {
			if rowsOf[c.series] == nil {
				order = append(order, c.series)
			}
			rowsOf[c.series] = append(rowsOf[c.series], i)
		}
	}
	takes := map[int]*fed{}
	for _, series := range order {
		rows := closest(rowsOf[series], claims, series)
		if len(rows) > 1 {
			kept, names := together(rows, series)
			if len(kept) == 0 {
				t.refuse(series, textSeveralRows.With(names))
			}
			rows = kept
		}
		for _, i := range rows {
			f := takes[i]
			if f == nil {
				f = &fed{level: levelOf(claims[i], series)}
				f.how = t.howMatched(f.level, series)
				takes[i] = f
			}
			f.series = append(f.series, series)
		}
	}
	for i, f := range takes {
		give(i, *f)
	}
}

// sameItem reports whether the series that a row claims by its core have one name;
// otherwise it is not certain which is meant, and all are refused.
func (t *tracker) sameItem(claims []seriesClaim) bool {
	all := t.in.Actuals.Series
	for _, c := range claims {
		if c.level == byCore && foldName(all[c.series].Item) != foldName(all[claims[0].series].Item) {
			for _, c := range claims {
				t.refuse(c.series, textSeveralOf.With(all[claims[0].series].Item))
			}
			return false
		}
	}
	return true
}

// closest keeps the rows that claim a series at the closest level.
func closest(rows []int, claims [][]seriesClaim, series int32) (out []int) {
	best := noLevel
	for _, i := range rows {
		switch level := levelOf(claims[i], series); {
		case level < best:
			best, out = level, []int{i}
		case level == best:
			out = append(out, i)
		}
	}
	return out
}

func levelOf(claims []seriesClaim, series int32) matchLevel {
	for _, c := range claims {
		if c.series == series {
			return c.level
		}
	}
	return noLevel
}

func (t *tracker) howMatched(level matchLevel, series int32) lang.Message {
	switch level {
	case byMap:
		return textByMap.With()
	case byKey:
		return textByKey.With()
	case byName:
		return textByName.With()
	}
	return textByCore.With(t.in.Actuals.Series[series].Item)
}

// rowsTogether: several sub-targets of one name take a series only if each has a time
// of its own, as the quarters of a year have.
func (t *tracker) rowsTogether(rows []int, _ int32) ([]int, lang.Message) {
	for i, a := range rows {
		pa, _ := t.periodOfRow(int32(a))
		for _, b := range rows[:i] {
			if pb, _ := t.periodOfRow(int32(b)); pa.IsZero() || pb.IsZero() || pa.Overlaps(pb) {
				return nil, t.namesOf(rows, func(i int) (string, Ref) { return t.plan.Breakdowns[i].Item, t.plan.Breakdowns[i].At })
			}
		}
	}
	return rows, lang.Message{}
}

// actionsTogether: of several actions of one strategy, the one whose own figure is in
// the unit of the series takes it.
func (t *tracker) actionsTogether(rows []int, series int32) ([]int, lang.Message) {
	unit := t.in.Actuals.Series[series].unit()
	var fit []int
	for _, i := range rows {
		if f, ok := soleFigure(t.plan.Actions[i].Action, unit); ok && unit != "" && f.Unit == unit {
			fit = append(fit, i)
		}
	}
	if len(fit) == 1 {
		return fit, lang.Message{}
	}
	return nil, t.namesOf(rows, func(i int) (string, Ref) { return t.plan.Actions[i].Action, t.plan.Actions[i].At })
}

// namesOf names some rows, the first few, for a text.
func (t *tracker) namesOf(rows []int, name func(int) (string, Ref)) lang.Message {
	var places []any
	for _, i := range rows[:min(len(rows), 3)] {
		n, at := name(i)
		places = append(places, textRowNamed.With(quoted(n, maxQuotedCell), at.Row))
	}
	switch len(places) {
	case 0:
		return lang.Message{}
	case 1:
		return places[0].(lang.Message)
	case 2:
		return lang.T("%s、%s", "%s, %s").With(places...)
	}
	return lang.T("%s、%s、%s", "%s, %s, %s").With(places...)
}

// refuse notes a series that bears a row's name and does not feed it.
func (t *tracker) refuse(series int32, why lang.Message) {
	if slices.ContainsFunc(t.out.Refused, func(u Unmatched) bool { return u.Series == series }) {
		return
	}
	s := &t.in.Actuals.Series[series]
	t.out.Refused = append(t.out.Refused, Unmatched{Series: series, Line: s.Line, Item: s.Name(), Why: why})
}

// rollUp gives sub-targets without actuals the sum of their parts', where every part has
// some: the region is what its teams sold.
func (t *tracker) rollUp() {
	for at := len(t.inDepth) - 1; at >= 0; at-- {
		g := t.inDepth[at]
		if g.parent < 0 || t.fed.rows[g.parent].series != nil {
			continue
		}
		var sum []int32
		for _, row := range g.rows {
			if t.fed.rows[row].series == nil {
				sum = nil
				break
			}
			for _, s := range t.fed.rows[row].series {
				if !slices.Contains(sum, s) {
					sum = append(sum, s)
				}
			}
		}
		if sum != nil {
			t.fed.rows[g.parent] = fed{series: sum, level: byCore, how: textByParts.With()}
		}
	}
}

// countUsed notes the series that feed some row, and drops them from the refused ones.
func (t *tracker) countUsed() {
	for _, list := range [...][]fed{t.fed.rows, t.fed.actions} {
		for _, f := range list {
			t.out.Used = append(t.out.Used, f.series...)
		}
	}
	slices.Sort(t.out.Used)
	t.out.Used = slices.Compact(t.out.Used)
	t.out.Refused = slices.DeleteFunc(t.out.Refused, func(u Unmatched) bool {
		_, used := slices.BinarySearch(t.out.Used, u.Series)
		return used
	})
	slices.SortFunc(t.out.Refused, func(a, b Unmatched) int { return int(a.Series) - int(b.Series) })
}
