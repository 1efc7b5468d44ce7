package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// TestExample reads the printed example back, and finds what it says.
func TestExample(t *testing.T) {
	f, err := Parse("goalxl.yaml", []byte(Example))
	if err != nil {
		t.Fatal(err)
	}
	g := f.Stated.Words
	if m := g.Understand(allocate.NoTable, "年度盘子"); m.Field != allocate.FieldAmount || m.Unit.Scale != 4 || !m.Stated {
		t.Errorf("年度盘子 is %+v", m)
	}
	if m := g.Understand(allocate.TrackingTable, "打法"); m.Field != allocate.FieldName {
		t.Errorf("打法 in tracking is %v", m.Field)
	}
	if m := g.Understand(allocate.NoTable, "打法"); m.Known() {
		t.Errorf("打法 elsewhere is %v", m.Field)
	}
	if m := g.Understand(allocate.NoTable, "份额"); m.Unit.Base != allocate.PercentUnit {
		t.Errorf("份额 has the unit %v", m.Unit)
	}
	if f.Stated.Unit.Base != "元" || f.Stated.Sheets["华东"].Scale != 4 || len(f.Stated.Ignore) != 1 {
		t.Errorf("units and sheets are %+v", f.Stated)
	}
	var p allocate.Policy
	f.Policy.Apply(&p)
	want := allocate.DefaultPolicy(allocate.Date{})
	if p.GrowthYears != want.GrowthYears || !p.GrowthErrorPoints.Equal(want.GrowthErrorPoints) || !p.VolatilePoints.Equal(want.VolatilePoints) {
		t.Errorf("the example's policy is not the default: %+v", p)
	}
	if f.Policy.Growth != "cagr" || f.Policy.FailOn != "error" || f.Policy.From != "" || f.Policy.Spread != "" {
		t.Errorf("choices are %+v", f.Policy)
	}
}

// TestEverySetting turns on what the example leaves off, so that no line of it is
// wrong.
func TestEverySetting(t *testing.T) {
	all := strings.NewReplacer("  # from:", "  from:", "  # spread:", "  spread:").Replace(Example)
	f, err := Parse("goalxl.yaml", []byte(all))
	if err != nil {
		t.Fatal(err)
	}
	if f.Policy.From != "amount" || f.Policy.Spread != "history" {
		t.Errorf("choices are %+v", f.Policy)
	}
}

// TestWrong holds that every mistake is an error that names file, line and cause.
func TestWrong(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown setting", "headigns: {a: target}", "line 1: there is no setting headigns"},
		{"unknown kind", "\nheadings_in:\n  plans: {a: target}", "line 3: there is no setting plans"},
		{"unknown meaning", "headings:\n  甲: targte", "line 2: there is no meaning targte (heading 甲)"},
		{"no meaning", "headings:\n  甲:", "line 2: 甲 needs a word"},
		{"month 13", "headings: {a: month:13}", "line 1: there is no meaning month:13"},
		{"half a name", "headings: {a: cum_}", "line 1: there is no meaning cum_"},
		{"given twice", "headings:\n  a: target\n  a: item", "line 3: not valid YAML"},
		{"a list", "headings: [1, 2]", "line 1: expected lines"},
		{"a nested mapping", "headings:\n  a: {b: c}", "line 2: a needs a word"},
		{"no unit", "units:\n  file: 含税", "line 2: 含税 is no unit"},
		{"unit of what", "units:\n  table: 元", "line 2: there is no setting table"},
		{"a word for a list", "ignore_sheets: 草稿", "line 1: ignore_sheets needs a list"},
		{"a bad pattern", "ignore_sheets:\n- a\n- '['", "line 3: [ is no name"},
		{"no choice", "policy:\n  growth: best", "line 2: growth does not take best"},
		{"years in words", "policy: {growth_years: three}", "line 1: growth_years must be"},
		{"no years", "policy: {growth_years: 0}", "line 1: growth_years must be"},
		{"no month", "policy: {stale_days: 0}", "line 1: stale_days must be"},
		{"months", "policy: {recent_months: 13}", "line 1: recent_months must be"},
		{"slower", "policy: {effort_multiple: 0.9}", "line 1: effort_multiple must be"},
		{"negative index", "policy: {green_index: -95}", "line 1: green_index must be"},
		{"negative points", "policy: {volatile_points: -1}", "line 1: volatile_points must be"},
		{"endless points", "policy: {volatile_points: 1e999999999}", "line 1: volatile_points must be"},
		{"an alias", "headings: {a: &x target, b: *x}", "line 1: a needs a word"},
		{"a tab", "headings:\n\ta: b", "line 2: not valid YAML"},
		{"another encoding", "headings:\n  \xb4\xf3\xc7\xf8: item", "line 2: characters that cannot be read"},
		{"a control character", "# a\n# b\x00", "line 2: characters that cannot be read"},
		{"two documents", "policy:\n---\npolicy:", "line 3: a second document"},
		{"a word", "x", "line 1: expected lines"},
	} {
		_, err := Parse("dir/goalxl.yaml", []byte(c.text))
		var said *lang.Error
		if !errors.As(err, &said) {
			t.Errorf("%s: error is %v", c.name, err)
			continue
		}
		if what := said.What.In(lang.EN); !strings.HasPrefix(what, "dir/goalxl.yaml "+c.want) {
			t.Errorf("%s: says %q, want %q", c.name, what, c.want)
		}
		if zh := said.In(lang.ZH); !strings.Contains(zh, "第") || said.Hint.IsZero() {
			t.Errorf("%s: says %q", c.name, zh)
		}
	}
}

