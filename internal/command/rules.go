package command

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// rulesCommand says what each rule means.
func rulesCommand() command {
	return command{
		name: "rules",
		args: lang.T("[规则名]", "[ID]"),
		does: lang.T("列出全部核对规则；加规则名看说明和例子", "list the rules, or explain one with an example"),
		more: lang.T("不带规则名时列出全部规则；带规则名时显示它的含义和例子。",
			"Lists every rule; with an id, says what the rule means and gives an example."),
		example: []string{"goalxl rules", "goalxl rules sum-mismatch"},
		options: commonOptions(),
		run:     runRules,
	}
}

func runRules(r *run) error {
	if len(r.words) > 1 {
		return wrongUse(sayWordsTooMany.With(), sayRulesList.With())
	}
	listed := allocate.Rules
	if len(r.words) == 1 {
		rule := allocate.Find(strings.ToLower(r.words[0]))
		if rule == nil {
			return unknownRule(r.words[0])
		}
		listed = []*allocate.Rule{rule}
	}
	switch {
	case r.flags["format"] == "json":
		r.voice.print(jsonRules(listed, r.voice.lang))
	case r.flags["format"] == "csv":
		r.voice.print(csvRules(listed, r.voice.lang))
	case len(r.words) == 1:
		r.voice.print(ruleText(listed[0], r.voice))
	default:
		r.voice.print(rulesTable(listed, r.voice))
	}
	return nil
}

func unknownRule(id string) error {
	var ids []string
	for _, rule := range allocate.Rules {
		ids = append(ids, rule.ID)
	}
	if near := nearest(id, ids); near != "" {
		return wrongUse(sayUnknownRule.With(id), sayNearest.With("goalxl rules "+near))
	}
	return wrongUse(sayUnknownRule.With(id), sayRulesList.With())
}

// severities names the severities that findings of a rule can have, the usual first.
func severities(rule *allocate.Rule, l lang.Lang) string {
	if rule.Also == rule.Severity {
		return rule.Severity.In(l)
	}
	return rule.Severity.In(l) + lang.T("或", " or ").In(l) + rule.Also.In(l)
}

func rulesTable(rules []*allocate.Rule, v voice) string {
	t := newTable()
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 3, WidthMax: v.width - 46, WidthMaxEnforcer: wrap}})
	t.AppendHeader(table.Row{lang.T("规则名", "ID").In(v.lang), lang.T("级别", "Severity").In(v.lang), lang.T("含义", "Title").In(v.lang)})
	for _, rule := range rules {
		t.AppendRow(table.Row{rule.ID, severities(rule, v.lang), rule.Title.In(v.lang)})
	}
	more := lang.T("说明和例子：goalxl rules 规则名", "more with an example: goalxl rules ID").In(v.lang)
	return trimLines(t.Render()) + "\n  " + more + "\n"
}

func ruleText(rule *allocate.Rule, v voice) string {
	var b strings.Builder
	writeLines(&b, []string{rule.ID + "  " + rule.Title.In(v.lang) + "  " + severities(rule, v.lang), ""})
	writeLines(&b, indent(wrap(rule.Help.In(v.lang), v.width-3)))
	writeLines(&b, []string{"", lang.T("例子", "Example").In(v.lang)})
	writeLines(&b, indent(wrap(rule.Example.In(v.lang), v.width-3)))
	return b.String()
}

type jsonRule struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Also     string `json:"also,omitempty"`
	Title    string `json:"title"`
	Help     string `json:"help"`
	Example  string `json:"example,omitempty"`
}

func jsonRules(rules []*allocate.Rule, l lang.Lang) string {
	run := jsonRun{Schema: schema, Command: "rules", Files: []jsonFile{}}
	for _, rule := range rules {
		j := jsonRule{ID: rule.ID, Severity: rule.Severity.String(), Title: rule.Title.In(l),
			Help: rule.Help.In(l), Example: rule.Example.In(l)}
		if rule.Also != rule.Severity {
			j.Also = rule.Also.String()
		}
		run.Rules = append(run.Rules, j)
	}
	return encodeJSON(run)
}

func csvRules(rules []*allocate.Rule, l lang.Lang) string {
	rows := [][]string{{lang.T("规则名", "ID").In(l), lang.T("级别", "Severity").In(l), lang.T("含义", "Title").In(l),
		lang.T("说明", "Help").In(l), lang.T("例子", "Example").In(l)}}
	for _, rule := range rules {
		rows = append(rows, []string{rule.ID, severities(rule, l), rule.Title.In(l), rule.Help.In(l), rule.Example.In(l)})
	}
	return encodeCSV(rows)
}
