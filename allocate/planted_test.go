package allocate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// sound draws a plan that is right in every way: one to three dimensions with shares in
// whole percent and a total row each, and teams below the first row.
func sound(t *rapid.T) *Plan {
	p := &Plan{Tables: []Table{
		{Kind: GoalTable, ShareDigits: -1, AmountDigits: -1},
		{Kind: BreakdownTable, ShareDigits: 0, AmountScale: 4, AmountUnit: Yuan},
	}}
	percent := rapid.Int64Range(10, 500).Draw(t, "percent") // 1% of the goal, in 万元
	amount := func(v int64) Amount { return Amount{Value: decimal.New(v, 4), Unit: Yuan, Scale: 4} }
	share := func(v int64) Share { return Share{Value: decimal.New(v, -2)} }
	p.Targets = []*Target{{At: Ref{Row: 2}, Type: "销售额", Period: YearPeriod(2024), Amount: amount(100 * percent), AmountIn: Typed}}
	row := int32(1)
	add := func(dim, item string, v, s int64) *Breakdown {
		row++
		b := &Breakdown{At: Ref{Table: 1, Row: row}, Dimension: dim, Item: item, Amount: amount(v), AmountIn: Typed, Share: share(s), ShareIn: Typed}
		p.Breakdowns = append(p.Breakdowns, b)
		return b
	}
	for c := range rapid.IntRange(1, 3).Draw(t, "dimensions") {
		dim, left := fmt.Sprint("维度", c), int64(100)
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			s := rapid.Int64Range(1, left-10+1).Draw(t, "share")
			left -= s
			add(dim, fmt.Sprint("项", c, i), s*percent, s)
			if left < 12 {
				break
			}
		}
		if left > 0 {
			add(dim, fmt.Sprint("其余", c), left*percent, left)
		}
		row++
		p.Totals = append(p.Totals, &Total{At: Ref{Table: 1, Row: row}, Label: "合计", Dimension: dim,
			Amount: amount(100 * percent), AmountIn: Typed, Share: share(100), ShareIn: Typed})
	}
	first := p.Breakdowns[0]
	teams := rapid.Int64Range(0, first.Amount.Value.IntPart()/10000-1).Draw(t, "team")
	if teams > 0 {
		for i, v := range []int64{teams, first.Amount.Value.IntPart()/10000 - teams} {
			b := add("团队", fmt.Sprint("组", i), v, 0)
			b.Share, b.ShareIn, b.More = Share{}, Blank, &More{Parent: first.Item}
		}
	}
	return p
}

func TestSoundPlansAreSilent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if got := ours(sound(t), policy()); len(got) > 0 {
			t.Fatalf("found %q in a plan that is right", got)
		}
	})
}

// faults are what is planted: each changes the plan and says what must be found, and nothing else.
var faults = []struct {
	name  string
	plant func(t *rapid.T, p *Plan) string
}{
	{"amount", func(t *rapid.T, p *Plan) string {
		b := p.Breakdowns[rapid.IntRange(0, len(p.Breakdowns)-1).Draw(t, "row")]
		// A step that stays away from what the share would allow, and keeps the amount positive.
		step := decimal.New(p.Targets[0].Amount.Value.IntPart()/100, 0)
		b.Amount.Value = b.Amount.Value.Add(step)
		subject, at := b.Dimension, firstOf(p, b.Dimension)
		if b.More != nil {
			subject = b.More.Parent
		}
		return fmt.Sprintf("sum-mismatch %s@%d %s", subject, at, step)
	}},
	{"total", func(t *rapid.T, p *Plan) string {
		total := p.Totals[rapid.IntRange(0, len(p.Totals)-1).Draw(t, "total")]
		total.Amount.Value = total.Amount.Value.Add(decimal.New(1, 0))
		return fmt.Sprintf("total-row-mismatch 合计@%d 1", total.At.Row)
	}},
	{"share", func(t *rapid.T, p *Plan) string {
		b := p.Breakdowns[rapid.IntRange(0, int(p.Totals[0].At.Row)-3).Draw(t, "row")]
		b.Share.Value = b.Share.Value.Add(decimal.New(3, -2))
		return fmt.Sprintf("share-mismatch %s@%d 0.03", b.Item, b.At.Row)
	}},
	{"goal", func(t *rapid.T, p *Plan) string {
		step := decimal.New(p.Targets[0].Amount.Value.IntPart()/10, 0)
		p.Targets[0].Amount.Value = p.Targets[0].Amount.Value.Add(step)
		return fmt.Sprintf("sum-mismatch %s@%d %s", p.Breakdowns[0].Dimension, 2, step.Neg())
	}},
	{"unit", func(t *rapid.T, p *Plan) string {
		b := p.Breakdowns[rapid.IntRange(0, len(p.Breakdowns)-1).Draw(t, "row")]
		if b == p.Breakdowns[0] {
			b = p.Breakdowns[1]
		}
		b.Amount = Amount{Value: decimal.New(7, 0), Unit: "家"}
		return fmt.Sprintf("unit-mismatch %s@%d", b.Item, b.At.Row)
	}},
	{"total's share", func(t *rapid.T, p *Plan) string {
		total := p.Totals[rapid.IntRange(0, len(p.Totals)-1).Draw(t, "total")]
		total.Share.Value = decimal.New(96, -2)
		return fmt.Sprintf("total-row-mismatch 合计@%d -0.04", total.At.Row)
	}},
	{"parent", func(t *rapid.T, p *Plan) string {
		last := p.Breakdowns[len(p.Breakdowns)-1]
		if last.More == nil {
			return ""
		}
		last.More.Parent = "没有这一项"
		return fmt.Sprintf("goal-unmatched %s@%d", last.Item, last.At.Row)
	}},
}

