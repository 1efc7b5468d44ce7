package allocate

import (
	"slices"
	"sort"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Result is what a check of a plan gives: what is wrong with it, and what
// `fill` would write.
type Result struct {
	Findings []Finding // the graver first, then in sheet order
	Changes  []Change  // in sheet order; at most one for a cell
	Overview *Overview // never nil
	// Err says that an allocation did not add up when it was added again, which is a fault
	// of the program: none of its parts is among the changes. It is a *lang.Error.
	Err error
}

// review is a check under way: the plan, its policy, and what the rules share.
// Rows of the breakdown are named by their index in Plan.Breakdowns, so that
// what is known of a row stands in slices beside the plan and costs no maps.
type review struct {
	plan   *Plan
	policy Policy
	rules  []*Rule
	rule   *Rule // the one being checked: review.add puts it into the finding
	listed int   // its findings so far
	uncut  Ref   // the first of its findings that was not listed
	result Result

	match        matching                // which goal each row serves
	column       map[columnKey]Unit      // unit of the amounts beside a blank one: see columnUnit
	groupAt      []int32                 // by breakdown row: index in groups; -1 if it is in none
	slab         []group                 // groups that were made and are not in use yet
	groups       []*group                // rows that add up to one whole, in the order of their first row
	inDepth      []*group                // the same, parents before their children
	cutsOfDim    []int32                 // by dimension: how many groups cut a goal by it
	scopes       []scope                 // what each total row stands for
	fill         fills                   // what is computed for blank cells
	columns      map[formKey]*columnForm // how amounts are written: see formOf
	digits       []int8                  // by table: digits of computed shares
	below        map[int32][]*group      // by breakdown row: groups of its parts; see childrenOf
	tops         [][]*group              // by goal: groups that cut it; see topsOf
	foldedShares map[int32]bool          // rows whose share another finding speaks for
	looked       int                     // rows looked at for proposed edits
	explained    int                     // groups that edits were looked for
	parts        spreading
	blankRows    []int32         // see blankShares
	shareWhys    []*lang.Message // by group, once the groups are gone: see settle
	long         []Ref           // the last long list of members; see addAs
	steps        *stepCache
	lastSum      decimal.Decimal // of the group before, and of its shares: see measure
	lastShareSum decimal.Decimal
	lastShares   *sharesReason // the last reason of shareReason
	tracked      *Tracking     // what actuals say; nil if there are none
	shown        []Cut         // those that the overview shows
	unshown      int           // cuts beside them
	parted       []*partTable  // tables with plans by parts of the year
	partFaults   []partFault   // rows of them whose parts do not add up
	past         *history      // earlier figures, indexed when first asked for: see historyOf
}

// Check reviews a plan: it matches breakdown rows to goals, recomputes what
// follows from what, and runs every rule. It does not alter the plan. Findings are made on the
// plan as people typed it, so that a check of the plan with the changes made says the same.
func Check(p *Plan, pol Policy) Result { return CheckTracked(p, pol, nil) }

// CheckTracked is Check of a plan whose actuals are known: the rules on progress judge
// what Track made of them. nil is a plan without actuals, which are then judged by
// 完成状态 alone.
func CheckTracked(p *Plan, pol Policy, t *Tracking) Result {
	r := &review{plan: p, policy: pol, rules: Rules, tracked: t}
	r.matchRows()
	r.arrange()
	r.judgeGroups()
	r.findPartFaults()
	for _, rule := range r.rules {
		r.run(rule)
	}
	r.sortFindings()
	r.result.Overview = r.overview()
	r.settle()
	r.result.Changes = r.allChanges()
	r.release()
	return r.result
}

// release lets go of what no text of the result asks for: they are put into words
// when they are read, from the plan and from what was computed.
func (r *review) release() {
	r.parted, r.partFaults = nil, nil
	r.past, r.match, r.scopes, r.inDepth, r.below, r.tops = nil, matching{}, nil, nil, nil, nil
	r.fill.shares, r.fill.shareAt, r.shareWhys = nil, nil, nil
	if r.fill.basis == nil {
		r.groups, r.groupAt = nil, nil
	}
}

// settle lets go of what only the rules needed: what is computed is then listed in its place.
func (r *review) settle() {
	r.parts, r.steps, r.slab, r.blankRows, r.column, r.columns, r.long = spreading{}, nil, nil, nil, nil, nil, nil
	r.below, r.tops, r.inDepth = nil, nil, nil
	if r.past != nil {
		r.past.tally, r.past.probe, r.past.links = nil, growthCase{}, nil
	}
	if r.fill.basis == nil && r.policy.From == FromNothing { // of the groups, only the shares' reasons are asked for
		r.shareWhys = make([]*lang.Message, len(r.groups))
		for i, g := range r.groups {
			r.shareWhys[i] = g.reasons.share
		}
		r.groups = nil
	}
}

// arrange forms groups and computes what is blank.
func (r *review) arrange() {
	r.formGroups()
	r.findScopes()
	r.recompute()
	r.chooseCuts()
}

// allChanges lists what is computed for blank cells and, with --from, what is
// rewritten: the same computation on a plan in which those cells are blank.
func (r *review) allChanges() []Change {
	p := r.rewritten()
	if p == nil {
		return r.changes(r.plan)
	}
	again := &review{plan: p, policy: r.policy, rules: r.rules, match: r.match, past: r.past}
	again.arrange()
	if r.policy.From == FromShare {
		r.result.Overview.refresh(again)
	}
	if again.result.Err != nil {
		r.result.Err = again.result.Err
	}
	return again.changes(r.plan)
}

// maxListed is how many findings of one rule are listed; what is beyond is counted.
const maxListed = 2000

func (r *review) run(rule *Rule) {
	r.rule, r.listed = rule, 0
	rule.check(r)
	if over := r.listed - maxListed; over > 0 {
		r.result.Findings = append(r.result.Findings, Finding{
			Rule: rule, Severity: rule.Severity, At: r.uncut, Subject: r.table(r.uncut.Table).Name,
			Message: textUnlisted.With(over),
		})
	}
}

// full reports whether no more findings of the rule being checked are listed, so
// that a rule need not work out their text; it must add them all the same.
func (r *review) full() bool { return r.listed >= maxListed }

// add records a finding of the rule being checked, with the rule's usual severity.
func (r *review) add(f Finding) { r.addAs(r.rule.Severity, f) }

// addAs records a finding of the rule being checked with a severity of its own.
func (r *review) addAs(s Severity, f Finding) {
	r.listed++
	switch {
	case r.listed == maxListed+1:
		r.uncut = f.At
	case r.listed > maxListed:
	default:
		f.Rule, f.Severity = r.rule, s
		if len(f.Members) >= manyBlanks { // all rows, mostly, for more than one reason
			if !slices.Equal(f.Members, r.long) {
				r.long = f.Members
			}
			f.Members = r.long
		}
		r.result.Findings = append(r.result.Findings, f)
	}
}

func (r *review) sortFindings() {
	f := r.result.Findings
	sort.SliceStable(f, func(i, j int) bool {
		a, b := &f[i], &f[j]
		if a.Severity != b.Severity {
			return a.Severity > b.Severity
		}
		if a.At.Table != b.At.Table {
			return a.At.Table < b.At.Table
		}
		return a.At.Row < b.At.Row
	})
}
