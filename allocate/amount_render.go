package allocate

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Form is how a cell spelled an amount: which of the words for its unit and for
// its scale, before or behind the number, with or without thousands separators.
// It is opaque; copy it from an amount that was read.
type Form uint16

const (
	formSpelling Form = 0xff    // index in spellings; 0: the unit's own form
	formGrouped  Form = 1 << 8  // thousands set apart
	formPrefix   Form = 1 << 9  // the unit stands before the number
	formNoUnit   Form = 1 << 10 // the unit is not in the cell
	formNoScale  Form = 1 << 11 // the scale is not in the cell
	formScale    Form = 3 << 12 // a scaleForm
	formSpaced   Form = 1 << 14 // a space between number and scale or unit
	formMixed    Form = 1 << 15 // in several scales: 1亿2000万

	formScaleShift = 12
)

// needs returns how many digits after the point the amount needs in its scale
// to be exact.
func (a Amount) needs() int32 {
	return placesOf(a.Value.Shift(-int32(a.Scale)))
}

// number renders the number alone, in the amount's scale and with its digits;
// with more, where it would not be exact otherwise. Thousands are set apart
// where the whole part has at least group digits.
func (a Amount) number(group int) string {
	digits := max(int32(a.Digits), a.needs())
	return groupThousands(a.Value.Shift(-int32(a.Scale)).StringFixed(digits), group)
}

// Number renders the number alone in the amount's own scale, for sums that are
// written out (3600+4800+3500): digits as written, more where it would not be
// exact otherwise, no thousands separators.
func (a Amount) Number() string { return a.number(1 << 20) }

// In renders the amount for people, exactly, never rounded: in Chinese in its
// own scale and digits (4800万元, 1.2亿元, 1,200,000元, 200家, $3.5M, 15%; what was
// written in K or M, or as 1亿2000万, in 万 or 亿), in English
// with English scale words (CNY 48 million, CNY 1,200,000, 200 家, $3.5M, 15%).
// Thousands are set apart from five digits on in Chinese (4800万元 stays as people
// write it), from four on in English.
func (a Amount) In(l lang.Lang) string {
	if a.Unit == PercentUnit {
		a.Scale = percentScale
		return a.number(5) + "%"
	}
	if l == lang.EN {
		return a.english()
	}
	return a.chinese()
}

func (a Amount) chinese() string {
	money, isMoney := currencyOf(a.Unit)
	foreign := isMoney && a.Unit != Yuan
	if letter, ok := letterScale(a.Scale); ok && foreign {
		return signedText(a.number(4), money.en, letter)
	}
	if a.Form&formMixed != 0 || a.Form&formScale != 0 {
		a = a.shortest([]int8{0, 4, 8}) // K and M are no words of Chinese
	}
	word, ok := hanScale(a.Scale)
	if !ok {
		a, word = a.Rescaled(0), ""
	}
	number := a.number(5)
	if a.Form&formGrouped != 0 {
		number = a.number(4)
	}
	if isMoney {
		return number + word + money.zh
	}
	return number + word + spacedUnit(a.Unit)
}

func (a Amount) english() string {
	word := ""
	if letter, ok := letterScale(a.Scale); ok && a.Scale > 0 {
		word = letter
	} else if a.Scale != 0 {
		a, word = a.inMillions()
	}
	number := a.number(4)
	if money, ok := currencyOf(a.Unit); ok {
		return signedText(number, money.en, word)
	}
	if a.Unit == "" {
		return number + word
	}
	return number + word + " " + string(a.Unit)
}

// inMillions takes an amount in 万 or 亿 to the scale that English has a word for.
func (a Amount) inMillions() (Amount, string) {
	abs := a.Value.Abs()
	scale, word := int8(0), ""
	switch {
	case abs.Cmp(decimal.New(1, 9)) >= 0:
		scale, word = 9, " billion"
	case abs.Cmp(decimal.New(1, 6)) >= 0:
		scale, word = 6, " million"
	}
	a = a.Rescaled(scale)
	a.Digits = 0 // as many as it needs
	return a, word
}

// signed puts the currency before a number, behind its minus: -$3.5M.
func signedText(number, before, after string) string {
	if rest, ok := strings.CutPrefix(number, "-"); ok {
		return "-" + before + rest + after
	}
	return before + number + after
}

// spacedUnit sets a Latin unit apart from its number: 200 leads, but 200家.
func spacedUnit(u Unit) string {
	if u != "" && u[0] < 0x80 {
		return " " + string(u)
	}
	return string(u)
}

// Written renders the amount as its cell would spell it, for a text that goes
// into a cell: in the words of Form, 4800万元, 4800 (where a heading says 万元),
// ￥1,200,000, USD 3.5M. Reading it back under the same heading gives the same
// amount.
func (a Amount) Written() string {
	f := a.Form
	group := 1 << 20
	if f&formGrouped != 0 {
		group = 4
	}
	if a.Unit == PercentUnit {
		a.Scale = percentScale
		return a.number(group) + writtenUnit(a, "")
	}
	word := a.scaleWord()
	number := a.number(group)
	gap := ""
	if f&formSpaced != 0 {
		gap = " "
	}
	if f&formNoScale != 0 {
		word = ""
	}
	unit := writtenUnit(a, word)
	switch {
	case unit == "":
		return number + gapBefore(gap, word)
	case f&formPrefix != 0:
		return signedText(number, unit+prefixGap(unit), word)
	case word == "":
		return number + gapBefore(gap, unit)
	}
	return number + gapBefore(gap, word) + unit
}

func (a Amount) scaleWord() string {
	form := scaleForm(a.Form & formScale >> formScaleShift)
	if form != scaleHan {
		if letter, ok := letterScale(a.Scale); ok {
			if form == scaleWord {
				return [...]string{"", " thousand", " million", " billion", " trillion"}[a.Scale/3]
			}
			return letter
		}
	}
	word, _ := hanScale(a.Scale)
	return word
}

// writtenUnit returns the unit as the cell spells it, with what separates it
// from the scale word before it.
func writtenUnit(a Amount, word string) string {
	if a.Form&formNoUnit != 0 {
		return ""
	}
	text := string(a.Unit)
	if i := a.Form & formSpelling; i != 0 && int(i) < len(spellings) && spellings[i].unit == a.Unit {
		text = spellings[i].text
	}
	if a.Form&formPrefix == 0 && text != "" && text[0] < 0x80 && text[0] != '%' && word != "" {
		return " " + text
	}
	return text
}

// prefixGap sets a currency code apart from the number behind it: USD 3.5M.
func prefixGap(unit string) string {
	if c := unit[len(unit)-1]; c|0x20 >= 'a' && c|0x20 <= 'z' {
		return " "
	}
	return ""
}

func gapBefore(gap, word string) string {
	if word == "" || word[0] == ' ' {
		return word
	}
	if c := word[0]; gap == "" && c < 0x80 && c != '%' && len(word) > 1 {
		return " " + word
	}
	return gap + word
}

// UnitWord returns the unit with the scale word of the amount: 万元, 亿, 家; ""
// for a bare number.
func (a Amount) UnitWord() string { return a.scaleWord() + string(a.Unit) }
