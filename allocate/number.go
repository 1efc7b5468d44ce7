package allocate

import (
	"errors"

	"github.com/shopspring/decimal"
)

// ErrNumber is returned by ParseNumber for what is no finite decimal number of
// a sane size.
var ErrNumber = errors.New("not a number of a sane size")

const (
	// maxExponent bounds the power of ten of a stored number: 1E30 is far beyond
	// any amount, and 1E999999999 would take all memory when written out.
	maxExponent = 30
	// significant is the number of digits that a spreadsheet keeps and shows; what
	// lies behind them is the residue of binary arithmetic.
	significant = 15
	maxStored   = 400 // characters of a stored number
)

// ParseNumber reads the stored value of a numeric cell, such as 4.8E7 or
// 0.30000000000000004, and rounds it to 15 significant digits as spreadsheets
// show it (half away from zero): 0.3. The error is ErrNumber.
func ParseNumber(s string) (decimal.Decimal, error) { return parseStored(s) }

// ParseNumberBytes is ParseNumber for bytes; it does not keep them.
func ParseNumberBytes(b []byte) (decimal.Decimal, error) { return parseStored(b) }

func parseStored[T string | []byte](s T) (decimal.Decimal, error) {
	if len(s) == 0 || len(s) > maxStored {
		return decimal.Decimal{}, ErrNumber
	}
	i := 0
	if s[0] == '-' || s[0] == '+' {
		i = 1
	}
	coef, exp, end, ok := parseMantissa(s, i)
	if !ok {
		return decimal.Decimal{}, ErrNumber
	}
	e, ok := parseExponent(s, end)
	if !ok {
		return decimal.Decimal{}, ErrNumber
	}
	if s[0] == '-' {
		coef = -coef
	}
	return stored(coef, exp+e)
}

// parseMantissa reads the digits and the point from s[i] on, and rounds them to
// the significant ones: the number is coef × 10^exp, and ends before s[end].
func parseMantissa[T string | []byte](s T, i int) (coef int64, exp, end int, ok bool) {
	kept, point, up := 0, false, false
	for end = i; end < len(s); end++ {
		c := s[end]
		if c == '.' && !point {
			point = true
			continue
		}
		if !isDigit(c) {
			break
		}
		ok = true
		if kept < significant {
			if coef = coef*10 + int64(c-'0'); coef != 0 {
				kept++
			}
			if point {
				exp--
			}
			continue
		}
		if kept == significant { // the first digit that is dropped
			up = c >= '5'
			kept++
		}
		if !point {
			exp++
		}
	}
	if up {
		coef++
	}
	return coef, exp, end, ok
}

// parseExponent reads E+7 at the end of a stored number; nothing there is 0.
func parseExponent[T string | []byte](s T, i int) (e int, ok bool) {
	if i == len(s) {
		return 0, true
	}
	if s[i] != 'E' && s[i] != 'e' {
		return 0, false
	}
	i++
	minus := false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		minus = s[i] == '-'
		i++
	}
	if i == len(s) {
		return 0, false
	}
	for ; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		if e = e*10 + int(s[i]-'0'); e > maxStored {
			return 0, false
		}
	}
	if minus {
		e = -e
	}
	return e, true
}

// stored makes the decimal coef × 10^exp in its plainest form: no zeros at the
// end of a fraction, and a whole number without power of ten where it fits.
func stored(coef int64, exp int) (decimal.Decimal, error) {
	if coef == 0 {
		return decimal.Decimal{}, nil
	}
	for exp < 0 && coef%10 == 0 {
		coef /= 10
		exp++
	}
	for exp > 0 && coef < 1e17 && coef > -1e17 {
		coef *= 10
		exp--
	}
	if exp > maxExponent || exp < -maxExponent-significant {
		return decimal.Decimal{}, ErrNumber
	}
	return decimal.New(coef, int32(exp)), nil
}
