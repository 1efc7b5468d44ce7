package actuals

import (
	"slices"
	"strings"

	"goalxl/templates"
)

// meaning is what a column of an export holds.
type meaning uint8

const (
	unknown meaning = iota // words that tell lines apart, if words
	item
	action
	dimension
	owner
	region
	key
	period      // the month of the line
	date        // the day of the line: the export is a ledger
	yearMeaning // the year of the line
	value
	unit
	passed // understood, and not used
)

// words are the headings that are known, folded.
var words = map[meaning][]string{
	item: {"项目", "子目标项", "子目标", "策略名称", "策略", "指标", "指标名称", "目标项", "项目名称", "名称", "科目", "科目名称", "产品", "产品线", "产品名称", "门店", "客户", "客户类型", "业务线", "渠道", "部门", "举措",
		"item", "name", "strategy", "strategyname", "subtarget", "metric", "account", "product", "channel", "store", "kpi"},
	action:    {"具体行动", "行动", "行动项", "具体措施", "action", "actionitem", "task"},
	dimension: {"维度", "拆解维度", "分解维度", "dimension"},
	owner:     {"责任人", "负责人", "owner", "responsible"},
	region:    {"区域", "大区", "地区", "片区", "战区", "分公司", "所属区域", "region", "area"},
	key:       {"编号", "编码", "代码", "项目编号", "项目编码", "策略编号", "目标编号", "key", "id", "code", "itemcode"},
	period: {"月份", "月", "期间", "会计期间", "年月", "所属期", "所属月份", "统计月份", "会计月份", "月度", "账期", "统计期间", "期",
		"month", "period", "fiscalperiod", "yearmonth", "monthend"},
	date:        {"日期", "记账日期", "凭证日期", "过账日期", "业务日期", "单据日期", "统计日期", "截止日期", "交易日期", "date", "postingdate", "transactiondate", "day"},
	yearMeaning: {"年份", "年度", "年", "会计年度", "year", "fiscalyear"},
	unit:        {"单位", "计量单位", "金额单位", "unit", "units", "uom"},
	value: {"实际", "实际值", "实际数", "实际额", "实际金额", "实际完成", "实际完成额", "实际完成值", "实际完成数", "实际销售额", "实际销售", "实际业绩", "实际收入", "完成额", "完成值", "完成数", "完成量", "完成", "完成情况", "实绩", "数值", "值", "金额", "发生额", "销售额",
		"销售金额", "营业收入", "收入", "数量", "业绩", "合同额", "回款", "回款额", "成交额",
		"value", "actual", "actuals", "amount", "sales", "revenue", "actualvalue", "actualsales", "achieved", "quantity", "qty", "total", "合计", "小计"},
	passed: {"计划", "目标", "目标值", "预算", "任务", "指标值", "计划值", "年度目标", "年目标", "完成率", "达成率", "完成比例", "进度", "同比", "环比", "增长率", "同比增长", "占比", "差额", "差异", "上年同期", "去年同期", "上年", "去年", "累计完成率",
		"plan", "target", "budget", "rate", "growth", "variance", "share", "yoy", "mom", "gap", "prioryear", "lastyear",
		"备注", "说明", "附注", "note", "notes", "remark", "remarks", "序号", "行号", "no", "sn", "排名", "rank"},
}

// spans are what may stand before or behind the word for a value.
var (
	monthly    = []string{"当月", "本月", "本期", "当期", "月度", "月", "monthly", "thismonth", "month", "mtd"}
	cumulative = []string{"本年累计", "全年累计", "年度累计", "年累计", "累计", "ytd", "yeartodate", "cumulative", "cum"}
)

// heading is a heading that was read.
type heading struct {
	text       string
	means      meaning
	unit       templates.Unit
	when       when // of a column of a month
	dated      bool // it is the column of a month
	monthly    bool // it says that its figures are the month's own
	cumulative bool // it says that they are running totals
}

func fold(s string) string { return templates.Fold(s) }

// readHeading reads a heading; upper is the one above it, "" if there is none. year is that
// of months without one.
func readHeading(text string, year int) heading {
	h := heading{text: text}
	split := templates.SplitHeading(text)
	name := split.Name
	h.unit = split.Unit
	if containsAny(name, earlier[:]...) {
		h.means = passed
		return h
	}
	name, h.cumulative = cutAny(name+remarkSpan(split.Remark), cumulative)
	if h.means = lookUp(name); h.means != unknown && !(h.means == period && h.cumulative) {
		return h
	}
	if w, rest, ok := datedHeading(text, name, year); ok {
		h.when, h.dated = w, true
		h.cumulative = h.cumulative || w.upTo
		rest, h.monthly = cutAny(rest, monthly)
		h.means = lookUp(rest)
		if rest == "" || h.means == unknown && containsAny(rest, actualWords[:]...) && !containsAny(rest, notActual[:]...) {
			h.means = value
		}
		return h
	}
	rest, isMonthly := cutAny(name, monthly)
	if m := lookUp(rest); isMonthly && (m == value || m == passed || rest == "") {
		h.monthly, h.means = true, m
		if rest == "" {
			h.means = value
		}
		return h
	}
	switch {
	case h.cumulative && name == "":
		h.means = value
	case containsAny(name, notActual[:]...):
		h.means = passed
	case containsAny(name, actualWords[:]...):
		h.means = value
	}
	return h
}

// remarkSpan returns the word for running totals of a remark in brackets: 实际（累计）.
func remarkSpan(remark string) string {
	if _, ok := cutAny(remark, cumulative); ok {
		return "累计"
	}
	return ""
}

// datedHeading reads the month that a heading names, and returns what is left of it:
// 2024年6月实际 is June and 实际.
func datedHeading(text, name string, year int) (when, string, bool) {
	if w, ok := monthOf(text, year); ok {
		return w, "", true
	}
	plain, _ := cutAny(name, cumulative)
	if w, ok := monthOf(plain, year); ok && !digits(plain) {
		return w, "", true
	}
	for _, at := range [...]string{"月份", "月"} {
		if i := strings.Index(plain, at); i > 0 {
			if w, ok := monthOf(plain[:i]+"月", year); ok {
				return w, plain[i+len(at):], true
			}
		}
	}
	for _, cut := range [...]string{"实际", "完成", "计划", "目标", "预算", "actual", "plan", "target", "budget"} {
		if before, ok := strings.CutSuffix(plain, cut); ok {
			if w, ok := monthOf(before, year); ok {
				return w, cut, true
			}
		}
	}
	return when{}, "", false
}

// cutAny takes the first of some words off a name, wherever it stands.
func cutAny(name string, list []string) (string, bool) {
	for _, w := range list {
		if i := strings.Index(name, w); i >= 0 {
			return name[:i] + name[i+len(w):], true
		}
	}
	return name, false
}

func lookUp(name string) meaning {
	for m := item; m <= passed; m++ {
		if slices.Contains(words[m], name) {
			return m
		}
	}
	return unknown
}

// Words within longer headings.
var (
	earlier     = [...]string{"去年", "上年", "同期", "上月", "上期", "上季", "下月", "下期", "prior", "lastyear", "lastmonth", "previous"}
	notActual   = [...]string{"计划", "目标", "预算", "率", "同比", "环比", "占比", "差", "plan", "target", "budget", "rate", "%", "growth", "variance"}
	actualWords = [...]string{"实际", "完成", "销售额", "收入", "金额", "业绩", "实绩", "actual", "amount", "sales", "revenue"}
)

func containsAny(name string, list ...string) bool {
	for _, w := range list {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}
