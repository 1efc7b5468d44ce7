package allocate

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

func TestParseClaims(t *testing.T) {
	type want struct {
		item, figure string
		stated       bool
	}
	for _, c := range []struct {
		text string
		want []want
	}{
		{"华东区域占比40%,高端产品占比30%", []want{{"华东区域", "0.4", true}, {"高端产品", "0.3", true}}},
		{"高端产品占比提升至30%", []want{{"高端产品", "0.3", true}}},
		{"高端产品占销售额的 33.3%；新客户占全年25％", []want{{"高端产品", "0.333", true}, {"新客户", "0.25", true}}},
		{"华东4800万元、华南目标：3600 万元", []want{{"华东", "48000000", false}, {"华南", "36000000", false}}},
		{"华东1,200万元,华南2,300.5万元", []want{{"华东", "12000000", false}, {"华南", "23005000", false}}},
		{"2024年华东占40%", []want{{"华东", "0.4", true}}},
		{"全年华东占比达到40%。", []want{{"华东", "0.4", true}}},
		{"A1产品占比40%", []want{{"A1产品", "0.4", true}}},
		{"East region 40%, high-end products rising to 30%", []want{{"East region", "0.4", false}, {"high-end products", "0.3", false}}},
		{"East region share: 40%.", []want{{"East region", "0.4", true}}},
		{"毛利率30%", []want{{"毛利率", "0.3", false}}},
		// not surely levels of an item of the year
		{"新客户增长50%", nil},
		{"高端产品占比提升5%", nil},
		{"高端产品占比从20%提升至30%", nil},
		{"华东不低于40%", nil},
		{"华东占比40%以上", nil},
		{"华东约4800万元", nil},
		{"Q3高端产品占比25%", nil},
		{"三季度高端产品占比25%", nil},
		{"6月高端产品占比25%", nil},
		{"上半年华东2000万元", nil},
		{"2023年华东占40%", nil},
		{"苏州占华东的40%", nil},
		{"重点突破金融行业", nil},
		{"40%", nil},
		{"", nil},
	} {
		got := parseClaims(c.text, "销售额", 2024)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d claims %+v, want %d", c.text, len(got), got, len(c.want))
			continue
		}
		for i, g := range got {
			figure := g.amount.Value
			if g.inPart {
				figure = g.share.Value
			}
			if w := c.want[i]; g.item != w.item || figure.String() != w.figure || g.stated != w.stated {
				t.Errorf("%s: %q %s %v, want %+v", c.text, g.item, figure, g.stated, w)
			}
		}
	}
}

func FuzzParseClaims(f *testing.F) {
	f.Add("华东区域占比40%,高端产品占比30%", "销售额")
	f.Add("East region 40%. Q3 25%；2024年华东4,800万元", "sales")
	f.Fuzz(func(t *testing.T, text, typ string) {
		for _, c := range parseClaims(text, typ, 2024) {
			if c.item == "" || c.text == "" {
				t.Fatalf("a claim about nothing: %+v", c)
			}
			if again := parseClaims(c.text, typ, 2024); len(again) != 1 || again[0].item != c.item {
				t.Fatalf("%q alone reads as %+v", c.text, again)
			}
		}
	})
}

func descriptionSheet() *sheet {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元").Description = "华东区域占比40%,高端产品占比30%"
	s.goal("2024年度", "新客户数量", "200家")
	s.row("区域维度", "华东区域销售额", "4800万元").Share = pct("40%")
	s.row("产品维度", "高端产品销售额", "3600万元").Share = pct("30%")
	s.row("客户维度", "新客户数量", "200家")
	s.Breakdowns[0].ShareIn, s.Breakdowns[1].ShareIn = Typed, Typed
	return s
}

func TestGoalText(t *testing.T) {
	s := descriptionSheet()
	s.silent(t, "goal-text-mismatch")

	s.Breakdowns[0].Share = pct("35%")
	f := s.only(t, "goal-text-mismatch")
	if f.Severity != Warning || f.Found.String() != "0.35" || f.Expected.String() != "0.4" || f.Difference.String() != "-0.05" || f.Unit != "%" {
		t.Errorf("%v %v %v %v", f.Severity, f.Found, f.Expected, f.Difference)
	}
	if f.At != (Ref{Table: goalsAt, Row: 2, Field: FieldDescription}) || len(f.Members) != 1 {
		t.Errorf("at %+v, members %+v", f.At, f.Members)
	}
	f.must(t, "核心目标描述写“华东区域占比40%”，分解明细“华东区域销售额”为 35%，低 5 个百分点。", "5 points below")

	s.Breakdowns[0].ShareIn, s.Breakdowns[0].Amount = Blank, amt("4810万元")
	s.silent(t, "goal-text-mismatch") // 40.08% is 40% as written
	s.Breakdowns[0].Amount = amt("4900万元")
	s.only(t, "goal-text-mismatch").must(t, "40.8", "4900万元 ÷ 1.2亿元", "高 0.8")
}

func TestGoalTextWithoutItem(t *testing.T) {
	s := descriptionSheet()
	s.Targets[1].Description = "金融行业新客户占比60%"
	f := s.only(t, "goal-text-mismatch")
	if f.Severity != Info {
		t.Errorf("severity %v", f.Severity)
	}
	f.must(t, "没有“金融行业新客户”这一项")
	s.Targets[1].Description = "客户满意度95%" // a rate of something else, not a part of the goal
	s.silent(t, "goal-text-mismatch")
}

func TestGoalTextAmounts(t *testing.T) {
	s := descriptionSheet()
	s.Targets[0].Description = "销售额1.2亿元，华东4800万元"
	s.silent(t, "goal-text-mismatch")
	s.Targets[0].Description = "华东5000万元"
	f := s.only(t, "goal-text-mismatch")
	if f.Difference.String() != "-2000000" || f.Unit != "元" {
		t.Errorf("%v %v", f.Difference, f.Unit)
	}
	f.must(t, "“华东”为 4800万元，少 200万元")
	s.Targets[0].Description = "销售额1.3亿元"
	s.only(t, "goal-text-mismatch").must(t, "为 1.2亿元，少 1000万元")
	// two rows fit equally: nothing is guessed
	s.Targets[0].Description = "华东5000万元"
	s.row("渠道维度", "华东大区", "100万元")
	s.silent(t, "goal-text-mismatch")
}

func TestGoalTextNamesTheItemWithoutItsMeasure(t *testing.T) {
	s := descriptionSheet()
	s.Targets[1].Description = "金融行业新客户占比60%"
	s.row("行业维度", "金融行业新客户数量", "120家")
	s.silent(t, "goal-text-mismatch")
	s.Breakdowns[len(s.Breakdowns)-1].Amount = amt("100家")
	s.only(t, "goal-text-mismatch").must(t, "“金融行业新客户数量”为 50.0%", "低 10 个百分点")
}

// A wrong total row that stands under one dimension of several is measured against that one.
func TestTotalOfItsOwnDimension(t *testing.T) {
	p := planOf(t, `
goal 2024年度 销售额 1亿元
row 区域维度 甲 1亿元 -
row 产品维度 乙 6000万元 -
row 产品维度 丙 4000万元 -
total 合计 1.01亿元`)
	for _, f := range Check(p, DefaultPolicy(Date{2024, 7, 15})).Findings {
		if f.Rule.ID == "total-row-mismatch" {
			if text := f.Message.In(lang.ZH); !strings.Contains(text, "（6000+4000）") || strings.Contains(text, "拆法") {
				t.Error(text)
			}
			return
		}
	}
	t.Error("no total-row-mismatch")
}
