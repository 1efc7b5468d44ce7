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
	return n.set && n.item == a.Item && n.dim == a.Dimension() && n.typ == a.Type() && n.kind == a.Amount.Unit.Kind()
}

func (h *history) addNamed(i int32, last *namer) {
	a := h.plan.History[i]
	if !last.same(a) {
		*last = namer{a.Item, a.Dimension(), a.Type(), a.Amount.Unit.Kind(), h.seriesFor(a), true}
	}
	h.push(&h.series[last.at].head, i)
}

// seriesFor returns the series that a named figure belongs to, made if it is the first.
func (h *history) seriesFor(a *Actual) int32 {
	if h.exact == nil {
		h.expect()
	}
	name, dim := foldName(a.Item), foldName(a.Dimension())
	if dim == "" && lastStep(name) != name {
		dim = strings.TrimSuffix(name, lastStep(name))
	}
	key := seriesKey{name, foldName(a.Type()), a.Amount.Unit.Kind()}
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
