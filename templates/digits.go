package templates

import "strings"

// The years that a heading can name.
const (
	firstYear = 1990
	lastYear  = 2099
)

// cutDigits takes years and numbered months off a folded heading: 2024年, FY24,
// 3月, "month 1 2019" (folded: month12019), 202403.
func (sp *Span) cutDigits(s string) string {
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		end := i
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		if end-i > 6 {
			return s
		}
		from, to := sp.readDigits(s, i, end)
		if to == from {
			i = end
			continue
		}
		s = s[:from] + s[to:]
		i = from
	}
	return s
}

// readDigits reads the run of digits s[i:end] with the words around it, and
// returns the stretch that it takes up; an empty one if it says nothing of time.
func (sp *Span) readDigits(s string, i, end int) (from, to int) {
	digits, after := s[i:end], s[end:]
	if year, month, ok := isoMonth(s[i:]); ok && i == 0 {
		sp.Year = int16(year)
		sp.narrow(Month, int8(month))
		return i, len(s)
	}
	if n := len(digits); n > 4 {
		if year := number(digits[:4]); n == 6 && year >= firstYear && year <= lastYear && isMonth(digits[4:]) {
			sp.Year = int16(year)
			sp.narrow(Month, int8(number(digits[4:])))
			return trimWords(s, i, end, "", "月")
		}
		if year := number(digits[n-4:]); year >= firstYear && year <= lastYear && isMonth(digits[:n-4]) {
			sp.Year = int16(year)
			if part := numbered(s[:i], digits[:n-4]); part != Unsaid { // q42024
				sp.narrow(part, int8(number(digits[:n-4])))
				return i - 1, end
			}
			sp.narrow(Month, int8(number(digits[:n-4])))
			return trimWords(s, i, end, "month", "")
		}
		return i, i
	}
	switch n := number(digits); {
	case len(digits) == 4 && n >= firstYear && n <= lastYear:
		sp.Year = int16(n)
		return trimWords(s, i, end, "fy", "年度|年")
	case len(digits) == 2 && n >= 10 && n < 60 && (strings.HasPrefix(after, "年") || strings.HasSuffix(s[:i], "fy")):
		sp.Year = int16(2000 + n)
		return trimWords(s, i, end, "fy", "年度|年")
	case isMonth(digits) && (strings.HasPrefix(after, "月") || strings.HasSuffix(s[:i], "month")):
		sp.narrow(Month, int8(n))
		return trimWords(s, i, end, "month", "月份|月")
	}
	return i, i
}

// isoMonth reads a text that is nothing but a year and a month: 2025-01, 2025/1, and
// what folding leaves of 2025.1.
func isoMonth(s string) (year, month int, ok bool) {
	if len(s) < 5 || len(s) > 7 {
		return 0, 0, false
	}
	digits := strings.TrimLeft(s[4:], "-/")
	for i := range len(s) {
		if !isDigit(s[i]) && (i != 4 || s[i] != '-' && s[i] != '/') {
			return 0, 0, false
		}
	}
	if year = number(s[:4]); year < firstYear || year > lastYear || !isMonth(digits) {
		return 0, 0, false
	}
	return year, number(digits), true
}

// numbered returns what the letter before a digit makes of it: q4 is a quarter,
// h1 a half year; Unsaid if it is neither.
func numbered(before, digits string) Part {
	switch n := number(digits); {
	case len(digits) != 1 || before == "":
	case before[len(before)-1] == 'q' && n >= 1 && n <= 4:
		return Quarter
	case before[len(before)-1] == 'h' && n >= 1 && n <= 2 && !strings.HasSuffix(before, "month"):
		return Half
	}
	return Unsaid
}

// isMonth reports whether the digits are 1 to 12.
func isMonth(digits string) bool {
	n := number(digits)
	return len(digits) <= 2 && n >= 1 && n <= 12
}

// trimWords widens the stretch by a word before it and the first fitting word
// (given with | between) after it.
func trimWords(s string, i, end int, before, after string) (from, to int) {
	from, to = i, end
	if before != "" && strings.HasSuffix(s[:i], before) {
		from -= len(before)
	}
	for after != "" {
		word, rest, _ := strings.Cut(after, "|")
		if strings.HasPrefix(s[end:], word) {
			return from, to + len(word)
		}
		after = rest
	}
	return from, to
}

// cutShortMonth takes jan ... dec off if nothing or a year is left besides it,
// or a word of a figure follows: these short words stand in many others.
func (sp *Span) cutShortMonth(s string) string {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(s) < 3 || sp.Part == Month {
		return s
	}
	at := strings.Index(months, s[:3])
	if at < 0 || at%3 != 0 {
		return s
	}
	rest := s[3:]
	if n := len(rest); n == 2 && isDigit(rest[0]) && isDigit(rest[1]) && sp.Year == 0 { // jan25
		sp.Year = int16(2000 + number(rest))
		sp.narrow(Month, int8(at/3+1))
		return ""
	}
	switch rest {
	case "", "target", "plan", "actual", "budget", "sales", "quota":
		sp.narrow(Month, int8(at/3+1))
		return rest
	}
	return s
}
