package report

import (
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Mark is the look of a mark on a cell of a person's sheet, for conditional
// formats: fill and text colour, on top of the cell's own style.
func Mark(s Severity) style.Look {
	return [...]style.Look{look.InfoMark, look.WarningMark, look.ErrorMark}[min(s, Error)]
}
