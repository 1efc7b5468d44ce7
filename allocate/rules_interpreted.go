package allocate

import "goalxl/internal/lang"

// Interpretation is a choice that reading made where the workbook itself does not
// say it: a unit from a note that stands elsewhere, percentages without a sign.
type Interpretation struct {
	At     Ref          // the table
	Choice lang.Message // what was taken for what
	Why    lang.Message // what speaks for it
}

// checkInterpreted lists the choices that reading made, and which figures by month
// were taken for running totals.
func checkInterpreted(r *review) {
	for i := range r.plan.Interpreted {
		r.addInterpreted(r.plan.Interpreted[i])
	}
	r.addRunningParts()
}

func (r *review) addInterpreted(c Interpretation) {
	r.add(Finding{
		At:      c.At,
		Subject: r.plan.Tables[c.At.Table].Name,
		Message: lang.T("%s。依据：%s。", "%s. Reason: %s.").With(c.Choice, c.Why),
		Hint:    lang.T("不对时，在表里写明，或写进工作簿旁边的 goalxl.yaml。", "Where this is wrong, say it in the table, or in a goalxl.yaml beside the workbook.").With(),
	})
}
