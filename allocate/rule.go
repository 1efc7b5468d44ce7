package allocate

import "goalxl/internal/lang"

// Rule is one thing that a plan must keep. Rules are declared in the list Rules
// and nowhere else: the list drives the check, `goalxl rules`, the table in the
// README, the marks' words and the tests.
type Rule struct {
	ID       string   // stable, for JSON and `goalxl rules ID`
	Severity Severity // usual severity; a finding's own may be lighter or graver
	Also     Severity // the other severity that the rule's findings can have; equal to Severity if there is none
	Title    lang.Text
	Help     lang.Text // what it means, one or two sentences
	Example  lang.Text // a case, with its numbers
	check    func(*review)
}

// Find returns the rule with the given id, and nil if there is none.
func Find(id string) *Rule { return findIn(Rules, id) }

func findIn(rules []*Rule, id string) *Rule {
	for _, r := range rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}
