package report

import "goalxl/workbook/style"

// What the workbooks that the tool makes from scratch share with the sheets that
// it adds to people's own.
const (
	Typeface = typeface
	Ink      = ink
	Faint    = faint
	Link     = link
	Line     = rule
	HeadFill = headFill
)

// Sizes of rows in points, as the tool's own sheets have them.
const (
	TitleHeight   = titleHeight
	PlainHeight   = plainHeight
	HeadingHeight = headingHeight
)

// The looks that a title, the line under it, a heading and a word of praise have.
var (
	Title    = title
	Subtitle = subtitle
	Heading  = heading
	Passed   = passedMark
)

// Words is the look of a cell of text with a thin border.
func Words() style.Look { return text }

// Number is the look of a figure under a number format.
func Number(format string) style.Look { return figure(format) }

// RowHeight is the height in points of a row whose texts wrap in columns of the
// widths, in characters; 0 for the sheet's usual height.
func RowHeight(texts []string, widths []float64) float64 {
	most := 1
	for i, s := range texts {
		if s != "" && i < len(widths) {
			most = max(most, lines(s, widths[i]))
		}
	}
	return heightOf(most)
}
