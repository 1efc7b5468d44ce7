package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/outbox"
)

// HandedAmounts reads a handout back: the target of each row of its breakdown by the
// row's key. Rows without a target have none.
func HandedAmounts(path string) (map[string]allocate.Amount, error) {
	b, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	tables, err := b.Cells(outbox.IsKey)
	if err != nil {
		return nil, err
	}
	amounts := map[string]allocate.Amount{}
	for i := range tables {
		c := &tables[i]
		if c.Table.Kind != allocate.BreakdownTable {
			continue
		}
		for j := range c.Rows {
			row := &c.Rows[j]
			if a, ok := c.Of(row, allocate.FieldAmount).Figure.(allocate.Amount); ok && row.Mark != "" {
				amounts[row.Mark] = a
			}
		}
	}
	return amounts, nil
}
