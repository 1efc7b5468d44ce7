package monthly

import (
	"slices"
	"strconv"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/chart"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

var (
	frontName = lang.T("月报", "Monthly")
	frontTop  = lang.T("截至 %s；刷新 %d 份工作簿；行动与子目标共 %d 行：红 %d、黄 %d、绿 %d、灰 %d。先列落后最多的；预测是按季节或进度推算到期末的数。",
		"As of %s; workbooks refreshed: %d; actions and sub-targets: %d, of them red %d, amber %d, green %d, grey %d. The furthest behind come first.")
	frontFailed = lang.T("没有刷新：%s（%s）", "Not refreshed: %s (%s)")
	sumRow      = lang.T("合计", "Total")
	moreUnknown = lang.T("%d 行无实际数", "%d without actuals")
	noGoal      = lang.T("（未写明）", "(not named)")
)

// The columns of the front page, counted from 0.
const (
	lineRegion = iota
	lineGoal
	lineOwner
	lineTarget
	lineActual
	linePlan
	lineComplete
	linePlanned
	lineIndex
	lineForecast
	lineAttain
	lineState
	lineFile
)

func lineColumns() []column {
	return []column{
		lineRegion:   {lang.T("区域或子目标", "Region or item"), 24},
		lineGoal:     {lang.T("目标类型", "Goal"), 12},
		lineOwner:    {lang.T("责任人", "Owner"), 11},
		lineTarget:   {lang.T("目标", "Target"), 14},
		lineActual:   {lang.T("累计实际", "Actual"), 14},
		linePlan:     {lang.T("累计计划", "Plan to date"), 14},
		lineComplete: {lang.T("实际进度", "Complete"), 11},
		linePlanned:  {lang.T("计划进度", "Planned"), 11},
		lineIndex:    {lang.T("进度指数", "Index"), 11},
		lineForecast: {lang.T("预测完成", "Forecast"), 14},
		lineAttain:   {lang.T("预测完成率", "Forecast rate"), 12},
		lineState:    {lang.T("状态", "State"), 13},
		lineFile:     {lang.T("文件", "File"), 24},
	}
}

// The heights of the charts on the front page, in rows.
const (
	chartRows  = 14
	chartLines = 14 // regions that the chart shows
)

// front makes the first sheet: sums, charts, and a line a region.
func (b *book) front() error {
	s := b.States
	l, err := b.list(frontName.In(b.Lang), title.With(b.Report.Month).In(b.Lang),
		frontTop.With(b.Report.AsOf.String(), b.Files, s[0]+s[1]+s[2]+s[3], s[allocate.Red], s[allocate.Amber], s[allocate.Green], s[allocate.Grey]).In(b.Lang),
		look.PlanTab, lineColumns())
	if err != nil {
		return err
	}
	if err := b.f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	for _, f := range b.Failed {
		if err := l.line(look.PlainHeight, cell{text: frontFailed.With(short(f.Path), f.Why).In(b.Lang), look: failedLook}); err != nil {
			return err
		}
	}
	charts := l.row
	for ; l.row < charts+chartRows; l.row++ {
		if err := b.f.SetRowHeight(l.name, l.row, look.PlainHeight); err != nil {
			return err
		}
	}
	lines := worstFirst(b.Report.Lines)
	if err := l.headings(len(lines)); err != nil {
		return err
	}
	first := l.row
	for i := range lines {
		if err := l.line(0, b.regionLine(&lines[i], false)...); err != nil {
			return err
		}
	}
	for i := range b.Report.Sums {
		if err := l.line(0, b.regionLine(&b.Report.Sums[i], true)...); err != nil {
			return err
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return b.charts(l, charts, first, lines)
}

var failedLook = func() (s style.Look) { s = look.Subtitle; s.Color = look.ErrorInk; return }()

// worstFirst puts the lines that are furthest behind first; those that cannot be judged
// come last. Lines alike stay in the order of the workbooks.
func worstFirst(lines []allocate.RegionLine) []allocate.RegionLine {
	out := slices.Clone(lines)
	slices.SortStableFunc(out, func(a, b allocate.RegionLine) int {
		switch {
		case a.Index.Valid && b.Index.Valid:
			return a.Index.Decimal.Cmp(b.Index.Decimal)
		case a.Index.Valid:
			return -1
		case b.Index.Valid:
			return 1
		}
		return 0
	})
	return out
}

// regionLine is a line of the front page.
func (b *book) regionLine(r *allocate.RegionLine, sum bool) []cell {
	region, goal := r.Region, r.Goal
	if goal == "" {
		goal = noGoal.In(b.Lang)
	}
	if sum {
		region = sumRow.In(b.Lang)
	}
	cells := []cell{
		lineRegion: words(region), lineGoal: centred(goal), lineOwner: centred(r.Owner),
		lineTarget: amount(r.Target), lineActual: amount(r.Actual), linePlan: amount(r.Plan),
		lineComplete: percent(r.Complete), linePlanned: percent(r.Planned), lineIndex: percent(r.Index),
		lineForecast: {look: look.Centred}, lineAttain: {look: look.Centred},
		lineState: b.state(r.State, r.Word), lineFile: words(fileOf(r)),
	}
	if r.Forecast != nil {
		cells[lineForecast] = amount(r.Forecast.Best)
		if !r.Target.Value.IsZero() {
			cells[lineAttain] = percent(allocate.NullShare{Decimal: r.Forecast.Best.Value.DivRound(r.Target.Value, 6), Valid: true})
		}
	}
	if r.Unknown > 0 {
		cells[lineFile].text = join(cells[lineFile].text, moreUnknown.With(r.Unknown).In(b.Lang))
	}
	if sum {
		for i := range cells {
			cells[i].look.Bold = true
			if cells[i].look.Fill == "" {
				cells[i].look.Fill = look.HeadFill
			}
		}
	}
	return cells
}

func fileOf(r *allocate.RegionLine) string {
	if r.Path == "" {
		return ""
	}
	return short(r.Path)
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "；" + b
}

var (
	progressTitle = lang.T("进度：计划与实际（落后最多的在前）", "Planned and actual progress, the furthest behind first")
	statesTitle   = lang.T("各色行数", "Rows by colour")
)

// charts puts two charts above the lines: progress by region, and the states.
func (b *book) charts(l *list, row, first int, lines []allocate.RegionLine) error {
	n := min(len(lines), chartLines)
	area := func(col int) string {
		return "'" + l.name + "'!$" + colName(col) + "$" + strconv.Itoa(first) + ":$" + colName(col) + "$" + strconv.Itoa(first+n-1)
	}
	head := func(col int) chart.Range {
		return chart.Range{Ref: "'" + l.name + "'!$" + colName(col) + "$" + strconv.Itoa(first-1), Values: []string{l.columns[col].heading.In(b.Lang)}}
	}
	c := &chart.Chart{Kind: chart.Columns, Title: progressTitle.In(b.Lang), Format: "0%", Floor: "0", Categories: chart.Range{Ref: area(lineRegion)}}
	planned := chart.Series{Name: head(linePlanned), Figures: chart.Range{Ref: area(linePlanned)}, Colour: look.EarlierColour}
	complete := chart.Series{Name: head(lineComplete), Figures: chart.Range{Ref: area(lineComplete)}, Colour: look.TargetColour, Labels: chart.Figures}
	for i := range lines[:n] {
		c.Categories.Values = append(c.Categories.Values, lines[i].Region)
		planned.Figures.Values = append(planned.Figures.Values, percent(lines[i].Planned).number)
		complete.Figures.Values = append(complete.Figures.Values, percent(lines[i].Complete).number)
	}
	c.Series = []chart.Series{planned, complete}
	if err := chart.Add(b.f, l.name, "A"+strconv.Itoa(row), 830, 330, c); err != nil {
		return err
	}
	return b.statesChart(l, row)
}

// statesChart shows how many rows have each colour, beside a table of them.
func (b *book) statesChart(l *list, row int) error {
	states := []allocate.State{allocate.Red, allocate.Amber, allocate.Green, allocate.Grey}
	word, number := colName(lineFile), colName(lineFile+1)
	c := &chart.Chart{Kind: chart.Doughnut, Title: statesTitle.In(b.Lang), Format: "0"}
	s := chart.Series{Labels: chart.Figures, Points: []string{look.FallColour, "FFE0A800", look.RiseColour, look.RestColour}}
	for i, state := range states {
		at := strconv.Itoa(row + 1 + i)
		if err := l.put(word+at, b.state(state, lang.Text{})); err != nil {
			return err
		}
		if err := l.put(number+at, count(b.States[state])); err != nil {
			return err
		}
		c.Categories.Values = append(c.Categories.Values, state.In(b.Lang))
		s.Figures.Values = append(s.Figures.Values, strconv.Itoa(b.States[state]))
	}
	if err := l.put(word+strconv.Itoa(row), cell{text: statesTitle.In(b.Lang), look: look.Heading}); err != nil {
		return err
	}
	if err := b.f.SetColWidth(l.name, number, number, 8); err != nil {
		return err
	}
	area := func(col string) string {
		return "'" + l.name + "'!$" + col + "$" + strconv.Itoa(row+1) + ":$" + col + "$" + strconv.Itoa(row+4)
	}
	c.Categories.Ref, s.Figures.Ref = area(word), area(number)
	s.Name = chart.Range{Ref: "'" + l.name + "'!$" + word + "$" + strconv.Itoa(row), Values: []string{statesTitle.In(b.Lang)}}
	c.Series = []chart.Series{s}
	return chart.Add(b.f, l.name, colName(lineIndex)+strconv.Itoa(row), 380, 330, c)
}
