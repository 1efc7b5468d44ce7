package allocate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldName brings a name to the form in which names are compared: narrow
// letters and digits, lower case, nothing invisible and no spaces. Names that
// are in that form already, as most are, cost nothing.
func foldName(s string) string {
	start := plainStart(s)
	for i, c := range s[start:] {
		if i += start; plainRune(c) != c || c == utf8.RuneError {
			return s[:i] + strings.Map(plainRune, s[i:])
		}
	}
	return s
}

// plainStart returns how far a name is made of small letters, digits and the usual
// Chinese characters (U+4E00 to U+9FFF), which fold to themselves.
func plainStart(s string) (i int) {
	for i < len(s) {
		switch c := s[i]; {
		case c-'a' < 26, c-'0' < 10:
			i++
		case c-0xE5 < 5 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
			i += 3
		case c == 0xE4 && i+2 < len(s) && s[i+1]-0xB8 < 8 && s[i+2]&0xC0 == 0x80:
			i += 3
		default:
			return i
		}
	}
	return i
}

func plainRune(c rune) rune {
	switch {
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 0x4e00 && c <= 0x9fff:
		return c
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c >= 0xff01 && c <= 0xff5e: // full width
		return plainRune(c - 0xff01 + '!')
	case c == 0x3000, c == 0x200b, c == 0xfeff, unicode.IsSpace(c), unicode.IsControl(c):
		return -1
	}
	return unicode.ToLower(c)
}

// areaWords are what people hang on the name of an item without naming another
// one by it: 华东, 华东区 and 华东区域 are one region.
var areaWords = [...]string{"区域", "大区", "地区", "片区", "区", "维度", "业务线", "产品线", "业务", "region", "area", "business", "line"}

// coreName splits a folded name into what it is about and the goal type at its
// end: 华东区域销售额 is 华东 and 销售额, if that is one of the types. The core is
// never empty: a name that is nothing but a type or an area word is its own core.
func coreName(name string, types []string) (core, typ string) {
	core = lastStep(name)
	core = cutWord(core, "目标")
	core = cutWord(core, "target")
	for _, t := range types {
		if len(t) > len(typ) && strings.HasSuffix(core, t) {
			typ = t
		}
	}
	core = cutWord(core, typ)
	for again := true; again; {
		again = false
		for _, w := range areaWords {
			if cut := cutWord(core, w); cut != core {
				core, again = cut, true
				break
			}
		}
	}
	return core, typ
}

// lastStep returns the last step of a path: 华东区域 of 区域/华东区域.
func lastStep(name string) string {
	if i := strings.LastIndexAny(name, "/>\\"); i >= 0 && i+1 < len(name) {
		return name[i+1:]
	}
	return name
}

// cutWord takes a word off the end of a name, unless nothing would be left.
func cutWord(name, word string) string {
	if cut, ok := strings.CutSuffix(name, word); ok {
		if cut = strings.TrimRight(cut, "-_的:"); cut != "" {
			return cut
		}
	}
	return name
}

// cutMeasure takes the word for what is measured off the end of a folded name: 金融行业新客户数量
// and 金融行业新客户 are one item.
func cutMeasure(name string) string {
	for _, w := range [...]string{"数量", "金额", "数", "额"} {
		if cut := cutWord(name, w); cut != name {
			return cut
		}
	}
	return name
}

// wholeNames stand for the company as a whole, folded.
var wholeNames = [...]string{"合计", "总计", "总额", "公司", "全公司", "公司合计", "公司总计", "总目标", "全部", "整体", "集团",
	"total", "company", "overall", "all", "grandtotal", "companytotal"}

// quoted cuts a text that people wrote to so many characters, on one line and without
// control characters, for quoting it.
func quoted(s string, limit int) string {
	var b strings.Builder
	n := 0
	for _, c := range strings.TrimSpace(s) {
		if n == limit {
			b.WriteRune('…')
			break
		}
		switch {
		case unicode.IsSpace(c):
			c = ' '
		case unicode.IsControl(c), unicode.Is(unicode.Cf, c), c == utf8.RuneError:
			continue
		}
		b.WriteRune(c)
		n++
	}
	return b.String()
}
