package allocate

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Wording that several rules share.
var (
	textDimension   = lang.T("%s", "%s")
	textChildren    = lang.T("“%s”的下级", "Parts of %q")
	textDimensionOf = lang.T("%s（%s）", "%s (%s)")
	textDimensionIn = lang.T("%s（%s %s）", "%s (%s %s)")
	textOver        = lang.T("多", "over by")
	textShort       = lang.T("少", "short by")
	textHigher      = lang.T("高", "too high by")
	textLower       = lang.T("低", "too low by")
	textNothing     = lang.T("", "")
	textSemicolon   = lang.T("；", "; ")
	textList        = lang.T("、", ", ")
	textAndMore     = lang.T("%s等 %d 项", "%s and others, %d in all")
	textSumCut      = lang.T("%s…等 %d 项", "%s... %d items")
	textPoints      = lang.T("%s 个百分点", "%s points")
	textInside      = lang.T("（%s）", " (%s)")

	textUnlisted = lang.T("另有 %d 处同类问题，没有逐一列出。", "%d more of this kind are not listed one by one.")

	textInternal     = lang.T("%s：分配的结果加总后与总数不符，没有写入", "%s: the allocated parts did not add up when checked again; nothing was written")
	textInternalHint = lang.T("这是 goalxl 的缺陷，请反馈给我们并附上工作簿", "this is a fault of the program; please report it with the workbook")
)

// direction says whether a difference is too much or too little.
func direction(d decimal.Decimal) lang.Text {
	if d.IsNegative() {
		return textShort
	}
	return textOver
}

// maxWritten is how many members a sum is written out with; longer sums show the first
// shownOfMany and count the rest.
const (
	maxWritten  = 12
	shownOfMany = 5
)

// sumText is the arithmetic of a sum, 3600+4800+3500: rendered only when read.
type sumText struct {
	r      *review
	rows   []int32
	inside bool // stands in brackets behind the sum; left out where there is one member only
}

// In renders the members in their common scale without unit, else each with its own.
func (s sumText) In(l lang.Lang) string {
	switch {
	case !s.inside:
		return s.written(l)
	case len(s.rows) < 2:
		return ""
	}
	return textInside.With(s.written(l)).In(l)
}

func (s sumText) written(l lang.Lang) string {
	shown := s.rows
	if len(shown) > maxWritten {
		shown = shown[:shownOfMany]
	}
	amounts := make([]Amount, 0, len(shown))
	for _, row := range shown {
		if a, ok := s.r.amountOf(int(row)); ok {
			amounts = append(amounts, a)
		}
	}
	text := writeSum(amounts, l)
	if len(shown) < len(s.rows) {
		return textSumCut.With(text, len(s.rows)).In(l)
	}
	return text
}

func writeSum(amounts []Amount, l lang.Lang) string {
	common := len(amounts) > 0
	for _, a := range amounts {
		common = common && a.Scale == amounts[0].Scale && a.Unit == amounts[0].Unit
	}
	var b strings.Builder
	for i, a := range amounts {
		if i > 0 && !a.Value.IsNegative() {
			b.WriteByte('+')
		}
		if common {
			b.WriteString(a.Value.Shift(-int32(a.Scale)).String())
		} else {
			b.WriteString(a.In(l))
		}
	}
	return b.String()
}

// itemList names rows: 华东、华南, and no more than a few of them.
type itemList struct {
	r    *review
	rows []int32
}

// In renders the items; rows without a name are given by their number.
func (s itemList) In(l lang.Lang) string {
	const most = 5
	var names []string
	for _, row := range s.rows[:min(most, len(s.rows))] {
		name := s.r.plan.Breakdowns[row].Item
		if name == "" {
			name = rowsOf(s.r.refs([]int32{row}, FieldItem)).In(l)
		}
		names = append(names, name)
	}
	text := strings.Join(names, textList.In(l))
	if len(s.rows) > most {
		return textAndMore.With(text, len(s.rows)).In(l)
	}
	return text
}

// natural is an amount in the scale in which it reads shortest.
func natural(v decimal.Decimal, u Unit) Amount { return Amount{Value: v, Unit: u}.Natural() }

// pointsText is a difference of shares in percentage points: 5 个百分点.
func pointsText(d decimal.Decimal) lang.Message {
	return textPoints.With(d.Abs().Shift(2).Round(4).String())
}

// exactShare is a computed share with a digit more than the typed one it stands beside.
func exactShare(amount, base decimal.Decimal, digits int8) Share {
	v := amount.DivRound(base, int32(digits)+4)
	if exp := exponentOf(v); exp > -int32(digits)-2 {
		return Share{v, digits}
	} else if exp >= -int32(digits)-4 && v.Mul(base).Equal(amount) {
		return Share{v, int8(-exp - 2)}
	}
	return Share{amount.DivRound(base, int32(digits)+4), digits + 2}
}

func pointer(d decimal.Decimal) *decimal.Decimal { return &d }

// refs gives the cells of a field of some rows.
func (r *review) refs(rows []int32, field Field) []Ref {
	out := make([]Ref, len(rows))
	for i, row := range rows {
		out[i] = r.ref(row, field)
	}
	return out
}

func (r *review) ref(row int32, field Field) Ref {
	at := r.plan.Breakdowns[row].At
	at.Field = field
	return at
}
