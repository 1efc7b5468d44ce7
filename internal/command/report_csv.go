package command

import (
	"encoding/csv"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// csvReport is the findings as CSV that a spreadsheet opens as it stands: UTF-8
// with a byte order mark, lines ended by CR LF, and no cell that it would
// take for a formula.
func csvReport(reports []Report, l lang.Lang) string {
	rows := [][]string{{lang.T("文件", "File").In(l), lang.T("级别", "Severity").In(l),
		lang.T("规则", "Rule").In(l), lang.T("工作表", "Sheet").In(l), lang.T("单元格", "Cell").In(l),
		lang.T("对象", "Subject").In(l), lang.T("实际", "Found").In(l), lang.T("应为", "Expected").In(l),
		lang.T("差额", "Difference").In(l), lang.T("单位", "Unit").In(l),
		lang.T("说明", "Message").In(l), lang.T("建议", "Hint").In(l)}}
	for i := range reports {
		for j := range reports[i].Findings {
			f := &reports[i].Findings[j]
			place := f.Range
			if place == "" {
				place = f.Cell
			}
			rows = append(rows, []string{reports[i].Path, f.Severity.In(l), f.Rule.ID, f.Sheet, place,
				f.Subject, decimalText(f.Found), decimalText(f.Expected), decimalText(f.Difference), string(f.Unit),
				f.Message.In(l), f.Hint.In(l)})
		}
	}
	return encodeCSV(rows)
}

func encodeCSV(rows [][]string) string {
	var b strings.Builder
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range rows {
		for i, cell := range row {
			row[i] = inert(cell)
		}
		w.Write(row) // a strings.Builder takes everything
	}
	w.Flush()
	return b.String()
}

// inert makes a cell text to every spreadsheet: one that would be taken for a
// formula gets an apostrophe in front. Numbers stay numbers.
func inert(cell string) string {
	if cell == "" {
		return cell
	}
	if isNumber(cell) {
		return cell
	}
	first := []rune(strings.TrimLeft(cell, " \u3000\u00a0"))
	dangerous := len(first) > 0 && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first[0])
	cell = visible(cell)
	if dangerous {
		return "'" + cell
	}
	return cell
}

// isNumber reports whether a cell is a plain decimal of bounded length.
func isNumber(cell string) bool {
	if len(cell) > 40 || strings.Trim(cell, "0123456789.-") != "" {
		return false
	}
	_, err := decimal.NewFromString(cell)
	return err == nil
}
