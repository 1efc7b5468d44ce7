package allocate

// Date is a day of the calendar, without a clock and without a time zone. The
// zero Date is "no date".
type Date struct {
	Year       int16
	Month, Day int8
}

// Period is a span of days, both ends included. The zero Period is "no period".
// A day is a Period with equal ends; 2024/12/ is 1 to 31 December 2024 and due
// on its last day.
type Period struct{ From, To Date }
