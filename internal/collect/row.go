package collect

import (
	"cmp"
	"fmt"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/merge"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook"
)

// row is a row of a breakdown or tracking table, in a reply or in the master.
type row struct {
	kind   allocate.TableKind
	table  int32 // of the book
	sheet  string
	num    int32
	key    string
	values map[string]workbook.CellValue // by field
	cells  map[string]string             // where they stand, by field: E5
}

// rowsOf returns the rows of data of a book. What a plan knows better than single
// cells do (a dimension carried down, a date without its year) is taken from it.
func rowsOf(book *workbook.Book, isKey func(string) bool) ([]row, error) {
	all, err := book.Cells(isKey)
	if err != nil {
		return nil, err
	}
	known := plannedOf(book.Plan())
	var out []row
	for i := range all {
		c := &all[i]
		if len(templates.Open(c.Table.Kind)) == 0 {
			continue
		}
		columns := columnsOf(c)
		for j := range c.Rows {
			if r := &c.Rows[j]; r.Kind == workbook.DataRow {
				one := row{kind: c.Table.Kind, table: c.Index, sheet: c.Sheet, num: r.Row, key: r.Mark,
					values: map[string]workbook.CellValue{}, cells: map[string]string{}}
				for name, col := range columns {
					one.values[name] = r.Cells[col]
					one.cells[name] = workbook.Place{Col: c.Table.Columns[col].Col, Row: r.Row}.Ref()
				}
				for name, v := range known[allocate.Ref{Table: c.Index, Row: r.Row}] {
					if name != fieldDue || one.values[name].Plain == "" {
						one.values[name] = v.or(one.values[name])
					}
				}
				out = append(out, one)
			}
		}
	}
	return out, nil
}

// The fields that name rows.
var (
	fieldDimension = allocate.FieldDimension.String()
	fieldItem      = allocate.FieldItem.String()
	fieldType      = allocate.FieldType.String()
	fieldParent    = allocate.FieldParent.String()
	fieldPeriod    = allocate.FieldPeriod.String()
	fieldOwner     = allocate.FieldOwner.String()
	fieldDue       = allocate.FieldDue.String()
	fieldName      = allocate.FieldName.String()
	fieldAction    = allocate.FieldAction.String()
)

// columnsOf returns which column holds which field: those that owners fill in by
// their heading, too, as another column may have the same meaning.
func columnsOf(c *workbook.Cells) map[string]int {
	columns := map[string]int{}
	for i := range c.Table.Columns {
		col := &c.Table.Columns[i]
		if f := col.Field; f != allocate.NoField && f != allocate.FieldOther && f != allocate.FieldCheck && col.Year == 0 {
			if _, had := columns[f.String()]; !had {
				columns[f.String()] = i
			}
		}
	}
	for i := range c.Table.Columns {
		if name := headingKey(c.Table.Columns[i].Heading); name != "" {
			if _, had := columns[name]; !had {
				columns[name] = i
			}
		}
	}
	for _, open := range templates.Open(c.Table.Kind) {
		if _, had := columns[open.Field.String()]; !had {
			if i := c.Heading(open.IsHeading); i >= 0 && open.Added {
				columns[open.Field.String()] = i
			}
		}
	}
	return columns
}

// headingKey is the name under which a row has the value of the column with the heading,
// whatever it means; "" for a column without one.
func headingKey(heading string) string {
	if name := templates.SplitHeading(heading).Name; name != "" {
		return "=" + name
	}
	return ""
}

// planned is what the plan says of a field.
type planned workbook.CellValue

func (p planned) or(v workbook.CellValue) workbook.CellValue {
	if p.Text == "" && p.Plain == "" {
		return v
	}
	if v.Text == "" {
		v.Text = p.Text
	}
	v.Plain = cmp.Or(p.Plain, v.Plain)
	return v
}

// plannedOf returns what the plan knows of the rows' names.
func plannedOf(p *allocate.Plan) map[allocate.Ref]map[string]planned {
	out := map[allocate.Ref]map[string]planned{}
	at := func(r allocate.Ref) allocate.Ref { return allocate.Ref{Table: r.Table, Row: r.Row} }
	for _, b := range p.Breakdowns {
		out[at(b.At)] = map[string]planned{fieldDimension: {Text: b.Dimension}, fieldDue: {Plain: span(b.Due)}}
		if b.More != nil {
			out[at(b.At)][fieldPeriod] = planned{Plain: span(b.More.Period)}
		}
	}
	for _, a := range p.Actions {
		out[at(a.At)] = map[string]planned{fieldDue: {Plain: span(a.Due)}}
	}
	return out
}

// span is a period as the record has it: 2024-12-31, or 2024-12-01/2024-12-31.
func span(p allocate.Period) string {
	day := func(d allocate.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return day(p.From)
	}
	return day(p.From) + "/" + day(p.To)
}

// subject is what people call the row.
func (r *row) subject() string { return subjectOf(func(f string) string { return r.values[f].Text }) }

func subjectOf(of func(field string) string) string {
	return cmp.Or(of(fieldItem), of(fieldName), of(fieldAction), of(fieldDimension))
}

// naming are the fields that name a row of each kind: together what it is, then one
// by one what tells twins apart.
var naming = map[allocate.TableKind]struct{ together, apart []string }{
	allocate.BreakdownTable: {[]string{fieldDimension, fieldItem, fieldType, fieldParent, fieldPeriod}, []string{fieldOwner}},
	allocate.TrackingTable:  {[]string{fieldName, fieldAction}, []string{fieldOwner, fieldDue}},
}

// content returns what names a row, of the fields that shown holds for.
func content(kind allocate.TableKind, of func(field string) merge.Value, shown func(field string) bool) []string {
	n := naming[kind]
	var parts, out []string
	blank := true
	for _, f := range n.together {
		text := ""
		if shown(f) {
			text = nameOf(f, of(f))
		}
		blank = blank && text == ""
		parts = append(parts, text)
	}
	if blank {
		return nil
	}
	out = append(out, kind.String()+"\x01"+strings.Join(parts, "\x01"))
	for _, f := range n.apart {
		if shown(f) {
			out = append(out, nameOf(f, of(f)))
		}
	}
	return out
}

// nameOf is a field's text as names are compared.
func nameOf(field string, v merge.Value) string {
	if field == fieldPeriod || field == fieldDue {
		return cmp.Or(v.Plain, templates.Fold(v.Text))
	}
	return templates.Fold(v.Text)
}

func valueOf(v workbook.CellValue) merge.Value {
	return merge.Value{Text: v.Text, Plain: v.Plain, Unit: string(v.Unit)}
}

func sentOf(v outbox.Value) merge.Value {
	return merge.Value{Text: v.Text, Plain: v.Value, Unit: v.Unit}
}

// kindNamed returns the kind of table that the record names.
func kindNamed(name string) allocate.TableKind {
	for _, k := range []allocate.TableKind{allocate.BreakdownTable, allocate.TrackingTable} {
		if k.String() == name {
			return k
		}
	}
	return allocate.NoTable
}
