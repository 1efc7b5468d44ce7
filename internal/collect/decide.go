package collect

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"goalxl/internal/lang"
	"goalxl/internal/merge"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook"
)

// decide goes through all handouts and decides what becomes of each open cell.
func (c *collecting) decide() {
	c.picks, c.used = map[string]Choice{}, map[string]bool{}
	for _, p := range c.req.Picks {
		c.picks[p.ID] = p.Choice
	}
	for _, a := range c.answered() {
		tallies := make([]tally, len(a.counts))
		for i := range a.handout.Rows {
			c.decideRow(a, i, tallies)
		}
		for i, f := range a.counts {
			c.refuse(f)
			f.state = tallies[i].state()
			c.tell(f, tallies[i])
		}
		if len(a.counts) == 0 {
			c.silent(a.handout)
		}
		for _, f := range a.earlier {
			c.tell(f, tally{})
		}
	}
	for _, f := range c.files {
		if f.handout == nil || f.state == Duplicate && !c.told(f) || f.state == Unreadable {
			c.tell(f, tally{})
		}
	}
	for _, p := range c.req.Picks {
		if !c.used[p.ID] {
			c.res.Notes = append(c.res.Notes, lang.T("选用文件第 %d 行没有用上：这处冲突已经不在，或三个值已经变了", "row %d of the picks was not used: its conflict is gone, or one of the three values has changed").With(p.Row))
		}
	}
}

func (c *collecting) told(f *file) bool {
	return slices.ContainsFunc(c.res.Replies, func(r Reply) bool { return r.Path == f.path })
}

// tally counts what one reply changed.
type tally struct{ taken, edits, open int }

func (t tally) state() State {
	switch {
	case t.open > 0:
		return Conflicted
	case t.edits > 0:
		return Merged
	}
	return Unchanged
}

// cell is one open cell on its way through the decision.
type cell struct {
	answers *answers
	row     int // of the handout
	open    *templates.OpenColumn
	field   string
	sent    merge.Value
	// master is the row of the master, nil if it is not there any more.
	master *row
	now    merge.Value
}

// decideRow decides about the open cells of one row of the handout.
func (c *collecting) decideRow(a *answers, i int, tallies []tally) {
	sent := &a.handout.Rows[i]
	var master *row
	if j := c.master.of[sent.Key]; j >= 0 {
		master = &c.master.rows[j]
	}
	open := openOf(sent.Kind)
	for k := range open {
		x := cell{answers: a, row: i, open: &open[k], field: open[k].Field.String(), master: master}
		x.sent = sentOf(sent.Values[x.field])
		if master != nil {
			x.now = valueOf(master.values[x.field])
		}
		c.decideCell(&x, tallies)
	}
}

// returned returns what a file says in the cell; ok is false if the row is not in it.
func (x *cell) returned(f *file) (v workbook.CellValue, ok bool) {
	j := f.of[x.row]
	if j < 0 {
		return v, false
	}
	v, ok = f.rows[j].values[x.field]
	return v, ok
}

// decideCell decides about one open cell: rival replies that disagree in it are a
// conflict, else the three values tell.
func (c *collecting) decideCell(x *cell, tallies []tally) {
	var said []workbook.CellValue
	var by []int
	rivals := false
	for i, f := range x.answers.counts {
		v, ok := x.returned(f)
		if !ok {
			continue
		}
		if v.Formula && v.Text == "" && v.Plain == "" {
			c.refuseFormula(x, f)
			continue
		}
		if !merge.Same(x.sent, valueOf(v)) {
			tallies[i].edits++
		}
		rivals = rivals || len(said) > 0 && !merge.Same(valueOf(said[0]), valueOf(v))
		said, by = append(said, v), append(by, i)
	}
	if rivals {
		c.rivals(x, said, by, tallies)
		return
	}
	for k, i := range by {
		v := said[k]
		switch verdict := c.verdict(x, x.answers.counts[i], valueOf(v)); {
		case verdict == merge.Unchanged || verdict == merge.Agreed:
		case x.master == nil:
			c.conflict(x, i, v, c.lost(x), tallies)
		case verdict == merge.Conflict:
			c.conflict(x, i, v, bothChanged, tallies)
		case x.master.values[x.field].Formula:
			c.conflict(x, i, v, formulaThere, tallies)
		case !c.writable(x):
			c.conflict(x, i, v, noRoom, tallies)
		case k == 0:
			c.take(x, i, v, tallies)
		}
	}
}

