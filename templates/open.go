package templates

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// OpenColumn is a column that the owners of the rows are asked to fill in, in the
// workbook that is sent to them. Everything else in it is ours.
type OpenColumn struct {
	Field   allocate.Field
	Heading lang.Text
	Kind    Kind
	Width   int
	// Added says that the column is put beside ours, at the right end of the
	// table; else the table has it already (完成状态).
	Added bool
}

// Open returns the columns of a kind of table that its owners fill in, in their
// order; nil for tables that are not sent.
func Open(k allocate.TableKind) []OpenColumn {
	switch k {
	case allocate.BreakdownTable:
		return []OpenColumn{
			{Field: allocate.FieldProposal, Heading: Of(k).Column(allocate.FieldProposal).Heading, Kind: Amount, Width: 16, Added: true},
			{Field: allocate.FieldReason, Heading: lang.T("理由", "Reason"), Kind: Text, Width: 30, Added: true},
			{Field: allocate.FieldResource, Heading: lang.T("所需资源", "Resources needed"), Kind: Text, Width: 24, Added: true},
		}
	case allocate.TrackingTable:
		var open []OpenColumn
		for _, f := range []allocate.Field{allocate.FieldStatus, allocate.FieldRemedy} {
			c := Of(k).Column(f)
			open = append(open, OpenColumn{Field: f, Heading: c.Heading, Kind: c.Kind, Width: c.Width})
		}
		return open
	}
	return nil
}

// IsHeading reports whether a heading is the open column's own, in either
// language, whatever its width, spaces and unit: 建议目标值（万元）.
func (c *OpenColumn) IsHeading(heading string) bool {
	name := SplitHeading(heading).Name
	return name != "" && (name == SplitHeading(c.Heading.ZH).Name || name == SplitHeading(c.Heading.EN).Name)
}
