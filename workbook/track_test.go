package workbook_test

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// regionBook writes a region's workbook: a goal, two sub-targets, and actions of
// both with counts of their own.
func regionBook(t testing.TB, path string) {
	f := excelize.NewFile()
	defer f.Close()
	put := func(sheet string, rows ...[]any) {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	put("总目标汇总表", []any{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"},
		[]any{"2024年度", "销售额", "4800万元", "", "张伟"})
	put("目标分解明细表", []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"},
		[]any{"产品维度", "高端产品销售额", "3000万元", "62.5%", "张伟", "2024/12/", "做大客户"},
		[]any{"产品维度", "普通产品销售额", "1800万元", "", "李娜", "2024/12/", "铺渠道"})
	put("策略执行跟踪表", []any{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"},
		[]any{"高端产品销售额", "拜访大客户 120 家", "张伟", "2024/01-12", "差旅5万元", "30%", ""},
		[]any{"渠道铺货", "举办行业展会(3场)", "李娜", "2024/06-09", "展会费用15万元", "0%", "等场地"},
		[]any{"普通产品销售额", "签约经销商 24 家", "李娜", "2024/01-12", "", "", ""})
	f.DeleteSheet("Sheet1")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// monthly is actuals of the items, the same in each month from January on.
func monthly(through int, items map[string]string) *allocate.Actuals {
	a := &allocate.Actuals{Name: "实际.csv"}
	for _, item := range []string{"拜访大客户 120 家", "举办行业展会(3场)", "签约经销商 24 家"} {
		s := allocate.Series{Line: len(a.Series) + 2, Item: item}
		amount, err := allocate.ParseAmount(items[item], "", 0)
		if err != nil {
			continue
		}
		for n := 1; n <= through; n++ {
			s.Months = append(s.Months, allocate.MonthActual{Month: allocate.MonthNumbered(2024, n), Amount: amount, Line: n})
		}
		a.Series = append(a.Series, s)
	}
	return a
}

// refreshFile refreshes a workbook to the end of a month.
func refreshFile(src, out string, actuals *allocate.Actuals, month int) error {
	book, err := workbook.OpenBare(src)
	if err != nil {
		return err
	}
	defer book.Close()
	earlier, unread, err := book.Marked().Snapshots()
	if err != nil || unread > 0 {
		return fmt.Errorf("snapshots: %d unread, %w", unread, err)
	}
	plan, err := book.Read()
	if err != nil {
		return err
	}
	policy := allocate.DefaultPolicy(allocate.MonthNumbered(2024, month).Last())
	tracking, err := allocate.Track(plan, policy, allocate.TrackInput{Actuals: actuals, Earlier: earlier})
	if err != nil {
		return err
	}
	filled, err := book.Marked().Filled()
	if err != nil {
		return err
	}
	write, verify := book.Track(tracking), book.Verify
	if filled {
		again, err := book.Tracked(tracking)
		if err != nil {
			return err
		}
		defer again.Close()
		plan, err := again.Read()
		if err != nil {
			return err
		}
		write, verify = again.Mark(allocate.Check(plan, policy)), again.Verify
	}
	_, err = opc.Save(out, opc.SaveOptions{Verify: verify}, write)
	return err
}

func restoreFile(t *testing.T, src, out string) {
	t.Helper()
	marked, err := workbook.OpenMarked(src)
	must(t, err)
	defer marked.Close()
	clean, err := marked.Clean(true)
	must(t, err)
	_, err = opc.Save(out, opc.SaveOptions{}, func(w io.Writer) error { return clean.Write(w) })
	must(t, err)
}

// TestRefreshAndFillKeepEachOther holds that a refresh gives the same bytes again, on
// a plain workbook and on one that fill has marked, that fill on a refreshed one does,
// and that clean gives every part of the source back.
func TestRefreshAndFillKeepEachOther(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name+".xlsx") }
	regionBook(t, at("source"))
	june := monthly(6, map[string]string{"拜访大客户 120 家": "7家", "举办行业展会(3场)": "0.5场", "签约经销商 24 家": "2家"})
	step := func(out string, do func() error) []byte {
		t.Helper()
		if err := do(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		return readFile(t, at(out))
	}
	refresh := func(src, out string) []byte {
		t.Helper()
		return step(out, func() error { return refreshFile(at(src), at(out), june, 6) })
	}
	fill := func(src, out string) []byte {
		t.Helper()
		return step(out, func() error { return fillFile(at(src), at(out)) })
	}
	a, b := refresh("source", "refreshed"), refresh("refreshed", "refreshed again")
	if !bytes.Equal(a, b) {
		t.Error("the same month again gives other bytes")
	}
	c, d := fill("refreshed", "filled"), fill("filled", "filled again")
	if !bytes.Equal(c, d) {
		t.Error("fill again on a refreshed workbook gives other bytes")
	}
	fill("source", "filled first")
	e, f := refresh("filled first", "refreshed then"), refresh("refreshed then", "refreshed then again")
	if !bytes.Equal(e, f) {
		t.Error("a refresh again of a workbook that fill marked gives other bytes")
	}
	for _, name := range []string{"refreshed", "filled", "refreshed then"} {
		restoreFile(t, at(name), at("restored"))
		sameParts(t, at("source"), at("restored"))
	}
	book, err := excelize.OpenFile(at("refreshed then"))
	must(t, err)
	defer book.Close()
	rows, err := book.GetRows("策略执行跟踪表")
	must(t, err)
	for _, row := range rows {
		t.Logf("%q", row)
	}
	for _, s := range book.GetSheetList() {
		t.Log(s)
	}
}

var _ = decimal.Zero
