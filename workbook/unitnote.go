package workbook

import (
	"slices"
	"strings"
	"unicode/utf8"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// unitNote is what a cell outside the tables says about the unit of bare numbers:
// 单位：万元, also split over two cells, or in a title: 2024年销售目标（万元）.
type unitNote struct {
	unit     templates.Unit
	row, col int32
	title    bool // in a title, not in a cell of its own
	stated   bool // in goalxl.yaml, not on the sheet
}

// noteUnits looks for notes on units among the loose cells.
func (s *sheetReader) noteUnits() {
	cells := s.loose.cells
	for i := range cells {
		c := &cells[i]
		if c.figure || len(c.text) > 240 {
			continue
		}
		unit, title, ok := unitIn(c.text)
		if !ok && i+1 < len(cells) && onlyUnitLabel(c.text) && !cells[i+1].figure {
			unit, ok = templates.ParseUnit(cells[i+1].text)
		}
		if ok {
			s.units = append(s.units, unitNote{unit: unit, row: s.loose.num, col: c.col, title: title})
		}
	}
}

// unitIn finds a unit that a text states: after 单位, in brackets at its end, after a
// colon, or as an English phrase: "$ in millions".
func unitIn(text string) (unit templates.Unit, title, ok bool) {
	if unit, ok = unitNamed(text); ok {
		return unit, false, true
	}
	trimmed := strings.TrimRight(text, " \u00a0\u3000")
	for _, pair := range [...]string{"（）", "()", "【】", "[]"} {
		open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
		at := strings.LastIndex(trimmed, open)
		if at < 0 || !strings.HasSuffix(trimmed, shut) {
			continue
		}
		inner := trimmed[at+len(open) : len(trimmed)-len(shut)]
		if unit, ok = templates.ParseUnit(inner); !ok {
			unit, ok = unitPhrase(inner)
		}
		if ok && unit.Base != allocate.PercentUnit {
			return unit, at > 0, true
		}
	}
	if at := strings.LastIndexAny(trimmed, ":："); at >= 0 {
		if unit, ok = templates.ParseUnit(strings.TrimLeft(trimmed[at:], ":： ")); ok && unit.Scale > 0 {
			return unit, false, true
		}
	}
	if at := strings.LastIndexAny(trimmed, ",，"); at >= 0 { // key accounts, EUR thousands
		_, n := utf8.DecodeRuneInString(trimmed[at:])
		if unit, ok = templates.ParseUnit(strings.TrimSpace(trimmed[at+n:])); ok && unit.Base.Kind() == allocate.Money && unit.Scale > 0 {
			return unit, true, true
		}
	}
	if unit, ok = templates.ParseUnit(trimmed); ok && unit.Base.Kind() == allocate.Money {
		return unit, false, true // 万元, alone in its cell
	}
	unit, ok = unitPhrase(trimmed)
	return unit, false, ok
}

// unitNamed finds a unit that the word 单位 names: 单位：万元, 以万元为单位.
func unitNamed(text string) (unit templates.Unit, ok bool) {
	at, n := strings.LastIndex(text, "单位"), len("单位")
	if at < 0 {
		if at, n = strings.LastIndex(strings.ToLower(text), "unit"), len("unit"); at >= 0 && strings.HasPrefix(strings.ToLower(text[at+n:]), "s") {
			n++
		}
	}
	if at < 0 || at+n > len(text) {
		return unit, false
	}
	rest := strings.TrimLeft(text[at+n:], " \u00a0\u3000:：/均为是=")
	if end := strings.IndexAny(rest, ")）]】,，、;；。 \u3000\n"); end >= 0 {
		rest = rest[:end]
	}
	if unit, ok = templates.ParseUnit(rest); ok {
		return unit, true
	}
	if by := strings.LastIndex(text[:at], "以"); by >= 0 {
		return templates.ParseUnit(strings.TrimSuffix(strings.TrimSpace(text[by+len("以"):at]), "为"))
	}
	return unit, false
}

// longestPhrase is how long a text is that still states a unit in English, in bytes.
const longestPhrase = 80

// unitPhrase finds a unit after the word "in": USD in thousands, $ in millions, all
// amounts in RMB.
func unitPhrase(text string) (templates.Unit, bool) {
	if len(text) > longestPhrase {
		return templates.Unit{}, false
	}
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		if w != "in" {
			continue
		}
		for n := min(len(words)-i-1, 3); n > 0; n-- {
			tail := slices.DeleteFunc(slices.Clone(words[i+1:i+1+n]), func(w string) bool { return w == "of" })
			unit, ok := templates.ParseUnit(strings.Join(tail, " "))
			if !ok || unit.Base.Kind() != allocate.Money && unit.Scale == 0 {
				continue
			}
			if unit.Base == "" && i > 0 {
				if money, ok := templates.ParseUnit(words[i-1]); ok && money.Base.Kind() == allocate.Money {
					unit.Base, unit.Text = money.Base, words[i-1]+" in "+unit.Text
				}
			}
			return unit, true
		}
	}
	return templates.Unit{}, false
}

