package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// rowWords is what the 核对结果 column says in each row of a table. Rows mostly say
// the same few things, so each holds only the number of its wording.
type rowWords struct {
	in   *wording
	rows []int32 // by row, counted from HeadLast; 0 for a row without a finding
}

// add adds a finding to the words of a row.
func (w *rowWords) add(row int32, severity allocate.Severity, rule *allocate.Rule) {
	if n := int(row) + 1 - len(w.rows); n > 0 {
		w.rows = append(w.rows, make([]int32, n)...)
	}
	w.rows[row] = w.in.with(w.rows[row], severity, rule)
}

// of returns the words of a row, "" if it has no finding.
func (w *rowWords) of(row int32) string {
	if row < 0 || int(row) >= len(w.rows) {
		return ""
	}
	return w.in.text(w.rows[row])
}

// wording holds the different words of a workbook's rows, each once.
type wording struct {
	lang lang.Lang
	list []words // those with number n at n-1
	next map[addition]int32
	last addition // what was asked for last, and its number: neighbours mostly say the same
	at   int32
}

// words begin with the worst severity of the findings they name, so that the
// column can be filtered by it.
type words struct {
	worst  allocate.Severity
	titles string
	text   string // as it stands in the cell
}

// addition is a finding that is added to words.
type addition struct {
	to       int32
	severity allocate.Severity
	rule     *allocate.Rule
}

var (
	listComma  = lang.T("；", "; ")
	wordsColon = lang.T("：", ": ")
)

// with returns the number of the words that name one finding more.
func (w *wording) with(to int32, severity allocate.Severity, rule *allocate.Rule) int32 {
	key := addition{to, severity, rule}
	if key == w.last {
		return w.at
	}
	n, ok := w.next[key]
	if !ok {
		w.list = append(w.list, w.longer(to, severity, rule.Title.In(w.lang)))
		n = int32(len(w.list))
		if w.next == nil {
			w.next = map[addition]int32{}
		}
		w.next[key] = n
	}
	w.last, w.at = key, n
	return n
}

func (w *wording) longer(to int32, severity allocate.Severity, title string) words {
	out := words{worst: severity, titles: title}
	if to > 0 {
		switch before := &w.list[to-1]; {
		case severity > before.worst:
			out.titles = title + listComma.In(w.lang) + before.titles
		default:
			out.worst, out.titles = before.worst, before.titles+listComma.In(w.lang)+title
		}
	}
	out.text = out.worst.In(w.lang) + wordsColon.In(w.lang) + out.titles
	return out
}

// text returns the words with a number, "" for number 0.
func (w *wording) text(n int32) string {
	if n == 0 {
		return ""
	}
	return w.list[n-1].text
}
