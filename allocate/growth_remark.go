package allocate

import "goalxl/internal/lang"

// remarks is what weakens or explains a growth finding, sentence by sentence.
func (g growthText) remarks() []lang.Message {
	c := &g.c
	var out []lang.Message
	steps := c.last() - c.from
	if grade, plain := c.grade(); !plain {
		text := several(steps, lang.T("依据 %d 年实际、%d 个年增速，证据强度：%s。", " Based on %d actuals and %d yearly rate; evidence: %s."),
			lang.T("依据 %d 年实际、%d 个年增速，证据强度：%s。", " Based on %d actuals and %d yearly rates; evidence: %s."))
		out = append(out, text.With(len(c.past), steps, grade))
	}
	if steps != c.span() {
		out = append(out, lang.T("中间缺 %d 年实际，按相隔 %d 年计算。",
			" Actuals between are missing (years: %d); the rate is over the %d years apart.").With(c.span()-steps, c.span()))
	}
	mean, ok := c.meanRate()
	if !ok {
		out = append(out, lang.T("逐年增速的平均不适用（中间有缺年，或实际不大于零）。",
			" The mean of the yearly rates does not apply (a year is missing, or an actual is not above zero).").With())
	}
	if ok && apart(mean, c.compound()).fraction().GreaterThan(g.volatile) {
		out = append(out, lang.T("历史波动大：逐年平均 %s，年均 %s，相差 %s 个百分点。",
			" History is volatile: the yearly rates average %s, the compound rate is %s, %s points apart.").
			With(mean, c.compound(), points(apart(mean, c.compound()))))
	}
	return append(out, g.justified()...)
}

// grade says how strong the evidence is, by the number of years; plain for the
// usual four, about which nothing is said.
func (c *growthCase) grade() (word lang.Text, plain bool) {
	switch len(c.past) {
	case 2:
		return lang.T("弱", "weak"), false
	case 3:
		return lang.T("中", "fair"), false
	case 4:
		return lang.T("正常", "normal"), true
	}
	return lang.T("强", "strong"), false
}

func apart(a, b rate) rate { return max(a-b, b-a) }

// justified quotes the justification that lowered the severity.
func (g growthText) justified() []lang.Message {
	var text lang.Text
	switch {
	case g.why.text == "":
		return nil
	case g.why.below:
		text = lang.T("其分解行已填论证“%s”，由%s降为%s。", " A justification in its breakdown, \"%s\", lowers it from %s to %s.")
	case g.why.resource:
		text = lang.T("已填资源需求“%s”，由%s降为%s。", " Its resources \"%s\" lower it from %s to %s.")
	default:
		text = lang.T("已有论证说明“%s”，由%s降为%s。", " Its justification \"%s\" lowers it from %s to %s.")
	}
	return []lang.Message{text.With(quoted(g.why.text, 60), g.from, g.to)}
}
