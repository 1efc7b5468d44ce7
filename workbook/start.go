package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

// startsTable reports whether the loose cells are headings, and keeps them then
// until the next row has shown whether it goes on with them.
func (s *sheetReader) startsTable() bool {
	if !s.promising() {
		return false
	}
	s.tried++
	rows := withUppers(s.glossary, s.above, s.loose)
	for ; len(rows) > 0; rows = rows[1:] {
		if s.believable(recognise(s.glossary, rows)) {
			break
		}
	}
	if len(rows) == 0 {
		return false
	}
	s.head = append([]looseRow(nil), rows[:len(rows)-1]...)
	s.head = append(s.head, s.loose.clone())
	return true
}

// believable reports whether one of the tables found is more than a chance of
// words: inside of another table, two known words alone are a row of its data, and so
// are words of which most are known by their ending only (渠道经理, 招商计划).
func (s *sheetReader) believable(tables []found) bool {
	for i := range tables {
		f := &tables[i]
		inside := false
		for _, t := range s.open {
			inside = inside || !t.blank && t.covers(f.firstCol())
		}
		if !inside || (!f.idle() || len(f.headings) > 2) && f.declared()*2 > len(f.headings) {
			return true
		}
	}
	return false
}

// promising is a cheap look at the loose cells: whether some stretch of them,
// without a figure and without more than one blank column inside, has two words
// of headings.
func (s *sheetReader) promising() bool {
	cells := s.loose.cells
	if s.tried >= maxTried {
		return false
	}
	promising, all, texts := false, 0, 0
	for start := 0; start < len(cells); {
		end, figures := start, 0
		for ; end < len(cells) && (end == start || cells[end].col <= cells[end-1].col+2); end++ {
			if cells[end].figure {
				figures++
			}
		}
		if figures == 0 { // only there: words among figures are data, and looking them up costs
			known := 0
			for i := start; i < end; i++ {
				if s.known.heading(cells[i].text) {
					known++
				}
			}
			promising = promising || known >= 2
			all, texts = all+known, texts+end-start
		}
		start = end
	}
	s.nearRows.see(s, texts, all)
	return promising
}

// settle opens the tables whose headings are complete.
func (s *sheetReader) settle() {
	if s.head == nil {
		return
	}
	rows := s.head
	s.titles = append(s.titles[:0], s.above...)
	s.head, s.above = nil, nil
	for _, f := range recognise(s.glossary, rows) {
		s.closeOver(f.firstCol(), f.lastCol(), rows[0].num)
		if f.idle() && s.planned(&f) {
			f.take(templates.BindPlan(f.meanings))
		}
		if f.idle() {
			s.passOver(f)
			continue
		}
		s.start(f)
	}
}

// closeOver closes the tables above that a new one begins below of.
func (s *sheetReader) closeOver(first, last, row int32) {
	kept := s.open[:0]
	for _, t := range s.open {
		if t.first <= last && first <= t.last {
			t.end(row)
			continue
		}
		kept = append(kept, t)
	}
	s.open = kept
}

// passOver opens a table whose rows no plan has a place for.
func (s *sheetReader) passOver(f found) {
	t := s.newTable(f)
	t.idle, t.index = true, -1
	t.prepare()
	s.passed = append(s.passed, t)
	s.open = append(s.open, t)
}

// newTable sets a table up by its headings.
func (s *sheetReader) newTable(f found) *tableReader {
	t := &tableReader{sheetReader: s, index: int32(len(s.plan.Tables)), kind: f.kind, first: f.firstCol(), last: f.lastCol()}
	t.place = &Table{
		Kind: f.kind, As: f.as, Sheet: s.sheet, Lang: languageOf(f.meanings),
		HeadFirst: f.rows[0].num, HeadLast: f.rows[len(f.rows)-1].num,
		FirstCol: t.first, LastCol: t.last,
	}
	t.place.LastRow, t.seen = t.place.HeadLast, t.place.HeadLast
	t.note = s.unitFor(t)
	for i := range f.headings {
		m, role := &f.meanings[i], &f.roles[i]
		if role.Field == allocate.FieldCheck {
			t.place.HasCheck, t.place.CheckCol = true, f.headings[i].col
		}
		unit, why := unitOf(m, role, t.note)
		t.place.Columns = append(t.place.Columns, Column{
			Col: f.headings[i].col, Heading: m.Heading, Field: role.Field, Year: role.Year, Means: role.Means,
			Unit: unit, UnitWhy: why,
		})
		t.cols = append(t.cols, columnReader{role: *role, heading: m, unit: unit})
	}
	t.borrowUnits()
	t.titleYear = s.yearAbove(&f)
	return t
}

// start opens a table.
func (s *sheetReader) start(f found) {
	t := s.newTable(f)
	t.prepare()
	s.plan.Tables = append(s.plan.Tables, t.table())
	s.layout.tables = append(s.layout.tables, t.place)
	s.layout.sheets[s.sheet].Tables = append(s.layout.sheets[s.sheet].Tables, t.index)
	s.reader.tables = append(s.reader.tables, t)
	s.tables = append(s.tables, t)
	s.open = append(s.open, t)
}

// languageOf returns the language that most headings are in.
func languageOf(ms []templates.Meaning) lang.Lang {
	zh, en := 0, 0
	for i := range ms {
		if isHan(ms[i].Name) {
			zh++
		} else if ms[i].Name != "" {
			en++
		}
	}
	if en > zh {
		return lang.EN
	}
	return lang.ZH
}

// isHan reports whether a text has a Chinese character.
func isHan(s string) bool {
	for _, r := range s {
		if r >= 0x3400 && r <= 0x9FFF {
			return true
		}
	}
	return false
}
