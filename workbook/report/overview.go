package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/chart"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Overview is what 总览 says: one page for a meeting.
type Overview struct {
	Cuts          []CutRow
	MoreCuts      int
	Growths       []GrowthCharts
	NoHistory     bool
	Items         []ItemRow
	MoreItems     int
	Problems      []Problem
	MoreProblems  int
	Owners        []OwnerRow
	MoreOwners    int
	Unchecked     []string
	MoreUnchecked int
}

// Problem is one of the largest: an index in Report.Findings, and the goal that it is
// about where there are several.
type Problem struct {
	Finding int
	Goal    string
}

// Number is a figure in the unit in which it is shown, and the formula (without =)
// that gives it from the tables; "" where none does.
type Number struct {
	Value   decimal.Decimal
	Formula string
}

// CutRow is a goal and one of the dimensions that it is cut by. Figures that are not
// known are nil.
type CutRow struct {
	Goal, Dimension string
	First           bool   // the first of its goal
	Unit            string // of its figures: 万元, 家; % for fractions
	Total           *Number
	Allocated       *Number
	Last            *Number
	Slices          []Slice // the largest parts; nil for no chart
	Rest            int     // parts beside them
	Negative        bool    // one of the parts is below 0
	Even            bool    // there are many parts, and none is large
}

// Slice is a part of a whole.
type Slice struct {
	Name string
	Number
}

// GrowthCharts is what carries the growth of a goal.
type GrowthCharts struct {
	Cut     int    // index in Overview.Cuts, in whose unit the steps are
	Unit    string // of the columns
	Year    int    // that the goal is for; 0 if not known
	Years   []int
	Columns []ItemYears
	More    int
	Steps   []Step
}

// ItemYears is an item's target, and its actuals by GrowthCharts.Years.
type ItemYears struct {
	Name   string
	Target Number
	Past   []*Number
}

// Step leads from the last year to the goal. The first and the last are levels.
type Step struct {
	Name string
	Kind StepKind
	Number
}

// StepKind says what a step's figure is made of, where it has no formula of its own.
type StepKind uint8

// The kinds of steps.
const (
	StepLast StepKind = iota // the level of the last year
	StepItem                 // what an item adds
	StepRest                 // what the other items add
	StepOpen                 // what is not broken down
	StepGoal                 // the level of the goal
)

// ItemRow is an item beside its history. Rates are fractions, with Points percentage
// points as fractions.
type ItemRow struct {
	Name              string
	Unit              string
	Target            Number
	Last              *Number
	Growth, Reference *Number // nil where they are not told
	Points            bool
	Evidence          string
	State             ItemState
}

// ItemState is what came of looking at an item's growth.
type ItemState uint8

// The states.
const (
	ItemUnchecked ItemState = iota
	ItemWithin
	ItemAbove
	ItemSteep
)

// OwnerRow is what lies with an owner.
type OwnerRow struct {
	Owner                     string
	Errors, Warnings, Overdue int
}

// The columns of 总览, counted from 0: a block on the left, one on the right, and
// behind the printed page what the charts are drawn from.
const (
	ovLeft    = 0
	ovRight   = 9  // behind a narrow one
	ovLast    = 12 // of the page
	ovData    = 14
	ovColumns = ovData + 8
)

var overviewWidths = [ovLast + 2]float64{21, 20, 13, 13, 13, 9, 13, 9, 1.5, 9, 24, 42, 13, 0.8}

var (
	overviewTitle = lang.T("总览", "Overview")
	cutHeadings   = [...]lang.Text{lang.T("目标", "Goal"), lang.T("维度", "Dimension"), lang.T("目标值", "Target"), lang.T("已分解", "Broken down"),
		lang.T("未分解", "Open"), lang.T("已分", "Done"), lang.T("上年实际", "Last year"), lang.T("增速", "Growth")}
	problemHeadings = [...]lang.Text{lang.T("级别", "Severity"), lang.T("位置", "Where"), lang.T("最大的问题", "Largest problems"), lang.T("差额", "Difference")}
	itemHeadings    = [...]lang.Text{lang.T("子目标项", "Item"), lang.T("依据", "Evidence"), lang.T("目标值", "Target"), lang.T("上年实际", "Last year"),
		lang.T("增额", "More by"), lang.T("增速", "Growth"), lang.T("历史年均", "History"), lang.T("结论", "Verdict")}
	ownerHeadings = [...]lang.Text{lang.T("未结", "Open"), lang.T("责任人", "Owner"), lang.T("其中", "Of which"), lang.T("逾期", "Late")}

	liveNote    = lang.T("金额和个数是公式，随表格变化；列出哪些、怎样排序，在下次核对时更新。", "Amounts and counts are formulas and follow the tables; what is listed, and its order, changes with the next check.")
	overAmount  = lang.T("超 ", "over ")
	dataHeading = lang.T("图表数据（图表由此绘制，不打印）", "What the charts are drawn from (not printed)")
	noGoals     = lang.T("没有读到总目标和分解。", "No goals and no breakdown were read.")
	moreCuts    = lang.T("另有 %d 项目标或维度未列", "%d more goals or dimensions are not shown")
	noProblems  = lang.T("没有错误和提醒。", "No errors and no warnings.")
	moreFaults  = lang.T("另有 %d 个，见“%s”", "%d more: see “%s”")
	moreItems   = lang.T("另有 %d 项未列：先列高于历史的，再列最大的。", "%d more items are not shown: those above history come first, then the largest.")
	noItems     = lang.T("没有可以比较的子目标。", "No items to compare.")
	noOwners    = lang.T("没有人名下有未结事项。", "Nothing is open with anybody.")
	moreOwners  = lang.T("另有 %d 人", "%d more")
	nobody      = lang.T("（未填责任人）", "(no owner)")
	ownerPoints = lang.T("错误 %d · 提醒 %d", "errors %d · warnings %d")
	unchecked   = lang.T("未检查的内容", "Not checked")
	allChecked  = lang.T("应检查的都检查了。", "Everything was checked.")
	moreOthers  = lang.T("另有 %d 项，见“%s”", "%d more: see “%s”")
	notGrowth   = lang.T("没有历史数据，不画与上年的对比图：补上历史数据表，或在目标旁加“上年实际”列。", "There is no history, so no chart compares with earlier years: add a history table, or a column of last year's actuals.")
	noLastYear  = lang.T("没有上一年的实际，不画与上年的对比图。", "There are no actuals of the year before, so no chart compares with it.")
)

