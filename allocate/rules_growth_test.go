package allocate

import (
	"fmt"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// A sheet builds small plans for tests: a goal, rows that serve it, a history.
type sheet struct{ Plan }

const (
	goalsAt = int32(iota)
	rowsAt
	actionsAt
	historyAt
)

func newSheet() *sheet {
	s := &sheet{}
	s.Tables = []Table{
		{Kind: GoalTable, Name: "总目标汇总表"}, {Kind: BreakdownTable, Name: "目标分解明细表"},
		{Kind: TrackingTable, Name: "策略执行跟踪表"}, {Kind: HistoryTable, Name: "历史数据"},
	}
	return s
}

func amt(s string) Amount {
	a, err := ParseAmount(s, "", 0)
	if err != nil {
		panic(err)
	}
	return a
}

func span(s string) Period {
	p, err := ParsePeriod(s, Period{})
	if err != nil {
		panic(err)
	}
	return p
}

func pct(s string) Share {
	p, err := ParseShare(s, false)
	if err != nil {
		panic(err)
	}
	return p
}

func (s *sheet) goal(period, typ, amount string) *Target {
	g := &Target{
		At: Ref{Table: goalsAt, Row: int32(len(s.Targets) + 2)}, Type: typ,
		Amount: amt(amount), AmountIn: Typed, Owner: "*总监",
	}
	if period != "" {
		g.Period = span(period)
	}
	s.Targets = append(s.Targets, g)
	return g
}

func (s *sheet) row(dimension, item, amount string) *Breakdown {
	b := &Breakdown{
		At: Ref{Table: rowsAt, Row: int32(len(s.Breakdowns) + 2)}, Dimension: dimension, Item: item,
		Owner: "*经理", Strategy: "增设专员", Due: span("2024/12/31"), DueText: true, More: &More{},
	}
	if amount != "" {
		b.Amount, b.AmountIn = amt(amount), Typed
	}
	s.Breakdowns = append(s.Breakdowns, b)
	return b
}

// past adds a wide history row: one figure a year from the first on, "" for none.
func (s *sheet) past(item string, first int, amounts ...string) {
	row := int32(len(s.History) + 2)
	for i, a := range amounts {
		if a != "" {
			s.History = append(s.History, &Actual{
				At:   Ref{Table: historyAt, Row: row, Field: FieldActual, Year: int16(first + i)},
				Item: item, Year: first + i, Amount: amt(a),
			})
		}
	}
}

// of returns the findings of a rule.
func (s *sheet) of(rule string) []Finding {
	var out []Finding
	for _, f := range Check(&s.Plan, DefaultPolicy(Date{2024, 7, 15})).Findings {
		if f.Rule.ID == rule {
			out = append(out, f)
		}
	}
	return out
}

// only returns the one finding of a rule.
func (s *sheet) only(t *testing.T, rule string) Finding {
	t.Helper()
	f := s.of(rule)
	if len(f) != 1 {
		t.Fatalf("%d findings of %s, want 1: %s", len(f), rule, said(f))
	}
	return f[0]
}

func (s *sheet) silent(t *testing.T, rule string) {
	t.Helper()
	if f := s.of(rule); len(f) > 0 {
		t.Errorf("%s is not silent: %s", rule, said(f))
	}
}

func said(fs []Finding) string {
	out := ""
	for _, f := range fs {
		out += fmt.Sprintf("\n%s %v %s", f.Rule.ID, f.Severity, f.Message.In(lang.ZH))
	}
	return out
}

func (f Finding) must(t *testing.T, parts ...string) {
	t.Helper()
	text := f.Message.In(lang.ZH) + f.Hint.In(lang.ZH) + f.Message.In(lang.EN) + f.Hint.In(lang.EN)
	if strings.Contains(text, "%!") {
		t.Errorf("broken format: %s", text)
	}
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("no %q in: %s", p, text)
		}
	}
}

func fourYears() *sheet {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	s.past("华东", 2020, "3156.16万元", "3629.584万元", "4174.0216万元", "4800.1248万元")
	return s
}

