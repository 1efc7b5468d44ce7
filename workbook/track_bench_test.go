package workbook_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
)

// trackedPlan writes a region's workbook with so many actions, and returns its path
// with actuals of six months for them and for the actions of other regions.
func trackedPlan(tb testing.TB, actions, others int) (string, *allocate.Actuals) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "华东.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	f.SetSheetName("Sheet1", "总目标汇总表")
	f.SetSheetRow("总目标汇总表", "A1", &[]any{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"})
	f.SetSheetRow("总目标汇总表", "A2", &[]any{"2024年度", "销售额", "4800万元", "", "张伟"})
	f.NewSheet("目标分解明细表")
	f.SetSheetRow("目标分解明细表", "A1", &[]any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"})
	for i := range 6 {
		f.SetSheetRow("目标分解明细表", fmt.Sprintf("A%d", i+2), &[]any{"产品维度", fmt.Sprintf("产品%d销售额", i), "800万元", "", "张伟", "2024/12/", "做大客户"})
	}
	f.NewSheet("策略执行跟踪表")
	f.SetSheetRow("策略执行跟踪表", "A1", &[]any{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"})
	actuals := &allocate.Actuals{Name: "实际.csv"}
	for i := range actions + others {
		name := fmt.Sprintf("策略%d", i)
		if i < actions {
			f.SetSheetRow("策略执行跟踪表", fmt.Sprintf("A%d", i+2),
				&[]any{name, fmt.Sprintf("签约客户%d家", 12+i), "李娜", "2024/01-12", "预算5万元", fmt.Sprintf("%d%%", i%60), ""})
		}
		s := allocate.Series{Line: i*6 + 2, Item: name}
		for n := 1; n <= 6; n++ {
			amount, err := allocate.ParseAmount(fmt.Sprint((i+n)%4), "", 0)
			if err != nil {
				tb.Fatal(err)
			}
			s.Months = append(s.Months, allocate.MonthActual{Month: allocate.MonthNumbered(2024, n), Amount: amount, Line: i*6 + 1 + n})
		}
		actuals.Series = append(actuals.Series, s)
	}
	if err := f.SaveAs(path); err != nil {
		tb.Fatal(err)
	}
	return path, actuals
}

// BenchmarkRefresh compares a refresh of a workbook of 50 rows with the floor in the
// same run: the first one of a workbook, and one of the next month.
func BenchmarkRefresh(b *testing.B) {
	src, actuals := trackedPlan(b, 50, 1000)
	dir := b.TempDir()
	refreshed := filepath.Join(dir, "may.xlsx")
	if err := refreshFile(src, refreshed, actuals, 5); err != nil {
		b.Fatal(err)
	}
	for name, source := range map[string]string{"first": src, "next": refreshed} {
		b.Run(name, func(b *testing.B) {
			var refresh, floor time.Duration
			out := filepath.Join(dir, "out.xlsx")
			for b.Loop() {
				refresh += cpuOf(b, func() error { return refreshFile(source, out, actuals, 6) })
				floor += cpuOf(b, func() error {
					_, err := copyFloor(source, filepath.Join(dir, "floor.xlsx"))
					return err
				})
			}
			b.ReportMetric(float64(refresh)/float64(floor), "×floor")
			b.ReportMetric(refresh.Seconds()*1000/float64(b.N), "refresh-ms/op")
			b.ReportMetric(floor.Seconds()*1000/float64(b.N), "floor-ms/op")
		})
	}
}
