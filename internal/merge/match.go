package merge

import "strings"

// Row is a row that is looked for, or found, by what names it.
type Row struct {
	Key string // of its own; "" if it has none
	// Content is what names the row: first what makes it the row that it is
	// (dimension, item, goal, parent, period), then what merely tells twins apart
	// (owner, due).
	Content []string
	Num     int32 // where it stands, as people count
}

// Found says whether a row was found again.
type Found uint8

// The answers of Match.
const (
	Vanished  Found = iota // no row is like it any more
	Ambiguous              // several are, and nothing tells which
	ByKey
	ByContent
	ByPlace // twins, of which one stands where it stood
)

// Match finds rows again, whatever was sorted, inserted or moved: by their keys,
// else by their content as far as it is told apart by it, else, among twins, by
// their place. of holds for each wanted row the number of its row in have, -1 where
// there is none; how says why. No row of have is given out twice.
func Match(want, have []Row) (of []int, how []Found) {
	m := matching{want: want, have: have, of: make([]int, len(want)), how: make([]Found, len(want)), used: make([]bool, len(have))}
	for i := range m.of {
		m.of[i] = -1
	}
	m.byKey()
	most := 0
	for i := range want {
		most = max(most, len(want[i].Content))
	}
	for n := most; n > 0; n-- {
		m.byContent(n, n == most)
	}
	return m.of, m.how
}

type matching struct {
	want, have []Row
	of         []int
	how        []Found
	used       []bool
}

func (m *matching) take(want, have int, how Found) {
	m.of[want], m.how[want], m.used[have] = have, how, true
}

// byKey matches rows by their keys. A row that was copied has its key twice: the
// copy whose content is the one that was sent keeps it, the first of several.
func (m *matching) byKey() {
	rows := map[string][]int{}
	for i := range m.have {
		if key := m.have[i].Key; key != "" {
			rows[key] = append(rows[key], i)
		}
	}
	for i := range m.want {
		found := rows[m.want[i].Key]
		if m.want[i].Key == "" || len(found) == 0 {
			continue
		}
		best := found[0]
		for _, j := range found {
			if contentOf(&m.have[j], len(m.have[j].Content)) == contentOf(&m.want[i], len(m.want[i].Content)) {
				best = j
				break
			}
		}
		if !m.used[best] { // a key that is wanted twice is the first one's
			m.take(i, best, ByKey)
		}
	}
}

// byContent matches the rows left by the first n parts of their content, where
// exactly one of each side has it. Twins are matched by their place, if that is
// among the rows that are alike on both sides; only the whole content may do that.
func (m *matching) byContent(n int, whole bool) {
	wants, haves := map[string][]int{}, map[string][]int{}
	for i := range m.want {
		if m.of[i] < 0 && len(m.want[i].Content) > 0 {
			key := contentOf(&m.want[i], n)
			wants[key] = append(wants[key], i)
		}
	}
	for j := range m.have {
		if !m.used[j] && len(m.have[j].Content) > 0 {
			key := contentOf(&m.have[j], n)
			haves[key] = append(haves[key], j)
		}
	}
	for i := range m.want {
		if m.of[i] >= 0 || len(m.want[i].Content) == 0 {
			continue
		}
		key := contentOf(&m.want[i], n)
		alike := haves[key]
		switch {
		case len(alike) == 0:
		case len(alike) == 1 && len(wants[key]) == 1:
			m.take(i, alike[0], ByContent)
		default:
			m.how[i] = Ambiguous
			for _, j := range alike {
				if whole && !m.used[j] && m.have[j].Num == m.want[i].Num {
					m.take(i, j, ByPlace)
				}
			}
		}
	}
}

// contentOf is the first n parts of a row's content as one text.
func contentOf(r *Row, n int) string {
	return strings.Join(r.Content[:min(n, len(r.Content))], "\x00")
}
