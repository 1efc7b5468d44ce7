package workbook_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/look"
	"goalxl/workbook/opc"
	"goalxl/workbook/report"
)

// planBook writes a workbook with a breakdown of two regions and a table of actions.
func planBook(t *testing.T, edit func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "目标分解明细表"))
	for i, row := range [][]any{
		{"拆解维度", "子目标项", "目标值", "责任人", "完成时间"},
		{"区域维度", "华东区域销售额", "4800万元", "张伟", "2024/12/31"},
		{"区域维度", "华北区域销售额", "3600万元", "李娜", "2024/12/31"},
	} {
		must(t, f.SetSheetRow("目标分解明细表", "A"+string(rune('1'+i)), &row))
	}
	if _, err := f.NewSheet("策略执行跟踪表"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{
		{"策略名称", "具体行动", "责任人", "时间节点", "完成状态", "偏差与调整措施"},
		{"华东区域市场拓展", "举办行业展会(3场)", "张伟", "2024/06-09", 0.4, nil},
	} {
		must(t, f.SetSheetRow("策略执行跟踪表", "A"+string(rune('1'+i)), &row))
	}
	if edit != nil {
		edit(f)
	}
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	must(t, f.SaveAs(path))
	return path
}

var ledgerNames = []string{"_goalxl.replies"}

func someLedger() report.Ledger {
	return report.Ledger{Title: "回收情况", Subtitle: "一份", Defined: ledgerNames[0], Tab: look.ListTab,
		Columns: []report.LedgerColumn{{Heading: lang.T("责任人", "Owner"), Width: 12, Look: look.Text}, {Heading: lang.T("状态", "State"), Width: 12, Look: look.Centred, Choices: []string{"甲", "乙"}}},
		Rows:    [][]report.LedgerCell{{{Text: "张伟"}, {Text: "=1+1"}}}}
}

// mergeFile merges entries for the first breakdown row and the first action.
func mergeFile(t *testing.T, src, dst string, entries ...workbook.Entry) {
	t.Helper()
	opened, err := workbook.Open(src)
	must(t, err)
	defer opened.Close()
	book, err := opened.WithoutLedgers(ledgerNames)
	must(t, err)
	_, err = book.Read()
	must(t, err)
	saved, err := opc.Save(dst, opc.SaveOptions{Verify: book.Verify}, book.Merge(workbook.Merged{Entries: entries, Ledgers: []report.Ledger{someLedger()}}))
	must(t, err)
	if saved != dst {
		t.Fatalf("saved as %s", saved)
	}
}

func amountOf(t *testing.T, text string) workbook.CellValue {
	t.Helper()
	a, err := allocate.ParseAmount(text, "", 0)
	must(t, err)
	return workbook.CellValue{Text: text, Plain: a.Plain(), Unit: a.Unit, Figure: a}
}

