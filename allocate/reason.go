package allocate

import (
	"errors"
	"unicode/utf8"

	"goalxl/internal/lang"
)

// Why the text of a cell is no amount, share or period. A *lang.Error wraps
// one of them, so that callers can tell them apart with errors.Is.
var (
	ErrBlank      = errors.New("nothing there")
	ErrNoNumber   = errors.New("no number")
	ErrMalformed  = errors.New("malformed number")
	ErrQualified  = errors.New("qualified number") // ≥1000万, 约1000万, 1000万以上
	ErrRange      = errors.New("range of numbers") // 100-200万
	ErrRemark     = errors.New("number with a remark")
	ErrUnits      = errors.New("contradicting units") // ￥100 USD
	ErrTooLarge   = errors.New("number too large")
	ErrRelative   = errors.New("relative date") // 下周五, 上线前1周, 每月, 年初
	ErrNoYear     = errors.New("no year")       // 12月, and the goal gives no year
	ErrImpossible = errors.New("impossible date")
	ErrAmbiguous  = errors.New("ambiguous date") // 06/09/2024
	ErrNoDate     = errors.New("not a date")
)

// whyText says a reason for people.
func whyText(why error) lang.Text {
	switch why {
	case ErrBlank:
		return lang.T("单元格是空的", "the cell is blank")
	case ErrNoNumber:
		return lang.T("里面没有阿拉伯数字", "there is no number in it")
	case ErrMalformed:
		return lang.T("数字写法不完整或分隔位置不对", "the number is incomplete or its separators stand in the wrong places")
	case ErrQualified:
		return lang.T("带有“约、不低于、以上、≥”一类的限定，不是确定的数", "it is qualified (about, at least, above, ≥), not one definite number")
	case ErrRange:
		return lang.T("是一个区间，不是一个数", "it is a range, not one number")
	case ErrRemark:
		return lang.T("数字旁边还有别的文字", "there is other text beside the number")
	case ErrUnits:
		return lang.T("前后单位互相矛盾", "its units contradict each other")
	case ErrTooLarge:
		return lang.T("数字大得不合理", "the number is unreasonably large")
	case ErrRelative:
		return lang.T("是相对、周期性或不确定的日期，无法核对", "it is a relative, recurring or vague date, which cannot be checked")
	case ErrNoYear:
		return lang.T("没有写年份，总目标也没有给出年份", "it has no year, and the goal gives none")
	case ErrImpossible:
		return lang.T("日历上没有这一天，或起止颠倒", "there is no such day, or it ends before it begins")
	case ErrAmbiguous:
		return lang.T("分不清哪个是月、哪个是日", "it does not say which number is the month and which the day")
	}
	return lang.T("不是能识别的日期", "it is not a date that is understood")
}

// unreadable makes the error for text that could not be read as what.
func unreadable(s string, what, example lang.Text, why error) error {
	hint := lang.Message{}
	if why != ErrRelative {
		hint = lang.T("请写成 %s 这样的形式", "write it like %s").With(speaks(example))
	}
	return &lang.Error{
		What:  lang.T("“%s”不能作为%s：%s", "\"%s\" cannot be read as %s: %s").With(quoteCell(s), speaks(what), speaks(whyText(why))),
		Hint:  hint,
		Cause: why,
	}
}

// speaks makes a text a message, so that it is said in the language around it.
func speaks(t lang.Text) lang.Message { return lang.Message{Text: t} }

// maxQuote is how many characters of a cell an error repeats.
const maxQuote = 40

// quote cuts the text of a cell so that an error can repeat it on one line.
func quoteCell(s string) string {
	s = foldFigure(s)
	if utf8.RuneCountInString(s) <= maxQuote {
		return s
	}
	n := 0
	for i := range s {
		if n == maxQuote {
			return s[:i] + "..."
		}
		n++
	}
	return s
}
