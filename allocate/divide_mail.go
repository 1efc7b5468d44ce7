package allocate

import "goalxl/internal/lang"

// MissingAddresses are findings of the rule address-missing: portions whose owner has
// no address in 通讯录, or one that is none.
func (d *Division) MissingAddresses(p *Plan) []Finding {
	var out []Finding
	rule := Find("address-missing")
	for i := range d.Portions {
		o := &d.Portions[i]
		if o.Contact != nil && o.Contact.Email != "" {
			continue
		}
		f := Finding{Rule: rule, Severity: rule.Severity, Subject: o.Label,
			Message: lang.T("%s 在通讯录里没有邮箱，没有写邮件草稿。", "%s has no address in the contacts: no mail draft was written.").With(quoted(o.Label, maxQuotedCell)),
			Hint:    lang.T("在通讯录里补上责任人和邮箱后再拆分，或自行发送。", "Add owner and email to the contacts and split again, or send it yourself.").With()}
		switch {
		case o.Contact != nil:
			f.At = o.Contact.At
			f.At.Field = FieldEmail
		case len(o.Breakdowns) > 0:
			f.At = p.Breakdowns[o.Breakdowns[0]].At
			f.At.Field = FieldOwner
		default:
			f.At = p.Actions[o.Actions[0]].At
			f.At.Field = FieldOwner
		}
		if o.Contact != nil && o.Contact.Wrong != "" {
			f.Message = lang.T("%s 的邮箱“%s”不是邮件地址，没有写邮件草稿。", "%s has the address %q, which is none: no mail draft was written.").
				With(quoted(o.Label, maxQuotedCell), quoted(o.Contact.Wrong, maxQuotedCell))
			f.Hint = lang.T("在通讯录里改正后再拆分，或自行发送。", "Mend it in the contacts and split again, or send it yourself.").With()
		}
		out = append(out, f)
	}
	return out
}

// checkNothing is the check of rules that are found elsewhere.
func checkNothing(*review) {}