func TestMergePutsColumnsBeside(t *testing.T) {
	src := planBook(t, nil)
	dst := filepath.Join(t.TempDir(), "merged.xlsx")
	half, err := allocate.ParseShare("60%", false)
	must(t, err)
	mergeFile(t, src, dst,
		workbook.Entry{Table: 0, Row: 3, Field: allocate.FieldProposal, Value: amountOf(t, "3200万元")},
		workbook.Entry{Table: 0, Row: 3, Field: allocate.FieldProposalReason, Value: workbook.CellValue{Text: "=HYPERLINK(\"x\")\n两家大客户流失"}},
		workbook.Entry{Table: 1, Row: 2, Field: allocate.FieldStatus, Value: workbook.CellValue{Text: "60%", Plain: "0.6", Figure: half}},
		workbook.Entry{Table: 1, Row: 2, Field: allocate.FieldRemedy, Value: workbook.CellValue{Text: "增加线上推广"}})
	f, err := excelize.OpenFile(dst)
	must(t, err)
	defer f.Close()
	for cell, want := range map[string]string{"C3": "3600万元", "F1": "建议目标值", "G1": "理由", "H1": "所需资源", "F2": "", "F3": "3200万元", "G3": "=HYPERLINK(\"x\")\n两家大客户流失", "H3": ""} {
		if got, _ := f.GetCellValue("目标分解明细表", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if formula, _ := f.GetCellFormula("目标分解明细表", cell); formula != "" {
			t.Errorf("%s holds the formula %q", cell, formula)
		}
	}
	if got, _ := f.GetCellValue("策略执行跟踪表", "E2", excelize.Options{RawCellValue: true}); got != "0.6" {
		t.Errorf("完成状态 is %q", got)
	}
	if got, _ := f.GetCellValue("回收情况", "B4"); got != "=1+1" {
		t.Errorf("the ledger says %q", got)
	}
	book, err := workbook.Open(dst)
	must(t, err)
	defer book.Close()
	cells, err := book.Cells(nil)
	must(t, err)
	if v := cells[0].Of(&cells[0].Rows[1], allocate.FieldProposal); v.Plain != "32000000" || v.Unit != "元" {
		t.Errorf("the proposal reads back as %+v", v)
	}
}

// Merging nothing into what was merged gives the same workbook, all parts but the record.
func TestMergeAgain(t *testing.T) {
	src := planBook(t, nil)
	dir := t.TempDir()
	once, twice, thrice := filepath.Join(dir, "1.xlsx"), filepath.Join(dir, "2.xlsx"), filepath.Join(dir, "3.xlsx")
	mergeFile(t, src, once, workbook.Entry{Table: 0, Row: 3, Field: allocate.FieldProposal, Value: amountOf(t, "3200万元")})
	mergeFile(t, once, twice)
	mergeFile(t, twice, thrice)
	if string(readFile(t, twice)) != string(readFile(t, thrice)) {
		t.Error("merging nothing changed the workbook")
	}
	a, err := opc.Open(once)
	must(t, err)
	defer a.Close()
	b, err := opc.Open(twice)
	must(t, err)
	defer b.Close()
	if x, y := strings.Join(a.Parts(), " "), strings.Join(b.Parts(), " "); x != y {
		t.Fatalf("parts\n%s\n%s", x, y)
	}
	for _, part := range a.Parts() {
		if a.CRC(part) != b.CRC(part) && !strings.HasPrefix(part, "customXml/") {
			x, _ := a.Bytes(part)
			y, _ := b.Bytes(part)
			t.Errorf("%s differs:\n%.900s\n%.900s", part, x, y)
		}
	}
}

func TestLedgersGoAfterAnotherProgramSaved(t *testing.T) {
	src := planBook(t, nil)
	dir := t.TempDir()
	once, saved, twice := filepath.Join(dir, "1.xlsx"), filepath.Join(dir, "saved.xlsx"), filepath.Join(dir, "2.xlsx")
	mergeFile(t, src, once, workbook.Entry{Table: 0, Row: 3, Field: allocate.FieldProposal, Value: amountOf(t, "3200万元")})
	f, err := excelize.OpenFile(once)
	must(t, err)
	must(t, f.SetCellValue("目标分解明细表", "A9", "编制：财务部"))
	must(t, f.SaveAs(saved))
	f.Close()
	mergeFile(t, saved, twice)
	f, err = excelize.OpenFile(twice)
	must(t, err)
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "目标分解明细表 策略执行跟踪表 回收情况" {
		t.Errorf("sheets %s", got)
	}
	if got, _ := f.GetCellValue("目标分解明细表", "F3"); got != "3200万元" {
		t.Errorf("what was merged is %q", got)
	}
}

// A formula that adds what was merged stores its new sum.
func TestMergeFreshensFormulas(t *testing.T) {
	src := planBook(t, func(f *excelize.File) {
		must(t, f.SetCellValue("策略执行跟踪表", "H9", 0.4))
		must(t, f.SetCellFormula("策略执行跟踪表", "H9", "=SUM(E2:E2)"))
	})
	dst := filepath.Join(t.TempDir(), "merged.xlsx")
	s, err := allocate.ParseShare("75%", false)
	must(t, err)
	mergeFile(t, src, dst, workbook.Entry{Table: 1, Row: 2, Field: allocate.FieldStatus, Value: workbook.CellValue{Text: "75%", Plain: "0.75", Figure: s}})
	f, err := excelize.OpenFile(dst)
	must(t, err)
	defer f.Close()
	if got, _ := f.GetCellValue("策略执行跟踪表", "H9", excelize.Options{RawCellValue: true}); got != "0.75" {
		t.Errorf("the sum is %q", got)
	}
}

// Whatever unit the reply and the master have, what is written reads back as what the
// reply says.
func TestMergedAmountsReadBack(t *testing.T) {
	for heading, cells := range map[string][2]any{
		"目标值":      {"4800万元", "3600万元"},
		"目标值（万元）":  {4800, 3600},
		"目标值 (万元)": {"4800", "3600"},
		"目标值(元)":   {"48,000,000", "36,000,000"},
		"目标金额":     {"￥48,000,000", "￥36,000,000"},
		"目标（亿元）":   {0.48, 0.36},
	} {
		src := planBook(t, func(f *excelize.File) {
			must(t, f.SetCellValue("目标分解明细表", "C1", heading))
			must(t, f.SetCellValue("目标分解明细表", "C2", cells[0]))
			must(t, f.SetCellValue("目标分解明细表", "C3", cells[1]))
		})
		for _, text := range []string{"3200万元", "0.32亿元", "32,000,000元", "3123.4567万元", "￥32,000,000", "1.5K元", "-30万元"} {
			dst := filepath.Join(t.TempDir(), "merged.xlsx")
			want := amountOf(t, text)
			mergeFile(t, src, dst, workbook.Entry{Table: 0, Row: 3, Field: allocate.FieldProposal, Value: want})
			book, err := workbook.Open(dst)
			must(t, err)
			all, err := book.Cells(nil)
			must(t, err)
			if got := all[0].Of(&all[0].Rows[1], allocate.FieldProposal); got.Plain != want.Plain || got.Unit != want.Unit {
				t.Errorf("%s, %s: reads back as %+v", heading, text, got)
			}
			book.Close()
		}
	}
}
