package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/blank"
)

// goalHead, cutHead and pastHead are the headings of the tables that the books below have.
var (
	goalHead = []any{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"}
	cutHead  = []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"}
	pastHead = []any{"项目", "2021年实际（万元）", "2022年实际（万元）", "2023年实际（万元）", "2024年实际（万元）"}
)

func cutRow(dimension, item string, amount any, owner string) []any {
	return []any{dimension, item, amount, nil, owner, "2025/12/31", "增设销售专员"}
}

// overviewBooks are plans of many kinds: what 总览 has to cope with.
func overviewBooks(t *testing.T) map[string]string {
	books := map[string]string{
		"practice":   practiceExample(t),
		"targets":    "../testdata/targets.xlsx",
		"no goals":   made(t, []table{{"目标分解明细表", [][]any{cutHead, cutRow("区域维度", "华东", "4800万元", "张三"), cutRow("区域维度", "华北", "3600万元", "李四")}}}, nil),
		"goals only": made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", "1.2亿元", nil, "王总"}, {"2025年度", "市场份额", "15%", nil, "王总"}}}}, nil),
		"no dimensions": made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", 120000000, nil, "王总"}}},
			{"分解", [][]any{{"子目标项", "目标值（元）", "责任人"}, {"华东销售额", 70000000, "张三"}, {"华北销售额", 40000000, "李四"}}}}, nil),
		"English": made(t, []table{{"Goals", [][]any{{"Period", "Goal type", "Target", "Owner"}, {"2025", "Sales", 12000000, "Ann"}}},
			{"Breakdown", [][]any{{"Dimension", "Item", "Target", "Share of goal", "Owner", "2023 actual", "2024 actual"},
				{"Region", "North sales", 6000000, nil, "Bo", 4000000, 5000000}, {"Region", "South sales", 5000000, nil, "Cy", 4300000, 4600000}}}}, nil),
		"names taken": made(t, []table{{"总览", [][]any{{"自己的总览"}}}, {"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", "1.2亿元", nil, "王总"}}},
			{"目标分解明细表", [][]any{cutHead, cutRow("区域维度", "华东销售额", "4800万元", "张三")}}}, nil),
		"charts of their own": made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", 12000, nil, "王总"}}},
			{"目标分解明细表", [][]any{cutHead, cutRow("区域维度", "华东销售额", "4800万元", "张三")}}}, func(f *excelize.File) {
			must(t, f.AddChart("目标分解明细表", "K2", &excelize.Chart{Type: excelize.Pie, Series: []excelize.ChartSeries{
				{Name: "'目标分解明细表'!$C$1", Categories: "'目标分解明细表'!$B$2:$B$4", Values: "'目标分解明细表'!$C$2:$C$4"}}}))
		}),
	}
	for name, make := range map[string]func(*testing.T) string{"many goals": manyGoals, "many items": manyItems, "negative": negativeFigures, "growth": growingItems, "huge": hugeFigures, "strict": strictBook,
		"template": func(t *testing.T) string {
			return templateBook(t, blank.Options{Year: 2025, Sample: true, Elapsed: 60})
		},
		"template in English": func(t *testing.T) string {
			return templateBook(t, blank.Options{Year: 2025, Sample: true, Elapsed: 60, Lang: lang.EN, Unit: blank.Yuan})
		}} {
		books[name] = make(t)
	}
	return books
}

// templateBook is a workbook of the template's.
func templateBook(t *testing.T, o blank.Options) string {
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	must(t, blank.Write(f, o))
	return path
}

// strictBook is the example in the strict form of the format.
func strictBook(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "strict.xlsx")
	from, err := zip.OpenReader("../testdata/targets.xlsx")
	must(t, err)
	defer from.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
	for _, f := range from.File {
		r, err := f.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, err)
		part, err := w.Create(f.Name)
		must(t, err)
		_, err = strict.WriteString(part, string(b))
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile(path, out.Bytes(), 0o600))
	return path
}

func manyGoals(t *testing.T) string {
	goals, cuts := [][]any{goalHead}, [][]any{append(cutHead[:len(cutHead):len(cutHead)], "总目标类型")}
	for i := range 12 {
		kind := fmt.Sprintf("产品%c销售额", 'A'+i)
		goals = append(goals, []any{"2025年度", kind, fmt.Sprintf("%d万元", 1000+100*i), nil, "王总"})
		for j, region := range []string{"华东", "华北"} {
			cuts = append(cuts, append(cutRow("区域维度", region+kind, fmt.Sprintf("%d万元", 500+50*i-40*j), fmt.Sprintf("张%d", j)), kind))
		}
	}
	return made(t, []table{{"总目标汇总表", goals}, {"目标分解明细表", cuts}}, nil)
}

func manyItems(t *testing.T) string {
	cuts, past := [][]any{{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人", "完成时间", "关键策略"}}, [][]any{pastHead}
	for i := range 400 {
		item := fmt.Sprintf("客户%04d有限公司销售额", i)
		last := 1000 + i*7%900
		cuts = append(cuts, cutRow("客户维度", item, last+i*13%200-60, fmt.Sprintf("经理%d", i%40)))
		past = append(past, []any{item, last - 300, last - 200, last - 100, last})
	}
	return made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", "500亿元", nil, "王总"}}}, {"目标分解明细表", cuts}, {"历史数据", past}}, nil)
}

func negativeFigures(t *testing.T) string {
	return made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "净利润", "-300万元", nil, "王总"}}},
		{"目标分解明细表", [][]any{cutHead, cutRow("区域维度", "华东净利润", "-500万元", "张三"), cutRow("区域维度", "华北净利润", "200万元", "李四")}},
		{"历史数据", [][]any{pastHead, {"华东净利润", -100, -200, -300, -400}, {"华北净利润", 100, 120, 130, 140}}}}, nil)
}

// growingItems grow from more than one to less than the rest, and two have no history.
func growingItems(t *testing.T) string {
	cuts := [][]any{{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人", "完成时间", "关键策略"}}
	past := [][]any{pastHead}
	for i, name := range []string{"华东", "华北", "华南", "西南", "西北", "东北", "华中", "海外"} {
		last := 900 + 150*i
		cuts = append(cuts, cutRow("区域维度", name+"销售额", last+[]int{400, -150, 90, 60, 30, -20, 10, 5}[i], "王"+name))
		past = append(past, []any{name + "销售额", last - 290, last - 200, last - 90, last})
	}
	cuts = append(cuts, cutRow("区域维度", "港澳销售额", 300, "陈"), cutRow("区域维度", "线上销售额", 250, "陈"))
	return made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", "1.3亿元", nil, "王总"}}}, {"目标分解明细表", cuts}, {"历史数据", past}}, nil)
}

func hugeFigures(t *testing.T) string {
	return made(t, []table{{"总目标汇总表", [][]any{goalHead, {"2025年度", "销售额", "987654.321亿元", nil, "王总"}}},
		{"目标分解明细表", [][]any{{"拆解维度", "子目标项", "目标值（元）", "占总目标比例", "责任人"}, {"区域维度", "华东销售额", 49382716050000, nil, "张三"}, {"区域维度", "华北销售额", 40000000000000.55, nil, "李四"}}}}, nil)
}
