package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// knownHeadings remembers which texts are words of headings, so that a row of
// data costs no more than a look.
type knownHeadings struct {
	byIndex  []int8 // by number of the shared string: 0 not asked yet, 1 no, 2 yes
	glossary *templates.Glossary
	byText   map[string]bool // of other texts, up to maxRemembered
}

const (
	maxRemembered  = 4096
	longestHeading = 96 // bytes; longer texts are sentences
)

func (k *knownHeadings) init(strings int) {
	k.byIndex = make([]int8, strings)
	k.byText = make(map[string]bool)
}

// heading reports whether the text is a word of headings.
func (k *knownHeadings) heading(text string) bool {
	if len(text) > longestHeading || text == "" {
		return false
	}
	if known, ok := k.byText[text]; ok {
		return known
	}
	m := k.glossary.Understand(allocate.NoTable, text)
	if len(k.byText) < maxRemembered {
		k.byText[strings.Clone(text)] = m.Known() || k.glossary.Knows(text)
	}
	return m.Known() || k.glossary.Knows(text)
}

// shared returns 1 if shared string i is a word of headings.
func (k *knownHeadings) shared(i int, s *sheet.Strings) int {
	if k.byIndex[i] == 0 {
		k.byIndex[i] = 1
		if b := s.At(i); len(b) <= longestHeading && len(b) > 0 {
			if m := k.glossary.Understand(allocate.NoTable, string(b)); m.Known() || k.glossary.Knows(string(b)) {
				k.byIndex[i] = 2
			}
		}
	}
	return int(k.byIndex[i]) - 1
}

// bytes returns 1 if the text is a word of headings.
func (k *knownHeadings) bytes(b []byte) int {
	if len(b) > longestHeading || len(b) == 0 {
		return 0
	}
	if known, ok := k.byText[aliased(b)]; ok {
		if known {
			return 1
		}
		return 0
	}
	if k.heading(string(b)) {
		return 1
	}
	return 0
}
