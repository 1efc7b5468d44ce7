package workbook

import (
	"strings"

	"goalxl/internal/lang"
)

// nearMiss is the row of the workbook that came nearest to the headings of a
// table, for the message that none was found.
type nearMiss struct {
	sheet          string
	row            int32
	known, unknown []string
	rows           int // loose rows looked at
}

// see looks at the loose row of a sheet that has some known headings.
func (n *nearMiss) see(s *sheetReader, texts, known int) {
	if n.rows++; n.rows > maxNearRows || known <= len(n.known) && n.sheet != "" || texts < 2 || len(s.plan.Tables) > 0 {
		return
	}
	n.sheet, n.row = s.layout.sheets[s.sheet].Name, s.loose.num
	n.known, n.unknown = nil, nil
	for i := range s.loose.cells {
		c := &s.loose.cells[i]
		text := strings.Join(strings.Fields(c.text), " ")
		switch {
		case c.figure || text == "":
		case s.known.heading(c.text):
			n.known = append(n.known, text)
		default:
			n.unknown = append(n.unknown, text)
		}
	}
}

// notRecognised says that no table was found, and what came nearest.
func (r *reader) notRecognised() error {
	name := r.book.pkg.Name()
	hint := lang.T("请把表头改成模板的说法（如 拆解维度、子目标项、目标值、占总目标比例）后再试",
		"use the templates' headings (such as Dimension, Item, Target, Share of goal) and try again")
	n := &r.nearest
	if n.sheet == "" {
		return &NotRecognised{Said: &lang.Error{
			What: lang.T("%s：没有找到目标表：没有一行像是表头", "%s: no table of targets found: no row looks like headings").With(name),
			Hint: hint.With(),
		}}
	}
	none := lang.T("无", "none")
	return &NotRecognised{
		Sheet: n.sheet, Row: n.row, Matched: n.known, Unmatched: n.unknown,
		Said: &lang.Error{
			What: lang.T("%s：没有找到目标表；最接近的是工作表 %s 第 %d 行：认出的表头 %s；没认出的 %s",
				"%s: no table of targets found; the nearest is sheet %s, row %d: headings matched: %s; not matched: %s").
				With(name, n.sheet, n.row, listed(n.known, none), listed(n.unknown, none)),
			Hint: hint.With(),
		},
	}
}

// NotRecognised is the error of a workbook in which no table was found. It
// wraps the *lang.Error that people read.
type NotRecognised struct {
	Said      *lang.Error
	Sheet     string // the sheet that came nearest; "" if none did
	Row       int32
	Matched   []string // headings that are known
	Unmatched []string
}

// maxListed is how many headings a message lists.
const maxListed = 8

// listed joins headings for people.
func listed(words []string, none lang.Text) lang.Speaker {
	if len(words) == 0 {
		return none.With()
	}
	more := len(words) > maxListed
	if more {
		words = words[:maxListed]
	}
	join := lang.Join{Between: lang.T("、", ", ")}
	for _, w := range words {
		join.Parts = append(join.Parts, lang.T("%s", "%s").With(cut(w)))
	}
	if more {
		join.Parts = append(join.Parts, lang.T("等", "and more").With())
	}
	return join
}

// cut shortens a heading for a message.
func cut(s string) string {
	const most = 24
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "..."
		}
	}
	return s
}

// maxNearRows bounds how many rows are looked at for the nearest headings.
const maxNearRows = 2000
