package allocate

import (
	"strings"

	"goalxl/internal/lang"
)

// ParsePeriod reads the text of a cell as a span of days: 2024/12/31, 2024年12月,
// 2024/12/ (1 to 31 December), 2024/06-09 (1 June to 30 September), 2024年度, FY2024,
// Q3, 三季度, H1, 上半年, 6月底 (its last day), 12月底前, 6月中旬, Dec 2024, 15 Jun 2024. in
// is the goal's period: it gives the year to what names none (of several
// years, the one in which it lies within in). An error is a *lang.Error that
// wraps the reason: ErrRelative (下周五, 上线前1周), ErrNoYear, ErrImpossible
// (2024/2/30), ErrAmbiguous (06/09/2024), ErrNoDate, ErrBlank. Nothing is guessed,
// and no clock is asked. A fiscal year is taken for the calendar year of its number.
func ParsePeriod(s string, in Period) (Period, error) {
	folded := foldFigure(s)
	p, err := parsePeriod(folded, in)
	if err == ErrNoDate && isRelative(folded) {
		err = ErrRelative
	}
	if err != nil {
		return Period{}, unreadable(s, lang.T("日期", "a date"), lang.T("2024/12/31 或 2024年6月", "2024-12-31 or Jun 2024"), err)
	}
	return p, nil
}

func parsePeriod(s string, in Period) (Period, error) {
	if s == "" {
		return Period{}, ErrBlank
	}
	var p dateParser
	if n, ok := scanDate(s, &p.tokens); !ok || n == 0 {
		return Period{}, ErrNoDate
	}
	if p.peek().kind == tokClose && p.peek().value == 1 { // end of June
		p.at++
		p.close = true
	}
	from, err := p.point()
	if err != nil {
		return Period{}, err
	}
	to, span := from, false
	if k := p.peek().kind; (k == tokRange || k == tokDash) && p.peekAt(1).kind != tokEnd {
		p.at++
		span = true
		if to, err = p.point(); err != nil {
			return Period{}, err
		}
	}
	if p.peek().kind == tokBy {
		p.at++
	}
	if p.peek().kind != tokEnd {
		return Period{}, ErrNoDate
	}
	if span && !joinEnds(&from, &to) || !from.complete() || !to.complete() {
		return Period{}, ErrNoDate
	}
	if p.close && !span {
		from.close = true
		to = from
	}
	return resolveSpan(from, to, in)
}

// dateLevel is the finest part that a written point of time names.
type dateLevel uint8

const (
	bareLevel dateLevel = iota // a number alone: its neighbour says what it counts
	yearLevel
	halfLevel
	quarterLevel
	monthLevel
	tenLevel // 旬
	dayLevel
)

// datePoint is one end of a period as written; what it does not name is 0.
type datePoint struct {
	level            dateLevel
	year, month, day int
	part             int // half, quarter, or 旬 of the month
	number           int // of bareLevel
	parts            int // 前三季度: how many quarters; else 0
	mark             byte
	close            bool
}

// complete reports whether the point names all that its level needs, its year apart.
func (p *datePoint) complete() bool {
	switch p.level {
	case bareLevel:
		return false
	case tenLevel, dayLevel:
		return p.month != 0 && (p.level == tenLevel || p.day != 0)
	case monthLevel:
		return p.month != 0
	case halfLevel, quarterLevel:
		return p.part != 0
	}
	return true
}

// joinEnds lets the two ends of a range lend each other what they leave out:
// 2024/06-09, 6-9月, Jun to Sep 2024, 2024.6.1-8.31.
func joinEnds(from, to *datePoint) bool {
	if from.level == bareLevel {
		from.become(to.level)
	}
	if to.level == bareLevel {
		to.become(from.level)
	}
	if from.level == bareLevel || from.level == yearLevel && from.year != 0 && to.level != yearLevel && to.year == 0 {
		return false // 2024至6月 does not say which part of the year
	}
	if from.year == 0 {
		from.year = to.year
	}
	if to.year == 0 {
		to.year = from.year
	}
	if from.month == 0 && from.level >= tenLevel {
		from.month = to.month
	}
	if to.month == 0 && to.level >= tenLevel {
		to.month = from.month
	}
	return true
}

