package allocate

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text          string
		bare          Unit
		bareScale     int8
		plain         string
		unit          Unit
		scale, digits int8
	}{
		{"1.2亿元", "", 0, "120000000", Yuan, 8, 1},
		{"4,812.5万元", "", 0, "48125000", Yuan, 4, 1},
		{"4800 万元", "", 0, "48000000", Yuan, 4, 0},
		{"4800万", Yuan, 0, "48000000", Yuan, 4, 0},
		{"￥1,200,000", "", 0, "1200000", Yuan, 0, 0},
		{"¥ 1200.50", "", 0, "1200.5", Yuan, 0, 2},
		{"RMB 1,200,000", "", 0, "1200000", Yuan, 0, 0},
		{"人民币1200万元", "", 0, "12000000", Yuan, 4, 0},
		{"12,000 CNY", "", 0, "12000", Yuan, 0, 0},
		{"$3.5M", "", 0, "3500000", "$", 6, 1},
		{"$13.0M", "", 0, "13000000", "$", 6, 1},
		{"$25K", "", 0, "25000", "$", 3, 0},
		{"US$3.5 million", "", 0, "3500000", "$", 6, 1},
		{"350万美元", "", 0, "3500000", "$", 4, 0},
		{"12MUSD", "", 0, "12000000", "$", 6, 0},
		{"2.5B EUR", "", 0, "2500000000", "€", 9, 1},
		{"HK$100", "", 0, "100", "HK$", 0, 0},
		{"200家", "", 0, "200", "家", 0, 0},
		{"50 名", Yuan, 4, "50", "名", 0, 0},
		{"1.2万家", "", 0, "12000", "家", 4, 1},
		{"200 customers", "", 0, "200", "customers", 0, 0},
		{"5千克", "", 0, "5", "千克", 0, 0},
		{"3千元", "", 0, "3000", Yuan, 3, 0},
		{"2百万元", "", 0, "2000000", Yuan, 6, 0},
		{"5千万元", "", 0, "50000000", Yuan, 7, 0},
		{"3百亿元", "", 0, "30000000000", Yuan, 10, 0},
		{"1万亿元", "", 0, "1000000000000", Yuan, 12, 0},
		{"1亿2000万", Yuan, 0, "120000000", Yuan, 4, 0},
		{"1亿2000万500元", "", 0, "120000500", Yuan, 0, 0},
		{"15%", Yuan, 4, "0.15", PercentUnit, -2, 0},
		{"15.50％", "", 0, "0.155", PercentUnit, -2, 2},
		{"15", PercentUnit, 0, "0.15", PercentUnit, -2, 0},
		{"１，２００", Yuan, 4, "12000000", Yuan, 4, 0},
		{"９．５万元", "", 0, "95000", Yuan, 4, 1},
		{"\u3000 1200\u00a0\u200b\n", Yuan, 4, "12000000", Yuan, 4, 0},
		{"1 200 000元", "", 0, "1200000", Yuan, 0, 0},
		{"4800元", Yuan, 4, "4800", Yuan, 0, 0},
		{"(1,200)", Yuan, 4, "-12000000", Yuan, 4, 0},
		{"（1200万元）", "", 0, "-12000000", Yuan, 4, 0},
		{"(1,200)万元", "", 0, "-12000000", Yuan, 4, 0},
		{"－5万元", "", 0, "-50000", Yuan, 4, 0},
		{"−5", "", 0, "-5", "", 0, 0},
		{"▲3", Yuan, 4, "-30000", Yuan, 4, 0},
		{"-$5K", "", 0, "-5000", "$", 3, 0},
		{"￥-100", "", 0, "-100", Yuan, 0, 0},
		{"+7", "", 0, "7", "", 0, 0},
		{".5亿元", "", 0, "50000000", Yuan, 8, 1},
		{"0", Yuan, 4, "0", Yuan, 4, 0},
		{"12345678901234567890123", "", 0, "12345678901234567890123", "", 0, 0},
	} {
		a, err := ParseAmount(c.text, c.bare, c.bareScale)
		if err != nil || a.Plain() != c.plain || a.Unit != c.unit || a.Scale != c.scale || a.Digits != c.digits {
			t.Errorf("ParseAmount(%q, %q, %d) = %s %s scale %d digits %d, %v; want %s %s %d %d",
				c.text, c.bare, c.bareScale, a.Plain(), a.Unit, a.Scale, a.Digits, err, c.plain, c.unit, c.scale, c.digits)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	for text, why := range map[string]error{
		"": ErrBlank, " \u3000": ErrBlank,
		"待定": ErrNoNumber, "-": ErrNoNumber, "万元": ErrNoNumber, "四千万": ErrNoNumber,
		"1.2.3": ErrMalformed, "1,23,4": ErrMalformed, "12,00": ErrMalformed, "1,2000": ErrMalformed,
		"1234,567": ErrMalformed, "12 00": ErrMalformed, "1.": ErrMalformed, ",5": ErrRemark,
		"1,200 300": ErrMalformed, "1.5亿2000万": ErrMalformed, "3万5": ErrMalformed, "2000万1亿": ErrMalformed,
		"(-5)": ErrMalformed, "(5": ErrMalformed, "--5": ErrMalformed,
		"≥1000万": ErrQualified, "约1000万": ErrQualified, "不低于1000万": ErrQualified, "1000万以上": ErrQualified,
		"1000万左右": ErrQualified, "1000+": ErrQualified, ">5": ErrQualified, "超过100家": ErrQualified,
		"100-200万": ErrRange, "100～200万": ErrRange, "100万至200万": ErrRange, "$1.5M-$2.5M": ErrRange,
		"1000万（含税）": ErrRemark, "1200/月": ErrRemark, "100元/家": ErrRemark, "2024年": ErrRemark, "3成": ErrRemark,
		"1e5": ErrRemark, "Q3": ErrRemark, "目标100": ErrRemark, "100 per month": ErrRemark, "$500K × 20%": ErrRemark,
		"5个百分点": ErrRemark, "100 est": ErrRemark, "100 max": ErrRemark, "5 pp": ErrRemark, "100 §": ErrRemark, "100一二三四五家": ErrRemark, "100元200": ErrRemark,
		"￥100 USD": ErrUnits, "$5元": ErrUnits, "5万%": ErrUnits,
		strings.Repeat("9", 41): ErrTooLarge,
	} {
		a, err := ParseAmount(text, Yuan, 4)
		if !errors.Is(err, why) {
			t.Errorf("ParseAmount(%q) = %s, %v; want %v", text, a.Plain(), err, why)
			continue
		}
		var said *lang.Error
		if !errors.As(err, &said) || strings.Contains(said.In(lang.ZH)+said.In(lang.EN), "%!") {
			t.Errorf("ParseAmount(%q): %v is nothing to show to people", text, err)
		}
	}
}

func TestUnreadableSays(t *testing.T) {
	_, err := ParseAmount("约１000万", Yuan, 0)
	var said *lang.Error
	if !errors.As(err, &said) {
		t.Fatal(err)
	}
	if zh, want := said.In(lang.ZH), "“约1000万”不能作为金额或数量：带有“约、不低于、以上、≥”一类的限定，不是确定的数，请写成 4800万元、200家或 15% 这样的形式"; zh != want {
		t.Errorf("says %s, want %s", zh, want)
	}
	if en, want := said.In(lang.EN), `"约1000万" cannot be read as an amount: it is qualified (about, at least, above, ≥), not one definite number; write it like $3.5M, 4,800 or 15%`; en != want {
		t.Errorf("says %s, want %s", en, want)
	}
	if _, err = ParseAmount(strings.Repeat("很长", 50), "", 0); strings.Count(err.Error(), "很") != 20 {
		t.Errorf("a long cell is not cut: %v", err)
	}
}

func TestAmountRenders(t *testing.T) {
	for _, c := range []struct {
		text, zh, en, written, natural string
		bare                           Unit
		bareScale                      int8
	}{
		{"4800万元", "4800万元", "CNY 48 million", "4800万元", "4800万元", "", 0},
		{"1.2亿元", "1.2亿元", "CNY 120 million", "1.2亿元", "1.2亿元", "", 0},
		{"11900万元", "11,900万元", "CNY 119 million", "11900万元", "1.19亿元", "", 0},
		{"1亿2000万", "1.2亿元", "CNY 120 million", "12000万", "1.2亿元", Yuan, 0},
		{"4,812.5万元", "4,812.5万元", "CNY 48.125 million", "4,812.5万元", "4,812.5万元", "", 0},
		{"3.50万元", "3.50万元", "CNY 35,000", "3.50万元", "3.5万元", "", 0},
		{"￥1,200,000", "1,200,000元", "CNY 1,200,000", "￥1,200,000", "120万元", "", 0},
		{"RMB 100", "100元", "CNY 100", "RMB 100", "100元", "", 0},
		{"1200.50", "1200.50元", "CNY 1,200.50", "1200.50", "1200.50元", Yuan, 0},
		{"4800", "4800万元", "CNY 48 million", "4800", "4800万元", Yuan, 4},
		{"4800 万", "4800万元", "CNY 48 million", "4800 万", "4800万元", Yuan, 0},
		{"$3.5M", "$3.5M", "$3.5M", "$3.5M", "$3.5M", "", 0},
		{"$13.0M", "$13.0M", "$13.0M", "$13.0M", "$13M", "", 0},
		{"$12,500,000", "$12,500,000", "$12,500,000", "$12,500,000", "$12.5M", "", 0},
		{"350万美元", "350万美元", "$3.5 million", "350万美元", "350万美元", "", 0},
		{"CNY 48 million", "4800万元", "CNY 48M", "CNY 48 million", "4800万元", "", 0},
		{"200家", "200家", "200 家", "200家", "200家", "", 0},
		{"200 customers", "200 customers", "200 customers", "200 customers", "200 customers", "", 0},
		{"12,345家", "12,345家", "12,345 家", "12,345家", "12,345家", "", 0},
		{"15%", "15%", "15%", "15%", "15%", "", 0},
		{"-5万元", "-5万元", "-CNY 50,000", "-5万元", "-5万元", "", 0},
		{"-$5K", "-$5K", "-$5K", "-$5K", "-$5K", "", 0},
		{"48", "48", "48", "48", "48", "", 0},
	} {
		a, err := ParseAmount(c.text, c.bare, c.bareScale)
		if err != nil {
			t.Error(err)
			continue
		}
		for what, pair := range map[string][2]string{
			"in Chinese": {a.In(lang.ZH), c.zh}, "in English": {a.In(lang.EN), c.en},
			"written": {a.Written(), c.written}, "natural": {a.Natural().In(lang.ZH), c.natural},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%q %s is %q, want %q", c.text, what, pair[0], pair[1])
			}
		}
	}
}

