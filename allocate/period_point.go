package allocate

// dateParser reads the pieces of a written date from left to right.
type dateParser struct {
	tokens [maxTokens]dateToken
	at     int
	close  bool // "end of" stands in front
}

func (p *dateParser) peek() dateToken { return p.peekAt(0) }

func (p *dateParser) peekAt(n int) dateToken {
	if p.at+n >= maxTokens {
		return dateToken{}
	}
	return p.tokens[p.at+n]
}

// small takes a number of at most two digits, or of Chinese digits. A zero, which
// no month and no day has, is -1: that is impossible, not missing.
func (p *dateParser) small() (int, bool) {
	if t := p.peek(); t.kind == tokNumber && t.width <= 2 {
		p.at++
		if t.value == 0 {
			return -1, true
		}
		return t.value, true
	}
	return 0, false
}

// point reads one end of a period.
func (p *dateParser) point() (datePoint, error) {
	var q datePoint
	p.year(&q)
	if err := p.rest(&q); err != nil {
		return q, err
	}
	if q.year == 0 {
		p.yearBehind(&q)
	}
	if p.peek().kind == tokClose && q.level != bareLevel && q.level != dayLevel {
		p.at++
		q.close = true
	}
	return q, nil
}

// year reads a year in front: 2024年, FY2024, 2024/, 24年, or 2024 alone.
func (p *dateParser) year(q *datePoint) {
	t, next := p.peek(), p.peekAt(1)
	fiscal := t.kind == tokFiscal
	if fiscal {
		t, next = next, p.peekAt(2)
	}
	if t.kind != tokNumber {
		return
	}
	switch {
	case t.width == 4 && t.value >= minYear && t.value < 2200:
		q.year = t.value
	case t.width == 2 && (fiscal || next.kind == tokYear):
		q.year = 2000 + t.value
	default:
		return
	}
	q.level = yearLevel
	p.at++
	if fiscal {
		p.at++
	}
	if p.peek().kind == tokYear {
		p.at++
	}
}

// rest reads what follows the year, or stands alone without one.
func (p *dateParser) rest(q *datePoint) error {
	t := p.peek()
	switch t.kind {
	case tokEnd:
		if q.level == bareLevel {
			return ErrNoDate
		}
	case tokHalf:
		p.at++
		q.level, q.part = halfLevel, t.value
	case tokAll:
		p.at++
		q.level = yearLevel
	case tokYear: // 年底: the year is the goal's
		if q.level != bareLevel {
			return ErrNoDate
		}
		p.at++
		if k := p.peek().kind; k != tokClose && k != tokBy {
			return ErrNoDate
		}
		q.level = yearLevel
	case tokSlash, tokDash:
		return p.chain(q, t)
	case tokQ, tokFirst, tokBy:
		return p.quarter(q)
	case tokMonth: // Month 3 2026
		if t.value == 1 && p.peekAt(1).kind == tokNumber {
			p.at++
			q.month, _ = p.small()
			q.level = monthLevel
		}
	case tokName:
		p.at++
		q.month, q.level = t.value, monthLevel
		p.dayBehindName(q)
	case tokNumber:
		return p.numbered(q, t)
	}
	return nil
}

// chain reads /12/31, -12-31, .12.31 or /12/ behind a year. A dash is part of
// the date only before one or two digits.
func (p *dateParser) chain(q *datePoint, sep dateToken) error {
	if q.level != yearLevel {
		return ErrNoDate
	}
	switch next := p.peekAt(1); next.kind {
	case tokQ, tokHalf, tokName: // 2024-Q3
		if p.tokens[p.at-1].kind == tokNumber {
			p.at++
			return p.rest(q)
		}
	}
	if next := p.peekAt(1); next.kind != tokNumber || next.width > 2 || next.width == 0 {
		if p.peekAt(1).kind == tokEnd && sep.kind == tokSlash && sep.mark == '/' {
			p.at++ // 2024/
		}
		return nil
	}
	if k := p.peekAt(2).kind; k == tokMonth || k == tokQuarter { // 2024-6月
		p.at++
		return p.rest(q)
	}
	p.at++
	q.month, _ = p.small()
	q.level, q.mark = monthLevel, sepMark(sep)
	if !sameSeparator(p.peek(), sep) {
		return nil
	}
	next := p.peekAt(1)
	switch {
	case next.kind == tokNumber && next.width > 0 && next.width <= 2:
		p.at++
		q.day, _ = p.small()
		q.level = dayLevel
	case sep.kind == tokSlash && next.kind != tokNumber:
		p.at++ // 2024/12/
	}
	return nil
}

func sepMark(t dateToken) byte {
	if t.kind == tokDash {
		return '-'
	}
	return t.mark
}

func sameSeparator(a, b dateToken) bool { return a.kind == b.kind && a.mark == b.mark }

// quarter reads Q3, 第3季度, 前三季度.
func (p *dateParser) quarter(q *datePoint) error {
	first := p.peek().kind
	p.at++
	n, ok := p.small()
	if !ok {
		return ErrNoDate
	}
	q.level, q.part = quarterLevel, n
	switch {
	case first == tokQ:
		return nil
	case p.peek().kind == tokQuarter:
		p.at++
		if first == tokBy { // 前三季度
			q.parts = n
		}
		return nil
	}
	return ErrNoDate
}