func TestGrowthAboveHistory(t *testing.T) {
	s := fourYears()
	s.row("区域维度", "华东区域销售额", "7200万元")
	f := s.only(t, "growth-above-history")
	if f.Severity != Error || f.Found.String() != "0.5" || f.Expected.String() != "0.15" || f.Difference.String() != "0.35" {
		t.Errorf("%v %v %v %v", f.Severity, f.Found, f.Expected, f.Difference)
	}
	f.must(t, "华东区域销售额：目标增速 50.0% = 7200/4800−1；2020→2023 年均 15.0% = (4800/3156)^(1/3)−1，最高 15.0%（2021）；超出 35.0 个百分点，多 1680万元。",
		"5520万元 以内", "target growth 50.0% = 7200/4800−1; 2020→2023 grew 15.0% a year")
	if strings.Contains(f.Message.In(lang.ZH), "证据") {
		t.Error("four values need no word on evidence")
	}
	s.silent(t, "growth-unchecked")
}

func TestGrowthJustified(t *testing.T) {
	s := fourYears()
	b := s.row("区域维度", "华东区域销售额", "7200万元")
	b.More.Reason = "新建苏州仓，\n增设 12 名销售"
	f := s.only(t, "growth-above-history")
	if f.Severity != Warning {
		t.Errorf("severity %v", f.Severity)
	}
	f.must(t, "50.0%", "论证说明“新建苏州仓， 增设 12 名销售”，由错误降为提醒", "from Error to Warning")
	b.More.Reason, b.More.Resource = "", "展会费用 15万元"
	f = s.only(t, "growth-above-history")
	f.must(t, "资源需求“展会费用 15万元”，由错误降为提醒")
}

func TestGrowthAtHistoryIsSilent(t *testing.T) {
	s := fourYears()
	s.row("区域维度", "华东区域销售额", "5520万元") // 15.0% as printed, though a little below
	s.silent(t, "growth-above-history")
	s = fourYears()
	s.row("区域维度", "华东区域销售额", "5522.5万元") // 15.05% prints as 15.0%
	s.silent(t, "growth-above-history")
	s = fourYears()
	s.row("区域维度", "华东区域销售额", "5530万元")
	if f := s.only(t, "growth-above-history"); f.Severity != Warning {
		t.Errorf("15.2%% against 15.0%%: %v", f.Severity)
	}
}

func TestGrowthEvidence(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "7200万元")
	s.row("区域维度", "华东区域销售额", "7200万元")
	s.past("华东区域", 2021, "3629.584万元", "4174.0216万元", "4800.1248万元")
	s.only(t, "growth-above-history").must(t, "依据 3 年实际、2 个年增速，证据强度：中", "2 yearly rates; evidence: fair")

	s.History = nil
	s.past("华东区域", 2022, "4174.0216万元", "4800.1248万元")
	s.only(t, "growth-above-history").must(t, "1 个年增速，证据强度：弱", "2022→2023 增长 15.0% = 4800/4174−1")

	s.History = nil
	s.past("华东区域", 2018, "2500万元", "2900万元", "3156.16万元", "3629.584万元", "4174.0216万元", "4800.1248万元")
	s.only(t, "growth-above-history").must(t, "依据 6 年实际、3 个年增速，证据强度：强", "2020→2023 年均 15.0%", "最高 16.0%（2019）")

	s.History = nil
	s.past("华东区域", 2023, "4800.1248万元")
	s.silent(t, "growth-above-history")
	s.only(t, "growth-unchecked").must(t, "未核对", "只有一年的实际")
}

func TestGrowthGapsAndBases(t *testing.T) {
	for _, c := range []struct {
		name    string
		amounts []string
		from    int
		want    []string
	}{
		{"missing inner year", []string{"3156.16万元", "", "4174.0216万元", "4800.1248万元"}, 2020, []string{"(4800/3156)^(1/3)", "缺 1 年实际，按相隔 3 年", "平均不适用"}},
		{"inner year not above zero", []string{"3156.16万元", "-5万元", "4174.0216万元", "4800.1248万元"}, 2020, []string{"(4800/3156)^(1/3)", "平均不适用"}},
		{"last actual is older", []string{"2500万元", "3000万元", "3600万元", "4320万元"}, 2019, []string{"最近的实际是 2022 年", "(7200/4320)^(1/2)−1", "年均增速 29.1%"}},
		{"volatile", []string{"1000万元", "3000万元", "1500万元", "2000万元"}, 2020, []string{"历史波动大", "逐年平均 61.1%"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSheet()
			s.goal("2024年度", "销售额", "7200万元")
			s.row("区域维度", "华东", "7200万元")
			s.past("华东", c.from, c.amounts...)
			s.only(t, "growth-above-history").must(t, c.want...)
		})
	}
}

