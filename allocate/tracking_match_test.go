package allocate

import (
	"fmt"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// fedBy says which series feed each row: 华东区域销售额<华东.
func fedBy(s *sheet, out *Tracking, a *Actuals) string {
	var all []string
	add := func(p *Progress) {
		var names []string
		for _, i := range p.Series {
			names = append(names, a.Series[i].Name())
		}
		if names != nil && !p.lent {
			all = append(all, p.Subject+p.Detail+"<"+strings.Join(names, "+"))
		}
	}
	for i := range out.Targets {
		add(&out.Targets[i])
	}
	for i := range out.Actions {
		add(&out.Actions[i])
	}
	for _, u := range out.Refused {
		all = append(all, fmt.Sprintf("!%s %s", u.Item, u.Why.In(lang.ZH)))
	}
	return strings.Join(all, "\n")
}

func oneMonth(s Series, amount string) Series {
	s.Months = []MonthActual{{Month: MonthNumbered(2024, 6), Amount: amt(amount), Line: 2}}
	if s.Line == 0 {
		s.Line = 2
	}
	return s
}

func TestMatching(t *testing.T) {
	for name, c := range map[string]struct {
		series []Series
		in     TrackInput
		want   string
	}{
		"by name, folded":   {[]Series{oneMonth(Series{Item: "华东区域 销售额"}, "1万元")}, TrackInput{}, "华东区域销售额<华东区域 销售额"},
		"by core":           {[]Series{oneMonth(Series{Item: "华东"}, "1万元"), oneMonth(Series{Item: "华北销售额"}, "1万元")}, TrackInput{}, "华东区域销售额<华东\n华北区域销售额<华北销售额"},
		"the closer one":    {[]Series{oneMonth(Series{Item: "华东"}, "1万元"), oneMonth(Series{Item: "华东区域销售额"}, "1万元")}, TrackInput{}, "华东区域销售额<华东区域销售额"},
		"two that are near": {[]Series{oneMonth(Series{Item: "华东"}, "1万元"), oneMonth(Series{Item: "华东销售额"}, "1万元")}, TrackInput{}, "!华东 几个名称都像“华东销售额”，请用 --map 指明\n!华东销售额 几个名称都像“华东销售额”，请用 --map 指明"},
		"only near":         {[]Series{oneMonth(Series{Item: "华东大区域外销售"}, "1万元")}, TrackInput{}, ""},
		"region and type":   {[]Series{oneMonth(Series{Item: "销售额", Region: "华东"}, "1万元")}, TrackInput{}, "华东区域销售额<销售额/华东"},
		"another goal type": {[]Series{oneMonth(Series{Item: "华东新客户数量"}, "1家")}, TrackInput{}, ""},
		"another unit":      {[]Series{oneMonth(Series{Item: "华东区域销售额"}, "1家")}, TrackInput{}, "!华东区域销售额 单位不符：实际数是 家，目标是 元"},
		"another owner":     {[]Series{oneMonth(Series{Item: "华北区域销售额", Owner: "李四"}, "1万元")}, TrackInput{}, "!华北区域销售额 责任人不同：实际数写 李四，表中写 张三"},
		"by owner":          {[]Series{oneMonth(Series{Item: "华北区域销售额", Owner: "李四"}, "1万元"), oneMonth(Series{Item: "华北区域销售额", Owner: "张三"}, "2万元")}, TrackInput{}, "华北区域销售额<华北区域销售额\n!华北区域销售额 责任人不同：实际数写 李四，表中写 张三"},
		"by map":            {[]Series{oneMonth(Series{Item: "East"}, "1万元")}, TrackInput{Names: map[string]string{"east": "华东区域销售额"}}, "华东区域销售额<East"},
		"the map wins":      {[]Series{oneMonth(Series{Item: "华东区域销售额"}, "1万元")}, TrackInput{Names: map[string]string{"华东区域销售额": "华北区域销售额"}}, "华北区域销售额<华东区域销售额"},
		"by key":            {[]Series{oneMonth(Series{Key: "E-01"}, "1万元")}, TrackInput{}, "华东区域销售额<E-01"},
		"action":            {[]Series{oneMonth(Series{Item: "举办行业展会"}, "1场")}, TrackInput{}, "市场拓展举办行业展会(3场)<举办行业展会"},
		"strategy by unit":  {[]Series{oneMonth(Series{Item: "市场拓展"}, "1场")}, TrackInput{}, "市场拓展举办行业展会(3场)<市场拓展"},
		"strategy, no unit": {[]Series{oneMonth(Series{Item: "市场拓展"}, "1")}, TrackInput{}, "!市场拓展 表中有几行都对得上：举办行业展会(3场)（第 2 行）、签约50家（第 3 行）；请写全名称，或加一列维度、责任人、具体行动"},
		"strategy, action":  {[]Series{oneMonth(Series{Item: "市场拓展", Action: "签约50家"}, "1")}, TrackInput{}, "市场拓展签约50家<市场拓展/签约50家"},
		"other unit":        {[]Series{oneMonth(Series{Item: "市场拓展", Action: "签约50家"}, "1场")}, TrackInput{}, "!市场拓展/签约50家 单位不符：实际数是 场，目标是 家"},
		"two dimensions":    {[]Series{oneMonth(Series{Item: "其他"}, "1万元")}, TrackInput{}, "!其他 表中有几行都对得上：其他（第 4 行）、其他（第 5 行）；请写全名称，或加一列维度、责任人、具体行动"},
		"dimension given":   {[]Series{oneMonth(Series{Item: "其他", Dimension: "产品"}, "1万元")}, TrackInput{}, "其他<其他"},
		"another region":    {[]Series{oneMonth(Series{Item: "新品", Region: "华南"}, "1万元"), oneMonth(Series{Item: "新品", Region: "华东区"}, "2万元")}, TrackInput{Region: "华东"}, "新品<新品/华东区\n!新品/华南 属于区域 华南"},
		"region not known":  {[]Series{oneMonth(Series{Item: "新品", Region: "华南"}, "1万元"), oneMonth(Series{Item: "新品", Region: "华东"}, "2万元")}, TrackInput{}, "!新品/华南 实际数按区域列出（华南），工作簿没有写明是哪个区域\n!新品/华东 实际数按区域列出（华东），工作簿没有写明是哪个区域"},
	} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		s.goal("2024年度", "新客户数量", "200家")
		s.row("区域维度", "华东区域销售额", "4800万元").More.Key = "E-01"
		s.row("区域维度", "华北区域销售额", "3600万元").Owner = "张三"
		s.row("区域维度", "其他", "3600万元")
		s.row("产品维度", "其他", "1000万元")
		s.row("产品维度", "新品", "1000万元")
		s.act("市场拓展", "举办行业展会(3场)", "2024/12/", "")
		s.act("市场拓展", "签约50家", "2024/12/", "")
		a := &Actuals{Series: c.series}
		c.in.Actuals = a
		out := s.track(t, "2024/6/30", c.in)
		if got := fedBy(s, out, a); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

func TestQuartersOfOneItem(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	for _, q := range []string{"2024Q1", "2024Q2"} {
		s.row("区域维度", "华东", "300万元").More.Period = span(q)
		s.Breakdowns[len(s.Breakdowns)-1].Due = Period{}
	}
	out := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东 2024/1 100万元", "华东 2024/4 20万元", "华东 2024/7 1万元")})
	for i, want := range []string{"100万元", "20万元"} {
		if got := out.Targets[i].Actual.In(lang.ZH); got != want {
			t.Errorf("quarter %d: %s, want %s", i+1, got, want)
		}
	}
}

func TestPartsAddUpToTheirParent(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东", "4800万元")
	for _, team := range []string{"一组", "二组"} {
		s.row("团队", team, "2400万元").More.Parent = "华东"
	}
	a := export("一组 2024/6 1000万元", "二组 2024/6 1200万元")
	out := s.track(t, "2024/6/30", TrackInput{Actuals: a})
	if p := out.Targets[0]; p.Actual.In(lang.ZH) != "2200万元" || p.From.In(lang.ZH) != "下级合计" {
		t.Errorf("%s %s", p.Actual.In(lang.ZH), p.From.In(lang.ZH))
	}
	a.Series = a.Series[:1]
	out = s.track(t, "2024/6/30", TrackInput{Actuals: &Actuals{Series: a.Series}})
	if p := out.Targets[0]; p.Series != nil || p.State != Grey {
		t.Errorf("a part without actuals is passed over: %s", p.Actual.In(lang.ZH))
	}
}

func TestSharesTakeTheLatestFigure(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "市场占有率", "30%")
	s.row("区域维度", "华东市场占有率", "30%")
	p := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东 2024/5 20%", "华东 2024/6 24%")}).Targets[0]
	if p.Actual.In(lang.ZH) != "24%" || !p.Complete.Decimal.Equal(pct("80%").Value) || p.Forecast != nil {
		t.Errorf("%s %s %v", p.Actual.In(lang.ZH), p.Complete.Decimal, p.Forecast)
	}
	s.act("专项小组", "组建小组", "2024/12/", "")
	p = s.track(t, "2024/6/30", TrackInput{Actuals: export("专项小组 2024/5 40%", "专项小组 2024/6 60%")}).Actions[0]
	if !p.NewStatus.Decimal.Equal(pct("60%").Value) || p.State != Green {
		t.Errorf("%v %s", p.NewStatus, p.State)
	}
}

func TestNearMisses(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元")
	s.row("区域维度", "华北区域销售额", "4800万元")
	s.row("产品维度", "高端产品", "4800万元")
	a := export("华东区销售 2024/6 1万元", "火星 2024/6 1万元", "高端产品线系列 2024/6 1万元")
	out := s.track(t, "2024/6/30", TrackInput{Actuals: a})
	rep, err := MakeReport([]*Summary{nil, Summarise("a.xlsx", &s.Plan, out)}, a, DefaultPolicy(on("2024/6/30")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range rep.Unmatched {
		got = append(got, fmt.Sprint(u.Item, u.Near))
	}
	if want := "华东区销售[华东区域销售额] 火星[] 高端产品线系列[高端产品]"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
}

// TestTargetOfAnAction: the row's own number comes before the one in its words, and that
// before the sub-target's.
func TestTargetOfAnAction(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元")
	a := s.act("华东区域市场拓展", "举办展会(3场)", "2024/12/", "")
	for _, c := range []struct {
		own, action, want string
		from              TargetSource
	}{
		{"4场", "举办展会(3场)", "4场", TargetOfRow}, {"100万元", "举办展会(3场)", "3场", TargetInAction}, {"", "举办展会(3场)", "3场", TargetInAction},
	} {
		a.Target = Amount{}
		if c.own != "" {
			a.Target = amt(c.own)
		}
		p := s.track(t, "2024/6/30", TrackInput{Actuals: export("举办展会 2024/6 1场")}).Actions[0]
		if p.Target.In(lang.ZH) != c.want || p.TargetFrom != c.from {
			t.Errorf("%s, %s: %s", c.own, c.action, p.Target.In(lang.ZH))
		}
	}
	a.Target, a.Action = Amount{}, "优化渠道"
	p := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东 2024/6 1万元")}).Actions[0]
	if p.Target.In(lang.ZH) != "4800万元" || p.TargetFrom != TargetOfItem || p.NewStatus.Valid {
		t.Errorf("%s, status %v", p.Target.In(lang.ZH), p.NewStatus)
	}
}
