package report

import "goalxl/workbook/style"

// Everything about how the tool's own sheets look, and its marks on people's
// sheets. Colours are pale behind dark text, and a word stands beside each, so
// that a grey print says the same.
const (
	typeface = "微软雅黑" // in Windows, in Excel for macOS and in WPS; others put their own Chinese face in its place
	ink      = "FF262626"
	faint    = "FF8C8C8C"
	link     = "FF0B57A4"
	rule     = "FFD0D7DE"
	headFill = "FFE7ECF2"

	errorInk, errorFill     = "FF9C0006", "FFFFC7CE"
	warningInk, warningFill = "FF7F6000", "FFFFEB9C"
	infoInk, infoFill       = "FF1F4E78", "FFDDEBF7"
	passedInk, passedFill   = "FF1E6B32", "FFD9EFDC"
)

// Colours of the sheet's tab, by the worst finding on it.
const (
	errorTab, warningTab, clearTab = "FFC00000", "FFE0A800", "FF3A8C4E"
	changesTab                     = "FF5B7FA6"
)

// Mark is the look of a mark on a cell of a person's sheet, for conditional
// formats: fill and text colour, on top of the cell's own style.
func Mark(s Severity) style.Look {
	switch s {
	case Error:
		return style.Look{Color: errorInk, Fill: errorFill}
	case Warning:
		return style.Look{Color: warningInk, Fill: warningFill}
	}
	return style.Look{Color: infoInk, Fill: infoFill}
}

var (
	passedMark = style.Look{Color: passedInk, Fill: passedFill}
	mendedRow  = style.Look{Color: faint}

	text     = style.Look{Font: typeface, Size: 10, Color: ink, Border: rule, Across: "left", Down: "center", Wrap: true, Indent: 1}
	centred  = style.Look{Font: typeface, Size: 10, Color: ink, Border: rule, Across: "center", Down: "center"}
	linked   = style.Look{Font: typeface, Size: 10, Color: link, Border: rule, Across: "center", Down: "center", Wrap: true, Underline: true}
	heading  = style.Look{Font: typeface, Size: 10, Bold: true, Color: ink, Fill: headFill, Border: rule, Across: "center", Down: "center", Wrap: true}
	title    = style.Look{Font: typeface, Size: 14, Bold: true, Color: ink, Across: "left", Down: "center"}
	subtitle = style.Look{Font: typeface, Size: 10, Color: ink, Across: "left", Down: "center"}
	maker    = style.Look{Font: typeface, Size: 9, Color: faint, Across: "right", Down: "center"}
)

// figure is the look of a number under a number format.
func figure(format string) style.Look {
	return style.Look{Font: typeface, Size: 10, Color: ink, Border: rule, NumFmt: format, Across: "right", Down: "center", Shrink: true, Indent: 1}
}

// value is the look of what stood, or stands, in a cell of a person's sheet.
func value(format string) style.Look {
	l := figure(format)
	l.Wrap = format == ""
	l.Shrink = !l.Wrap
	return l
}

// level is the look of the severity's word.
func level(s Severity) style.Look {
	l := Mark(s)
	l.Font, l.Size, l.Bold, l.Border, l.Across, l.Down = typeface, 10, true, rule, "center", "center"
	return l
}

// Heights of rows in points, and how many points a line of wrapped text takes.
const (
	titleHeight   = 27
	plainHeight   = 20
	headingHeight = 26
	lineHeight    = 16.5
	maxHeight     = 405
)