func TestGrowthUnchecked(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*sheet)
		want   []string
	}{
		{"no history", func(s *sheet) { s.History = nil }, []string{"销售额增速未核对：没有历史数据", "总目标 1.2亿元，及其分解 3 行", "区域维度 1.2亿元、产品维度 3600万元", "不相加"}},
		{"base not positive", func(s *sheet) { s.History[3].Amount = amt("-5万元") }, []string{"历史基数为零或负数"}},
		{"part of a year", func(s *sheet) { s.History[3].Part = true }, []string{"最近的实际不是整年"}},
		{"quarter", func(s *sheet) { s.Targets[0].Period = span("2024Q4") }, []string{"目标周期不是整年"}},
		{"no period", func(s *sheet) {
			s.Targets[0].Period = Period{}
			for _, b := range s.Breakdowns {
				b.Due = Period{}
			}
		}, []string{"没有写明年份"}},
		{"two figures", func(s *sheet) { s.past("华东", 2022, "1万元") }, []string{"同一年有两个不同的数"}},
		{"no unit", func(s *sheet) {
			for _, a := range s.History {
				a.Amount.Unit = ""
			}
		}, []string{"单位不同，或没有写明单位"}},
		{"two names", func(s *sheet) { s.past("华东大区", 2022, "1万元"); s.History[0].Item = "华东地区" }, []string{"都可能对应"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := fourYears()
			s.Targets[0].Amount = amt("1.2亿元")
			s.row("区域维度", "华东销售额", "7200万元")
			s.row("区域维度", "华西销售额", "4800万元")
			s.row("产品维度", "高端产品销售额", "3600万元")
			c.change(s)
			var all string
			for _, f := range s.of("growth-unchecked") {
				f.must(t)
				if f.Severity != Info || len(f.Members) == 0 {
					t.Errorf("severity %v, %d members", f.Severity, len(f.Members))
				}
				all += f.Message.In(lang.ZH)
			}
			for _, w := range c.want {
				if !strings.Contains(all, w) {
					t.Errorf("no %q in %s", w, all)
				}
			}
			if c.name != "no history" && strings.Contains(all, "华东") && c.name != "two names" {
				t.Error("unexpected subject")
			}
			s.silent(t, "growth-above-history")
		})
	}
}

func TestGrowthOfGoalItself(t *testing.T) {
	for _, name := range []string{"销售额", "合计", "公司", "公司销售额", "Total"} {
		s := fourYears()
		for _, a := range s.History {
			a.Item = name
		}
		f := s.only(t, "growth-above-history")
		if f.At.Table != goalsAt || f.Subject != "销售额" {
			t.Errorf("%s: %+v %s", name, f.At, f.Subject)
		}
	}
}

func TestGrowthOfSharesInPoints(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "高端产品占比", "30%")
	s.past("高端产品占比", 2020, "18%", "20%", "22%", "24%")
	f := s.only(t, "growth-above-history")
	f.must(t, "目标 30% 比 2023 年实际 24% 高，每年 6.0 个百分点", "每年 2.0 个百分点 = (24−18)/3", "超出 4.0 个百分点", "26% 以内")
	s.Targets[0].Amount = amt("26%")
	s.silent(t, "growth-above-history")
}

func TestGrowthMethods(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "2600万元")
	s.row("区域维度", "华东", "2600万元") // 30% above 2000
	s.past("华东", 2020, "1000万元", "3000万元", "1500万元", "2000万元")
	for _, c := range []struct {
		method GrowthMethod
		want   int
	}{{GrowthCAGR, 1}, {GrowthMean, 0}, {GrowthMax, 0}} {
		pol := DefaultPolicy(Date{})
		pol.Growth = c.method
		n := 0
		for _, f := range Check(&s.Plan, pol).Findings {
			if f.Rule.ID == "growth-above-history" {
				n++
				f.must(t)
			}
		}
		if n != c.want {
			t.Errorf("method %d: %d findings, want %d", c.method, n, c.want)
		}
	}
}

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
		a.Dimension = []string{"区域", "渠道"}[i/2]
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
		s.History = append(s.History, &Actual{At: at, Item: b.Item, Year: year, Prior: year == 0, Beside: true,
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

func TestGrowthTrips(t *testing.T) {
	s := fourYears()
	s.row("区域维度", "华东", "5520万元")
	r := &review{plan: &s.Plan, policy: DefaultPolicy(Date{}), rules: Rules}
	r.matchRows()
	r.formGroups()
	r.recompute()
	if r.growthTrips(0, dec("55200000")) || !r.growthTrips(0, dec("72000000")) {
		t.Error("growthTrips")
	}
}
