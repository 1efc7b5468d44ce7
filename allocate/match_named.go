package allocate

import (
	"strings"
	"unicode/utf8"
)

// periodWords are what the names of the periods within a year contain, folded.
const periodWords = "季月半qh"

// namedPeriod returns the period within a year that an item's folded name states, as
// 华北q1销售额 and 华东上半年 do; ok is false if it states none. Years that the name
// leaves open are those of in.
func namedPeriod(item string, in Period) (p Period, ok bool) {
	at := strings.IndexAny(item, periodWords)
	if at < 0 {
		return Period{}, false
	}
	best := 0
	for from := range item[:at+1] {
		if at-from > longestPeriod {
			continue
		}
		for to := at; to < len(item) && to-from <= longestPeriod; {
			_, size := utf8.DecodeRuneInString(item[to:])
			to += size
			if to-from <= best || to-from < 2 {
				continue
			}
			if found, err := ParsePeriod(item[from:to], in); err == nil && monthsOf(found) < 12 {
				p, best = found, to-from
			}
		}
	}
	return p, best > 0
}

// longestPeriod bounds the bytes of a period in an item's name: 2024年第三季度.
const longestPeriod = 24

// ofNamedPeriod narrows a question to the period that the item names, where
// goals of several periods compete for it.
func (f *finder) ofNamedPeriod(q question, item string) question {
	if q.own || !f.periods {
		return q
	}
	in := q.period
	if in == (Period{}) && len(f.r.plan.Targets) > 0 {
		in = f.period(0)
	}
	if p, ok := namedPeriod(foldName(item), YearPeriod(int(in.To.Year))); ok {
		q.period, q.own = p, true
	}
	return q
}
