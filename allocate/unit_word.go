package allocate

import (
	"strings"
	"unicode"
)

// isCounter reports whether s is a word that counts things, beyond doubt.
func isCounter(s string) bool {
	switch s {
	case "家", "个", "名", "人", "场", "次", "位", "户", "单", "件", "台", "套", "条", "项", "吨",
		"箱", "瓶", "盒", "辆", "间", "所", "座", "篇", "期", "批", "组", "支", "款", "店", "门", "份",
		"张", "只", "台套", "台次", "人次", "人天", "人日", "场次", "车", "房", "笔", "包", "袋", "本",
		"桶", "公斤", "千克", "克", "斤", "公里", "千米", "米", "平方米", "平米", "㎡", "m²", "亩", "升",
		"天", "小时", "分钟", "分", "倍", "千瓦时", "度电", "万千瓦时", "门店", "网点", "会员", "客户",
		"家店", "家门店", "家客户", "个客户", "个项目", "个网点", "个会员",
		"kg", "pcs", "units", "unit", "customers", "customer", "accounts", "clients", "stores",
		"people", "leads", "orders", "deals", "users", "events", "visits", "hours", "days", "seats", "licenses":
		return true
	}
	return false
}

// isUnitWord reports whether folded text after a number can be taken for the
// unit that it counts: a short word without anything that qualifies the number
// (左右, 以上, 含税, 每月, per month).
func isUnitWord(s string) bool {
	if isCounter(s) {
		return true
	}
	han, latin := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			if strings.ContainsRune(qualifying, r) {
				return false
			}
			han++
		case r < 0x80 && unicode.IsLetter(r):
			latin++
		default:
			return false
		}
	}
	if latin == 0 {
		return han > 0 && han <= 4 && !strings.HasSuffix(s, "分点")
	}
	return latin <= 16 && han == 0 && !isQualifyingWord(s)
}

// qualifying holds the characters that say something about a number rather
// than what it counts, and those of dates, fractions and numerals.
const qualifying = "左右上下余多约近超含不未待至到起内外前后每或及等若且其同环增降减共预计以为是的税底末初" +
	"年月日季率比达完成折零一二三四五六七八九十百千万亿两几数半与和另加"

func isQualifyingWord(s string) bool {
	switch strings.ToLower(s) {
	case "about", "approx", "circa", "ca", "plus", "min", "max", "incl", "excl", "tbd", "tbc", "or",
		"per", "pa", "pm", "vat", "net", "gross", "est", "estimated", "target", "and", "to", "na", "e",
		"pct", "pp", "bp", "bps", "percent", "total", "ytd", "avg", "mtd", "over", "under", "up", "down",
		"q", "h", "fy", "x":
		return true
	}
	return false
}
