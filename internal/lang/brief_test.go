package lang

import (
	"strings"
	"testing"
)

func TestBrief(t *testing.T) {
	for s, want := range map[string]string{
		"": "", " 华东 ": "华东", "a\tb": "a b", "第一行\n第二行": "第一行...", "a\x00\x1b[2J\u202e": "a��[2J�",
		strings.Repeat("长", 5000): strings.Repeat("长", 21) + "...", strings.Repeat("x", 60): strings.Repeat("x", 60),
	} {
		if got := Brief(s); got != want {
			t.Errorf("%.20q: %q, want %q", s, got, want)
		}
	}
}