// become gives the number of a bare point the meaning that level l gives it.
func (p *datePoint) become(l dateLevel) {
	switch l {
	case yearLevel:
		if p.year != 0 || p.number < minYear {
			return
		}
		p.year = p.number
	case quarterLevel:
		p.part = p.number
	case monthLevel:
		p.month = p.number
	case dayLevel:
		p.day = p.number
	default:
		return
	}
	p.level = l
}

// resolveSpan turns two written points into days, in the years that in gives.
func resolveSpan(from, to datePoint, in Period) (Period, error) {
	if from.year != 0 && to.year != 0 {
		return spanOf(from, to)
	}
	if in.IsZero() {
		return Period{}, ErrNoYear
	}
	found, err := Period{}, error(ErrNoYear)
	for year := int(in.From.Year); year <= int(in.To.Year) && year <= int(in.From.Year)+2; year++ {
		from.year, to.year = year, year
		p, e := spanOf(from, to)
		switch {
		case e != nil:
			if found.IsZero() {
				err = e
			}
		case in.Year() == 0 && !in.Contains(p):
		case !found.IsZero():
			return Period{}, ErrNoYear
		default:
			found = p
		}
	}
	if found.IsZero() {
		return Period{}, err
	}
	return found, nil
}

func spanOf(from, to datePoint) (Period, error) {
	a, ok := from.days()
	b, ok2 := to.days()
	if !ok || !ok2 || b.To.Before(a.From) {
		return Period{}, ErrImpossible
	}
	return Period{a.From, b.To}, nil
}

// days returns the days of a complete point; ok is false if there are none.
func (p *datePoint) days() (Period, bool) {
	first, last := 1, 12
	switch p.level {
	case halfLevel:
		if p.part < 1 || p.part > 2 {
			return Period{}, false
		}
		first, last = p.part*6-5, p.part*6
	case quarterLevel:
		if p.part < 1 || p.part > 4 {
			return Period{}, false
		}
		first, last = p.part*3-2, p.part*3
		if p.parts > 0 {
			first = 1
		}
	case monthLevel, tenLevel, dayLevel:
		first, last = p.month, p.month
	}
	if last > 12 || first < 1 {
		return Period{}, false
	}
	span := monthsPeriod(p.year, first, p.year, last)
	if span.IsZero() {
		return Period{}, false
	}
	switch {
	case p.level == dayLevel:
		d, ok := DateOf(p.year, p.month, p.day)
		return Period{d, d}, ok
	case p.level == tenLevel:
		span.From.Day = int8(p.part*10 - 9)
		if p.part < 3 {
			span.To.Day = int8(p.part * 10)
		}
	}
	if p.close {
		span.From = span.To
	}
	return span, true
}

// isRelative reports whether folded text speaks of a day that only another
// event, or the day of reading, can tell; or of a day that comes again and again.
func isRelative(s string) bool {
	for _, w := range [...]string{
		"下周", "上周", "本周", "这周", "周", "星期", "礼拜", "每", "明年", "今年", "去年", "本年", "次年", "下月", "本月", "上月",
		"次月", "当月", "下个月", "上个月", "这个月", "月底", "月末", "月初", "年初", "年中", "季初", "本季", "下季", "上季", "今天", "明天",
		"后天", "今日", "明日", "天内", "日内", "天后", "天前", "日后", "个月", "工作日", "之后", "以后", "后", "前", "长期", "持续", "随时", "常态",
	} {
		if strings.Contains(s, w) {
			return true
		}
	}
	s = strings.ToLower(s)
	for _, w := range [...]string{
		"next ", "this ", "last ", "within ", "after ", "before ", "every", "weekly", "monthly", "daily", "quarterly",
		"annually", "week", "tomorrow", "today", "yesterday", "ongoing", "days", "months", "asap", "t+", "continuous",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
