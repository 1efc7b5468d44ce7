package allocate

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// partsOf reads "30 40 =9000 10[5,20] 10[,20]": weights, a lock, bounds.
func partsOf(s string) []Part {
	var parts []Part
	null := func(s string) (n decimal.NullDecimal) {
		if s != "" {
			n = decimal.NewNullDecimal(num(s))
		}
		return n
	}
	for _, f := range strings.Fields(s) {
		var p Part
		if lock, ok := strings.CutPrefix(f, "="); ok {
			p.Lock = null(lock)
		} else {
			weight, bounds, _ := strings.Cut(f, "[")
			p.Weight = num(weight)
			lo, hi, _ := strings.Cut(strings.TrimSuffix(bounds, "]"), ",")
			p.Min, p.Max = null(lo), null(hi)
		}
		parts = append(parts, p)
	}
	return parts
}

func words(values []decimal.Decimal) string {
	var out []string
	for _, v := range values {
		out = append(out, v.String())
	}
	return strings.Join(out, " ")
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ name, total, unit, parts, want string }{
		{"shares of the practice", "120000000", "10000", "30 40 30", "36000000 48000000 36000000"},
		{"coefficients that do not sum to the head count", "48000000", "10000", "1.2 1.0 0.9", "18580000 15480000 13940000"},
		{"ties go to the earlier", "100", "1", "1 1 1", "34 33 33"},
		{"two over, ties to the earlier", "101", "1", "1 1 1", "34 34 33"},
		{"largest remainder, not rounding", "10", "1", "1.4 1.4 7.2", "2 1 7"},
		{"unit of five", "100", "5", "1 1 1", "35 35 30"},
		{"odd rest goes to the next in turn", "100.5", "1", "1 1 1", "34 33.5 33"},
		{"total below the unit", "7", "10", "1 3", "0 7"},
		{"lock kept, rest spread again", "12000", "1", "30 =5000 30", "3500 5000 3500"},
		{"lock that is no multiple", "100", "1", "=0.5 1 1", "0.5 50 49.5"},
		{"minimum", "100", "1", "1[30,] 4 5", "30 31 39"},
		{"maximum", "100", "1", "1 1 8[,50]", "25 25 50"},
		{"both bounds", "100", "1", "1[20,] 1 8[,50]", "25 25 50"},
		{"bound between multiples moves inwards", "100", "10", "1[11,] 9", "20 80"},
		{"unit refined where the bounds ask for it", "1", "1", "1[0.5,] 1[0.5,]", "0.5 0.5"},
		{"equal bounds are a lock", "100", "10", "1[33,33] 1", "33 67"},
		{"zero weight gets zero", "100", "1", "0 1 1", "0 50 50"},
		{"zero weight forced by the others' maximum", "100", "1", "0 1[,40] 0", "30 40 30"},
		{"zero weight forced by its minimum", "100", "1", "0[10,] 1", "10 90"},
		{"all weights zero: equal parts", "100", "1", "0 0 0", "34 33 33"},
		{"negative total", "-100", "1", "1 1 1", "-34 -33 -33"},
		{"negative total, bounds", "-100", "1", "8[-50,] 1 1", "-50 -25 -25"},
		{"zero total", "0", "1", "3 1", "0 0"},
		{"negative lock", "100", "1", "=-20 1 1", "-20 60 60"},
		{"rest below zero where a minimum allows it", "100", "1", "=150 1[-60,] 1", "150 -50 0"},
		{"maximum below zero", "100", "1", "1[,-5] 1", "-5 105"},
		{"minimum above zero of a negative total", "-100", "1", "1[5,] 1", "5 -105"},
		{"bounds that leave one multiple", "100", "10", "1[15,25] 5 1[1,19]", "20 70 10"},
		{"everything locked", "100", "1", "=60 =40", "60 40"},
		{"nothing of nothing", "0", "1", "", ""},
		{"tiny unit, huge total", "123456789012345678901234567890.12", "0.01", "1 2", "41152263004115226300411522630.04 82304526008230452600823045260.08"},
	} {
		got, err := Split(num(c.total), num(c.unit), partsOf(c.parts))
		if err != nil || words(got) != c.want {
			t.Errorf("%s: Split(%s, %s, %s) = %s, %v; want %s", c.name, c.total, c.unit, c.parts, words(got), err, c.want)
		}
	}
}

