// Package chart makes native charts, all in one look: parts for people's workbooks,
// and charts in workbooks that excelize makes. Excelize makes the frame of each kind
// of chart, once in a process; the series are written into it with the values that
// their cells hold, so that a chart shows them before anything is computed again.
//
// The same chart gives the same bytes.
package chart

import "goalxl/workbook/look"

// Kind says what a chart is.
type Kind uint8

// The kinds of charts.
const (
	Doughnut  Kind = iota // parts of a whole: one series
	Columns               // series side by side
	Stacked               // series on top of each other
	Waterfall             // Stacked without a legend: its first series is Hidden, and carries the others
	Lines                 // series over time
	Bars                  // Columns lying down, for long names
	kindCount
)

// Chart is a chart of cells.
type Chart struct {
	Kind       Kind
	Title      string
	Categories Range // their names; texts
	Series     []Series
	// Format is the number format of labels and of the axis of values.
	Format string
	// Floor is where the axis of values begins, in plain decimal digits; "" leaves it
	// to the program.
	Floor string
}

// Range is cells as formulas name them ('总览'!$A$2:$A$5), and what they hold: texts,
// or numbers in plain decimal digits; "" is a blank cell.
type Range struct {
	Ref    string
	Values []string
}

// Series is a row of figures.
type Series struct {
	Name    Range // one cell
	Figures Range
	Colour  string   // ARGB; unused with Points
	Points  []string // colours of the single points
	Labels  Labels
	Format  string // of its labels, if not the chart's
	Hidden  bool   // takes its place without being seen
}

// Labels says what stands beside the points of a series.
type Labels uint8

// What labels show.
const (
	NoLabels Labels = iota
	Figures
	Percents // of the whole
)

// colourOf is the colour of a point.
func (s *Series) colourOf(i int) string {
	if i < len(s.Points) {
		return s.Points[i]
	}
	if s.Colour == "" {
		return look.Series[0]
	}
	return s.Colour
}
