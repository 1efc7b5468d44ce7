package actuals

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/delimited"
)

// book saves rows as a workbook, beginning in B3, with a title above.
func book(t *testing.T, set func(*excelize.File), rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		at, _ := excelize.CoordinatesToCellName(2, 3+i)
		if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	if set != nil {
		set(f)
	}
	path := filepath.Join(t.TempDir(), "实际.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func month(n int) time.Time { return time.Date(2024, time.Month(n), 1, 0, 0, 0, 0, time.UTC) }

func TestWorkbooks(t *testing.T) {
	percent := func(f *excelize.File, cell, code string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		path, want string
	}{
		"dates as headings": {book(t, func(f *excelize.File) {
			f.SetCellValue("Sheet1", "B1", "各区域实际（单位：万元）")
		}, []any{"区域", month(1), month(2)}, []any{"华东", 1200.5, 300}, []any{"合计", 1200.5, 300}),
			"华东 2024-01=1200.5万元 2024-02=300万元\n"},
		"formats": {book(t, func(f *excelize.File) {
			percent(f, "D4", `0%`)
			percent(f, "D5", `#,##0"万元"`)
			percent(f, "D6", `0\.0,"万元"`)
		}, []any{"项目", "月份", "实际"}, []any{"小组", "2024-06", 0.6}, []any{"华东", "2024-06", 48}, []any{"华北", "2024-06", 480000}),
			"小组 2024-06=60%\n华东 2024-06=480,000元\n华北 2024-06=480,000元\n"},
		"day numbers": {book(t, nil, []any{"项目", "月份", "实际数（家）"}, []any{"客户", 45443, 7}),
			"客户 2024-05=7家\n"},
		"no stored value": {book(t, func(f *excelize.File) {
			f.SetCellFormula("Sheet1", "D4", "1+1")
		}, []any{"项目", "月份", "实际"}, []any{"华东", "2024-06"}),
			"! 工作表“Sheet1”第 4 行：“”是错误值，或公式没有保存结果；请在 Excel 里重算后保存\n"},
		"a sheet a month": {book(t, func(f *excelize.File) {
			f.NewSheet("7月")
			f.SetSheetRow("7月", "A1", &[]any{"2024年7月"})
			f.SetSheetRow("7月", "A2", &[]any{"项目", "金额"})
			f.SetSheetRow("7月", "A3", &[]any{"华东", "9万元"})
		}, []any{"项目", "月份", "金额"}, []any{"华东", "2024-06", "8万元"}),
			"华东 2024-06=8万元 2024-07=9万元\n"},
	} {
		f, err := Read(c.path, Options{Year: 2024})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := said(f); got != c.want {
			t.Errorf("%s:\ngot  %swant %s", name, got, c.want)
		}
	}
}

func TestReadNames(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ text, want string }{
		"a.csv":  {"导出名称,表中名称\nEast,华东区域销售额\n华东,华东区域销售额\n", ""},
		"b.yaml": {"East: 华东区域销售额\n华东: 华东区域销售额\n", ""},
		"c.csv":  {"East,华东\nEast,华北\n", "第 2 行：“East”已对应“华东”"},
		"d.csv":  {"East\n", "第 1 行要有两个名称"},
		"e.yml":  {"- a\n- b\n", "不能读作名称对照表"},
		"f.csv":  {"导出名称,表中名称\n", "没有名称"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		names, err := ReadNames(path)
		switch {
		case c.want == "" && (err != nil || len(names) != 2 || names["East"] != "华东区域销售额"):
			t.Errorf("%s: %v %v", name, names, err)
		case c.want != "" && (err == nil || !strings.Contains(err.(*lang.Error).In(lang.ZH), c.want)):
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzExport(f *testing.F) {
	for _, seed := range []string{
		"项目,月份,实际(万元)\n华东,2024-06,420\n合计,,420\n", "区域,1月,2月\n华东,\"1,200\",3\n", "项目,1月,,2月,\n,计划,实际,计划,实际\n华东,9,10,9,8\n",
		"日期,项目,金额\n2024/6/3,华东,100\n", "2024年6月累计\n项目,金额\n,1\n", "Item;Jun-24;1-6月\nEast;(5);60%\n",
	} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, running bool) {
		rows, err := delimited.Parse("x.csv", []byte(text))
		if err != nil {
			return
		}
		r := newReader("x.csv", Options{Cumulative: running, Year: 2024})
		if r.lines(rows) != nil {
			return
		}
		file, err := r.finish()
		if err != nil {
			return
		}
		for i := range file.Series {
			last := file.Series[i].Months[0].Month - 1
			for _, m := range file.Series[i].Months {
				if m.Month <= last || m.Line < 1 {
					t.Fatalf("months out of order, or without a line: %+v", file.Series[i])
				}
				last = m.Month
			}
		}
	})
}
