package allocate

import (
	"strconv"

	"goalxl/internal/lang"
)

// rowRuns is rows as people name them: 第 2 至 4、7 行.
type rowRuns struct {
	runs  [][2]int32
	more  int // runs that are not told
	total int // rows
}

// maxRowRuns bounds how many runs of rows a text names.
const maxRowRuns = 6

// rowsOf returns the rows of some cells in sheet order, for a text.
func rowsOf(cells []Ref) rowRuns {
	var list rowRuns
	last := int32(-1)
	for _, c := range cells {
		n := len(list.runs)
		switch {
		case c.Row == last:
			continue
		case n > 0 && c.Row == last+1 && list.more == 0:
			list.runs[n-1][1] = c.Row
		case c.Row == last+1 && list.more > 0:
		case n == maxRowRuns:
			list.more++
		default:
			list.runs = append(list.runs, [2]int32{c.Row, c.Row})
		}
		last = c.Row
		list.total++
	}
	return list
}

// In names the rows in l.
func (r rowRuns) In(l lang.Lang) string {
	between, to := lang.T("、", ", "), lang.T(" 至 ", "-")
	out := ""
	for i, run := range r.runs {
		if i > 0 {
			out += between.In(l)
		}
		out += strconv.Itoa(int(run[0]))
		if run[1] > run[0] {
			out += to.In(l) + strconv.Itoa(int(run[1]))
		}
	}
	frame := lang.T("第 %s 行", "rows %s")
	switch {
	case r.more > 0:
		return lang.T("第 %s 行等，共 %d 行", "rows %s and more, %d in all").With(out, r.total).In(l)
	case len(r.runs) == 1 && r.runs[0][0] == r.runs[0][1]:
		frame = lang.T("第 %s 行", "row %s")
	}
	return frame.With(out).In(l)
}

// several picks the text for one or for more than one, which English tells apart.
func several(n int, one, more lang.Text) lang.Text {
	if n == 1 {
		return one
	}
	return more
}

// fieldWord is the word for what a field holds, at the start of a sentence.
func fieldWord(f Field) lang.Text {
	switch f {
	case FieldAmount:
		return lang.T("目标值", "Target")
	case FieldShare:
		return lang.T("占比", "Share")
	case FieldDue:
		return lang.T("时间", "Date")
	case FieldPeriod:
		return lang.T("周期", "Period")
	case FieldWeight:
		return lang.T("权重", "Weight")
	case FieldCoefficient:
		return lang.T("个人系数", "Coefficient")
	case FieldCapacity:
		return lang.T("市场容量", "Market capacity")
	case FieldProposal:
		return lang.T("建议目标值", "Proposed target")
	case FieldPrior, FieldActual:
		return lang.T("历史实际", "Actual")
	case FieldYear:
		return lang.T("年份", "Year")
	case FieldStatus:
		return lang.T("完成状态", "Progress")
	}
	return lang.T("单元格", "Cell")
}

// readableHint says what can be read in a cell of that field.
func readableHint(f Field) lang.Message {
	switch f {
	case FieldShare, FieldStatus:
		return lang.T("请写成百分比，例如 40%。", "Write a percentage, for example 40%.").With()
	case FieldDue, FieldPeriod:
		return lang.T("请写成日期或期间，例如 2024/12/31、2024/12、2024Q3、2024年度。", "Write a date or a period, for example 2024-12-31, 2024-12, 2024Q3, 2024.").With()
	case FieldWeight, FieldCoefficient:
		return lang.T("请写成不小于零的数，例如 1.2。", "Write a number of zero or more, for example 1.2.").With()
	case FieldYear:
		return lang.T("请写成四位年份，例如 2023。", "Write a year of four digits, for example 2023.").With()
	}
	return lang.T("请写成数字加单位，例如 4800万元、1.2亿元、200家，说明文字移到备注。", "Write a number with its unit, for example 4800万元, $3.5M or 200家; move remarks to a note.").With()
}
