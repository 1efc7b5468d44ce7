package actuals

import (
	"strconv"
	"strings"

	"goalxl/allocate"
)

// when is the month that a text names, as far as it does.
type when struct {
	month allocate.Month // of the year, where one is named; else of the year 0: see needsYear
	day   bool           // it names a day
	upTo  bool           // it names the months from January on: 1-6月
	year  bool           // it names its year
}

// monthOf reads a month: 2024-06, 2024年6月, 2024年06月份, 202406, 2024/6/30, 6月, 1-6月,
// Jun-24, Jun 2024, 06/2024, 六月, and the day numbers of spreadsheets (45443). year is
// that of months without one.
func monthOf(s string, year int) (when, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 40 {
		return when{}, false
	}
	folded := strings.TrimSuffix(strings.TrimSuffix(fold(s), "月份"), "月")
	if w, ok := shortMonth(folded, year); ok {
		return w, true
	}
	in := allocate.Period{}
	if year > 0 {
		in = allocate.YearPeriod(year)
	}
	p, err := allocate.ParsePeriod(s, in)
	if err != nil {
		return when{}, false
	}
	return spanOf(p, s)
}

// spanOf takes a period that is a day, a month, or months from January on.
func spanOf(p allocate.Period, s string) (when, bool) {
	first, last := allocate.MonthOf(p.From), allocate.MonthOf(p.To)
	w := when{month: last, year: strings.Contains(s, strconv.Itoa(last.Year()))}
	switch {
	case p.From == p.To:
		w.day = true
		return w, true
	case p == last.Period():
		return w, true
	case first.Year() == last.Year() && first.Number() == 1 && p == (allocate.Period{From: first.First(), To: last.Last()}) && last.Number() < 12 && !isWord(s):
		w.upTo = true
		return w, true
	}
	return when{}, false
}

// isWord reports whether a span is given by a word (Q1, 上半年) rather than by its months.
func isWord(s string) bool { return !strings.ContainsAny(s, "-~－—–至到") }

var monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// shortMonth reads the folded forms that are no dates elsewhere: jun24, 2024.6, 24-6, 062024,
// 45443.
func shortMonth(s string, year int) (when, bool) {
	for i, name := range monthNames { // Jun-24 of a column of months is June 2024
		rest, ok := strings.CutPrefix(s, name)
		if rest = strings.TrimLeft(rest, "-' ./"); ok && len(rest) == 2 && digits(rest) {
			return full(2000+number(rest), i+1)
		}
	}
	sep := strings.IndexAny(s, "./-年m")
	switch {
	case digits(s) && len(s) == 5 && number(s) >= 36526 && number(s) <= 73050: // 2000 to 2099
		day := allocate.DateFromSerial(number(s), false)
		return when{month: allocate.MonthOf(day), day: true, year: true}, true
	case digits(s) && len(s) <= 2 && year > 0:
		if w, ok := full(year, number(s)); ok {
			w.year = false
			return w, true
		}
	case sep == 4 && digits(s[:4]) && digits(s[sep+sepSize(s[sep:]):]) && len(s)-sep-sepSize(s[sep:]) <= 2:
		return full(number(s[:4]), number(s[sep+sepSize(s[sep:]):]))
	case sep > 0 && sep <= 2 && digits(s[:sep]) && len(s) == sep+5 && digits(s[sep+1:]): // 06/2024
		return full(number(s[sep+1:]), number(s[:sep]))
	}
	return when{}, false
}

func sepSize(s string) int {
	if strings.HasPrefix(s, "年") {
		return len("年")
	}
	return 1
}

func full(year, month int) (when, bool) {
	m := allocate.MonthNumbered(year, month)
	return when{month: m, year: true}, m != 0 && year >= 1990 && year < 2100
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
