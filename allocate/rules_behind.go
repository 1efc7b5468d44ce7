package allocate

import (
	"strings"

	"goalxl/internal/lang"
)

// ProposalMark stands before a proposal that the tool wrote into 偏差与调整措施: what
// begins with it is no person's word.
var ProposalMark = lang.T("【建议】", "[Proposal]")

// IsProposal reports whether a text of 偏差与调整措施 is a proposal of the tool's.
func IsProposal(remedy string) bool {
	return strings.HasPrefix(remedy, ProposalMark.ZH) || strings.HasPrefix(remedy, ProposalMark.EN)
}

// behind is an action that is behind by its 完成状态 alone.
type behind struct {
	done, planned ratio
	period        Period
}

func checkBehindPlan(r *review) {
	if r.tracked != nil {
		for i := range r.tracked.Actions {
			r.addBehind(&r.tracked.Actions[i], FieldStatus)
		}
		leaning := r.leaning()
		for i := range r.tracked.Targets {
			r.addBehind(&r.tracked.Targets[i], FieldAmount, leaning[int32(i)]...)
		}
		return
	}
	sole := solePeriod(r.plan)
	for i, a := range r.plan.Actions {
		b, ok := r.behindByStatus(i, sole)
		if !ok {
			continue
		}
		lead := b.done.minus(b.planned)
		r.add(Finding{
			At: a.at(FieldStatus), Subject: a.Name, Unit: PercentUnit,
			Found: &a.Status.Value, Expected: pointer(b.planned.value().Decimal), Difference: pointer(lead.value().Decimal),
			Message: lang.T("“%s”落后于计划：完成状态 %s，%s 到今天应完成 %s（时间匀速），少 %s，指数 %s。", "\"%s\" is behind plan: the progress is %s, and of %s %s was planned by today (evenly over the time), short by %s; the index is %s.").
				With(a.Name, a.Status, b.period, percentText(b.planned), pointsText(percentText(lead).Value), percentText(b.done.per(b.planned), r.policy.AmberIndex)),
			Hint: lang.T("核对完成状态；确实落后的，写明原因和调整措施。", "Verify the progress; where it is behind indeed, say why and what mends it.").With(),
		})
	}
}

// behindByStatus judges an action by what a person typed: red or not. Only a time that
// has a start is judged: the time node's own, or that of the only goal period.
func (r *review) behindByStatus(i int, sole Period) (b behind, red bool) {
	a := r.plan.Actions[i]
	if r.policy.AsOf.IsZero() || !a.hasStatus() || a.Due.IsZero() || a.Due.To.Before(r.policy.AsOf) {
		return b, false
	}
	if b.period = a.Due; !isSpan(a.Due) {
		if !sole.ContainsDay(a.Due.To) {
			return b, false
		}
		b.period.From = sole.From
	}
	c := flat(b.period)
	b.done, b.planned = over(a.Status.Value, whole), c.at(r.policy.AsOf)
	state, _ := r.policy.stateOf(b.done, b.planned)
	return b, state == Red
}

// leaning returns, by sub-target, the cells of the progress of the actions that are
// measured by it.
func (r *review) leaning() map[int32][]Ref {
	out := map[int32][]Ref{}
	for i := range r.tracked.Actions {
		if p := &r.tracked.Actions[i]; p.lent && !p.Overdue {
			out[p.Serves] = append(out[p.Serves], r.plan.Actions[i].at(FieldStatus))
		}
	}
	return out
}

// addBehind records a row that is amber or red. What is overdue has a rule of its own. A
// sub-target past its date is behind, too; the actions that are measured by it (leaning)
// share its one finding, which stands at the first of them.
func (r *review) addBehind(p *Progress, field Field, leaning ...Ref) {
	late := p.Overdue && field == FieldAmount
	if p.State != Amber && p.State != Red || p.lent || p.Overdue && !late {
		return
	}
	severity := Warning
	if p.State == Red {
		severity = Error
	}
	at := p.At
	at.Field = field
	var members []Ref
	if len(leaning) > 0 {
		members = append([]Ref{at}, leaning...)
		at = leaning[0]
	}
	f := Finding{
		At: at, Members: members, Subject: p.Subject, Unit: PercentUnit,
		Message: lang.T("“%s”%s：%s。", "\"%s\" is %s: %s.").With(p.Subject, p.Word.With(), p.Why),
		Hint:    p.Proposal,
	}
	if p.Complete.Valid && p.Planned.Valid {
		f.Found, f.Expected, f.Difference = pointer(p.Complete.Decimal), pointer(p.Planned.Decimal), pointer(p.Lead.Decimal)
	}
	r.addAs(severity, f)
}

func checkUnexplained(r *review) {
	sole := solePeriod(r.plan)
	remedies := r.blanksOf(FieldRemedy)
	for i, a := range r.plan.Actions {
		if r.isRed(i, sole) {
			remedies.see(a.At, a.Remedy == "" || IsProposal(a.Remedy))
		}
	}
	remedies.report(lang.T("偏差与调整措施（已落后或逾期）", "deviation and remedy (behind or overdue)"),
		lang.T("写明偏差的原因和补救办法。", "Say what caused the deviation, and what mends it.").With())
}

// isRed reports whether an action is behind or overdue.
func (r *review) isRed(i int, sole Period) bool {
	if r.tracked != nil {
		p := &r.tracked.Actions[i]
		return p.State == Red && (!p.lent || p.Overdue)
	}
	if r.policy.AsOf.IsZero() || r.plan.Actions[i].StatusIn == Broken {
		return false
	}
	if r.isLate(i) {
		return true
	}
	_, red := r.behindByStatus(i, sole)
	return red
}
