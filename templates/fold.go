package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHeading is the length in bytes above which a text is no heading: the
// longest real ones have some forty characters.
const maxHeading = 200

// Fold brings a heading into the form in which headings are compared: full-width
// characters become half-width, capitals small, and spaces, line breaks,
// invisible characters and punctuation go. Signs that carry meaning (% $ / +),
// brackets, and a dash between digits (1-9月) stay.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	dash, digit := false, false
	for _, r := range s {
		if isDash(r) {
			dash = digit
			continue
		}
		if r = foldRune(r); r < 0 {
			continue
		}
		if dash && r >= '0' && r <= '9' {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		dash, digit = false, r >= '0' && r <= '9'
	}
	return b.String()
}

// isDash reports whether the character can stand between the ends of a span.
func isDash(r rune) bool {
	switch r {
	case '-', '~', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uFF0D', '\uFF5E', '\u301C':
		return true
	}
	return false
}

// plain reports whether folding leaves s as it is, for the price of one look.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if foldRune(r) != r || (r == utf8.RuneError && n == 1) {
				return false
			}
			i += n - 1
			continue
		}
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return true
}

// foldRune returns what a character becomes; negative if it goes.
func foldRune(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFEE0
	}
	switch r {
	case '【', '〔', '［', '[', '{', '〈', '《':
		return '('
	case '】', '〕', '］', ']', '}', '〉', '》':
		return ')'
	case '(', ')', '%', '$', '/', '+', '￥', '¥', '€', '£':
		return r
	case '￡':
		return '£'
	case '％':
		return '%'
	case utf8.RuneError:
		return -1
	}
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsPunct(r):
		return -1
	case unicode.IsUpper(r):
		return unicode.ToLower(r)
	}
	return r
}

// Heading is a heading taken apart: its folded name without brackets, the unit
// that it gives, and whatever else stood in brackets.
type Heading struct {
	Name   string
	Unit   Unit
	Remark string
}

// SplitHeading takes a heading apart: 年度目标（万元） is the name 年度目标 with the
// unit 万元, "Growth (%)" and 递增% have the unit %.
func SplitHeading(s string) Heading {
	if len(s) > maxHeading {
		return Heading{}
	}
	var h Heading
	name := Fold(s)
	for {
		open := strings.IndexByte(name, '(')
		if open < 0 {
			break
		}
		end := strings.IndexByte(name[open:], ')')
		inner, rest := name[open+1:], ""
		if end >= 0 {
			inner, rest = name[open+1:open+end], name[open+end+1:]
		}
		inner = strings.Trim(inner, "()")
		if u, ok := ParseUnit(inner); ok && h.Unit.IsZero() {
			h.Unit = u
		} else {
			h.Remark += inner
		}
		name = name[:open] + rest
	}
	name = strings.ReplaceAll(name, ")", "")
	h.Name = name
	h.splitTail()
	return h
}

// splitTail takes a unit without brackets off the end: 目标/万元, 递增%, 销售额万元.
func (h *Heading) splitTail() {
	if !h.Unit.IsZero() {
		h.Name = strings.TrimSuffix(h.Name, "%")
		return
	}
	if i := strings.LastIndexByte(h.Name, '/'); i > 0 {
		if u, ok := ParseUnit(h.Name[i+1:]); ok {
			h.Name, h.Unit = h.Name[:i], u
			return
		}
	}
	for _, tail := range [...]string{"单位万元", "单位亿元", "单位千元", "单位元", "百万元", "万元", "亿元", "千元", "%"} {
		if name, ok := strings.CutSuffix(h.Name, tail); ok && name != "" {
			h.Name = name
			h.Unit, _ = ParseUnit(tail)
			return
		}
	}
}
