package allocate

import (
	"fmt"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// A sheet builds small plans for tests: a goal, rows that serve it, a history.
type sheet struct{ Plan }

const (
	goalsAt = int32(iota)
	rowsAt
	actionsAt
	historyAt
)

func newSheet() *sheet {
	s := &sheet{}
	s.Tables = []Table{
		{Kind: GoalTable, Name: "总目标汇总表"}, {Kind: BreakdownTable, Name: "目标分解明细表"},
		{Kind: TrackingTable, Name: "策略执行跟踪表"}, {Kind: HistoryTable, Name: "历史数据"},
	}
	return s
}

func amt(s string) Amount {
	a, err := ParseAmount(s, "", 0)
	if err != nil {
		panic(err)
	}
	return a
}

func span(s string) Period {
	p, err := ParsePeriod(s, Period{})
	if err != nil {
		panic(err)
	}
	return p
}

func pct(s string) Share {
	p, err := ParseShare(s, false)
	if err != nil {
		panic(err)
	}
	return p
}

func (s *sheet) goal(period, typ, amount string) *Target {
	g := &Target{
		At: Ref{Table: goalsAt, Row: int32(len(s.Targets) + 2)}, Type: typ,
		Amount: amt(amount), AmountIn: Typed, Owner: "*总监",
	}
	if period != "" {
		g.Period = span(period)
	}
	s.Targets = append(s.Targets, g)
	return g
}

func (s *sheet) row(dimension, item, amount string) *Breakdown {
	b := &Breakdown{
		At: Ref{Table: rowsAt, Row: int32(len(s.Breakdowns) + 2)}, Dimension: dimension, Item: item,
		Owner: "*经理", Strategy: true, Due: span("2024/12/31"), DueText: true, More: &More{},
	}
	if amount != "" {
		b.Amount, b.AmountIn = amt(amount), Typed
	}
	s.Breakdowns = append(s.Breakdowns, b)
	return b
}

// past adds a wide history row: one figure a year from the first on, "" for none.
func (s *sheet) past(item string, first int, amounts ...string) {
	row := int32(len(s.History) + 2)
	for i, a := range amounts {
		if a != "" {
			s.History = append(s.History, &Actual{
				At:   Ref{Table: historyAt, Row: row, Field: FieldActual, Year: int16(first + i)},
				Item: item, Year: int16(first + i), Amount: amt(a),
			})
		}
	}
}

// of returns the findings of a rule.
func (s *sheet) of(rule string) []Finding {
	var out []Finding
	for _, f := range Check(&s.Plan, DefaultPolicy(Date{2024, 7, 15})).Findings {
		if f.Rule.ID == rule {
			out = append(out, f)
		}
	}
	return out
}

// only returns the one finding of a rule.
func (s *sheet) only(t *testing.T, rule string) Finding {
	t.Helper()
	f := s.of(rule)
	if len(f) != 1 {
		t.Fatalf("%d findings of %s, want 1: %s", len(f), rule, said(f))
	}
	return f[0]
}

func (s *sheet) silent(t *testing.T, rule string) {
	t.Helper()
	if f := s.of(rule); len(f) > 0 {
		t.Errorf("%s is not silent: %s", rule, said(f))
	}
}

func said(fs []Finding) string {
	out := ""
	for _, f := range fs {
		out += fmt.Sprintf("\n%s %v %s", f.Rule.ID, f.Severity, f.Message.In(lang.ZH))
	}
	return out
}

func (f Finding) must(t *testing.T, parts ...string) {
	t.Helper()
	text := f.Message.In(lang.ZH) + f.Hint.In(lang.ZH) + f.Message.In(lang.EN) + f.Hint.In(lang.EN)
	if strings.Contains(text, "%!") {
		t.Errorf("broken format: %s", text)
	}
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("no %q in: %s", p, text)
		}
	}
}
