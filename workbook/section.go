package workbook

import (
	"strings"
	"unicode/utf8"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// isNumbered reports whether a text is numbered as headings of sections are (一、按区域,
// （二）产品, III. Channels), or ends with a colon.
func isNumbered(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && (withoutNumber(text) != text || strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":"))
}

// withoutNumber takes the number off the heading of a section.
func withoutNumber(text string) string {
	const digits = "一二三四五六七八九十"
	open := strings.TrimLeft(text, "(（")
	rest := strings.TrimLeft(open, digits)
	if rest == open {
		rest = strings.TrimLeft(open, "IVX")
	}
	if rest == open {
		return text
	}
	r, n := utf8.DecodeRuneInString(rest)
	switch r {
	case '、', '.', '．', ')', '）', '，':
		return strings.TrimSpace(strings.TrimLeft(rest[n:], "、.． "))
	}
	return text
}

// dimensionInSection returns the dimension that the heading of a section names: 一、按
// 区域分解 is 区域, 产品维度 is 产品; "" if it names none.
func dimensionInSection(text string) string {
	s := strings.TrimRight(withoutNumber(strings.TrimSpace(text)), "：: ")
	if rest, ok := strings.CutPrefix(s, "按"); ok {
		for _, w := range [...]string{"维度", "分解", "拆解", "拆分", "划分", "分"} {
			rest = strings.TrimSuffix(rest, w)
		}
		return rest
	}
	if rest, ok := strings.CutSuffix(s, "维度"); ok {
		return rest
	}
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		return strings.TrimSpace(s[3:])
	}
	return ""
}

// partOf returns the item that a row is a part of because it says so: 其中：天猫, and the
// indented rows below it; "" for other rows, which later ones may be parts of.
func (t *tableReader) partOf(item string) string {
	c := t.cells[allocate.FieldItem]
	if c == nil || c.Type != sheet.Shared && c.Type != sheet.Inline {
		return ""
	}
	text := aliased(t.bytesOf(c))
	indented := strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\u3000") || strings.HasPrefix(text, "\u00a0")
	switch {
	case strings.HasPrefix(item, "其中") && t.above != "":
		t.among = true
	case !t.among || !indented:
		t.above, t.among = item, false
		return ""
	}
	return t.above
}

// under makes a row of the breakdown a part of the item.
func (t *tableReader) under(b *allocate.Breakdown, item string) {
	if b.More == nil {
		b.More = &allocate.More{}
	}
	if b.More.Parent == "" {
		b.More.Parent, t.amongUsed = item, true
	}
	b.Item = strings.TrimLeft(strings.TrimPrefix(b.Item, "其中"), "：: ")
}
