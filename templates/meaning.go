package templates

import (
	"strings"

	"goalxl/allocate"
)

// Meaning is what one heading says, read by itself.
type Meaning struct {
	Heading string         // as written, upper headings first, joined by " / "
	Name    string         // folded, without unit and brackets
	Field   allocate.Field // NoField if the words say nothing known
	Span    Span           // the time that it names
	Unit    Unit           // the unit that it gives
	Weak    bool           // gives way to another column with the same field
	// Bare is set where a heading names nothing but a time: 2021年, 一季度, 3月.
	Bare bool
	// Sum is set where a heading ends with 合计 or the like, or is nothing else.
	Sum bool
	// Declared is set where the heading is a declared word as a whole, or a time:
	// what is known by its ending only may as well be a cell of data.
	Declared bool
	// Dimension is set where the heading names what its items are: 区域, 门店.
	Dimension  bool
	dim        dimensionWord
	Stated     bool // a person said what it means
	running    bool // its time was told from the columns beside it
	sentence   bool // the text is more than a heading: only declared words tell
	UnitStated bool // a person said which unit its bare numbers have
	// UnitColumn is set for a column that gives each row's unit: 单位, 计量单位.
	UnitColumn bool
	tracked    int8 // the column of a refresh that has this heading, from 1; 0 if none has
}

// unitColumn reports whether a folded heading is that of a column of units.
func unitColumn(name string) bool {
	switch name {
	case "单位", "计量单位", "目标单位", "指标单位", "unit", "units", "uom", "unitofmeasure":
		return true
	}
	return false
}

// IsPerson reports whether the heading names people: 姓名, 业务员.
func (m *Meaning) IsPerson() bool { return m.dim.person }

// IsTime reports whether the heading says that its items are times: 月份, 季度.
func (m *Meaning) IsTime() bool { return m.dim.time }

// Known reports whether the heading says anything that a table can use.
func (m *Meaning) Known() bool {
	return m.Field != allocate.NoField || m.Bare || m.Dimension || m.tracked > 0
}

// Understand reads a heading. Upper headings, where merged cells stand over it,
// come first, the heading itself last: 本月, 计划.
func Understand(parts ...string) Meaning {
	var m Meaning
	leaf := SplitHeading(parts[len(parts)-1])
	m.Unit = leaf.Unit
	m.Heading = joinHeading(parts)
	upper := ""
	for _, p := range parts[:len(parts)-1] {
		h := SplitHeading(p)
		upper += h.Name
		if m.Unit.IsZero() {
			m.Unit = h.Unit
		}
	}
	m.Name = upper + leaf.Name
	m.sentence = sentence(parts[len(parts)-1])
	if i, ok := trackedWords()[leaf.Name]; ok {
		m.tracked = int8(i + 1)
	}
	m.read(upper, leaf)
	return m
}

// longestName is how long a heading is of which its beginning or end still tells what
// it is, in bytes.
const longestName = 48

// sentence reports whether a text is more than a heading: it has the marks of
// sentences outside of brackets, or is long.
func sentence(text string) bool {
	if i := strings.IndexAny(text, "(（"); i > 0 {
		text = text[:i]
	}
	return len(text) > longestName || strings.ContainsAny(text, "，。；！？")
}

// read finds field and span of the heading.
func (m *Meaning) read(upper string, leaf Heading) {
	words := lexicon()
	percent := m.Unit.Base == "%"
	if m.exact(upper, leaf) {
		return
	}
	var core string
	m.Span, core = cutSpan(upper + leaf.Name)
	if m.Span.Year == 0 {
		remark, _ := cutSpan(leaf.Remark)
		m.Span.Year = remark.Year
	}
	_, leafCore := cutSpan(leaf.Name)
	if rest, ok := summed(core); ok {
		core, m.Sum = rest, true
		leafCore, _ = summed(leafCore)
	}
	for _, name := range [...]string{core, leafCore} {
		if f, ok := words[name]; ok && name != "" {
			m.Field, m.Declared = f, true
			m.asFigure(name)
			m.asPrior()
			return
		}
	}
	if core == "" || filler(core) && m.Span.Part != Unsaid {
		m.timeOnly(leaf.Name)
		return
	}
	if m.sentence {
		return
	}
	for _, name := range [...]string{core, leafCore} {
		if m.Field, m.Weak = byAffix(name, percent); m.Field != allocate.NoField {
			m.asPrior()
			return
		}
	}
	if leafCore == "" && leaf.Name != "" { // the heading itself is a time, whatever stands over it
		m.timeOnly(leaf.Name)
		return
	}
	if m.Span.Year != 0 && measured(core) { // 2024年进货额
		m.Field, m.Weak = allocate.FieldActual, true
		return
	}
	if d := dimensionOf(leafCore); d.rank > 0 && m.Span == (Span{}) {
		m.Dimension, m.dim = true, d
	}
}

// asFigure makes a target of 指标 and Goal, which alone name what a goal is about,
// where a time or a unit says that they stand over figures, and a rate of an actual in
// percent: Achievement %.
func (m *Meaning) asFigure(name string) {
	percent := m.Unit.Base == allocate.PercentUnit
	switch name {
	case "指标", "goal", "goals":
		if m.Span != (Span{}) || !percent && !m.Unit.IsZero() {
			m.Field = allocate.FieldAmount
		}
	}
	if percent && m.Field == allocate.FieldActual && !measure(name) {
		m.Field = allocate.FieldRate
	}
}

// filler reports whether a word leaves open what a figure is: Typical Annual.
func filler(word string) bool {
	switch word {
	case "typical", "standard", "标准", "典型":
		return true
	}
	return false
}

// exact settles a heading that is a declared word, or names a dimension.
func (m *Meaning) exact(upper string, leaf Heading) bool {
	f, ok := lexicon()[leaf.Name]
	if ok && (f != allocate.FieldYear || upper == "") { // 年度 under an upper heading is no column of years
		m.Field, m.Declared = f, true
		m.Span, _ = cutSpan(upper + leaf.Remark)
		m.asFigure(leaf.Name)
		return true
	}
	if unitColumn(leaf.Name) {
		m.Field, m.UnitColumn, m.Declared = allocate.FieldOther, true, true
		return true
	}
	if d := dimensionNamed(leaf.Name); d.rank > 0 {
		m.Dimension, m.dim, m.Declared = true, d, true
		return true
	}
	return false
}

// timeOnly settles a heading that names a time and nothing else.
func (m *Meaning) timeOnly(leaf string) {
	m.Declared = true
	switch {
	case m.Span.Part == PriorYear:
		m.Field = allocate.FieldPrior
	case strings.HasSuffix(leaf, "mtd") || strings.HasSuffix(leaf, "ytd") || strings.HasSuffix(leaf, "qtd"):
		m.Field = allocate.FieldActual
	case m.Span.Part >= Month || m.Span.Year != 0:
		m.Bare = true
	case m.Span.Part != Unsaid || m.Sum:
		m.Field = allocate.FieldOther
	}
}

// asPrior turns an actual of the year before (去年销售额) into a prior.
func (m *Meaning) asPrior() {
	if m.Field == allocate.FieldActual && m.Span.Part == PriorYear {
		m.Field, m.Weak = allocate.FieldPrior, false
	}
}

// joinHeading joins upper headings and the heading for people, on one line.
func joinHeading(parts []string) string {
	out := ""
	for _, p := range parts {
		p = strings.Join(strings.Fields(p), " ")
		if p == "" {
			continue
		}
		if out != "" {
			out += " / "
		}
		out += p
	}
	return out
}
