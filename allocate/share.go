package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Share is a part of a whole: 40% is 0.4.
type Share struct {
	Value decimal.Decimal // fraction; may be negative or above 1
	// Digits is the number of digits after the point of the percentage as
	// written: 40% has 0, 33.3% has 1.
	Digits int8
}

// NewShare returns the share of value v, a fraction, shown with the given
// number of digits after the point of the percentage. The value itself is not
// rounded: see Rounded.
func NewShare(v decimal.Decimal, digits int8) Share { return Share{Value: v, Digits: max(0, digits)} }

// Rounded returns the share with its value rounded, half away from zero, to the
// digits that are shown.
func (s Share) Rounded() Share {
	s.Value = s.Value.Round(int32(s.Digits) + 2)
	return s
}

// LastDigit returns what the last digit shown is worth, as a fraction: 0.01 for
// 40%, 0.001 for 33.3%.
func (s Share) LastDigit() decimal.Decimal { return decimal.New(1, -2-int32(s.Digits)) }

// How many digits there may be before and behind the point of a fraction that is
// typed.
const (
	largestShare = 15
	finestShare  = 30
)

// ParseShare reads the text of a cell as a share: 40%, 33.3 %, ４０％, 0.4. A number
// without a percent sign is a fraction; with percent, as under a heading
// 占比（%）, it is a percentage: 40. An error is a *lang.Error that wraps the
// reason; what is no single definite share (≥40%, 30-40%, 约四成) is never guessed at.
func ParseShare(s string, percent bool) (Share, error) {
	p := amountParser{rest: foldFigure(s)}
	bare := Unit("")
	if percent {
		bare = PercentUnit
	}
	a, err := p.parse(bare, 0)
	switch {
	case err == nil && a.Unit != "" && a.Unit != PercentUnit || p.scaled:
		err = ErrRemark
	case err == nil && (a.Value.NumDigits()+int(a.Value.Exponent()) > largestShare || a.Digits > finestShare):
		err = ErrTooLarge
	}
	if err != nil {
		return Share{}, unreadable(s, lang.T("占比", "a share"), lang.T("40%", "40%"), p.reason(err))
	}
	if a.Unit == PercentUnit {
		return Share{a.Value, a.Digits}, nil
	}
	return Share{a.Value, max(0, a.Digits-2)}, nil
}

// In renders the share as a percentage with its digits, rounded to them half
// away from zero where it has more: 40%, 33.3%. Thousands are not set apart.
func (s Share) In(lang.Lang) string {
	return s.Value.Shift(2).StringFixed(int32(s.Digits)) + "%"
}

// Exact renders the share as a percentage with as many digits as it needs, at
// least its own.
func (s Share) Exact() string {
	v := s.Value.Shift(2)
	return v.StringFixed(max(int32(s.Digits), placesOf(v))) + "%"
}

// Plain returns the fraction as a plain decimal for JSON: 0.4.
func (s Share) Plain() string { return s.Value.String() }
