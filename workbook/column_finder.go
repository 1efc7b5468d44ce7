package workbook

import "goalxl/allocate"

// columnFinder finds the columns of references, of which those that follow each
// other are mostly of one column.
type columnFinder struct {
	layout *Layout
	of     allocate.Ref // the reference asked for last, without its row
	asked  bool
	table  *Table
	column *Column
}

// find returns the table of a reference and its column there; nil where there is none.
func (f *columnFinder) find(at allocate.Ref) (*Table, *Column) {
	at.Row = 0
	if f.asked && at == f.of {
		return f.table, f.column
	}
	f.of, f.asked, f.table, f.column = at, true, nil, nil
	if at.Table < 0 || int(at.Table) >= len(f.layout.tables) {
		return nil, nil
	}
	f.table = f.layout.tables[at.Table]
	if at.Field != allocate.NoField {
		f.column = f.table.Column(at.Field, at.Year)
	}
	return f.table, f.column
}
