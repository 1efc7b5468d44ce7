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
		return openColumns(k, true, allocate.FieldProposal, allocate.FieldProposalReason, allocate.FieldProposalResource)
	case allocate.TrackingTable:
		return openColumns(k, false, allocate.FieldStatus, allocate.FieldRemedy)
	}
	return nil
}

func openColumns(k allocate.TableKind, added bool, fields ...allocate.Field) []OpenColumn {
	var open []OpenColumn
	for _, f := range fields {
		c := Of(k).Column(f)
		open = append(open, OpenColumn{Field: f, Heading: c.Heading, Kind: c.Kind, Width: c.Width, Added: added})
	}
	return open
}

// IsHeading reports whether a heading is the open column's own, in either
// language, whatever its width, spaces and unit: 建议目标值（万元）.
func (c *OpenColumn) IsHeading(heading string) bool {
	name := SplitHeading(heading).Name
	return name != "" && (name == SplitHeading(c.Heading.ZH).Name || name == SplitHeading(c.Heading.EN).Name)
}