// page is 总览 under way.
type page struct {
	*grid
	o        *Overview
	l        lang.Lang
	name     string
	findings *Sheets // whose findings it counts and leads to
	charts   []PlacedChart
	cutRows  []int // by cut: its row
}

// PlacedChart is a chart and where it stands.
type PlacedChart struct {
	Box   chart.Box
	Chart *chart.Chart
}

// overviewPage lays 总览 out.
func (s *Sheets) overviewPage(styles *style.Styles, frame frame) Sheet {
	p := &page{grid: newGrid(styles), o: s.report.Overview, l: s.report.Lang, name: s.overview.name, findings: s}
	p.top()
	row := p.middle(headingRow)
	row = p.drawings(row + 1)
	row = p.bottom(row + 1)
	last := p.foot(row + 1)
	sheet := quoted(p.name)
	return Sheet{Name: p.name, Kind: OverviewSheet, frame: frame, rows: p.write, Charts: p.charts, Size: 40 << 10,
		Names: []DefinedName{
			{Name: "_xlnm.Print_Area", Local: true, Refers: sheet + "!$A$1:$" + colName(ovData-1) + "$" + strconv.Itoa(last)},
			{Name: OverviewName, Refers: sheet + "!$A$1", Hidden: true},
		}}
}

// planOverview settles the sheet's name, and the colour of its tab.
func planOverview(r Report, tab string) plan {
	p := plan{name: sheetName(overviewTitle.In(r.Lang), r.Taken), tab: tab, lastRow: 60, onePage: true}
	for _, w := range overviewWidths {
		p.columns = append(p.columns, column{width: w})
	}
	for range ovColumns - ovData {
		p.columns = append(p.columns, column{width: 11})
	}
	return p
}

// top writes the title, and how many findings of each severity are left.
func (p *page) top() {
	p.height(titleRow, look.TitleHeight)
	p.text(titleRow, 0, look.Title, overviewTitle.In(p.l))
	p.text(titleRow, ovLast, look.Maker, signature)
	p.height(subtitleRow, look.PlainHeight)
	n, formula := p.findings.stateCounts()
	text, parts := "", make([]string, 0, len(n))
	for s := Error; ; s-- {
		if text != "" {
			text += " · "
			parts = append(parts, `" · "`)
		}
		word := s.In(p.l)
		text += word + " " + strconv.Itoa(n[s])
		parts = append(parts, `"`+word+` "`, formula(s))
		if s == Info {
			break
		}
	}
	if len(p.findings.report.Findings) == 0 {
		p.text(subtitleRow, 0, look.Subtitle, nothing.In(p.l))
		return
	}
	p.text(subtitleRow, ovLast, look.Maker, liveNote.In(p.l))
	p.formulaText(subtitleRow, 0, look.Subtitle, strings.Join(parts, "&"), text)
}

// stateCounts counts the states of 问题清单 as they stand, and gives the formulas that
// count them there.
func (s *Sheets) stateCounts() (n [Error + 1]int, formula func(Severity) string) {
	for i := range s.report.Findings[:s.listed()] {
		f := &s.report.Findings[i]
		if f.Live != nil && f.Live.Holds && f.Live.formula(s.report.Lang, "") != "" {
			continue
		}
		n[min(f.Severity, Error)]++
	}
	state := colName(colState)
	area := quoted(s.findings.name) + "!$" + state + "$" + strconv.Itoa(firstRow) + ":$" + state + "$" + strconv.Itoa(s.findings.lastRow)
	return n, func(v Severity) string { return `COUNTIF(` + area + `,"` + v.In(s.report.Lang) + `")` }
}

// listed is how many findings have a row.
func (s *Sheets) listed() int {
	return min(len(s.report.Findings), maxRows-len(s.report.Unchecked)-3-firstRow)
}
