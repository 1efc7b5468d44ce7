// Package look is the one style sheet of everything that the tool draws: its marks
// in people's own sheets, the sheets that it adds to them, and the workbooks that it
// makes from scratch. Colours, typeface, number formats and sizes stand here and
// nowhere else.
//
// Colours are pale behind dark text, a word stands beside each, and the series of
// charts go in steps from dark to light, so that a grey print says the same.
package look

// Colours are ARGB in hexadecimal.
const (
	Typeface = "微软雅黑" // in Windows, in Excel for macOS and in WPS; others put their own Chinese face in its place

	Ink      = "FF262626"
	Faint    = "FF8C8C8C"
	Link     = "FF0B57A4"
	Line     = "FFD0D7DE"
	HeadFill = "FFE7ECF2"

	ErrorInk, ErrorFill     = "FF9C0006", "FFFFC7CE"
	WarningInk, WarningFill = "FF7F6000", "FFFFEB9C"
	InfoInk, InfoFill       = "FF1F4E78", "FFDDEBF7"
	PassedInk, PassedFill   = "FF1E6B32", "FFD9EFDC"

	// What people fill in stands in blue on light yellow, what is computed in the
	// usual ink on grey.
	InputInk, InputFill = "FF1F3FBF", "FFFFFBE0"
	ComputedFill        = "FFF2F4F7"
)

// Colours of the sheets' tabs: by the worst finding of the sheet, and by what else
// stands on it.
const (
	ErrorTab, WarningTab, ClearTab = "FFC00000", "FFE0A800", "FF3A8C4E"
	PlanTab, ListTab, HelpTab      = "FF2F6DB5", "FF8C9BAE", "FFE0A800"
	LogTab                         = "FF5B7FA6"
)

// Colours of charts. The steps of Series are told apart in grey: the first is the
// darkest, and what follows is lighter by about a fifth each.
const (
	TargetColour  = "FF1F4E79" // the plan: the darkest
	ActualColour  = "FF7FA7CC" // the last year that happened
	EarlierColour = "FFC5D6E6" // the years before it, the lighter the older
	OldestColour  = "FFE3EBF3"
	RiseColour    = "FFA9D5B7"
	FallColour    = "FFEFB2A6"
	OpenColour    = "FFFFFFFF" // what is not broken down yet: an empty slice with an outline
	RestColour    = "FFE9E9E9"
)

// Series are the colours of the parts of a whole, in order.
var Series = [...]string{"FF1F4E79", "FF3F7CAC", "FF76A9CF", "FFA9C8E0", "FFD3E2EF", "FFEAF1F7"}
