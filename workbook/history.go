package workbook

import (
	"goalxl/allocate"
)

// AddHistory reads earlier actuals from another workbook into a plan, as if they
// stood in a history table of its own.
func AddHistory(plan *allocate.Plan, path string) error {
	b, err := Open(path)
	if err != nil {
		return err
	}
	defer b.Close()
	other, err := b.Read()
	if err != nil {
		return err
	}
	table := int32(len(plan.Tables))
	plan.Tables = append(plan.Tables, allocate.Table{Kind: allocate.HistoryTable, Name: b.pkg.Name(), ShareDigits: -1, AmountDigits: -1})
	for _, a := range other.History {
		a.At.Table = table
		plan.History = append(plan.History, a)
	}
	return nil
}
