package allocate

import (
	"fmt"

	"goalxl/internal/lang"
)

// Month is a month of the calendar, counted from January of the year 0: the months
// of a series follow each other by one. The zero Month is "no month".
type Month int32

// MonthOf returns the month that a day lies in; the zero Month for the zero Date.
func MonthOf(d Date) Month {
	if d.IsZero() {
		return 0
	}
	return Month(int32(d.Year)*12 + int32(d.Month) - 1)
}

// MonthNumbered returns the month of a year by its number, 1 to 12; the zero Month
// outside the calendar.
func MonthNumbered(year, number int) Month {
	d, _ := DateOf(year, number, 1)
	return MonthOf(d)
}

// Year returns the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Number returns the number of the month in its year, 1 to 12.
func (m Month) Number() int { return int(m)%12 + 1 }

// First returns the month's first day.
func (m Month) First() Date {
	if m == 0 {
		return Date{}
	}
	return Date{int16(m.Year()), int8(m.Number()), 1}
}

// Last returns the month's last day.
func (m Month) Last() Date {
	if m == 0 {
		return Date{}
	}
	return Date{int16(m.Year()), int8(m.Number()), int8(daysIn(m.Year(), m.Number()))}
}

// Period returns the days of the month.
func (m Month) Period() Period { return Period{m.First(), m.Last()} }

// String returns the month as 2024-06; "" for the zero Month.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), m.Number())
}

// In renders the month for people: 2024年6月, Jun 2024.
func (m Month) In(l lang.Lang) string {
	if m == 0 {
		return ""
	}
	return monthIn(m.First(), l)
}
