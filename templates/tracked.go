package templates

import (
	"strings"
	"sync"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// TrackedMeans is the meaning's name of the columns that a refresh puts at the right
// end of a tracking table. They are never read as data.
const TrackedMeans = "tracked"

// TrackedColumn is one of these columns.
type TrackedColumn struct {
	Heading lang.Text
	Width   float64 // in characters of the default font
}

// The columns, by position. Amounts in 预测完成 are written with their unit.
const (
	TrackedPlan     = iota // 计划进度: the part that was to be reached by now
	TrackedActual          // 实际进度: actual to date ÷ target
	TrackedLead            // 进度偏差: actual − planned, in percentage points
	TrackedState           // 状态: colour and word
	TrackedForecast        // 预测完成: where the row will end
	TrackedSince           // 上月以来: change of the progress since the last month
	TrackedColumns
)

// Tracked are the columns that a refresh adds, in their order.
var Tracked = [TrackedColumns]TrackedColumn{
	TrackedPlan:     {lang.T("计划进度", "Planned progress"), 12},
	TrackedActual:   {lang.T("实际进度", "Actual progress"), 12},
	TrackedLead:     {lang.T("进度偏差", "Lead or lag"), 11},
	TrackedState:    {lang.T("状态", "State"), 12},
	TrackedForecast: {lang.T("预测完成", "Forecast"), 14},
	TrackedSince:    {lang.T("上月以来", "Since last month"), 11},
}

// trackedWords maps the folded headings to the columns.
var trackedWords = sync.OnceValue(func() map[string]int {
	words := map[string]int{}
	for i, c := range Tracked {
		words[Fold(c.Heading.ZH)], words[Fold(c.Heading.EN)] = i, i
	}
	return words
})

// TrackedIndex returns which of the columns a heading names; upper headings stand
// before it, parted by " / ". -1 if it names none.
func TrackedIndex(heading string) int {
	parts := strings.Split(heading, " / ")
	if i, ok := trackedWords()[Fold(parts[len(parts)-1])]; ok {
		return i
	}
	return -1
}

// IsTracked reports whether a heading is that of the column of a refresh.
func IsTracked(column int, heading string) bool {
	i, ok := trackedWords()[Fold(heading)]
	return ok && i == column
}

// leastTracked is how many of the columns must stand side by side to be known: people
// have a 状态 or an 实际进度 of their own, and hide or delete some of the tool's.
const leastTracked = 4

// tracked takes the columns of a refresh out of what the table is read for.
func (b *binding) tracked() {
	for i := 0; i < len(b.ms); {
		n := trackedRun(b.ms[i:])
		if n >= leastTracked {
			for j := i; j < i+n; j++ {
				m := &b.ms[j]
				b.ms[j] = Meaning{Heading: m.Heading, Name: m.Name, Field: allocate.FieldOther, tracked: m.tracked}
				b.roles[j] = Role{Field: allocate.FieldOther, Means: TrackedMeans}
			}
		}
		i += max(n, 1)
	}
}

// trackedRun returns how many headings from the first on are those of a refresh, in
// their order.
func trackedRun(ms []Meaning) int {
	n, last := 0, int8(0)
	for n < len(ms) && ms[n].tracked > last {
		last = ms[n].tracked
		n++
	}
	return n
}
