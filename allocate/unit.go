package allocate

import (
	"strings"
	"unicode"

	"goalxl/internal/lang"
)

// Unit is the base unit of an amount as people write it: 元, 家, 场, 名, $, %.
// Each currency has one form (￥, RMB, CNY and 人民币 are all 元; USD and 美元 are
// $). The zero value is "no unit given".
type Unit string

// The units that the arithmetic knows by name.
const (
	Yuan         Unit = "元"
	PercentUnit  Unit = "%"
	percentScale      = -2 // 15% is 15 × 10^-2
)

// Kind groups units that can be added and compared.
type Kind uint8

// The kinds of units.
const (
	NoKind  Kind = iota
	Money        // 元, $, €
	Count        // 家, 场, 名, 个 ...
	Percent      // %
)

// Kind returns the kind of the unit; NoKind for the zero Unit.
func (u Unit) Kind() Kind {
	switch u {
	case "":
		return NoKind
	case "%":
		return Percent
	case Yuan:
		return Money
	}
	if _, ok := currencyOf(u); ok {
		return Money
	}
	return Count
}

// currency is how a money unit is said in each language: the word that follows
// a Chinese scale word (350万美元), and what stands before an English number.
type currency struct {
	zh, en string
}

// currencyOf returns how the money unit u is said.
func currencyOf(u Unit) (currency, bool) {
	switch u {
	case Yuan:
		return currency{"元", "CNY "}, true
	case "$":
		return currency{"美元", "$"}, true
	case "€":
		return currency{"欧元", "€"}, true
	case "£":
		return currency{"英镑", "£"}, true
	case "HK$":
		return currency{"港元", "HK$"}, true
	case "日元":
		return currency{"日元", "JPY "}, true
	case "₩":
		return currency{"韩元", "KRW "}, true
	case "NT$":
		return currency{"新台币", "NT$"}, true
	case "S$":
		return currency{"新加坡元", "S$"}, true
	case "A$":
		return currency{"澳元", "A$"}, true
	case "C$":
		return currency{"加元", "C$"}, true
	case "CHF":
		return currency{"瑞士法郎", "CHF "}, true
	case "₹":
		return currency{"印度卢比", "₹"}, true
	case "₽":
		return currency{"卢布", "RUB "}, true
	case "฿":
		return currency{"泰铢", "THB "}, true
	case "₫":
		return currency{"越南盾", "VND "}, true
	}
	return currency{}, false
}

// spelling is one way to write a unit.
type spelling struct {
	text string // folded; Latin letters in the case that is usual
	unit Unit
}

// spellings lists every way to write a money unit, and the percent sign. A
// unit's own form comes first. Form remembers the index, so the list is short
// of 255 entries.
var spellings = [...]spelling{
	{"", ""},
	{"元", Yuan}, {"￥", Yuan}, {"¥", Yuan}, {"RMB", Yuan}, {"CNY", Yuan}, {"人民币", Yuan}, {"圆", Yuan},
	{"RMB¥", Yuan}, {"RMB￥", Yuan}, {"CN¥", Yuan}, {"CN￥", Yuan}, {"人民币元", Yuan}, {"元人民币", Yuan}, {"元整", Yuan},
	{"yuan", Yuan}, {"块", Yuan}, {"块钱", Yuan},
	{"%", PercentUnit},
	{"$", "$"}, {"USD", "$"}, {"US$", "$"}, {"美元", "$"}, {"美金", "$"}, {"USD$", "$"},
	{"dollar", "$"}, {"dollars", "$"}, {"US dollars", "$"},
	{"€", "€"}, {"EUR", "€"}, {"欧元", "€"}, {"euro", "€"}, {"euros", "€"},
	{"£", "£"}, {"GBP", "£"}, {"英镑", "£"},
	{"HK$", "HK$"}, {"HKD", "HK$"}, {"港元", "HK$"}, {"港币", "HK$"}, {"HKD$", "HK$"},
	{"日元", "日元"}, {"JPY", "日元"}, {"日圆", "日元"}, {"円", "日元"}, {"JP¥", "日元"}, {"JP￥", "日元"}, {"yen", "日元"},
	{"₩", "₩"}, {"KRW", "₩"}, {"韩元", "₩"}, {"韩币", "₩"},
	{"NT$", "NT$"}, {"TWD", "NT$"}, {"新台币", "NT$"}, {"台币", "NT$"}, {"NTD", "NT$"},
	{"S$", "S$"}, {"SGD", "S$"}, {"新加坡元", "S$"}, {"新币", "S$"},
	{"A$", "A$"}, {"AUD", "A$"}, {"澳元", "A$"}, {"AU$", "A$"},
	{"C$", "C$"}, {"CAD", "C$"}, {"加元", "C$"}, {"CA$", "C$"},
	{"CHF", "CHF"}, {"瑞士法郎", "CHF"}, {"瑞郎", "CHF"},
	{"₹", "₹"}, {"INR", "₹"}, {"印度卢比", "₹"}, {"卢比", "₹"},
	{"₽", "₽"}, {"RUB", "₽"}, {"卢布", "₽"},
	{"฿", "฿"}, {"THB", "฿"}, {"泰铢", "฿"},
	{"₫", "₫"}, {"VND", "₫"}, {"越南盾", "₫"},
}

