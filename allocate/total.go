package allocate

import (
	"sort"

	"github.com/shopspring/decimal"
)

// scope is what a total row stands for: rows lo to hi of the breakdown (hi excluded),
// without those that are parts of others among them.
type scope struct {
	total  int32
	lo, hi int32
	grand  bool    // over subtotals
	groups []int32 // the groups that the rows are of, each once, in order
	state  sumState
	found  decimal.Decimal // the sum that the row should give, where it is wrong
	want   decimal.Decimal
	rows   []int32 // the members behind want, where the row is wrong
	cuts   bool    // it stands over several dimensions, which are not added
	share  bool    // the row's share is not the sum of its members' shares
}

// findScopes finds what each total row stands for, by where it stands: the rows above it
// up to the total before, or those below it where the totals lead; a total next to
// another one stands for all rows since the total of its own kind.
func (r *review) findScopes() {
	totals := r.plan.Totals
	for from := 0; from < len(totals); {
		to := from + 1
		for to < len(totals) && totals[to].At.Table == totals[from].At.Table {
			to++
		}
		r.scopesOfTable(int32(from), int32(to))
		from = to
	}
	for i := range r.scopes {
		s := &r.scopes[i]
		s.groups = r.groupsIn(s)
		if len(s.groups) == 1 && r.coversGroup(s) {
			r.groups[s.groups[0]].total = s.total
		}
	}
}

// scopesOfTable makes the scopes of the totals from..to, which are of one table.
func (r *review) scopesOfTable(from, to int32) {
	table := r.plan.Totals[from].At.Table
	rows := r.plan.Breakdowns
	first := int32(sort.Search(len(rows), func(i int) bool { return rows[i].At.Table >= table }))
	last := int32(sort.Search(len(rows), func(i int) bool { return rows[i].At.Table > table }))
	if first == last {
		return
	}
	// before[i] is the first breakdown row below total from+i.
	before := make([]int32, to-from)
	for i := range before {
		at := r.plan.Totals[from+int32(i)].At.Row
		before[i] = first + int32(sort.Search(int(last-first), func(k int) bool { return rows[first+int32(k)].At.Row > at }))
	}
	lead := before[0] == first && before[len(before)-1] < last
	w := scopeWalk{r, from, to, first, last, before}
	for i := range before {
		if lead || before[i] == first {
			r.scopes = append(r.scopes, w.below(int32(i)))
		} else {
			r.scopes = append(r.scopes, w.above(int32(i)))
		}
	}
}

type scopeWalk struct {
	r           *review
	from, to    int32
	first, last int32
	before      []int32
}

func (w *scopeWalk) sub(i int32) bool { return w.r.plan.Totals[w.from+i].Sub }

// above is the scope of a total under its members. A total right under another one stands
// over totals, whatever those are called.
func (w *scopeWalk) above(i int32) scope {
	s := scope{total: w.from + i, lo: w.first, hi: w.before[i]}
	over := !w.sub(i) && i > 0 && w.before[i-1] == s.hi
	for k := i - 1; k >= 0; k-- {
		stacked := k > 0 && w.before[k-1] == w.before[k]
		ends := w.sub(i) || !w.sub(k) && (!over || stacked)
		if ends && w.before[k] < s.hi {
			s.lo = w.before[k]
			break
		}
		s.grand = true
	}
	return s
}

// below is the scope of a total over its members.
func (w *scopeWalk) below(i int32) scope {
	s := scope{total: w.from + i, lo: w.before[i], hi: w.last}
	for k := i + 1; k < int32(len(w.before)); k++ {
		if !w.sub(k) && w.before[k] > s.lo || w.sub(i) && w.before[k] > s.lo {
			s.hi = w.before[k]
			break
		}
		s.grand = s.grand || w.sub(k)
	}
	return s
}

// groupsIn lists the groups of a scope's rows, without groups whose parent is in the scope.
func (r *review) groupsIn(s *scope) []int32 {
	var groups []int32
	last := int32(-1)
	for row := s.lo; row < s.hi; row++ {
		g := r.groupAt[row]
		if g < 0 || g == last || r.insideScope(r.groups[g].parent, s) {
			continue
		}
		last = g
		if !containsInt(groups, g) {
			groups = append(groups, g)
		}
	}
	return groups
}

func containsInt(list []int32, v int32) bool {
	if len(list) > 16 {
		list = list[len(list)-16:] // rows of one group stand together
	}
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func (r *review) insideScope(row int32, s *scope) bool { return row >= s.lo && row < s.hi }

// coversGroup reports whether all rows of a scope's only group are in it.
func (r *review) coversGroup(s *scope) bool {
	rows := r.groups[s.groups[0]].rows
	return r.insideScope(rows[0], s) && r.insideScope(rows[len(rows)-1], s)
}

// members lists the rows of a group that are in the scope.
func (r *review) members(s *scope, g *group) []int32 {
	lo := sort.Search(len(g.rows), func(i int) bool { return g.rows[i] >= s.lo })
	hi := sort.Search(len(g.rows), func(i int) bool { return g.rows[i] >= s.hi })
	return g.rows[lo:hi]
}
