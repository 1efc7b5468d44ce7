package templates

import (
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// KindText returns what people call a kind of table.
func KindText(k allocate.TableKind) lang.Text {
	switch k {
	case allocate.GoalTable:
		return lang.T("总目标表", "goals")
	case allocate.BreakdownTable:
		return lang.T("分解表", "breakdown")
	case allocate.TrackingTable:
		return lang.T("跟踪表", "tracking")
	case allocate.HistoryTable:
		return lang.T("历史数据", "history")
	case allocate.ContactTable:
		return lang.T("通讯录", "contacts")
	}
	return lang.T("未知", "unknown")
}

// MeansText returns what people call a meaning, by its name in JSON.
func MeansText(means string) lang.Message {
	if t := plainMeans(means); t != (lang.Text{}) {
		return t.With()
	}
	time, what, _ := strings.Cut(means, "_")
	of := plainMeans(what)
	if head, n, ok := strings.Cut(time, ":"); ok {
		return numberedText(head, n, of)
	}
	switch time {
	case "cum":
		return lang.T("累计%s", "%s so far").With(of)
	case "year":
		return lang.T("全年%s", "whole year's %s").With(of)
	case "prior":
		return lang.T("上期%s", "earlier %s").With(of)
	case "next":
		return lang.T("下期%s", "next %s").With(of)
	}
	return lang.T("已识别，不用", "known, not used").With()
}

// numberedText names a figure of one month, quarter or half year.
func numberedText(head, n string, of lang.Text) lang.Message {
	switch {
	case of == lang.Text{} && head == "month":
		return lang.T("%s 月", "month %s").With(n)
	case of == lang.Text{}:
		return lang.T("%s", "%s").With(n)
	case head == "month":
		return lang.T("%s 月%s", "month %s %s").With(n, of)
	}
	return lang.T("%s%s", "%s %s").With(n, of)
}

// plainMeans names the meanings that stand for themselves.
func plainMeans(means string) lang.Text {
	switch means {
	case "period":
		return lang.T("周期", "period")
	case "metric":
		return lang.T("指标", "goal type")
	case "target":
		return lang.T("目标值", "target")
	case "description":
		return lang.T("目标描述", "description")
	case "owner":
		return lang.T("责任人", "owner")
	case "dimension":
		return lang.T("维度", "dimension")
	case "item":
		return lang.T("子目标项", "item")
	case "share":
		return lang.T("占比", "share")
	case "due":
		return lang.T("完成时间", "due")
	case "strategy":
		return lang.T("策略", "strategy")
	case "parent":
		return lang.T("上级目标", "parent")
	case "weight":
		return lang.T("权重", "weight")
	case "coefficient":
		return lang.T("系数", "coefficient")
	case "capacity":
		return lang.T("市场容量", "capacity")
	case "reason":
		return lang.T("论证说明", "justification")
	case "resource":
		return lang.T("资源", "resources")
	case "prior":
		return lang.T("往年实际", "earlier actual")
	case "proposal_reason":
		return lang.T("建议的理由", "reason of the proposal")
	case "proposal_resource":
		return lang.T("建议所需的资源", "resources of the proposal")
	case "proposal":
		return lang.T("建议目标", "proposed target")
	}
	return moreMeans(means)
}

func moreMeans(means string) lang.Text {
	switch means {
	case "name":
		return lang.T("策略名称", "strategy name")
	case "action":
		return lang.T("行动", "action")
	case "status":
		return lang.T("完成状态", "status")
	case "remedy":
		return lang.T("偏差与调整", "remedy")
	case "year":
		return lang.T("年份", "year")
	case "actual":
		return lang.T("实际", "actual")
	case "email":
		return lang.T("邮箱", "email")
	case "copy":
		return lang.T("抄送", "copy")
	case "region":
		return lang.T("区域", "region")
	case "rate":
		return lang.T("完成率", "attainment")
	case "gap":
		return lang.T("差额", "gap")
	case "gap_rate":
		return lang.T("差额比例", "gap in percent")
	case "growth":
		return lang.T("增长率", "growth")
	case "mom":
		return lang.T("环比", "change on the period before")
	case "share_prior":
		return lang.T("往年占比", "earlier share")
	case "target_qty":
		return lang.T("目标数量", "target quantity")
	case TrackedMeans:
		return lang.T("刷新加的列", "column of a refresh")
	case "note":
		return lang.T("备注", "note")
	case "seq":
		return lang.T("序号", "number of the row")
	case "unit":
		return lang.T("单位", "unit")
	case "month_name":
		return lang.T("月份", "month")
	case "quarter_name", "quarter:any":
		return lang.T("季度", "quarter")
	case "criteria":
		return lang.T("考核标准", "criteria")
	case "check":
		return lang.T("核对结果", "check")
	}
	return lang.Text{}
}
