package allocate

import "strings"

// countWords are the words after a number that make it a count of things done
// one by one, the longer ones first.
var countWords = [...]string{"家", "场", "名", "次", "个", "位", "人", "件", "套", "份", "篇", "期", "款", "项", "台", "店", "户", "单", "批", "支", "条", "门",
	" events", " event", " customers", " customer", " stores", " store", " visits", " visit", " courses", " people", " contracts"}

// soleCount reads the one count that a text names: 3 and 场 of 举办行业展会(3场).
// Texts that name none, or more than one, give none.
func soleCount(text string) (n int, unit string, ok bool) {
	text = foldFigure(text)
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		start := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		word := countWord(text[i:])
		plain := start == 0 || !strings.ContainsRune(".,/-:~", rune(text[start-1]))
		if word == "" || !plain || i-start > 4 {
			continue
		}
		if ok {
			return 0, "", false
		}
		n, unit, ok = wholeNumber(text[start:i]), word, true
	}
	return n, unit, ok && n > 0
}

// countWord returns the word of countWords at the start of a text, "" if none:
// 个 followed by 月 or 百 is not a count.
func countWord(s string) string {
	for _, w := range countWords {
		if rest, ok := strings.CutPrefix(s, w); ok {
			if w == "个" && (strings.HasPrefix(rest, "月") || strings.HasPrefix(rest, "百分点") || strings.HasPrefix(rest, "工作日")) {
				return ""
			}
			return w
		}
	}
	return ""
}

func wholeNumber(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
