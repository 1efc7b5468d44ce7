package allocate

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// maxFigureDigits bounds the digits of a figure that a person typed. 40 digits
// are far beyond any amount of money, and keep arithmetic cheap.
const maxFigureDigits = 40

// figure is a number as it was written: its value, the digits after its point,
// and whether thousands were set apart.
type figure struct {
	value   decimal.Decimal
	places  int8
	grouped bool
}

// foldFigure folds what people type into one form for the parsers: full-width
// characters become half-width, every kind of space becomes one ' ', every kind
// of minus becomes '-', and characters without width disappear. Spaces at the
// ends are cut off. Text that needs none of it is returned as it is.
func foldFigure(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == 0x7f {
			return foldFigureRunes(s)
		}
	}
	return strings.Trim(s, " ")
}

func foldFigureRunes(s string) string {
	var stack [64]byte
	out := stack[:0]
	for _, r := range s {
		if r = foldFigureRune(r); r >= 0 {
			out = utf8.AppendRune(out, r)
		}
	}
	folded := string(out)
	if folded == s {
		folded = s // keep no second copy of what did not change
	}
	return strings.Trim(folded, " ")
}

// foldFigureRune folds one character; -1 means that it has no width.
func foldFigureRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return r - 0xFEE0
	case r == '\t', r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85,
		r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A, r == 0x2028, r == 0x2029,
		r == 0x202F, r == 0x205F, r == 0x3000:
		return ' '
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069, r == 0xFEFF,
		r >= 0xFE00 && r <= 0xFE0F, r < ' ', r == 0x7F:
		return -1
	case r == 0x2212, r == 0xFE63:
		return '-'
	case r == 0xFFE1:
		return '£'
	case r == 0xFFE6:
		return '₩'
	case r == 0xFE50:
		return ','
	case r == 0xFE52:
		return '.'
	case r == 0xFE6A:
		return '%'
	}
	return r
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// scanFigure reads the unsigned number at the start of folded text and returns
// how many bytes it takes. Thousands may be set apart by commas or by single
// spaces, but then all of them, in threes.
func scanFigure(s string) (f figure, n int, err error) {
	var stack [maxFigureDigits + 1]byte
	digits := stack[:0]
	run, groups := 0, byte(0) // digits since the last separator; the separator in use
	point := false
	for n < len(s) {
		c := s[n]
		switch {
		case isDigit(c):
			if len(digits) > maxFigureDigits {
				return f, n, ErrTooLarge
			}
			digits = append(digits, c)
			run++
			if point {
				f.places++
			}
		case c == ',' || c == ' ' && n+1 < len(s) && isDigit(s[n+1]):
			if point || run == 0 || run > 3 || groups != 0 && (groups != c || run != 3) {
				return f, n, ErrMalformed
			}
			groups, run = c, 0
		case c == '.':
			if point || groups != 0 && run != 3 || n+1 == len(s) || !isDigit(s[n+1]) {
				return f, n, ErrMalformed
			}
			point = true
			run = 0
		default:
			return finishFigure(f, digits, n, run, groups, point)
		}
		n++
	}
	return finishFigure(f, digits, n, run, groups, point)
}

func finishFigure(f figure, digits []byte, n, run int, groups byte, point bool) (figure, int, error) {
	if len(digits) == 0 {
		return f, n, ErrNoNumber
	}
	if groups != 0 && !point && run != 3 {
		return f, n, ErrMalformed
	}
	if len(digits) > maxFigureDigits {
		return f, n, ErrTooLarge
	}
	f.grouped = groups != 0
	f.value = fromDigits(digits, -int32(f.places))
	return f, n, nil
}

// fromDigits returns the decimal with the given digits and power of ten.
func fromDigits(digits []byte, exp int32) decimal.Decimal {
	if len(digits) <= 18 {
		var v int64
		for _, d := range digits {
			v = v*10 + int64(d-'0')
		}
		return decimal.New(v, exp)
	}
	v, _ := new(big.Int).SetString(string(digits), 10) // digits only: always well formed
	return decimal.NewFromBigInt(v, exp)
}

// places returns how many digits after the point v needs to be exact.
func placesOf(v decimal.Decimal) int32 {
	if v.Exponent() >= 0 {
		return 0
	}
	if v = v.Normalize(); v.Exponent() >= 0 {
		return 0
	}
	return -v.Exponent()
}

// groupThousands sets thousands apart by commas in a plain number, if its whole
// part has at least from digits.
func groupThousands(s string, from int) string {
	start := 0
	if s != "" && s[0] == '-' {
		start = 1
	}
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	if end-start < from || end-start < 4 {
		return s
	}
	out := make([]byte, 0, len(s)+(end-start)/3)
	out = append(out, s[:start]...)
	for i := start; i < end; i++ {
		if i > start && (end-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, s[i])
	}
	return string(append(out, s[end:]...))
}
