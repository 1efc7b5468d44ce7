package workbook

import (
	"strings"

	"goalxl/workbook/sheet"
)

// textFacts is what reading asks of a text again and again. A shared string is looked at
// once, however many cells show it.
type textFacts uint8

const (
	factsKnown  textFacts = 1 << iota
	showsBlank            // nothing but spaces
	hasColon              // a remark of the form 编制：张三, if it comes first
	likeTotal             // may be the label of a 合计 row
	likeFigures           // a figure rather than words
)

// factsOf returns the facts of a text.
func factsOf(b []byte) textFacts {
	if blankText(b) {
		return factsKnown | showsBlank
	}
	f := factsKnown
	if mayBeRemark(b) {
		f |= hasColon
	}
	if mayBeTotal(b) {
		f |= likeTotal
	}
	if mayBeginFigure(b[0]) && looksFigure(aliased(b)) {
		f |= likeFigures
	}
	return f
}

// longestRemark is how long a text is that is more than a remark, in bytes.
const longestRemark = 240

// facts returns the facts of the text of a cell that holds a shared string.
func (r *reader) facts(c *sheet.Cell) textFacts {
	f := r.shared[c.Index()]
	if f == 0 {
		f = factsOf(r.book.strings.At(c.Index()))
		r.shared[c.Index()] = f
	}
	return f
}

// mayBeRemark reports whether a text has a colon and is no longer than remarks are.
func mayBeRemark(b []byte) bool {
	return len(b) < longestRemark && (strings.Contains(aliased(b), "：") || strings.Contains(aliased(b), ":"))
}

// mayBeginFigure is looksFigure's cheap look at the first byte of a text.
func mayBeginFigure(c byte) bool { return c < 'A' || c >= 0xC2 && c <= 0xC3 }
