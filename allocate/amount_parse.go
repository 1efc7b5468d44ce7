package allocate

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// ParseAmount reads the text of a cell as an amount: 1.2亿元, 4,812.5万元, ￥1,200,000,
// $3.5M, 12,000 CNY, 200家, 15%, 1亿2000万, (1,200), －5万. Width and stray spaces do
// not matter. bare and bareScale are the unit and the power of ten that heading,
// format or sheet give to bare numbers (元 and 4 for 万元); what the cell itself
// says wins over them. An error is a *lang.Error that wraps the reason: what is
// no single definite amount (≥1000万, 100-200万, 约1000万, 1000万（含税）, 待定) is never
// guessed at.
func ParseAmount(s string, bare Unit, bareScale int8) (Amount, error) {
	p := amountParser{rest: foldFigure(s)}
	a, err := p.parse(bare, bareScale)
	if err != nil {
		return Amount{}, unreadable(s, lang.T("金额或数量", "an amount"),
			lang.T("4800万元、200家或 15%", "$3.5M, 4,800 or 15%"), p.reason(err))
	}
	return a, nil
}

// amountParser reads one folded text from left to right.
type amountParser struct {
	rest     string
	negative bool
	paren    bool
	a        Amount
	spelled  uint8 // of the unit; index in spellings
	scaled   bool  // a scale word was written
	counted  bool  // a number was read
}

func (p *amountParser) parse(bare Unit, bareScale int8) (Amount, error) {
	if p.rest == "" {
		return Amount{}, ErrBlank
	}
	if err := p.before(); err != nil {
		return Amount{}, err
	}
	if err := p.figures(); err != nil {
		return Amount{}, err
	}
	if err := p.behind(); err != nil {
		return Amount{}, err
	}
	p.settle(bare, bareScale)
	if p.negative {
		p.a.Value = p.a.Value.Neg()
	}
	return p.a, nil
}

func (p *amountParser) skip(n int) { p.rest = strings.TrimLeft(p.rest[n:], " ") }

// before reads sign, bracket and currency in front of the number, in any order,
// each at most once.
func (p *amountParser) before() error {
	sign := false
	for p.rest != "" && !isDigit(p.rest[0]) && p.rest[0] != '.' {
		switch {
		case p.rest[0] == '-' || p.rest[0] == '+' || strings.HasPrefix(p.rest, "▲") || strings.HasPrefix(p.rest, "–"):
			if sign || p.paren {
				return ErrMalformed
			}
			sign, p.negative = true, p.rest[0] != '+'
			p.skip(signLength(p.rest))
		case p.rest[0] == '(':
			if sign || p.paren {
				return ErrMalformed
			}
			p.paren, p.negative = true, true
			p.skip(1)
		default:
			i, n := prefixSpelling(p.rest)
			if n == 0 || p.spelled != 0 {
				return ErrNoNumber
			}
			p.spelled = i
			p.a.Form |= formPrefix
			p.skip(n)
		}
	}
	return nil
}

func signLength(s string) int {
	if s[0] < 0x80 {
		return 1
	}
	return 3 // ▲ and –
}

// figures reads the number with its scale word, and numbers in falling scales
// that follow it: 1亿2000万.
func (p *amountParser) figures() error {
	f, n, err := scanFigure(p.rest)
	if err != nil {
		return err
	}
	if f.grouped {
		p.a.Form |= formGrouped
	}
	p.a.Digits, p.counted = f.places, true
	spaced := n < len(p.rest) && p.rest[n] == ' '
	p.skip(n)
	if spaced {
		p.a.Form |= formSpaced
	}
	scale, form := p.scale()
	p.a.Value = f.value.Shift(int32(scale))
	for scale > 0 && form == scaleHan && p.rest != "" && isDigit(p.rest[0]) {
		if p.a.Digits != 0 {
			return ErrMalformed
		}
		if f, n, err = scanFigure(p.rest); err != nil {
			return err
		}
		p.skip(n)
		above := scale
		scale, form = p.scale()
		v := f.value.Shift(int32(scale))
		if scale == 0 && p.rest == "" || v.Cmp(decimal.New(1, int32(above))) >= 0 {
			return ErrMalformed // 3万5 leaves open what the 5 counts
		}
		p.a.Value, p.a.Digits = p.a.Value.Add(v), f.places
		p.a.Form |= formMixed
	}
	p.a.Scale = scale
	p.a.Form |= Form(form) << formScaleShift
	return nil
}

