package allocate

import (
	"slices"
	"unicode/utf8"

	"goalxl/internal/lang"
)

// linked says which sub-targets and actions belong together by their names:
// 华东区域市场拓展 serves 华东区域销售额, because it names 华东.
type linked struct {
	rows    []bool // by breakdown row: an action serves it, a row above or a row below it
	actions []bool // by action: it serves some row
}

// minLinkName is the number of characters that a name needs to be looked for
// inside another one; shorter ones say too little.
const minLinkName = 2

// nameIndex finds names inside texts: it numbers different names, and knows the
// lengths (in bytes) that they have.
type nameIndex struct {
	number  map[string]int32
	lengths []int
	hit     []bool // by number: the name was found somewhere, or its owner found another
}

// add returns the number of a name; -1 if it is too short to be looked for.
func (x *nameIndex) add(name string) int32 {
	if n, ok := x.number[name]; ok {
		return n
	}
	if utf8.RuneCountInString(name) < minLinkName {
		return -1
	}
	if at, ok := slices.BinarySearch(x.lengths, len(name)); !ok {
		x.lengths = slices.Insert(x.lengths, at, len(name))
	}
	n := int32(len(x.hit))
	x.number[name] = n
	x.hit = append(x.hit, false)
	return n
}

// markWithin marks every name that stands somewhere in the text, and reports
// whether there is any.
func (x *nameIndex) markWithin(text string) (found bool) {
	for start := 0; start < len(text); start++ {
		if !utf8.RuneStart(text[start]) {
			continue
		}
		for _, length := range x.lengths {
			if start+length > len(text) {
				break
			}
			if n, ok := x.number[text[start:start+length]]; ok {
				x.hit[n], found = true, true
			}
		}
	}
	return found
}

// link matches sub-targets and actions: by an item named in an action, then by an
// action's name within an item.
func (r *review) link() linked {
	l := linked{make([]bool, len(r.plan.Breakdowns)), make([]bool, len(r.plan.Actions))}
	types := r.historyOf().types
	items, names := nameIndex{number: map[string]int32{}}, nameIndex{number: map[string]int32{}}
	item, name := make([]int32, len(l.rows)), make([]int32, len(l.actions))
	for i, b := range r.plan.Breakdowns {
		core, _ := coreName(foldName(b.Item), types)
		item[i] = items.add(core)
	}
	for i, a := range r.plan.Actions {
		folded := foldName(a.Name)
		l.actions[i] = items.markWithin(folded) || items.markWithin(foldName(a.Action))
		core, _ := coreName(folded, types)
		name[i] = names.add(core)
	}
	for core, n := range items.number {
		items.hit[n] = names.markWithin(core) || items.hit[n]
	}
	for i, n := range item {
		l.rows[i] = n >= 0 && items.hit[n]
	}
	for i, n := range name {
		l.actions[i] = l.actions[i] || n >= 0 && names.hit[n]
	}
	r.spread(l.rows)
	return l
}

// spread marks rows whose parent, or one of whose children, is marked: an
// action for 华东 serves its teams, and an action of a team serves 华东.
func (r *review) spread(rows []bool) {
	const maxLevels = 16
	up := func(row int) int {
		if g := r.groupOf(row); g != nil {
			return int(g.parent)
		}
		return -1
	}
	own := slices.Clone(rows)
	for i := range rows {
		for p, n := up(i), 0; p >= 0 && n < maxLevels; p, n = up(p), n+1 {
			if own[i] {
				rows[p] = true
			}
			if own[p] {
				rows[i] = true
			}
		}
	}
}

// links returns the outcome of link, which is found at the first call; false
// where there is nothing to link.
func (r *review) links() (linked, bool) {
	if len(r.plan.Actions) == 0 || len(r.plan.Breakdowns) == 0 {
		return linked{}, false
	}
	if h := r.historyOf(); h.links == nil {
		l := r.link()
		h.links = &l
	}
	return *r.historyOf().links, true
}

func checkUntracked(r *review) {
	l, ok := r.links()
	if !ok {
		return
	}
	var cells []Ref
	var names []string
	for i, b := range r.plan.Breakdowns {
		if l.rows[i] {
			continue
		}
		at := b.At
		at.Field = FieldItem
		cells, names = append(cells, at), append(names, b.Item)
	}
	if len(cells) > 0 {
		r.add(Finding{
			At: cells[0], Members: cells, Each: true, Subject: names[0],
			Message: lang.T("策略执行跟踪表中没有对应行动的子目标（%s）：%s。", "Sub-targets without an action in the tracking table (%s): %s.").
				With(rowsOf(cells), nameList(names)),
			Hint: lang.T("补上行动；已有行动的，在策略名称中写明子目标项。", "Add an action, or name the item in the action that serves it.").With(),
		})
	}
}

func checkOrphanAction(r *review) {
	l, ok := r.links()
	if !ok {
		return
	}
	var cells []Ref
	var names []string
	for i, a := range r.plan.Actions {
		if l.actions[i] {
			continue
		}
		cells, names = append(cells, a.at(FieldName)), append(names, a.Name)
	}
	if len(cells) > 0 {
		r.add(Finding{
			At: cells[0], Members: cells, Each: true, Subject: names[0],
			Message: lang.T("与任何子目标都对应不上的行动（%s）：%s。", "Actions that serve no sub-target (%s): %s.").
				With(rowsOf(cells), nameList(names)),
			Hint: lang.T("在策略名称中写明它服务的子目标项，例如“华东区域市场拓展”。", "Name the item that it serves in the action's name.").With(),
		})
	}
}

// nameList is some names for a text: the first few, and how many there are.
type nameList []string

// In lists the names in l.
func (n nameList) In(l lang.Lang) string {
	const shownNames = 5
	out, between := "", lang.T("、", ", ")
	for i, name := range n[:min(len(n), shownNames)] {
		if i > 0 {
			out += between.In(l)
		}
		out += quoted(name, maxQuotedCell)
	}
	if len(n) > shownNames {
		out += lang.T("等", " and others").In(l)
	}
	return out
}
