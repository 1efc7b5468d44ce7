package command

import (
	"strings"
	"testing"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"华东 4800万元":        "华东 4800万元",
		"\x1b[31m红\x1b[0m": `\x1b[31m红\x1b[0m`,
		"a\u202egnp.xlsx":  `a\u202egnp.xlsx`,
		"两行\n文字\t制表":       "两行 文字 制表",
		"\xff坏":            `\xff坏`,
		"\uFFFD":           "\uFFFD",
		"零\u200b宽":         `零\u200b宽`,
		"\u009b2J":         `\u009b2J`,
	} {
		if got := visible(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestNothingHarmfulReachesTheTerminal(t *testing.T) {
	inFolder(t, map[string]string{"a\x1b[2J.xlsx": "error", "b\u202e.xlsx": "bad"})
	for _, line := range []string{"fill a\x1b[2J.xlsx", "fill .", "check a\x1b[2J.xlsx b\u202e.xlsx none\x07.xlsx", "fill a\x1b[2J.xlsx --bo\x1bgus",
		"fill . --format json", "fill . --format csv", "rules \x1b[2J"} {
		got := goalxl(line)
		for _, text := range []string{got.out, got.err} {
			clean := strings.NewReplacer("\n", "", "\r\n", "", "\uFEFF", "").Replace(text)
			if strings.ContainsFunc(strings.ReplaceAll(clean, "\r", ""), harmful) {
				t.Errorf("%q said %q", line, text)
			}
		}
	}
}