// rivals asks people which of several versions counts in the cell; one pick for a
// version decides about the others.
func (c *collecting) rivals(x *cell, said []workbook.CellValue, by []int, tallies []tally) {
	before := len(c.res.Changes)
	var open []int
	for n, i := range by {
		if k := c.conflictOf(x, i, said[n], twoVersions); c.picks[k.ID] == TakeReply {
			c.conflict(x, i, said[n], twoVersions, tallies)
			break
		}
		open = append(open, n)
	}
	if len(c.res.Changes) > before {
		return
	}
	for _, k := range open {
		if !merge.Same(valueOf(said[k]), x.now) {
			c.conflict(x, by[k], said[k], twoVersions, tallies)
		}
	}
}

// verdict compares the three values. What the master says counts as unchanged, too,
// where it came from an earlier reply of the same owner.
func (c *collecting) verdict(x *cell, f *file, returned merge.Value) merge.Verdict {
	verdict := merge.Three(x.sent, returned, x.now)
	if verdict != merge.Conflict {
		if verdict == merge.Unchanged && f.edited && x.master != nil && !merge.Same(x.now, x.sent) && c.wasTaken(x) {
			return merge.Taken // the owner took it back
		}
		return verdict
	}
	for _, f := range x.answers.earlier {
		if v, ok := x.returned(f); ok && merge.Same(valueOf(v), x.now) {
			return merge.Taken
		}
	}
	if c.wasTaken(x) {
		return merge.Taken
	}
	return verdict
}

// wasTaken reports whether what the master says now is what an earlier run took from
// the owner's reply.
func (c *collecting) wasTaken(x *cell) bool {
	v, ok := c.res.log.Taken[x.answers.handout.Rows[x.row].Key][x.field]
	return ok && merge.Same(sentOf(v), x.now)
}

// writable reports whether the master's cell can be written to.
func (c *collecting) writable(x *cell) bool {
	return !x.master.values[x.field].Formula && c.res.book.CellOf(c.entry(x)) != ""
}

// entry is the place of a cell in the master.
func (c *collecting) entry(x *cell) workbook.Entry {
	return workbook.Entry{Table: x.master.table, Row: x.master.num, Field: x.open.Field}
}

var (
	bothChanged  = lang.T("下发后总表和回复都改了，改得不一样", "both the master and the reply changed it, differently")
	twoVersions  = lang.T("同一份回复有两个版本，分不出先后", "there are two versions of the reply, and nothing tells which is the later")
	formulaThere = lang.T("总表这一格是公式，不能覆盖", "the master has a formula there, which is not written over")
	noRoom       = lang.T("总表右侧没有空列可放", "the master has no free column at its right end for it")
	rowGone      = lang.T("总表里已经没有这一行，或名称改了", "the master does not have the row any more, or it is called otherwise")
	rowUnclear   = lang.T("总表里有几行都像这一行，分不清是哪一行", "several rows of the master are like it, and nothing tells which it is")
)

// lost says why the row has no place in the master.
func (c *collecting) lost(x *cell) lang.Text {
	if c.master.how[x.answers.handout.Rows[x.row].Key] == merge.Ambiguous {
		return rowUnclear
	}
	return rowGone
}

// take puts what a reply says into the master.
func (c *collecting) take(x *cell, by int, v workbook.CellValue, tallies []tally) {
	f, sent := x.answers.counts[by], &x.answers.handout.Rows[x.row]
	tallies[by].taken++
	entry := c.entry(x)
	entry.Value = v
	c.res.merged.Entries = append(c.res.merged.Entries, entry)
	c.res.log.take(sent.Key, x.field, outbox.Value{Text: v.Text, Value: v.Plain, Unit: string(v.Unit)})
	c.res.Changes = append(c.res.Changes, Change{Sheet: x.master.sheet, Cell: c.res.book.CellOf(entry), Heading: x.open.Heading.In(c.lang()),
		Subject: x.master.subject(), Owner: x.answers.handout.Owner, Path: f.path, Before: c.shown(x.master.values[x.field]), After: c.shown(v)})
}

