package allocate

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// drawProblems counts the findings and lists the largest ones: the graver first, then
// those that are about the larger part of their goal.
func (r *review) drawProblems(o *Overview) {
	type problem struct {
		at       int32
		severity Severity
		size     decimal.Decimal
	}
	var top []problem
	rows := rowFinder{len(r.plan.Breakdowns), 0, func(i int) Ref { return r.plan.Breakdowns[i].At }}
	faults := 0
	for i := range r.result.Findings {
		f := &r.result.Findings[i]
		o.Counts[f.Severity]++
		if f.Severity == Info {
			continue
		}
		faults++
		p := problem{int32(i), f.Severity, r.stake(f, &rows)}
		at, _ := slices.BinarySearchFunc(top, p, func(a, b problem) int {
			return cmp.Or(cmp.Compare(b.severity, a.severity), b.size.Cmp(a.size), -1)
		})
		if at < maxProblems {
			top = slices.Insert(top, at, p)
			top = top[:min(len(top), maxProblems)]
		}
	}
	for _, p := range top {
		problem := Problem{Finding: p.at}
		if f := &r.result.Findings[p.at]; f.Live != nil && len(r.plan.Targets) > 1 {
			problem.Goal = r.goalAt(f.Live.Goal)
		}
		o.Problems = append(o.Problems, problem)
	}
	o.MoreProblem = faults - len(top)
}

// goalAt is the name of the goal whose cell it is; zero for other cells.
func (r *review) goalAt(at Ref) lang.Message {
	for i, t := range r.plan.Targets {
		if sameRow(t.At, at) {
			return r.goalName(int32(i))
		}
	}
	return lang.Message{}
}

// stake is how much of its goal a finding is about, as a fraction; 0 where it has no
// figures.
func (r *review) stake(f *Finding, rows *rowFinder) decimal.Decimal {
	if f.Difference == nil {
		return decimal.Zero
	}
	off := f.Difference.Abs()
	row := -1
	if f.At.Table >= 0 && r.table(f.At.Table).Kind == BreakdownTable {
		row = rows.find(f.At)
	}
	if row < 0 {
		if f.Expected != nil && !f.Expected.IsZero() && f.Unit != PercentUnit {
			return off.DivRound(f.Expected.Abs(), 8)
		}
		return decimal.Zero
	}
	if f.Unit == PercentUnit && len(f.Members) == 0 { // of the row's own amount
		if v, ok := r.valueOf(int32(row)); ok {
			off = off.Mul(v.Abs())
		}
	} else if f.Unit == PercentUnit {
		return off
	}
	return r.ofGoal(int32(row), off)
}

// drawOwners counts what lies with each owner: a fault of a row with the row's, a
// fault of a sum with the goal's.
func (r *review) drawOwners(o *Overview) {
	at := map[string]int{}
	var all []OwnerPoints
	people, n := r.peopleOf(), -1
	for i := range r.result.Findings {
		f := &r.result.Findings[i]
		if f.Severity == Info {
			continue
		}
		refs := []Ref{f.At}
		if f.Each {
			refs = f.Members
		} else if f.Live != nil && f.Live.Goal.Field != NoField {
			refs = []Ref{f.Live.Goal}
		}
		last := int32(-1)
		for _, ref := range refs {
			if ref.Row == last {
				continue
			}
			last = ref.Row
			owner, ok := people.owner(ref)
			if !ok {
				continue
			}
			if n < 0 || all[n].Owner != owner { // rows of one owner mostly follow each other
				var seen bool
				if n, seen = at[owner]; !seen {
					n = len(all)
					at[owner] = n
					all = append(all, OwnerPoints{Owner: owner})
				}
			}
			all[n].count(f)
		}
	}
	slices.SortStableFunc(all, func(a, b OwnerPoints) int {
		return cmp.Or(cmp.Compare(b.all(), a.all()), cmp.Compare(b.Errors, a.Errors))
	})
	o.Owners = all[:min(len(all), maxOwners)]
	o.MoreOwners = len(all) - len(o.Owners)
}

func (o *OwnerPoints) count(f *Finding) {
	switch {
	case f.Severity == Error:
		o.Errors++
	default:
		o.Warnings++
		if f.Rule.ID == overdueRule {
			o.Overdue++
		}
	}
}

// overdueRule is the rule whose findings are about late actions.
const overdueRule = "overdue"

// people finds who is responsible for a row.
type people struct {
	plan                   *Plan
	rows, goals, actionRow rowFinder
}

func (r *review) peopleOf() *people {
	p := r.plan
	return &people{p,
		rowFinder{len(p.Breakdowns), 0, func(i int) Ref { return p.Breakdowns[i].At }},
		rowFinder{len(p.Targets), 0, func(i int) Ref { return p.Targets[i].At }},
		rowFinder{len(p.Actions), 0, func(i int) Ref { return p.Actions[i].At }}}
}

// owner returns the owner of the row that a reference is of; "" if none is named,
// false if it is no row of goals, sub-targets or actions.
func (p *people) owner(at Ref) (string, bool) {
	if i := p.rows.find(at); i >= 0 {
		return p.plan.Breakdowns[i].Owner, true
	}
	if i := p.actionRow.find(at); i >= 0 {
		return p.plan.Actions[i].Owner, true
	}
	if i := p.goals.find(at); i >= 0 {
		return p.plan.Targets[i].Owner, true
	}
	return "", false
}

// drawUnchecked lists what could not be checked.
func (r *review) drawUnchecked(o *Overview) {
	var all []lang.Message
	for i := range r.result.Findings {
		if f := &r.result.Findings[i]; f.Unchecked {
			all = append(all, lang.T("%s：%s", "%s: %s").With(r.table(f.At.Table).Name, f.Message))
		}
	}
	if n := r.plan.Unchecked; n > 0 {
		all = append(all, several(n, lang.T("有 %d 个公式没有复算：它随时间变化、引用别的文件，或数量太多。", "%d formula was not computed again: it depends on the time or on another file, or there are too many."),
			lang.T("有 %d 个公式没有复算：它们随时间变化、引用别的文件，或数量太多。", "%d formulas were not computed again: they depend on the time or on another file, or there are too many.")).With(n))
	}
	o.Unchecked = all[:min(len(all), maxUncheck)]
	o.MoreUncheck = len(all) - len(o.Unchecked)
}
