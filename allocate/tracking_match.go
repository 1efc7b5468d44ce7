package allocate

import (
	"slices"

	"goalxl/internal/lang"
)

// fed is the series that feed a row, and how they were found.
type fed struct {
	series []int32
	level  matchLevel
	how    lang.Message
}

// feeding says which series feed which rows.
type feeding struct{ rows, actions []fed }

// matchLevel says how closely a series fits a row; the closer is taken.
type matchLevel uint8

const (
	byMap  matchLevel = iota // --map says so
	byKey                    // the same 编号
	byName                   // the same name, but for width, case and spaces
	byCore                   // the same but for 区域, 销售额 and the like at the end
	noLevel
)

// claim is a series that a row would take.
type seriesClaim struct {
	series int32
	level  matchLevel
}

// match finds the series that feed each row: by --map, by key, by name. What several rows
// claim alike is refused, and so is a name that comes near without being the same.
func (t *tracker) match() {
	p := t.plan
	t.fed = feeding{make([]fed, len(p.Breakdowns)), make([]fed, len(p.Actions))}
	if len(t.in.Actuals.Series) == 0 {
		return
	}
	mapped := t.mappedNames()
	cores := t.in.Actuals.cored(t.historyOf().types)
	rows, actions := make([][]seriesClaim, len(p.Breakdowns)), make([][]seriesClaim, len(p.Actions))
	for i := range p.Breakdowns {
		rows[i] = t.claimsOfRow(i, mapped, cores)
	}
	for i := range p.Actions {
		actions[i] = t.claimsOfAction(i, mapped)
	}
	t.settleClaims(rows, t.rowsTogether, func(i int, f fed) { t.fed.rows[i] = f })
	t.settleClaims(actions, t.actionsTogether, func(i int, f fed) { t.fed.actions[i] = f })
	t.rollUp()
	t.countUsed()
}

// mappedNames returns, by folded name in the plan, the folded names that --map gives it.
func (t *tracker) mappedNames() map[string][]string {
	out := map[string][]string{}
	t.renamed = make(map[string]bool, len(t.in.Names))
	for export, name := range t.in.Names {
		key := foldName(name)
		out[key] = append(out[key], foldName(export))
		t.renamed[foldName(export)] = true
	}
	for _, exports := range out {
		slices.Sort(exports) // so that one run says the same as the next
	}
	return out
}

// isMapped reports whether --map gives a series another name than its own.
func (t *tracker) isMapped(s *Series) bool {
	return len(t.renamed) > 0 && t.renamed[foldName(s.Item)]
}

// gather lists the series of a row's names (the closest first), keys and mapped names.
func (t *tracker) gather(names []string, key string, mapped map[string][]string) (out []seriesClaim) {
	a := t.in.Actuals
	add := func(level matchLevel, series []int32) {
		for _, s := range series {
			out = append(out, seriesClaim{s, level})
		}
	}
	for _, name := range names {
		for _, export := range mapped[name] {
			add(byMap, a.named(export))
		}
	}
	if key != "" {
		add(byKey, a.keyed(key))
	}
	for _, name := range names {
		for _, s := range a.named(name) {
			if !t.isMapped(&a.Series[s]) {
				out = append(out, seriesClaim{s, byName})
			}
		}
	}
	return out
}

// claimsOfRow lists the series that a sub-target would take.
func (t *tracker) claimsOfRow(i int, mapped map[string][]string, cores map[coreKey][]int32) []seriesClaim {
	b := t.plan.Breakdowns[i]
	item := foldName(b.Item)
	if item == "" {
		return nil
	}
	claims := t.gather([]string{foldName(b.Dimension) + "/" + item, item}, b.key(), mapped)
	core, typ := coreName(item, t.historyOf().types)
	keys := []coreKey{{core, typ}}
	if typ != "" {
		keys = append(keys, coreKey{core, ""})
	} else if goal := t.goalOf(i); goal != nil {
		keys = append(keys, coreKey{core, foldName(goal.Type)})
	}
	for _, k := range keys {
		for _, s := range cores[k] {
			if !t.isMapped(&t.in.Actuals.Series[s]) {
				claims = append(claims, seriesClaim{s, byCore})
			}
		}
	}
	return t.fitting(claims, func(s *Series) lang.Message { return t.unfitRow(i, s) })
}

// claimsOfAction lists the series that an action would take.
func (t *tracker) claimsOfAction(i int, mapped map[string][]string) []seriesClaim {
	a := t.plan.Actions[i]
	name, action := foldName(a.Name), foldName(a.Action)
	var names []string
	for _, n := range [...]string{name + "/" + action, action, foldName(withoutFigure(a.Action)), name} {
		if n != "" && n != "/" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return t.fitting(t.gather(names, foldName(a.Key), mapped), func(s *Series) lang.Message { return t.unfitAction(i, s) })
}

// fitting keeps the claims at the closest level that fit, each series once, and notes
// why the others do not.
func (t *tracker) fitting(claims []seriesClaim, unfit func(*Series) lang.Message) (out []seriesClaim) {
	for level := byMap; level < noLevel && len(out) == 0; level++ {
		for _, c := range claims {
			if c.level != level || slices.ContainsFunc(out, func(o seriesClaim) bool { return o.series == c.series }) {
				continue
			}
			if why := unfit(&t.in.Actuals.Series[c.series]); !why.IsZero() {
				t.refuse(c.series, why)
				continue
			}
			out = append(out, c)
		}
	}
	return out
}
