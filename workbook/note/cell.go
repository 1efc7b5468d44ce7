package note

// cell is a place on a sheet, counted from 1.
type cell struct{ col, row int }

const (
	maxCol = 16384
	maxRow = 1048576
)

// parseCell reads a reference like C2, also with $.
func parseCell(ref string) (cell, bool) {
	var c cell
	i := 0
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	for ; i < len(ref) && (ref[i]|0x20) >= 'a' && (ref[i]|0x20) <= 'z' && c.col <= maxCol; i++ {
		c.col = c.col*26 + int(ref[i]|0x20-'a') + 1
	}
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	for ; i < len(ref) && ref[i] >= '0' && ref[i] <= '9' && c.row <= maxRow; i++ {
		c.row = c.row*10 + int(ref[i]-'0')
	}
	return c, i == len(ref) && c.col >= 1 && c.col <= maxCol && c.row >= 1 && c.row <= maxRow
}
