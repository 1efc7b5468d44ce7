package workbook_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// saver is a program that opens a workbook and saves it again, all parts made anew.
type saver struct {
	name string
	save func(t *testing.T, from, to string)
}

// savers are the programs that may be here; those that are not skip their test.
func savers() []saver {
	return []saver{
		{"excelize", func(t *testing.T, from, to string) { change(t, from, to, func(*excelize.File) {}) }},
		{"openpyxl", func(t *testing.T, from, to string) {
			ran(t, "python3", "-c", "import openpyxl")
			ran(t, "python3", "-c", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", from, to)
		}},
		{"LibreOffice", func(t *testing.T, from, to string) {
			if testing.Short() {
				t.Skip("takes seconds")
			}
			dir := t.TempDir()
			ran(t, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir, from)
			must(t, os.Rename(filepath.Join(dir, filepath.Base(from)), to))
		}},
		{"Gnumeric", func(t *testing.T, from, to string) {
			ran(t, "ssconvert", "-T", "Gnumeric_Excel:xlsx2", from, to)
		}},
	}
}

// ran runs a program; the test is skipped where that does not work.
func ran(t *testing.T, name string, args ...string) {
	t.Helper()
	if name == "python3" && exec.Command("/usr/bin/python3", "-c", "import openpyxl").Run() == nil {
		name = "/usr/bin/python3"
	}
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Skipf("%s does not do it here: %v %.200s", name, err, out)
	}
}

// change saves a workbook again with excelize, edited.
func change(t *testing.T, from, to string, edit func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(from)
	must(t, err)
	defer f.Close()
	edit(f)
	must(t, f.SaveAs(to))
}

// table is a sheet for a test.
type table struct {
	name string
	rows [][]any
}

// made writes tables as a workbook.
func made(t *testing.T, tables []table, edit func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range tables {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else {
			_, err := f.NewSheet(s.name)
			must(t, err)
		}
		for r, row := range s.rows {
			must(t, f.SetSheetRow(s.name, fmt.Sprintf("A%d", r+1), &row))
		}
	}
	if edit != nil {
		edit(f)
	}
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	must(t, f.SaveAs(path))
	return path
}

