package templates

import "strings"

// Part says which part of the time a figure covers, as far as its heading says so.
type Part uint8

// The parts of the time.
const (
	Unsaid      Part = iota
	Current          // 本月, 本期, 当月: the period that the table is about
	Cumulative       // 累计, YTD, 1-9月: from the start of the year
	FullYear         // 全年, 年度
	PriorYear        // 上年, 去年同期
	PriorPeriod      // 上月, 上季
	NextPeriod       // 下月
	Week             // 本周, 日均, 4-6月: another stretch than the table's period
	Month            // 3月
	Quarter          // Q3, 三季度
	Half             // H1, 下半年
)

// Span is the time that a heading names.
type Span struct {
	Part Part
	N    int8  // number of the month, quarter or half year
	Year int16 // 0 if none is named
}

// spanWords are the words for parts of the time, the longer before those that
// they contain.
var spanWords = [...]struct {
	word string
	part Part
	n    int8
}{
	{"上年同期", PriorYear, 0}, {"去年同月", PriorYear, 0}, {"上年同月", PriorYear, 0}, {"同月", PriorYear, 0}, {"去年同期", PriorYear, 0}, {"上年度", PriorYear, 0}, {"去年", PriorYear, 0}, {"上年", PriorYear, 0}, {"同期", PriorYear, 0},
	{"prioryear", PriorYear, 0}, {"previousyear", PriorYear, 0}, {"lastyear", PriorYear, 0},
	{"本年累计", Cumulative, 0}, {"全年累计", Cumulative, 0}, {"累计", Cumulative, 0}, {"yeartodate", Cumulative, 0}, {"ytd", Cumulative, 0}, {"cumulative", Cumulative, 0},
	{"上个月", PriorPeriod, 0}, {"上月", PriorPeriod, 0}, {"上季度", PriorPeriod, 0}, {"上期", PriorPeriod, 0}, {"lastmonth", PriorPeriod, 0}, {"lastquarter", PriorPeriod, 0},
	{"下个月", NextPeriod, 0}, {"下周", NextPeriod, 0}, {"下一步", NextPeriod, 0}, {"下步", NextPeriod, 0}, {"下阶段", NextPeriod, 0}, {"下月", NextPeriod, 0}, {"下季度", NextPeriod, 0}, {"下期", NextPeriod, 0}, {"下年", NextPeriod, 0}, {"明年", NextPeriod, 0}, {"nextmonth", NextPeriod, 0}, {"nextyear", NextPeriod, 0},
	{"本周", Week, 0}, {"周度", Week, 0}, {"日均", Week, 0}, {"每日", Week, 0}, {"thisweek", Week, 0}, {"weekly", Week, 0}, {"daily", Week, 0},
	{"第一季度", Quarter, 1}, {"第二季度", Quarter, 2}, {"第三季度", Quarter, 3}, {"第四季度", Quarter, 4},
	{"一季度", Quarter, 1}, {"二季度", Quarter, 2}, {"三季度", Quarter, 3}, {"四季度", Quarter, 4},
	{"第1季度", Quarter, 1}, {"第2季度", Quarter, 2}, {"第3季度", Quarter, 3}, {"第4季度", Quarter, 4},
	{"1季度", Quarter, 1}, {"2季度", Quarter, 2}, {"3季度", Quarter, 3}, {"4季度", Quarter, 4},
	{"quarter1", Quarter, 1}, {"quarter2", Quarter, 2}, {"quarter3", Quarter, 3}, {"quarter4", Quarter, 4},
	{"1q", Quarter, 1}, {"2q", Quarter, 2}, {"3q", Quarter, 3}, {"4q", Quarter, 4},
	{"q1", Quarter, 1}, {"q2", Quarter, 2}, {"q3", Quarter, 3}, {"q4", Quarter, 4},
	{"上半年", Half, 1}, {"下半年", Half, 2}, {"h1", Half, 1}, {"h2", Half, 2},
	{"月当月", Current, 0}, {"当月", Current, 0}, {"本月发生", Current, 0}, {"本月", Current, 0}, {"本季度", Current, 0}, {"本季", Current, 0}, {"本期", Current, 0}, {"当期", Current, 0},
	{"月度", Current, 0}, {"季度", Current, 0}, {"thismonth", Current, 0}, {"thisquarter", Current, 0}, {"monthly", Current, 0}, {"quarterly", Current, 0}, {"mtd", Current, 0}, {"qtd", Current, 0},
	{"十二月", Month, 12}, {"十一月", Month, 11}, {"十月", Month, 10}, {"一月", Month, 1}, {"二月", Month, 2}, {"三月", Month, 3}, {"四月", Month, 4},
	{"五月", Month, 5}, {"六月", Month, 6}, {"七月", Month, 7}, {"八月", Month, 8}, {"九月", Month, 9},
	{"january", Month, 1}, {"february", Month, 2}, {"march", Month, 3}, {"april", Month, 4}, {"june", Month, 6}, {"july", Month, 7},
	{"august", Month, 8}, {"september", Month, 9}, {"october", Month, 10}, {"november", Month, 11}, {"december", Month, 12},
	{"全年", FullYear, 0}, {"年度", FullYear, 0}, {"本年", FullYear, 0}, {"今年", FullYear, 0}, {"fullyear", FullYear, 0}, {"annual", FullYear, 0}, {"yearly", FullYear, 0}, {"thisyear", FullYear, 0},
}

