package workbook_test

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A column of several units, each told by the cell's own number format: what is
// computed stands in the unit of its cell.
func TestBlankAmountsInAColumnOfSeveralUnits(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "总目标汇总表"))
	_, err := f.NewSheet("目标分解明细表")
	must(t, err)
	money, count := `#,##0"万元"`, `0"家"`
	style := func(format *string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: format})
		must(t, err)
		return id
	}
	wan, jia := style(&money), style(&count)
	row := func(sheet, at string, format int, cells ...any) {
		must(t, f.SetSheetRow(sheet, at, &cells))
		if format != 0 {
			must(t, f.SetCellStyle(sheet, "C"+at[1:], "C"+at[1:], format))
		}
	}
	row("总目标汇总表", "A1", 0, "周期", "总目标类型", "目标值", "核心目标描述", "负责人")
	row("总目标汇总表", "A2", wan, "2025年度", "销售额", 12000, nil, "王")
	row("总目标汇总表", "A3", jia, "2025年度", "新客户数量", 200, nil, "李")
	row("目标分解明细表", "A1", 0, "拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略")
	row("目标分解明细表", "A2", wan, "区域维度", "华北区域销售额", nil, "30%", "王", "2025/12/", "拜访")
	row("目标分解明细表", "A3", wan, "区域维度", "华东区域销售额", 8400, "70%", "王", "2025/12/", "拜访")
	row("目标分解明细表", "A4", wan, "产品维度", "高端产品销售额", 7200, "60%", "王", "2025/12/", "拜访")
	row("目标分解明细表", "A5", 0, "产品维度", "标准产品销售额", nil, "40%", "王", "2025/12/", "拜访")
	row("目标分解明细表", "A6", jia, "客户维度", "金融行业新客户数量", 200, nil, "李", "2025/12/", "拜访")
	src := filepath.Join(t.TempDir(), "units.xlsx")
	must(t, f.SaveAs(src))

	out, err := excelize.OpenFile(roundTrip(t, src))
	must(t, err)
	defer out.Close()
	for cell, want := range map[string]string{"C2": "3600", "C5": "4800万元"} {
		got, err := out.GetCellValue("目标分解明细表", cell, excelize.Options{RawCellValue: true})
		must(t, err)
		if got != want {
			t.Errorf("%s: got %s, want %s", cell, got, want)
		}
	}
}
