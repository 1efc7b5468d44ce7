package templates

import (
	"strings"

	"goalxl/allocate"
)

// measure reports whether a folded word is a figure that can be planned and
// achieved: 销售额, 收入, 利润, revenue.
func measure(s string) bool {
	switch s {
	case "", "额", "值", "数", "量", "数量", "金额", "数值", "销售", "销售额", "销售金额", "销售收入", "销售量", "销售业绩", "营业额", "营业收入", "收入", "营收", "销量", "业绩", "回款", "回款额", "回款金额",
		"利润", "净利润", "毛利", "毛利额", "毛利润", "利润额", "利润总额", "产值", "合同额", "合同金额", "签约额", "签单额", "订单", "订单额", "订单数", "流水", "gmv", "交易额", "客户数", "新客户数", "新增客户数",
		"sales", "totalsales", "netsales", "salesamount", "salesvalue", "revenue", "totalrevenue", "bookings", "amount", "value", "volume", "units", "orders", "profit", "income", "turnover", "arr", "mrr", "pipeline":
		return true
	}
	return false
}

// quantity reports whether a folded English or Chinese word counts things rather
// than money: a target of them stands beside the main one.
func quantity(s string) bool {
	switch s {
	case "orders", "units", "qty", "quantity", "volume", "customers", "deals", "数量", "客户数", "订单数", "销量", "件数", "单数":
		return true
	}
	return false
}

// byAffix finds what a folded heading means from how it begins and ends; the
// order matters: 目标完成率 is a rate, 计划完成时间 a date. weak marks a figure that
// gives way to a plainer one of the same table.
func byAffix(s string, percent bool) (f allocate.Field, weak bool) {
	switch {
	case ends(s, "完成率", "达成率", "完成比", "达成比", "完成比例", "完成度", "计划比", "目标比", "attainment", "completionrate", "achievementrate"),
		percent && ends(s, "hit", "achievement", "oftarget", "ofplan", "ofquota", "完成", "达成", "achieved"):
		return allocate.FieldRate, false
	case ends(s, "差额", "差异", "差距", "缺口", "差值", "gap", "variance", "difference", "shortfall"), begins(s, "awayfrom", "距目标", "距离目标"):
		return allocate.FieldGap, false
	case ends(s, "增长", "增长率", "增速", "增幅", "同比", "递增", "环比", "涨跌", "涨幅", "growth", "growthrate", "yoy", "qoq", "change"):
		return allocate.FieldGrowth, false
	case ends(s, "占比", "比例", "比重", "构成比", "share", "oftotal", "contribution", "ofgoal"):
		return allocate.FieldShare, false
	case ends(s, "时间", "日期", "期限", "时限", "date", "deadline"):
		if begins(s, "完成", "截止", "结束", "计划完成", "预计完成", "要求完成", "due", "target", "end", "finish", "completion") {
			return allocate.FieldDue, false
		}
		return allocate.FieldOther, false
	case ends(s, "责任人", "负责人", "owner", "责任部门", "负责部门", "牵头部门"):
		return allocate.FieldOwner, true
	case ends(s, "率", "单价", "均价", "价格", "price", "rate", "margin"):
		return allocate.FieldOther, false
	case ends(s, "描述", "类型", "名称", "来源", "客户", "内容", "分解", "分类"):
		return allocate.NoField, false
	}
	return figureByAffix(s)
}

// figureByAffix tells targets, actuals and bare measures apart.
func figureByAffix(s string) (f allocate.Field, weak bool) {
	weak = contains(s, "最低", "保底", "底线", "挑战", "冲刺", "力争", "调整前", "原", "人均", "日均", "月均", "店均", "单店", "stretch", "minimum", "floor", "average", "percapita")
	for _, w := range [...]string{"目标值", "目标额", "目标金额", "目标数", "目标", "计划额", "计划值", "计划数", "计划", "指标值", "指标", "预算额", "预算", "任务额", "任务量", "任务", "target", "quota", "budget", "plan", "goal"} {
		if strings.HasSuffix(s, w) {
			return allocate.FieldAmount, weak || quantity(strings.TrimSuffix(s, w))
		}
	}
	for _, w := range [...]string{"目标", "计划", "预算", "任务", "指标", "target", "planned", "plan", "budget", "quota"} {
		if rest, ok := strings.CutPrefix(s, w); ok && measure(rest) {
			return allocate.FieldAmount, weak || quantity(rest)
		}
	}
	for _, w := range [...]string{"实际完成额", "实际完成值", "实际完成", "实际额", "实际值", "实际数", "实际", "实绩", "完成额", "完成值", "完成数", "已完成", "actual", "actuals", "achieved"} {
		if rest, ok := strings.CutSuffix(s, w); ok {
			return allocate.FieldActual, quantity(rest)
		}
	}
	for _, w := range [...]string{"实际完成", "实际", "已完成", "完成", "actual"} {
		if rest, ok := strings.CutPrefix(s, w); ok && measure(rest) {
			return allocate.FieldActual, quantity(rest)
		}
	}
	if s != "" && measure(s) {
		return allocate.FieldActual, true
	}
	return allocate.NoField, false
}

func ends(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func begins(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func contains(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
