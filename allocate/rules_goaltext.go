package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// goalClaim is a claim of a goal's description and the breakdown row that it is about.
type goalClaim struct {
	claim
	goal  int32
	row   int32 // index in Plan.Breakdowns; -1 if no row, -2 if several fit
	exact bool  // the row has the very name
}

// noRow and manyRows are values of goalClaim.row.
const (
	noRow    = -1
	manyRows = -2
)

type claimKey struct {
	goal int32
	name string
}

func checkGoalText(r *review) {
	var claims []goalClaim
	for g, goal := range r.plan.Targets {
		if goal.Description == "" {
			continue
		}
		year := 0
		if !goal.Period.IsZero() {
			year = int(goal.Period.From.Year)
		}
		for _, c := range parseClaims(goal.Description, goal.Type, year) {
			claims = append(claims, goalClaim{claim: c, goal: int32(g), row: noRow})
		}
	}
	if len(claims) == 0 {
		return
	}
	r.findClaimed(claims)
	for i := range claims {
		r.checkClaim(&claims[i])
	}
}

// findClaimed finds the rows that claims are about, in one walk over the breakdown.
func (r *review) findClaimed(claims []goalClaim) {
	types := r.historyOf().types
	wanted := map[claimKey][]int{}
	for i, c := range claims {
		name := foldName(c.item)
		core, _ := coreName(name, types)
		wanted[claimKey{c.goal, core}] = append(wanted[claimKey{c.goal, core}], i)
		if bare := cutMeasure(name); bare != core { // 金融行业新客户, of 新客户数量
			wanted[claimKey{c.goal, bare}] = append(wanted[claimKey{c.goal, bare}], i)
		}
	}
	for row, b := range r.plan.Breakdowns {
		goal := r.match.goal[row]
		if goal < 0 {
			continue
		}
		name := foldName(b.Item)
		core, _ := coreName(name, types)
		for _, i := range wanted[claimKey{goal, core}] {
			claims[i].meet(int32(row), name == foldName(claims[i].item))
		}
		if bare := cutMeasure(name); bare != core {
			for _, i := range wanted[claimKey{goal, bare}] {
				claims[i].meet(int32(row), name == foldName(claims[i].item))
			}
		}
	}
}

// meet takes note of a row that a claim may be about: the very name before the same core.
func (c *goalClaim) meet(row int32, exact bool) {
	switch {
	case c.row == row: // by both of its names
	case c.row == noRow || exact && !c.exact:
		c.row, c.exact = row, exact
	case exact == c.exact:
		c.row = manyRows
	}
}

// checkClaim compares a claim with its row. Where several rows fit, nothing is said:
// it would be a guess.
func (r *review) checkClaim(c *goalClaim) {
	goal := r.plan.Targets[c.goal]
	at := goal.At
	at.Field = FieldDescription
	switch {
	case c.row >= 0 && c.inPart:
		r.checkClaimedShare(c, at)
	case c.row >= 0:
		r.checkClaimedAmount(c, at)
	case c.row == manyRows:
	case foldName(c.item) == foldName(goal.Type):
		if amount, ok := r.goalAmount(c.goal); ok && !c.inPart {
			r.compareClaim(c, at, goal.At, amount)
		}
	case c.stated || !c.inPart && sameMeasure(goal.Amount.Unit, c.amount.Unit):
		r.addAs(Info, Finding{
			At: at, Subject: c.item,
			Message: lang.T("核心目标描述写“%s”，分解明细中没有“%s”这一项，未核对。", "The goal's description says \"%s\"; the breakdown has no item \"%s\", so this was not checked.").
				With(quoted(c.text, 40), c.item),
			Hint: lang.T("需要核对的，请在分解明细中加上这一项。", "Add the item to the breakdown if it is to be checked.").With(),
		})
	}
}