// numbered reads a point that goes on with a number: 12月31日, 三季度, 31 Dec 2024,
// 31/12/2024, 20241231, or a bare number of a range.
func (p *dateParser) numbered(q *datePoint, t dateToken) error {
	if q.year == 0 && (t.width == 8 || t.width == 6) {
		return p.compact(q, t)
	}
	n, ok := p.small()
	if !ok {
		return ErrNoDate
	}
	switch next := p.peek(); next.kind {
	case tokMonth:
		p.at++
		q.month, q.level = n, monthLevel
		p.dayOfMonth(q)
	case tokQuarter:
		p.at++
		q.part, q.level = n, quarterLevel
	case tokDay:
		p.at++
		q.day, q.level = n, dayLevel
	case tokName: // 31 Dec 2024
		p.at++
		q.day, q.month, q.level = n, next.value, dayLevel
	case tokSlash, tokDash:
		q.number, q.level = n, bareLevel
		return p.dayAndMonth(q, next)
	default:
		if next.kind == tokYear {
			return ErrNoDate
		}
		q.number, q.level = n, bareLevel
	}
	return nil
}

// dayOfMonth reads what may follow 6月: 15日, 15, 上旬.
func (p *dateParser) dayOfMonth(q *datePoint) {
	switch t := p.peek(); t.kind {
	case tokTen:
		p.at++
		q.part, q.level = t.value, tenLevel
	case tokNumber:
		if t.width == 0 || t.width > 2 {
			return
		}
		p.at++
		q.day, q.level = t.value, dayLevel
		if p.peek().kind == tokDay {
			p.at++
		}
	}
}

// dayBehindName reads Dec 31; a number of four digits is the year.
func (p *dateParser) dayBehindName(q *datePoint) {
	t, next := p.peek(), p.peekAt(1)
	if t.kind != tokNumber || t.width == 0 || t.width > 2 {
		return
	}
	if q.year == 0 && next.kind == tokEnd && t.width == 2 && t.value > 31 {
		return
	}
	p.at++
	q.day, q.level = t.value, dayLevel
}

// yearBehind reads a year that stands behind: Dec 2024, Q3 2024, 31-Dec-2024.
func (p *dateParser) yearBehind(q *datePoint) {
	t := p.peek()
	skip := 0
	if (t.kind == tokDash || t.kind == tokSlash) && q.mark == 0 && q.level >= halfLevel {
		t, skip = p.peekAt(1), 1
	}
	if t.kind == tokFiscal {
		t, skip = p.peekAt(skip+1), skip+1
	}
	if t.kind != tokNumber || t.width != 4 || t.value < minYear || t.value >= 2200 || q.level == bareLevel {
		return
	}
	if k := p.peekAt(skip + 1).kind; skip > 0 && (k == tokDash || k == tokSlash || k == tokYear || k == tokName) {
		return // the next end of a range
	}
	q.year = t.value
	p.at += skip + 1
	if p.peek().kind == tokYear {
		p.at++
	}
}

// compact reads 20241231 or 202412.
func (p *dateParser) compact(q *datePoint, t dateToken) error {
	v := t.value
	q.level = monthLevel
	if t.width == 8 {
		q.day, q.level = v%100, dayLevel
		v /= 100
	}
	q.year, q.month = v/100, v%100
	if q.year < minYear || q.year >= 2200 || q.month < 1 || q.month > 12 {
		return ErrNoDate
	}
	p.at++
	return nil
}

// dayAndMonth reads 31/12/2024 behind its first number, where it is sure which
// number is the month; and 8.31 as the second end of a range that has the year.
func (p *dateParser) dayAndMonth(q *datePoint, sep dateToken) error {
	second, third := p.peekAt(1), p.peekAt(3)
	if second.kind != tokNumber || second.width == 0 || second.width > 2 {
		if second.kind == tokName && sep.kind == tokDash { // 31-Dec-2024
			p.at += 2
			q.day, q.month, q.level = q.number, second.value, dayLevel
		}
		return nil
	}
	if !sameSeparator(p.peekAt(2), sep) || third.kind != tokNumber || third.width != 4 {
		return p.monthAndDay(q, sep, second.value)
	}
	a, b := q.number, second.value
	switch {
	case a > 12 || a == b:
		q.day, q.month = a, b
	case b > 12:
		q.day, q.month = b, a
	default:
		return ErrAmbiguous
	}
	q.year, q.level = third.value, dayLevel
	p.at += 4
	return nil
}

// monthAndDay reads 8.31 as the second end of a range that has the year, and
// 6/15 alone, where only one of the two can be the month.
func (p *dateParser) monthAndDay(q *datePoint, sep dateToken, second int) error {
	switch secondEnd := p.at > 1; {
	case sep.kind != tokSlash:
		return nil
	case secondEnd || sep.mark == '/' && second > 12 && q.number <= 12:
		q.month, q.day = q.number, second
	case sep.mark == '/' && q.number > 12 && second <= 12:
		q.month, q.day = second, q.number
	case sep.mark == '/' && q.number <= 12:
		return ErrAmbiguous
	default:
		return nil
	}
	p.at += 2
	q.level = dayLevel
	return nil
}
