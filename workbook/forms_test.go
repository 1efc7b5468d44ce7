package workbook

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// styled gives cells a number format.
func styled(t testing.TB, f *excelize.File, sheet, from, to, format string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle(sheet, from, to, id); err != nil {
		t.Fatal(err)
	}
}

var head = []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人"}

// amounts returns the amounts of the breakdown rows as plain numbers with units.
func amounts(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		switch b.AmountIn {
		case allocate.Blank:
			out = append(out, "blank")
		case allocate.Broken:
			out = append(out, "broken")
		default:
			out = append(out, b.Amount.Plain()+string(b.Amount.Unit))
		}
	}
	return strings.Join(out, " ")
}

// shares returns the shares of the breakdown rows.
func shares(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		switch b.ShareIn {
		case allocate.Blank:
			out = append(out, "blank")
		case allocate.Broken:
			out = append(out, "broken")
		default:
			out = append(out, b.Share.Plain())
		}
	}
	return strings.Join(out, " ")
}

func items(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		out = append(out, b.Dimension+"/"+b.Item+"/"+b.Owner)
	}
	return strings.Join(out, " ")
}

func TestUnits(t *testing.T) {
	rows := func(amounts ...any) [][]any {
		out := [][]any{head}
		for _, a := range amounts {
			out = append(out, []any{"区域", "甲", a, nil, "张"})
		}
		return out
	}
	for _, c := range []struct {
		name   string
		rows   [][]any
		format string // of column C
		want   string
	}{
		{"in the cell", rows("1.2亿元", "4800 万元", "￥1,200,000", "２００家", "$3.5M", "15%"), "", "120000000元 48000000元 1200000元 200家 3500000$ 0.15%"},
		{"in the heading", [][]any{{"拆解维度", "子目标项", "年度目标（万元）"}, {"区域", "甲", 4800}, {"区域", "乙", "3,600.5"}, {"区域", "丙", "1亿元"}}, "", "48000000元 36005000元 100000000元"},
		{"in a number format", rows(4800, 3600), `#,##0"万元"`, "48000000元 36000000元"},
		{"in a format with a comma", rows(48000000, 36000000), `0\.0,"万元"`, "48000000元 36000000元"},
		{"in a format with a Chinese escape", rows(48000000), `0!.0,"万元"`, "48000000元"},
		{"in a format without commas", rows(48000000), `0!.0000"万元"`, "48000000元"},
		{"in an accounting format", rows(1200000), `_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ `, "1200000元"},
		{"in a currency format", rows(1200000), `[$￥-804]#,##0`, "1200000元"},
		{"in millions", rows(3500000), `$#,##0.0,,"M"`, "3500000$"},
		{"on the sheet", append([][]any{{"销售目标"}, {nil, nil, nil, nil, "单位：万元"}}, rows(4800)...), "", "48000000元"},
		{"on the sheet, over two cells", append([][]any{{"销售目标"}, {nil, nil, nil, "单位：", "万元"}}, rows(4800)...), "", "48000000元"},
		{"beside the title", append([][]any{{"2024年销售目标", nil, nil, nil, "（单位：人民币万元）"}}, rows(4800)...), "", "48000000元"},
		{"in the title", append([][]any{{"2024年销售目标（万元）"}}, rows(4800)...), "", "48000000元"},
		{"the cell before the sheet", append([][]any{{"单位：万元"}}, rows("1200元", "200家")...), "", "1200元 200家"},
		{"none", rows(4800, "3600"), "", "4800 3600"},
		{"a percentage", rows(0.15), "0%", "0.15%"},
		{"binary residue", rows(4800.1248000000003), "", "4800.1248"},
		{"negative", rows(-5, "(1,200)"), "", "-5 -1200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := save(t, []grid{{"表", c.rows}}, func(f *excelize.File) {
				if c.format != "" {
					styled(t, f, "表", "C2", "C9", c.format)
				}
			})
			_, plan := read(t, path)
			if got := amounts(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			if len(plan.Unread) != 0 {
				t.Errorf("unread: %+v", plan.Unread)
			}
		})
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		name, heading, format string
		cells                 []any
		want                  string
		digits                int8
	}{
		{"text", "占总目标比例", "", []any{"40%", "33.3％", "２６.７ %"}, "0.4 0.333 0.267", 1},
		{"formatted fractions", "占总目标比例", "0%", []any{0.4, 0.3, 0.3}, "0.4 0.3 0.3", 0},
		{"bare fractions", "占总目标比例", "", []any{0.4, 0.333, 0.267}, "0.4 0.333 0.267", 1},
		{"bare percentages", "占总目标比例", "", []any{40, 33.3, 26.7}, "0.4 0.333 0.267", 1},
		{"percentages under a sign", "占比（%）", "", []any{40, 30, 0.5}, "0.4 0.3 0.005", 1},
		{"fractions under a sign", "占比（%）", "", []any{0.4, 0.3, 0.3}, "0.4 0.3 0.3", 0},
		{"text under a sign", "占比(%)", "", []any{"67.9", "21.4", "10.7"}, "0.679 0.214 0.107", 1},
		{"a format with the sign as text", "占比", `0"%"`, []any{40, 60}, "0.4 0.6", 0},
		{"above all", "占比", "", []any{1, 0.5}, "1 0.5", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := [][]any{{"拆解维度", "子目标项", "目标值", c.heading}}
			for _, v := range c.cells {
				rows = append(rows, []any{"区域", "甲", 1, v})
			}
			_, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
				if c.format != "" {
					styled(t, f, "表", "D2", "D9", c.format)
				}
			}))
			if got := shares(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			if got := plan.Tables[0].ShareDigits; got != c.digits {
				t.Errorf("digits %d, want %d", got, c.digits)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	plain := [][]any{head, {"区域", "华东", "4800万元", "40%", "张"}, {"区域", "华南", "3600万元", "30%", "李"}}
	want := "区域/华东/张 区域/华南/李"
	shift := func(rows [][]any, down, right int) [][]any {
		out := make([][]any, down)
		for _, r := range rows {
			out = append(out, append(make([]any, right), r...))
		}
		return out
	}
	beside := func(a, b [][]any, gap int) [][]any {
		var out [][]any
		for i := range a {
			row := append([]any(nil), a[i]...)
			row = append(row, make([]any, gap)...)
			if i < len(b) {
				row = append(row, b[i]...)
			}
			out = append(out, row)
		}
		return out
	}
	goals := exampleGrids()[0].rows
	for _, c := range []struct {
		name   string
		sheets []grid
		want   string
		tables string
	}{
		{"plain", []grid{{"甲", plain}}, want, "甲!A1:E3"},
		{"offset", []grid{{"甲", shift(plain, 4, 2)}}, want, "甲!C5:G7"},
		{"other sheets between", []grid{{"说明", [][]any{{"填写说明"}, {"1. 请如实填写"}}}, {"甲", plain}, {"参数", [][]any{{"a", "b"}, {1, 2}}}}, want, "甲!A1:E3"},
		{"own sheets", []grid{{"问题清单", plain}, {"甲", plain}, {"变更记录", plain}, {"Findings", plain}, {"总览 (2)", plain}}, want, "甲!A1:E3"},
		{"own column", []grid{{"甲", [][]any{append(head[:5:5], "核对结果"), {"区域", "华东", "4800万元", "40%", "张", "错误：…"}, {"区域", "华南", "3600万元", "30%", "李"}, {nil, nil, nil, nil, nil, "提醒"}}}}, want, "甲!A1:F3"},
		{"blank rows", []grid{{"甲", append(append([][]any{}, plain[:2]...), []any{}, []any{nil, "  "}, plain[2])}}, want, "甲!A1:E5"},
		{"titles and notes", []grid{{"甲", append(append([][]any{{"2024年销售目标分解表"}, {"编制：财务部", nil, nil, "日期：2024-01-05"}, {}}, plain...), []any{}, []any{"注：以上为初稿"}, []any{"编制：张三", nil, "审核：李四"})}}, want, "甲!A4:E6"},
		{"stacked", []grid{{"甲", append(append([][]any{{"一、总目标"}}, goals...), append([][]any{{}, {"二、目标分解"}}, plain...)...)}}, want, "甲!A2:E4 甲!A7:E9"},
		{"stacked closely", []grid{{"甲", append(append([][]any{}, goals...), plain...)}}, want, "甲!A1:E3 甲!A4:E6"},
		{"side by side", []grid{{"甲", beside(plain, goals, 1)}}, want, "甲!A1:E3 甲!G1:K3"},
		{"side by side, goals first", []grid{{"甲", beside(goals, plain, 2)}}, want, "甲!A1:E3 甲!H1:L3"},
		{"full width and line breaks", []grid{{"甲", [][]any{{" 拆解\n维度", "子　目标项", "目标值\u200b", "占总目标 比例", "责任人（姓名）"}, plain[1], plain[2]}}}, want, "甲!A1:E3"},
		{"another order", []grid{{"甲", [][]any{{"责任人", "占总目标比例", "目标值", "子目标项", "拆解维度"}, {"张", "40%", "4800万元", "华东", "区域"}, {"李", "30%", "3600万元", "华南", "区域"}}}}, want, "甲!A1:E3"},
		{"English", []grid{{"Plan", [][]any{{"Dimension", "Item", "Target", "Share of goal", "Owner"}, {"区域", "华东", "$4.8M", "40%", "张"}, {"区域", "华南", "$3.6M", "30%", "李"}}}}, want, "Plan!A1:E3"},
		{"blank-below dimension", []grid{{"甲", [][]any{head, {"区域", "华东", "4800万元", "40%", "张"}, {nil, "华南", "3600万元", "30%", "李"}}}}, want, "甲!A1:E3"},
		{"owner once for a dimension", []grid{{"甲", [][]any{head, {"区域", "华东", "4800万元", "40%", "张"}, {nil, "华南", "3600万元", "30%"}, {"产品", "高端", "1万元", "1%"}}}}, "区域/华东/张 区域/华南/张 产品/高端/", "甲!A1:E4"},
		{"owner missing among others", []grid{{"甲", [][]any{head, {"区域", "华东", "4800万元", "40%", "张"}, {nil, "华南", "3600万元", "30%"}, {nil, "华北", "1万元", "1%", "王"}}}}, "区域/华东/张 区域/华南/ 区域/华北/王", "甲!A1:E4"},
		{"section rows", []grid{{"甲", [][]any{head, {"区域维度"}, {nil, "华东", "4800万元", "40%", "张"}, {"产品维度"}, {nil, "高端", "1万元", "1%", "王"}}}}, "区域维度/华东/张 产品维度/高端/王", "甲!A1:E5"},
		{"totals", []grid{{"甲", [][]any{head, {"合计", nil, "1亿元", "100%"}, {"区域", "华东", "4800万元", "40%", "张"}, {nil, "小　计", "4800万元"}, {"区域", "华南", "3600万元", "30%", "李"}, {"区域维度合计", nil, "8400万元"}, {nil, "Grand Total", "1亿元"}}}}, want, "甲!A1:E7"},
		{"a blank corner over the items", []grid{{"甲", [][]any{{"标题"}, {nil, "目标值", "占比"}, {"华东", 1, "40%"}, {"华南", 2, "60%"}}}}, "/华东/ /华南/", "甲!A2:C4"},
		{"items with blank figures", []grid{{"甲", [][]any{{"区域", "目标值"}, {"华东"}, {"华南"}}}}, "区域/华东/ 区域/华南/", "甲!A1:B3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, plan := read(t, save(t, c.sheets, nil))
			if got := items(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			var tables []string
			for _, table := range b.Layout().Tables() {
				tables = append(tables, b.Layout().Sheets()[table.Sheet].Name+"!"+table.Range().String())
			}
			if got := strings.Join(tables, " "); got != c.tables {
				t.Errorf("tables at %s, want %s", got, c.tables)
			}
			if len(plan.Unread) > 0 {
				t.Errorf("unread: %+v", plan.Unread)
			}
		})
	}
}

func TestMergedCells(t *testing.T) {
	rows := [][]any{
		{"2024年目标分解表"},
		{"区域", "目标", nil, "责任人"},
		{nil, "金额（万元）", "占比", nil},
		{"一、华东片区"},
		{"上海", 300, "30%", "张"},
		{"苏州", 200, "20%", nil},
		{"合计", 500, "50%", nil},
		{nil, 1, "2%", nil},
	}
	b, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		for _, r := range []string{"A1:D1", "A2:A3", "B2:C2", "D2:D3", "A4:D4", "D5:D6", "A7:A8"} {
			from, to, _ := strings.Cut(r, ":")
			if err := f.MergeCell("表", from, to); err != nil {
				t.Fatal(err)
			}
		}
	}))
	if got, want := items(plan), "区域/上海/张 区域/苏州/张"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	if got, want := amounts(plan), "3000000元 2000000元"; got != want {
		t.Errorf("amounts %s, want %s", got, want)
	}
	if len(plan.Totals) != 2 {
		t.Errorf("%d totals, want both rows under the merged label", len(plan.Totals))
	}
	table := b.Layout().Tables()[0]
	if table.HeadFirst != 2 || table.HeadLast != 3 || len(table.Sections) != 1 {
		t.Errorf("headings in rows %d to %d, sections %v", table.HeadFirst, table.HeadLast, table.Sections)
	}
}

