package workbook

import (
	"fmt"
	"strings"
	"testing"
)

// TestMonthsOfEarlierYears: a history by months is the profile of a year, wide or long; by
// years it is history as before.
func TestMonthsOfEarlierYears(t *testing.T) {
	plan := grid{"目标分解明细表", [][]any{{"编号", "拆解维度", "子目标项", "目标值（万元）", "责任人"}, {"E-01", "区域维度", "华东区域销售额", 4800, "张"}, {2, "区域维度", "华北区域销售额", 3600, "李"}}}
	for name, c := range map[string]struct {
		rows [][]any
		want string
	}{
		"wide":           {[][]any{{"单位：万元"}, {"项目", "2023年1月", "2023年2月"}, {"华东", 100, 50}, {"华北", 30, "-"}}, "华东 2023-01 1000000|华东 2023-02 500000|华北 2023-01 300000|"},
		"wide, actuals":  {[][]any{{"项目", "2023年1月实际", "2023年2月实际"}, {"华东", "100万元", "50万元"}}, "华东 2023-01 1000000|华东 2023-02 500000|"},
		"long":           {[][]any{{"项目", "年份", "月份", "实际"}, {"华东", 2023, 1, "100万元"}, {nil, 2023, 2, "50万元"}, {"华北", 2023, "3月", "7万元"}}, "华东 2023-01 1000000|华东 2023-02 500000|华北 2023-03 70000|"},
		"long, one date": {[][]any{{"项目", "年份", "实际"}, {"华东", "2023年1月", "100万元"}, {"华东", "2023-02", "50万元"}}, "华东 2023-01 1000000|华东 2023-02 500000|"},
		"years":          {[][]any{{"项目", "年份", "实际"}, {"华东", 2022, "100万元"}, {"华东", 2023, "50万元"}}, "history 2"},
		"wide years":     {[][]any{{"项目", "2022年", "2023年"}, {"华东", "100万元", "50万元"}}, "history 2"},
	} {
		p, err := readFile(save(t, []grid{plan, {"历史数据", c.rows}}, nil))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var b strings.Builder
		for _, m := range p.Months {
			fmt.Fprintf(&b, "%s %s %s|", m.Item, m.Month, m.Amount.Plain())
		}
		if len(p.History) > 0 {
			fmt.Fprintf(&b, "history %d", len(p.History))
		}
		if b.String() != c.want {
			t.Errorf("%s: got %s, want %s", name, b.String(), c.want)
		}
		if p.Breakdowns[0].More == nil || p.Breakdowns[0].More.Key != "E-01" || p.Breakdowns[1].More != nil && p.Breakdowns[1].More.Key != "" {
			t.Errorf("%s: the keys are not read", name)
		}
	}
}

// TestTargetsOfActions: a tracking table may have a column of targets; words in it are no fault.
func TestTargetsOfActions(t *testing.T) {
	p, err := readFile(save(t, []grid{{"策略执行跟踪表", [][]any{
		{"策略名称", "具体行动", "目标值", "责任人", "时间节点", "完成状态", "偏差与调整措施"},
		{"渠道拓展", "新开门店", "12家", "张", "2024/12/", "50%", ""},
		{"品牌", "投放广告", "提升知名度", "李", "2024/12/", "50%", ""},
	}}}, nil))
	if err != nil {
		t.Fatal(err)
	}
	budget, err := readFile(save(t, []grid{{"策略执行跟踪表", [][]any{
		{"策略名称", "具体行动", "预算", "责任人", "时间节点", "完成状态", "偏差与调整措施"},
		{"渠道拓展", "新开门店12家", "15万元", "张", "2024/12/", "50%", ""},
	}}}, nil))
	if err != nil || len(budget.Actions) != 1 || budget.Actions[0].Resource != "15万元" || !budget.Actions[0].Target.Value.IsZero() {
		t.Errorf("a budget is no target: %+v, %v", budget, err)
	}
	if len(p.Actions) != 2 || p.Actions[0].Target.Plain() != "12" || !p.Actions[1].Target.Value.IsZero() || len(p.Unread) > 0 {
		t.Errorf("%+v, unread %+v", p.Actions, p.Unread)
	}
}
