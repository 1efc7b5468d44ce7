package style

import "strings"

// firstCustom is the first number format id that is a workbook's own.
const firstCustom = 164

// builtin returns the code of a number format that workbooks use without
// defining it (ECMA-376 part 1, 18.8.30), "" for General and unknown ids. Ids
// whose code depends on the language of the system are given as in Chinese Excel.
func builtin(id int) string {
	switch {
	case id >= 1 && id <= 22:
		return lowCodes[id]
	case id >= 27 && id <= 36, id >= 50 && id <= 58:
		return chineseCode(id)
	case id >= 37 && id <= 49:
		return highCodes[id-37]
	}
	return ""
}

var lowCodes = [...]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;"¥"\-#,##0`, 6: `"¥"#,##0;[Red]"¥"\-#,##0`,
	7: `"¥"#,##0.00;"¥"\-#,##0.00`, 8: `"¥"#,##0.00;[Red]"¥"\-#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
}

var highCodes = [...]string{
	"#,##0;-#,##0", "#,##0;[Red]-#,##0", "#,##0.00;-#,##0.00", "#,##0.00;[Red]-#,##0.00",
	`_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ `,
	`_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `,
	`_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	"mm:ss", "[h]:mm:ss", "mmss.0", "##0.0E+0", "@",
}

// chineseCode returns the built-in formats of simplified Chinese (zh-cn).
func chineseCode(id int) string {
	switch id {
	case 27, 36, 50, 52, 57:
		return `yyyy"年"m"月"`
	case 28, 29, 51, 53, 54, 58:
		return `m"月"d"日"`
	case 30:
		return "m-d-yy"
	case 31:
		return `yyyy"年"m"月"d"日"`
	case 32:
		return `h"时"mm"分"`
	case 33:
		return `h"时"mm"分"ss"秒"`
	case 34, 55:
		return `上午/下午h"时"mm"分"`
	}
	return `上午/下午h"时"mm"分"ss"秒"` // 35, 56
}

// builtinID returns the id of a code that needs no definition and reads the same
// on every system; −1 if there is none.
func builtinID(code string) int {
	if isGeneral(code) {
		return 0
	}
	for _, id := range [...]int{1, 2, 3, 4, 9, 10, 11, 49} {
		if builtin(id) == code {
			return id
		}
	}
	return -1
}

func isGeneral(code string) bool {
	return code == "" || strings.EqualFold(strings.TrimSpace(code), "general")
}

// isDate reports whether a format code shows a date or a time: whether its first
// section has a date letter that is neither quoted, escaped nor in a condition.
func isDate(code string) bool {
	if len(code) >= 7 && strings.EqualFold(code[:7], "general") {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == ';':
			return false
		case code[i] == '"':
			if i = skipTo(code, i+1, '"'); i < 0 {
				return false
			}
		case code[i] == '\\', code[i] == '_', code[i] == '*':
			i++
		case code[i] == '[':
			end := skipTo(code, i+1, ']')
			if end < 0 {
				return false
			}
			if isElapsed(code[i+1 : end]) {
				return true
			}
			i = end
		case c == 'e' && i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-'):
			i++ // 0.00E+00
		case c == 'y', c == 'm', c == 'd', c == 'h', c == 's', c == 'e', c == 'b':
			return true
		}
	}
	return false
}

func skipTo(code string, from int, end byte) int {
	i := strings.IndexByte(code[from:], end)
	if i < 0 {
		return -1
	}
	return from + i
}

// isElapsed reports whether what stands in brackets counts time: [h], [mm], [ss].
func isElapsed(s string) bool {
	if s == "" {
		return false
	}
	return strings.Trim(s, "hH") == "" || strings.Trim(s, "mM") == "" || strings.Trim(s, "sS") == ""
}