func firstOf(p *Plan, dim string) int32 {
	for _, b := range p.Breakdowns {
		if b.Dimension == dim {
			return b.At.Row
		}
	}
	return 0
}

func TestOneFaultIsOneFinding(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := sound(t)
				if len(p.Breakdowns) < 2 {
					return
				}
				want := f.plant(t, p)
				if got := strings.Join(ours(p, policy()), "|"); got != want {
					t.Fatalf("found %q, want %q", got, want)
				}
			})
		})
	}
}

// TestFixesMend makes every fix that a finding about a sum proposes, and checks again.
func TestFixesMend(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := sound(t)
		want := faults[0].plant(t, p)
		for _, f := range Check(p, policy()).Findings {
			if f.Rule.ID != "sum-mismatch" {
				continue
			}
			if len(f.Fixes) == 0 {
				t.Fatalf("%s has no fix", want)
			}
			for i, fix := range f.Fixes {
				after := ours(edited(p, fix), policy())
				for _, line := range after {
					if line == short(f) {
						t.Fatalf("fix %d leaves %s", i, line)
					}
				}
				if len(fix.Then) == 0 && len(after) > 0 {
					t.Fatalf("fix %d of %s is said to trip nothing, but gives %q", i, want, after)
				}
				if len(fix.Then) > 0 && len(after) == 0 {
					t.Fatalf("fix %d of %s is said to trip %s, and trips nothing", i, want, fix.Then[0].ID)
				}
			}
		}
	})
}

// edited is the plan with a fix made.
func edited(p *Plan, fix Fix) *Plan {
	q := *p
	q.Targets, q.Breakdowns = nil, nil
	for _, t := range p.Targets {
		c := *t
		if c.At.Table == fix.At.Table && c.At.Row == fix.At.Row {
			c.Amount = fix.After.(Amount)
		}
		q.Targets = append(q.Targets, &c)
	}
	for _, b := range p.Breakdowns {
		c := *b
		if c.At.Table == fix.At.Table && c.At.Row == fix.At.Row {
			if fix.At.Field == FieldShare {
				c.Share = fix.After.(Share)
			} else {
				c.Amount = fix.After.(Amount)
			}
		}
		q.Breakdowns = append(q.Breakdowns, &c)
	}
	return &q
}

// TestBlanksComeBack blanks cells of a plan that is right, never both figures of a row: what is computed
// is what stood there, and the plan stays silent.
func TestBlanksComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := sound(t)
		want := map[Ref]decimal.Decimal{}
		blank := func(at Ref, f Field, v decimal.Decimal) {
			at.Field = f
			want[at] = v
		}
		for _, b := range p.Breakdowns {
			switch which := rapid.IntRange(0, 3).Draw(t, "blank"); {
			case b.More != nil:
			case which == 1:
				blank(b.At, FieldAmount, b.Amount.Value)
				b.Amount, b.AmountIn = Amount{}, Blank
			case which == 2:
				blank(b.At, FieldShare, b.Share.Value)
				b.Share, b.ShareIn = Share{}, Blank
			}
		}
		for _, total := range p.Totals {
			if rapid.Bool().Draw(t, "total") {
				blank(total.At, FieldAmount, total.Amount.Value)
				blank(total.At, FieldShare, total.Share.Value)
				total.Amount, total.AmountIn, total.Share, total.ShareIn = Amount{}, Blank, Share{}, Blank
			}
		}
		res := Check(p, policy())
		if got := oursOf(res); len(got) > 0 {
			t.Fatalf("found %q", got)
		}
		for _, c := range res.Changes {
			v, ok := want[c.At]
			if !ok {
				continue // shares of the teams
			}
			delete(want, c.At)
			switch after := c.After.(type) {
			case Amount:
				ok = after.Value.Equal(v)
			case Share:
				ok = after.Value.Equal(v)
			}
			if !ok {
				t.Fatalf("%+v: wrote %+v, want %s", c.At, c.After, v)
			}
		}
		if len(want) > 0 {
			t.Fatalf("not written: %v", want)
		}
	})
}
