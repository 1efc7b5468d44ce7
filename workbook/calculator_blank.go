package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// askBlank rewrites how the formula of a cell asks whether a cell is blank:
// IF(H2="",a,b) asks LEN(H2)=0. To a spreadsheet program an empty cell equals "";
// to excelize it does not, and b would be computed. says reports whether the
// formula can give "" itself.
func askBlank(f *excelize.File, sheetName, cell string) (says bool) {
	formula, err := f.GetCellFormula(sheetName, cell)
	if err != nil || !strings.Contains(formula, `""`) {
		return false
	}
	if asked := blankAsked(formula); asked != formula {
		if err := f.SetCellFormula(sheetName, cell, asked); err != nil {
			return false
		}
	}
	return true
}

// blankAsked returns a formula with every A1="" and A1<>"" as LEN(A1)=0 and
// LEN(A1)<>0. Texts and quoted names pass through as they are.
func blankAsked(formula string) string {
	var out strings.Builder
	for i := 0; i < len(formula); {
		n := tokenLength(formula[i:])
		token := formula[i : i+n]
		i += n
		rest := strings.TrimLeft(formula[i:], " ")
		op := ""
		if len(token) > 0 && endsInCell(token) {
			op = blankTest(rest)
		}
		if op == "" {
			out.WriteString(token)
			continue
		}
		out.WriteString("LEN(" + token + ")" + op + "0")
		i = len(formula) - len(rest) + len(op)
		i += strings.Index(formula[i:], `""`) + 2
	}
	return out.String()
}

// blankTest returns the comparison with "" that s begins with: = or <>, else "".
func blankTest(s string) string {
	for _, op := range [...]string{"=", "<>"} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			rest = strings.TrimLeft(rest, " ")
			if strings.HasPrefix(rest, `""`) && !strings.HasPrefix(rest, `"""`) {
				return op
			}
		}
	}
	return ""
}

// tokenLength is the length of what stands at the front of a formula: a text, a
// reference or a name with its sheet, or a single character.
func tokenLength(s string) int {
	if s[0] == '"' {
		return quotedLength(s, '"')
	}
	n := 0
	for n < len(s) {
		switch c := s[n]; {
		case c == '\'':
			n += quotedLength(s[n:], '\'')
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', strings.IndexByte("$!_.:[]", c) >= 0, c >= 0x80:
			n++
		default:
			return max(n, 1)
		}
	}
	return n
}

// quotedLength is the length of what stands in quotes at the front; a doubled
// quote is a part of it.
func quotedLength(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 < len(s) && s[i+1] == quote {
			i++
			continue
		}
		return i + 1
	}
	return len(s)
}

// endsInCell reports whether a token is one cell, on whatever sheet: $H$2, not a
// range, a name or a number.
func endsInCell(token string) bool {
	cell := strings.ReplaceAll(token[strings.LastIndexByte(token, '!')+1:], "$", "")
	if strings.ContainsAny(cell, ":'") {
		return false
	}
	_, _, err := excelize.CellNameToCoordinates(cell)
	return err == nil
}
