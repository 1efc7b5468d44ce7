package allocate

// manyBlanks is how many cells a list grows to before it gets room for every row.
const manyBlanks = 1024

// refList gathers cells. Several rules may find fault with all rows of a long table,
// each: a list that begins like an earlier one shares its memory.
type refList struct {
	like []Ref // an earlier list
	n    int   // how many of its cells are in this one, as long as there are no others
	own  []Ref
}

func (l *refList) len() int { return l.n + len(l.own) }

// add adds a cell; room is for how many there may be in the end.
func (l *refList) add(at Ref, room int) {
	if l.own == nil && l.n < len(l.like) && l.like[l.n] == at {
		l.n++
		return
	}
	if n := l.len(); l.own == nil && n > 0 || n == manyBlanks {
		if n < manyBlanks { // else it is mostly all rows
			room = n + 1
		}
		l.own = append(make([]Ref, 0, max(room, n+1)), l.all()...)
		l.n = 0
	}
	l.own = append(l.own, at)
}

// all returns the cells, which must not be changed.
func (l *refList) all() []Ref {
	if l.own == nil {
		return l.like[:l.n:l.n]
	}
	return l.own
}