// cutSpan takes what a folded heading says of the time off it, and returns the
// rest: 2024年1月目标 is January 2024 and 目标.
func cutSpan(s string) (Span, string) {
	var sp Span
	s = sp.cutRange(s)
	s = sp.cutDigits(s)
	sofar := sp.Part == Month && (contains(s, "累计", "ytd", "yeartodate", "cumulative") || begins(s, "截至", "截止", "至", "through"))
	for i := range spanWords {
		w := &spanWords[i]
		at := strings.Index(s, w.word)
		if at < 0 || !wholeWord(s, at, len(w.word)) {
			continue
		}
		sp.narrow(w.part, w.n)
		s = s[:at] + s[at+len(w.word):]
	}
	s = sp.cutShortMonth(s)
	if sofar { // 截至6月累计, 6月末累计: from the start of the year
		sp.Part = Cumulative
		for _, w := range [...]string{"截至", "截止", "至", "through"} {
			s = strings.TrimPrefix(s, w)
		}
		s = strings.TrimPrefix(strings.TrimPrefix(s, "末"), "底")
	}
	if sp.Part == Unsaid || sp.Part == FullYear || sp.Year != 0 {
		s = sp.cutLoneUnit(s)
	}
	return sp, strings.ReplaceAll(s, "-", "")
}

// cutLoneUnit takes a single 年 or 月 off either end: 月目标, 年目标.
func (sp *Span) cutLoneUnit(s string) string {
	for _, w := range [...]struct {
		word string
		part Part
	}{{"月", Current}, {"季", Current}, {"年", FullYear}} {
		if rest, ok := strings.CutPrefix(s, w.word); ok {
			sp.narrow(w.part, 0)
			return rest
		}
	}
	return s
}

// narrow sets the part unless a narrower one is known: in 本年3月 the month stays.
func (sp *Span) narrow(p Part, n int8) {
	if sp.Part == Unsaid || sp.Part == FullYear || (sp.Part == Current && p != FullYear) {
		sp.Part, sp.N = p, n
	}
}

// wholeWord reports whether the stretch is not a part of a longer Latin word or
// number: q1 in "q1target" is one, in "faq1" or "q12" it is not.
func wholeWord(s string, at, n int) bool {
	first, last := s[at], s[at+n-1]
	if first >= 0x80 {
		return true
	}
	if n > 3 { // long Latin words are taken wherever they stand: headings are folded without spaces
		return true
	}
	if at > 0 && (isDigit(first) && isDigit(s[at-1]) || !isDigit(first) && isLetter(s[at-1])) {
		return false
	}
	return at+n == len(s) || !(isDigit(last) && isDigit(s[at+n]))
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

// cutRange takes a span of months (1-9月) off: cumulative if it starts in January.
func (sp *Span) cutRange(s string) string {
	at := strings.IndexByte(s, '-')
	if at < 1 {
		return s
	}
	start, end := at, at+1
	for start > 0 && isDigit(s[start-1]) {
		start--
	}
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if !isMonth(s[start:at]) || !isMonth(s[at+1:end]) || !strings.HasPrefix(s[end:], "月") {
		return s
	}
	if number(s[start:at]) == 1 {
		sp.Part, sp.N = Cumulative, int8(number(s[at+1:end]))
	} else {
		sp.Part = Week
	}
	return s[:start] + s[end+len("月"):]
}

// number reads a few digits.
func number(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