// resaveBooks are workbooks with what people have in them.
func resaveBooks(t *testing.T) map[string]string {
	goal := table{"总目标汇总表", [][]any{{"周期", "总目标类型", "目标值（万元）", "核心目标描述", "负责人"}, {"2024年度", "销售额", 12000, nil, "王总"}}}
	head := []any{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人", "完成时间", "关键策略"}
	row := func(item string, amount, share any) []any {
		return []any{"区域维度", item, amount, share, "张三", "2024/12/31", "拓展渠道"}
	}
	rows := [][]any{head, row("华北", 3600, nil), row("华东", nil, 0.4), row("华南", 3500, 0.3)}
	return map[string]string{
		"example": practiceExample(t),
		"texts": made(t, []table{{"总目标汇总表", [][]any{{"周期", "总目标类型", "目标值", "负责人"}, {"2024年度", "销售额", "1.2亿元", "王总"}}},
			{"目标分解明细表", [][]any{{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人"}, {"区域维度", "华北", nil, "30%", "张三"}, {"区域维度", "华东", nil, "40%", "李四"}, {"区域维度", "华南", "3600万元", nil, "王五"}}}}, nil),
		"people's notes and formats": made(t, []table{goal, {"目标分解明细表", rows}}, func(f *excelize.File) {
			must(t, f.AddComment("目标分解明细表", excelize.Comment{Cell: "B2", Author: "李四", Text: "与区域确认过"}))
			must(t, f.AddComment("目标分解明细表", excelize.Comment{Cell: "C2", Author: "李四", Text: "待定"}))
			id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
			must(t, err)
			must(t, f.SetConditionalFormat("目标分解明细表", "C2:C4", []excelize.ConditionalFormatOptions{
				{Type: "cell", Criteria: ">", Value: "4000", Format: &id}, {Type: "formula", Criteria: `$B2="华东"`, Format: &id}}))
			must(t, f.SetCellFormula("目标分解明细表", "K2", "SUM(C2:C4)"))
			must(t, f.SetCellValue("目标分解明细表", "B5", "合计"))
			must(t, f.SetCellFormula("目标分解明细表", "C5", "SUM(C2:C4)"))
			must(t, f.SetDefinedName(&excelize.DefinedName{Name: "目标", RefersTo: "总目标汇总表!$C$2"}))
		}),
		"several tables on a sheet": made(t, []table{{"计划", append([][]any{goal.rows[0], goal.rows[1], {}, {"各区域"}}, rows...)}}, func(f *excelize.File) {
			must(t, f.SetCellValue("计划", "A12", "审批"))
			must(t, f.SetCellValue("计划", "H12", "意见"))
			must(t, f.SetCellValue("计划", "H13", "通过"))
		}),
		"English": made(t, []table{{"Goals", [][]any{{"Period", "Goal type", "Target", "Owner"}, {"2024", "Sales", 12000000, "Ann"}}},
			{"Breakdown", [][]any{{"Dimension", "Item", "Target", "Share of goal", "Owner"}, {"Region", "North", 6000000, nil, "Bo"}, {"Region", "South", 5000000, nil, "Cy"}}}}, nil),
	}
}

// TestSavedByOthers has other programs save a marked workbook: what fill finds and
// writes then, and what clean --restore gives, is that of the source as the same
// program saves it.
func TestSavedByOthers(t *testing.T) {
	books := resaveBooks(t)
	for _, s := range savers() {
		t.Run(s.name, func(t *testing.T) {
			for name, src := range books {
				dir := t.TempDir()
				filled, plain, again := filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "plain.xlsx"), filepath.Join(dir, "again.xlsx")
				must(t, fillFile(src, filled))
				s.save(t, src, plain)
				s.save(t, filled, again)
				if workbook.IsPristineResult(again) || !workbook.IsPristineResult(filled) {
					t.Errorf("%s: a result that was saved again is not told from one that was not", name)
				}
				same(t, name+": fill", found(t, plain), found(t, again))
				same(t, name+": restored", kept(contents(t, plain), contents(t, again)), contents(t, cleaned(t, again, true)))
				same(t, name+": cleaned, with the values that were computed", valuesOnly(contents(t, cleaned(t, filled, false))), valuesOnly(contents(t, cleaned(t, again, false))))
				settles(t, again)
			}
		})
	}
}

// settles fills a workbook, and fills the result: the same bytes.
func settles(t *testing.T, path string) {
	t.Helper()
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one.xlsx"), filepath.Join(dir, "two.xlsx")
	must(t, fillFile(path, one))
	must(t, fillFile(one, two))
	if string(readFile(t, one)) != string(readFile(t, two)) {
		t.Errorf("%s: filling the result again changes it", path)
	}
}

// cleaned takes the marks off and returns the path of the result.
func cleaned(t *testing.T, path string, restore bool) string {
	t.Helper()
	m, err := workbook.OpenMarked(path)
	must(t, err)
	defer m.Close()
	c, err := m.Clean(restore)
	must(t, err)
	if !c.Marked {
		t.Errorf("%s: no marks were found", filepath.Base(path))
	}
	out := filepath.Join(t.TempDir(), "clean.xlsx")
	_, err = saveTo(out, c)
	must(t, err)
	return out
}

func saveTo(path string, c workbook.Cleaned) (string, error) {
	return opc.Save(path, opc.SaveOptions{}, c.Write)
}

// found returns what a check finds in a workbook and what fill would write.
func found(t *testing.T, path string) []string {
	t.Helper()
	b, err := workbook.Open(path)
	must(t, err)
	defer b.Close()
	plan, err := b.Read()
	must(t, err)
	result := allocate.Check(plan, allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 6, Day: 30}))
	var out []string
	for i := range result.Findings {
		f := &result.Findings[i]
		place := b.Layout().Locate(f.At, f.Members)
		out = append(out, fmt.Sprint(f.Rule.ID, " ", place, " ", f.Message.In(0)))
	}
	for _, c := range result.Changes {
		out = append(out, fmt.Sprint("write ", b.Layout().Locate(c.At, nil), " ", c.Before, " > ", c.After))
	}
	return out
}

// contents returns what a person sees in a workbook: cells, formulas, notes,
// conditional formats, names.
func contents(t *testing.T, path string) []string {
	t.Helper()
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	must(t, err)
	defer f.Close()
	var out []string
	for _, name := range f.GetSheetList() {
		out = append(out, "sheet "+name)
		rows, err := f.GetRows(name)
		must(t, err)
		for y, row := range rows {
			for x, text := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				formula, err := f.GetCellFormula(name, cell)
				must(t, err)
				if text+formula != "" {
					if d, err := allocate.ParseNumber(text); err == nil {
						text = d.String()
					}
					out = append(out, name+"!"+cell+" "+text+" ="+formula)
				}
			}
		}
		notes, err := f.GetComments(name)
		must(t, err)
		for _, n := range notes {
			out = append(out, name+"!"+n.Cell+" note "+strings.Join(strings.Fields(noteText(n)), ""))
		}
		formats, err := f.GetConditionalFormats(name)
		must(t, err)
		for area, rules := range formats {
			for _, r := range rules {
				out = append(out, name+"!"+area+" format "+r.Type+r.Criteria+r.Value)
			}
		}
	}
	for _, n := range f.GetDefinedName() {
		out = append(out, "name "+n.Name+n.Scope+n.RefersTo)
	}
	sort.Strings(out)
	return out
}

// kept leaves the conditional formats out that the program itself lost: of formats
// on the same cells, Gnumeric keeps some.
func kept(plain, again []string) (out []string) {
	for _, l := range plain {
		if !strings.Contains(l, " format ") || slices.Contains(again, l) {
			out = append(out, l)
		}
	}
	return out
}

// valuesOnly keeps the cells without formulas.
func valuesOnly(lines []string) (out []string) {
	for _, l := range lines {
		if strings.HasSuffix(l, " =") {
			out = append(out, l)
		}
	}
	return out
}

// same compares two lists of lines.
func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("%s: missing %s", what, l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Errorf("%s: too much %s", what, l)
		}
	}
	if len(want) == 0 {
		t.Errorf("%s: nothing to compare", what)
	}
}