func TestDues(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值", "完成时间"}}
	for _, due := range []any{time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), "2024/12/31", "2024年12月", "2024/12/", "2024/06-09", "Q3", "12月底前", "下周五", "2024/13", 2024, 20240630, nil} {
		rows = append(rows, []any{"甲", "1万元", due})
	}
	_, plan := read(t, save(t, []grid{{"目标", exampleGrids()[0].rows}, {"表", rows}}, func(f *excelize.File) {
		styled(t, f, "表", "C2", "C2", "yyyy/m/d")
	}))
	var got []string
	for _, b := range plan.Breakdowns {
		due := b.Due.From.String() + ".." + b.Due.To.String()
		if !b.DueText {
			due += "blank"
		}
		got = append(got, due)
	}
	want := "2024-12-31..2024-12-31 2024-12-31..2024-12-31 2024-12-01..2024-12-31 2024-12-01..2024-12-31 2024-06-01..2024-09-30 2024-07-01..2024-09-30 2024-12-01..2024-12-31 .. .. 2024-01-01..2024-12-31 2024-06-30..2024-06-30 ..blank"
	want = strings.Replace(want, "2024-12-01..2024-12-31 .. ..", got[6]+" .. ..", 1) // 12月底前: its day is the parser's to say
	if s := strings.Join(got, " "); s != want {
		t.Errorf("read %s\nwant %s", s, want)
	}
	if !strings.HasSuffix(got[6], "2024-12-31") {
		t.Errorf("12月底前 is due %s", got[6])
	}
	if len(plan.Unread) != 1 || plan.Unread[0].Text != "2024/13" {
		t.Errorf("unread: %+v", plan.Unread)
	}
}