func TestAmountNeverRounds(t *testing.T) {
	a := Amount{Value: num("48125000.01"), Unit: Yuan, Scale: 4}
	if got := a.In(lang.ZH); got != "4812.500001万元" {
		t.Errorf("got %s", got)
	}
	if got := a.With(num("36000000")).Written(); got != "3600万元" {
		t.Errorf("got %s", got)
	}
	if got := a.Number(); got != "4812.500001" {
		t.Errorf("got %s", got)
	}
}

func TestNatural(t *testing.T) {
	for value, want := range map[string]string{
		"120000000": "1.2亿元", "119000000": "1.19亿元", "1000000": "100万元", "100": "100元", "35005000": "3500.5万元",
		"0": "0元", "-6000000": "-600万元", "123450000": "1.2345亿元", "12345": "12,345元", "10000": "1万元",
		"105000": "10.5万元", "72000000": "7200万元", "0.01": "0.01元", "99999999.99": "99,999,999.99元",
		"1000000000000": "10,000亿元",
	} {
		if got := (Amount{Value: num(value), Unit: Yuan, Scale: 4, Digits: 3}).Natural().In(lang.ZH); got != want {
			t.Errorf("%s reads %s, want %s", value, got, want)
		}
	}
}

func TestAmountArithmetic(t *testing.T) {
	a := Amount{Value: num("48000000"), Unit: Yuan, Scale: 4}
	b := Amount{Value: num("120000000"), Unit: Yuan, Scale: 8, Digits: 1}
	if got := a.Sub(b).In(lang.ZH); got != "-7200万元" {
		t.Errorf("difference %s", got)
	}
	if got := (Amount{}).Add(a).In(lang.ZH); got != "4800万元" {
		t.Errorf("sum from nothing %s", got)
	}
	if got := (Amount{Value: num("5")}).Add(a).Unit; got != Yuan {
		t.Errorf("unit %s", got)
	}
	if got := b.LastDigit().String(); got != "10000000" {
		t.Errorf("last digit %s", got)
	}
	if got := b.Rescaled(4).In(lang.ZH); got != "12,000万元" {
		t.Errorf("rescaled %s", got)
	}
	if got := a.Rescaled(8); got.Digits != 4 || got.In(lang.ZH) != "0.4800亿元" {
		t.Errorf("rescaled %s", got.In(lang.ZH))
	}
}

