package command

import (
	"cmp"
	"strings"
)

// natural orders names as people do: runs of digits by their number, so that
// 2月 comes before 10月. Names that differ in leading zeros only fall back to the
// order of their bytes.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		p, restX := cutRun(x)
		q, restY := cutRun(y)
		order := strings.Compare(p, q)
		if isDigit(p[0]) && isDigit(q[0]) {
			order = compareNumbers(p, q)
		}
		if order != 0 {
			return order
		}
		x, y = restX, restY
	}
	if order := cmp.Compare(len(x), len(y)); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}

// cutRun cuts s behind its first run of digits, or behind its first byte.
func cutRun(s string) (run, rest string) {
	i := 1
	for i < len(s) && isDigit(s[0]) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// compareNumbers compares runs of digits of any length.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if order := cmp.Compare(len(a), len(b)); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}
