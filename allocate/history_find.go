package allocate

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
