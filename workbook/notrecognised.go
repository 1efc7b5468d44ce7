package workbook

import (
	"strconv"
	"strings"
	"unicode"

	"goalxl/internal/lang"
)

// NotRecognised is the error of a workbook in which no table was found. It
// wraps the *lang.Error that people read.
type NotRecognised struct {
	Said      *lang.Error
	Sheet     string // the sheet that came nearest; "" if none did
	Row       int32
	Matched   []string // headings that are known
	Unmatched []string
	Suggested Suggestion // a goalxl.yaml that may mend it
}

// Error returns the English form.
func (e *NotRecognised) Error() string { return e.Said.Error() }

// Unwrap returns the error as people read it.
func (e *NotRecognised) Unwrap() error { return e.Said }

// notRecognised says that no table was found, and what came nearest.
func (r *reader) notRecognised() error {
	name := r.book.pkg.Name()
	hint := lang.T("请把表头改成模板的说法（如 拆解维度、子目标项、目标值、占总目标比例）后再试",
		"use the templates' headings (such as Dimension, Item, Target, Share of goal) and try again")
	near := r.nearest()
	if len(r.passed) > 0 && (len(near) == 0 || len(near[0].Matched) == 0) {
		place := r.passed[0].place
		return &NotRecognised{Sheet: r.layout.sheets[place.Sheet].Name, Row: place.HeadLast, Said: &lang.Error{
			What: lang.T("%s：没有找到目标表：工作表 %s 的表只有各期的数，没有目标列", "%s: no table of targets found: the table on sheet %s has figures by period only, and no column of targets").
				With(name, r.layout.sheets[place.Sheet].Name),
			Hint: hint.With(),
		}}
	}
	if len(near) == 0 {
		return &NotRecognised{Said: &lang.Error{
			What: lang.T("%s：没有找到目标表：没有一行像是表头", "%s: no table of targets found: no row looks like headings").With(name),
			Hint: hint.With(),
		}}
	}
	n := &near[0]
	e := &NotRecognised{Sheet: n.Sheet, Row: n.Row, Matched: n.Matched}
	for _, g := range n.Unmatched {
		e.Unmatched = append(e.Unmatched, g.Heading)
	}
	none := lang.T("无", "none")
	e.Said = &lang.Error{
		What: lang.T("%s：没有找到目标表；最接近的是工作表 %s 第 %d 行：认出的表头 %s；没认出的 %s",
			"%s: no table of targets found; the nearest is sheet %s, row %d: headings matched: %s; not matched: %s").
			With(name, n.Sheet, n.Row, listed(n.Matched, none), listed(e.Unmatched, none)),
		Hint: hint.With(),
	}
	switch {
	case n.Sideways:
		e.Said = &lang.Error{
			What: lang.T("%s：工作表 %s 的表是横着放的：表头在第一列，不在第一行", "%s: the table on sheet %s is turned on its side: its headings stand in a column, not in a row").With(name, n.Sheet),
			Hint: lang.T("请复制后用“选择性粘贴 - 转置”把它转过来再试", "copy it, turn it with Paste Special, Transpose, and try again").With(),
		}
	case len(n.Unmatched) > 0:
		e.Suggested = Suggestion{guesses: n.Unmatched}
		e.Said.Hint = lang.T("请把没认出的表头的含义写进工作簿旁边的 goalxl.yaml，或改用模板的说法",
			"say what they mean in a goalxl.yaml beside the workbook, or use the templates' headings").With()
	}
	return e
}

// Suggestion is a goalxl.yaml that says what unknown headings mean, as far as
// their columns tell. The zero Suggestion suggests nothing.
type Suggestion struct{ guesses []Guess }

// IsZero reports whether nothing is suggested.
func (s Suggestion) IsZero() bool { return len(s.guesses) == 0 }

// Guesses returns the headings with the meanings that are suggested.
func (s Suggestion) Guesses() []Guess { return s.guesses }

// In returns the text of the file with comments in l.
func (s Suggestion) In(l lang.Lang) string {
	if s.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteString("# goalxl.yaml\n# " + suggestFill.In(l) + "\n# " + suggestMeanings.In(l) + "\nheadings:\n")
	seen := map[string]bool{}
	for _, g := range s.guesses {
		if seen[g.Heading] {
			continue
		}
		seen[g.Heading] = true
		b.WriteString("  " + yamlKey(g.Heading) + ": " + g.Means + "\n")
	}
	return b.String()
}

var (
	suggestFill     = lang.T("每行“表头: 含义”，含义由列里的内容猜得，不对请改：", "each line is \"heading: meaning\", guessed from the column's cells; mend what is wrong:")
	suggestMeanings = lang.T("item 项目, target 目标, share 占比, actual 实际, owner 责任人, due 时间, ignore 不用", "item, target, share, actual, rate, owner, due, strategy, ignore (not used)")
)

// yamlKey writes a heading as a key of YAML, in quotes where it needs them.
func yamlKey(s string) string {
	plain := s != ""
	for _, r := range s {
		plain = plain && (unicode.Is(unicode.Han, r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '（' || r == '）')
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
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
