package collect

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"sort"

	"goalxl/internal/lang"
	"goalxl/internal/merge"
	"goalxl/internal/outbox"
	"goalxl/templates"
)

// answers are the replies to one handout: those that count (several only where
// nothing tells which is the later), and earlier versions of them.
type answers struct {
	handout *outbox.Handout
	counts  []*file
	earlier []*file
}

// answered matches the rows of all replies, and tells which of them count.
func (c *collecting) answered() []*answers {
	by := map[*outbox.Handout][]*file{}
	for _, f := range c.files {
		if f.handout != nil && f.state == Merged {
			c.matchRows(f)
			by[f.handout] = append(by[f.handout], f)
		}
	}
	var out []*answers
	for i := range c.rounds.current.Record.Handouts {
		h := &c.rounds.current.Record.Handouts[i]
		a := &answers{handout: h}
		a.rank(by[h])
		out = append(out, a)
	}
	return out
}

// rank sorts the replies to the handout by what counts.
func (a *answers) rank(files []*file) {
	versions := make([]merge.Version, len(files))
	for i, f := range files {
		versions[i] = merge.Version{Bytes: f.sum, Says: f.says, Edited: f.edited, Saved: f.saved}
	}
	for i, place := range merge.Rank(versions) {
		f, other := files[i], files[place.Of]
		switch place.Standing {
		case merge.Counts, merge.Rival:
			a.counts = append(a.counts, f)
		case merge.Double:
			f.state = Duplicate
			f.note = lang.T("与 %s 内容相同", "it says the same as %s").With(filepath.Base(other.path))
			if f.sum == other.sum {
				f.note = lang.T("与 %s 是同一个文件", "it is the same file as %s").With(filepath.Base(other.path))
			}
		case merge.Older:
			f.state = Duplicate
			f.note = lang.T("同一份回复的较早版本，以 %s 为准", "an earlier version; %s counts").With(filepath.Base(other.path))
			a.earlier = append(a.earlier, f)
		}
	}
}

// shownIn returns which fields the sheet of a kind of table in the handout shows.
func shownIn(h *outbox.Handout, kind string) func(string) bool {
	fields := map[string]bool{}
	for _, t := range h.Tables {
		if t.Kind == kind {
			for _, c := range t.Columns {
				fields[c.Field] = true
			}
		}
	}
	return func(f string) bool { return fields[f] }
}

// matchRows finds the rows of the handout in the file, and takes down what its open
// columns say.
func (c *collecting) matchRows(f *file) {
	h := f.handout
	f.of, f.how = make([]int, len(h.Rows)), make([]merge.Found, len(h.Rows))
	for _, kind := range []string{"breakdown", "tracking"} {
		var want, have []merge.Row
		var wants, haves []int
		shown := shownIn(h, kind)
		for i := range h.Rows {
			if r := &h.Rows[i]; r.Kind == kind {
				of := func(field string) merge.Value { return sentOf(r.Values[field]) }
				want = append(want, merge.Row{Key: r.Key, Content: content(kindNamed(kind), of, shown), Num: r.At})
				wants = append(wants, i)
			}
		}
		for j := range f.rows {
			if r := &f.rows[j]; r.kind.String() == kind {
				of := func(field string) merge.Value { return valueOf(r.values[field]) }
				have = append(have, merge.Row{Key: r.key, Content: content(r.kind, of, shown), Num: r.num})
				haves = append(haves, j)
			}
		}
		found, how := merge.Match(want, have)
		for i, j := range found {
			if f.of[wants[i]], f.how[wants[i]] = -1, how[i]; j >= 0 {
				f.of[wants[i]] = haves[j]
			}
		}
	}
	f.digest()
}

// digest sums up what the open columns of the file's rows say, and whether any of it
// differs from what was sent.
func (f *file) digest() {
	var lines []string
	for i := range f.handout.Rows {
		sent := &f.handout.Rows[i]
		for _, open := range templates.Open(kindNamed(sent.Kind)) {
			field := open.Field.String()
			v := sentOf(sent.Values[field])
			if j := f.of[i]; j >= 0 {
				if returned := valueOf(f.rows[j].values[field]); !merge.Same(v, returned) {
					f.edited = true
					lines = append(lines, fmt.Sprintf("%s %s %q %s %s", sent.Key, field, returned.Text, returned.Plain, returned.Unit))
				}
			}
		}
	}
	for _, j := range f.unmatched() {
		line := "new"
		for _, field := range sortedFields(f.rows[j].values) {
			line += fmt.Sprintf(" %s=%q", field, f.rows[j].values[field].Text)
		}
		f.edited = true
		lines = append(lines, line)
	}
	sort.Strings(lines)
	h := sha256.New()
	for _, line := range lines {
		fmt.Fprintln(h, line)
	}
	f.says = hex.EncodeToString(h.Sum(nil))
}

// unmatched returns the rows of the file that were not sent.
func (f *file) unmatched() (rows []int) {
	sent := map[int]bool{}
	for _, j := range f.of {
		sent[j] = true
	}
	for j := range f.rows {
		if !sent[j] && f.rows[j].subject() != "" {
			rows = append(rows, j)
		}
	}
	return rows
}
