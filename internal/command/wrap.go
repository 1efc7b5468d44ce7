package command

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// columns is the width of s on a terminal at most: a Chinese character takes two.
func columns(s string) int {
	width := text.StringWidthWithoutEscSequences(s)
	for _, r := range s {
		if text.RuneWidth(r) == 1 && wideSomewhere(r) {
			width++
		}
	}
	return width
}

// wideSomewhere reports whether a mark is as wide as a Chinese character on
// Chinese terminals, and half as wide on others.
func wideSomewhere(r rune) bool { return strings.ContainsRune("“”‘’…—·×÷→±", r) }

// runeColumns is the width of one character at most.
func runeColumns(r rune) int {
	if wideSomewhere(r) {
		return 2
	}
	return text.RuneWidth(r)
}

// clip cuts s to at most width columns.
func clip(s string, width int) string {
	used := 0
	for i, r := range s {
		if used += runeColumns(r); used > width {
			return s[:i]
		}
	}
	return s
}

// wrap breaks s into lines of at most width columns: between words, and between
// any two Chinese characters, but never so that a line begins with a closing
// mark or ends with an opening one. A word longer than a line is cut.
func wrap(s string, width int) string {
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = append(lines, wrapParagraph(paragraph, width)...)
	}
	return strings.Join(lines, "\n")
}

func wrapParagraph(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, piece := range pieces(s) {
		w := columns(piece)
		if used > 0 && used+columns(strings.TrimRight(piece, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		for w > width {
			head := clip(piece, width)
			if head == "" {
				break
			}
			lines = append(lines, head)
			piece = piece[len(head):]
			w = columns(piece)
		}
		line += piece
		used += w
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces cuts s where a line may be broken. Every piece keeps the spaces behind it.
func pieces(s string) []string {
	var out []string
	start := 0
	runes := []rune(s)
	offset := 0
	for i, r := range runes {
		if i > 0 && mayBreak(runes[i-1], r) && !(i > 1 && runes[i-1] == ' ' && belongs(runes[i-2], r)) {
			out = append(out, s[start:offset])
			start = offset
		}
		offset += len(string(r))
	}
	return append(out, s[start:])
}

// mayBreak reports whether a line may end after a and the next begin with b.
func mayBreak(a, b rune) bool {
	if b == ' ' || strings.ContainsRune("，。、；：？！）》」』】％”’…,.;:?!)]}%", b) || strings.ContainsRune("（《「『【“‘([{￥$", a) {
		return false
	}
	if belongs(a, b) {
		return false // 100万元 stays together
	}
	return a == ' ' || text.RuneWidth(a) == 2 || text.RuneWidth(b) == 2
}

// belongs reports whether b is the unit of the figure that ends in a.
func belongs(a, b rune) bool {
	return (isDigit(byte(min(a, 0x7f))) || a == '万' || a == '亿') && strings.ContainsRune("万亿千百元家个名场年月日天项行", b)
}
