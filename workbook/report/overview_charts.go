package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/chart"
	"goalxl/workbook/look"
)

var (
	shareTitle   = lang.T("%s · %s：占比", "%s by %s: shares")
	columnsTitle = lang.T("%s · %s：目标与往年%s", "%s by %s: target and earlier years%s")
	wayTitle     = lang.T("%s · %s：增长来源%s", "%s by %s: where growth comes from%s")
	largestOf    = lang.T("最大 %d 项", "the largest %d")
	floorNote    = lang.T("纵轴截断", "axis cut")

	nameHeading   = lang.T("项目", "Item")
	amountHeading = lang.T("金额", "Amount")
	targetHeading = lang.T("目标", "Target")
	targetOf      = lang.T("%d 目标", "%d target")
	actualOf      = lang.T("%d 实际", "%d actual")
	evenParts     = lang.T("%s有 %d 项，最大的也不到 3%%，不画占比图。", "%s has %d items, the largest below 3%%: no chart of shares.")
	negativeParts = lang.T("%s有负数，不画占比图。", "%s has figures below 0: no chart of shares.")
	restOf        = lang.T("其余 %d 项", "%d others")
	openSlice     = lang.T("未分解", "Open")
	stepHeadings  = [...]lang.Text{lang.T("步骤", "Step"), lang.T("增减", "Change"), lang.T("垫底", "Base"), lang.T("水平", "Level"), lang.T("增", "More"), lang.T("减", "Less")}
)

// The columns of the charts' data: of doughnuts, of columns, of ways to a goal.
const (
	dataSlices  = ovData     // name, value
	dataColumns = ovData + 2 // name, up to three years, target
	dataSteps   = ovData + 2 // under them: name, change, base, level, rise, fall
)

const (
	chartRows   = 11 // of a band of charts
	bandHeight  = 19 // of such a row
	maxShares   = 4  // doughnuts on the page
	ovChartCols = ovLast + 1
)

// slots are the columns between which charts stand side by side, by how many there are.
var slots = [...][]int{1: {0, ovRight - 1}, 2: {0, ovRight - 1, ovChartCols}, 3: {0, 3, ovRight, ovChartCols}, 4: {0, 3, 7, 11, ovChartCols}}

// data is where the data of the next chart of each kind goes.
type data struct{ slices, growth int }

// drawings places the charts and writes their data; it returns the row behind them.
func (p *page) drawings(row int) int {
	d := data{slices: headingRow, growth: headingRow}
	var shares, growth []*chart.Chart
	for i := range p.o.Cuts {
		if c := &p.o.Cuts[i]; len(c.Slices) > 0 && !c.Even && len(shares) < maxShares {
			shares = append(shares, p.shares(&d.slices, i, c))
		}
	}
	for i := range p.o.Growths {
		g := &p.o.Growths[i]
		growth = append(growth, p.columns(&d.growth, g))
		if len(g.Steps) > 0 {
			growth = append(growth, p.way(&d.growth, g))
		}
	}
	if len(shares)+len(growth) > 0 {
		p.text(subtitleRow, ovData, ovRemark, dataHeading.In(p.l))
	}
	for i := range p.o.Cuts {
		c := &p.o.Cuts[i]
		switch {
		case c.Even:
			p.remark(row, 0, evenParts.With(c.Dimension, len(c.Slices)+c.Rest).In(p.l))
		case c.Negative:
			p.remark(row, 0, negativeParts.With(c.Dimension).In(p.l))
		default:
			continue
		}
		row++
	}
	if len(growth) == 0 && len(p.o.Cuts) > 0 {
		words := noLastYear
		if p.o.NoHistory {
			words = notGrowth
		}
		p.remark(row, 0, words.In(p.l))
		row++
	}
	if n := len(shares) + len(growth); n > 0 && n < len(slots) {
		return p.band(row, append(shares, growth...))
	}
	for _, charts := range [...][]*chart.Chart{shares, growth} {
		if len(charts) > 0 {
			row = p.band(row, charts)
		}
	}
	return row
}

// band places charts side by side.
func (p *page) band(row int, charts []*chart.Chart) int {
	for r := row; r < row+chartRows; r++ {
		p.height(r, bandHeight)
	}
	at := slots[len(charts)]
	for i, c := range charts {
		p.charts = append(p.charts, PlacedChart{chart.Box{Col: at[i], Row: row - 1, ToCol: at[i+1], ToRow: row + chartRows - 1}, c})
	}
	return row + chartRows
}

// cells is a range of a column, with what its cells hold.
func (p *page) cells(col, from, to int) chart.Range {
	r := chart.Range{Ref: quoted(p.name) + "!$" + colName(col) + "$" + strconv.Itoa(from)}
	if to > from {
		r.Ref += ":$" + colName(col) + "$" + strconv.Itoa(to)
	}
	for row := from; row <= to; row++ {
		c := &p.row(row).cells[col]
		r.Values = append(r.Values, c.number+c.text)
	}
	return r
}

// datum writes a cell of the charts' data.
func (p *page) datum(row, col int, n *Number) {
	if n != nil {
		p.number(row, col, dataLook, n)
	}
}

func (p *page) label(row, col int, s string) { p.text(row, col, dataLook, s) }

