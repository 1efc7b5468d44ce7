package allocate

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

// wild draws any plan at all: blank and unreadable cells, negative and huge figures, parents in
// circles, units that do not fit, totals anywhere.
func wild(t *rapid.T) *Plan {
	p := &Plan{Tables: []Table{
		{Kind: GoalTable, Name: "甲", ShareDigits: -1, AmountDigits: -1},
		{Kind: BreakdownTable, Name: "乙", ShareDigits: rapid.Int8Range(-1, 2).Draw(t, "digits"), AmountDigits: -1},
		{Kind: BreakdownTable, Name: "丙", ShareDigits: -1, AmountScale: 4, AmountDigits: 0, AmountUnit: Yuan},
	}}
	cell := rapid.SampledFrom([]Cell{Blank, Typed, Typed, Typed, Derived, Broken})
	unit := rapid.SampledFrom([]Unit{Yuan, Yuan, Yuan, "", "家", "$", PercentUnit})
	value := rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-9, 99).Draw(t, "coef"), rapid.Int32Range(-4, 24).Draw(t, "exp"))
	})
	word := rapid.SampledFrom([]string{"", "甲", "乙", "丙", "华东区域销售额", "区域", "区域/甲", "合计", "销售额", "/", "2024年"})
	period := rapid.SampledFrom([]Period{{}, YearPeriod(2024), YearPeriod(2025), {Date{2024, 1, 1}, Date{2024, 3, 31}}})
	amount := func(in Cell) Amount {
		if !hasFigure(in) {
			return Amount{}
		}
		return Amount{Value: value.Draw(t, "value"), Unit: unit.Draw(t, "unit"), Scale: rapid.SampledFrom([]int8{0, 4, 8, -2}).Draw(t, "scale")}
	}
	share := func(in Cell) Share {
		if !hasFigure(in) {
			return Share{}
		}
		return Share{decimal.New(rapid.Int64Range(-20, 1200).Draw(t, "share"), -3), rapid.Int8Range(0, 2).Draw(t, "share digits")}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "goals") {
		in := cell.Draw(t, "goal in")
		p.Targets = append(p.Targets, &Target{At: Ref{Row: int32(i + 2)}, Type: word.Draw(t, "type"), Period: period.Draw(t, "period"), Amount: amount(in), AmountIn: in})
	}
	for table := int32(1); table < 3; table++ {
		for i := range rapid.IntRange(0, 10).Draw(t, "lines") {
			at, in, shareIn := Ref{Table: table, Row: int32(i + 2)}, cell.Draw(t, "in"), cell.Draw(t, "share in")
			if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
				p.Totals = append(p.Totals, &Total{At: at, Label: "合计", Dimension: word.Draw(t, "dimension"), Sub: rapid.Bool().Draw(t, "sub"),
					Amount: amount(in), AmountIn: in, Share: share(shareIn), ShareIn: shareIn})
				continue
			}
			b := &Breakdown{At: at, AmountIn: in, ShareIn: shareIn, Dimension: word.Draw(t, "dimension"), Item: word.Draw(t, "item"), Amount: amount(in), Share: share(shareIn), Due: period.Draw(t, "due")}
			if rapid.Bool().Draw(t, "more") {
				b.More = &More{Parent: word.Draw(t, "parent"), Type: rapid.SampledFrom([]string{"", "销售额"}).Draw(t, "own type"), Period: period.Draw(t, "own period")}
				b.More.Weight = decimal.NullDecimal{Decimal: decimal.New(rapid.Int64Range(-1, 9).Draw(t, "weight"), 0), Valid: rapid.Bool().Draw(t, "weighed")}
			}
			p.Breakdowns = append(p.Breakdowns, b)
		}
	}
	return p
}

func TestAnyPlanIsChecked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := wild(t)
		pol := policy()
		pol.From = rapid.SampledFrom([]From{FromNothing, FromAmount, FromShare}).Draw(t, "from")
		pol.Spread = rapid.SampledFrom([]Spread{SpreadNothing, SpreadEqual, SpreadHistory, SpreadWeight}).Draw(t, "spread")
		before := fmt.Sprintf("%+v", texts(p))
		res := Check(p, pol)
		if res.Err != nil {
			t.Fatal(res.Err)
		}
		if after := fmt.Sprintf("%+v", texts(p)); after != before {
			t.Fatalf("the plan was altered:\n%s\n%s", before, after)
		}
		for _, f := range res.Findings {
			checkFinding(t, f)
		}
		seen := map[Ref]bool{}
		for _, c := range res.Changes {
			if seen[c.At] || c.After == nil || c.Why.In(lang.ZH) == "" || c.Why.In(lang.EN) == "" {
				t.Fatalf("change %+v", c)
			}
			seen[c.At] = true
			if in := cellIn(p, c.At); in == Broken || in == Derived || in == Typed && c.Before == nil {
				t.Fatalf("change %+v overwrites a cell that is %d", c, in)
			}
		}
	})
}

func checkFinding(t *rapid.T, f Finding) {
	if f.Rule == nil || f.Severity != f.Rule.Severity && f.Severity != f.Rule.Also && f.Severity != Info {
		t.Fatalf("finding %+v", f)
	}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		for _, m := range []lang.Message{f.Message, f.Hint} {
			if text := m.In(l); containsFmtError(text) || text == "" && m.Text == f.Message.Text {
				t.Fatalf("%s says %q", f.Rule.ID, text)
			}
		}
	}
	if f.Found != nil && f.Expected != nil && f.Difference != nil && !f.Found.Sub(*f.Expected).Equal(*f.Difference) {
		t.Fatalf("%s: %s − %s is not %s", f.Rule.ID, f.Found, f.Expected, f.Difference)
	}
}

func containsFmtError(s string) bool {
	for i := range s {
		if len(s) > i+2 && s[i] == '%' && s[i+1] == '!' {
			return true
		}
	}
	return false
}

func texts(p *Plan) (all []any) {
	for _, t := range p.Targets {
		all = append(all, *t)
	}
	for _, b := range p.Breakdowns {
		all = append(all, *b)
	}
	for _, t := range p.Totals {
		all = append(all, *t)
	}
	return all
}

func cellIn(p *Plan, at Ref) Cell {
	pick := func(amount, share Cell) Cell {
		if at.Field == FieldShare {
			return share
		}
		return amount
	}
	for _, t := range p.Targets {
		if sameRow(t.At, at) {
			return t.AmountIn
		}
	}
	for _, b := range p.Breakdowns {
		if sameRow(b.At, at) {
			return pick(b.AmountIn, b.ShareIn)
		}
	}
	for _, t := range p.Totals {
		if sameRow(t.At, at) {
			return pick(t.AmountIn, t.ShareIn)
		}
	}
	return Broken
}
