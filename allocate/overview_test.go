package allocate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

// cutsOf lists the cuts of an overview, a line each.
func cutsOf(o *Overview) (lines []string) {
	figure := func(f *Figure) string {
		if f == nil {
			return "-"
		}
		return f.Value.String()
	}
	for i := range o.Cuts {
		c := &o.Cuts[i]
		lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%s|%s", c.Goal.In(lang.ZH), c.Dimension, figure(c.Total), figure(c.Allocated), figure(c.Last), c.Form.UnitWord()))
	}
	return lines
}

func TestOverviewCuts(t *testing.T) {
	for _, c := range []struct {
		name, plan string
		want       []string
		more       int
	}{
		{"money and counts, a goal without rows", `
			goal 2024年度 销售额 1.2亿元
			goal 2024年度 新客户数量 200家
			goal 2024年度 市场份额 15%
			row 区域维度 华东销售额 4800万元 - prior=4000万元
			row 区域维度 华北销售额 3600万元 - prior=3000万元
			row 产品维度 高端销售额 3600万元 -
			row 客户维度 金融新客户数量 120家 -`,
			[]string{"销售额|区域维度|120000000|84000000|70000000|万元", "销售额|产品维度|120000000|36000000|-|万元",
				"新客户数量|客户维度|200|120|-|家", "市场份额||0.15|-|-|%"}, 0},
		{"two goals of one type", `
			goal 2024Q1 销售额 100万元
			goal 2024Q2 销售额 200万元
			row 区域维度 华东销售额 60万元 - period=2024Q1`,
			[]string{"2024年第一季度 销售额|区域维度|1000000|600000|-|万元", "2024年第二季度 销售额||2000000|0|-|万元"}, 0},
		{"no goal", "row 区域维度 华东 4800万元 -\nrow 区域维度 华北 3600万元 -", []string{"|区域维度|-|84000000|-|万元"}, 0},
		{"blank amounts count once they are computed", `
			goal 2024年度 销售额 1.2亿元
			row 区域维度 华东销售额 - 40%
			row 区域维度 华北销售额 7200万元 60%`, []string{"销售额|区域维度|120000000|120000000|-|万元"}, 0},
		{"nothing", "", nil, 0},
	} {
		o := Check(planOf(t, c.plan), policy()).Overview
		got := cutsOf(o)
		if !slices.Equal(got, c.want) || o.MoreCuts != c.more {
			t.Errorf("%s: %d more and\n%s\nwant\n%s", c.name, o.MoreCuts, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestOverviewOfManyGoals holds that the largest goals are shown, in sheet order.
func TestOverviewOfManyGoals(t *testing.T) {
	var plan strings.Builder
	for i := range 12 {
		fmt.Fprintf(&plan, "goal 2024年度 产品%c销售额 %d万元\n", 'A'+i, 1000+100*(i*5%12))
	}
	o := Check(planOf(t, plan.String()), policy()).Overview
	if len(o.Cuts) != maxCuts || o.MoreCuts != 4 {
		t.Fatalf("%d cuts, %d more", len(o.Cuts), o.MoreCuts)
	}
	for i := range o.Cuts {
		if o.Cuts[i].Total.Value.LessThan(dec("14000000")) {
			t.Errorf("%s is among the largest", o.Cuts[i].Goal.In(lang.ZH))
		}
	}
}

func TestOverviewGrowth(t *testing.T) {
	o := Check(planOf(t, `
		goal 2024年度 销售额 1000万元
		row 区域维度 华东销售额 400万元 - prior=300万元
		row 区域维度 华北销售额 200万元 - prior=250万元
		row 区域维度 华南销售额 150万元 - prior=150万元
		row 区域维度 海外销售额 100万元 -`), policy()).Overview
	if len(o.Growths) != 1 {
		t.Fatalf("%d views", len(o.Growths))
	}
	var got []string
	for _, s := range o.Growths[0].Steps {
		got = append(got, fmt.Sprintf("%d%s %s", s.Kind, s.Name, s.Value))
	}
	want := []string{"0 7000000", "1华东销售额 1000000", "1华北销售额 -500000", "2 0", "3 1000000", "4 1500000", "5 10000000"}
	if !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
	v := o.Growths[0]
	if v.Year != 2024 || !slices.Equal(v.Years, []int{2023}) || len(v.Columns) != 4 || v.Columns[0].Name != "华东销售额" || v.Columns[3].Past[0] != nil {
		t.Errorf("view %+v", v)
	}
}

// TestOverviewWay holds for any plan that the way from the last year leads to the goal,
// never below 0, that slices fit into their whole, and that nothing is longer than a page.
func TestOverviewWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := wild(t)
		pol := policy()
		pol.From = rapid.SampledFrom([]From{FromNothing, FromNothing, FromShare}).Draw(t, "from")
		res := Check(p, pol)
		o := res.Overview
		for i := range o.Cuts {
			c := &o.Cuts[i]
			sum := decimal.Zero
			for _, s := range c.Slices {
				sum = sum.Add(s.Value)
			}
			if len(c.Slices) > maxSlices || c.More < 0 || len(c.Slices) > 0 && sum.GreaterThan(c.Allocated.Value) {
				t.Fatalf("slices %v of %v", c.Slices, c.Allocated)
			}
		}
		for _, v := range o.Growths {
			if len(v.Steps) == 0 {
				continue
			}
			level := v.Steps[0].Value
			for _, s := range v.Steps[1 : len(v.Steps)-1] {
				if level = level.Add(s.Value); level.Sign() < 0 {
					t.Fatalf("a step below 0: %+v", v.Steps)
				}
			}
			if last := v.Steps[len(v.Steps)-1].Value; !level.Equal(last) {
				t.Fatalf("the way leads to %s, not %s: %+v", level, last, v.Steps)
			}
		}
		if len(o.Cuts) > maxCuts || len(o.Items) > maxItems || len(o.Problems) > maxProblems || len(o.Owners) > maxOwners || len(o.Unchecked) > maxUncheck {
			t.Fatalf("more than a page: %+v", o)
		}
		if min(o.MoreCuts, o.MoreItems, o.MoreProblem, o.MoreOwners, o.MoreUncheck) < 0 {
			t.Fatalf("less than nothing is left: %+v", o)
		}
		n := o.Counts[Info] + o.Counts[Warning] + o.Counts[Error]
		if n != len(res.Findings) || len(o.Problems)+o.MoreProblem != o.Counts[Warning]+o.Counts[Error] {
			t.Fatalf("%v findings, %d problems and %d more", o.Counts, len(o.Problems), o.MoreProblem)
		}
		for i := range o.Problems[:max(len(o.Problems)-1, 0)] {
			if res.Findings[o.Problems[i].Finding].Severity < res.Findings[o.Problems[i+1].Finding].Severity {
				t.Fatalf("a lighter problem stands before a graver one")
			}
		}
	})
}

func TestOverviewPoints(t *testing.T) {
	p := planOf(t, `
		goal 2024年度 销售额 1000万元
		goal 2024年度 新客户数量 200家
		row 区域维度 华东销售额 400万元 60%
		row 区域维度 华北销售额 590万元 -
		row 产品维度 高端销售额 700万元 -
		row 客户维度 金融新客户数量 120家 -`)
	p.Targets[0].Owner, p.Targets[1].Owner = "王总", "林总"
	for i, name := range []string{"张三", "李四", "", "张三"} {
		p.Breakdowns[i].Owner, p.Breakdowns[i].Strategy, p.Breakdowns[i].DueText = name, true, true
	}
	res := Check(p, policy())
	o := res.Overview
	var got []string
	for _, problem := range o.Problems {
		f := res.Findings[problem.Finding]
		got = append(got, f.Rule.ID+" "+f.Subject+" "+problem.Goal.In(lang.ZH))
	}
	want := []string{"share-mismatch 华东销售额 ", "sum-incomplete 客户维度 新客户数量", "sum-incomplete 产品维度 销售额", "sum-incomplete 区域维度 销售额", "owner-missing 目标分解明细表 "}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if want := []OwnerPoints{{"王总", 0, 2, 0}, {"张三", 1, 0, 0}, {"", 0, 1, 0}, {"林总", 0, 1, 0}}; !slices.Equal(o.Owners, want) {
		t.Errorf("owners %+v, want %+v", o.Owners, want)
	}
	if len(o.Unchecked) != 3 || !strings.Contains(o.Unchecked[0].In(lang.ZH), "没有历史数据") {
		t.Errorf("unchecked %v", o.Unchecked)
	}
}

// TestOverviewFromShare holds that the figures are those that the cells get.
func TestOverviewFromShare(t *testing.T) {
	pol := policy()
	pol.From = FromShare
	o := Check(planOf(t, `
		goal 2024年度 销售额 1000万元
		row 区域维度 华东销售额 400万元 60%
		row 区域维度 华北销售额 400万元 40%`), pol).Overview
	if got := cutsOf(o); !slices.Equal(got, []string{"销售额|区域维度|10000000|10000000|-|万元"}) || !o.Cuts[0].Slices[0].Value.Equal(dec("6000000")) {
		t.Errorf("%q, %+v", got, o.Cuts[0].Slices)
	}
}

func TestOverviewShort(t *testing.T) {
	for _, c := range [][3]string{{"华东区域销售额", "销售额", "华东区域"}, {"North sales", "Sales", "North"}, {"销售额", "销售额", "销售额"}, {"华东", "", "华东"}} {
		if got := (&Cut{typ: c[1]}).Short(c[0]); got != c[2] {
			t.Errorf("%s of %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