func TestSplitImpossible(t *testing.T) {
	for _, c := range []struct {
		total, unit, parts string
		why                SplitFault
		zh, en             string
	}{
		{"80000000", "10000", "=90000000 1", LocksExceed, "锁定的部分合计 9000万元，超过总数 8000万元",
			"the locked parts add to CNY 90 million, more than the total CNY 80 million"},
		{"-100", "1", "=-110 1", LocksExceed, "", ""},
		{"100", "1", "=50 =40", LocksDiffer, "", ""},
		{"100", "1", "1[60,] 1[50,]", MinExceed, "", ""},
		{"100", "1", "1[,30] 1[,50]", MaxShort, "", ""},
		{"100", "1", "1[30,20]", BoundsCrossed, "", ""},
		{"100", "1", "1 -1", WeightNegative, "", ""},
		{"100", "0", "1 1", UnitNotPositive, "", ""},
		{"100", "1", "", NoParts, "", ""},
		{"1e200", "1", "1", SplitTooLarge, "", ""},
		{"1", "1", "1e-200", SplitTooLarge, "", ""},
	} {
		got, err := Split(num(c.total), num(c.unit), partsOf(c.parts))
		var e *SplitError
		if !errors.As(err, &e) || e.Why != c.why || got != nil {
			t.Errorf("Split(%s, %s) = %s, %v; want fault %d", c.total, c.parts, words(got), err, c.why)
			continue
		}
		yuan := Amount{Unit: Yuan, Scale: 4}
		if zh := e.Message(yuan).In(lang.ZH); c.zh != "" && zh != c.zh {
			t.Errorf("says %s, want %s", zh, c.zh)
		}
		if en := e.Message(yuan).In(lang.EN); c.en != "" && en != c.en {
			t.Errorf("says %s, want %s", en, c.en)
		}
		if !strings.HasPrefix(err.Error(), "splitting: ") || strings.Contains(err.Error(), "%!") {
			t.Errorf("fault %d is the error %q", c.why, err)
		}
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			if s := e.For(yuan).In(l); s == "" || strings.Contains(s, "%!") {
				t.Errorf("fault %d says %q", c.why, s)
			}
		}
	}
	if _, err := Split(num("100"), num("1"), []Part{{Lock: decimal.NewNullDecimal(num("5")), Min: decimal.NewNullDecimal(num("6"))}}); err == nil {
		t.Error("a lock outside its own bounds was accepted")
	}
}

// drawSplit draws a request that can be met: bounds are drawn around a known
// solution.
func drawSplit(t *rapid.T, bounded bool) (total, unit decimal.Decimal, parts []Part) {
	n := rapid.IntRange(1, 8).Draw(t, "n")
	unit = rapid.SampledFrom([]decimal.Decimal{num("1"), num("10"), num("0.01"), num("5"), num("10000")}).Draw(t, "unit")
	sign := int64(rapid.SampledFrom([]int{1, 1, 1, -1, 0}).Draw(t, "sign"))
	exp := rapid.Int32Range(-3, 4).Draw(t, "exp")
	parts = make([]Part, n)
	for i := range parts {
		p := &parts[i]
		p.Weight = decimal.New(rapid.Int64Range(0, 50).Draw(t, "weight"), rapid.Int32Range(-2, 0).Draw(t, "weightExp"))
		v := decimal.New(sign*rapid.Int64Range(0, 5000).Draw(t, "value"), exp)
		total = total.Add(v)
		if !bounded {
			continue
		}
		gap := decimal.New(rapid.Int64Range(0, 3000).Draw(t, "gap"), exp)
		switch rapid.IntRange(0, 5).Draw(t, "bound") {
		case 0:
			p.Lock = decimal.NewNullDecimal(v)
		case 1:
			p.Min = decimal.NewNullDecimal(v.Sub(gap))
		case 2:
			p.Max = decimal.NewNullDecimal(v.Add(gap))
		case 3:
			p.Min, p.Max = decimal.NewNullDecimal(v.Sub(gap)), decimal.NewNullDecimal(v.Add(gap))
		}
	}
	return total, unit, parts
}

func TestSplitProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bounded := rapid.Bool().Draw(t, "bounded")
		total, unit, parts := drawSplit(t, bounded)
		got, err := Split(total, unit, parts)
		if err != nil {
			t.Fatalf("Split(%s, %s, %v): %v", total, unit, parts, err)
		}
		checkSplit(t, total, unit, parts, got)
		again, _ := Split(total, unit, parts)
		if words(again) != words(got) {
			t.Fatalf("not the same twice: %s, %s", words(got), words(again))
		}
		if want := slowSplit(total, unit, parts); words(want) != words(got) {
			t.Fatalf("Split(%s, %s, %v) = %s; the slow computation gives %s", total, unit, parts, words(got), words(want))
		}
	})
}

// checkSplit checks what Split promises of any result.
func checkSplit(t interface{ Fatalf(string, ...any) }, total, unit decimal.Decimal, parts []Part, got []decimal.Decimal) {
	sum, odd := decimal.Decimal{}, 0
	for i, v := range got {
		p := parts[i]
		sum = sum.Add(v)
		switch lock, locked := p.locked(); {
		case locked && !v.Equal(lock):
			t.Fatalf("part %d is %s, not its lock %s", i, v, lock)
		case p.Min.Valid && v.Cmp(p.Min.Decimal) < 0 || p.Max.Valid && v.Cmp(p.Max.Decimal) > 0:
			t.Fatalf("part %d is %s, outside its bounds", i, v)
		case !locked && !v.Mod(unit).IsZero():
			odd++
		}
		for j, w := range got {
			if q := parts[j]; !p.Lock.Valid && !q.Lock.Valid && sameBounds(p, q) && p.Weight.Cmp(q.Weight) > 0 && v.Abs().Cmp(w.Abs()) < 0 && v.Sign()*w.Sign() >= 0 {
				t.Fatalf("part %d (weight %s) got %s, part %d (weight %s) %s", i, p.Weight, v, j, q.Weight, w)
			}
		}
	}
	if !sum.Equal(total) {
		t.Fatalf("parts add to %s, not %s", sum, total)
	}
	if odd > 1 && !slices.ContainsFunc(parts, func(p Part) bool { return p.Min.Valid || p.Max.Valid }) {
		t.Fatalf("%d parts are no multiple of %s: %s", odd, unit, words(got))
	}
}

func sameBounds(p, q Part) bool {
	same := func(a, b decimal.NullDecimal) bool {
		return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
	}
	return same(p.Min, q.Min) && same(p.Max, q.Max)
}
