package look

import "goalxl/workbook/style"

// The marks on cells: fill and colour of the text, on top of a cell's own style.
var (
	ErrorMark   = style.Look{Color: ErrorInk, Fill: ErrorFill}
	WarningMark = style.Look{Color: WarningInk, Fill: WarningFill}
	InfoMark    = style.Look{Color: InfoInk, Fill: InfoFill}
	PassedMark  = style.Look{Color: PassedInk, Fill: PassedFill}
	Mended      = style.Look{Color: Faint} // a row whose problem is gone
)

// The looks of cells.
var (
	Title    = style.Look{Font: Typeface, Size: 14, Bold: true, Color: Ink, Across: "left", Down: "center"}
	Subtitle = style.Look{Font: Typeface, Size: 10, Color: Ink, Across: "left", Down: "center"}
	Remark   = style.Look{Font: Typeface, Size: 9, Color: Faint, Across: "left", Down: "center"}
	Maker    = style.Look{Font: Typeface, Size: 9, Color: Faint, Across: "right", Down: "center"} // at the right end of a title
	Section  = style.Look{Font: Typeface, Size: 11, Bold: true, Color: TargetColour, Across: "left", Down: "center"}

	Heading = style.Look{Font: Typeface, Size: 10, Bold: true, Color: Ink, Fill: HeadFill, Border: Line, Across: "center", Down: "center", Wrap: true}
	Text    = style.Look{Font: Typeface, Size: 10, Color: Ink, Border: Line, Across: "left", Down: "center", Wrap: true, Indent: 1}
	Centred = style.Look{Font: Typeface, Size: 10, Color: Ink, Border: Line, Across: "center", Down: "center"}
	Linked  = style.Look{Font: Typeface, Size: 10, Color: Link, Border: Line, Across: "center", Down: "center", Wrap: true, Underline: true}
)

// Figure is the look of a number under a number format; it is shown smaller where
// its column is too narrow.
func Figure(format string) style.Look {
	return style.Look{Font: Typeface, Size: 10, Color: Ink, Border: Line, NumFmt: format, Across: "right", Down: "center", Shrink: true, Indent: 1}
}

// Value is the look of what stood, or stands, in a cell of a person's sheet: a
// number under a format, or with "" a text.
func Value(format string) style.Look {
	l := Figure(format)
	l.Wrap = format == ""
	l.Shrink = !l.Wrap
	return l
}

// Word is the look of a severity's or a state's word: the mark's colours in a cell
// of its own.
func Word(mark style.Look) style.Look {
	mark.Font, mark.Size, mark.Bold, mark.Border, mark.Across, mark.Down = Typeface, 10, true, Line, "center", "center"
	return mark
}

// Input is the look of a cell that people fill in.
func Input(l style.Look) style.Look {
	l.Color, l.Fill, l.Unlocked = InputInk, InputFill, true
	return l
}

// Computed is the look of a cell with a formula.
func Computed(l style.Look) style.Look {
	l.Fill = ComputedFill
	return l
}