// checkClaimedShare compares a claimed part with the typed share of the row, or
// else with its amount ÷ the goal's.
func (r *review) checkClaimedShare(c *goalClaim, at Ref) {
	b := r.plan.Breakdowns[c.row]
	group := r.groupOf(int(c.row))
	ofGoal := group == nil || group.parent < 0 // else the share may be of the parent
	cell := b.At
	cell.Field = FieldShare
	if ofGoal && (b.ShareIn == Typed || b.ShareIn == Derived) {
		digits := min(c.share.Digits, b.Share.Digits)
		if near(b.Share.Value, c.share.Value, digits) {
			return
		}
		r.addClaimedShare(c, at, cell, b.Share, lang.T("%s", "%s").With(b.Share))
		return
	}
	amount, ok := r.amountOf(int(c.row))
	goal, known := r.goalAmount(c.goal)
	if !ok || !known || goal.Value.Sign() <= 0 || !sameMeasure(goal.Unit, amount.Unit) {
		return
	}
	digits := max(c.share.Digits, 1)
	share := Share{amount.Value.DivRound(goal.Value, int32(digits)+8), digits}
	if near(share.Value, c.share.Value, c.share.Digits) {
		return
	}
	cell.Field = FieldAmount
	share.Value = share.Value.Round(int32(digits) + 2)
	r.addClaimedShare(c, at, cell, share, lang.T("%s（%s ÷ %s）", "%s (%s ÷ %s)").With(share, amount, goal))
}

// near reports whether two shares differ by no more than half of the last digit
// of a percentage with so many digits.
func near(a, b decimal.Decimal, digits int8) bool {
	return a.Sub(b).Abs().Cmp(decimal.New(5, -int32(digits)-3)) <= 0
}

func (r *review) addClaimedShare(c *goalClaim, at, cell Ref, found Share, told lang.Message) {
	expected, diff := c.share.Value, found.Value.Sub(c.share.Value)
	gap := diff.Abs().Shift(2).String()
	text := lang.T("核心目标描述写“%s”，分解明细“%s”为 %s，高 %s 个百分点。", "The goal's description says \"%s\"; in the breakdown \"%s\" is %s, %s points above.")
	if diff.Sign() < 0 {
		text = lang.T("核心目标描述写“%s”，分解明细“%s”为 %s，低 %s 个百分点。", "The goal's description says \"%s\"; in the breakdown \"%s\" is %s, %s points below.")
	}
	item := r.plan.Breakdowns[c.row].Item
	r.addAs(Warning, Finding{
		At: at, Members: []Ref{cell}, Subject: item,
		Found: &found.Value, Expected: &expected, Difference: &diff, Unit: "%",
		Message: text.With(quoted(c.text, 40), item, told, gap),
		Hint:    claimHint.With(),
	})
}

var claimHint = lang.T("以哪个为准就改另一个：描述，或分解明细。", "Decide which one holds and change the other: the description or the breakdown.")

// checkClaimedAmount compares a claimed amount with the row's.
func (r *review) checkClaimedAmount(c *goalClaim, at Ref) {
	amount, ok := r.amountOf(int(c.row))
	if ok {
		cell := r.plan.Breakdowns[c.row].At
		r.compareClaim(c, at, cell, amount)
	}
}

// compareClaim compares a claimed amount with the one that stands in a row or a
// goal; the claim is as exact as its last written digit.
func (r *review) compareClaim(c *goalClaim, at, cell Ref, found Amount) {
	diff := found.Value.Sub(c.amount.Value)
	half := decimal.New(5, int32(c.amount.Scale)-int32(c.amount.Digits)-1)
	if !sameMeasure(found.Unit, c.amount.Unit) || diff.Abs().Cmp(half) <= 0 {
		return
	}
	text := lang.T("核心目标描述写“%s”，表中“%s”为 %s，多 %s。", "The goal's description says \"%s\"; in the table \"%s\" is %s, %s more.")
	if diff.Sign() < 0 {
		text = lang.T("核心目标描述写“%s”，表中“%s”为 %s，少 %s。", "The goal's description says \"%s\"; in the table \"%s\" is %s, %s less.")
	}
	gap := found
	gap.Value = diff.Abs()
	cell.Field = FieldAmount
	r.addAs(Warning, Finding{
		At: at, Members: []Ref{cell}, Subject: c.item,
		Found: &found.Value, Expected: &c.amount.Value, Difference: &diff, Unit: found.Unit,
		Message: text.With(quoted(c.text, 40), c.item, found, shown(gap)),
		Hint:    claimHint.With(),
	})
}
