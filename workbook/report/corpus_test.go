package report_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/report"
)

// sample is a report with everything in it, in the language l.
func sample(l lang.Lang) report.Report {
	d := func(s string) *decimal.Decimal { v := decimal.RequireFromString(s); return &v }
	members := []report.Place{{Sheet: "目标分解明细表", Cell: "C2"}, {Sheet: "目标分解明细表", Cell: "C3"}, {Sheet: "目标分解明细表", Cell: "C4"}}
	const sheet = "目标分解明细表"
	r := report.Report{Lang: l, Formats: []string{"0.0%", `#,##0.00"万元"`}, Findings: []report.Finding{
		{Severity: report.Error, Rule: "合计不等于目标", Sheet: sheet, Cell: "C2:C4", Subject: "区域维度",
			Message: "区域维度合计 1.19亿元（3600万元+4800万元+3500万元），应为 1.2亿元，少 100万元；占比合计 99.2%。",
			Found:   d("11900"), Expected: d("12000"), Difference: d("-100"), Unit: "万元",
			Hint: "把华南 3500 改为 3600 即平，且不触发增速提醒；或把华东 4800 改为 4900（增速将高于历史）。",
			Live: &report.Live{Members: members, Fixed: "12000", Digits: 6}},
		{Severity: report.Error, Rule: "增速高于历史", Sheet: sheet, Cell: "C3", Subject: "华东区域销售额",
			Message: "目标增速 50.0% = 7200/4800−1；2020→2023 年均 15.0% = (4800/3156)^(1/3)−1，最高 18.2%（2022）；超出 35.0 个百分点，多 1680万元。",
			Found:   d("0.5"), Expected: d("0.15"), Difference: d("0.35"), Unit: "%",
			Hint: "填写“论证说明”或“资源需求”，说明资源如何匹配；否则把目标降到 5520万元。"},
		{Severity: report.Warning, Rule: "尚未分解完", Sheet: sheet, Cell: "C9", Subject: "客户维度",
			Message: "客户维度合计 4800万元，尚有 7200万元 未分解。", Found: d("4800.005"), Expected: d("12000"),
			Difference: d("-7199.995"), Unit: "万元"},
		{Severity: report.Warning, Rule: "缺责任人", Sheet: sheet, Cell: "E4:E7", Subject: "=高端产品",
			Message: "4 行没有责任人。", Hint: "补上责任人。"},
		{Severity: report.Info, Rule: "尾差", Sheet: sheet, Cell: "D3", Subject: "新客户数量",
			Message: "占比合计 99.9%，差 0.1 个百分点，在四舍五入之内。", Found: d("0.999"), Expected: d("1"), Difference: d("-0.001"), Unit: "%"},
		{Severity: report.Error, Rule: "目标合计", Sheet: sheet, Cell: "C12", Subject: "@很长的对象名称：华东区域高端产品新客户销售额（含渠道）",
			Message: "第一行\n第二行，含控制符\x01与 <标签> & “引号”。", Found: d("123456789012.34"), Expected: d("120000000000"),
			Difference: d("3456789012.34"), Unit: "元"},
	}, Unchecked: []string{"增速：没有历史数据，3 行、合计 1.2亿元 未检查。"}}
	changes := []report.Change{
		{Sheet: sheet, Cell: "D3", Subject: "华东区域销售额", After: report.Value{Text: "0.4", Number: true, Format: 1}, Reason: "占比 = 目标值 ÷ 总目标 = 4800 ÷ 12000"},
		{Sheet: sheet, Cell: "C4", Subject: "华南区域销售额", Before: report.Value{Text: "约三千"}, After: report.Value{Text: "3600万元"}, Reason: "按占比 30% 与总目标 1.2亿元 算出"},
		{Sheet: "Bob's", Cell: "C5", Subject: "合计", Before: report.Value{Text: "11900.5", Number: true, Format: 2}, After: report.Value{Text: "12000", Number: true, Format: 2}, Reason: "重新合计"},
	}
	r.Changes, r.ChangeCount = slices.Values(changes), len(changes)
	return r
}

// TestGraftIntoRealWorkbooks puts the sheets and notes into every workbook of the
// corpus, reads them back through excelize, and has the Open XML validator look
// for errors that were not there before.
func TestGraftIntoRealWorkbooks(t *testing.T) {
	for _, in := range corpus(t) {
		t.Run(filepath.Base(in), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), filepath.Base(in))
			if err := graft(t, in, out, sample(lang.ZH)); err != nil {
				t.Skipf("refused by the guard: %v", err)
			}
			f, err := excelize.OpenFile(out)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			got, err := f.GetCellValue("问题清单", "F7")
			if err != nil || got != "=高端产品" {
				t.Errorf("F7 of the findings reads %q, %v", got, err)
			}
			if n := len(must(f.GetRows("变更记录"))); n != 6 {
				t.Errorf("the change log has %d rows, want 6", n)
			}
			compareValidation(t, in, out)
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// compareValidation fails for errors of out that in has not. The validator is
// named by GOALXL_OOXML_VALIDATOR, or stands on the path.
func compareValidation(t *testing.T, in, out string) {
	tool := os.Getenv("GOALXL_OOXML_VALIDATOR")
	if tool == "" {
		tool, _ = exec.LookPath("ooxml-validator")
	}
	if tool == "" {
		t.Log("not validated: no Open XML validator")
		return
	}
	before := map[string]bool{}
	for _, line := range validation(tool, in) {
		before[line] = true
	}
	for _, line := range validation(tool, out) {
		if !before[line] && strings.Contains(line, "description") {
			t.Errorf("validator: %s", line)
		}
	}
}

func validation(tool, file string) []string {
	b, _ := exec.Command(tool, file).CombinedOutput() // it exits with 1 where it finds errors
	return strings.Split(string(b), "\n")
}
