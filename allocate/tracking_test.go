package allocate

import (
	"fmt"
	"strings"
	"testing"

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