var dataLook = func() (l styleLook) {
	l = look.Remark
	l.Shrink = true
	return l
}()

// shares draws the parts of a cut.
func (p *page) shares(next *int, at int, c *CutRow) *chart.Chart {
	head, row := *next, *next+1
	p.label(head, dataSlices, nameHeading.In(p.l))
	p.label(head, dataSlices+1, amountHeading.In(p.l))
	points, rest := []string(nil), c.Allocated.Value
	for i := range c.Slices {
		s := &c.Slices[i]
		p.label(row, dataSlices, clipped(s.Name, 20))
		p.datum(row, dataSlices+1, &s.Number)
		points, rest, row = append(points, look.Series[i]), rest.Sub(s.Value), row+1
	}
	cut := p.cutRows[at]
	if c.Rest > 0 && rest.Sign() > 0 {
		p.label(row, dataSlices, restOf.With(c.Rest).In(p.l))
		p.datum(row, dataSlices+1, &Number{rest, cellName(cut, 3) + "-SUM(" + cellName(head+1, dataSlices+1) + ":" + cellName(row-1, dataSlices+1) + ")"})
		points, row = append(points, look.RestColour), row+1
	}
	if c.Total != nil {
		if open := c.Total.Value.Sub(c.Allocated.Value); open.Sign() > 0 {
			p.label(row, dataSlices, openSlice.In(p.l))
			p.datum(row, dataSlices+1, &Number{open, "MAX(0," + cellName(cut, 4) + ")"})
			points, row = append(points, look.OpenColour), row+1
		}
	}
	*next = row + 1
	return &chart.Chart{Kind: chart.Doughnut, Title: p.titled(shareTitle, c), Categories: p.cells(dataSlices, head+1, row-1),
		Series: []chart.Series{{Name: p.cells(dataSlices+1, head, head), Figures: p.cells(dataSlices+1, head+1, row-1), Points: points, Labels: chart.Percents}}}
}

// titled is a chart's title: the goal, the dimension and, where asked for, the unit.
func (p *page) titled(t lang.Text, c *CutRow, more ...any) string {
	goal, dimension := clipped(c.Goal, 16), clipped(c.Dimension, 16)
	if goal == "" {
		goal = overviewTitle.In(p.l)
	}
	return t.With(append([]any{goal, dimension}, more...)...).In(p.l)
}

// inside is remarks in brackets; nothing for none.
func (p *page) inside(remarks ...string) string {
	remarks = slices.DeleteFunc(remarks, func(s string) bool { return s == "" })
	if len(remarks) == 0 {
		return ""
	}
	between := lang.T("，", ", ").In(p.l)
	return lang.T("（%s）", " (%s)").With(strings.Join(remarks, between)).In(p.l)
}

// columns draws the largest items' targets beside earlier years.
func (p *page) columns(next *int, g *GrowthCharts) *chart.Chart {
	c, head := &p.o.Cuts[g.Cut], *next
	years := len(g.Years)
	p.label(head, dataColumns, nameHeading.In(p.l))
	for i, year := range g.Years {
		p.label(head, dataColumns+1+i, actualOf.With(year).In(p.l))
	}
	target := targetHeading.In(p.l)
	if g.Year > 0 {
		target = targetOf.With(g.Year).In(p.l)
	}
	p.label(head, dataColumns+1+years, target)
	row := head + 1
	for i := range g.Columns {
		it := &g.Columns[i]
		p.label(row, dataColumns, clipped(it.Name, nameWidth(len(g.Columns))))
		for j, n := range it.Past {
			p.datum(row, dataColumns+1+j, n)
		}
		p.datum(row, dataColumns+1+years, &it.Target)
		row++
	}
	*next = row + 1
	remarks := []string{g.Unit}
	if g.More > 0 {
		remarks = append(remarks, largestOf.With(len(g.Columns)).In(p.l))
	}
	out := &chart.Chart{Kind: chart.Columns, Title: p.titled(columnsTitle, c, p.inside(remarks...)), Categories: p.cells(dataColumns, head+1, row-1), Format: p.chartFormat(g)}
	for i := range years + 1 {
		col := dataColumns + 1 + i
		s := chart.Series{Name: p.cells(col, head, head), Figures: p.cells(col, head+1, row-1), Colour: look.TargetColour, Labels: chart.Figures}
		if back := years - 1 - i; back >= 0 {
			s.Colour = [...]string{look.ActualColour, look.EarlierColour, look.OldestColour}[min(back, 2)]
			if back > 0 || len(g.Columns)*(years+1) > crowded {
				s.Labels = chart.NoLabels
			}
		}
		out.Series = append(out.Series, s)
	}
	return out
}

// nameWidth is how much of a name stands under one of so many columns.
func nameWidth(columns int) int {
	if columns > 4 {
		return 18
	}
	return 26
}

// crowded is from how many columns on only the targets are labelled.
const crowded = 16

// chartFormat is the number format of labels: a decimal where figures are small.
func (p *page) chartFormat(g *GrowthCharts) string {
	most := decimal.Zero
	for i := range g.Columns {
		most = decimal.Max(most, g.Columns[i].Target.Value.Abs())
	}
	if most.LessThan(decimal.New(20, 0)) {
		return "#,##0.0"
	}
	return "#,##0"
}
