package templates

import (
	"strings"

	"goalxl/allocate"
)

// Unit is what a heading, a number format or a note (单位：万元) says of the bare
// numbers under it: 万元 is the base unit 元 with the scale 4.
type Unit struct {
	Base  allocate.Unit // 元, 家, % ...; "" if only a scale is given (万)
	Scale int8          // power of ten; 0 for %
	Text  string        // as spelled, folded: 万元
}

// IsZero reports whether no unit is given.
func (u Unit) IsZero() bool { return u.Base == "" && u.Scale == 0 }

// ParseUnit reads the spelling of a unit that stands alone: 万元, 人民币万元, 亿, %,
// 家, RMB, $M, thousands. It knows folded spellings, too. Anything else, such as a remark (含税), is not one.
func ParseUnit(s string) (Unit, bool) {
	text := Fold(s)
	if base, scale, ok := allocate.ParseUnit(s); ok {
		if base == allocate.PercentUnit {
			scale = 0
		}
		return Unit{base, scale, text}, true
	}
	for _, p := range [...]string{"金额单位", "货币单位", "单位", "unit", "in"} {
		if rest, ok := strings.CutPrefix(text, p); ok && rest != "" {
			text = rest
			break
		}
	}
	u := Unit{Text: text}
	rest := text
	var money, tail allocate.Unit
	money, rest = cutCurrency(rest)
	u.Scale, rest = cutScale(rest)
	if rest != "" {
		tail, rest = cutCurrency(rest)
	}
	if rest != "" && money == "" && tail == "" {
		tail, rest = cutCount(rest)
	}
	if u.Scale == 0 && rest != "" {
		u.Scale, rest = cutScale(rest)
	}
	if rest != "" || text == "" || money != "" && tail != "" && money != tail {
		return Unit{}, false
	}
	if u.Base = money; u.Base == "" {
		u.Base = tail
	}
	return u, !u.IsZero()
}

// cutCurrency takes a currency off the front.
func cutCurrency(s string) (allocate.Unit, string) {
	for _, c := range [...]struct {
		word string
		unit allocate.Unit
	}{
		{"人民币元", "元"}, {"人民币", "元"}, {"rmb", "元"}, {"cny", "元"}, {"yuan", "元"}, {"￥", "元"}, {"¥", "元"}, {"元", "元"},
		{"us$", "$"}, {"usd", "$"}, {"美元", "$"}, {"美金", "$"}, {"dollars", "$"}, {"$", "$"},
		{"eur", "€"}, {"欧元", "€"}, {"€", "€"}, {"gbp", "£"}, {"英镑", "£"}, {"£", "£"},
	} {
		if rest, ok := strings.CutPrefix(s, c.word); ok {
			return c.unit, rest
		}
	}
	return "", s
}

// cutScale takes a scale word off the front.
func cutScale(s string) (int8, string) {
	for _, c := range [...]struct {
		word  string
		scale int8
	}{
		{"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"十亿", 9}, {"亿", 8}, {"千万", 7}, {"百万", 6}, {"十万", 5}, {"万", 4}, {"千", 3}, {"百", 2},
		{"thousands", 3}, {"thousand", 3}, {"millions", 6}, {"million", 6}, {"billions", 9}, {"billion", 9},
		{"000s", 3}, {"000", 3}, {"mn", 6}, {"mm", 6}, {"bn", 9}, {"k", 3}, {"m", 6}, {"b", 9},
	} {
		if rest, ok := strings.CutPrefix(s, c.word); ok {
			return c.scale, rest
		}
	}
	return 0, s
}

// cutCount takes a unit of counting, or %, off the front.
func cutCount(s string) (allocate.Unit, string) {
	for _, word := range [...]string{
		"%", "平方米", "公斤", "人次", "吨", "家", "个", "名", "人", "场", "次", "件", "台", "套", "单", "笔", "户", "辆", "箱",
		"瓶", "盒", "只", "条", "张", "份", "位", "店", "间", "天", "款", "units", "unit", "pcs", "kg",
	} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return allocate.Unit(word), rest
		}
	}
	return "", s
}
