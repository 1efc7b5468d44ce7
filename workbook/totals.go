package workbook

import (
	"strings"

	"goalxl/templates"
)

// totalLabel reports whether a row's label says that the row is a sum of others
// (合计, 华东小计, Grand Total), and whether of the rows next to it only (小计).
// 总计划 is no such label, and "Total revenue target" is a goal's name.
func totalLabel(label string) (total, sub bool) {
	if len(label) > 90 {
		return false, false
	}
	s := templates.Fold(label)
	if i := strings.IndexByte(s, '('); i > 0 { // 合计（万元）
		s = s[:i]
	}
	switch s {
	case "合计", "总计", "总和", "共计", "合计数", "总合计", "汇总", "全部合计", "总额", "累计合计", "合计金额", "总合", "总数",
		"total", "grandtotal", "sum", "totals", "overalltotal", "overall", "alltotal":
		return true, false
	case "小计", "分计", "subtotal", "subtotals", "小计数":
		return true, true
	}
	switch {
	case strings.HasSuffix(s, "小计"), strings.HasPrefix(s, "小计"), strings.HasSuffix(s, "subtotal"):
		return true, true
	case strings.HasSuffix(s, "合计"), strings.HasSuffix(s, "总计"), strings.HasSuffix(s, "共计"):
		return true, false
	case strings.HasSuffix(s, "total") && strings.HasSuffix(strings.ToLower(strings.TrimRight(label, " :：")), " total"):
		return true, false
	case strings.HasPrefix(s, "subtotal"):
		return true, true
	case strings.HasPrefix(s, "totalof"), strings.HasPrefix(s, "totalfor"):
		return true, false
	}
	return false, false
}

// mayBeTotal is totalLabel's cheap look at the bytes of a label: whether it
// holds one of the words at all.
func mayBeTotal(label []byte) bool {
	if len(label) == 0 || len(label) > 90 {
		return false
	}
	for i, c := range label {
		switch c {
		case 't', 'T', 's', 'S', 0xEF: // total, sum, and full-width forms of them
			return true
		case 'o', 'O':
			if i == 0 {
				return true
			}
		case 0xE8: // 计
			if i+2 < len(label) && label[i+1] == 0xAE && label[i+2] == 0xA1 {
				return true
			}
		case 0xE6: // 总, 汇
			if i+2 < len(label) && (label[i+1] == 0x80 && label[i+2] == 0xBB || label[i+1] == 0xB1 && label[i+2] == 0x87) {
				return true
			}
		}
	}
	return false
}
