package command

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

var update = flag.Bool("update", false, "write the table of rules into README.md")

// The table of rules stands between these lines of README.md.
const (
	rulesBegin = "<!-- rules: written by go test ./internal/command -run README -update -->\n"
	rulesEnd   = "<!-- end of rules -->\n"
)

// TestREADMEListsTheRules holds that the README's table of rules is the one that
// the rules themselves give; with -update it writes it.
func TestREADMEListsTheRules(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	readme, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skip("there is no README.md yet")
	}
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(readme), rulesBegin)
	_, after, ended := strings.Cut(rest, rulesEnd)
	if !begun || !ended {
		t.Fatalf("README.md has no place for the rules: put in\n%s%s", rulesBegin, rulesEnd)
	}
	want := before + rulesBegin + "\n" + rulesMarkdown(allocate.Rules) + "\n" + rulesEnd + after
	if want == string(readme) {
		return
	}
	if !*update {
		t.Fatal("the table of rules in README.md is not that of the program: run go test ./internal/command -run README -update")
	}
	if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
		t.Fatal(err)
	}
}

// rulesMarkdown is the rules as a table of Markdown, in both languages.
func rulesMarkdown(rules []*allocate.Rule) string {
	var b strings.Builder
	b.WriteString("| 规则 | 级别 | 含义 | Meaning |\n| --- | --- | --- | --- |\n")
	for _, r := range rules {
		cells := []string{"`" + r.ID + "`", severities(r, lang.ZH), r.Title.ZH, r.Title.EN}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return b.String()
}

func TestRulesMarkdown(t *testing.T) {
	table := rulesMarkdown(allocate.Rules)
	if n := strings.Count(table, "\n"); n != len(allocate.Rules)+2 {
		t.Errorf("%d lines for %d rules", n, len(allocate.Rules))
	}
	want := "| `share-sum` | 错误或提醒 | 比例合计不是 100% | Shares do not add up to 100% |\n"
	if !strings.Contains(table, want) {
		t.Errorf("%q is not in\n%s", want, table)
	}
}
