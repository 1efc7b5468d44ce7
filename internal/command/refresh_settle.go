package command

import (
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// settle puts what is told of a workbook into words and lets go of the workbook: a
// thousand of them are not held at once. Where only numbers will be told, whole is
// false and the words go, too.
func (r *Report) settle(l lang.Lang, whole bool) {
	for i := range r.Findings {
		f := &r.Findings[i]
		if !whole {
			*f = Finding{Severity: f.Severity}
			continue
		}
		f.Message, f.Hint = worded(f.Message, l), worded(f.Hint, l)
	}
	if whole {
		changes := slices.Collect(r.Changes.All())
		for i := range changes {
			changes[i].Why = worded(changes[i].Why, l)
		}
		r.Changes = Changes{len(changes), func(i int) Change { return changes[i] }}
	} else {
		r.Changes = Changes{count: r.Changes.Len()}
	}
	if r.Tracked == nil {
		return
	}
	r.Tracked.Summary.Reds = slices.Clone(r.Tracked.Summary.Reds) // without room for more
	for i := range r.Tracked.Summary.Reds {
		slim(&r.Tracked.Summary.Reds[i].Progress, l)
	}
}

// slim keeps of a red row what the monthly report says of it.
func slim(p *allocate.Progress, l lang.Lang) {
	p.Why, p.Proposal = worded(p.Why, l), worded(p.Proposal, l)
	p.BasisWhy, p.From = lang.Message{}, lang.Message{}
	p.Forecast, p.Series = nil, nil
}

// worded is a message that holds its words in one language, and nothing else.
func worded(m lang.Message, l lang.Lang) lang.Message {
	if m.IsZero() {
		return m
	}
	return lang.T("%s", "%s").With(m.In(l))
}
