package workbook_test

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestTotalsFollowWhatIsFilledIn: a 合计 over cells that fill writes must not go on
// showing its old sum.
func TestTotalsFollowWhatIsFilledIn(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "总目标汇总表"))
	_, err := f.NewSheet("目标分解明细表")
	must(t, err)
	for sheet, rows := range map[string][][]any{
		"总目标汇总表": {{"周期", "总目标类型", "目标值（万元）", "核心目标描述", "负责人"}, {"2025年度", "销售额", 12000, "", "王总"}},
		"目标分解明细表": {{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人", "完成时间", "关键策略"},
			{"区域维度", "华北", nil, 0.3, "张", "2025/12/31", "拓展"},
			{"区域维度", "华东", 4800, 0.4, "张", "2025/12/31", "拓展"},
			{"区域维度", "华南", nil, 0.3, "张", "2025/12/31", "拓展"}},
	} {
		for i, row := range rows {
			at, err := excelize.CoordinatesToCellName(1, i+1)
			must(t, err)
			must(t, f.SetSheetRow(sheet, at, &row))
		}
	}
	_, err = f.NewSheet("汇总")
	must(t, err)
	sums, err := f.NewStreamWriter("汇总")
	must(t, err)
	must(t, sums.SetRow("A1", []any{excelize.Cell{Formula: "SUM(目标分解明细表!C2:C4)", Value: 4800}, excelize.Cell{Formula: "A1*2", Value: 7}}))
	must(t, sums.Flush())
	src := filepath.Join(t.TempDir(), "totals.xlsx")
	must(t, f.SaveAs(src))
	filled, err := excelize.OpenFile(roundTrip(t, src))
	must(t, err)
	defer filled.Close()
	for cell, want := range map[string]string{"A1": "12000", "B1": "7"} {
		got, err := filled.GetCellValue("汇总", cell, excelize.Options{RawCellValue: true})
		must(t, err)
		if got != want {
			t.Errorf("%s stores %s, want %s", cell, got, want)
		}
	}
}
