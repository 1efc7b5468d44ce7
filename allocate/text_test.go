package allocate

import (
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// only returns the single finding of a rule.
func only(t *testing.T, p *Plan, id string) Finding {
	t.Helper()
	var found []Finding
	for _, f := range Check(p, policy()).Findings {
		if f.Rule.ID == id {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d findings of %s", len(found), id)
	}
	return found[0]
}

func TestSumIsWrittenOut(t *testing.T) {
	f := only(t, planOf(t, third+"row 区域维度 华南 3500万元 30%"), "sum-mismatch")
	says(t, f.Message,
		"区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元；华南填写的占比 30% 对应 3600万元。",
		"区域维度: the sum is CNY 119 million (3600+4800+3500), should be CNY 120 million, short by CNY 1 million; the typed share of 华南, 30%, points to CNY 36 million.")
	says(t, f.Hint,
		"把华南 3500万元 改为 3600万元 即平，且与填写的占比 30% 相符，不触发其他提醒；或把总目标销售额 1.2亿元 改为 1.19亿元，不触发其他提醒。",
		"Change 华南 from CNY 35 million to CNY 36 million, which also fits the typed share 30%, and nothing else is raised; or the goal 销售额 from CNY 120 million to CNY 119 million, and nothing else is raised.")
	if f.At != (Ref{Table: 1, Row: 2, Field: FieldAmount}) || len(f.Members) != 3 || f.Unit != Yuan ||
		!f.Found.Equal(decimal.New(119, 6)) || !f.Expected.Equal(decimal.New(120, 6)) {
		t.Errorf("finding %+v", f)
	}
	fix := f.Fixes[0]
	if fix.At.Row != 4 || fix.After.In(lang.ZH) != "3600万元" || fix.Then != nil {
		t.Errorf("best fix %+v", fix)
	}
	if f.Live == nil || f.Live.Goal != (Ref{Row: 2, Field: FieldAmount}) || len(f.Live.Members) != 3 {
		t.Errorf("live %+v", f.Live)
	}
}

func says(t *testing.T, m lang.Message, zh, en string) {
	t.Helper()
	if got := m.In(lang.ZH); got != zh {
		t.Errorf("says %q\nwant %q", got, zh)
	}
	if got := m.In(lang.EN); got != en {
		t.Errorf("says %q\nwant %q", got, en)
	}
}

func TestLongSumsAreCut(t *testing.T) {
	plan := "goal 2024年度 销售额 1000万元\n"
	for _, item := range "甲乙丙丁戊己庚辛壬癸子丑寅" {
		plan += "row 区域维度 " + string(item) + " 100万元 -\n"
	}
	f := only(t, planOf(t, plan), "sum-mismatch")
	says(t, f.Message,
		"区域维度合计 1300万元（100+100+100+100+100…等 13 项），应为 1000万元，多 300万元。",
		"区域维度: the sum is CNY 13 million (100+100+100+100+100... 13 items), should be CNY 10 million, over by CNY 3 million.")
}

func TestSlipsAreRecognised(t *testing.T) {
	for _, c := range []struct {
		name, plan string
		row        int32
		after      string
	}{
		{"a zero too many", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 60000万元 -\nrow 区域维度 乙 4000万元 -", 2, "6000万元"},
		{"万 taken for 元", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 60000000万元 -\nrow 区域维度 乙 4000万元 -", 2, "6000万元"},
		{"transposed", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 2720万元 -\nrow 区域维度 乙 7820万元 -", 3, "7280万元"},
		{"the share points", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 4500万元 40%\nrow 区域维度 乙 6000万元 60%", 2, "4000万元"},
	} {
		f := only(t, planOf(t, c.plan), "sum-mismatch")
		if fix := f.Fixes[0]; fix.At.Row != c.row || fix.At.Table != 1 || fix.After.(Amount).Number()+"万元" != c.after {
			t.Errorf("%s: best fix is row %d: %s", c.name, fix.At.Row, fix.After.In(lang.ZH))
		}
	}
}

func TestFixSaysWhatItTrips(t *testing.T) {
	p := planOf(t, `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 -
row 区域维度 乙 5000万元 -
row 区域维度 丙 1500万元 -
row 团队维度 一组 4000万元 - parent=甲`)
	f := only(t, p, "sum-mismatch")
	for _, fix := range f.Fixes {
		trips := len(fix.Then) > 0 && fix.Then[0].ID == "sum-mismatch"
		if trips != (fix.At.Table == 1 && fix.At.Row == 2) {
			t.Errorf("row %d trips %v", fix.At.Row, fix.Then)
		}
	}
}

func TestManyFindingsAreCounted(t *testing.T) {
	p := largePlan(6000, 1)
	for _, b := range p.Breakdowns {
		b.Share, b.ShareIn = Share{decimal.New(5, -1), 0}, Typed
	}
	var listed int
	var last Finding
	for _, f := range Check(p, policy()).Findings {
		if f.Rule.ID == "share-mismatch" {
			listed++
			if len(f.Members) == 0 {
				last = f
			}
		}
	}
	if listed != maxListed+1 {
		t.Fatalf("%d findings are listed", listed)
	}
	says(t, last.Message, "另有 4000 处同类问题，没有逐一列出。", "4000 more of this kind are not listed one by one.")
}

func TestCoefficientsThatDoNotAddUpToTheHeads(t *testing.T) {
	p := planOf(t, `
goal 2024年度 销售额 4800万元
row 区域维度 华东 4800万元 100%
row 个人 张 - - parent=华东 k=1.2
row 个人 王 - - parent=华东 k=1.0
row 个人 李 - - parent=华东 k=0.9`)
	sum := decimal.Decimal{}
	for _, c := range Check(p, policy()).Changes {
		if a, ok := c.After.(Amount); ok {
			sum = sum.Add(a.Value)
			says(t, *c.Why, "4800万元 按个人系数分配：系数合计 3.1 不等于人数 3，按系数合计归一（4800万元 ÷ 3.1 × 个人系数），合计不差",
				"CNY 48 million split by personal coefficient: the coefficients add up to 3.1 for 3 people, so they are normalised by their sum (CNY 48 million ÷ 3.1 × coefficient) and the sum is exact")
		}
	}
	if !sum.Equal(decimal.New(48, 6)) {
		t.Errorf("the parts add up to %s", sum)
	}
}
