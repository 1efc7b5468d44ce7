package allocate

// Date is a day of the calendar, without a clock and without a time zone. The
// zero Date is "no date".
type Date struct {
	Year       int16
	Month, Day int8
}

// The years that dates can have: those of a spreadsheet's calendar.
const (
	minYear = 1900
	maxYear = 9999
)

// DateOf returns the given day; ok is false, and the Date zero, where the
// calendar has no such day between 1900 and 9999.
func DateOf(year, month, day int) (d Date, ok bool) {
	if year < minYear || year > maxYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return Date{int16(year), int8(month), int8(day)}, true
}

// daysIn returns the number of days of a month.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or +1 as d is before, the same as or after e.
func (d Date) Compare(e Date) int {
	a, b := d.order(), e.order()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (d Date) order() int { return int(d.Year)<<9 | int(d.Month)<<5 | int(d.Day) }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.order() < e.order() }

// AddDays returns the day that is n days later; earlier, if n is negative. The
// zero Date, and days outside the calendar, give the zero Date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() || n > 4e6 || n < -4e6 {
		return Date{}
	}
	return dateOfNumber(d.number() + n)
}

// DaysUntil returns how many days later e is than d.
func (d Date) DaysUntil(e Date) int { return e.number() - d.number() }

// number counts the days of the Gregorian calendar, beginning each year on 1
// March so that the leap day stands last (the civil calendar's usual count).
func (d Date) number() int {
	y, m := int(d.Year), int(d.Month)
	if m < 3 {
		y, m = y-1, m+12
	}
	return y*365 + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int(d.Day)
}

// dateOfNumber is the inverse of number.
func dateOfNumber(n int) Date {
	const fourCenturies = 146097
	if n < 1 || n > maxYear*366 {
		return Date{}
	}
	n--
	era, day := n/fourCenturies, n%fourCenturies
	year := (day - day/1460 + day/36524 - day/146096) / 365
	day -= year*365 + year/4 - year/100
	m := (5*day + 2) / 153
	d := day - (153*m+2)/5 + 1
	year += era * 400
	if m += 3; m > 12 {
		year, m = year+1, m-12
	}
	date, _ := DateOf(year, m, d)
	return date
}

// String returns the day as 2024-12-31; "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := [10]byte{4: '-', 7: '-'}
	y := int(d.Year)
	b[0], b[1], b[2], b[3] = byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10)
	b[5], b[6] = byte('0'+d.Month/10), byte('0'+d.Month%10)
	b[8], b[9] = byte('0'+d.Day/10), byte('0'+d.Day%10)
	return string(b[:])
}

// DateFromSerial returns the day of a spreadsheet's serial number: 45657 is
// 2024-12-31, or 2029-01-01 in workbooks that count from 1904. In the 1900
// calendar 60 stands for 29 February 1900, a day that never was: it gives the
// zero Date, as do numbers outside the calendar.
func DateFromSerial(n int, date1904 bool) Date {
	switch {
	case n < 0 || n > 2958465:
		return Date{}
	case date1904:
		return Date{1904, 1, 1}.AddDays(n)
	case n == 0 || n == 60:
		return Date{}
	case n < 60:
		return Date{1900, 1, 1}.AddDays(n - 1)
	}
	return Date{1900, 3, 1}.AddDays(n - 61)
}
