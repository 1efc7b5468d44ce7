package allocate

// servedBy finds, by action, the sub-target that it serves: the one whose item is named
// in the strategy, else in the action; -1 where none is, or several are. The longest
// name counts: 华东高端产品 before 华东.
func (r *review) servedBy() []int32 {
	serves := noneOf(len(r.plan.Actions))
	if len(serves) == 0 || len(r.plan.Breakdowns) == 0 {
		return serves
	}
	types := r.historyOf().types
	x := nameIndex{number: map[string]int32{}}
	var rows []int32 // by number of a name: its row; several is -1
	for i, b := range r.plan.Breakdowns {
		item := foldName(b.Item)
		core, _ := coreName(item, types)
		for _, name := range [...]string{item, core} {
			n := x.add(name)
			switch {
			case n < 0:
			case int(n) == len(rows):
				rows = append(rows, int32(i))
			case rows[n] != int32(i):
				rows[n] = -1
			}
		}
	}
	for i, a := range r.plan.Actions {
		n := x.longestWithin(foldName(a.Name))
		if n < 0 {
			n = x.longestWithin(foldName(a.Action))
		}
		if n >= 0 {
			serves[i] = rows[n]
		}
	}
	return serves
}

// longestWithin returns the number of the longest name that stands somewhere in the
// text, the first of several; -1 if there is none.
func (x *nameIndex) longestWithin(text string) int32 {
	best, length := int32(-1), 0
	for start := range text {
		for _, n := range x.lengths {
			if start+n > len(text) {
				break
			}
			if number, ok := x.number[text[start:start+n]]; ok && n > length {
				best, length = number, n
			}
		}
	}
	return best
}
