package sheet

// Row is a row of a worksheet as it is read. Everything in it is valid until
// the scanner's next Next.
type Row struct {
	Num    int32 // counts from 1
	Hidden bool
	Cells  []Cell // those that the sheet has, by rising column

	raw     []byte // the row's element
	gap     []byte // what stands between the row before and this one
	prefix  []byte // of the element's name, with its colon; empty if none
	openEnd int    // where the row's start tag ends in raw
	empty   bool   // <row/>
}

// Cell returns the cell of a column, or nil if the row has none.
func (r *Row) Cell(col int32) *Cell {
	lo, hi := 0, len(r.Cells)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if r.Cells[mid].Col < col {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.Cells) && r.Cells[lo].Col == col {
		return &r.Cells[lo]
	}
	return nil
}

// Type says what the value of a cell is.
type Type uint8

// The types of values.
const (
	Blank      Type = iota // no value
	Number                 // a decimal number, as the program that saved it wrote it
	Shared                 // the shared string with the number Index
	Inline                 // text in the cell itself
	FormulaStr             // text that a formula gave
	Bool                   // 0 or 1
	Error                  // an error value such as #REF!
	Date                   // a date as text in ISO 8601
)

// FormulaKind says how a formula is stored.
type FormulaKind uint8

// The kinds of formulas.
const (
	NoFormula     FormulaKind = iota
	NormalFormula             // of this cell alone
	SharedFormula             // filled down; only the first cell of the group has the text
	ArrayFormula              // of this cell and others
	TableFormula              // of a data table (what-if analysis)
)

// Cell is a cell of a row as it is read.
type Cell struct {
	Col   int32 // counts from 1
	Style int32 // number of the cell format (cellXfs); 0 if the cell names none
	Type  Type  // of the value; Blank if there is none, whatever type is declared

	// Text is the value: references and _xHHHH_ escapes resolved, the runs of
	// rich text joined, phonetic hints left out. For Shared it is the number of
	// the string.
	Text []byte

	// Formula is the text of the formula, without =; nil if there is none, and
	// empty for the followers of a shared formula.
	Formula []byte
	Kind    FormulaKind

	HasValue bool
	// Spilled cells show a part of an array formula or data table that stands in
	// another cell; like formula cells, they cannot be written to.
	Spilled bool

	index            int32
	start, end       int32 // of the element in Row.raw
	openEnd, bodyEnd int32 // of its start tag, and of its content
	extra            int32 // where what follows its value begins, up to bodyEnd; 0 if nothing does
}

// Index returns the number of the shared string, or -1 for other types.
func (c *Cell) Index() int {
	if c.Type != Shared {
		return -1
	}
	return int(c.index)
}
