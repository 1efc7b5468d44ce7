package allocate

import "strings"

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
