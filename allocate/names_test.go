package allocate

import (
	"strings"
	"testing"
)

func TestCoreName(t *testing.T) {
	types := []string{"销售额", "新客户数量", "sales"}
	for _, c := range []struct{ name, core, typ string }{
		{"华东区域销售额", "华东", "销售额"},
		{"华东 区域", "华东", ""},
		{"高端产品销售额目标", "高端产品", "销售额"},
		{"新客户销售额", "新客户", "销售额"},
		{"区域/华东区", "华东", ""},
		{"East Region Sales", "east", "sales"},
		{"ＡＢ产品线", "ab", ""},
		{"销售额", "销售额", "销售额"}, // nothing but a type: its own core
		{"区域", "区域", ""},
		{"", "", ""},
	} {
		if core, typ := coreName(foldName(c.name), types); core != c.core || typ != c.typ {
			t.Errorf("%s: %q %q, want %q %q", c.name, core, typ, c.core, c.typ)
		}
	}
}

func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		" 新建\n苏仓\t": "新建 苏仓", "a\x00b\u200bc": "abc", "一二三四五六": "一二三四五…", "一二三四五": "一二三四五",
	} {
		if got := quoted(text, 5); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzCoreName(f *testing.F) {
	f.Add("区域/华东区域销售额", "销售额")
	f.Add("Ｅast Region", "")
	f.Add("-0", "0")
	f.Fuzz(func(t *testing.T, name, typ string) {
		folded := foldName(name)
		if again := foldName(folded); again != folded {
			t.Fatalf("folding %q twice: %q, %q", name, folded, again)
		}
		core, found := coreName(folded, []string{foldName(typ)})
		if (core == "") != (folded == "") && strings.Trim(folded, "-_的:") != "" {
			t.Fatalf("%q has core %q", folded, core)
		}
		if found != "" && !strings.Contains(folded, found) {
			t.Fatalf("%q is not of type %q", folded, found)
		}
	})
}

func FuzzSoleCount(f *testing.F) {
	f.Add("举办行业展会(3场)")
	f.Add("hold 12 events, 3个月")
	f.Fuzz(func(t *testing.T, text string) {
		n, unit, ok := soleCount(text)
		if ok && (n < 1 || n > 9999 || unit == "" || !strings.Contains(foldFigure(text), unit)) {
			t.Fatalf("%q: %d %q", text, n, unit)
		}
	})
}