// conflictOf describes a conflict.
func (c *collecting) conflictOf(x *cell, by int, v workbook.CellValue, why lang.Text) Conflict {
	f, sent := x.answers.counts[by], &x.answers.handout.Rows[x.row]
	k := Conflict{Sheet: sent.Sheet, Heading: x.open.Heading.In(c.lang()), Owner: x.answers.handout.Owner, Path: f.path, Why: why,
		Subject: subjectOf(func(field string) string { return sent.Values[field].Text }),
		Sent:    c.shownSent(sent.Values[x.field]), Returned: c.shown(v)}
	if x.master != nil {
		k.Sheet, k.Master = x.master.sheet, c.shown(x.master.values[x.field])
		k.Cell = c.res.book.CellOf(c.entry(x))
	}
	k.ID = conflictID(sent.Key, x.field, k.Sent, k.Returned, k.Master)
	return k
}

// conflict asks people to decide, unless a pick has done so.
func (c *collecting) conflict(x *cell, by int, v workbook.CellValue, why lang.Text, tallies []tally) {
	k := c.conflictOf(x, by, v, why)
	k.Picked = c.picks[k.ID]
	c.used[k.ID] = true
	switch {
	case k.Picked == TakeReply && x.master != nil && c.writable(x):
		c.take(x, by, v, tallies)
		return
	case k.Picked == TakeSent && x.master != nil && c.writable(x):
		c.take(x, by, sentCell(x.open.Kind, x.answers.handout.Rows[x.row].Values[x.field]), tallies)
		return
	case k.Picked == KeepMaster:
		return
	}
	tallies[by].open++
	c.res.Conflicts = append(c.res.Conflicts, k)
}

// conflictID names a conflict by its place and its three values.
func conflictID(key, field string, values ...Value) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s", key, field)
	for _, v := range values {
		fmt.Fprintf(h, " %q", cmp.Or(v.Plain, v.Text))
	}
	return "c-" + hex.EncodeToString(h.Sum(nil)[:6])
}

// tell adds a reply to the result.
func (c *collecting) tell(f *file, t tally) {
	r := Reply{Path: f.path, State: f.state, Note: f.note, Err: f.err, Changes: t.taken, Edits: t.edits, Open: t.open, Handout: f.handout, Saved: day(f.saved)}
	if f.handout != nil {
		r.Owner = f.handout.Owner
		r.Late = daysAfter(r.Saved, c.rounds.current.Record.Deadline)
	}
	if f.state == Merged || f.state == Unchanged || f.state == Conflicted {
		c.res.log.answer(f)
	}
	c.res.Replies = append(c.res.Replies, r)
}

// silent adds a handout without a reply: one that an earlier run has merged is not
// missing, as long as what it took is still in the master.
func (c *collecting) silent(h *outbox.Handout) {
	r := Reply{Owner: h.Owner, State: Missing, Handout: h}
	if had, ok := c.res.log.Replies[h.Part]; ok && c.stillThere(h) {
		r.State, r.Path, r.Saved = Merged, had.File, had.Saved
		if had.State == Unchanged.String() {
			r.State = Unchanged
		}
		r.Note = lang.T("此前已汇总", "merged by an earlier run").With()
		r.Late = daysAfter(r.Saved, c.rounds.current.Record.Deadline)
	} else {
		r.Late = daysAfter(dayOf(c.req.Today), c.rounds.current.Record.Deadline)
	}
	c.res.Replies = append(c.res.Replies, r)
}

// stillThere reports whether the master holds all that was taken from the handout's
// reply.
func (c *collecting) stillThere(h *outbox.Handout) bool {
	for i := range h.Rows {
		for field, v := range c.res.log.Taken[h.Rows[i].Key] {
			j := c.master.of[h.Rows[i].Key]
			if j < 0 || !merge.Same(sentOf(v), valueOf(c.master.rows[j].values[field])) {
				return false
			}
		}
	}
	return true
}
