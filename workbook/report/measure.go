package report

import (
	"fmt"
	"strings"

	"golang.org/x/text/cases"
)

// units counts the half-width characters that a text takes: a Chinese one is two.
func units(s string) int {
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

// lines returns how many lines a text takes in a column of that many characters.
// Words are not broken in Latin text, so a little of each line stays unused.
func lines(s string, width float64) int {
	usable := max(int(width)-2, 4)
	if len(s) <= usable && strings.IndexByte(s, '\n') < 0 {
		return 1
	}
	n := 0
	for part := range strings.SplitSeq(s, "\n") {
		n += max(1, (units(part)+usable-1)/usable)
	}
	return n
}

// heightOf returns the height of a row in points whose tallest cell has that many
// lines; 0 for the sheet's usual height.
func heightOf(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return min(float64(lines)*lineHeight+5, maxHeight)
}

// widest returns a column's width: the widest of the texts, between two bounds.
func widest(least, most float64, texts ...string) float64 {
	width := least
	for _, s := range texts {
		width = max(width, float64(units(s))+3)
	}
	return min(width, most)
}

// contains reports whether a sheet's name is taken; case does not count.
func contains(taken []string, name string) bool {
	fold := cases.Fold()
	for _, t := range taken {
		if fold.String(t) == fold.String(name) {
			return true
		}
	}
	return false
}

func numbered(title string, n int) string { return fmt.Sprintf("%s(%d)", title, n) }
