package collect

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/merge"
	"goalxl/templates"
	"goalxl/workbook"
)

// master is the workbook that replies are merged into.
type master struct {
	rows  []row
	of    map[string]int         // by key of the record: the row, -1 for none
	how   map[string]merge.Found // beside of
	added map[int32]int32        // by table: how many new rows it got
}

// readMaster reads the master without the sheets of an earlier run, and finds the
// rows of the round in it.
func (c *collecting) readMaster() error {
	opened, err := workbook.OpenKept(c.req.Into)
	if err != nil {
		return err
	}
	c.res.opened = opened
	opened.State(c.req.Stated)
	if err := c.earlierLog(opened); err != nil {
		return err
	}
	if opened.Unmarked() {
		c.res.Notes = append(c.res.Notes, lang.T("%s 里的核对标注先去掉了，补算的数保留；汇总后请再运行一次 goalxl fill", "the marks in %s were taken off first, and the figures that were computed stay; run goalxl fill on the result").With(c.req.Into))
	}
	book, err := opened.WithoutLedgers(ledgerNames)
	if err != nil {
		return err
	}
	c.res.book = book
	rows, err := rowsOf(book, nil)
	if err != nil {
		return err
	}
	c.master = &master{rows: rows, of: map[string]int{}, how: map[string]merge.Found{}, added: map[int32]int32{}}
	for _, kind := range []allocate.TableKind{allocate.BreakdownTable, allocate.TrackingTable} {
		c.master.find(c.rounds, kind)
	}
	return nil
}

// find matches the rows of one kind.
func (m *master) find(rounds *rounds, kind allocate.TableKind) {
	everything := func(string) bool { return true }
	var want, have []merge.Row
	var keys []string
	var haves []int
	for i := range rounds.current.Record.Handouts {
		h := &rounds.current.Record.Handouts[i]
		for j := range h.Rows {
			r := &h.Rows[j]
			if r.Kind != kind.String() {
				continue
			}
			of := func(field string) merge.Value { return sentOf(r.Values[field]) }
			want = append(want, merge.Row{Content: onSheet(content(kind, of, everything), r.Sheet), Num: r.Row})
			keys = append(keys, r.Key)
		}
	}
	for i := range m.rows {
		r := &m.rows[i]
		if r.kind != kind {
			continue
		}
		of := func(field string) merge.Value { return valueOf(r.values[field]) }
		have = append(have, merge.Row{Content: onSheet(content(kind, of, everything), r.sheet), Num: r.num})
		haves = append(haves, i)
	}
	found, how := merge.Match(want, have)
	for i, j := range found {
		m.of[keys[i]], m.how[keys[i]] = -1, how[i]
		if j >= 0 {
			m.of[keys[i]] = haves[j]
		}
	}
}

// onSheet adds the sheet to what names a row, as the last that tells twins apart.
func onSheet(content []string, sheet string) []string {
	if content == nil {
		return nil
	}
	return append(content, sheet)
}

// openOf returns the open columns of a kind of table as the record names it.
func openOf(kind string) []templates.OpenColumn { return templates.Open(kindNamed(kind)) }
