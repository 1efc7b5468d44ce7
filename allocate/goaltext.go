package allocate

import (
	"strings"
	"unicode/utf8"
)

// claim is what a goal's description says of one item: 华东区域占比40%.
type claim struct {
	text  string // the clause, as written
	item  string // 华东区域
	share Share  // where inPart
	// inPart: the figure is a part of the goal; stated: it is called one (占比),
	// so that it cannot be a rate of something else (毛利率30%).
	inPart, stated bool
	amount         Amount // where not inPart
}

// parseClaims reads the claims of a description, clause by clause. A clause that
// is not surely of the form item + figure is left alone: changes (增长50%), bounds
// (不低于40%), figures of a part of the year (Q3 25%). year is the goal's; 0 if unknown.
func parseClaims(description, goalType string, year int) []claim {
	var out []claim
	for len(description) > 0 {
		clause, rest := cutClause(description)
		description = rest
		if c, ok := parseClaim(strings.TrimSpace(clause), goalType, year); ok {
			out = append(out, c)
		}
	}
	return out
}

// cutClause cuts off the text before the first mark that separates clauses; a
// comma or a point between two digits does not.
func cutClause(s string) (clause, rest string) {
	for i, c := range s {
		size := utf8.RuneLen(c)
		switch c {
		case '，', '、', ';', '；', '。', '\n', '\r', '|':
			return s[:i], s[i+size:]
		case ',':
			if i == 0 || i+1 == len(s) || !isDigit(s[i-1]) || !isDigit(s[i+1]) {
				return s[:i], s[i+1:]
			}
		case '.':
			if i+1 == len(s) || s[i+1] == ' ' {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// parseClaim reads one clause.
func parseClaim(clause, goalType string, year int) (claim, bool) {
	c := claim{text: clause}
	subject, ok := c.cutFigure(clause)
	if !ok || strings.ContainsAny(subject, "%％") {
		return c, false
	}
	subject = cutLevel(strings.ToLower(foldFigure(subject)))
	if c.inPart {
		subject, c.stated, ok = cutPart(subject, goalType)
		if !ok {
			return c, false
		}
	}
	subject, ok = cutYear(subject, year)
	if !ok || isBoundOrChange(subject) || isPartOfYear(subject) {
		return c, false
	}
	c.item = strings.Trim(cutLevel(subject), " :：-=\t\"“”'")
	c.item = asWritten(clause, c.item)
	return c, c.item != ""
}

// asWritten returns an item with the capital letters that the clause gives it.
func asWritten(clause, item string) string {
	folded := foldFigure(clause)
	lower := strings.ToLower(folded)
	if at := strings.Index(lower, item); at >= 0 && len(lower) == len(folded) {
		return folded[at : at+len(item)]
	}
	return item
}

// cutFigure splits the figure off the end of a clause and keeps it.
func (c *claim) cutFigure(clause string) (subject string, ok bool) {
	inFigure := false
	for i, r := range clause {
		digit := r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("￥¥$€", r)
		start := digit && !inFigure
		inFigure = digit || inFigure && strings.ContainsRune(".,．，", r)
		if !start || i == 0 {
			continue
		}
		figure := clause[i:]
		if strings.ContainsAny(figure, "%％") {
			if share, err := ParseShare(figure, false); err == nil {
				c.share, c.inPart = share, true
				return clause[:i], true
			}
			continue
		}
		if amount, err := ParseAmount(figure, "", 0); err == nil && amount.Unit != "" {
			c.amount = amount
			return clause[:i], true
		}
	}
	return "", false
}

// levelWords stand between an item and the level that it is to reach, the longer ones first.
var levelWords = [...]string{"提升到", "提升至", "提高到", "提高至", "增加到", "增加至", "增长到", "增长至", "上升到", "上升至",
	"降低到", "降低至", "下降到", "下降至", "达到", "增至", "升至", "降至", "目标为", "目标", "实现", "完成", "达", "为", "是", "至", "到",
	"rising to", "rises to", "rise to", "growing to", "grows to", "grow to", "increase to", "increases to", "up to",
	"reaching", "reaches", "reach", "target", "at", "to", "is"}

// cutLevel takes the words of levelWords off the end.
func cutLevel(s string) string {
	for again := true; again; {
		again = false
		s = strings.TrimRight(s, " :：=")
		for _, w := range levelWords {
			cut, found := strings.CutSuffix(s, w)
			if found && cut != "" && (w[0] >= utf8.RuneSelf || strings.HasSuffix(cut, " ")) {
				s, again = cut, true
				break
			}
		}
	}
	return s
}

// cutPart takes off the words that call a figure a part of the goal. ok is
// false where it is a part of something else (占华东的40%).
func cutPart(s, goalType string) (subject string, stated, ok bool) {
	for _, w := range [...]string{"份额", "比重", "比例", " share", " accounts for"} {
		if cut, found := strings.CutSuffix(s, w); found {
			s, stated = cut, true
		}
	}
	at := strings.LastIndex(s, "占")
	if at < 0 {
		return s, stated, true
	}
	switch of := strings.TrimSpace(s[at+len("占"):]); of {
	case "", "比", "总目标", "总目标的", "总额", "总额的", "总体", "全年", "全年的", "总", strings.ToLower(goalType), strings.ToLower(goalType) + "的", "总" + strings.ToLower(goalType):
		return s[:at], true, true
	}
	return s, stated, false
}

// cutYear takes the goal's own year off the front; ok is false for another year.
func cutYear(s string, year int) (subject string, ok bool) {
	s = strings.TrimSpace(s)
	for _, w := range [...]string{"全年", "本年", "年度", "今年"} {
		s = strings.TrimPrefix(s, w)
	}
	if len(s) < 4 || !isDigit(s[0]) || !isDigit(s[1]) || !isDigit(s[2]) || !isDigit(s[3]) {
		return s, true
	}
	named := int(s[0]-'0')*1000 + int(s[1]-'0')*100 + int(s[2]-'0')*10 + int(s[3]-'0')
	rest, isYear := strings.CutPrefix(s[4:], "年")
	if !isYear {
		return s, true
	}
	return strings.TrimPrefix(rest, "度"), named == year
}

// isBoundOrChange reports whether a text ends in a word after which a figure is
// a limit or a change and not a level.
func isBoundOrChange(s string) bool {
	for _, w := range [...]string{"不低于", "不少于", "不超过", "不高于", "低于", "高于", "超过", "超", "大于", "小于", "至少", "至多", "约", "近", "≥", "≤", ">", "<",
		"增长", "提升", "提高", "增加", "上升", "下降", "降低", "减少", "增幅", "增速", "增长率", "同比", "环比", "翻", "增", "降", "+", "-", "~",
		" by", "growth", "grow", "grows", "up", "down", "least", "most", "over", "above", "below", "about", "increase", "decrease", "rise"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// isPartOfYear reports whether a text names a quarter, a half or a month.
func isPartOfYear(s string) bool {
	for _, w := range [...]string{"季度", "上半年", "下半年", "每月", "月度", "季末", "年中"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	if i := strings.Index(s, "月"); i > 0 && (isDigit(s[i-1]) || strings.ContainsAny(s[:i], "一二三四五六七八九十")) {
		return true
	}
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == 'q' && s[i+1] >= '1' && s[i+1] <= '4' || s[i] == 'h' && (s[i+1] == '1' || s[i+1] == '2')) &&
			(i == 0 || s[i-1] < 'a' || s[i-1] > 'z') && (i+2 == len(s) || !isDigit(s[i+2])) {
			return true
		}
	}
	return false
}
