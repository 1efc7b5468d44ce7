package allocate

import "slices"

// byRow gives each row to the portion that label names, and each action to the
// portion of the rows that it serves.
func (d *divider) byRow(label func(row int32) (key, label string)) {
	var blank []Ref
	keys := make([]string, len(d.plan.Breakdowns))
	for i, b := range d.plan.Breakdowns {
		key, name := label(int32(i))
		if key == "" {
			at := b.At
			at.Field = FieldItem
			blank = append(blank, at)
			continue
		}
		keys[i] = key
		p := d.portion(key, name, nil)
		p.Breakdowns = append(p.Breakdowns, int32(i))
	}
	switch {
	case len(blank) > 0:
		d.refuse(NoItem, "", blank)
		return
	case len(keys) == 0:
		d.refuse(Nothing, "", nil)
		return
	}
	d.tellApart()
	d.placeActions(keys)
	book := d.addressBook()
	for i := range d.out.Portions {
		d.out.Portions[i].Contact = d.contactOf(&d.out.Portions[i], book)
	}
}

// dimensionLabel is the dimension at the top of a row's parents.
func (d *divider) dimensionLabel(row int32) (key, label string) {
	dim := d.match.dims[d.match.dim[d.root(row)]]
	if dim.name == "" {
		table := d.table(d.plan.Breakdowns[row].At.Table)
		return "\x00" + table.Name, table.Name
	}
	return dim.folded, dim.name
}

// itemLabel is the item of a row; items of one name in different dimensions, or under
// different parents, are different ones.
func (d *divider) itemLabel(row int32) (key, label string) {
	b := d.plan.Breakdowns[row]
	item := foldName(b.Item)
	if item == "" {
		return "", ""
	}
	above := ""
	if p := d.match.parentOf(int(row)); p >= 0 {
		above = foldName(d.plan.Breakdowns[p].Item)
	}
	return item + "\x00" + above + "\x00" + d.match.dims[d.match.dim[d.root(row)]].folded, b.Item
}

// tellApart puts what stands above them before labels that several portions have.
func (d *divider) tellApart() {
	count := map[string]int{}
	for i := range d.out.Portions {
		count[foldName(d.out.Portions[i].Label)]++
	}
	for i := range d.out.Portions {
		p := &d.out.Portions[i]
		if count[foldName(p.Label)] < 2 {
			continue
		}
		row := p.Breakdowns[0]
		above := d.plan.Breakdowns[row].Dimension
		if parent := d.match.parentOf(int(row)); parent >= 0 {
			above = d.plan.Breakdowns[parent].Item
		}
		p.Label = above + " " + p.Label
	}
}

// placeActions gives each action to the portion whose items it names, the longest
// name first; where several are left, to the one that has a row of its owner.
func (d *divider) placeActions(keys []string) {
	items := nameIndex{number: map[string]int32{}}
	portions := map[int32][]int{} // by number of the item
	owners := map[string][]int{}  // by folded owner
	for i, b := range d.plan.Breakdowns {
		at := d.at[keys[i]]
		core, _ := coreName(foldName(b.Item), d.types)
		if n := items.add(core); n >= 0 {
			portions[n] = addOnce(portions[n], at)
		}
		if owner := foldName(b.Owner); !vacant(owner) && !masked(owner) && !generic(owner) {
			owners[owner] = addOnce(owners[owner], at)
		}
	}
	for i, a := range d.plan.Actions {
		served := portions[items.onlyWithin(foldName(a.Name))]
		if len(served) == 0 {
			served = portions[items.onlyWithin(foldName(a.Action))]
		}
		if own := owners[foldName(a.Owner)]; len(served) == 0 {
			served = own
		} else if len(served) > 1 {
			served = slices.DeleteFunc(slices.Clone(served), func(p int) bool { return !slices.Contains(own, p) })
		}
		if len(served) != 1 {
			d.out.Orphans = append(d.out.Orphans, a.At)
			continue
		}
		p := &d.out.Portions[served[0]]
		p.Actions = append(p.Actions, int32(i))
	}
}

func addOnce(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// onlyWithin is longestWithin, and -1 also where several of that length stand in the text:
// an action for two regions is for neither.
func (x *nameIndex) onlyWithin(text string) int32 {
	for _, length := range slices.Backward(x.lengths) {
		found := int32(-1)
		for start := 0; start+length <= len(text); start++ {
			n, ok := x.number[text[start:start+length]]
			switch {
			case !ok || n == found:
			case found >= 0:
				return -1
			default:
				found = n
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// contactOf returns the contact of a portion that was made for an item or a
// dimension: the one of its name, that of its rows' one owner, or of the region that an item without a
// clear owner names.
func (d *divider) contactOf(p *Portion, book *addressBook) *Contact {
	if c := book.only(foldName(p.Label)); c != nil {
		return c
	}
	owner := ""
	for i, row := range p.Breakdowns {
		key := foldName(d.plan.Breakdowns[row].Owner)
		if i > 0 && key != owner {
			return nil
		}
		owner = key
	}
	if c := book.only(owner); c != nil && !vacant(owner) && !masked(owner) && !generic(owner) {
		return c
	}
	if d.by != ByItem {
		return nil
	}
	text := d.rowText(p.Breakdowns[0])
	if c := book.ofRegion(owner, text); c != nil {
		return c
	}
	if vacant(owner) || masked(owner) || generic(owner) {
		return book.ofRegionAlone(text)
	}
	return nil
}
