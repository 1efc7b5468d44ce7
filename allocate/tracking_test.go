package allocate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// act adds an action to a sheet.
func (s *sheet) act(name, action, due, status string) *Action {
	a := &Action{At: Ref{Table: actionsAt, Row: int32(len(s.Actions) + 2)}, Name: name, Action: action, Owner: "*经理"}
	if due != "" {
		a.Due, a.DueText = span(due), true
	}
	if status != "" {
		a.Status, a.StatusIn = pct(status), Typed
	}
	s.Actions = append(s.Actions, a)
	return a
}

func on(s string) Date { return span(s).To }

func monthNamed(s string) Month { return MonthOf(on(s)) }

// export makes actuals of lines "item month amount".
func export(lines ...string) *Actuals {
	a := &Actuals{Name: "实际.csv"}
	at := map[string]int{}
	for i, line := range lines {
		f := strings.Fields(line)
		n, ok := at[f[0]]
		if !ok {
			n = len(a.Series)
			at[f[0]] = n
			a.Series = append(a.Series, Series{Line: i + 2, Item: f[0]})
		}
		a.Series[n].Months = append(a.Series[n].Months, MonthActual{Month: monthNamed(f[1]), Amount: amt(f[2]), Line: i + 2})
	}
	return a
}

func (s *sheet) track(t *testing.T, asOf string, in TrackInput) *Tracking {
	t.Helper()
	out, err := Track(&s.Plan, DefaultPolicy(on(asOf)), in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// line is a progress in one line, for comparing.
func (p *Progress) line() string {
	return fmt.Sprintf("%s %s|实际 %s/%s|计划 %s %v|指数 %s|%v·%s", p.Subject, p.Detail, p.Actual.In(lang.ZH), p.Target.In(lang.ZH),
		p.Planned.Decimal.Round(4), p.Basis.In(lang.ZH), p.Index.Decimal.Round(4), p.State.In(lang.ZH), p.Word.ZH)
}

func TestTrackTheExample(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元")
	s.row("区域维度", "华北区域销售额", "3600万元")
	s.act("华东区域市场拓展", "举办行业展会(3场)", "2024/06-09", "60%")
	s.act("高端产品客户开发", "完成50家金融客户签约", "2024/12/", "70%")
	s.act("华北区域渠道下沉", "优化经销商结构", "2024/12/", "")
	actuals := export(
		"华东区域销售额 2024/1 2000万元", "华东区域销售额 2024/7 960万元",
		"举办行业展会 2024/7 1场", "华北 2024/7 1000万元", "高端产品客户开发 2024/3 30家", "高端产品客户开发 2024/7 5家",
		"华西 2024/7 1万元")
	out := s.track(t, "2024/7/31", TrackInput{Actuals: actuals})
	want := []string{
		"华东区域市场拓展 举办行业展会(3场)|实际 1场/3场|计划 0.5 时间匀速|指数 0.6667|红·落后",
		"高端产品客户开发 完成50家金融客户签约|实际 35家/50家|计划 0.582 时间匀速|指数 1.2028|绿·正常",
		"华北区域渠道下沉 优化经销商结构|实际 1000万元/3600万元|计划 0.582 时间匀速|指数 0.4773|红·落后",
		"华东区域销售额 |实际 2960万元/4800万元|计划 0.582 时间匀速|指数 1.0596|绿·正常",
		"华北区域销售额 |实际 1000万元/3600万元|计划 0.582 时间匀速|指数 0.4773|红·落后",
	}
	for i, pr := range append(append([]Progress{}, out.Actions...), out.Targets...) {
		if pr.line() != want[i] {
			t.Errorf("got  %s\nwant %s", pr.line(), want[i])
		}
		t.Log(pr.Why.In(lang.ZH), "|", pr.BasisWhy.In(lang.ZH), "|", pr.Proposal.In(lang.ZH), "|", pr.Proposal.In(lang.EN), "|", pr.From.In(lang.ZH))
	}
	rep, err := MakeReport([]*Summary{Summarise("a.xlsx", &s.Plan, out)}, actuals, DefaultPolicy(on("2024/7/31")))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range rep.Lines {
		t.Log(l.Region, l.Goal, l.Target.In(lang.ZH), l.Actual.In(lang.ZH), l.State, l.Why.In(lang.ZH))
	}
	for _, u := range rep.Unmatched {
		t.Log(u.Item, u.Why.In(lang.ZH), u.Near)
	}
	for _, l := range rep.Rescues {
		t.Log(l.Message.In(lang.ZH))
	}
}

// TestExactlyOnASeasonIsGreen: a region exactly on a seasonal profile is green in all 12
// months where the workbook has the profile; with linear time only it is not, and that is
// what is said.
func TestExactlyOnASeasonIsGreen(t *testing.T) {
	season := [12]string{"100", "50", "150", "250", "300", "500", "700", "650", "500", "400", "500", "700"} // 4800 in all
	for _, have := range []string{"own months", "own quarters", "last year", "nothing"} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		b := s.row("区域维度", "华东区域销售额", "4800万元")
		quarters := [4]string{"300", "1050", "1850", "1600"}
		for m, v := range season {
			at := b.At
			switch at.Field, at.Year = FieldMonth, int16(m+1); {
			case have == "own months":
				s.Parts = append(s.Parts, &PartFigure{At: at, Amount: amt(v + "万元"), In: Typed})
			case have == "own quarters" && m%3 == 2:
				at.Field, at.Year = FieldQuarter, int16(m/3+1)
				s.Parts = append(s.Parts, &PartFigure{At: at, Amount: amt(quarters[m/3] + "万元"), In: Typed})
			case have == "last year": // half of this year's, under a shorter name
				s.Months = append(s.Months, MonthFigure{At: Ref{Table: historyAt, Row: int32(m + 2)}, Item: "华东", Month: MonthNumbered(2023, m+1), Amount: amt(v + "0000元").half()})
			}
		}
		var lines []string
		red := 0
		for m := 1; m <= 12; m++ {
			lines = append(lines, fmt.Sprintf("华东区域销售额 2024/%d %s万元", m, season[m-1]))
			out := s.track(t, MonthNumbered(2024, m).Last().String(), TrackInput{Actuals: export(lines...)})
			p := &out.Targets[0]
			if p.State != Green {
				red++
			}
			exact := have != "nothing" && (have != "own quarters" || m%3 == 0)
			if exact && (p.State != Green || !p.Index.Decimal.Equal(whole) || p.Forecast != nil && !p.Forecast.Best.Value.Equal(p.Target.Value)) {
				t.Errorf("%s, month %d: %s index %s", have, m, p.State, p.Index.Decimal)
			}
			if have == "nothing" && p.BasisWhy.In(lang.ZH) != "没有月度计划和上年各月实际，按时间匀速" {
				t.Errorf("it does not say that it had linear time only: %s", p.BasisWhy.In(lang.ZH))
			}
		}
		if have == "nothing" && red < 3 {
			t.Errorf("only %d months are off the season by linear time", red)
		}
	}
}

func (a Amount) half() Amount { return a.With(a.Value.Div(decimal.New(2, 0))) }

func TestPlansByMonthThatAreOfNoUse(t *testing.T) {
	for name, c := range map[string]struct {
		months map[int]string
		want   string
		basis  PlanBasis
	}{
		"a month is missing":        {map[int]string{1: "400", 2: "400"}, "月度计划不能用（缺 2024年3月），按时间匀速", LinearTime},
		"blank months plan nothing": {map[int]string{6: "4800"}, "按工作簿的月度计划", MonthlyPlan},
		"another sum": {map[int]string{1: "1", 2: "1", 3: "1", 4: "1", 5: "1", 6: "1", 7: "1", 8: "1", 9: "1", 10: "1", 11: "1", 12: "1"},
			"按工作簿的月度计划；各月计划合计 12万元，与目标 4800万元 不同，按比例折算", MonthlyPlan},
		"below 0": {map[int]string{1: "-1", 2: "1", 3: "1", 4: "1", 5: "1", 6: "1", 7: "1", 8: "1", 9: "1", 10: "1", 11: "1", 12: "1"},
			"月度计划不能用（2024年1月 小于 0），按时间匀速", LinearTime},
	} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		b := s.row("区域维度", "华东区域销售额", "4800万元")
		for m, v := range c.months {
			at := b.At
			at.Field, at.Year = FieldMonth, int16(m)
			s.Parts = append(s.Parts, &PartFigure{At: at, Amount: amt(v + "万元"), In: Typed})
		}
		p := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东区域销售额 2024/6 1万元")}).Targets[0]
		if p.Basis != c.basis || p.BasisWhy.In(lang.ZH) != c.want {
			t.Errorf("%s: %v, %s", name, p.Basis, p.BasisWhy.In(lang.ZH))
		}
	}
}

