package allocate

import "strings"

// namer remembers the series of the last name, as the years of an item mostly
// follow each other.
type namer struct {
	item, dim, typ string
	kind           Kind
	at             int32
	set            bool
}

func (n *namer) same(a *Actual) bool {
	return n.set && n.item == a.Item && n.dim == a.Dimension && n.typ == a.Type && n.kind == a.Amount.Unit.Kind()
}

func (h *history) addNamed(i int32, last *namer) {
	a := h.plan.History[i]
	if !last.same(a) {
		*last = namer{a.Item, a.Dimension, a.Type, a.Amount.Unit.Kind(), h.seriesFor(a), true}
	}
	h.push(&h.series[last.at].head, i)
}

// seriesFor returns the series that a named figure belongs to, made if it is the first.
func (h *history) seriesFor(a *Actual) int32 {
	if h.exact == nil {
		h.exact, h.cores = map[seriesKey]int32{}, map[seriesKey]int32{}
	}
	name, dim := foldName(a.Item), foldName(a.Dimension)
	if dim == "" && lastStep(name) != name {
		dim = strings.TrimSuffix(name, lastStep(name))
	}
	key := seriesKey{name, foldName(a.Type), a.Amount.Unit.Kind()}
	first, known := h.exact[key]
	if !known {
		first = -1
	}
	for s := first; s >= 0; s = h.series[s].twin {
		if h.series[s].dim == dim {
			return s
		}
	}
	return h.addSeries(series{item: a.Item, dim: dim, head: -1, twin: first}, key)
}

func (h *history) addSeries(s series, key seriesKey) int32 {
	at := int32(len(h.series))
	h.exact[key] = at
	core, typ := coreName(key.name, h.types)
	if key.typ == "" {
		key.typ = typ
	}
	key.name = core
	s.kin = -1
	if kin, ok := h.cores[key]; ok {
		s.kin = kin
	}
	h.cores[key] = at
	h.series = append(h.series, s)
	return at
}

// wanted is what the history is looked up for.
type wanted struct {
	item, dim, typ string // folded; typ is the goal's type
	kind           Kind
	sole           bool // no other goal type of the plan has this kind of unit
}

// found is a series, or why there is none: nothing of that name, or the names
// of two that fit equally well.
type found struct {
	head      int32 // -1 if none
	one, two  string
	ambiguous bool
}

// findRow finds the history of a breakdown row by name.
func (h *history) findRow(b *Breakdown, typ string, kind Kind) found {
	if len(h.series) == 0 {
		return found{head: -1}
	}
	return h.find(wanted{foldName(b.Item), foldName(b.Dimension), foldName(typ), kind, h.kinds[kind] < 2})
}

// findGoal finds the history of a goal: under its type, or as the company's whole.
func (h *history) findGoal(goal *Target) found {
	typ, kind := foldName(goal.Type), goal.Amount.Unit.Kind()
	for _, kind := range [...]Kind{kind, NoKind} {
		keys := []seriesKey{{typ, "", kind}, {typ, typ, kind}}
		for _, whole := range wholeNames {
			keys = append(keys, seriesKey{whole, typ, kind})
			if h.kinds[kind] < 2 {
				keys = append(keys, seriesKey{whole, "", kind})
			}
		}
		for i, key := range keys {
			if f := h.pick(key, i > 1, ""); f.head >= 0 || f.ambiguous {
				return f
			}
		}
	}
	return found{head: -1}
}

// find looks a name up: as it is, then by its core; with the goal's type before
// without a type; in the wanted unit before figures without a unit.
func (h *history) find(w wanted) found {
	core, typ := coreName(w.item, h.types)
	if w.typ == "" {
		w.typ = typ
	}
	f := h.findIn(w, core, w.kind, typ != "")
	if f.head < 0 && !f.ambiguous && w.kind != NoKind {
		f = h.findIn(w, core, NoKind, typ != "")
	}
	return f
}

// findIn is find among the figures of one kind of unit. named says that the name itself
// tells the goal type.
func (h *history) findIn(w wanted, core string, kind Kind, named bool) found {
	for _, try := range [...]struct {
		name, typ    string
		byCore, sure bool
	}{
		{w.item, w.typ, false, true},
		{w.item, "", false, w.sole || named},
		{core, w.typ, true, true},
		{core, "", true, w.sole},
	} {
		f := h.pick(seriesKey{try.name, try.typ, kind}, try.byCore, w.dim)
		if f.head >= 0 && !try.sure {
			return found{-1, f.one, "", true}
		}
		if f.head >= 0 || f.ambiguous {
			return f
		}
	}
	return found{head: -1}
}

// pick takes the only series under a key, or the only one of the dimension.
func (h *history) pick(key seriesKey, byCore bool, dim string) found {
	index := h.exact
	if byCore {
		index = h.cores
	}
	first, ok := index[key]
	if !ok {
		return found{head: -1}
	}
	total, fitting := 0, 0
	last, fits := first, first
	for s := first; s >= 0; s = h.after(s, byCore) {
		total++
		last = s
		if h.fitsDimension(s, dim) {
			fitting++
			fits = s
		}
	}
	if total > 1 && fitting != 1 {
		return found{-1, h.series[first].item, h.series[last].item, true}
	}
	if total == 1 {
		fits = first
	}
	return found{head: h.series[fits].head, one: h.series[fits].item}
}

func (h *history) after(s int32, byCore bool) int32 {
	if byCore {
		return h.series[s].kin
	}
	return h.series[s].twin
}

// fitsDimension reports whether a series is of the dimension: by the history's
// own dimension, else by its name (华东区域 is of 区域维度).
func (h *history) fitsDimension(s int32, dim string) bool {
	core, _ := coreName(dim, nil)
	if own := h.series[s].dim; own != "" {
		ownCore, _ := coreName(strings.TrimRight(own, "/>\\"), nil)
		return ownCore == core || own == dim
	}
	return core != "" && strings.Contains(foldName(h.series[s].item), core)
}
