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

var update = flag.Bool("update", false, "write the table of rules and what the commands print into README.md and README.en.md")

// readmes are the two front doors, with the language that each speaks.
var readmes = []struct {
	name   string
	lang   lang.Lang
	locale string
}{{"README.md", lang.ZH, "zh_CN.UTF-8"}, {"README.en.md", lang.EN, "en_US.UTF-8"}}

func readReadme(t *testing.T, name string) (path, text string) {
	t.Helper()
	path = filepath.Join("..", "..", name)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, strings.ReplaceAll(string(b), "\r\n", "\n")
}

// hold compares a README with what it should be; with -update it writes it.
func hold(t *testing.T, path, have, want string) {
	t.Helper()
	if have == want {
		return
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	a, b := strings.Split(have, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	t.Fatalf("%s is stale from line %d on: run go test ./internal/command -run README -update\n has %q\nwant %q",
		filepath.Base(path), i+1, strings.Join(a[i:min(i+3, len(a))], "\n"), strings.Join(b[i:min(i+3, len(b))], "\n"))
}

// The table of rules stands between these lines.
const (
	rulesBegin = "<!-- rules: written by go test ./internal/command -run README -update -->\n"
	rulesEnd   = "<!-- end of rules -->\n"
)

// TestREADMEListsTheRules holds that each README's table of rules is the one that
// the rules themselves give; with -update it writes it.
func TestREADMEListsTheRules(t *testing.T) {
	for _, r := range readmes {
		path, text := readReadme(t, r.name)
		before, rest, begun := strings.Cut(text, rulesBegin)
		_, after, ended := strings.Cut(rest, rulesEnd)
		if !begun || !ended {
			t.Fatalf("%s has no place for the rules: put in\n%s%s", r.name, rulesBegin, rulesEnd)
		}
		hold(t, path, text, before+rulesBegin+"\n"+rulesMarkdown(allocate.Rules, r.lang)+"\n"+rulesEnd+after)
	}
}

// rulesMarkdown is the rules as a table of Markdown, in both languages, l first.
func rulesMarkdown(rules []*allocate.Rule, l lang.Lang) string {
	other := lang.EN
	if l == lang.EN {
		other = lang.ZH
	}
	heads := map[lang.Lang]string{lang.ZH: "含义", lang.EN: "Meaning"}
	var b strings.Builder
	b.WriteString("| " + lang.T("规则", "Rule").In(l) + " | " + lang.T("级别", "Severity").In(l) + " | " + heads[l] + " | " + heads[other] + " |\n| --- | --- | --- | --- |\n")
	for _, r := range rules {
		cells := []string{"`" + r.ID + "`", severities(r, l), r.Title.In(l), r.Title.In(other)}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return b.String()
}

func TestRulesMarkdown(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.ZH: "| `sum-mismatch` | 错误 | 分解合计与目标不符 | Parts do not add up to the goal |\n",
		lang.EN: "| `sum-mismatch` | Error | Parts do not add up to the goal | 分解合计与目标不符 |\n",
	} {
		table := rulesMarkdown(allocate.Rules, l)
		if n := strings.Count(table, "\n"); n != len(allocate.Rules)+2 {
			t.Errorf("%d lines for %d rules", n, len(allocate.Rules))
		}
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
}

// TestREADMEsMirrorEachOther holds that both have the same sections and commands.
func TestREADMEsMirrorEachOther(t *testing.T) {
	var shapes [2][]string
	for i, r := range readmes {
		_, text := readReadme(t, r.name)
		fenced := false
		for _, line := range strings.Split(text, "\n") {
			switch level := len(line) - len(strings.TrimLeft(line, "#")); {
			case strings.HasPrefix(line, "```"):
				fenced = !fenced
				fence, _, _ := strings.Cut(line, " ") // the files that blocks are differ by name
				shapes[i] = append(shapes[i], fence)
			case !fenced && level > 0:
				shapes[i] = append(shapes[i], line[:level])
			case fenced && strings.HasPrefix(line, "$ "):
				shapes[i] = append(shapes[i], strings.Join(strings.Fields(line)[:min(3, len(strings.Fields(line)))], " "))
			}
		}
	}
	for i := range min(len(shapes[0]), len(shapes[1])) {
		if shapes[0][i] != shapes[1][i] {
			t.Fatalf("they part at place %d: %q and %q", i+1, shapes[0][i], shapes[1][i])
		}
	}
	if len(shapes[0]) != len(shapes[1]) {
		t.Errorf("one goes on: %d and %d places", len(shapes[0]), len(shapes[1]))
	}
}
