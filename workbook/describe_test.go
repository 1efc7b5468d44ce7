package workbook

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestBlankSharesAsShown holds that shares written into blank cells have the digits
// that the cells' formats show, so that a column adds up as it is read on paper.
func TestBlankSharesAsShown(t *testing.T) {
	for format, want := range map[string]int8{"": -1, "0%": 0, "0.0%": 1, "0.00%": 2, "#,##0": -1} {
		f := excelize.NewFile()
		defer f.Close()
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if format == "" {
			style, err = 0, nil
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range [][]any{{"拆解维度", "子目标项", "目标值", "占总目标比例"}, {"区域", "华东", "600万元"}, {"区域", "华南", "400万元"}} {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetCellStyle("Sheet1", "D2", "D3", style); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "plan.xlsx")
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		if _, plan := read(t, path); plan.Tables[0].ShareDigits != want {
			t.Errorf("%q: %d digits, want %d", format, plan.Tables[0].ShareDigits, want)
		}
	}
}
