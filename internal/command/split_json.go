package command

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

type (
	jsonOutput struct {
		Owner  string    `json:"owner"`
		Path   string    `json:"path"`
		Rows   int       `json:"rows,omitempty"`
		Total  string    `json:"total,omitempty"`
		Unit   string    `json:"unit,omitempty"`
		Totals []jsonSum `json:"totals,omitempty"`
		Mail   string    `json:"mail,omitempty"`
		// of mail
		Address   string `json:"address,omitempty"`
		State     string `json:"state,omitempty"`
		MessageID string `json:"message_id,omitempty"`
	}
	jsonSum struct {
		Dimension string `json:"dimension,omitempty"`
		Metric    string `json:"metric,omitempty"`
		Total     string `json:"total"`
		Unit      string `json:"unit,omitempty"`
	}
)

// jsonSplit is the report with what was made. A handout with several cuts in money has
// no single total: they are never added.
func jsonSplit(s *splitting, l lang.Lang) string {
	run := jsonOfRun(s.name, []Report{s.report}, l)
	run.Outputs = []jsonOutput{}
	for i := range s.outputs {
		o := &s.outputs[i]
		out := jsonOutput{Owner: o.Owner, Path: o.Path, Rows: o.Rows, Mail: o.Mail}
		if o.Total != nil {
			out.Total, out.Unit = o.Total.Amount.Plain(), string(o.Total.Amount.Unit)
		}
		if len(o.Sums) > 1 {
			out.Totals = jsonSums(o.Sums)
		}
		run.Outputs = append(run.Outputs, out)
	}
	return encodeJSON(run)
}

func jsonSums(sums []allocate.CutSum) []jsonSum {
	var out []jsonSum
	for i := range sums {
		if c := &sums[i]; c.Blank < c.Rows {
			out = append(out, jsonSum{c.Dimension, c.Goal, c.Amount.Plain(), string(c.Amount.Unit)})
		}
	}
	return out
}