func TestParseUnit(t *testing.T) {
	for _, c := range []struct {
		text  string
		unit  Unit
		scale int8
		ok    bool
	}{
		{"万元", Yuan, 4, true}, {"元", Yuan, 0, true}, {"亿元", Yuan, 8, true}, {"千元", Yuan, 3, true},
		{"单位：万元", Yuan, 4, true}, {"（万元）", Yuan, 4, true}, {"金额单位:人民币万元", Yuan, 4, true},
		{"百万美元", "$", 6, true}, {"$M", "$", 6, true}, {"USD million", "$", 6, true}, {"in millions", "", 6, true},
		{"CNY'000", Yuan, 3, true}, {"'000", "", 3, true}, {"万", "", 4, true}, {"K", "", 3, true},
		{"%", PercentUnit, -2, true}, {"％", PercentUnit, -2, true}, {"家", "家", 0, true}, {"万家", "家", 4, true},
		{"Unit: RMB million", Yuan, 6, true}, {"￥", Yuan, 0, true},
		{"含税", "", 0, false}, {"", "", 0, false}, {"不含税，万元", "", 0, false}, {"$万元", "", 0, false}, {"internal", "", 0, false},
	} {
		u, scale, ok := ParseUnit(c.text)
		if u != c.unit || scale != c.scale || ok != c.ok {
			t.Errorf("ParseUnit(%q) = %q, %d, %t; want %q, %d, %t", c.text, u, scale, ok, c.unit, c.scale, c.ok)
		}
	}
}

