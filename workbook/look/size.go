package look

import "strings"

// Heights of rows in points, and how many points a line of wrapped text takes.
const (
	TitleHeight   = 27
	PlainHeight   = 20
	HeadingHeight = 26
	LineHeight    = 16.5
	maxHeight     = 405
)

// Units counts the half-width characters that a text takes: a Chinese one is two.
func Units(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80 || 0xC0 <= c && c < 0xE1:
			n++
		case c > 0xE1, c == 0xE1 && i+1 < len(s) && s[i+1] >= 0x84: // from U+1100 on
			n += 2
		case c == 0xE1:
			n++
		}
	}
	return n
}

// Lines returns how many lines a text takes in a column of that many characters.
// Words are not broken in Latin text, so a little of each line stays unused.
func Lines(s string, width float64) int {
	usable := max(int(width)-2, 4)
	if strings.IndexByte(s, '\n') < 0 {
		if len(s) <= usable {
			return 1
		}
		return (Units(s) + usable - 1) / usable
	}
	n := 0
	for part := range strings.SplitSeq(s, "\n") {
		n += max(1, (Units(part)+usable-1)/usable)
	}
	return n
}

// Height returns the height of a row in points whose tallest cell has that many
// lines; 0 for the sheet's usual height.
func Height(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return min(float64(lines)*LineHeight+5, maxHeight)
}

// RowHeight is the height in points of a row whose texts wrap in columns of the
// widths, in characters; 0 for the sheet's usual height.
func RowHeight(texts []string, widths []float64) float64 {
	most := 1
	for i, s := range texts {
		if s != "" && i < len(widths) {
			most = max(most, Lines(s, widths[i]))
		}
	}
	return Height(most)
}

// Widest returns a column's width: the widest of the texts, between two bounds.
func Widest(least, most float64, texts ...string) float64 {
	width := least
	for _, s := range texts {
		width = max(width, float64(Units(s))+3)
	}
	return min(width, most)
}
