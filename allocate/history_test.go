package allocate

import "testing"

func TestHistoryMatching(t *testing.T) {
	for _, c := range []struct {
		item, past string
		found      bool
	}{
		{"华东区域销售额", "华东", true},
		{"华东", "华东区域销售额", true},
		{"华东区", "华东大区", true},
		{"ＡＢ产品线", "ab", true},
		{"East Region", "east", true},
		{"区域/华东", "华东", true},
		{"华东", "华东北", false},
		{"华东", "华东利润", false},
	} {
		s := newSheet()
		s.goal("2024年度", "销售额", "7200万元")
		s.row("区域维度", c.item, "7200万元")
		s.past(c.past, 2022, "1000万元", "1100万元")
		if got := len(s.of("growth-above-history")) == 1; got != c.found {
			t.Errorf("%s ↔ %s: found %v, want %v", c.item, c.past, got, c.found)
		}
	}
}

func TestHistoryTakesTheWantedKind(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	s.goal("2024年度", "新客户数量", "200家")
	s.row("客户维度", "新客户销售额", "7200万元")
	s.past("新客户", 2022, "100家", "150家")
	s.past("新客户", 2022, "5000万元", "6000万元")
	f := s.of("growth-above-history")
	if len(f) != 0 {
		t.Errorf("7200 of 6000 is the 20%% of the year before: %s", said(f))
	}
	s.Breakdowns[0].Amount = amt("7800万元")
	s.only(t, "growth-above-history").must(t, "30.0% = 7800/6000−1")
}

func TestHistoryByDimension(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	s.row("渠道维度", "东部", "7200万元")
	s.past("东部", 2022, "1000万元", "1100万元")
	s.past("东部", 2022, "6000万元", "7200万元")
	for i, a := range s.History {
		a.Says = &Says{Dimension: []string{"区域", "渠道"}[i/2]}
	}
	s.silent(t, "growth-above-history")
	s.Breakdowns[0].Dimension = "区域维度"
	s.only(t, "growth-above-history").must(t, "7200/1100")
}

func TestHistoryBeside(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	b := s.row("区域维度", "华东", "7200万元")
	s.row("区域维度", "华西", "1万元")
	for i, year := range []int{2022, 0} {
		at := b.At
		at.Field = FieldPrior
		s.History = append(s.History, &Actual{At: at, Item: b.Item, Year: int16(year), Beside: true,
			Amount: amt([]string{"4000万元", "5000万元"}[i])})
	}
	s.only(t, "growth-above-history").must(t, "44.0% = 7200/5000−1", "2022→2023 增长 25.0%")
	if !(&review{plan: &s.Plan}).growthKnown(t) {
		t.Error("index lost the row")
	}
}

func (r *review) growthKnown(t *testing.T) bool {
	t.Helper()
	return r.historyOf().beside[0] >= 0 && r.historyOf().beside[1] < 0
}

func TestTotalRowsAreTheHistoryOfTheGoal(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	for _, dimension := range []string{"区域维度", "产品维度"} {
		s.past("合计", 2022, "4000万元", "5000万元")
		for _, a := range s.History[len(s.History)-2:] {
			a.Says, a.Beside, a.At.Table = &Says{Dimension: dimension}, true, rowsAt
		}
	}
	s.only(t, "growth-above-history").must(t, "7200/5000")
	s.History[3].Amount = amt("5100万元")
	s.silent(t, "growth-above-history")
	s.only(t, "growth-unchecked").must(t, "同一年有两个不同的数")
}
