package opc

// Orphans returns the parts that can be reached from the package only over
// relationships that cut names, with their own relationships parts, in the order
// of the archive. Parts that nothing led to before are not among them.
func (p *Package) Orphans(cut func(source string, r Rel) bool) []string {
	before := p.reach(func(string, Rel) bool { return false })
	after := p.reach(cut)
	gone := map[string]bool{}
	for key := range before {
		if !after[key] {
			gone[key] = true
			gone[partKey(RelsPart(key))] = true
		}
	}
	var names []string
	for _, pt := range p.parts {
		if !pt.dir && gone[pt.key] {
			names = append(names, pt.name)
		}
	}
	return names
}

// reach returns the keys of the parts that relationships lead to from the
// package, those that cut names left out.
func (p *Package) reach(cut func(source string, r Rel) bool) map[string]bool {
	seen := map[string]bool{}
	queue := []string{""}
	for len(queue) > 0 {
		source := queue[0]
		queue = queue[1:]
		for _, r := range p.rels[source] {
			key := partKey(r.Target)
			if r.External || seen[key] || p.index[key] == nil || cut(source, r) {
				continue
			}
			seen[key] = true
			queue = append(queue, key)
		}
	}
	return seen
}