// spellingOf returns the index in spellings of a folded text; 0 if it is none.
func spellingOf(s string) uint8 {
	if s == "" {
		return 0
	}
	for i := 1; i < len(spellings); i++ {
		if t := spellings[i].text; len(t) == len(s) && t[0]|0x20 == s[0]|0x20 && strings.EqualFold(t, s) {
			return uint8(i)
		}
	}
	return 0
}

// prefixSpelling returns the longest currency that folded text starts with, and
// its length in bytes; 0, 0 if there is none.
func prefixSpelling(s string) (index uint8, n int) {
	for i := 1; i < len(spellings); i++ {
		t := &spellings[i]
		if len(t.text) > n && len(t.text) <= len(s) && t.text[0]|0x20 == s[0]|0x20 &&
			t.unit != PercentUnit && strings.EqualFold(t.text, s[:len(t.text)]) {
			index, n = uint8(i), len(t.text)
		}
	}
	return index, n
}

// ParseUnit reads what a heading, a number format or a sheet says about bare
// numbers: 万元 is (元, 4), 单位：万元 too, 百万美元 ($, 6), $M ($, 6), 家 (家, 0),
// % (%, -2), 万 ("", 4), CNY'000 (元, 3). It knows only units that are sure: ok is
// false for 含税, for a remark, and for "".
func ParseUnit(s string) (u Unit, scale int8, ok bool) {
	s = cutUnitLabel(foldFigure(s))
	if u, ok := sureUnit(s); ok {
		if u == PercentUnit {
			return u, percentScale, true
		}
		return u, 0, true
	}
	if u, scale, ok := scaledUnit(s); ok { // 万元, M$, 千 CNY, 万
		return u, scale, true
	}
	i, n := prefixSpelling(s)
	if n == 0 {
		return "", 0, false
	}
	u, scale, ok = scaledUnit(strings.TrimLeft(s[n:], " ")) // $M, CNY'000, 人民币万元
	if !ok || u != "" && u != spellings[i].unit {
		return "", 0, false
	}
	return spellings[i].unit, scale, true
}

// cutUnitLabel takes the words off folded text that only say that a unit follows.
func cutUnitLabel(s string) string {
	s = strings.Trim(s, "()[]【】〔〕 ")
	for _, label := range [...]string{"金额单位", "计量单位", "货币单位", "单位", "Units", "Unit", "in"} {
		if len(s) <= len(label) || !strings.EqualFold(s[:len(label)], label) {
			continue
		}
		if rest := strings.TrimLeft(s[len(label):], ": "); label != "in" || s[2] == ' ' {
			return rest
		}
	}
	return s
}

// scaledUnit reads folded text that is a scale word, with or without a unit.
func scaledUnit(s string) (u Unit, scale int8, ok bool) {
	scale, n, _ := scanScale(s)
	if n == 0 {
		return "", 0, false
	}
	rest := strings.TrimLeft(s[n:], " ")
	if rest == "" {
		return "", scale, true
	}
	if u, ok = sureUnit(rest); ok && u != PercentUnit {
		return u, scale, true
	}
	return "", 0, false
}

func sureUnit(s string) (Unit, bool) {
	if i := spellingOf(s); i != 0 {
		return spellings[i].unit, true
	}
	if isCounter(s) {
		return Unit(s), true
	}
	return "", false
}

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

// In renders the unit for people who read l: 元 is CNY in English, every other
// unit stands as it was written.
func (u Unit) In(l lang.Lang) string {
	if c, ok := currencyOf(u); ok && l == lang.EN {
		return strings.TrimSpace(c.en)
	}
	return string(u)
}