func TestNothingStated(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "headings:\n", "policy:\nunits:\nignore_sheets:\n"} {
		f, err := Parse("goalxl.yaml", []byte(text))
		if err != nil || f.Policy != (Policy{}) || len(f.Stated.Ignore) > 0 {
			t.Errorf("%q gives %+v, %v", text, f, err)
		}
	}
}

func TestPolicyNumbers(t *testing.T) {
	f, err := Parse("goalxl.yaml", []byte("policy: {growth_years: 5, growth_error_points: 7.5, volatile_points: 0}"))
	if err != nil {
		t.Fatal(err)
	}
	p := allocate.DefaultPolicy(allocate.Date{})
	f.Policy.Apply(&p)
	if p.GrowthYears != 5 || !p.GrowthErrorPoints.Equal(decimal.New(75, -3)) || !p.VolatilePoints.IsZero() {
		t.Errorf("the policy is %+v", p)
	}
}

func TestPolicyOfTracking(t *testing.T) {
	f, err := Parse("goalxl.yaml", []byte("policy: {green_index: 98, amber_index: 90, stale_days: 40, effort_multiple: 1.1, support_multiple: 2, recent_months: 6}"))
	if err != nil {
		t.Fatal(err)
	}
	p := allocate.DefaultPolicy(allocate.Date{})
	f.Policy.Apply(&p)
	if !p.GreenIndex.Equal(decimal.New(98, -2)) || !p.AmberIndex.Equal(decimal.New(90, -2)) || p.StaleDays != 40 ||
		!p.EffortMultiple.Equal(decimal.New(11, -1)) || !p.SupportMultiple.Equal(decimal.New(2, 0)) || p.RecentMonths != 6 {
		t.Errorf("the policy is %+v", p)
	}
}

func TestBeside(t *testing.T) {
	dir := t.TempDir()
	book := filepath.Join(dir, "a.xlsx")
	if got := Beside(book); got != "" {
		t.Errorf("found %s where there is none", got)
	}
	if err := os.WriteFile(filepath.Join(dir, Name), []byte("policy:\n  fail_on: never\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Read(Beside(book))
	if err != nil || f.Policy.FailOn != "never" {
		t.Errorf("read %+v, %v", f, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "long.yaml"), make([]byte, maxSize+1), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"long.yaml", "none.yaml", "."} {
		if _, err := Read(filepath.Join(dir, name)); !errors.As(err, new(*lang.Error)) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// FuzzParse holds that no text ends the program, and that every error can be shown.
func FuzzParse(f *testing.F) {
	f.Add([]byte(Example))
	f.Add([]byte("headings: {a: &x target, b: *x}"))
	f.Add([]byte("a: [\n<<: *b\n? x"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 4096 {
			return
		}
		file, err := Parse("goalxl.yaml", raw)
		if err == nil && file == nil {
			t.Fatal("neither a file nor an error")
		}
		if err != nil && !errors.As(err, new(*lang.Error)) {
			t.Fatalf("an error for nobody: %v", err)
		}
	})
}
