package note

import (
	"fmt"
	"strings"
)

// Sizes in pixels: of a sheet's cells where nothing else is known, and of the box.
const (
	defaultWidth  = 72
	defaultHeight = 20
	boxWidth      = 300
	lineHeight    = 17
	boxMargin     = 16
	halfChar      = 7 // half of a Chinese character at 9 points, with room to spare
	maxBoxHeight  = 510
)

// extent returns the size of the box that shows the text, lines wrapped.
func extent(text string) (width, height int) {
	perLine := (boxWidth - boxMargin) / halfChar
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, (units(line)+perLine-1)/perLine)
	}
	return boxWidth, min(lines*lineHeight+boxMargin, maxBoxHeight)
}

// units counts half-width characters: a Chinese character counts as two.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// anchor says between which cells the box stands: column and pixels, row and
// pixels, of its upper left and its lower right corner, all counted from 0.
func anchor(at cell, width, height int, o Options) string {
	col, row := at.col+1, max(at.row-1, 1)
	for col > 1 && reach(col, width, maxCol, o.Width, defaultWidth) > maxCol {
		col-- // at the right edge the box moves left
	}
	for row > 1 && reach(row, height, maxRow, o.Height, defaultHeight) > maxRow {
		row--
	}
	right, dx := span(col, width+15, maxCol, o.Width, defaultWidth)
	bottom, dy := span(row, height+4, maxRow, o.Height, defaultHeight)
	return fmt.Sprintf("%d, 15, %d, 4, %d, %d, %d, %d", col-1, row-1, right-1, dx, bottom-1, dy)
}

// reach returns the column or row in which a stretch of pixels ends, limit+1 if
// the sheet ends first.
func reach(from, pixels, limit int, size func(int) int, def int) int {
	at, _ := span(from, pixels+15, limit+1, size, def)
	return at
}

// span walks pixels from the start of a column or row, and returns where it comes
// to: the column or row, and the pixels inside it.
func span(from, pixels, limit int, size func(int) int, def int) (at, rest int) {
	const maxSteps = 400 // hidden columns have no width: do not walk over them for ever
	at = from
	for range maxSteps {
		w := def
		if size != nil {
			w = max(size(at), 0)
		}
		if pixels < w || at >= limit {
			return at, min(pixels, max(w-1, 0))
		}
		pixels -= w
		at++
	}
	return at, 0
}
