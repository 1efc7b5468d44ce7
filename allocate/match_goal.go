package allocate

import (
	"strings"
)

// finder finds the goal of one row after the other. What it found is kept by
// what the answer depends on, so that 100,000 rows ask only a few questions.
type finder struct {
	r      *review
	types  []string         // folded goal types, each once
	typeAt map[string]int32 // index in types
	byType [][]int32        // goals of each type
	all    []int32          // all goals
	known  map[question]answer
	last   question // the one before, and its answer: neighbours mostly ask the same
	given  answer
	asked  bool
	// periods says that goals have different periods.
	periods bool
	named   string // what the last row that serves no goal asked for
}

// question is all that the goal of a row depends on.
type question struct {
	typ    int32 // index in types; -1 if neither row nor item names one
	sure   bool  // the type is the row's own, or ends its item
	unit   Unit
	period Period
	own    bool // the period is the row's own, not only its date
}

type answer struct {
	goal int32
	why  faultKind
}

type columnKey struct{ table, dim int32 }

func newFinder(r *review) *finder {
	f := &finder{r: r, typeAt: map[string]int32{}, known: map[question]answer{}}
	for i, t := range r.plan.Targets {
		f.all = append(f.all, int32(i))
		f.periods = f.periods || t.Period != r.plan.Targets[0].Period
		typ := foldName(t.Type)
		if typ == "" {
			continue
		}
		at, ok := f.typeAt[typ]
		if !ok {
			at = int32(len(f.types))
			f.typeAt[typ] = at
			f.types = append(f.types, typ)
			f.byType = append(f.byType, nil)
		}
		f.byType[at] = append(f.byType[at], int32(i))
	}
	return f
}

// goalFor returns the goal of a row, -1 and why if none is certain.
func (f *finder) goalFor(row int32) (int32, faultKind) {
	b := f.r.plan.Breakdowns[row]
	q := question{typ: -1, unit: f.r.unitOf(row), period: b.Due}
	if q.unit == "" && b.AmountIn != Typed && b.AmountIn != Derived {
		q.unit = f.r.columnUnit(row)
	}
	f.named = ""
	if m := b.More; m != nil {
		if m.Period != (Period{}) {
			q.period, q.own = m.Period, true
		}
		if m.Type != "" {
			q.sure = true
			if q.typ = f.typeNamed(foldName(m.Type)); q.typ < 0 {
				f.named = m.Type
				return -1, faultType
			}
		}
	}
	if q.typ < 0 {
		q.typ, q.sure = f.typeIn(foldName(b.Item))
	}
	q = f.ofNamedPeriod(q, b.Item)
	if f.asked && q == f.last {
		return f.given.goal, f.given.why
	}
	a, ok := f.known[q]
	if !ok {
		a = f.answer(q)
		f.known[q] = a
	}
	f.last, f.given, f.asked = q, a, true
	return a.goal, a.why
}

// typeNamed returns the goal type with a name, else the only one that contains
// the name or is contained in it; -1 if there is none.
func (f *finder) typeNamed(name string) int32 {
	if at, ok := f.typeAt[name]; ok {
		return at
	}
	found := int32(-1)
	for i, t := range f.types {
		if strings.Contains(t, name) || strings.Contains(name, t) {
			if found >= 0 {
				return -1
			}
			found = int32(i)
		}
	}
	return found
}

// typeIn returns the longest goal type that ends a folded item (sure), else the
// longest one that the item contains (not sure); -1 if there is none.
func (f *finder) typeIn(item string) (typ int32, sure bool) {
	if len(f.types) > 16 {
		return f.typeAmongMany(item)
	}
	end, in := int32(-1), int32(-1)
	for i, t := range f.types {
		if (end < 0 || len(t) > len(f.types[end])) && strings.HasSuffix(item, t) {
			end = int32(i)
		}
	}
	if end >= 0 {
		return end, true
	}
	for i, t := range f.types {
		if (in < 0 || len(t) > len(f.types[in])) && strings.Contains(item, t) {
			in = int32(i)
		}
	}
	return in, false
}

// typeAmongMany is typeIn by looking up parts of the item, for plans with many goal types.
func (f *finder) typeAmongMany(item string) (int32, bool) {
	for i := range item {
		if at, ok := f.typeAt[item[i:]]; ok {
			return at, true
		}
	}
	found := int32(-1)
	for i := range item {
		for j := range item[i:] {
			if at, ok := f.typeAt[item[i:i+j]]; ok && (found < 0 || j > len(f.types[found])) {
				found = at
			}
		}
	}
	return found, false
}

func (f *finder) answer(q question) answer {
	candidates := f.all
	if q.typ >= 0 {
		candidates = f.byType[q.typ]
	}
	fitting := f.ofUnit(candidates, q.unit)
	if len(fitting) == 0 && q.typ >= 0 && !q.sure {
		fitting = f.ofUnit(f.all, q.unit)
	}
	if len(fitting) == 0 {
		return answer{-1, faultUnit}
	}
	return f.ofPeriod(fitting, q)
}

func (f *finder) ofUnit(goals []int32, u Unit) []int32 {
	var fitting []int32
	for _, g := range goals {
		t := f.r.plan.Targets[g]
		unit := t.Amount.Unit
		if t.AmountIn != Typed && t.AmountIn != Derived {
			unit = ""
		}
		if fitsUnit(unit, u) {
			fitting = append(fitting, g)
		}
	}
	return fitting
}

// columnUnit returns the unit that a blank amount would have: the one of all
// other amounts of its dimension, else the one of its column.
func (r *review) columnUnit(row int32) Unit {
	if r.column == nil {
		r.findColumnUnits()
	}
	table := r.plan.Breakdowns[row].At.Table
	u, ok := r.column[columnKey{table, r.match.dim[row]}]
	if !ok {
		u = r.table(table).AmountUnit
	}
	if u == mixedUnits {
		return ""
	}
	return u
}

func (r *review) findColumnUnits() {
	r.column = map[columnKey]Unit{}
	for i, b := range r.plan.Breakdowns {
		u := r.unitOf(int32(i))
		if u == "" {
			continue
		}
		key := columnKey{b.At.Table, r.match.dim[i]}
		if old, ok := r.column[key]; ok && old != u {
			u = mixedUnits
		}
		r.column[key] = u
	}
}

// mixedUnits stands for amounts of several units; it is no unit that anybody writes.
const mixedUnits Unit = "\x00"

// table returns a table of the plan; a table that the plan does not have reads as one without form.
func (r *review) table(i int32) Table {
	if int(i) >= len(r.plan.Tables) || i < 0 {
		return Table{ShareDigits: -1, AmountDigits: -1}
	}
	return r.plan.Tables[i]
}
