package allocate

// dayNumber orders days; it is no count of days.
func dayNumber(d Date) int32 { return int32(d.Year)*10000 + int32(d.Month)*100 + int32(d.Day) }

// covers reports whether a period has all days of another one. No period covers
// every period.
func covers(outer, inner Period) bool {
	if outer == (Period{}) {
		return true
	}
	return inner != (Period{}) && dayNumber(outer.From) <= dayNumber(inner.From) && dayNumber(inner.To) <= dayNumber(outer.To)
}

// monthsOf returns how many calendar months a period has from the first of a
// month to the last of one, roughly: parts of months count as whole ones.
// 0 for no period.
func monthsOf(p Period) int32 {
	if p == (Period{}) {
		return 0
	}
	return (int32(p.To.Year)-int32(p.From.Year))*12 + int32(p.To.Month) - int32(p.From.Month) + 1
}
