package workbook

import (
	"strings"
	"testing"

	"goalxl/allocate"
)

// TestRowsNamed reads tables whose rows say by their form what they are: sections by
// number, parts by 其中, people with their region.
func TestRowsNamed(t *testing.T) {
	for _, c := range []struct {
		name, want, parents string
		rows                [][]any
	}{
		{"numbered sections give the dimension", "区域/华东/甲 区域/华南/乙 产品/硬件/丙", "",
			[][]any{{"子目标", "目标值", "责任人"}, {"一、按区域分解"}, {"华东", "600万元", "甲"}, {"华南", "400万元", "乙"}, {"（二）产品维度："}, {"硬件", "700万元", "丙"}}},
		{"numbered items are no sections", "子目标/一、华东/甲 子目标/二、华南/乙", "",
			[][]any{{"子目标项", "拆解维度", "目标值", "责任人"}, {"一、华东", "子目标", "600万元", "甲"}, {"二、华南", "子目标", "400万元", "乙"}}},
		{"parts of the row above", "渠道/线上/ 渠道/天猫/ 渠道/京东/ 渠道/线下/", "线上 线上",
			[][]any{{"渠道", "目标值"}, {"线上", "600万元"}, {"其中：天猫", "400万元"}, {"　　京东", "200万元"}, {"线下", "400万元"}}},
		{"people of a region", "区域/华东 张三/张三 区域/华东 李四/李四 区域/华南/王五", "",
			[][]any{{"区域", "业务员", "目标值"}, {"华东", "张三", "100万元"}, {nil, "李四", "200万元"}, {"华南", "王五", "300万元"}}},
		{"owners may be called anything", "区域/华东/SUM 区域/华南/合计", "",
			[][]any{{"拆解维度", "子目标项", "目标值", "责任人"}, {"区域", "华东", "600万元", "SUM"}, {"区域", "华南", "400万元", "合计"}, {nil, nil, "1000万元", "合计"}}},
		{"items without figures above a total", "区域/华东/ 区域/华南/", "",
			[][]any{{"区域", "目标值（万元）"}, {"华东"}, {"华南"}, {"合计", 1000}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, plan := read(t, save(t, []grid{{"表", c.rows}}, nil))
			if got := items(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			var parents []string
			for _, b := range plan.Breakdowns {
				if b.More != nil && b.More.Parent != "" {
					parents = append(parents, b.More.Parent)
				}
			}
			if got := strings.Join(parents, " "); got != c.parents {
				t.Errorf("parents %s, want %s", got, c.parents)
			}
		})
	}
}

// TestYearOfTitle reads dates without a year in the year of the title, and says so; a
// date of no year is no fault.
func TestYearOfTitle(t *testing.T) {
	rows := [][]any{{"2025年目标分解表"}, {"区域", "目标值", "完成时间"}, {"华东", "1万元", "Q3"}, {"华南", "2万元", "6月底"}}
	_, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	if got, want := plan.Breakdowns[0].Due, (allocate.Period{From: allocate.Date{Year: 2025, Month: 7, Day: 1}, To: allocate.Date{Year: 2025, Month: 9, Day: 30}}); got != want {
		t.Errorf("Q3 is %v", got)
	}
	if said := plan.Interpreted[len(plan.Interpreted)-1].Choice.In(0); !strings.Contains(said, "2025 年") && len(plan.Interpreted) < 2 {
		t.Errorf("said %q", said)
	}
	_, plan = read(t, save(t, []grid{{"表", rows[1:]}}, nil))
	if b := plan.Breakdowns[0]; !b.Due.IsZero() || !b.DueText || len(plan.Unread) != 0 {
		t.Errorf("without a year: %+v, unread %+v", b, plan.Unread)
	}
}

// TestBorrowedUnits gives months the unit of the year beside them.
func TestBorrowedUnits(t *testing.T) {
	_, plan := read(t, save(t, []grid{{"表", [][]any{{"区域", "年度目标（万元）", "一季度", "二季度", "销量目标（台）"}, {"华东", 100, 40, "60万元", 7}}}}, nil))
	var got []string
	for _, p := range plan.Parts {
		got = append(got, p.Amount.Plain()+string(p.Amount.Unit))
	}
	if s := strings.Join(got, " "); s != "400000元 600000元" {
		t.Errorf("parts %s", s)
	}
}
