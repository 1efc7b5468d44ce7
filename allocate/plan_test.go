package allocate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// planOf builds a plan from one line a row:
//
//	goal 2024年度 销售额 1.2亿元
//	row 区域维度 华东 4800万元 40% parent=… due=2024/12/ w=2 k=1.2 type=… period=2024Q1
//	total 合计 1.2亿元 100%
//
// A figure may be - (blank), ? (not readable) or begin with = (a formula's). Goals
// are table 0, rows and totals table 1; a line `table` begins another one.
func planOf(t testing.TB, text string) *Plan {
	t.Helper()
	p := &Plan{Tables: []Table{
		{Kind: GoalTable, Name: "总目标汇总表", ShareDigits: -1, AmountDigits: -1},
		{Kind: BreakdownTable, Name: "目标分解明细表", ShareDigits: -1, AmountDigits: -1},
	}}
	b := planBuilder{t: t, p: p, goal: 1, row: 1, table: 1}
	for _, line := range strings.Split(text, "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			b.line(words)
		}
	}
	return p
}

type planBuilder struct {
	t         testing.TB
	p         *Plan
	goal, row int32
	table     int32
	dimension string
}

func (b *planBuilder) line(w []string) {
	switch w[0] {
	case "table":
		b.p.Tables = append(b.p.Tables, Table{Kind: BreakdownTable, Name: w[1], ShareDigits: -1, AmountDigits: -1})
		b.table, b.row = int32(len(b.p.Tables)-1), 1
	case "goal":
		b.goal++
		g := &Target{At: Ref{Row: b.goal}, Type: w[2], Period: b.period(w[1])}
		g.Amount, g.AmountIn = b.amount(w[3])
		b.p.Targets = append(b.p.Targets, g)
	case "total":
		b.row++
		r := &Total{At: Ref{Table: b.table, Row: b.row}, Label: w[1], Dimension: b.dimension, Sub: strings.Contains(w[1], "小计")}
		r.Amount, r.AmountIn = b.amount(w[2])
		if len(w) > 3 {
			r.Share, r.ShareIn = b.share(w[3])
		}
		b.p.Totals = append(b.p.Totals, r)
	case "row":
		b.row++
		r := &Breakdown{At: Ref{Table: b.table, Row: b.row}, Dimension: w[1], Item: w[2]}
		r.Amount, r.AmountIn = b.amount(w[3])
		r.Share, r.ShareIn = b.share(w[4])
		b.dimension = w[1]
		for _, option := range w[5:] {
			b.option(r, option)
		}
		if t := &b.p.Tables[b.table]; hasFigure(r.ShareIn) {
			t.ShareDigits = max(t.ShareDigits, r.Share.Digits)
		}
		b.p.Breakdowns = append(b.p.Breakdowns, r)
	default:
		b.t.Fatalf("unknown line %q", w)
	}
}

func (b *planBuilder) option(r *Breakdown, option string) {
	name, value, _ := strings.Cut(option, "=")
	if r.More == nil {
		r.More = &More{}
	}
	switch name {
	case "due":
		r.Due, r.DueText = b.period(value), true
	case "parent":
		r.More.Parent = value
	case "type":
		r.More.Type = value
	case "period":
		r.More.Period = b.period(value)
	case "w":
		r.More.Weight = decimal.NewNullDecimal(decimal.RequireFromString(value))
	case "k":
		r.More.Coefficient = decimal.NewNullDecimal(decimal.RequireFromString(value))
	case "prior":
		a, _ := b.amount(value)
		b.p.History = append(b.p.History, &Actual{At: r.At, Item: r.Item, Beside: true, Amount: a})
	default:
		b.t.Fatalf("unknown option %q", option)
	}
}

func (b *planBuilder) period(s string) Period {
	if s == "-" {
		return Period{}
	}
	p, err := ParsePeriod(s, YearPeriod(2024))
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

func stateOf(s string) (string, Cell) {
	switch {
	case s == "-":
		return "", Blank
	case s == "?":
		return "", Broken
	case s[0] == '=':
		return s[1:], Derived
	}
	return s, Typed
}

func (b *planBuilder) amount(s string) (Amount, Cell) {
	s, in := stateOf(s)
	if !hasFigure(in) {
		return Amount{}, in
	}
	a, err := ParseAmount(s, "", 0)
	if err != nil {
		b.t.Fatal(err)
	}
	return a, in
}

func (b *planBuilder) share(s string) (Share, Cell) {
	s, in := stateOf(s)
	if !hasFigure(in) {
		return Share{}, in
	}
	v, err := ParseShare(s, false)
	if err != nil {
		b.t.Fatal(err)
	}
	return v, in
}

// ours is what the rules of this side found, one line each: id, severity if it is not usual,
// row and difference.
func ours(p *Plan, pol Policy) []string { return oursOf(Check(p, pol)) }

func oursOf(res Result) []string {
	var out []string
	for _, f := range res.Findings {
		switch f.Rule.ID {
		case "sum-mismatch", "sum-incomplete", "total-row-mismatch", "share-mismatch", "share-sum",
			"rounding-residual", "goal-unmatched", "unit-mismatch", "duplicate-item":
			out = append(out, short(f))
		}
	}
	return out
}

func short(f Finding) string {
	s := f.Rule.ID
	if f.Severity != f.Rule.Severity {
		s += "/" + f.Severity.String()
	}
	s += fmt.Sprintf(" %s@%d", f.Subject, f.At.Row)
	if f.Difference != nil {
		s += " " + f.Difference.String()
	}
	return s
}

// written is what a check would write: row, field, text.
func written(p *Plan, pol Policy) []string {
	var out []string
	for _, c := range Check(p, pol).Changes {
		out = append(out, fmt.Sprintf("%d.%d %s %s", c.At.Table, c.At.Row, c.At.Field, c.After.In(lang.ZH)))
	}
	return out
}

func policy() Policy { return DefaultPolicy(Date{2024, 6, 1}) }
