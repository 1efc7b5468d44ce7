package workbook

import (
	"errors"
	"path/filepath"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// AddHistory reads earlier actuals from another workbook, or from a CSV file,
// into a plan, as if they stood in a history table of its own. A file without
// any is an error: a check that silently lacks the history that was named would
// mislead.
func AddHistory(plan *allocate.Plan, path string) error {
	other, err := readList(path)
	if err != nil && !errors.As(err, new(*NotRecognised)) {
		return err
	}
	name := filepath.Base(path)
	if err != nil || len(other.History) == 0 {
		return &lang.Error{
			What: lang.T("%s: 没有找到历史数据", "%s: no history was found").With(name),
			Hint: lang.T("需要“项目”列和各年实际（如 2022年、2023年），或“项目、年份、实际”三列",
				"it takes a column Item with a column for each year (2022, 2023), or the columns Item, Year and Actual").With(),
		}
	}
	table := int32(len(plan.Tables))
	plan.Tables = append(plan.Tables, allocate.Table{Kind: allocate.HistoryTable, Name: name, ShareDigits: -1, AmountDigits: -1})
	for _, a := range other.History {
		a.At.Table = table
		plan.History = append(plan.History, a)
	}
	return nil
}

// readFile reads the plan of a workbook.
func readFile(path string) (*allocate.Plan, error) {
	b, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return b.Read()
}
