package report

import (
	"iter"
	"strings"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Snapshot is a row of 月度快照. Numbers are plain decimal digits, fractions for
// shares; "" is a blank cell.
type Snapshot struct {
	Month, AsOf string // 2024-06, 2024-06-30
	Target      bool   // a sub-target; else an action
	Subject     string
	Detail      string
	Owner       string
	Unit        string // of Goal, Actual and Restated: 万元
	Goal        string
	Actual      string
	Planned     string
	Complete    string
	Index       string
	State       string // a word: 红
	Mark        Severity
	Basis       string
	Restated    string
	RestatedIn  string // month of the refresh that found it so
}

// Trend is a month of the table above the snapshots.
type Trend struct {
	Month             string
	Planned, Complete string // means over the actions
	States            [4]int // grey, green, amber, red
}

// The columns of the snapshots, counted from 0.
const (
	snapMonth = iota
	snapAsOf
	snapKind
	snapSubject
	snapDetail
	snapOwner
	snapUnit
	snapGoal
	snapActual
	snapPlanned
	snapComplete
	snapIndex
	snapState
	snapBasis
	snapRestated
	snapRestatedIn
	SnapshotCols // how many there are
)

func snapshotColumns() []column {
	return []column{
		snapMonth:      {lang.T("月份", "Month"), 11},
		snapAsOf:       {lang.T("截止日", "As of"), 13},
		snapKind:       {lang.T("类别", "Kind"), 11},
		snapSubject:    {lang.T("策略或子目标", "Strategy or item"), 22},
		snapDetail:     {lang.T("行动或维度", "Action or dimension"), 24},
		snapOwner:      {lang.T("责任人", "Owner"), 11},
		snapUnit:       {lang.T("单位", "Unit"), 9},
		snapGoal:       {lang.T("目标", "Target"), 13},
		snapActual:     {lang.T("累计实际", "Actual to date"), 13},
		snapPlanned:    {lang.T("计划进度", "Planned"), 11},
		snapComplete:   {lang.T("实际进度", "Complete"), 11},
		snapIndex:      {lang.T("进度指数", "Index"), 11},
		snapState:      {lang.T("状态", "State"), 9},
		snapBasis:      {lang.T("计划依据", "Plan by"), 15},
		snapRestated:   {lang.T("重报后实际", "Restated"), 13},
		snapRestatedIn: {lang.T("重报于", "Restated in"), 11},
	}
}

// trendColumns are those of the table above, by which the sheet is known again.
func trendColumns() []column {
	return []column{
		{heading: lang.T("趋势月份", "Trend")}, {heading: lang.T("平均计划", "Planned")}, {heading: lang.T("平均实际", "Complete")},
		{heading: lang.T("各色行数", "Rows by colour")},
	}
}

// The rows of the sheet: the trend of up to twelve months stands above the
// snapshots, beside its chart.
const (
	TrendFirst = firstRow
	TrendRows  = 12
	snapHead   = TrendFirst + TrendRows + 1
)

// Words of the kinds of rows.
var (
	actionRow = lang.T("行动", "Action")
	targetRow = lang.T("子目标", "Sub-target")
)

var (
	snapshotsTitle = lang.T("月度快照", "Snapshots")
	snapshotsTop   = lang.T("每次刷新记一行，同月再刷新即替换；goalxl 由此读出上月进度，请勿修改。“重报后实际”是后来的导出改过的累计数。",
		"A row per refresh; the same month again replaces its own. goalxl reads last month from here: please leave it as it is. “Restated” is what later exports say.")
)

func planSnapshots(r *Refresh, taken []string) plan {
	return plan{name: sheetName(snapshotsTitle.In(r.Lang), taken), columns: snapshotColumns(), tab: look.LogTab,
		lastRow: min(snapHead+len(r.Snapshots), maxRows), filtered: len(r.Snapshots) > 0, head: snapHead, sign: RefreshSignature}
}

// snapshotStyles are the style ids of 月度快照.
type snapshotStyles struct {
	baseStyles
	figure, percent int
	states          [Error + 2]int // by Mark; the last is no colour
}

func newSnapshotStyles(styles *style.Styles) snapshotStyles {
	out := snapshotStyles{baseStyles: addBase(styles), figure: styles.AddXf(look.Figure("#,##0.##########")), percent: styles.AddXf(look.Figure("0.0%"))}
	for i, mark := range []style.Look{look.PassedMark, look.WarningMark, look.ErrorMark} {
		out.states[i] = styles.AddXf(look.Word(mark))
	}
	out.states[Error+1] = out.centred
	return out
}

// snapshotRows returns the function that writes the rows of 月度快照.
func (r *Refresh) snapshotRows(p *plan, st snapshotStyles) func(*rowWriter) error {
	return func(w *rowWriter) error {
		r.trend(w, p, st)
		w.start(snapHead, look.HeadingHeight)
		for i, c := range p.columns {
			w.text(i, st.heading, c.heading.In(r.Lang))
		}
		w.end()
		for i := range r.Snapshots {
			if row := snapHead + 1 + i; row <= maxRows {
				r.snapshot(w, p, st, row, &r.Snapshots[i])
			}
		}
		return w.err
	}
}

// trend writes what stands above the snapshots.
func (r *Refresh) trend(w *rowWriter, p *plan, st snapshotStyles) {
	w.start(titleRow, look.TitleHeight)
	w.text(0, st.title, snapshotsTitle.In(r.Lang))
	w.text(len(p.columns)-1, st.maker, RefreshSignature)
	w.end()
	w.remark(subtitleRow, st.subtitle, snapshotsTop.In(r.Lang))
	w.start(headingRow, look.HeadingHeight)
	for i, c := range trendColumns() {
		w.text(i, st.heading, c.heading.In(r.Lang))
	}
	w.end()
	for i := range r.Trend {
		t := &r.Trend[i]
		w.start(TrendFirst+i, 0)
		w.text(0, st.centred, t.Month)
		w.share(1, st.percent, t.Planned)
		w.share(2, st.percent, t.Complete)
		w.text(3, st.centred, trendStates.With(t.States[3], t.States[2], t.States[1], t.States[0]).In(r.Lang))
		w.end()
	}
}

var trendStates = lang.T("红 %d　黄 %d　绿 %d　灰 %d", "red %d  amber %d  green %d  grey %d")

// snapshot writes one row.
func (r *Refresh) snapshot(w *rowWriter, p *plan, st snapshotStyles, row int, s *Snapshot) {
	kind := actionRow
	if s.Target {
		kind = targetRow
	}
	w.start(row, look.Height(max(look.Lines(s.Subject, p.columns[snapSubject].width), look.Lines(s.Detail, p.columns[snapDetail].width))))
	w.text(snapMonth, st.centred, s.Month)
	w.text(snapAsOf, st.centred, s.AsOf)
	w.text(snapKind, st.centred, kind.In(r.Lang))
	w.text(snapSubject, st.text, s.Subject)
	w.text(snapDetail, st.text, s.Detail)
	w.text(snapOwner, st.centred, s.Owner)
	w.text(snapUnit, st.centred, s.Unit)
	w.share(snapGoal, st.figure, s.Goal)
	w.share(snapActual, st.figure, s.Actual)
	w.share(snapPlanned, st.percent, s.Planned)
	w.share(snapComplete, st.percent, s.Complete)
	w.share(snapIndex, st.percent, s.Index)
	w.text(snapState, st.states[s.Mark], s.State)
	w.text(snapBasis, st.centred, s.Basis)
	w.share(snapRestated, st.figure, s.Restated)
	w.text(snapRestatedIn, st.centred, s.RestatedIn)
	w.end()
}

// share writes a number, or a blank cell where there is none.
func (w *rowWriter) share(col, style int, digits string) {
	if digits == "" {
		w.blank(col, style)
		return
	}
	w.number(col, style, digits)
}

// ReadSnapshots reads the snapshots back from the rows of 月度快照, the first row of the
// sheet first, each with its cells from column A on.
func ReadSnapshots(rows iter.Seq[[]Value]) iter.Seq[Snapshot] {
	return func(yield func(Snapshot) bool) {
		below := false
		for row := range rows {
			switch {
			case !below:
				below = len(row) > 0 && matches(texts(row), snapshotColumns())
			case len(row) > snapSubject && row[snapMonth].Text != "":
				if !yield(readSnapshot(row)) {
					return
				}
			}
		}
	}
}

func readSnapshot(row []Value) Snapshot {
	at := func(col int) string {
		if col < len(row) {
			return strings.TrimSpace(row[col].rounded().Text)
		}
		return ""
	}
	kind := at(snapKind)
	return Snapshot{
		Month: at(snapMonth), AsOf: at(snapAsOf), Target: kind == targetRow.ZH || kind == targetRow.EN,
		Subject: at(snapSubject), Detail: at(snapDetail), Owner: at(snapOwner), Unit: at(snapUnit),
		Goal: at(snapGoal), Actual: at(snapActual), Planned: at(snapPlanned), Complete: at(snapComplete), Index: at(snapIndex),
		State: at(snapState), Basis: at(snapBasis), Restated: at(snapRestated), RestatedIn: at(snapRestatedIn),
	}
}
