package allocate

import (
	"fmt"

	"goalxl/internal/lang"
)

// Period is a span of days, both ends included. The zero Period is "no period".
// A day is a Period with equal ends; 2024/12/ is 1 to 31 December 2024 and due
// on its last day.
type Period struct{ From, To Date }

// YearPeriod returns the calendar year; the zero Period outside 1900 to 9999.
func YearPeriod(year int) Period { return monthsPeriod(year, 1, year, 12) }

// monthsPeriod returns the whole months from one to the other.
func monthsPeriod(fromYear, fromMonth, toYear, toMonth int) Period {
	from, ok := DateOf(fromYear, fromMonth, 1)
	to, ok2 := DateOf(toYear, toMonth, daysIn(toYear, toMonth))
	if !ok || !ok2 {
		return Period{}
	}
	return Period{from, to}
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Contains reports whether all of q lies in p. The zero Period contains
// nothing, and nothing contains it.
func (p Period) Contains(q Period) bool {
	return !p.IsZero() && !q.IsZero() && !q.From.Before(p.From) && !p.To.Before(q.To)
}

// ContainsDay reports whether d lies in p.
func (p Period) ContainsDay(d Date) bool { return p.Contains(Period{d, d}) }

// Overlaps reports whether p and q have a day in common.
func (p Period) Overlaps(q Period) bool {
	return !p.IsZero() && !q.IsZero() && !q.To.Before(p.From) && !p.To.Before(q.From)
}

// Days returns the number of days, both ends counted; 0 for the zero Period.
func (p Period) Days() int {
	if p.IsZero() {
		return 0
	}
	return p.From.DaysUntil(p.To) + 1
}

// Year returns the calendar year that the whole period lies in; 0 if it has
// none, or days of several.
func (p Period) Year() int {
	if p.From.Year != p.To.Year {
		return 0
	}
	return int(p.From.Year)
}

// wholeMonths reports whether the period begins with a first and ends with a
// last day of a month.
func (p Period) wholeMonths() bool {
	return p.From.Day == 1 && int(p.To.Day) == daysIn(int(p.To.Year), int(p.To.Month))
}

// In renders the period for people: 2024年度, 2024年第三季度, 2024年上半年, 2024年12月,
// 2024年6月至9月, 2024年6月15日; 2024, Q3 2024, H1 2024, Dec 2024, Jun to Sep 2024,
// 15 Jun 2024. ParsePeriod reads all of them. The zero Period is "".
func (p Period) In(l lang.Lang) string {
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return dayIn(p.From, l)
	case !p.wholeMonths():
		return fmt.Sprintf(lang.T("%s至%s", "%s to %s").In(l), dayIn(p.From, l), dayIn(p.To, l))
	case p.From.Year != p.To.Year:
		if p.From.Month == 1 && p.To.Month == 12 {
			return fmt.Sprintf(lang.T("%d年至%d年", "%d to %d").In(l), p.From.Year, p.To.Year)
		}
		return fmt.Sprintf(lang.T("%s至%s", "%s to %s").In(l), monthIn(p.From, l), monthIn(p.To, l))
	}
	return p.inYear(l)
}

// inYear renders whole months of one year.
func (p Period) inYear(l lang.Lang) string {
	from, to, year := p.From.Month, p.To.Month, p.From.Year
	switch months := to - from + 1; {
	case months == 12:
		return fmt.Sprintf(lang.T("%d年度", "%d").In(l), year)
	case months == 6 && from%6 == 1:
		if l == lang.EN {
			return fmt.Sprintf("H%d %d", from/6+1, year)
		}
		return fmt.Sprintf("%d年%s半年", year, [...]string{"上", "下"}[from/6])
	case months == 3 && from%3 == 1:
		if l == lang.EN {
			return fmt.Sprintf("Q%d %d", from/3+1, year)
		}
		return fmt.Sprintf("%d年第%s季度", year, [...]string{"一", "二", "三", "四"}[from/3])
	case months == 1:
		return monthIn(p.From, l)
	}
	if l == lang.EN {
		return fmt.Sprintf("%s to %s %d", monthName(from), monthName(to), year)
	}
	return fmt.Sprintf("%d年%d月至%d月", year, from, to)
}

func monthIn(d Date, l lang.Lang) string {
	if l == lang.EN {
		return fmt.Sprintf("%s %d", monthName(d.Month), d.Year)
	}
	return fmt.Sprintf("%d年%d月", d.Year, d.Month)
}

func dayIn(d Date, l lang.Lang) string {
	if l == lang.EN {
		return fmt.Sprintf("%d %s %d", d.Day, monthName(d.Month), d.Year)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// monthName returns the English abbreviation of a month, 1 to 12.
func monthName(m int8) string {
	return "JanFebMarAprMayJunJulAugSepOctNovDec"[3*(m-1) : 3*m]
}
