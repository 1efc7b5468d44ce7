package allocate

import "goalxl/internal/lang"

// MissingAddresses are findings of the rule address-missing: portions whose owner has
// no address in 通讯录, or one that is none.
func (d *Division) MissingAddresses(p *Plan) []Finding {
	var out []Finding
	for i := range d.Portions {
		o := &d.Portions[i]
		label := quoted(o.Label, maxQuotedCell)
		switch c := o.Contact; {
		case c == nil || c.Email == "" && c.Wrong == "":
			out = append(out, missing(o.addressAt(p), o.Label,
				lang.T("%s 在通讯录里没有邮箱，没有写邮件草稿。", "%s has no address in the contacts: no mail draft was written.").With(label),
				lang.T("在通讯录里补上责任人和邮箱后再拆分，或自行发送。", "Add owner and email to the contacts and split again, or send it yourself.").With()))
		case c.Email == "":
			out = append(out, missing(o.addressAt(p), o.Label,
				lang.T("%s 的邮箱“%s”不是邮件地址，没有写邮件草稿。", "%s has the address %q, which is none: no mail draft was written.").With(label, quoted(c.Wrong, maxQuotedCell)),
				lang.T("在通讯录里改正后再拆分，或自行发送。", "Mend it in the contacts and split again, or send it yourself.").With()))
		case c.WrongCopy != "":
			at := c.At
			at.Field = FieldCopy
			out = append(out, missing(at, o.Label,
				lang.T("%s 的抄送“%s”不是邮件地址，草稿没有抄送。", "%s has copies going to %q, which is no address: the draft has none.").With(label, quoted(c.WrongCopy, maxQuotedCell)),
				lang.T("抄送只写一个邮件地址；要抄送多人请用 --cc。", "Write one address there; --cc takes several.").With()))
		}
	}
	return out
}

func missing(at Ref, label string, message, hint lang.Message) Finding {
	rule := Find("address-missing")
	return Finding{Rule: rule, Severity: rule.Severity, At: at, Subject: label, Message: message, Hint: hint}
}

// addressAt is where an address is missing: in 通讯录, or beside the first row of an
// owner who is not there.
func (o *Portion) addressAt(p *Plan) Ref {
	switch {
	case o.Contact != nil:
		at := o.Contact.At
		at.Field = FieldEmail
		return at
	case len(o.Breakdowns) > 0:
		at := p.Breakdowns[o.Breakdowns[0]].At
		at.Field = FieldOwner
		return at
	}
	at := p.Actions[o.Actions[0]].At
	at.Field = FieldOwner
	return at
}

// checkAddresses names what stands for an address in 通讯录 and is none.
func checkAddresses(r *review) {
	for _, c := range r.plan.Contacts {
		for _, of := range [...]struct {
			field Field
			text  string
			word  lang.Text
		}{{FieldEmail, c.Wrong, lang.T("邮箱", "address")}, {FieldCopy, c.WrongCopy, lang.T("抄送", "address for copies")}} {
			if of.text == "" {
				continue
			}
			at := c.At
			at.Field = of.field
			r.add(Finding{At: at, Subject: c.Owner,
				Message: lang.T("%s 的%s“%s”不是邮件地址。", "%s has the %s %q, which is none.").With(quoted(c.Owner, maxQuotedCell), of.word, quoted(of.text, maxQuotedCell)),
				Hint:    lang.T("一格写一个邮件地址，例如 name@example.com。", "Write one mail address in the cell, such as name@example.com.").With()})
		}
	}
}
