package report

import (
	"github.com/shopspring/decimal"

	"goalxl/workbook/chart"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

type styleLook = style.Look

// way draws how the last year becomes the goal: columns that stand on an invisible
// base, which Excel, WPS and LibreOffice all draw.
func (p *page) way(next *int, g *GrowthCharts) *chart.Chart {
	c, head := &p.o.Cuts[g.Cut], *next
	for i, t := range stepHeadings {
		p.label(head, dataSteps+i, t.In(p.l))
	}
	first, row := head+1, head+1
	level := decimal.Zero
	least, most := decimal.Zero, decimal.Zero
	for i := range g.Steps {
		s := &g.Steps[i]
		p.label(row, dataSteps, clipped(s.Name, nameWidth(len(g.Steps))))
		p.datum(row, dataSteps+1, p.stepNumber(g, i, first, row))
		if s.Kind == StepLast || s.Kind == StepGoal {
			p.datum(row, dataSteps+3, &Number{s.Value, cellName(row, dataSteps+1)})
			level = s.Value
		} else {
			before := level
			level = level.Add(s.Value)
			p.rise(row, first, s.Value, decimal.Min(before, level))
		}
		if least = decimal.Min(least, level); i == 0 {
			least = level
		}
		most = decimal.Max(most, level)
		row++
	}
	*next = row + 1
	last := row - 1
	out := &chart.Chart{Kind: chart.Waterfall, Categories: p.cells(dataSteps, first, last), Format: p.chartFormat(g), Floor: floorOf(least, most)}
	note := ""
	if out.Floor != "" {
		note = floorNote.In(p.l)
	}
	out.Title = p.titled(wayTitle, c, p.inside(c.Unit, note))
	series := func(col int, colour, format string) chart.Series {
		return chart.Series{Name: p.cells(col, head, head), Figures: p.cells(col, first, last), Colour: colour, Labels: chart.Figures, Format: format}
	}
	base := series(dataSteps+2, "", "")
	base.Hidden = true
	levels := series(dataSteps+3, look.TargetColour, "")
	for range g.Steps {
		levels.Points = append(levels.Points, look.ActualColour)
	}
	levels.Points[len(levels.Points)-1] = look.TargetColour
	digits := out.Format
	out.Series = []chart.Series{base, levels, series(dataSteps+4, look.RiseColour, "+"+digits+";;"), series(dataSteps+5, look.FallColour, "-"+digits+";;")}
	return out
}

// rise writes the base of a step and what it adds or takes away, computed from the
// steps before it.
func (p *page) rise(row, first int, change, base decimal.Decimal) {
	step := func(to int) string {
		return "SUM(" + cellName(first, dataSteps+1) + ":" + cellName(to, dataSteps+1) + ")"
	}
	p.datum(row, dataSteps+2, &Number{base, "MIN(" + step(row-1) + "," + step(row) + ")"})
	at := cellName(row, dataSteps+1)
	p.datum(row, dataSteps+4, &Number{decimal.Max(change, decimal.Zero), "MAX(" + at + ",0)"})
	p.datum(row, dataSteps+5, &Number{decimal.Max(change.Neg(), decimal.Zero), "MAX(-" + at + ",0)"})
}

// stepNumber is a step's figure with its formula: its own, or what the cells above say
// of it.
func (p *page) stepNumber(g *GrowthCharts, i, first, row int) *Number {
	s := g.Steps[i]
	cut, c := p.cutRows[g.Cut], &p.o.Cuts[g.Cut]
	switch s.Kind {
	case StepOpen:
		s.Formula = cellName(cut, 4)
	case StepGoal:
		s.Formula = cellName(cut, 3)
		if c.Total != nil {
			s.Formula = cellName(cut, 2)
		}
	case StepLast:
		if c.Last != nil && c.Last.Value.Equal(s.Value) {
			s.Formula = cellName(cut, 6)
		}
	case StepRest:
		s.Formula = cellName(cut, 3) + "-SUM(" + cellName(first, dataSteps+1) + ":" + cellName(row-1, dataSteps+1) + ")"
		for j := i + 1; j < len(g.Steps) && g.Steps[j].Kind == StepItem; j++ {
			s.Formula += "-" + cellName(row+j-i, dataSteps+1)
		}
	}
	return &s.Number
}

// floorOf is where the axis begins, so that the steps between two levels are seen: at
// a round number below the least level, or at 0 where they are large.
func floorOf(least, most decimal.Decimal) string {
	span := most.Sub(least)
	if least.Sign() <= 0 || span.Sign() <= 0 || span.Mul(decimal.New(2, 0)).GreaterThan(least) {
		return ""
	}
	low := least.Sub(span.Mul(decimal.New(15, -1)))
	if low.Sign() <= 0 {
		return ""
	}
	places := 1 - (int32(low.NumDigits()) + low.Exponent())
	return low.RoundFloor(places + 1).String()
}
