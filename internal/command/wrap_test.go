package command

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"区域维度合计，应为", 12, "区域维度合\n计，应为"},
		{"少 100万元整", 8, "少\n100万元\n整"},
		{"历史数据 8 行", 11, "历史数据\n8 行"},
		{"aaaa bbbb cccc", 9, "aaaa bbbb\ncccc"},
		{"abcdefgh", 3, "abc\ndef\ngh"},
		{"（一）二", 4, "（一\n）二"},
		{"", 10, ""},
	} {
		if got := wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元", uint8(20))
	f.Fuzz(func(t *testing.T, s string, w uint8) {
		s = visible(s)
		width := int(w)%100 + 2
		out := wrap(s, width)
		for _, line := range strings.Split(out, "\n") {
			if columns(line) > width {
				t.Fatalf("%q in %d columns has %q", s, width, line)
			}
		}
		bare := strings.NewReplacer("\n", "", " ", "").Replace
		if bare(out) != bare(s) {
			t.Fatalf("%q lost something: %q", s, out)
		}
	})
}
