package allocate

import "strings"

// figuresOf reads the counts and amounts that a text names: 3场 of 举办行业展会(3场),
// 15万元, 50家. Numbers of dates and times, percentages and bare numbers are none.
func figuresOf(text string) []Amount {
	text = foldFigure(text)
	var out []Amount
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		a, n, ok := figureAt(text, i)
		if ok {
			out = append(out, a)
		}
		i += n
	}
	return out
}

// figureAt reads the figure that starts at a digit, and returns how far it goes.
func figureAt(text string, i int) (a Amount, n int, ok bool) {
	f, n, err := scanFigure(text[i:])
	if err != nil || n == 0 {
		for n = 0; i+n < len(text) && (isDigit(text[i+n]) || strings.IndexByte(".,", text[i+n]) >= 0); {
			n++
		}
		return a, max(n, 1), false
	}
	rest := strings.TrimLeft(text[i+n:], " ")
	if word := countWord(text[i+n:]); word != "" {
		rest = word
	} else if word := countWord(rest); word != "" {
		rest = word
	}
	scale, m, _ := int8(0), 0, scaleHan
	if !isCounter(rest) {
		scale, m, _ = scanScale(rest)
	}
	unit, known := unitAt(rest[m:])
	if !known {
		if unit, known = currencyBefore(text[:i]); !known && scale < 4 { // 1000万 says enough, 3 does not
			return a, n, false
		}
	}
	joined := i > 0 && strings.IndexByte(".,/-:~", text[i-1]) >= 0
	if ordinal := strings.HasSuffix(text[:i], "第"); joined || ordinal || f.value.Sign() <= 0 {
		return a, n, false
	}
	a = Amount{Value: f.value.Shift(int32(scale)), Unit: unit, Scale: scale, Digits: f.places}
	return a, n, true
}

// unitAt reads the unit that stands at the start of a text, sure ones only.
func unitAt(s string) (Unit, bool) {
	s = strings.TrimLeft(s, " ")
	if i, n := prefixSpelling(s); n > 0 {
		return spellings[i].unit, true
	}
	if word := countWord(s); word != "" {
		return Unit(strings.TrimSpace(word)), true
	}
	if word := countWord(" " + s); word != "" { // 12 events, the space cut off
		return Unit(strings.TrimSpace(word)), true
	}
	return "", false
}

// currencyBefore reads a currency that a text ends with: ￥, $.
func currencyBefore(s string) (Unit, bool) {
	s = strings.TrimRight(s, " ")
	for n := 1; n <= 4 && n <= len(s); n++ {
		if i := spellingOf(s[len(s)-n:]); i != 0 && spellings[i].unit.Kind() == Money {
			return spellings[i].unit, true
		}
	}
	return "", false
}

// soleFigure returns the one figure of a text that fits a unit ("" fits all); ok is
// false where there is none, or more than one.
func soleFigure(text string, unit Unit) (a Amount, ok bool) {
	for _, f := range figuresOf(text) {
		if !measures(unit, f.Unit) {
			continue
		}
		if ok {
			return Amount{}, false
		}
		a, ok = f, true
	}
	return a, ok
}