// onlyUnitLabel reports whether a cell holds the word 单位 and leaves the unit to
// the next cell.
func onlyUnitLabel(text string) bool {
	switch templates.Fold(text) {
	case "单位", "金额单位", "货币单位", "计量单位", "unit", "units", "currency", "币种":
		return true
	}
	return false
}

// unitFor returns the note that holds for a table: the last one above or in its
// headings that stands over its columns; else the last one above it. Only notes
// that speak of money or give a scale hold for a whole table.
func (s *sheetReader) unitFor(t *tableReader) *unitNote {
	file, sheet := s.book.stated.units(s.layout.sheets[s.sheet].Name)
	if sheet != nil {
		return sheet
	}
	best := file
	over := false
	for i := range s.units {
		n := &s.units[i]
		if n.unit.Base.Kind() == allocate.Percent {
			continue
		}
		here := n.col >= t.first && n.col <= t.last+1
		if best == file || here || !over {
			best, over = n, here || over
		}
	}
	return best
}

// unitOf settles the unit of a column's bare numbers, and says where it is from.
func unitOf(m *templates.Meaning, role *templates.Role, note *unitNote) (templates.Unit, lang.Message) {
	switch {
	case m.UnitStated:
		return m.Unit, lang.T("goalxl.yaml 里写明的单位", "the unit stated in goalxl.yaml").With()
	case !m.Unit.IsZero():
		return m.Unit, lang.T("表头 %s", "heading %s").With(m.Heading)
	case note == nil || !takesUnit(m, role):
		return templates.Unit{}, lang.Message{}
	case note.stated:
		return note.unit, lang.T("goalxl.yaml 里写明的单位", "the unit stated in goalxl.yaml").With()
	case note.title:
		return note.unit, lang.T("第 %d 行的表题", "the title in row %d").With(note.row)
	}
	return note.unit, lang.T("第 %d 行的单位说明", "the note on units in row %d").With(note.row)
}

// takesUnit reports whether a column holds amounts, so that the sheet's unit
// speaks of it.
func takesUnit(m *templates.Meaning, role *templates.Role) bool {
	if m.Unit.Base == allocate.PercentUnit || role.Means == "target_qty" {
		return false
	}
	return m.Bare || templates.KindOf(role.Means) == templates.Amount
}

// borrowUnits gives columns of amounts without a unit that of the targets beside
// them; the targets that of the first other amounts, where only these have one.
func (t *tableReader) borrowUnits() {
	from := -1
	for i := range t.cols {
		c := &t.cols[i]
		if c.heading.Unit.IsZero() || !takesUnit(c.heading, &c.role) {
			continue
		}
		if c.role.Field == allocate.FieldAmount {
			from = i
			break
		}
		if from < 0 && c.role.Field != allocate.FieldOther {
			from = i
		}
	}
	if from < 0 {
		return
	}
	for i := range t.cols {
		c, p := &t.cols[i], &t.place.Columns[i]
		if i == from || !c.unit.IsZero() || !takesUnit(c.heading, &c.role) || c.heading.UnitColumn {
			continue
		}
		c.unit, p.Unit, c.borrowed = t.cols[from].unit, t.cols[from].unit, true
		p.UnitWhy = lang.T("同列“%s”的单位", "the unit of the column \"%s\"").With(t.place.Columns[from].Heading)
	}
}
