package workbook

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bigBook writes a workbook with a goal and a breakdown of n rows, amounts as
// text every other dimension, and returns its path.
func bigBook(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(os.TempDir(), fmt.Sprintf("goalxl-bench-%d.xlsx", n))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "总目标汇总表")
	f.SetSheetRow("总目标汇总表", "A1", &[]any{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"})
	f.SetSheetRow("总目标汇总表", "A2", &[]any{"2024年度", "销售额", "1.2亿元", "华东区域占比40%", "*总监"})
	f.NewSheet("目标分解明细表")
	w, err := f.NewStreamWriter("目标分解明细表")
	if err != nil {
		tb.Fatal(err)
	}
	w.SetRow("A1", []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"})
	for i := 0; i < n; i++ {
		cell, _ := excelize.CoordinatesToCellName(1, i+2)
		var amount, share any = 1000 + i, float64(i%1000) / 1e6
		if i/1000%2 == 1 {
			amount, share = fmt.Sprintf("%d.%02d万元", 100+i%5000, i%100), fmt.Sprintf("%d.%d%%", i%10, i%7)
		}
		w.SetRow(cell, []any{fmt.Sprintf("维度%d", i/1000), fmt.Sprintf("客户%d销售额", i), amount, share, fmt.Sprintf("*经理%d", i%50), "2024/12/", "增设2名销售专员,联合市场部开展3场展会"})
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		tb.Fatal(err)
	}
	return path
}

func BenchmarkRead100k(b *testing.B) {
	path := bigBook(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		book, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := book.Read(); err != nil {
			b.Fatal(err)
		}
		book.Close()
	}
}

// TestReadMemory reads many rows and reports what the plan takes.
func TestReadMemory(t *testing.T) {
	if os.Getenv("GOALXL_BIG") == "" {
		t.Skip("set GOALXL_BIG=1 to read 1,000,000 rows")
	}
	path := bigBook(t, 1_000_000)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	book, plan := read(t, path)
	runtime.GC()
	runtime.ReadMemStats(&after)
	t.Logf("%d rows: %d MB held", len(plan.Breakdowns), (after.HeapAlloc-before.HeapAlloc)>>20)
	runtime.KeepAlive(book)
	runtime.KeepAlive(plan)
}

// BenchmarkReadForeign reads a large sheet of other data, full of words that
// headings have, in front of a small table.
func BenchmarkReadForeign(b *testing.B) {
	path := filepath.Join(b.TempDir(), "foreign.xlsx")
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := 1; i <= 50_000; i++ {
		cell, _ := excelize.CoordinatesToCellName(1, i)
		w.SetRow(cell, []any{"区域", "渠道", fmt.Sprintf("单据%d", i), "产品", "客户", "销售额", "状态"})
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	f.NewSheet("表")
	f.SetSheetRow("表", "A1", &[]any{"区域", "目标值"})
	f.SetSheetRow("表", "A2", &[]any{"华东", 1})
	if err := f.SaveAs(path); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		book, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := book.Read(); err != nil {
			b.Fatal(err)
		}
		book.Close()
	}
}
