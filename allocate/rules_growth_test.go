package allocate

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

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
	f.must(t, "目标 30% 比 2023 年实际 24% 高 6.0 个百分点", "每年 2.0 个百分点 = (24−18)/3", "超出 4.0 个百分点", "26% 以内")
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

func TestGoalIsJustifiedByItsBreakdown(t *testing.T) {
	s := fourYears()
	for _, a := range s.History {
		a.Item = "合计"
	}
	b := s.row("区域维度", "华东", "7200万元")
	if f := s.only(t, "growth-above-history"); f.Severity != Error {
		t.Errorf("%v", f.Severity)
	}
	b.More.Reason = "新建苏州仓"
	f := s.only(t, "growth-above-history")
	if f.Severity != Warning {
		t.Errorf("%v", f.Severity)
	}
	f.must(t, "其分解行已填论证“新建苏州仓”，由错误降为提醒")
	// another row is above its history and says nothing: the goal stays unjustified
	s.row("产品维度", "高端", "7200万元")
	s.past("高端", 2022, "1000万元", "1100万元")
	errors := 0
	for _, f := range s.of("growth-above-history") {
		if f.Severity == Error {
			errors++
		}
	}
	if errors != 2 {
		t.Errorf("%d errors, want the goal and the row", errors)
	}
}

func TestGrowthWithoutGoalTable(t *testing.T) {
	s := fourYears()
	s.Targets = nil
	b := s.row("区域维度", "华东", "7200万元")
	s.only(t, "growth-above-history").must(t, "50.0% = 7200/4800−1")
	b.Due = Period{}
	s.silent(t, "growth-above-history")
	s.only(t, "growth-unchecked").must(t, "分解明细增速未核对：目标没有写明年份")
}

func TestGrowthErrorsAreListedFirst(t *testing.T) {
	s := fourYears()
	s.Targets[0].Amount = amt("1000亿元")
	for range maxListed + 10 {
		s.row("区域维度", "华东", "5600万元").More = nil
	}
	s.row("区域维度", "华东", "7200万元")
	f := s.of("growth-above-history")
	if len(f) != maxListed+1 {
		t.Fatalf("%d findings", len(f))
	}
	if f[0].Severity != Error || f[0].Found.String() != "0.5" {
		t.Errorf("first is %v %v", f[0].Severity, f[0].Found)
	}
}

func TestCheckedRowsCoverTheirGoal(t *testing.T) {
	s := fourYears()
	s.row("区域维度", "华东", "5500万元")
	s.row("产品维度", "高端", "3600万元")
	f := s.only(t, "growth-unchecked")
	f.must(t, "销售额增速未核对：没有历史数据。涉及 1 行：产品维度 3600万元。", "This leaves 1 row")
	if f.Found.String() != "36000000" || f.Unit != "元" {
		t.Errorf("%v %v", f.Found, f.Unit)
	}
}
