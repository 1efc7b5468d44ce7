package allocate

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

func TestParseShare(t *testing.T) {
	for _, c := range []struct {
		text    string
		percent bool
		plain   string
		digits  int8
		shown   string
	}{
		{"40%", false, "0.4", 0, "40%"}, {"40％", true, "0.4", 0, "40%"}, {"33.3 %", false, "0.333", 1, "33.3%"},
		{"４０．０％", false, "0.4", 1, "40.0%"}, {"\u300025%\u00a0\n", false, "0.25", 0, "25%"},
		{"0.4", false, "0.4", 0, "40%"}, {"0.333", false, "0.333", 1, "33.3%"}, {"1", false, "1", 0, "100%"},
		{"40", true, "0.4", 0, "40%"}, {"7.15", true, "0.0715", 2, "7.15%"}, {"0", true, "0", 0, "0%"},
		{"-5%", false, "-0.05", 0, "-5%"}, {"(5%)", false, "-0.05", 0, "-5%"}, {"120%", false, "1.2", 0, "120%"},
		{"1,200%", false, "12", 0, "1200%"},
	} {
		s, err := ParseShare(c.text, c.percent)
		if err != nil || s.Plain() != c.plain || s.Digits != c.digits || s.In(lang.ZH) != c.shown || s.Exact() != c.shown {
			t.Errorf("ParseShare(%q, %t) = %s digits %d (%s, %s), %v; want %s %d %s",
				c.text, c.percent, s.Plain(), s.Digits, s.In(lang.ZH), s.Exact(), err, c.plain, c.digits, c.shown)
		}
	}
	for text, why := range map[string]error{
		"": ErrBlank, "四成": ErrNoNumber, "4成": ErrRemark, "<99%": ErrQualified, "100%+": ErrQualified, "30-40%": ErrRange, "约40%": ErrQualified,
		"40%左右": ErrQualified, "40万": ErrRemark, "40元": ErrRemark, "40家": ErrRemark, "4.0.0%": ErrMalformed, "完成率≥95%": ErrQualified, "$40": ErrRemark,
	} {
		if s, err := ParseShare(text, true); !errors.Is(err, why) {
			t.Errorf("ParseShare(%q) = %s, %v; want %v", text, s.Plain(), err, why)
		}
	}
}

func TestShareShown(t *testing.T) {
	s := NewShare(num("0.33349"), 1)
	if s.In(lang.EN) != "33.3%" || s.Exact() != "33.349%" || !s.Rounded().Value.Equal(num("0.333")) || !s.Value.Equal(num("0.33349")) {
		t.Errorf("%s %s %s", s.In(lang.EN), s.Exact(), s.Rounded().Plain())
	}
	if got := NewShare(num("-0.005"), 0).Rounded().Plain(); got != "-0.01" {
		t.Errorf("half is rounded to %s", got)
	}
	if !s.LastDigit().Equal(num("0.001")) {
		t.Errorf("last digit %s", s.LastDigit())
	}
}

func TestSplitShares(t *testing.T) {
	for _, c := range []struct {
		values, total string
		digits        int8
		want          string
	}{
		{"36000000 48000000 36000000", "120000000", 0, "0.3 0.4 0.3"},
		{"1 1 1", "3", 0, "0.34 0.33 0.33"},
		{"1 1 1", "3", 1, "0.334 0.333 0.333"},
		{"1 1 1 1 1 1 1", "7", 0, "0.15 0.15 0.14 0.14 0.14 0.14 0.14"},
		{"120 80", "200", 0, "0.6 0.4"},
		{"1 1", "3", 0, "0.34 0.33"},
		{"48000000", "120000000", 0, "0.4"},
		{"0 5 0", "5", 0, "0 1 0"},
		{"-1 4", "3", 0, "-0.33 1.33"},
		{"-1 -2", "-3", 0, "0.33 0.67"},
		{"4", "3", 0, "1.33"},
		{"", "3", 0, ""},
		{"1.5 1.5", "3", -1, "0.5 0.5"},
	} {
		var values, got []decimal.Decimal
		for _, p := range partsOf(c.values) {
			values = append(values, p.Weight)
		}
		for _, s := range SplitShares(values, num(c.total), c.digits) {
			got = append(got, s.Value)
		}
		if words(got) != c.want {
			t.Errorf("shares of %s in %s are %s, want %s", c.values, c.total, words(got), c.want)
		}
	}
	if got := SplitShares([]decimal.Decimal{num("1")}, decimal.Zero, 0); got != nil {
		t.Errorf("shares of nothing: %v", got)
	}
}

func TestSplitSharesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := make([]decimal.Decimal, rapid.IntRange(1, 9).Draw(t, "n"))
		sum := decimal.Decimal{}
		for i := range values {
			values[i] = decimal.New(rapid.Int64Range(-2000, 1e9).Draw(t, "value"), rapid.Int32Range(-3, 12).Draw(t, "exp"))
			sum = sum.Add(values[i])
		}
		total := sum
		if rapid.Bool().Draw(t, "incomplete") {
			total = total.Add(decimal.New(rapid.Int64Range(-1e6, 1e9).Draw(t, "open"), 0))
		}
		if total.IsZero() {
			t.Skip("no shares")
		}
		digits := int8(rapid.IntRange(0, 4).Draw(t, "digits"))
		shares, shown := SplitShares(values, total, digits), decimal.Decimal{}
		for i, s := range shares {
			shown = shown.Add(s.Value)
			if !s.Rounded().Value.Equal(s.Value) {
				t.Fatalf("%s has more digits than are shown", s.Plain())
			}
			// |share − value/total| < one last digit, multiplied out
			off := s.Value.Mul(total).Sub(values[i]).Abs()
			if off.Cmp(s.LastDigit().Mul(total.Abs())) >= 0 {
				t.Fatalf("share %d of %v in %s is %s", i, values, total, s.Plain())
			}
		}
		if want := sum.DivRound(total, int32(digits)+2); !shown.Equal(want) {
			t.Fatalf("shares of %v in %s add to %s, not %s", values, total, shown, want)
		}
	})
}

func FuzzParseShare(f *testing.F) {
	for _, s := range []string{"40%", "33.3 %", "０．４", "40", "(5%)", "1,200%", "≥40%", "1" + strings.Repeat("0", 38), "." + strings.Repeat("0", 40)} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, percent bool) {
		a, err := ParseShare(s, percent)
		if err != nil {
			return
		}
		b, err := ParseShare(a.Exact(), percent)
		if err != nil || !b.Value.Equal(a.Value) {
			t.Fatalf("%q is %s, says %s, which reads as %s, %v", s, a.Plain(), a.Exact(), b.Plain(), err)
		}
	})
}
