package workbook

import (
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

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
		{"own sheets", []grid{{"问题清单", plain}, {"甲", plain}, {"变更记录", plain}, {"总览 (2)", plain}}, want, "甲!A1:E3"},
		{"a person's own sheet", []grid{{"Overview", plain}}, want, "Overview!A1:E3"},
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
				if a.Prior() {
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

func TestContacts(t *testing.T) {
	rows := [][]any{{"责任人", "邮箱", "抄送", "区域"}, {"张伟", "zhang.wei@example.com", nil, "华东"}, {"李娜", "li.na", "x@example.com", "华南"}}
	b, plan := read(t, save(t, []grid{{"通讯录", rows}}, nil))
	if table := b.Layout().Tables()[0]; table.Kind != allocate.ContactTable || table.Rows != 2 || table.Column(allocate.FieldRegion, 0) == nil {
		t.Errorf("read as %+v", table)
	}
	if c := plan.Contacts; len(c) != 2 || c[0].Wrong != "" || c[1].Wrong != "li.na" || c[1].Email != "" || len(plan.Unread) != 0 {
		t.Errorf("contacts %+v, unread %+v", plan.Contacts, plan.Unread)
	}
}

// TestIdleTable passes over a table that the plan has no place for; a workbook
// with nothing else is not recognised.
func TestIdleTable(t *testing.T) {
	months := [][]any{{"产品名称", "第一季度", "第二季度"}, {"手机", 1, 2}, {"电脑", 3, 4}}
	_, plan := read(t, save(t, []grid{{"表", append([][]any{{"区域", "目标值", "责任人"}, {"华东", 100, "张"}, {}}, months...)}}, nil))
	if len(plan.Tables) != 1 || items(plan) != "区域/华东/张" || len(plan.Unread) != 0 {
		t.Errorf("tables %+v, rows %s", plan.Tables, items(plan))
	}
	for name, rows := range map[string][][]any{
		"quarters":         append([][]any{{"各产品销量"}}, months...),
		"turned":           {{"平台", "淘系", "抖音"}, {"年度目标(万)", "3800", "1200"}, {"占比", "67.9%", "21.4%"}},
		"turned, by month": {{"Year", 2024, 2024}, {"Month", "Jan", "Feb"}, {"TargetRevenue", 5, 6}},
	} {
		b, err := Open(save(t, []grid{{"表", rows}}, nil))
		if err != nil {
			t.Fatal(err)
		}
		if plan, err := b.Read(); !errors.As(err, new(*NotRecognised)) {
			t.Errorf("%s: read %+v", name, plan)
		}
		b.Close()
	}
}

// TestUnknownTableBelow reads a table below which another one stands that nothing
// knows: its rows are no data of the first.
func TestUnknownTableBelow(t *testing.T) {
	rows := [][]any{{"区域", "目标值", "责任人"}, {"华东", 100, "张"}, {"华南", "待定", "李"}, {}, {"附：价目表"}, {"型号", "单价", "说明"}, {"甲", 5, "含税"}, {"乙", 6, "含税"}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	if got, want := items(plan), "区域/华东/张 区域/华南/李"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	if len(plan.Unread) != 1 || b.Layout().Tables()[0].Range().String() != "A1:C3" {
		t.Errorf("table at %v, unread %+v", b.Layout().Tables()[0].Range(), plan.Unread)
	}
}
