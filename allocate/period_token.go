package allocate

import (
	"strings"
	"unicode/utf8"
)

// dateTokenKind says what a piece of a written date is.
type dateTokenKind uint8

const (
	tokEnd     dateTokenKind = iota
	tokNumber                // 2024, 06, 六
	tokDash                  // -: within a date or between two
	tokSlash                 // / or .
	tokRange                 // ~ 至 到 to
	tokYear                  // 年 年度 财年
	tokMonth                 // 月 月份
	tokDay                   // 日 号
	tokQuarter               // 季度; Q stands before its number
	tokQ                     // Q
	tokHalf                  // H1, H2, 上半年, 下半年: number is 1 or 2
	tokTen                   // 上旬 中旬 下旬: number is 1 to 3
	tokName                  // December: number is 12
	tokClose                 // 底 末: the last day
	tokBy                    // 前 之前 内: up to
	tokFirst                 // 前 before a number of quarters; 第
	tokFiscal                // FY
	tokAll                   // 全年 年度 year
	tokFiller                // of, by, the, ",", 截至
)

// dateToken is a piece of a written date.
type dateToken struct {
	kind  dateTokenKind
	mark  byte // of tokSlash: which of the two
	width int8 // digits of a tokNumber; 0 if written in Chinese
	value int
}

// maxTokens bounds how many pieces a written date can have.
const maxTokens = 24

// words lists the pieces of a date that are words, the longer before the
// shorter that begins it.
var dateWords = [...]struct {
	text  string
	kind  dateTokenKind
	value int
}{
	{"上半年", tokHalf, 1}, {"下半年", tokHalf, 2}, {"半年度", tokEnd, 0},
	{"上旬", tokTen, 1}, {"中旬", tokTen, 2}, {"下旬", tokTen, 3},
	{"全年度", tokAll, 0}, {"全年", tokAll, 0}, {"整年", tokAll, 0},
	{"财年度", tokYear, 0}, {"财年", tokYear, 0}, {"年度", tokYear, 0}, {"年", tokYear, 0},
	{"月份", tokMonth, 0}, {"月", tokMonth, 0},
	{"日", tokDay, 0}, {"号", tokDay, 0},
	{"季度", tokQuarter, 0}, {"季", tokQuarter, 0},
	{"底", tokClose, 0}, {"末", tokClose, 0},
	{"之前", tokBy, 0}, {"以前", tokBy, 0}, {"前", tokBy, 0}, {"以内", tokBy, 0}, {"之内", tokBy, 0}, {"内", tokBy, 0},
	{"第", tokFirst, 0},
	{"截至", tokFiller, 0}, {"截止", tokFiller, 0}, {"的", tokFiller, 0},
	{"至", tokRange, 0}, {"到", tokRange, 0}, {"–", tokRange, 0}, {"—", tokRange, 0}, {"~", tokRange, 0}, {"〜", tokRange, 0},
	{"十二", tokNumber, 12}, {"十一", tokNumber, 11}, {"十", tokNumber, 10},
	{"一", tokNumber, 1}, {"二", tokNumber, 2}, {"三", tokNumber, 3}, {"四", tokNumber, 4}, {"五", tokNumber, 5},
	{"六", tokNumber, 6}, {"七", tokNumber, 7}, {"八", tokNumber, 8}, {"九", tokNumber, 9},
}

// scanDate cuts folded text into the pieces of a date. ok is false where
// something stands that belongs to no date.
func scanDate(s string, tokens *[maxTokens]dateToken) (n int, ok bool) {
	for s != "" {
		if s[0] == ' ' {
			s = s[1:]
			continue
		}
		t, length := scanToken(s)
		if length == 0 || n == maxTokens-1 {
			return n, false
		}
		s = s[length:]
		if t.kind != tokFiller {
			tokens[n] = t
			n++
		}
	}
	return n, n > 0
}

