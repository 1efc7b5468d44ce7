package allocate

import (
	"fmt"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// TestReportOverWorkbooks adds two workbooks up: a region each, one of them with an
// overdue action that leans on its sub-target.
func TestReportOverWorkbooks(t *testing.T) {
	a := export("华东 2024/6 2500万元", "华北 2024/6 1000万元", "火星 2024/6 1万元", "公用 2024/6 1万元")
	pol := DefaultPolicy(on("2024/6/30"))
	var all []*Summary
	for i, region := range []string{"华东", "华北"} {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		s.row("区域维度", region+"区域销售额", "4800万元")
		s.row("产品维度", "公用", "100万元")
		s.act(region+"渠道下沉", "优化经销商", "2024/5/31", "80%").Owner = "王五"
		out := s.track(t, "2024/6/30", TrackInput{Actuals: a})
		all = append(all, Summarise(fmt.Sprintf("%d.xlsx", i), &s.Plan, out), nil)
		p := &out.Actions[0]
		if p.Why.In(lang.ZH) != "应于 2024-05-31 前完成，已逾期 30 天；完成状态为 80%" || p.Proposal.In(lang.ZH) != "已逾期 30 天：更新完成状态，说明原因，定出新的完成时间" {
			t.Errorf("a late action is held against its sub-target: %s; %s", p.Why.In(lang.ZH), p.Proposal.In(lang.ZH))
		}
		if f := s.tracked(t, "deviation-unexplained", "2024/6/30", a); len(f) != 1 {
			t.Errorf("%s", said(f))
		}
	}
	rep, err := MakeReport(all, a, pol)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range append(rep.Lines, rep.Sums...) {
		got = append(got, fmt.Sprintf("%s %s/%s 计划 %s %s·%s", l.Region, l.Actual.In(lang.ZH), l.Target.In(lang.ZH), l.Planned.Decimal, l.State.In(lang.ZH), l.Word.ZH))
	}
	want := []string{
		"华东区域销售额 2500万元/4800万元 计划 0.497267759563 绿·正常",
		"华北区域销售额 1000万元/4800万元 计划 0.497267759563 红·落后",
		" 3500万元/9600万元 计划 0.497267759563 红·落后",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(rep.Late) != 1 || rep.Late[0].Owner != "王五" || len(rep.Late[0].Actions) != 2 || rep.Late[0].Days != 30 {
		t.Errorf("late owners: %+v", rep.Late)
	}
	if len(rep.Unmatched) != 1 || rep.Unmatched[0].Item != "火星" || len(rep.Shared) != 1 || a.Series[rep.Shared[0]].Item != "公用" {
		t.Errorf("unmatched %+v, shared %v", rep.Unmatched, rep.Shared)
	}
}

// TestLinesHaveOneBase: the figures of a line are all about the rows that have actuals.
func TestLinesHaveOneBase(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("产品维度", "高端产品", "3600万元")
	s.row("产品维度", "大众产品", "8400万元")
	a := export("高端产品 2024/6 900万元")
	out := s.track(t, "2024/6/30", TrackInput{Actuals: a})
	rep, err := MakeReport([]*Summary{Summarise("a.xlsx", &s.Plan, out)}, a, DefaultPolicy(on("2024/6/30")))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range append(rep.Lines, rep.Sums...) {
		got := fmt.Sprintf("%s/%s=%s, without %s", l.Actual.In(lang.ZH), l.Target.In(lang.ZH), l.Complete.Decimal, l.NoActual.In(lang.ZH))
		if got != "900万元/3600万元=0.25, without 8400万元" {
			t.Error(got)
		}
	}
}

// TestMonthsWithoutAYear: a row that plans months and says no time is of the year at hand.
func TestMonthsWithoutAYear(t *testing.T) {
	s := newSheet()
	b := s.row("区域维度", "华东", "12万元")
	b.Due, b.DueText = Period{}, false
	for m := 1; m <= 12; m++ {
		at := b.At
		at.Field, at.Year = FieldMonth, int16(m)
		s.Parts = append(s.Parts, &PartFigure{At: at, Amount: amt("1万元"), In: Typed})
	}
	p := s.track(t, "2024/6/30", TrackInput{Actuals: export("华东 2024/6 6万元")}).Targets[0]
	if p.State != Green || p.Basis != MonthlyPlan || !strings.Contains(p.BasisWhy.In(lang.ZH), "没有写明周期，按 2024年度 算") {
		t.Errorf("%s %v %s", p.State, p.Basis, p.BasisWhy.In(lang.ZH))
	}
}

func TestRestatedMonths(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东", "4800万元")
	var earlier []Snapshot
	for _, c := range []struct {
		asOf, want string
		lines      []string
	}{
		{"2024/1/31", "", []string{"华东 2024/1 100万元"}},
		{"2024/2/29", "", []string{"华东 2024/1 100万元", "华东 2024/2 200万元"}},
		{"2024/3/31", "2024-01 100万元→110万元", []string{"华东 2024/1 110万元", "华东 2024/2 200万元", "华东 2024/3 1万元"}},
		{"2024/3/31", "2024-01 100万元→110万元", []string{"华东 2024/1 110万元", "华东 2024/2 200万元", "华东 2024/3 1万元"}},
		{"2024/4/30", "", []string{"华东 2024/1 110万元", "华东 2024/2 200万元", "华东 2024/3 1万元", "华东 2024/4 1万元"}},
		{"2024/5/31", "2024-02 300万元→305万元", []string{"华东 2024/1 110万元", "华东 2024/2 195万元", "华东 2024/3 1万元", "华东 2024/4 1万元"}},
	} {
		out := s.track(t, c.asOf, TrackInput{Actuals: export(c.lines...), Earlier: earlier})
		var got []string
		for _, r := range out.Restated {
			got = append(got, fmt.Sprintf("%s %s→%s", r.Month, r.Before.In(lang.ZH), r.After.In(lang.ZH)))
		}
		if !strings.HasPrefix(strings.Join(got, " "), c.want) || c.want == "" && got != nil {
			t.Errorf("%s: %v, want %s", c.asOf, got, c.want)
		}
		earlier = out.Snapshots
	}
}

// TestWorkersShareTheActuals: one export serves all workers of a batch.
func TestWorkersShareTheActuals(t *testing.T) {
	a := export("华东 2024/6 1000万元", "华北 2024/6 1200万元")
	done := make(chan int)
	for n := range 8 {
		go func() {
			s := newSheet()
			s.goal("2024年度", fmt.Sprint("销售额", n%2), "1.2亿元") // two sets of goal types
			s.row("区域维度", "华东区域", "4800万元")
			out, err := Track(&s.Plan, DefaultPolicy(on("2024/6/30")), TrackInput{Actuals: a})
			if err != nil {
				done <- -1
				return
			}
			done <- len(out.Used)
		}()
	}
	for range 8 {
		if n := <-done; n != 1 {
			t.Errorf("%d series are used, want 1", n)
		}
	}
}
