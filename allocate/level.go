package allocate

import "strings"

// dimension is a way to cut a goal: 区域维度. Its name may be a path (区域/华东区域),
// whose last step names the row that is cut further.
type dimension struct {
	name   string // as first written
	folded string // without 维度 at its end
	under  string // folded: the steps before the last one; "" if the name is no path
	parent string // folded: the last step
}

// internDimensions gives each row the number of its dimension. 区域 and 区域维度 are one.
func (m *matching) internDimensions(p *Plan) {
	m.dim = make([]int32, len(p.Breakdowns))
	folded := map[string]int32{}
	last, lastAt := "", int32(-1)
	for i, b := range p.Breakdowns {
		if b.Dimension != last || lastAt < 0 {
			last = b.Dimension
			lastAt = m.addDimension(last, folded)
		}
		m.dim[i] = lastAt
	}
}

func (m *matching) addDimension(name string, folded map[string]int32) int32 {
	f := foldDimension(name)
	if known, ok := folded[f]; ok {
		return known
	}
	d := dimension{name: name, folded: f}
	if cut := strings.LastIndexAny(f, "/>"); cut > 0 && cut+1 < len(f) {
		d.under, d.parent = foldDimension(f[:cut]), f[cut+1:]
	}
	m.dims = append(m.dims, d)
	folded[f] = int32(len(m.dims) - 1)
	return folded[f]
}

func foldDimension(name string) string {
	return cutWord(cutWord(foldName(name), "维度"), "dimension")
}

// manyNamesakes bounds how many rows of one name are looked at for a parent.
const manyNamesakes = 64

// parents finds the rows that others are parts of.
type parents struct {
	r     *review
	types []string
	named map[string][]int32 // rows by folded item, of the names that are asked for
	cored map[string][]int32 // rows by the core of their item
}

// findParents finds the parent of each row that names one, by 上级目标 or by the path of
// its dimension. It leaves m.parent nil where no row does.
func (r *review) findParents(types []string) {
	p := &parents{r: r, types: types}
	if !p.collectNames() {
		return
	}
	m := &r.match
	m.parent = make([]int32, len(r.plan.Breakdowns))
	p.indexRows()
	for i := range r.plan.Breakdowns {
		m.parent[i] = -1
		if name, typed := p.asked(int32(i)); name != "" {
			m.parent[i] = p.resolve(int32(i), name, typed)
		}
	}
	r.breakCycles()
}

// asked returns the folded name of a row's parent, and whether 上级目标 gives it.
func (p *parents) asked(row int32) (name string, typed bool) {
	b := p.r.plan.Breakdowns[row]
	if b.More != nil && b.More.Parent != "" {
		return foldName(b.More.Parent), true
	}
	return p.r.match.dims[p.r.match.dim[row]].parent, false
}

// collectNames notes which names are asked for, so that only their rows are indexed.
func (p *parents) collectNames() bool {
	for i := range p.r.plan.Breakdowns {
		name, _ := p.asked(int32(i))
		if name == "" {
			continue
		}
		if p.named == nil {
			p.named, p.cored = map[string][]int32{}, map[string][]int32{}
		}
		if _, ok := p.named[name]; !ok {
			core, _ := coreName(name, p.types)
			p.named[name], p.cored[core] = nil, nil
		}
	}
	return p.named != nil
}

func (p *parents) indexRows() {
	for i, b := range p.r.plan.Breakdowns {
		name := foldName(b.Item)
		if rows, ok := p.named[name]; ok && len(rows) <= manyNamesakes {
			p.named[name] = append(rows, int32(i))
		}
		core, _ := coreName(name, p.types)
		if rows, ok := p.cored[core]; ok && len(rows) <= manyNamesakes {
			p.cored[core] = append(rows, int32(i))
		}
	}
}

