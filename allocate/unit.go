package allocate

import (
	"strings"

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
	anyCount     Unit = "个" // counts anything
	percentScale      = -2  // 15% is 15 × 10^-2
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

// In renders the unit for people who read l: 元 is CNY in English, every other
// unit stands as it was written.
func (u Unit) In(l lang.Lang) string {
	if c, ok := currencyOf(u); ok && l == lang.EN {
		return strings.TrimSpace(c.en)
	}
	return string(u)
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
