package allocate

import "sort"

// Result is what a check of a plan gives: what is wrong with it, and what
// `fill` would write.
type Result struct {
	Findings []Finding // graver first within a table, then in sheet order
	Changes  []Change  // in sheet order; at most one for a cell
}

// review is a check under way: the plan, its policy, and what the rules share.
// Rows of the breakdown are named by their index in Plan.Breakdowns, so that
// what is known of a row stands in slices beside the plan and costs no maps.
type review struct {
	plan   *Plan
	policy Policy
	rules  []*Rule
	rule   *Rule // the one being checked: review.add puts it into the finding
	result Result

	match  matching // which goal each row serves
	groups []*group // rows that add up to one whole; see group.go
	fills  []fill   // what is computed for the rows; empty if nothing is
	past   *history // earlier figures, indexed when first asked for: see historyOf
}

// Check reviews a plan: it matches breakdown rows to goals, recomputes what
// follows from what, and runs every rule. It does not alter the plan. Findings are made on the
// plan as people typed it, so that a check of the plan with the changes made says the same.
func Check(p *Plan, pol Policy) Result {
	r := &review{plan: p, policy: pol, rules: Rules}
	r.matchRows()
	r.formGroups()
	r.recompute()
	for _, rule := range r.rules {
		r.rule = rule
		rule.check(r)
	}
	r.sortFindings()
	return r.result
}

// add records a finding of the rule being checked; the rule's usual severity
// must be set by the caller only where it differs: see addAs.
func (r *review) add(f Finding) { r.addAs(r.rule.Severity, f) }

// addAs records a finding of the rule being checked with a severity of its own.
func (r *review) addAs(s Severity, f Finding) {
	f.Rule, f.Severity = r.rule, s
	r.result.Findings = append(r.result.Findings, f)
}

func (r *review) sortFindings() {
	f := r.result.Findings
	sort.SliceStable(f, func(i, j int) bool {
		a, b := &f[i], &f[j]
		if a.At.Table != b.At.Table {
			return a.At.Table < b.At.Table
		}
		if a.Severity != b.Severity {
			return a.Severity > b.Severity
		}
		return a.At.Row < b.At.Row
	})
}