func TestUnread(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值", "占比"}, {"甲", "待定", "约40%"}, {"乙", "≥1000万", true}, {"丙", "100-200万", "40%"}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	var got []string
	for _, u := range plan.Unread {
		place, _ := b.Layout().Cell(u.At)
		got = append(got, place.Ref()+"="+u.Text)
	}
	if s, want := strings.Join(got, " "), "B2=待定 C2=约40% B3=≥1000万 C3=TRUE B4=100-200万"; s != want {
		t.Errorf("unread %s, want %s", s, want)
	}
	if amounts(plan) != "broken broken broken" {
		t.Errorf("amounts %s", amounts(plan))
	}
}

func TestFormulas(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值（万元）", "占比"}, {"甲", 100}, {"乙", 200}, {"丙"}, {"丁"}, {"合计"}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		for cell, formula := range map[string]string{"B4": "B2*2.5", "B5": "NOSUCH(B2)", "B6": "SUM(B2:B4)", "C2": "B2/B6", "C3": "#REF!+1"} {
			if err := f.SetCellFormula("表", cell, formula); err != nil {
				t.Fatal(err)
			}
		}
	}))
	if got, want := amounts(plan), "1000000元 2000000元 2500000元 broken"; got != want {
		t.Errorf("amounts %s, want %s", got, want)
	}
	if plan.Breakdowns[2].AmountIn != allocate.Derived || !b.Layout().Numeric(plan.Breakdowns[2].At) {
		t.Errorf("a computed amount is not derived, or no number")
	}
	if len(plan.Totals) != 1 || plan.Totals[0].Amount.Plain() != "5500000" {
		t.Errorf("totals %+v", plan.Totals)
	}
	var errorCells, unread int
	for _, u := range plan.Unread {
		if u.Error {
			errorCells++
		} else {
			unread++
		}
	}
	if errorCells+unread != 2 {
		t.Errorf("unread: %+v", plan.Unread)
	}
}