func TestStates(t *testing.T) {
	for name, c := range map[string]struct {
		asOf, due, status, actual string
		want                      string
	}{
		"green at 95%":         {"2024/6/30", "", "", "华东 2024/6 4724.1万元", "绿·正常"},
		"just below 95%":       {"2024/6/30", "", "", "华东 2024/6 4724万元", "黄·关注"},
		"amber at 85%":         {"2024/6/30", "", "", "华东 2024/6 4226.8万元", "黄·关注"},
		"just below 85%":       {"2024/6/30", "", "", "华东 2024/6 4226.7万元", "红·落后"},
		"done":                 {"2024/6/30", "", "", "华东 2024/6 1亿元", "绿·已完成"},
		"not started":          {"2024/6/30", "2024/07-12", "", "华东 2024/6 1万元", "灰·未开始"},
		"no actual":            {"2024/6/30", "", "60%", "华北 2024/6 1万元", "灰·无实际数"},
		"no actual, but done":  {"2024/6/30", "", "100%", "华北 2024/6 1万元", "绿·已完成"},
		"35 days":              {"2024/7/5", "", "", "华东 2024/5 9000万元", "绿·正常"},
		"36 days":              {"2024/7/6", "", "", "华东 2024/5 9000万元", "灰·久未更新"},
		"overdue, green index": {"2024/7/1", "2024/6/30", "", "华东 2024/6 9999万元", "红·逾期"},
		"overdue, no actual":   {"2024/7/1", "2024/6/30", "", "华北 2024/6 1万元", "红·逾期"},
		"overdue and done":     {"2024/7/1", "2024/6/30", "", "华东 2024/6 10000万元", "绿·已完成"},
		"done after the date":  {"2024/7/31", "2024/6/30", "", "华东 2024/7 10000万元", "绿·已完成"},
		"nothing reached":      {"2024/6/30", "", "", "华东 2024/6 0万元", "红·落后"},
	} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1亿元")
		s.act("华东", "完成销售 1亿元", c.due, c.status)
		p := s.track(t, c.asOf, TrackInput{Actuals: export(c.actual)}).Actions[0]
		if got := p.State.In(lang.ZH) + "·" + p.Word.ZH; got != c.want {
			t.Errorf("%s: %s, want %s (%s)", name, got, c.want, p.Why.In(lang.ZH))
		}
		for _, text := range []string{p.Why.In(lang.ZH), p.Why.In(lang.EN), p.Proposal.In(lang.EN)} {
			if strings.Contains(text, "%!") {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}

func TestProposals(t *testing.T) {
	for actual, want := range map[string]string{ // of 1200 in a year, on 30 June
		"560万元": "加强跟进：剩余 6 个月，每月需 106.7万元，目前月均 93.3万元，节奏需达到目前的 1.13 倍",
		"500万元": "增加促销或资源支持：剩余 6 个月，每月需 116.7万元，目前月均 83.3万元，节奏需达到目前的 1.38 倍",
		"400万元": "建议复议目标或区域间调剂：剩余 6 个月，每月需 133.3万元，目前月均 66.7万元，节奏需达到目前的 1.98 倍",
		"0万元":   "建议复议目标或区域间调剂：剩余 6 个月，每月需 200万元，目前月均 0万元，尚无进展",
		"600万元": "",
	} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1200万元")
		s.row("区域维度", "华东销售额", "1200万元")
		p := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东 2024/6 " + actual)}).Targets[0]
		if got := p.Proposal.In(lang.ZH); got != want {
			t.Errorf("%s: %s\nwant %s", actual, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	for from, want := range map[string]string{
		"4724.63万元": "4724.63万元", "0.4724631亿元": "4724.6万元", "1.23456亿元": "1.23456亿元", "2.9场": "2.9场", "0万元": "0万元", "0亿元": "0亿元",
	} {
		if got := amt(from).Shown().In(lang.ZH); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
	if got := amt("4800万元").With(decimal.New(2168306011, -2)).Shown().In(lang.ZH); got != "2168.3万元" {
		t.Error(got)
	}
}
