package report

import (
	"fmt"

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
	log := r.planLog(append(r.Taken[:len(r.Taken):len(r.Taken)], snapshots.name))
	frames, err := build([]*plan{&snapshots, &log.changes}, r.Strict, [][]int{nil, nil})
	if err != nil {
		return nil, err
	}
	first := snapshots.sheet(frames[0])
	first.Kind = SnapshotSheet
	first.rows = r.snapshotRows(&snapshots, newSnapshotStyles(styles))
	first.Names = append(first.Names, DefinedName{Name: SnapshotsName, Refers: quoted(first.Name) + "!$A$1", Hidden: true})
	second := log.changes.sheet(frames[1])
	second.Kind = RefreshSheet
	second.rows = log.changeRows(log.changeStyles(styles))
	second.Names = append(second.Names, DefinedName{Name: RefreshName, Refers: quoted(second.Name) + "!$A$1", Hidden: true})
	return []Sheet{first, second}, nil
}

// planLog lays 更新记录 out.
func (r *Refresh) planLog(taken []string) *Sheets {
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
	return s
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
