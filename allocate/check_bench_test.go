package allocate

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
)

// largePlan is a plan of n rows in the given number of groups, all of one goal
// and adding up to it, with blank shares.
func largePlan(n, groups int) *Plan {
	p := &Plan{Tables: []Table{
		{Kind: GoalTable, Name: "总目标汇总表", ShareDigits: -1, AmountDigits: -1},
		{Kind: BreakdownTable, Name: "目标分解明细表", ShareDigits: 1, AmountScale: 4, AmountUnit: Yuan},
	}}
	per := n / groups
	rows := make([]Breakdown, n)
	total := int64(0)
	for i := range rows {
		v := int64(1000+(i%per)*37%900) * 10000
		if i < per {
			total += v
		}
		b := &rows[i]
		b.At = Ref{Table: 1, Row: int32(i + 2)}
		b.Dimension = fmt.Sprintf("维度%d", i/per)
		b.Item = fmt.Sprintf("门店%06d销售额", i%per)
		b.Owner = fmt.Sprintf("经理%d", i%50)
		b.Due, b.DueText = YearPeriod(2024), true
		b.Strategy = true
		b.AmountIn = Typed
		b.Amount = Amount{Value: decimal.NewFromInt(v), Unit: Yuan, Scale: 4}
		p.Breakdowns = append(p.Breakdowns, b)
	}
	goal := &Target{At: Ref{Row: 2}, Type: "销售额", Period: YearPeriod(2024), AmountIn: Typed}
	goal.Amount = Amount{Value: decimal.NewFromInt(total), Unit: Yuan, Scale: 4}
	count := &Target{At: Ref{Row: 3}, Type: "新客户数量", Period: YearPeriod(2024), AmountIn: Typed}
	count.Amount = Amount{Value: decimal.NewFromInt(200), Unit: "家"}
	p.Targets = []*Target{goal, count}
	return p
}

func BenchmarkCheck(b *testing.B) {
	for _, groups := range []int{1, 100, 10000} {
		p := largePlan(100000, groups)
		b.Run(fmt.Sprintf("rows=100000/groups=%d", groups), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Check(p, policy())
			}
		})
	}
}