// resolve returns the parent of a row: -1 if it is a part of the goal itself,
// outcast (with a fault noted) if its parent is not certain.
func (p *parents) resolve(row int32, name string, typed bool) int32 {
	core, _ := coreName(name, p.types)
	for _, rows := range [...][]int32{p.named[name], p.cored[core]} {
		rows = p.fitting(row, rows, typed)
		if len(rows) == 1 {
			return rows[0]
		}
		if len(rows) > 1 {
			return p.fault(row, faultParents, typed)
		}
	}
	if !typed || p.isGoal(name, core) {
		return -1
	}
	if foldName(p.r.plan.Breakdowns[row].Item) == name {
		return p.fault(row, faultCycle, typed)
	}
	return p.fault(row, faultParent, typed)
}

func (p *parents) fault(row int32, why faultKind, typed bool) int32 {
	m := &p.r.match
	name := m.dims[m.dim[row]].name
	if typed {
		name = p.r.plan.Breakdowns[row].More.Parent
	}
	m.faults = append(m.faults, fault{row, why, name})
	return outcast
}

// fitting narrows namesakes to the possible parents of a row: other rows; where several are left,
// those of a unit that fits, of its period, its dimension, its table, at the top.
func (p *parents) fitting(row int32, rows []int32, typed bool) []int32 {
	r, m := p.r, &p.r.match
	own := m.dim[row]
	rows = keep(rows, func(c int32) bool {
		return c != row && (typed || m.dims[m.dim[c]].folded == m.dims[own].under)
	})
	for _, prefer := range [...]func(int32) bool{
		func(c int32) bool { return r.sameUnit(row, c) },
		func(c int32) bool { return r.rowPeriod(c) == r.rowPeriod(row) },
		func(c int32) bool { return m.dim[c] == own },
		func(c int32) bool { return r.plan.Breakdowns[c].At.Table == r.plan.Breakdowns[row].At.Table },
		func(c int32) bool { name, _ := p.asked(c); return name == "" },
	} {
		if len(rows) < 2 {
			break
		}
		if better := keep(rows, prefer); len(better) > 0 {
			rows = better
		}
	}
	return rows
}

func keep(rows []int32, ok func(int32) bool) []int32 {
	var kept []int32
	for _, c := range rows {
		if ok(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// isGoal reports whether the name of a parent is that of a goal or of the
// company as a whole: 销售额, 2024年度销售额, 总目标.
func (p *parents) isGoal(name, core string) bool {
	bare := strings.TrimLeft(core, "0123456789年度fy-")
	if bare == "" || namesCompany(bare) || namesCompany(name) {
		return true
	}
	for _, t := range p.types {
		if bare == t || name == t {
			return true
		}
	}
	return false
}

// namesCompany reports whether a folded name stands for the company as a whole.
func namesCompany(name string) bool {
	switch name {
	case "合计", "总计", "总额", "公司", "全公司", "公司合计", "公司总计", "总目标", "公司总目标", "公司目标", "全部", "整体", "集团",
		"total", "company", "overall", "all", "goal", "grandtotal", "companytotal":
		return true
	}
	return false
}

// rowPeriod is the period that a row states, zero if it states none.
func (r *review) rowPeriod(row int32) Period {
	if m := r.plan.Breakdowns[row].More; m != nil {
		return m.Period
	}
	return Period{}
}

// breakCycles finds rows whose parents lead back to themselves, and takes them out.
func (r *review) breakCycles() {
	m := &r.match
	seen := make([]int32, len(m.parent)) // the walk that came by first, counted from 1
	for i := range m.parent {
		walk, at := int32(i)+1, int32(i)
		for at >= 0 && seen[at] == 0 {
			seen[at] = walk
			at = m.parent[at]
		}
		if at >= 0 && seen[at] == walk {
			r.outlawCycle(at)
		}
	}
}

func (r *review) outlawCycle(start int32) {
	m := &r.match
	for at := start; ; {
		next := m.parent[at]
		m.faults = append(m.faults, fault{at, faultCycle, r.plan.Breakdowns[start].Item})
		m.parent[at] = outcast
		if next == start || next < 0 {
			return
		}
		at = next
	}
}
