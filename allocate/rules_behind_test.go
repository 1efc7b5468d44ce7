package allocate

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// tracked returns the findings of a rule on a plan whose actuals are known.
func (s *sheet) tracked(t *testing.T, rule, asOf string, actuals *Actuals) (out []Finding) {
	t.Helper()
	track := s.track(t, asOf, TrackInput{Actuals: actuals})
	for _, f := range CheckTracked(&s.Plan, DefaultPolicy(on(asOf)), track).Findings {
		if f.Rule.ID == rule {
			out = append(out, f)
		}
	}
	return out
}

// The tests without actuals are on 15 July 2024: 197 of 366 days, 53.8% of the year.
func TestBehindPlanByStatus(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	a := s.act("华东区域市场拓展", "优化渠道", "2024/12/", "40%")
	f := s.only(t, "behind-plan")
	if f.Severity != Warning || f.At != a.at(FieldStatus) {
		t.Errorf("%v at %v", f.Severity, f.At)
	}
	f.must(t, "完成状态 40%，2024年度 到今天应完成 53.8%（时间匀速），少 13.8 个百分点，指数 74.3%")
	for _, quiet := range []func(){
		func() { a.Status = pct("46%") },                                                   // 85.5%: amber, and a person's round figure
		func() { a.Status, a.Due = pct("10%"), span("2024/07-09") },                        // 15 of 92 days, 61%... of 16.3%
		func() { a.Status, a.Due = pct("0%"), span("2024/08-09") },                         // not started
		func() { a.Status, a.Due = pct("0%"), span("2024/6/30") },                          // overdue says it
		func() { a.StatusIn, a.Due = Blank, span("2024/12/31") },                           // nothing was said
		func() { a.StatusIn, a.Status = Typed, pct("0%"); s.Targets[0].Period = Period{} }, // no start
	} {
		quiet()
		if a.Due == span("2024/07-09") {
			s.only(t, "behind-plan").must(t, "2024年第三季度 到今天应完成 16.3%", "指数 61.3%")
			continue
		}
		s.silent(t, "behind-plan")
	}
}

func TestBehindPlanByActuals(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元")
	s.act("华东区域市场拓展", "增设渠道", "2024/12/", "") // leans on its sub-target: one cause, one finding
	s.act("渠道活动", "举办展会(10场)", "2024/12/", "")
	red := s.tracked(t, "behind-plan", "2024/6/30", export("华东区域销售额 2024/6 1000万元"))
	if len(red) != 1 || red[0].At != s.Actions[0].at(FieldStatus) || len(red[0].Members) != 2 || red[0].Members[0].Field != FieldAmount {
		t.Fatalf("%s", said(red))
	}
	for _, c := range []struct {
		amount, events string
		want           string
	}{
		{"2400万元", "5场", ""},
		{"2280万元", "5场", ""}, // 47.5% of 49.73% planned is 95.5%
		{"2200万元", "5场", "warning 华东区域销售额 “华东区域销售额”关注：实际 2200万元 ÷ 目标 4800万元 = 45.8%；计划 49.7%（时间匀速），指数 92.2%。"},
		{"2000万元", "2场", "error 渠道活动 “渠道活动”落后：实际 2场 ÷ 目标 10场 = 20.0%；计划 49.7%（时间匀速），指数 40.2%。\nerror 华东区域销售额 “华东区域销售额”落后：实际 2000万元 ÷ 目标 4800万元 = 41.7%；计划 49.7%（时间匀速），指数 83.8%。"},
	} {
		var got []string
		for _, f := range s.tracked(t, "behind-plan", "2024/6/30", export("华东区域销售额 2024/6 "+c.amount, "渠道活动 2024/6 "+c.events)) {
			got = append(got, f.Severity.String()+" "+f.Subject+" "+f.Message.In(lang.ZH))
			if f.Hint.IsZero() || strings.Contains(f.Message.In(lang.EN), "%!") || strings.Contains(f.Hint.In(lang.EN), "%!") {
				t.Errorf("hint %q", f.Hint.In(lang.EN))
			}
		}
		if strings.Join(got, "\n") != c.want && !sameLines(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.amount, strings.Join(got, "\n"), c.want)
		}
	}
}

// sameLines compares findings whatever their order.
func sameLines(got []string, want string) bool {
	for _, g := range got {
		if !strings.Contains(want, g) {
			return false
		}
	}
	return len(got) == strings.Count(want, "\n")+1
}

func TestOverdueSubTargetIsBehind(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元").Due = span("2024/6/30")
	f := s.tracked(t, "behind-plan", "2024/7/10", export("华东区域销售额 2024/6 4799万元"))
	if len(f) != 1 || f[0].Severity != Error {
		t.Fatalf("%s", said(f))
	}
	f[0].must(t, "“华东区域销售额”逾期：应于 2024-06-30 前完成，已逾期 10 天；实际 4799万元 ÷ 目标 4800万元 = 99.98%", "尚差 1万元")
	if f = s.tracked(t, "behind-plan", "2024/7/10", export("华东区域销售额 2024/6 4800万元")); len(f) != 0 {
		t.Errorf("%s", said(f))
	}
}

func TestDeviationUnexplained(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	a := s.act("华东区域市场拓展", "优化渠道", "2024/12/", "40%")
	s.act("华北区域渠道下沉", "优化经销商", "2024/6/30", "90%") // overdue
	s.act("华南", "优化渠道", "2024/12/", "60%")
	f := s.only(t, "deviation-unexplained")
	if len(f.Members) != 2 || f.Severity != Warning || f.At != a.at(FieldRemedy) {
		t.Errorf("%v %v", f.Members, f.At)
	}
	f.must(t, "缺少偏差与调整措施（已落后或逾期）：第 2 至 3 行")
	a.Remedy = ProposalMark.ZH + "加强跟进"
	if f = s.only(t, "deviation-unexplained"); len(f.Members) != 2 {
		t.Error("the tool's own proposal is taken for an explanation")
	}
	s.Actions[0].Remedy, s.Actions[1].Remedy = "增加直播", "经销商换签，7月完成"
	s.silent(t, "deviation-unexplained")
}

func TestUnexplainedByActuals(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	a := s.act("渠道活动", "举办展会(10场)", "2024/12/", "100%")
	red := export("渠道活动 2024/6 2场")
	if f := s.tracked(t, "deviation-unexplained", "2024/6/30", red); len(f) != 1 {
		t.Errorf("%s", said(f))
	}
	a.Remedy = "场地推迟，7月补办"
	if f := s.tracked(t, "deviation-unexplained", "2024/6/30", red); len(f) != 0 {
		t.Errorf("%s", said(f))
	}
}

// TestActualsComeBeforeTheTypedProgress: what an actual gives is not judged by what was
// typed before it.
func TestActualsComeBeforeTheTypedProgress(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.act("渠道活动", "举办展会(3场)", "2024/6/30", "60%")
	if f := s.tracked(t, "progress-inconsistent", "2024/7/10", export("渠道活动 2024/6 2场")); len(f) != 0 {
		t.Errorf("%s", said(f))
	}
	f := s.tracked(t, "overdue", "2024/7/10", export("渠道活动 2024/6 2场"))
	if len(f) != 1 {
		t.Fatalf("%s", said(f))
	}
	f[0].must(t, "只完成 66.7%，尚差 33.3 个百分点")
	if f = s.tracked(t, "overdue", "2024/7/10", export("渠道活动 2024/6 3场")); len(f) != 0 {
		t.Errorf("%s", said(f))
	}
}
