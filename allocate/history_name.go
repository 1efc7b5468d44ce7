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
		h.expect()
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
	return h.addSeries(series{key: key, item: a.Item, dim: dim, head: -1, twin: first})
}

// expect makes room for as many series as the order of the figures suggests.
func (h *history) expect() {
	names, last := 0, ""
	for _, a := range h.plan.History {
		if !a.Beside && a.Item != last {
			names, last = names+1, a.Item
		}
	}
	h.exact = make(map[seriesKey]int32, names)
	h.series = make([]series, 0, names)
}

func (h *history) addSeries(s series) int32 {
	at := int32(len(h.series))
	h.exact[s.key] = at
	h.typed = h.typed || s.key.typ != ""
	h.series = append(h.series, s)
	return at
}

// indexCores makes the series known by the cores of their names.
func (h *history) indexCores() {
	h.cores = make(map[seriesKey]int32, len(h.series))
	for i := len(h.series) - 1; i >= 0; i-- {
		s := &h.series[i]
		core, typ := coreName(s.key.name, h.types)
		key := seriesKey{core, s.key.typ, s.key.kind}
		if key.typ == "" {
			key.typ = typ
		}
		s.kin = -1
		if kin, known := h.cores[key]; known {
			s.kin = kin
		}
		h.cores[key] = int32(i)
	}
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

// findGoal finds the history of a goal: under its type, or as the company's
// whole. Several series of that name (the 合计 rows of several dimensions) are
// all returned, and have to agree.
func (h *history) findGoal(typ string, kind Kind) (heads []int32) {
	if len(h.series) == 0 {
		return nil
	}
	for _, kind := range [...]Kind{kind, NoKind} {
		keys := []seriesKey{{typ, "", kind}, {typ, typ, kind}}
		for _, whole := range wholeNames {
			keys = append(keys, seriesKey{whole, typ, kind}, seriesKey{whole + typ, "", kind})
			if h.kinds[kind] < 2 {
				keys = append(keys, seriesKey{whole, "", kind})
			}
		}
		for _, key := range keys {
			s, ok := h.exact[key]
			for ; ok && s >= 0; s = h.series[s].twin {
				heads = append(heads, h.series[s].head)
			}
			if ok {
				return heads
			}
		}
	}
	return nil
}

// find looks a name up: as it is, then by its core; with the goal's type before
// without a type; in the wanted unit before figures without a unit.
func (h *history) find(w wanted) found {
	f := h.findIn(w, w.kind)
	if f.head < 0 && !f.ambiguous && w.kind != NoKind {
		f = h.findIn(w, NoKind)
	}
	return f
}

// findIn is find among the figures of one kind of unit.
func (h *history) findIn(w wanted, kind Kind) found {
	if h.typed {
		if f := h.pick(seriesKey{w.item, w.typ, kind}, false, w.dim); f.head >= 0 || f.ambiguous {
			return f
		}
	}
	f := h.pick(seriesKey{w.item, "", kind}, false, w.dim)
	if f.ambiguous || f.head >= 0 && w.sole {
		return f
	}
	core, typ := coreName(w.item, h.types)
	if f.head >= 0 { // the name as it is, but of which goal type?
		return f.sure(typ != "")
	}
	if w.typ == "" {
		w.typ = typ
	}
	if f = h.pick(seriesKey{core, w.typ, kind}, true, w.dim); f.head < 0 && !f.ambiguous {
		f = h.pick(seriesKey{core, "", kind}, true, w.dim).sure(w.sole)
	}
	return f
}

// sure turns a find into an ambiguous one, unless it is sure that the series is
// of the wanted goal type.
func (f found) sure(is bool) found {
	if is || f.head < 0 {
		return f
	}
	return found{-1, f.one, "", true}
}

// pick takes the only series under a key, or the only one of the dimension.
func (h *history) pick(key seriesKey, byCore bool, dim string) found {
	index := h.exact
	if byCore {
		if h.cores == nil {
			h.indexCores()
		}
		index = h.cores
	}
	first, ok := index[key]
	if !ok {
		return found{head: -1}
	}
	if h.after(first, byCore) < 0 {
		return found{head: h.series[first].head, one: h.series[first].item}
	}
	fitting, last, fits := 0, first, first
	for s := first; s >= 0; s = h.after(s, byCore) {
		last = s
		if h.fitsDimension(s, dim) {
			fitting++
			fits = s
		}
	}
	if fitting != 1 {
		return found{-1, h.series[first].item, h.series[last].item, true}
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