func TestUnitKind(t *testing.T) {
	for u, want := range map[Unit]Kind{"": NoKind, Yuan: Money, "$": Money, "日元": Money, "%": Percent, "家": Count, "leads": Count} {
		if got := u.Kind(); got != want {
			t.Errorf("%q is of kind %d, want %d", u, got, want)
		}
	}
	if Yuan.In(lang.EN) != "CNY" || Yuan.In(lang.ZH) != "元" || Unit("家").In(lang.EN) != "家" || Unit("$").In(lang.ZH) != "$" {
		t.Error("units say the wrong thing")
	}
	for i, s := range spellings[1:] {
		if s.unit.Kind() != Money && s.unit != PercentUnit {
			t.Errorf("spelling %d, %s, is of unit %q, which is no money", i+1, s.text, s.unit)
		}
		if got := spellings[spellingOf(s.text)].unit; got != s.unit {
			t.Errorf("%s is read as %s", s.text, got)
		}
	}
}

// TestAmountReadsBack: what Written and In say of any amount reads back as the
// same amount.
func TestAmountReadsBack(t *testing.T) {
	units := []Unit{Yuan, "$", "€", "HK$", "日元", "CHF", "家", "人次", "leads", "%", ""}
	rapid.Check(t, func(t *rapid.T) {
		a := Amount{
			Value:  decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "value"), rapid.Int32Range(-3, 6).Draw(t, "exp")),
			Unit:   rapid.SampledFrom(units).Draw(t, "unit"),
			Scale:  rapid.SampledFrom([]int8{0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}).Draw(t, "scale"),
			Digits: int8(rapid.IntRange(0, 4).Draw(t, "digits")),
			Form:   rapid.SampledFrom([]Form{0, formGrouped, formSpaced, formSpaced | formGrouped}).Draw(t, "form"),
		}
		for _, text := range []string{a.In(lang.ZH), a.In(lang.EN), a.Written(), a.Natural().In(lang.ZH), a.Natural().In(lang.EN), a.Natural().Written()} {
			b, err := ParseAmount(text, "", 0)
			if err != nil || !b.Value.Equal(a.Value) || b.Unit != a.Unit {
				t.Fatalf("%+v says %q, which reads as %s %s, %v", a, text, b.Plain(), b.Unit, err)
			}
		}
	})
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1.2亿元", "4,812.5万元", "￥1,200,000", "$3.5M", "(1,200)", "15%", "１２００", "1亿2000万", "3千克", "RMB 5 million", "▲3.50万美元", "12 CNY", "5 000 000", "0B B"} {
		f.Add(s, "元", int8(4))
	}
	f.Fuzz(func(t *testing.T, s, unit string, scale int8) {
		bare, _, _ := ParseUnit(unit)
		if scale < 0 || scale > 12 {
			scale = 0
		}
		a, err := ParseAmount(s, bare, scale)
		if err != nil {
			return
		}
		texts := []string{a.In(lang.ZH), a.In(lang.EN), a.Natural().In(lang.ZH)}
		for i, text := range append(texts, a.Written()) {
			under, underScale := Unit(""), int8(0)
			if i == len(texts) {
				under, underScale = bare, scale
			}
			b, err := ParseAmount(text, under, underScale)
			if err != nil || !b.Value.Equal(a.Value) || b.Unit != a.Unit {
				t.Fatalf("%q is %s %s, says %q, which reads as %s %s, %v", s, a.Plain(), a.Unit, text, b.Plain(), b.Unit, err)
			}
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	for _, s := range []string{"4800万元", "￥1,200,000", "１２００ 家"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseAmount(s, Yuan, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
