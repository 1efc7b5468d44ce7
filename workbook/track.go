package workbook

import (
	"io"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// Track returns what writes the workbook with a refresh made: 完成状态 and proposals
// in people's cells, the columns of progress at the right end of each tracking table,
// 月度快照 and 更新记录. All else passes through byte for byte. The same workbook and
// tracking give the same bytes. The book is one of OpenBare.
func (b *Book) Track(t *allocate.Tracking) func(io.Writer) error {
	return func(w io.Writer) error {
		k, err := b.newTracker(t)
		if err != nil {
			return err
		}
		if err := k.plan(); err != nil {
			return err
		}
		sum := sumWriter{w: w}
		if err := b.pkg.Write(&sum, k.changes); err != nil {
			return err
		}
		b.written = sum.sum
		return nil
	}
}

// Tracked writes the workbook with a refresh made to a temporary file and opens that,
// to be marked by fill again.
func (b *Book) Tracked(t *allocate.Tracking) (*Book, error) {
	k, err := b.newTracker(t)
	if err != nil {
		return nil, err
	}
	if err := k.plan(); err != nil {
		return nil, err
	}
	pkg, err := b.pkg.Scratch(k.changes)
	if err != nil {
		return nil, err
	}
	again, err := Of(pkg)
	if err != nil {
		pkg.Close()
		return nil, err
	}
	again.stated = b.stated
	return again, nil
}

// StatusChanges lists what a refresh writes into 完成状态.
func (b *Book) StatusChanges(t *allocate.Tracking) []allocate.Change {
	k := &tracker{marker: &marker{graft: &graft{book: b}}, tracking: t}
	k.planStatus()
	return k.res.Changes
}

// Proposed is a proposal that a refresh writes into a blank 偏差与调整措施.
type Proposed struct {
	At   allocate.Ref
	Text string
	Why  lang.Message
}

// Proposals lists the proposals that a refresh writes.
func (b *Book) Proposals(t *allocate.Tracking) (out []Proposed) {
	k := &tracker{marker: &marker{graft: &graft{book: b}, lang: b.Lang()}, tracking: t}
	for i := range t.Actions {
		if _, ok := k.proposes(i); ok {
			at := b.plan.Actions[i].At
			at.Field = allocate.FieldRemedy
			out = append(out, Proposed{at, k.proposal(i), k.whyProposal(i)})
		}
	}
	return out
}

// proposal is what is written for the i-th action.
func (k *tracker) proposal(i int) string {
	return proposalMark.In(k.lang) + k.tracking.Actions[i].Proposal.In(k.lang)
}

func (k *tracker) whyProposal(i int) lang.Message {
	p := &k.tracking.Actions[i]
	return whyProposal.With(k.tracking.Month, p.State, p.Word)
}

// tracker plans the edits of a refresh. Figures of people's columns go the way of
// fill's (the marker that it is built on); the rest is its own.
type tracker struct {
	*marker
	tracking *allocate.Tracking
	tracked  []*trackedTable // by index of the layout's tables; nil for others
	log      []report.Change
}

// trackedTable is what a tracking table gets.
type trackedTable struct {
	*tableMarks
	rows   []*allocate.Progress // those of its actions, by row
	words  []proposalCell       // by row
	row    int                  // cursors into both: rows stream by once
	word   int
	styles map[besideKey]int32 // of the columns' cells
}

// proposalCell is a proposal for a blank 偏差与调整措施.
type proposalCell struct {
	row, col int32
	text     string
}

// besideKey names a cell format that looks like the one beside it.
type besideKey struct {
	xf     int32
	format string
}

func (b *Book) newTracker(t *allocate.Tracking) (*tracker, error) {
	g, err := b.newGraft(trackLayer)
	if err != nil {
		return nil, err
	}
	m := &marker{graft: g, lang: b.Lang()}
	m.spell = speller{lang: m.lang, styles: m.styles, clones: map[clone]int32{}}
	return &tracker{marker: m, tracking: t, tracked: make([]*trackedTable, len(b.layout.tables))}, nil
}

// plan prepares every edit before a byte is written.
func (k *tracker) plan() error {
	k.planStatus()
	k.planSheets()
	k.planTables()
	k.planProposals()
	if err := k.planFresh(); err != nil {
		return err
	}
	k.planLooks()
	if err := k.planOwn(); err != nil {
		return err
	}
	if err := k.planStyles(); err != nil {
		return err
	}
	if err := k.planParts(len(k.res.Changes) > 0); err != nil {
		return err
	}
	for i, s := range k.sheets {
		if s != nil && (k.tracks(s) || s.fresh.formulas != nil) {
			k.changes.Edit[k.book.layout.sheets[i].Part] = k.edit(s)
		}
	}
	k.editParts()
	return nil
}

// planStatus lists the figures that 完成状态 gets from actuals.
func (k *tracker) planStatus() {
	for i, a := range k.book.plan.Actions {
		p := &k.tracking.Actions[i]
		t := k.book.layout.tables[a.At.Table]
		col := t.Column(allocate.FieldStatus, 0)
		if col == nil || !p.NewStatus.Valid || a.StatusIn == allocate.Derived || a.StatusIn == allocate.Broken || k.covered(t, col.Col, a.At.Row) {
			continue
		}
		after := statusOf(p.NewStatus.Decimal, col.Written.Digits)
		if a.StatusIn == allocate.Typed && a.Status.Value.Equal(after.Value) {
			continue
		}
		at := a.At
		at.Field = allocate.FieldStatus
		why := whyStatus.With(k.tracking.AsOf.String(), p.Actual, p.Target, p.From)
		change := allocate.Change{At: at, After: after, Subject: subjectOf(p), Why: &why}
		if a.StatusIn == allocate.Typed {
			change.Before = a.Status
		}
		k.res.Changes = append(k.res.Changes, change)
	}
}

var wholePart = decimal.New(1, 0)

// statusOf rounds a progress to the digits that its column shows, but never up to
// 100%: what is not done is not shown as done.
func statusOf(v decimal.Decimal, digits int8) allocate.Share {
	s := allocate.NewShare(v, digits)
	r := s.Rounded()
	if v.LessThan(wholePart) && r.Value.GreaterThanOrEqual(wholePart) {
		r.Value = wholePart.Sub(s.LastDigit())
	}
	return r
}

// subjectOf is the text of a row by which it is found again where rows were moved.
func subjectOf(p *allocate.Progress) string {
	if p.Detail != "" {
		return p.Detail
	}
	return p.Subject
}

// covered reports whether a cell lies under a merged one that begins elsewhere.
func (k *tracker) covered(t *Table, col, row int32) bool {
	for _, m := range k.book.layout.sheets[t.Sheet].Merged {
		if m.Contains(col, row) && (m.Col1 != col || m.Row1 != row) {
			return true
		}
	}
	return false
}

// planTables hands the tables of actions their rows.
func (k *tracker) planTables() {
	for _, s := range k.sheets {
		if s == nil {
			continue
		}
		for _, t := range s.tables {
			if t.Kind == allocate.TrackingTable {
				k.tracked[t.index] = &trackedTable{tableMarks: t, styles: map[besideKey]int32{}}
			}
		}
	}
	for i := range k.tracking.Actions {
		p := &k.tracking.Actions[i]
		if t := k.tracked[k.book.plan.Actions[i].At.Table]; t != nil {
			t.rows = append(t.rows, p)
		}
	}
}

// proposalMark begins the proposals that the tool writes.
var proposalMark = lang.T("【建议】", "[Proposal] ")

var whyStatus = lang.T("截至 %s 的实际 %s ÷ 目标 %s（实际数%s匹配）", "actual as of %s, %s ÷ target %s (actuals matched %s)")

var whyProposal = lang.T("%s刷新为%s（%s），本格空白：程序的建议，未改动时下次刷新会替换",
	"the refresh of %s found it %s (%s) and the cell blank: a proposal, replaced by the next refresh while nobody changes it")

// planProposals finds the blank cells of 偏差与调整措施 that a proposal goes into, and
// lists all that is written into people's cells.
func (k *tracker) planProposals() {
	next := 0
	figures := k.figureLog()
	for i, a := range k.book.plan.Actions {
		p, t := &k.tracking.Actions[i], k.tracked[a.At.Table]
		if next < len(figures) && k.res.Changes[next].At.Row == a.At.Row && k.res.Changes[next].At.Table == a.At.Table {
			k.log = append(k.log, figures[next])
			next++
		}
		col, ok := k.proposes(i)
		if !ok || t == nil {
			continue
		}
		text := k.proposal(i)
		t.words = append(t.words, proposalCell{a.At.Row, col, text})
		k.log = append(k.log, report.Change{
			Sheet: k.book.layout.sheets[t.Sheet].Name, Cell: sheet.Ref(col, a.At.Row), Subject: subjectOf(p),
			After: report.Value{Text: text}, Reason: k.whyProposal(i).In(k.lang),
		})
	}
}

// proposes reports whether the proposal for the i-th action is written, and into which
// column: there is one, and 偏差与调整措施 is blank.
func (k *tracker) proposes(i int) (col int32, ok bool) {
	a := k.book.plan.Actions[i]
	t := k.book.layout.tables[a.At.Table]
	c := t.Column(allocate.FieldRemedy, 0)
	if c == nil || a.Remedy != "" || k.tracking.Actions[i].Proposal.IsZero() || t.held.has(a.At.Row-t.HeadLast) || k.covered(t, c.Col, a.At.Row) {
		return 0, false
	}
	return c.Col, true
}

// figureLog lists the changes of 完成状态 for the log.
func (k *tracker) figureLog() []report.Change {
	out := make([]report.Change, 0, len(k.res.Changes))
	for c := range k.reportChanges() {
		out = append(out, c)
	}
	return out
}

// edit returns the edit that streams a sheet through the refresh.
func (k *tracker) edit(s *sheetMarks) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		var buf []sheet.CellEdit
		s.rewind()
		for _, t := range s.tables {
			if own := k.tracked[t.index]; own != nil {
				own.row, own.word = 0, 0
			}
		}
		return k.logged(s.sheet.Part, dst, func(w *patch.Writer) error {
			err := sheet.Rewrite(w, src, sheet.Edits{
				Row: func(row *sheet.Row) []sheet.CellEdit {
					buf = k.rowEdits(s, row, buf[:0])
					return buf
				},
				Head: func(head []byte) ([]patch.Splice, error) { return k.headSplices(s, head) },
				Tail: func(tail []byte) ([]patch.Splice, error) { return sheet.AddConditionalFormats(tail, s.formats) },
			})
			return k.book.within(err, lang.Message{Text: lang.T("%s", "%s"), Args: []any{s.sheet.Name}})
		})
	}
}

// tracks reports whether a sheet has a table that gets something.
func (k *tracker) tracks(s *sheetMarks) bool {
	for _, t := range s.tables {
		if k.tracked[t.index] != nil {
			return true
		}
	}
	return false
}
