package workbook_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook"
)

const breakdownSheet = "目标分解明细表"

// blanksPlan has blank shares and a blank amount for fill to write, and one sum
// that does not add up.
func blanksPlan(t *testing.T) string {
	return made(t, []table{
		{"总目标汇总表", [][]any{{"周期", "总目标类型", "目标值（万元）", "核心目标描述", "负责人"}, {"2024年度", "销售额", 12000, nil, "王总"}}},
		{breakdownSheet, [][]any{
			{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人"},
			{"区域维度", "华北", 3600, nil, "张三"},
			{"区域维度", "华东", 4800, nil, "李四"},
			{"区域维度", "华南", 3500, nil, "王五"},
			{"产品维度", "高端", 7000, 0.58, "赵六"},
			{"产品维度", "大众", 5000, 0.42, "钱七"},
		}},
	}, func(f *excelize.File) { // excelize drops the prefix of the notes' relationship from sheets without notes of their own
		for _, sheet := range f.GetSheetList() {
			must(t, f.AddComment(sheet, excelize.Comment{Cell: "A1", Author: "张三", Text: "请勿删行"}))
		}
	})
}

// TestEditedMarks has people work on a marked workbook before it is cleaned with
// --restore: what they wrote stays, and all marks go.
func TestEditedMarks(t *testing.T) {
	set := func(f *excelize.File, cell string, v any) { must(t, f.SetCellValue(breakdownSheet, cell, v)) }
	for _, c := range []struct {
		name string
		edit func(f *excelize.File)
		want map[string]string // of the breakdown's cells
	}{
		{"untouched", func(f *excelize.File) {}, map[string]string{"D2": "", "D3": "", "D4": "", "D5": "0.58", "F1": "", "F2": "", "F6": ""}},
		{"a figure of a person's over one of the tool's", func(f *excelize.File) { set(f, "D3", 0.5) }, map[string]string{"D2": "", "D3": "0.5", "D4": ""}},
		{"a person's words in 核对结果", func(f *excelize.File) { set(f, "F3", "已与李四确认") }, map[string]string{"F1": "", "F2": "", "F3": "已与李四确认", "F4": ""}},
		{"a row put in above", func(f *excelize.File) {
			must(t, f.InsertRows(breakdownSheet, 2, 1))
			for i, v := range []any{"区域维度", "西部", 100, 0.3, "孙八"} {
				cell, _ := excelize.CoordinatesToCellName(i+1, 2)
				set(f, cell, v)
			}
		}, map[string]string{"D2": "0.3", "D3": "", "D4": "", "D5": "", "D6": "0.58", "C2": "100", "F1": "", "F3": ""}},
		{"rows sorted the other way", func(f *excelize.File) {
			for i, v := range []any{"华南", 3500, 0.2917, "王五"} {
				cell, _ := excelize.CoordinatesToCellName(i+2, 2)
				set(f, cell, v)
			}
			for i, v := range []any{"华北", 3600, 0.3, "张三"} {
				cell, _ := excelize.CoordinatesToCellName(i+2, 4)
				set(f, cell, v)
			}
		}, map[string]string{"B2": "华南", "D3": "", "D4": "", "B4": "华北"}},
		{"sheets renamed and moved", func(f *excelize.File) {
			must(t, f.SetSheetName("问题清单", "给领导看"))
			must(t, f.SetSheetName("变更记录", "存档"))
			must(t, f.MoveSheet("给领导看", "总目标汇总表"))
		}, map[string]string{"D2": "", "F1": "", "D5": "0.58"}},
		{"names deleted", func(f *excelize.File) {
			for _, n := range f.GetDefinedName() {
				must(t, f.DeleteDefinedName(&n))
			}
		}, map[string]string{"D2": "", "F1": "", "D5": "0.58"}},
		{"findings deleted, the rest left", func(f *excelize.File) { must(t, f.DeleteSheet("问题清单")) }, map[string]string{"D2": "", "F1": "", "F2": ""}},
		{"a row above the title of the log", func(f *excelize.File) {
			must(t, f.InsertRows("变更记录", 1, 2))
			must(t, f.SetCellValue("变更记录", "A1", "请财务部核对"))
		}, map[string]string{"D2": "", "F1": ""}},
		{"headings of the table changed beyond recognition", func(f *excelize.File) {
			for _, cell := range []string{"A1", "B1", "C1", "D1", "E1"} {
				set(f, cell, "甲乙丙")
			}
		}, map[string]string{"D2": "", "F1": "", "F2": "", "F6": ""}},
		{"a formula over a figure of the tool's", func(f *excelize.File) {
			must(t, f.SetCellFormula(breakdownSheet, "D2", "C2/12000"))
		}, map[string]string{"D3": "", "D2": "C2/12000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			filled, edited := filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "edited.xlsx")
			must(t, fillFile(blanksPlan(t), filled))
			change(t, filled, edited, c.edit)
			f, err := excelize.OpenFile(cleaned(t, edited, true), excelize.Options{RawCellValue: true})
			must(t, err)
			defer f.Close()
			for cell, want := range c.want {
				got, err := f.GetCellValue(breakdownSheet, cell)
				must(t, err)
				formula, err := f.GetCellFormula(breakdownSheet, cell)
				must(t, err)
				if formula != "" {
					got = formula
				}
				if got != want {
					t.Errorf("%s holds %q, want %q", cell, got, want)
				}
			}
			noMarks(t, f)
		})
	}
}

// noMarks fails the test where anything of the tool's is left.
func noMarks(t *testing.T, f *excelize.File) {
	t.Helper()
	if s := f.GetSheetList(); !slices.Equal(s, []string{"总目标汇总表", breakdownSheet}) {
		t.Errorf("sheets: %v", s)
	}
	for _, n := range f.GetDefinedName() {
		t.Errorf("the name %s is left", n.Name)
	}
	for _, sheet := range f.GetSheetList() {
		formats, err := f.GetConditionalFormats(sheet)
		must(t, err)
		notes, err := f.GetComments(sheet)
		must(t, err)
		if len(formats) > 0 || len(notes) != 1 || !strings.Contains(noteText(notes[0]), "请勿删行") {
			t.Errorf("%s: formats %v, notes %v", sheet, formats, notes)
		}
	}
}

// TestFormatsAlone takes marks off a workbook in which nothing but colours says
// that it was marked: that is seen only while its sheets are read.
func TestFormatsAlone(t *testing.T) {
	dir := t.TempDir()
	filled, edited, again := filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "edited.xlsx"), filepath.Join(dir, "again.xlsx")
	must(t, fillFile(blanksPlan(t), filled))
	change(t, filled, edited, func(f *excelize.File) {
		for _, n := range f.GetDefinedName() {
			must(t, f.DeleteDefinedName(&n))
		}
		must(t, f.DeleteSheet("问题清单"))
		must(t, f.DeleteSheet("变更记录"))
		for _, sheet := range f.GetSheetList() {
			notes, err := f.GetComments(sheet)
			must(t, err)
			for _, n := range notes {
				if strings.HasPrefix(noteText(n), "【goalxl】") {
					must(t, f.DeleteComment(sheet, n.Cell))
				}
			}
		}
		f.Pkg.Range(func(name, _ any) bool {
			if strings.HasPrefix(name.(string), "customXml/") {
				f.Pkg.Delete(name)
			}
			return true
		})
	})
	must(t, fillFile(edited, again))
	f, err := excelize.OpenFile(again)
	must(t, err)
	defer f.Close()
	if got, _ := f.GetCellValue(breakdownSheet, "F1"); got != "核对结果" {
		t.Errorf("F1 holds %q", got)
	}
	clean, err := excelize.OpenFile(cleaned(t, edited, true))
	must(t, err)
	defer clean.Close()
	noMarks(t, clean)
	if got, _ := clean.GetCellValue(breakdownSheet, "F1"); got != "" {
		t.Errorf("the heading %q is left", got)
	}
}

// TestNothingToClean leaves workbooks alone that bear no marks, whatever they are
// called and whatever words stand in them.
func TestNothingToClean(t *testing.T) {
	for name, src := range map[string]string{
		"example":                              practiceExample(t),
		"a person's own sheets of those names": made(t, []table{{"问题清单", [][]any{{"问题清单", nil, nil, nil, nil, nil, "goal"}, {}, {"序号", "工作表", "单元格", "对象", "原值", "新值", "原因"}}}, {"目标", [][]any{{"项目", "核对结果"}, {"甲", "通过"}, {"乙", "错误：少记"}}}}, nil),
	} {
		m, err := workbook.OpenMarked(src)
		must(t, err)
		defer m.Close()
		c, err := m.Clean(true)
		must(t, err)
		if c.Marked || c.Restored != 0 {
			t.Errorf("%s: marks were found: %+v", name, c)
		}
		out := filepath.Join(t.TempDir(), "clean.xlsx")
		_, err = saveTo(out, c)
		must(t, err)
		sameParts(t, src, out)
	}
}