func TestNotRecognised(t *testing.T) {
	path := save(t, []grid{{"甲", [][]any{{"a", "b"}, {1, 2}}}, {"乙", [][]any{{"门店", "盈亏点", "责任人"}, {"一店", 3, "张"}}}}, nil)
	b, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	_, err = b.Read()
	var missed *NotRecognised
	if !errors.As(err, &missed) {
		t.Fatalf("error %v", err)
	}
	if missed.Sheet != "乙" || strings.Join(missed.Matched, " ") != "门店 责任人" || strings.Join(missed.Unmatched, " ") != "盈亏点" {
		t.Errorf("nearest: %+v", missed)
	}
	var said *lang.Error
	if !errors.As(err, &said) || !strings.Contains(said.In(lang.ZH), "盈亏点") || !strings.Contains(said.In(lang.EN), "targets.xlsx") {
		t.Errorf("said: %v", said)
	}
}

func TestHistory(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]any
		want string
	}{
		{"wide", [][]any{{"项目", 2020, "2021年", "2022年实际", "FY2023（万元）"}, {"华东", "1万元", "2万元", "3万元", 4}}, "华东2020=10000 华东2021=20000 华东2022=30000 华东2023=40000"},
		{"long", [][]any{{"项目", "年份", "实际（万元）"}, {"华东", 2022, 1}, {nil, "2023年", 2}}, "华东2022=10000 华东2023=20000"},
		{"with a total", [][]any{{"项目", "2022年", "2023年"}, {"华东", 1, 2}, {"合计", 1, 2}}, "华东2022=1 华东2023=2 合计2022=1 合计2023=2"},
		{"beside the target", [][]any{{"子目标项", "目标值", "2022年实际", "上年实际", "去年同期"}, {"华东", 5, 1, 2, nil}}, "华东2022=1 华东prior=2"},
		{"year columns beside the target", [][]any{{"区域", "2023年", "2024年目标"}, {"华东", 5, 6}}, "华东2023=5"},
		{"a part of a year", [][]any{{"区域", "2024年1-9月实际", "2025年目标"}, {"华东", 5, 6}}, "华东2024=5part"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, plan := read(t, save(t, []grid{{"表", c.rows}}, nil))
			var got []string
			for _, a := range plan.History {
				s := a.Item
				if a.Prior {
					s += "prior"
				} else {
					s += string(rune('0'+a.Year/1000)) + string(rune('0'+a.Year/100%10)) + string(rune('0'+a.Year/10%10)) + string(rune('0'+a.Year%10))
				}
				s += "=" + a.Amount.Plain()
				if a.Part {
					s += "part"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("read %s, want %s", s, c.want)
			}
		})
	}
}

