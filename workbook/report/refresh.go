package report

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"

	"goalxl/internal/lang"
	"goalxl/workbook/style"
)

// RefreshSignature stands at the right end of the first row of the sheets of a refresh.
const RefreshSignature = "goalxl refresh"

// The names by which the sheets of a refresh are known again.
const (
	SnapshotsName = "_goalxl.snapshots"
	RefreshName   = "_goalxl.refresh"
)

var refreshTitle = lang.T("更新记录", "Refresh log")

// Refresh is what the sheets of a refresh say. Texts are in Lang already.
type Refresh struct {
	Lang      lang.Lang
	Strict    bool
	Taken     []string // names of the workbook's sheets
	Snapshots []Snapshot
	Trend     []Trend // the last months, up to TrendRows
	Changes   []Change
}

// Graft gives the sheets the styles that they need in the user's workbook, and
// returns them in the order in which they stand: snapshots, log.
func (r *Refresh) Graft(styles *style.Styles) ([]Sheet, error) {
	snapshots := planSnapshots(r, r.Taken)
	frame, err := snapshots.framed(SnapshotSheet, r.Strict)
	if err != nil {
		return nil, err
	}
	first := snapshots.sheet(frame)
	first.Kind = SnapshotSheet
	first.rows = r.snapshotRows(&snapshots, newSnapshotStyles(styles))
	first.Names = append(first.Names, DefinedName{Name: SnapshotsName, Refers: quoted(first.Name) + "!$A$1", Hidden: true})
	log, err := r.log(styles, append(r.Taken[:len(r.Taken):len(r.Taken)], first.Name))
	return []Sheet{first, log}, err
}

// log makes 更新记录.
func (r *Refresh) log(styles *style.Styles, taken []string) (Sheet, error) {
	s := &Sheets{logTitle: refreshTitle, report: Report{Lang: r.Lang, Strict: r.Strict, ChangeCount: len(r.Changes)}}
	s.report.Changes = func(yield func(Change) bool) {
		for i := range r.Changes {
			if !yield(r.Changes[i]) {
				return
			}
		}
	}
	s.changes = planChanges(s.report, refreshTitle, taken)
	s.changes.sign = RefreshSignature
	frame, err := s.changes.framed(RefreshSheet, r.Strict)
	if err != nil {
		return Sheet{}, err
	}
	out := s.changes.sheet(frame)
	out.Kind = RefreshSheet
	out.rows = s.changeRows(s.changeStyles(styles))
	out.Names = append(out.Names, DefinedName{Name: RefreshName, Refers: quoted(out.Name) + "!$A$1", Hidden: true})
	return out, nil
}

// frames keeps the frames of the sheets of a refresh, which differ in their last row
// only: a batch makes each once.
var frames sync.Map

type frameKey struct {
	kind             Kind
	strict, filtered bool
}

// anyRow stands in a kept frame for the last row.
const anyRow = maxRows - 3

// framed returns the frame of a plan without conditional formats.
func (p *plan) framed(kind Kind, strict bool) (frame, error) {
	key := frameKey{kind, strict, p.filtered}
	kept, ok := frames.Load(key)
	if !ok {
		model := *p
		model.lastRow = anyRow
		made, err := build([]*plan{&model}, strict, [][]int{nil})
		if err != nil {
			return frame{}, fmt.Errorf("making %s: %w", p.name, err)
		}
		kept, _ = frames.LoadOrStore(key, made[0])
	}
	model := kept.(frame)
	last := []byte(strconv.Itoa(max(p.lastRow, firstRow)))
	fill := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(strconv.Itoa(anyRow)), last) }
	return frame{fill(model.head), fill(model.middle), model.tail}, nil
}

// Range is cells of the sheet below each other, as formulas name them; the column
// counts from 0.
func (s *Sheet) Range(col, row, rows int) string {
	ref := fmt.Sprintf("%s!$%s$%d", quoted(s.Name), colName(col), row)
	if rows > 1 {
		ref += fmt.Sprintf(":$%s$%d", colName(col), row+rows-1)
	}
	return ref
}

// TrendHeading is the heading of a column of the months.
func (s *Sheet) TrendHeading(col int, l lang.Lang) string { return trendColumns()[col].heading.In(l) }
