package allocate

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

// onePool makes a plan of regions with their targets and what they reached by 30 June, in
// 万元, and the report on it.
func onePool(t *testing.T, change func(*sheet), rows ...[3]string) *Report {
	t.Helper()
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	var lines []string
	for _, r := range rows {
		s.row("区域维度", r[0], r[1]+"万元")
		lines = append(lines, r[0]+" 2024/6 "+r[2]+"万元")
	}
	if change != nil {
		change(s)
	}
	a := export(lines...)
	out := s.track(t, "2024/6/30", TrackInput{Actuals: a})
	rep, err := MakeReport([]*Summary{Summarise("a.xlsx", &s.Plan, out)}, a, DefaultPolicy(on("2024/6/30")))
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func movesOf(rep *Report) string {
	var b strings.Builder
	for _, r := range rep.Rescues {
		for _, m := range r.Moves {
			b.WriteString(m.Subject + " " + m.Before.In(lang.ZH) + "→" + m.After.In(lang.ZH) + "\n")
		}
		b.WriteString(r.Message.In(lang.ZH) + "\n")
		for _, l := range r.Left {
			b.WriteString(l.In(lang.ZH) + "\n")
		}
	}
	return b.String()
}

func TestRescue(t *testing.T) {
	// 182 of 366 days: 1000 reached is 2010.9 at the end.
	for name, c := range map[string]struct {
		change func(*sheet)
		rows   [][3]string
		want   string
	}{
		"surplus to deficits": {nil, [][3]string{{"华东", "4000", "2200"}, {"华北", "4000", "1850"}, {"华南", "4000", "1500"}},
			"华东 4000万元→4424万元\n华北 4000万元→3906万元\n华南 4000万元→3670万元\n区域维度 销售额：华东 的最低预测仍高于目标，可承接 424万元；相应调减 华北、华南，合计 1.2亿元 不变，仍缺 838万元\n"},
		"more surplus than deficit": {nil, [][3]string{{"华东", "4000", "2800"}, {"华北", "4000", "2200"}, {"华南", "4000", "1850"}},
			"华东 4000万元→4221万元\n华北 4000万元→4058万元\n华南 4000万元→3721万元\n区域维度 销售额：华东、华北 的最低预测仍高于目标，可承接 279万元；相应调减 华南，合计 1.2亿元 不变\n"},
		"nothing left over": {nil, [][3]string{{"华东", "4000", "1989"}, {"华北", "4000", "1000"}}, ""},
		"locked": {func(s *sheet) { s.Breakdowns[0].More.Reason = "合同已锁定" }, [][3]string{{"华东", "4000", "2200"}, {"华北", "4000", "2100"}, {"华南", "4000", "1500"}},
			"华北 4000万元→4223万元\n华南 4000万元→3777万元\n区域维度 销售额：华北 的最低预测仍高于目标，可承接 223万元；相应调减 华南，合计 1.2亿元 不变，仍缺 760万元\n“华东”已锁定，不参与调剂\n"},
		"growth": {func(s *sheet) {
			s.past("华东", 2020, "3037.5万元", "3300万元", "3600万元", "3800万元")
			s.past("华南", 2020, "4000万元", "4000万元", "4000万元", "4000万元")
		},
			[][3]string{{"华东", "4000", "2200"}, {"华南", "4000", "1500"}},
			"华东 4000万元→4098万元\n华南 4000万元→3902万元\n区域维度 销售额：华东 的最低预测仍高于目标，可承接 98万元；相应调减 华南，合计 8000万元 不变，仍缺 885万元\n“华东”的最低预测高出目标，但目标再提高会超过历史增速，只承接 98万元\n"},
	} {
		rep := onePool(t, c.change, c.rows...)
		if got := movesOf(rep); got != c.want {
			t.Errorf("%s:\ngot  %swant %s", name, got, c.want)
		}
	}
}

// TestRescueKeepsTotals: whatever the figures, the total stays, nobody takes more than
// the lowest forecast is sure of or the history lets them, and nobody gives more than is lacking.
func TestRescueKeepsTotals(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := make([]*candidate, rapid.IntRange(2, 12).Draw(r, "rows"))
		var before decimal.Decimal
		step := decimal.New(1, rapid.Int32Range(-2, 4).Draw(r, "step"))
		for i := range rows {
			target := step.Mul(decimal.NewFromInt(rapid.Int64Range(0, 5000).Draw(r, "target")))
			rows[i] = &candidate{step: step, Move: Move{Before: Amount{Value: target, Unit: Yuan}}}
			by := step.Mul(decimal.NewFromInt(rapid.Int64Range(0, 900).Draw(r, "by")))
			if rapid.Bool().Draw(r, "takes") {
				rows[i].take = by
			} else {
				rows[i].give = decimal.Min(by, target)
			}
			before = before.Add(target)
		}
		out, err := rescue(rows)
		if err != nil {
			r.Fatal(err)
		}
		if out == nil {
			return
		}
		var after, up decimal.Decimal
		for _, c := range rows {
			after = after.Add(c.After.Value)
			by := c.After.Value.Sub(c.Before.Value)
			if by.GreaterThan(c.take) || by.Neg().GreaterThan(c.give) || c.After.Value.Sign() < 0 {
				r.Fatalf("%s to %s: it takes %s at most and gives %s", c.Before.Value, c.After.Value, c.take, c.give)
			}
			if by.Sign() > 0 {
				up = up.Add(by)
			}
		}
		if !after.Equal(before) || !up.Equal(out.Moved.Value) {
			r.Fatalf("the total was %s and is %s; moved %s of %s", before, after, up, out.Moved.Value)
		}
	})
}
