package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	textProposed      = lang.T("%s：下达合计 %s，%d 项有建议（%s）；全部接受则合计 %s，%s %s", "%s: handed out %s in all; %d rows have a proposal (%s). With all of them the sum is %s, %s %s")
	textProposedSame  = lang.T("%s：下达合计 %s，%d 项有建议（%s）；全部接受则合计不变", "%s: handed out %s in all; %d rows have a proposal (%s). With all of them the sum stays as it is")
	textProposedGoal  = lang.T("，与目标 %s 相比%s %s", "; against the goal of %s that is %s %s")
	textProposedMeets = lang.T("，正好等于目标 %s", "; that is the goal of %s")
	textProposedPace  = lang.T("；增速超过历史的由 %d 项变为 %d 项", "; rows that grow faster than their history: %d now, %d then")
	textProposedBlind = lang.T("；没有可比的历史数据，增速未比较", "; there is no history to compare the growth with")
	textProposedScale = lang.T("。%s的建议与下达的相差一百倍以上，请核对单位", ". The proposal of %s is a hundred times off what was handed out: check its unit")
	textProposedUnit  = lang.T("。%s的建议单位不同，没有计入", ". The proposal of %s has another unit and was not counted")
	textProposedEnd   = lang.T("。", ".")
	textProposedHint  = lang.T("建议值不会自动写进目标值；同意的，请改目标值后再核对一次。", "Proposals are never put over the targets: change those that you agree to, and check again.")
)

// checkProposals compares, for each dimension of a goal, what was handed out (目标值)
// with what the owners propose (建议目标值), and says what accepting all of it would do to
// the sum and to the growth. A plan without proposals says nothing.
func checkProposals(r *review) {
	any := false
	for _, b := range r.plan.Breakdowns {
		any = any || b.More != nil && b.More.Proposal != nil
	}
	if !any {
		return
	}
	for _, g := range r.groups {
		if p := r.proposalsOf(g); len(p.rows) > 0 {
			r.add(p.finding(r))
		}
	}
}

// proposals are those of the members of a group.
type proposals struct {
	group         *group
	rows          []int32 // with a proposal that counts
	after         decimal.Decimal
	above, then   int // rows above their history, now and with the proposals
	seen          int // rows whose growth could be checked
	scaled, units []int32
}

func (r *review) proposalsOf(g *group) proposals {
	p := proposals{group: g}
	for _, row := range g.rows {
		now, has := r.valueOf(row)
		value := now
		if b := r.plan.Breakdowns[row]; b.More != nil && b.More.Proposal != nil {
			if u := r.unitOfGroup(g); u != "" && b.More.Proposal.Unit != "" && u != b.More.Proposal.Unit {
				p.units = append(p.units, row)
			} else {
				value = b.More.Proposal.Value
				p.rows = append(p.rows, row)
				if has && farOff(now, value) {
					p.scaled = append(p.scaled, row)
				}
			}
		}
		p.after = p.after.Add(value)
		p.pace(r, row, value)
	}
	if len(p.units) > 0 && len(p.rows) == 0 {
		p.rows = p.units[:1:1] // it is said all the same
	}
	return p
}

// pace counts a row by its growth, as it stands and with the value.
func (p *proposals) pace(r *review, row int32, value decimal.Decimal) {
	c := &r.historyOf().probe
	if r.caseOfRow(int(row), c) != checked {
		return
	}
	p.seen++
	if c.above(&r.policy) {
		p.above++
	}
	if r.growthTrips(int(row), value) {
		p.then++
	}
}

// farOff reports whether one of two figures is at least a hundred times the other.
func farOff(a, b decimal.Decimal) bool {
	a, b = a.Abs(), b.Abs()
	return !a.IsZero() && !b.IsZero() && (!a.LessThan(b.Shift(2)) || !b.LessThan(a.Shift(2)))
}

func (p *proposals) finding(r *review) Finding {
	g := p.group
	off := p.after.Sub(g.sum)
	refs := r.refs(p.rows, FieldProposal)
	f := Finding{At: refs[0], Members: refs, Subject: r.subject(g), Found: pointer(p.after), Expected: pointer(g.sum), Difference: pointer(off),
		Unit: r.unitOfGroup(g), Hint: textProposedHint.With()}
	text := lang.Join{}
	say := func(m lang.Message) { text.Parts = append(text.Parts, m) }
	if off.IsZero() {
		say(textProposedSame.With(r.label(g), r.naturalOf(g, g.sum), len(p.rows), itemList{r, p.rows}))
	} else {
		say(textProposed.With(r.label(g), r.naturalOf(g, g.sum), len(p.rows), itemList{r, p.rows}, r.naturalOf(g, p.after), direction(off), r.naturalOf(g, off.Abs())))
	}
	if g.wholeIn != Blank {
		if gap := p.after.Sub(g.whole); gap.IsZero() {
			say(textProposedMeets.With(r.naturalOf(g, g.whole)))
		} else {
			say(textProposedGoal.With(r.naturalOf(g, g.whole), direction(gap), r.naturalOf(g, gap.Abs())))
		}
	}
	if p.seen > 0 {
		say(textProposedPace.With(p.above, p.then))
	} else {
		say(textProposedBlind.With())
	}
	if len(p.scaled) > 0 {
		say(textProposedScale.With(itemList{r, p.scaled}))
	}
	if len(p.units) > 0 {
		say(textProposedUnit.With(itemList{r, p.units}))
	}
	say(textProposedEnd.With())
	f.Message = textJoined.With(text)
	return f
}

var textJoined = lang.T("%s", "%s")
