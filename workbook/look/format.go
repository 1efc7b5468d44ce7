package look

import "strings"

// Number formats that stand for themselves.
const (
	Percent = "0.0%"
	Plain   = "#,##0;-#,##0;0"
	Signed  = "+#,##0;-#,##0;0"
)

// Amount is the number format of amounts with that many decimals and their unit
// behind them: #,##0.00"万元".
func Amount(decimals int, unit string) string {
	if unit != "" && (unit[0]|0x20 >= 'a' && unit[0]|0x20 <= 'z') {
		unit = " " + unit // a word in Latin letters: 200 customers
	}
	return "#,##0" + Decimals(decimals) + Literal(unit)
}

// SignedAmount is Amount with a sign, + too.
func SignedAmount(decimals int, unit string) string {
	code := Amount(decimals, unit)
	return "+" + code + ";-" + code + ";" + code
}

// Decimals is the end of a number format for that many decimals.
func Decimals(n int) string {
	if n == 0 {
		return ""
	}
	return "." + strings.Repeat("0", n)
}

// Literal quotes a unit for a number format.
func Literal(unit string) string {
	if unit == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(unit, `"`, "") + `"`
}