func scanToken(s string) (dateToken, int) {
	switch c := s[0]; {
	case isDigit(c):
		return scanDateNumber(s)
	case c == '-':
		if strings.HasPrefix(s, "--") {
			return dateToken{kind: tokRange}, 2
		}
		return dateToken{kind: tokDash}, 1
	case c == '/' || c == '.':
		return dateToken{kind: tokSlash, mark: c}, 1
	case c == '~':
		return dateToken{kind: tokRange}, 1
	case c == ',':
		return dateToken{kind: tokFiller}, 1
	case c < utf8.RuneSelf:
		return scanDateWord(s)
	}
	for i := range dateWords {
		if w := &dateWords[i]; strings.HasPrefix(s, w.text) {
			if w.kind == tokEnd {
				return dateToken{}, 0
			}
			return dateToken{kind: w.kind, value: w.value}, len(w.text)
		}
	}
	return dateToken{}, 0
}

// scanDateNumber reads a number of up to eight digits; a time of day behind a
// date (00:00:00) is skipped.
func scanDateNumber(s string) (dateToken, int) {
	t, n := dateToken{kind: tokNumber}, 0
	for n < len(s) && isDigit(s[n]) {
		if n == 8 {
			return dateToken{}, 0
		}
		t.value = t.value*10 + int(s[n]-'0')
		n++
	}
	t.width = int8(n)
	if n <= 2 && n < len(s) && s[n] == ':' {
		end := clockEnd(s)
		return dateToken{kind: tokFiller}, end
	}
	if n < len(s) && n <= 2 { // 31st
		switch rest := s[n:]; {
		case hasWord(rest, "st"), hasWord(rest, "nd"), hasWord(rest, "rd"), hasWord(rest, "th"):
			n += 2
		}
	}
	return t, n
}

// clockEnd returns the length of a time of day at the start of s that ends the
// text; 0 if it is none.
func clockEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) && s[i] != ':' && s[i] != '.' {
			return 0
		}
	}
	return len(s)
}

// hasWord reports whether s begins with the Latin word w in any case, and the
// word ends there.
func hasWord(s, w string) bool {
	return len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) && (len(s) == len(w) || !isLetter(s[len(w)]))
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// scanDateWord reads a Latin word of a date.
func scanDateWord(s string) (dateToken, int) {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if n == 0 {
		return dateToken{}, 0
	}
	t := latinDateWord(s[:n])
	if t.kind == tokEnd {
		return dateToken{}, 0
	}
	if t.kind == tokHalf { // H1
		if n >= len(s) || s[n] != '1' && s[n] != '2' || n+1 < len(s) && isDigit(s[n+1]) {
			return dateToken{}, 0
		}
		t.value = int(s[n] - '0')
		return t, n + 1
	}
	if t.kind == tokName && n < len(s) && s[n] == '.' { // Dec. 2024
		n++
	}
	return t, n
}

func latinDateWord(w string) dateToken {
	switch strings.ToLower(w) {
	case "q", "quarter":
		return dateToken{kind: tokQ}
	case "h":
		return dateToken{kind: tokHalf}
	case "fy":
		return dateToken{kind: tokFiscal}
	case "t": // 2024-12-31T00:00:00
		return dateToken{kind: tokFiller}
	case "to", "through", "thru", "until", "till":
		return dateToken{kind: tokRange}
	case "of", "by", "the", "from", "due":
		return dateToken{kind: tokFiller}
	case "end":
		return dateToken{kind: tokClose, value: 1}
	case "year":
		return dateToken{kind: tokAll}
	case "full":
		return dateToken{kind: tokFiller}
	case "month":
		return dateToken{kind: tokMonth, value: 1}
	}
	if m := monthOfName(w); m > 0 {
		return dateToken{kind: tokName, value: m}
	}
	return dateToken{}
}

// monthOfName returns the month of an English name or abbreviation; 0 if it is none.
func monthOfName(w string) int {
	if len(w) < 3 {
		return 0
	}
	for m, name := range [...]string{
		"january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december",
	} {
		if len(w) <= len(name) && strings.EqualFold(w, name[:len(w)]) && (len(w) == 3 || len(w) == len(name) || w[:4] != "" && len(w) == 4 && m == 8) {
			return m + 1
		}
	}
	return 0
}