// scale reads a scale word, unless it begins a unit of its own (千克).
func (p *amountParser) scale() (int8, scaleForm) {
	if isCounter(p.rest) {
		return 0, scaleHan
	}
	scale, n, form := scanScale(p.rest)
	if n > 0 {
		p.scaled = true
		p.skip(n)
	}
	return scale, form
}

// behind reads the closing bracket and the unit behind the number.
func (p *amountParser) behind() error {
	p.closeParen()
	unit := p.rest
	if p.paren {
		if cut, ok := strings.CutSuffix(unit, ")"); ok {
			unit, p.paren = strings.TrimRight(cut, " "), false
		}
	}
	if p.paren {
		return ErrMalformed
	}
	return p.unit(unit)
}

// closeParen reads a bracket that closes before the scale word: (1,200)万元.
func (p *amountParser) closeParen() {
	if !p.paren || p.rest == "" || p.rest[0] != ')' {
		return
	}
	p.paren = false
	p.skip(1)
	if p.scaled || p.rest == "" {
		return
	}
	scale, form := p.scale()
	p.a.Value = p.a.Value.Shift(int32(scale))
	p.a.Scale = scale
	p.a.Form |= Form(form) << formScaleShift
}

func (p *amountParser) unit(s string) error {
	if s == "" {
		if p.spelled != 0 {
			p.a.Unit = spellings[p.spelled].unit
		}
		return nil
	}
	i := spellingOf(s)
	u := spellings[i].unit
	if i == 0 {
		if _, n, _ := scanScale(s); n == len(s) || !isUnitWord(s) { // 3B B: billions of what?
			return ErrRemark
		}
		u = Unit(s)
	}
	if p.spelled != 0 && u != spellings[p.spelled].unit {
		return ErrUnits
	}
	if u == PercentUnit && p.scaled {
		return ErrUnits
	}
	if p.spelled == 0 {
		p.spelled = i
	}
	p.a.Unit = u
	return nil
}

// settle fills in what the cell does not say from its surroundings.
func (p *amountParser) settle(bare Unit, bareScale int8) {
	p.a.Form |= Form(p.spelled)
	own := p.a.Unit != ""
	if !own {
		p.a.Unit = bare
		p.a.Form |= formNoUnit
	}
	switch {
	case p.a.Unit == PercentUnit:
		p.a.Scale = percentScale
		p.a.Value = p.a.Value.Shift(percentScale)
	case !own && !p.scaled:
		p.a.Scale = bareScale
		p.a.Value = p.a.Value.Shift(int32(bareScale))
		p.a.Form |= formNoScale
	}
}

// reason sharpens why a text could not be read, by what stands in it.
func (p *amountParser) reason(err error) error {
	if err == ErrBlank || err == ErrUnits || err == ErrTooLarge {
		return err
	}
	s := p.rest
	if !strings.ContainsAny(s, "0123456789") {
		if err == ErrRemark && isApproximate(s) {
			return ErrQualified
		}
		return err
	}
	if err == ErrNoNumber && isApproximate(s) {
		return ErrQualified
	}
	if i := strings.IndexAny(s, "-~至到–—"); i >= 0 && p.counted && strings.ContainsAny(s[i:], "0123456789") {
		return ErrRange
	}
	if err == ErrNoNumber {
		return ErrRemark
	}
	return err
}

// isApproximate reports whether folded text contains a word that makes a number
// less than definite.
func isApproximate(s string) bool {
	for _, w := range [...]string{
		"≥", "≤", "<", ">", "≈", "~", "约", "近", "超", "不低于", "不少于", "不高于", "不超过", "至少", "至多",
		"最多", "最少", "以上", "以下", "以内", "左右", "上下", "余", "多", "+", "about", "approx", "over", "under",
		"at least", "up to",
	} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
