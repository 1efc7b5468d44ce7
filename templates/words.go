package templates

import "strings"

// The words by which a folded heading is known where no declared word fits it as a
// whole: what it begins or ends with. Longer words stand before those they end with.
var (
	rateEnds = []string{
		"完成率", "达成率", "执行率", "兑现率", "达标率", "实现率", "完成比", "达成比", "完成比例", "达成比例", "完成百分比", "完成度", "达成度", "计划比", "目标比", "完成进度",
		"attainment", "completionrate", "achievementrate", "attainmentrate", "executionrate",
	}
	// percentRateEnds are rates under a percent sign only: 完成 alone is an amount.
	percentRateEnds = []string{"hit", "achievement", "oftarget", "ofplan", "ofquota", "ofbudget", "toquota", "totarget", "toplan", "完成", "达成", "achieved", "attained", "completion"}

	growthEnds = []string{
		"增长", "增长率", "增速", "增幅", "同比", "同比±", "增长幅度", "递增", "环比", "环比±", "涨跌", "涨幅", "增减率", "增减幅", "增减幅度", "变动率", "变化率", "升降", "同比增减", "环比增减",
		"growth", "growthrate", "yoy", "qoq", "change", "changepct", "vsly", "vspy", "vslastyear", "vspriory", "increase",
	}
	growthBegins = []string{"较上年", "比上年", "较去年", "比去年", "较同期", "比同期", "同比"}

	gapEnds = []string{
		"差额", "差异", "差距", "缺口", "差值", "缺额", "欠额", "超欠", "超欠额", "超缺", "未完成", "未完成额", "待完成", "待完成额", "差异率", "偏差率",
		"gap", "variance", "var", "difference", "diff", "shortfall", "delta", "overunder", "over/under", "vsplan", "vstarget", "vsbudget", "vsquota",
	}
	gapBegins = []string{"awayfrom", "距目标", "距离目标", "距全年", "距年度", "距计划", "还差", "尚差", "欠计划", "差计划", "gapto", "gapvs", "variancevs", "varianceto", "remainingto", "lefttogo"}

	// ownerEnds are posts as well as 责任人: who answers for the row.
	ownerEnds = []string{
		"责任人", "负责人", "owner", "责任部门", "负责部门", "牵头部门", "牵头人", "承担人", "承办人", "经办人", "主责人", "跟进人", "对接人",
		"经理", "总监", "主管", "店长", "主任", "组长", "队长", "部长", "站长", "所长", "行长", "厂长", "校长", "院长", "科长", "处长", "区长", "局长", "领导", "manager", "director", "supervisor", "lead", "leader", "head",
	}

	// weakWords mark figures that stand beside the main target: a floor, a stretch
	// goal, an average, a cost.
	weakWords = []string{
		"最低", "保底", "底线", "挑战", "冲刺", "力争", "调整前", "原", "人均", "日均", "月均", "店均", "单店", "费用", "成本", "投入", "人数", "人员",
		"stretch", "minimum", "floor", "threshold", "average", "percapita", "cost", "expense", "spend", "headcount",
	}

	targetEnds = []string{
		"目标值", "目标额", "目标金额", "目标数", "目标量", "目标", "计划额", "计划值", "计划数", "计划量", "计划", "指标值", "指标额", "指标数", "指标", "预算额", "预算数", "预算值", "预算",
		"任务额", "任务量", "任务数", "任务值", "任务", "定额", "分解值", "分解数", "分解额", "分解金额", "分配额", "分配数", "分配值", "分配金额", "下达数", "下达值", "下达额", "考核值", "承诺值", "承诺额",
		"target", "tgt", "quota", "budget", "plan", "goal", "goals", "aop", "objective", "commitment",
	}
	targetBegins = []string{"目标", "计划", "预算", "任务", "指标", "应完成", "拟完成", "target", "planned", "plan", "budgeted", "budget", "quota", "goal"}

	actualEnds = []string{
		"实际完成额", "实际完成值", "实际完成", "实际额", "实际值", "实际数", "实际量", "实际", "实绩", "完成额", "完成值", "完成数", "完成量", "完成金额", "已完成", "已实现", "执行数", "执行额", "决算数", "决算", "发生额", "发生数", "实现额", "实现值", "达成额", "达成值", "达成数", "达成金额", "完成", "达成", "实现",
		"actual", "actuals", "achieved", "achieveds", "closedwon", "booked", "realized", "realised", "delivered", "attained", "result", "results",
	}
	actualBegins = []string{"实际完成", "已完成", "完成", "达成", "实现", "actual"}
	// doneBegins make an actual of whatever follows: 实际进货, 已签约.
	doneBegins = []string{"实际", "已"}
)

// measure reports whether a folded word is a figure that can be planned and
// achieved: 销售额, 收入, 利润, revenue.
func measure(s string) bool {
	switch s {
	case "", "额", "值", "数", "量", "数量", "金额", "数值", "销售", "销售额", "销售金额", "销售收入", "销售量", "销售业绩", "营业额", "营业收入", "收入", "营收", "销量", "业绩", "回款", "回款额", "回款金额",
		"利润", "净利润", "毛利", "毛利额", "毛利润", "利润额", "利润总额", "产值", "合同额", "合同金额", "签约额", "签约", "签单额", "签单", "订单", "订单额", "订单数", "流水", "gmv", "交易额", "客户数", "新客户数", "新增客户数",
		"保费", "保费收入", "新签合同额", "中标额", "开票额", "出货额", "出货量", "进货额", "发货额", "零售额", "成交额", "实收",
		"sales", "totalsales", "netsales", "salesamount", "salesvalue", "revenue", "totalrevenue", "netrevenue", "bookings", "billings", "amount", "value", "volume", "units", "orders", "profit", "income", "turnover", "arr", "mrr", "pipeline":
		return true
	}
	return false
}

// measured reports whether a folded word ends as figures do: 进货额, 保费收入. It is
// too little to go by alone.
func measured(s string) bool {
	return ends(s, "额", "量", "数", "值", "款", "收入", "利润", "产值", "业绩", "销售", "销量", "金额", "保费", "规模", "sales", "revenue", "bookings", "volume", "units", "profit", "income", "amount")
}

// quantity reports whether a folded English or Chinese word counts things rather
// than money: a target of them stands beside the main one.
func quantity(s string) bool {
	switch s {
	case "orders", "units", "qty", "quantity", "volume", "customers", "deals", "accounts", "数量", "客户数", "订单数", "销量", "件数", "单数", "销售数量", "销售量", "台数", "户数", "套数", "家数", "出货量":
		return true
	}
	return false
}

// summed takes 合计 and the like off the end of a folded heading: 全年合计, 目标总计,
// "fy total". ok is false if it does not end so.
func summed(s string) (rest string, ok bool) {
	for _, w := range [...]string{"合计", "总计", "小计", "共计", "汇总", "subtotal", "grandtotal", "total"} {
		if rest, ok = strings.CutSuffix(s, w); ok {
			return rest, true
		}
	}
	return s, false
}
