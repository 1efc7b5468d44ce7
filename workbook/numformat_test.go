package workbook

import (
	"testing"

	"goalxl/allocate"
)

func TestParseFormat(t *testing.T) {
	for _, c := range []struct {
		code            string
		base            allocate.Unit
		scale           int8
		digits, divisor int8
		percent, symbol bool
	}{
		{"0%", "", 0, 0, 0, true, false},
		{"0.00%", "", 0, 2, 0, true, false},
		{"#,##0", "", 0, 0, 0, false, false},
		{"#,##0.00", "", 0, 2, 0, false, false},
		{`#,##0"万元"`, "元", 4, 0, 0, false, false},
		{`0\.0,"万元"`, "元", 4, 1, 4, false, false},
		{`0!.0,"万元"`, "元", 4, 1, 4, false, false},
		{`0"."0,"万元"`, "元", 4, 1, 4, false, false},
		{`0!.0000"万元"`, "元", 4, 4, 4, false, false},
		{`0\.00,,"亿元"`, "元", 8, 2, 8, false, false},
		{`#,##0.0,`, "", 0, 1, 3, false, false},
		{`#,##0"元"`, "元", 0, 0, 0, false, false},
		{`￥#,##0.00`, "元", 0, 2, 0, false, true},
		{`[$￥-804]#,##0.00;[红色]-[$￥-804]#,##0.00`, "元", 0, 2, 0, false, true},
		{`[$$-409]#,##0`, "$", 0, 0, 0, false, true},
		{`"$"#,##0.0,,"M"`, "$", 6, 1, 6, false, false},
		{`_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ `, "元", 0, 2, 0, false, true},
		{`[Red][>=10000]0"家";0`, "家", 0, 0, 0, false, false},
		{`0"约"`, "", 0, 0, 0, false, false},
		{`0.00E+00`, "", 0, 2, 0, false, false},
		{`0"%"`, "%", 0, 0, 0, false, false},
	} {
		f := parseFormat(c.code)
		if f.unit.Base != c.base || f.unit.Scale != c.scale || f.digits != c.digits || f.divisor != c.divisor || f.percent != c.percent || f.symbol != c.symbol {
			t.Errorf("%s is %+v", c.code, f)
		}
	}
	for code, month := range map[string][2]bool{`yyyy"年"m"月"`: {true, false}, "yyyy": {true, true}, "yyyy/m/d": {false, false}, "mmm-yy": {true, false}, "h:mm": {false, false}} {
		if f := parseFormat(code); f.noDay != month[0] || f.noMonth != month[1] {
			t.Errorf("%s is %+v", code, f)
		}
	}
	for _, code := range []string{"", "General", "GENERAL"} {
		if f := parseFormat(code); !f.general {
			t.Errorf("%q is not General", code)
		}
	}
}

func FuzzParseFormat(f *testing.F) {
	for _, s := range []string{`0\.0,"万元"`, `_ ￥* #,##0.00_ `, `[$￥-804]0`, `"`, `\`, `[`, "0!", "_", "*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		n := parseFormat(code)
		if len(code) < 40 && (n.digits < 0 || n.divisor < 0) {
			t.Errorf("%q has %d digits, divisor %d", code, n.digits, n.divisor)
		}
	})
}

func TestTotalLabel(t *testing.T) {
	for label, want := range map[string][2]bool{
		"合计": {true, false}, "合　计": {true, false}, "总计：": {true, false}, "小计": {true, true}, "华东小计": {true, true}, "区域维度合计": {true, false}, "合计（万元）": {true, false},
		"Total": {true, false}, "TOTAL": {true, false}, "Grand Total": {true, false}, "Subtotal": {true, true}, "Sub-total": {true, true}, "Q1 Total": {true, false}, "Total for East": {true, false},
		"总计划": {}, "华东": {}, "Total 2024 Revenue Target": {}, "累计客户": {}, "设计院": {}, "会计": {}, "共和": {}, "": {}, "Capital": {}, "Teetotal": {}, "统计局": {}, "总部": {},
	} {
		total, sub := totalLabel(label)
		if total != want[0] || sub != want[1] {
			t.Errorf("%q: total %v, sub %v", label, total, sub)
		}
		if total && !mayBeTotal([]byte(label)) {
			t.Errorf("%q is passed over", label)
		}
	}
}
