package workbook

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// aliased returns the bytes as a string without copying them: only for bytes
// that nobody changes while the string is in use.
func aliased(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf returns the text of a cell of any text type.
func (r *reader) bytesOf(c *sheet.Cell) []byte {
	if c.Type == sheet.Shared {
		return r.book.strings.At(c.Index())
	}
	return c.Text
}

// textOf returns the text of a cell without spaces around it. Of an inline
// string it is a copy, of a shared one the string of the workbook.
func (r *reader) textOf(c *sheet.Cell) string {
	if c.Type == sheet.Shared {
		return trim(aliased(r.book.strings.At(c.Index())))
	}
	return strings.Clone(trim(aliased(c.Text)))
}

// word returns the words in a cell of any type, "" for nil. Words that come
// again share their memory.
func (r *reader) word(c *sheet.Cell) string {
	if c == nil {
		return ""
	}
	switch c.Type {
	case sheet.Shared:
		return trim(aliased(r.book.strings.At(c.Index())))
	case sheet.Number:
		return r.numberWord(c)
	case sheet.Blank, sheet.Error:
		return ""
	}
	return r.words.of(trim(aliased(c.Text)))
}

// hasWord reports whether word returns anything.
func (r *reader) hasWord(c *sheet.Cell) bool {
	switch c.Type {
	case sheet.Shared:
		return r.facts(c)&showsBlank == 0
	case sheet.Number:
		return r.numberWord(c) != ""
	case sheet.Blank, sheet.Error:
		return false
	}
	return trim(aliased(c.Text)) != ""
}

// numberWord returns a number that stands where words are expected: a date as
// people read it, anything else as stored.
func (r *reader) numberWord(c *sheet.Cell) string {
	f := r.book.format(c.Style)
	if f.date {
		if p, ok := r.datePeriod(c, f); ok {
			return p.In(0)
		}
	}
	if d, err := allocate.ParseNumberBytes(c.Text); err == nil {
		return r.words.of(d.String())
	}
	return r.words.of(aliased(c.Text))
}

// trim takes spaces of every kind and invisible characters off both ends.
func trim(s string) string {
	for s != "" && (s[0] <= ' ' || s[0] >= utf8.RuneSelf && !beginsHan(s)) {
		r, n := utf8.DecodeRuneInString(s)
		if !isSpace(r) {
			break
		}
		s = s[n:]
	}
	for s != "" && (s[len(s)-1] <= ' ' || s[len(s)-1] >= utf8.RuneSelf && !(len(s) > 2 && beginsHan(s[len(s)-3:]))) {
		r, n := utf8.DecodeLastRuneInString(s)
		if !isSpace(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

// beginsHan reports whether the first byte of a text begins one of the characters
// U+4000 to U+EFFF, most Chinese ones among them, none of which is a space.
func beginsHan(s string) bool { return s[0] >= 0xE4 && s[0] <= 0xEE }

// isSpace reports whether a character shows nothing.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x2060, 0xAD:
		return true
	}
	return r < ' ' || r >= 0x2000 && r <= 0x200F
}

// blankText reports whether a text shows nothing.
func blankText(b []byte) bool {
	if len(b) > 0 && b[0] > ' ' && b[0] < utf8.RuneSelf {
		return false
	}
	return trim(aliased(b)) == ""
}

// isYear reports whether a stored number is a calendar year, as headings have it.
func isYear(b []byte) bool {
	return len(b) == 4 && (b[0] == '1' && b[1] == '9' && b[2] == '9' || b[0] == '2' && b[1] == '0') &&
		b[2] >= '0' && b[2] <= '9' && b[3] >= '0' && b[3] <= '9'
}

// looksFigure reports whether a text is a figure rather than a heading: it has
// digits, and nothing beside them but signs, scale words and units of money.
func looksFigure(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits++
		case strings.ContainsRune(" ,.，．％%￥¥$€£+-－−()（）万亿元千百家个名场KkMmB~～", r):
		default:
			return false
		}
	}
	if digits == 4 && len(text) == 4 {
		return !isYear([]byte(text))
	}
	return digits > 0
}

// wordCache shares the memory of words that come again, within bounds: a
// workbook of a million different names must not fill it.
type wordCache struct{ slots [1 << 10]string }

// of returns s, copied unless it came lately.
func (w *wordCache) of(s string) string {
	if s == "" {
		return ""
	}
	slot := &w.slots[hashOf(s)%uint32(len(w.slots))]
	if *slot != s {
		*slot = strings.Clone(s)
	}
	return *slot
}

// hashOf is FNV-1a.
func hashOf(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
