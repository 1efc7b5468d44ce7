package sheet

// The size of a worksheet, as the format states it.
const (
	MaxRows = 1048576 // rows of a sheet
	MaxCols = 16384   // columns of a sheet: A to XFD
)

// Limits bounds what a part may ask of the reader. Sizes are bytes of XML.
type Limits struct {
	Row   int // a row, or a shared string, with what stands before it
	Head  int // a worksheet up to its first row
	Tail  int // a worksheet after its last row: merged ranges, formats, links
	Depth int // elements inside each other
	Attrs int // attributes of one element
	Texts int // all shared strings together, as text, and 4 bytes for each

	// Styles and Strings are the numbers of cell formats (cellXfs) and of shared
	// strings in the workbook; a cell that points beyond them is refused. A
	// negative number means that they are not known, and nothing is checked.
	Styles, Strings int
}

// DefaultLimits returns limits that no workbook of people reaches: 16,384 cells
// of 1 KB each make a row of 16 MB; a merged range on each of the 1,048,576 rows
// makes a tail of 30 MB; a million shared strings of 80 Chinese characters each
// make 244 MB of text.
func DefaultLimits() Limits {
	return Limits{
		Row:     16 << 20,
		Head:    16 << 20,
		Tail:    64 << 20,
		Depth:   100,
		Attrs:   256,
		Texts:   256 << 20,
		Styles:  -1,
		Strings: -1,
	}
}
