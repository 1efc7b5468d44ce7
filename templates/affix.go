package templates

import (
	"strings"

	"goalxl/allocate"
)

// byAffix finds what a folded heading means from how it begins and ends; the
// order matters: 目标完成率 is a rate, 计划完成时间 a date. weak marks a figure that
// gives way to a plainer one of the same table.
func byAffix(s string, percent bool) (f allocate.Field, weak bool) {
	switch {
	case contains(s, "核对", "校验", "哪"): // about figures, not one of them
		return allocate.NoField, false
	case ends(s, rateEnds...), percent && ends(s, percentRateEnds...):
		return allocate.FieldRate, false
	case ends(s, growthEnds...), percent && ends(s, "增减", "变动", "变化"), begins(s, growthBegins...) && (percent || ends(s, "增", "减", "率", "幅")):
		return allocate.FieldGrowth, false
	case contains(s, "偏差", "差异") && ends(s, "措施", "原因", "说明", "分析", "办法"):
		return allocate.FieldRemedy, false
	case ends(s, gapEnds...), begins(s, gapBegins...), contains(s, "超欠"):
		return allocate.FieldGap, false
	case ends(s, "占比", "比例", "比重", "构成比", "share", "oftotal", "contribution", "ofgoal"),
		begins(s, "%of", "shareof", "pctof", "percentof", "percentageof", "proportionof"):
		return allocate.FieldShare, false
	case ends(s, "时间", "日期", "期限", "时限", "节点", "date", "deadline"):
		if begins(s, "完成", "截止", "结束", "计划完成", "预计完成", "要求完成", "达成", "实现", "交付", "目标", "due", "target", "end", "finish", "completion") {
			return allocate.FieldDue, false
		}
		return allocate.FieldOther, false
	case ends(s, ownerEnds...) && !ends(s, "overhead"), begins(s, "headof", "vpof"), s == "dri", s == "vp":
		return allocate.FieldOwner, true
	case ends(s, "率", "单价", "均价", "价格", "price", "rate", "margin"):
		return allocate.FieldOther, false
	case ends(s, "原因", "原因分析"):
		return allocate.FieldRemedy, true
	case ends(s, "举措", "策略", "抓手", "initiative", "initiatives", "strategy", "strategies", "tactics"):
		return allocate.FieldStrategy, true
	case ends(s, "描述", "类型", "名称", "来源", "客户", "内容", "分解", "分类"):
		return allocate.NoField, false
	}
	return figureByAffix(s)
}

// figureByAffix tells targets, actuals and bare measures apart.
func figureByAffix(s string) (f allocate.Field, weak bool) {
	weak = contains(s, weakWords...)
	for _, w := range targetEnds {
		if rest, ok := strings.CutSuffix(s, w); ok {
			return allocate.FieldAmount, weak || quantity(rest)
		}
	}
	for _, w := range targetBegins {
		if rest, ok := strings.CutPrefix(s, w); ok && (measure(rest) || measured(rest)) {
			return allocate.FieldAmount, weak || quantity(rest)
		}
	}
	for _, w := range actualEnds {
		if rest, ok := strings.CutSuffix(s, w); ok {
			return allocate.FieldActual, quantity(rest)
		}
	}
	for _, w := range actualBegins {
		if rest, ok := strings.CutPrefix(s, w); ok && (measure(rest) || measured(rest)) {
			return allocate.FieldActual, quantity(rest)
		}
	}
	for _, w := range doneBegins {
		if rest, ok := strings.CutPrefix(s, w); ok && len(rest) >= len("签约") {
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