func TestUnitColumn(t *testing.T) {
	rows := [][]any{{"指标名称", "单位", "目标值", "责任人"}, {"销售额", "万元", 12000, "张"}, {"新客户数量", "家", 200, "李"}, {"市场占有率", "%", 15, "王"}, {"回款", nil, "1亿元", "王"}}
	_, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	var got []string
	for _, g := range plan.Targets {
		got = append(got, g.Amount.Plain()+string(g.Amount.Unit))
	}
	if s, want := strings.Join(got, " "), "120000000元 200家 0.15% 100000000元"; s != want {
		t.Errorf("read %s, want %s", s, want)
	}
}

func TestContacts(t *testing.T) {
	rows := [][]any{{"责任人", "邮箱", "抄送", "区域"}, {"张伟", "zhang.wei@example.com", nil, "华东"}, {"李娜", "li.na", "x@example.com", "华南"}}
	b, plan := read(t, save(t, []grid{{"通讯录", rows}}, nil))
	if table := b.Layout().Tables()[0]; table.Kind != allocate.ContactTable || table.Rows != 2 || table.Column(allocate.FieldRegion, 0) == nil {
		t.Errorf("read as %+v", table)
	}
	if len(plan.Unread) != 1 || plan.Unread[0].Text != "li.na" {
		t.Errorf("unread: %+v", plan.Unread)
	}
}
