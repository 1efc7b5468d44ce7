package command

import (
	"context"

	"goalxl/workbook"
)

// Explain says what is understood of the workbook.
func (books) Explain(_ context.Context, job Job) Report {
	report := Report{Path: job.Source}
	book, err := job.open()
	if err != nil {
		return report.unreadable(err)
	}
	defer book.Close()
	report.Inert = book.Package().Inert()
	explained, err := book.Explain()
	if err != nil {
		return report.unreadable(err)
	}
	for i := range explained.Tables {
		report.Tables = append(report.Tables, explainedTable(&explained.Tables[i]))
	}
	report.Suggested, report.Near = explained.Suggested, explained.Near
	return report
}

// explainedTable puts what was understood of a table into the report.
func explainedTable(x *workbook.Explained) Table {
	t := Table{Kind: x.Table.As, Sheet: x.Sheet, Range: x.Table.Range().String(), Passed: x.Passed}
	for row := x.Table.HeadFirst; row <= x.Table.HeadLast; row++ {
		t.Head = append(t.Head, int(row))
	}
	for _, row := range x.Table.Notes {
		t.Remarks = append(t.Remarks, int(row))
	}
	for _, c := range x.Columns {
		t.Columns = append(t.Columns, Column{c.Col, c.Heading, c.Means, c.Unit, c.Spelled, c.Why})
	}
	for _, r := range x.Rows {
		row := RowRead{Row: int(r.Row), Kind: r.Kind.String()}
		if r.Kind == workbook.DataRow {
			t.Rows++
		}
		for _, v := range r.Values {
			if row.Values == nil {
				row.Values = make(map[string]string, len(r.Values))
			}
			row.Values[v.Means] = v.Value
		}
		t.Read = append(t.Read, row)
	}
	for _, u := range x.Unread {
		t.Unread = append(t.Unread, UnreadCell(u))
	}
	return t
}
