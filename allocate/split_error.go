package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// SplitFault says why a split is impossible.
type SplitFault uint8

// The faults of a request to Split.
const (
	LocksExceed     SplitFault = iota // the locked parts are beyond the total
	LocksDiffer                       // all parts are locked, and are not the total
	MinExceed                         // locks and minimums are more than the total
	MaxShort                          // locks and maximums are less than the total
	BoundsCrossed                     // a minimum above its maximum
	LockOutside                       // a locked value outside its own bounds
	WeightNegative                    // a weight below zero
	UnitNotPositive                   // a rounding unit that is not above zero
	NoParts                           // nothing to split a total among
	SplitTooLarge                     // a number that no amount can be
)

// SplitError says why a total cannot be split as asked.
type SplitError struct {
	Why   SplitFault
	Part  int             // index of the part that is at fault; -1 if none alone is
	Given decimal.Decimal // what was asked for, in base units: the sum of the locks, the minimum ...
	Limit decimal.Decimal // what a part's own figure goes against
	Total decimal.Decimal
}

// Error says it in English, in base units.
func (e *SplitError) Error() string { return "splitting: " + e.In(lang.EN) }

// In says it in base units.
func (e *SplitError) In(l lang.Lang) string { return e.Message(Amount{}).In(l) }

// Message says it in one sentence, with the amounts in the unit and scale of
// like: 锁定的部分合计 9000万元，超过总数 8000万元.
func (e *SplitError) Message(like Amount) lang.Message {
	given, limit, total := like.With(e.Given), like.With(e.Limit), like.With(e.Total)
	switch e.Why {
	case LocksExceed:
		return lang.T("锁定的部分合计 %s，超过总数 %s", "the locked parts add to %s, more than the total %s").With(given, total)
	case LocksDiffer:
		return lang.T("各部分全部锁定，合计 %s，不等于总数 %s", "all parts are locked and add to %s, not to the total %s").With(given, total)
	case MinExceed:
		return lang.T("各部分的下限合计 %s，超过总数 %s", "the minimums add to %s, more than the total %s").With(given, total)
	case MaxShort:
		return lang.T("各部分的上限合计 %s，不够分完总数 %s", "the maximums add to %s, less than the total %s").With(given, total)
	case BoundsCrossed:
		return lang.T("第 %d 部分的下限 %s 高于上限 %s", "part %d has a minimum of %s above its maximum of %s").With(e.Part+1, given, limit)
	case LockOutside:
		return lang.T("第 %d 部分锁定为 %s，超出它自己的界限 %s", "part %d is locked at %s, beyond its own bound of %s").With(e.Part+1, given, limit)
	case WeightNegative:
		return lang.T("第 %d 部分的权重 %s 是负数", "part %d has a negative weight, %s").With(e.Part+1, e.Given.String())
	case UnitNotPositive:
		return lang.T("取整单位 %s 必须大于 0", "the rounding unit %s must be above 0").With(e.Given.String())
	case NoParts:
		return lang.T("没有可以分配 %s 的部分", "there is nothing to split %s among").With(total)
	}
	return lang.Message{Text: lang.T("数字大得不合理，无法分配", "a number is unreasonably large and cannot be split")}
}

// For makes it an error for people, with the amounts in the unit and scale of
// like.
func (e *SplitError) For(like Amount) *lang.Error {
	return &lang.Error{
		What:  e.Message(like),
		Hint:  lang.Message{Text: lang.T("请先改好这几个数再分配", "correct these figures, then split again")},
		Cause: e,
	}
}
