// Package templates says what the tables of a sales plan look like. Each column
// is declared once, with its heading in both languages, the other words that
// people use for it, its kind, width, number format and help; reading,
// annotating and generating all take it from here.
package templates

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// Kind says what the cells of a column hold.
type Kind uint8

// The kinds of columns.
const (
	Text   Kind = iota // words, kept as they are
	Amount             // a quantity with a unit: 4800万元, 200家
	Share              // a part of a whole: 40%
	Period             // a day, a month, a quarter, a year or a span of them
	Number             // a number without a unit: a weight, a coefficient, a year
	Status             // progress as a percentage
)

// List says which list a new workbook offers for a column's cells.
type List uint8

// The lists.
const (
	NoList     List = iota
	Dimensions      // the dimensions that the plan is broken down by
	GoalTypes       // the goal types of 总目标汇总表
	Items           // the items of 目标分解明细表
	Owners          // the owners of 通讯录
	Progress        // percentages of progress
)

// Column is one column of a table.
type Column struct {
	Field    allocate.Field
	Heading  lang.Text
	Synonyms []string // other headings for it, in both languages, in any spelling (they are folded)
	Kind     Kind
	Width    int       // in characters of the default font; a Chinese character counts two
	Format   string    // number format of a generated cell; "" is General
	Required bool      // whether a table of the kind has the column from the start
	Rule     string    // validator tag that a cell's text must keep; "" is anything
	List     List      // what a new workbook offers for its cells
	Help     lang.Text // what to write into it, one sentence
}

// Table is one of the tables: the sheet's name and the columns in order.
type Table struct {
	Kind    allocate.TableKind
	Sheet   lang.Text
	Columns []Column
}

// Column returns the column with the field, or nil if the table has none.
func (t *Table) Column(f allocate.Field) *Column {
	for i := range t.Columns {
		if t.Columns[i].Field == f {
			return &t.Columns[i]
		}
	}
	return nil
}

// Of returns the table of the kind, or nil for allocate.NoTable.
func Of(k allocate.TableKind) *Table {
	for _, t := range All() {
		if t.Kind == k {
			return t
		}
	}
	return nil
}
