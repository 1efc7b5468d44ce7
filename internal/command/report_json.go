package command

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// schema names the form of the JSON output; it changes when a script would break.
const schema = "goalxl/1"

// The JSON output. Its keys are a contract with scripts: absent values are left
// out, lists are never null, amounts are strings of plain decimals in base
// units, shares are fractions.
type (
	jsonRun struct {
		Schema  string       `json:"schema"`
		Command string       `json:"command"`
		Files   []jsonFile   `json:"files"`
		Rules   []jsonRule   `json:"rules,omitempty"`
		Outputs []jsonOutput `json:"outputs,omitempty"`
		// of refresh
		Report    string           `json:"report,omitempty"`
		Unmatched *[]jsonUnmatched `json:"unmatched,omitempty"`
		Summary   jsonSummary      `json:"summary"`
	}
	jsonUnmatched struct {
		Path string `json:"path"`
		Row  int    `json:"row"`
		Item string `json:"item"`
	}
	jsonFile struct {
		Path       string        `json:"path"`
		Status     string        `json:"status"`
		Output     string        `json:"output,omitempty"`
		Backup     string        `json:"backup,omitempty"`
		Updated    *int          `json:"updated,omitempty"` // of refresh
		Config     string        `json:"config,omitempty"`
		Error      *jsonError    `json:"error,omitempty"`
		Suggestion string        `json:"suggestion,omitempty"`
		Tables     []jsonTable   `json:"tables"`
		Findings   []jsonFinding `json:"findings"`
		Changes    []jsonChange  `json:"changes"`
	}
	jsonError struct {
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	}
	jsonTable struct {
		Kind  string `json:"kind"`
		Sheet string `json:"sheet"`
		Range string `json:"range"`
		Rows  int    `json:"rows"`
		// of explain
		Columns  []jsonColumn `json:"columns,omitempty"`
		RowsRead []jsonRow    `json:"rows_read,omitempty"`
		Unread   []jsonUnread `json:"unread,omitempty"`
	}
	jsonColumn struct {
		Column  string `json:"column"`
		Heading string `json:"heading"`
		Means   string `json:"means,omitempty"`
		Unit    string `json:"unit,omitempty"`
		Why     string `json:"why,omitempty"`
	}
	jsonRow struct {
		Row    int               `json:"row"`
		Kind   string            `json:"kind"`
		Values map[string]string `json:"values,omitempty"`
	}
	jsonUnread struct {
		Cell string `json:"cell"`
		Text string `json:"text"`
	}
	jsonFinding struct {
		Rule       string `json:"rule"`
		Severity   string `json:"severity"`
		Sheet      string `json:"sheet,omitempty"`
		Cell       string `json:"cell,omitempty"`
		Range      string `json:"range,omitempty"`
		Subject    string `json:"subject,omitempty"`
		Found      string `json:"found,omitempty"`
		Expected   string `json:"expected,omitempty"`
		Difference string `json:"difference,omitempty"`
		Unit       string `json:"unit,omitempty"`
		Message    string `json:"message"`
		Hint       string `json:"hint,omitempty"`
	}
	jsonChange struct {
		Sheet  string `json:"sheet"`
		Cell   string `json:"cell"`
		Before string `json:"before"`
		After  string `json:"after"`
		Why    string `json:"why"`
	}
	jsonSummary struct {
		Files    int `json:"files"`
		Errors   int `json:"errors"`
		Warnings int `json:"warnings"`
		Infos    int `json:"infos"`
		Changes  int `json:"changes"`
	}
)

// jsonReport is the reports as one JSON object, with texts in l.
func jsonReport(command string, reports []Report, l lang.Lang) string {
	return encodeJSON(jsonOfRun(command, reports, l))
}

func jsonOfRun(command string, reports []Report, l lang.Lang) jsonRun {
	run := jsonRun{Schema: schema, Command: command, Files: []jsonFile{}}
	for i := range reports {
		run.Files = append(run.Files, jsonOf(&reports[i], l))
	}
	c := count(reports)
	run.Summary = jsonSummary{Files: len(reports), Changes: c.changes,
		Errors: c.of[allocate.Error], Warnings: c.of[allocate.Warning], Infos: c.of[allocate.Info]}
	return run
}

func jsonOf(r *Report, l lang.Lang) jsonFile {
	f := jsonFile{Path: r.Path, Status: status(r), Output: r.Output, Backup: r.Backup, Config: r.Config,
		Tables: []jsonTable{}, Findings: make([]jsonFinding, 0, len(r.Findings)), Changes: make([]jsonChange, 0, r.Changes.Len())}
	f.Suggestion = r.Suggested.In(l)
	if r.Error != nil {
		f.Error = &jsonError{Message: r.Error.What.In(l), Hint: r.Error.Hint.In(l)}
	}
	if r.Tracked != nil {
		f.Updated = &r.Tracked.Updated
	}
	for i := range r.Tables {
		f.Tables = append(f.Tables, jsonTableOf(&r.Tables[i], l))
	}
	for i := range r.Findings {
		g := &r.Findings[i]
		f.Findings = append(f.Findings, jsonFinding{Rule: g.Rule.ID, Severity: g.Severity.String(),
			Sheet: g.Sheet, Cell: g.Cell, Range: g.Range, Subject: g.Subject,
			Found: decimalText(g.Found), Expected: decimalText(g.Expected), Difference: decimalText(g.Difference),
			Unit: string(g.Unit), Message: g.Message.In(l), Hint: g.Hint.In(l)})
	}
	for c := range r.Changes.All() {
		f.Changes = append(f.Changes, jsonChange{c.Sheet, c.Cell, c.Before, c.After, c.Why.In(l)})
	}
	return f
}

func jsonTableOf(t *Table, l lang.Lang) jsonTable {
	j := jsonTable{Kind: t.Kind.String(), Sheet: t.Sheet, Range: t.Range, Rows: t.Rows}
	for _, c := range t.Columns {
		j.Columns = append(j.Columns, jsonColumn{c.Column, c.Heading, c.Means, c.Unit, c.Why.In(l)})
	}
	for _, r := range t.Read {
		j.RowsRead = append(j.RowsRead, jsonRow(r))
	}
	for _, u := range t.Unread {
		j.Unread = append(j.Unread, jsonUnread(u))
	}
	return j
}

// status says in a word what came of a file.
func status(r *Report) string {
	switch {
	case r.Error != nil && r.Unwritable:
		return "unwritable"
	case r.Error != nil:
		return "unreadable"
	case len(r.Findings) > 0:
		return "findings"
	}
	return "ok"
}

// decimalText is a figure as digits, without exponent and separators; "" for none.
func decimalText(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// encodeJSON writes v on indented lines. Characters that act on a terminal are
// escaped: the value is the same, and harmless where it is shown.
func encodeJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("encoding the report: %v", err)) // plain structs of strings always encode
	}
	var out bytes.Buffer
	for _, r := range b.String() {
		if r != '\n' && harmful(r) {
			if r > 0xffff {
				fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
			} else {
				fmt.Fprintf(&out, `\u%04x`, r)
			}
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// counts sums up a run.
type counts struct {
	of      [allocate.Error + 1]int // findings by severity
	changes int
	failed  int // files that could not be read or written
}

func count(reports []Report) counts {
	var c counts
	for i := range reports {
		if reports[i].Error != nil {
			c.failed++
		}
		for j := range reports[i].Findings {
			c.of[reports[i].Findings[j].Severity]++
		}
		c.changes += reports[i].Changes.Len()
	}
	return c
}
