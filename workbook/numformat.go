package workbook

import (
	"strings"

	"goalxl/templates"
)

// numberFormat is what a number format says about the numbers under it.
type numberFormat struct {
	general bool
	date    bool // shown as a date or a time; set from the styles
	percent bool
	text    bool // @: what is typed stays text
	noDay   bool // a date without its day: yyyy"年"m"月"
	noMonth bool // a date without its month either: yyyy
	digits  int8 // digits after the point as shown, also after a point that is text
	divisor int8 // power of ten that the shown number is divided by: commas, text points
	unit    templates.Unit
	symbol  bool // the unit stands before the number: a currency sign without a scale
}

var generalFormat = numberFormat{general: true}

// parseFormat reads a number format code. Only its first section counts, the one
// for positive numbers: 0\.0,"万元" shows 48000000 as 4800.0万元, so it divides by
// 10^4 and has the unit 万元.
func parseFormat(code string) numberFormat {
	if code == "" || strings.EqualFold(code, "General") {
		return generalFormat
	}
	p := formatParser{rest: code}
	for p.rest != "" && !p.done {
		p.step()
	}
	f := p.f
	f.digits = p.decimals
	if p.textPoint >= 0 {
		f.digits += p.textPoint
	}
	f.divisor = 3 * p.commas
	if p.textPoint > 0 {
		f.divisor += p.textPoint
	}
	f.noDay = p.year && !p.day && !p.hour
	f.noMonth = f.noDay && !p.month
	if !f.percent && !p.year {
		f.unit, f.symbol = p.unit()
	}
	if p.general {
		f.general = true
	}
	return f
}

// formatParser goes through a number format code.
type formatParser struct {
	rest          string
	f             numberFormat
	before, after strings.Builder // text before and after the number
	point         bool            // past the decimal point
	textPoint     int8            // digits after a point that is text; -1 before one
	decimals      int8
	commas        int8 // scaling commas: those after the last digit
	placed        bool // a digit has been seen
	year, month   bool
	day, hour     bool
	general, done bool
	init          bool
}

// step takes the next token.
func (p *formatParser) step() {
	if !p.init {
		p.init, p.textPoint = true, -1
	}
	c := p.rest[0]
	switch c {
	case ';':
		p.done = true
		return
	case '"':
		end := strings.IndexByte(p.rest[1:], '"')
		if end < 0 {
			end = len(p.rest) - 1
		}
		p.literal(p.rest[1:min(1+end, len(p.rest))])
		p.rest = p.rest[min(end+2, len(p.rest)):]
		return
	case '\\', '!':
		r := runeAt(p.rest[1:])
		p.literal(r)
		p.rest = p.rest[1+len(r):]
		return
	case '_', '*':
		p.rest = p.rest[1+len(runeAt(p.rest[1:])):]
		return
	case '[':
		p.bracket()
		return
	}
	r := runeAt(p.rest)
	p.rest = p.rest[len(r):]
	if len(r) == 1 {
		p.sign(c)
		return
	}
	p.literal(r)
}

// sign takes a single ASCII character.
func (p *formatParser) sign(c byte) {
	switch c {
	case '0', '#', '?':
		p.placed, p.commas = true, 0
		switch {
		case p.point:
			p.decimals++
		case p.textPoint >= 0:
			p.textPoint++
		}
	case ',':
		if p.placed {
			p.commas++
		}
	case '.':
		p.point = true
	case '%':
		p.f.percent = true
	case '@':
		p.f.text = true
	case 'y', 'Y', 'e':
		p.year = true
	case 'm', 'M':
		p.month = true
	case 'd', 'D':
		p.day = true
	case 'h', 'H', 's', 'S':
		p.hour = true
	case 'E': // scientific: its exponent has no digits to show
		p.done = true
	case 'G', 'g':
		if len(p.rest) >= 6 && strings.EqualFold(p.rest[:6], "eneral") {
			p.general, p.rest = true, p.rest[6:]
		}
	case '$':
		p.literal("$")
	}
}

// literal takes text that is shown as it is; a point among the digits makes the
// digits after it decimals, as in 0\.0,"万元".
func (p *formatParser) literal(s string) {
	if s == "." && p.placed && !p.point && p.textPoint < 0 {
		p.textPoint = 0
		return
	}
	if p.placed {
		p.after.WriteString(s)
	} else {
		p.before.WriteString(s)
	}
}

// bracket takes [Red], [$￥-804], [>=10000] and the like.
func (p *formatParser) bracket() {
	end := strings.IndexByte(p.rest, ']')
	if end < 0 {
		p.done = true
		return
	}
	inner := p.rest[1:end]
	p.rest = p.rest[end+1:]
	switch {
	case strings.HasPrefix(inner, "$"):
		symbol, _, _ := strings.Cut(inner[1:], "-")
		p.literal(symbol)
	case inner != "" && strings.Trim(strings.ToLower(inner), "hms") == "":
		p.hour = true
	}
}

// unit returns the unit that the texts around the number make, and whether it is
// nothing but a currency sign before it.
func (p *formatParser) unit() (templates.Unit, bool) {
	before, after := p.before.String(), strings.TrimSpace(p.after.String())
	if u, ok := templates.ParseUnit(before + after); ok {
		return u, after == "" && u.Scale == 0
	}
	if u, ok := templates.ParseUnit(after); ok {
		return u, false
	}
	u, _ := templates.ParseUnit(before)
	return u, !u.IsZero() && u.Scale == 0
}

// runeAt returns the first character of s, "" if there is none.
func runeAt(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}
