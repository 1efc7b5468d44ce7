package allocate

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// scene is a generated plan in whole numbers, from which both the Plan and the
// independent expectation are made. Amounts count hundreds of 元.
type scene struct {
	goal   int64
	cuts   [][]int64
	digits int8   // of shares
	mode   []byte // per cut: 't'yped shares, 'b'lank shares, 'a'mounts blank
	shares [][]int64
	total  []bool // a right total row stands under the cut
}

func randomScene(r *rand.Rand) scene {
	s := scene{digits: int8(r.IntN(3))}
	for c := range 1 + r.IntN(3) {
		s.addCut(r, c)
	}
	return s
}

func (s *scene) addCut(r *rand.Rand, c int) {
	n := 1 + r.IntN(8)
	amounts := make([]int64, n)
	if c == 0 {
		for i := range amounts {
			amounts[i] = int64(1+r.IntN(5000)) * []int64{1, 100, 10000}[r.IntN(3)]
			s.goal += amounts[i]
		}
	} else {
		left := s.goal
		for i := range amounts[1:] {
			amounts[i] = r.Int64N(left + 1)
			left -= amounts[i]
		}
		amounts[n-1] = left
	}
	if r.IntN(2) == 0 { // every cut is off by another figure
		i := r.IntN(n)
		amounts[i] = max(0, amounts[i]+int64(r.IntN(2001)-1000)*3+int64(c))
	}
	s.cuts = append(s.cuts, amounts)
	s.mode = append(s.mode, "tba"[r.IntN(3)])
	s.total = append(s.total, r.IntN(3) == 0 && s.mode[c] != 'a' && (c == 0 || s.total[c-1]))
	shares := make([]int64, n)
	for i, a := range amounts {
		shares[i] = roundRat(s.part(a), s.digits)
	}
	s.shares = append(s.shares, shares)
}

// part is an amount as a part of the goal.
func (s *scene) part(a int64) *big.Rat { return big.NewRat(a, s.goal) }

// roundRat is a fraction as a percentage with the given digits, in last digits, half up.
func roundRat(v *big.Rat, digits int8) int64 {
	scaled := new(big.Rat).Mul(v, new(big.Rat).SetInt(pow(int64(digits)+2)))
	scaled.Add(scaled, big.NewRat(1, 2))
	return new(big.Int).Div(scaled.Num(), scaled.Denom()).Int64()
}

func pow(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }

func (s *scene) plan() *Plan {
	p := &Plan{Tables: []Table{
		{Kind: GoalTable, ShareDigits: -1, AmountDigits: -1},
		{Kind: BreakdownTable, ShareDigits: s.digits, AmountScale: 4, AmountDigits: 2, AmountUnit: Yuan},
	}}
	amount := func(v int64) Amount { return Amount{Value: decimal.New(v, 2), Unit: Yuan, Scale: 4, Digits: 2} }
	p.Targets = []*Target{{At: Ref{Row: 2}, Type: "销售额", Period: YearPeriod(2024), Amount: amount(s.goal), AmountIn: Typed}}
	row := int32(1)
	for c, amounts := range s.cuts {
		var sum int64
		for i, a := range amounts {
			row++
			sum += a
			b := &Breakdown{At: Ref{Table: 1, Row: row}, Dimension: fmt.Sprint("维度", c), Item: fmt.Sprint("项", i)}
			if s.mode[c] != 'a' {
				b.Amount, b.AmountIn = amount(a), Typed
			}
			if s.mode[c] != 'b' {
				b.Share, b.ShareIn = Share{decimal.New(s.shares[c][i], -int32(s.digits)-2), s.digits}, Typed
			}
			p.Breakdowns = append(p.Breakdowns, b)
		}
		if s.total[c] {
			row++
			p.Totals = append(p.Totals, &Total{At: Ref{Table: 1, Row: row}, Label: "合计", Dimension: fmt.Sprint("维度", c), Amount: amount(sum), AmountIn: Typed})
		}
	}
	return p
}

// expect is what should be found, and what should be written, by fractions.
func (s *scene) expect() (findings, changes []string) {
	row := 1
	for c, amounts := range s.cuts {
		first := row + 1
		var sum, shares int64
		for i, a := range amounts {
			sum += a
			shares += s.shares[c][i]
		}
		whole := pow(int64(s.digits) + 2).Int64()
		off := shares - whole
		within := 2*abs(off) <= int64(len(amounts))+1
		note := func(rule, difference string) {
			findings = append(findings, fmt.Sprintf("%s 维度%d@%d %s", rule, c, first, difference))
		}
		shareOff := decimal.New(off, -int32(s.digits)-2).String()
		difference := decimal.New(sum-s.goal, 2).String()
		switch {
		case s.mode[c] == 'a' && off == 0:
		case s.mode[c] == 'a' && within:
			note("rounding-residual", shareOff)
		case s.mode[c] == 'a' && off < 0:
			note("share-sum/warning", shareOff)
		case s.mode[c] == 'a':
			note("share-sum", shareOff)
		case sum > s.goal, sum < s.goal && (s.total[c] || s.mode[c] == 't' && within):
			note("sum-mismatch", difference)
		case sum < s.goal:
			note("sum-incomplete", difference)
		case s.mode[c] == 't' && off != 0:
			note("rounding-residual", shareOff)
		}
		changes = append(changes, s.fills(c, row, sum, off, within)...)
		row += len(amounts)
		if s.total[c] {
			row++ // its blank share is filled; looked at elsewhere
		}
	}
	return findings, changes
}

func (s *scene) fills(c, row int, sum, off int64, within bool) (changes []string) {
	amounts := s.cuts[c]
	switch {
	case s.mode[c] == 'b':
		weights := make([]*big.Rat, len(amounts))
		whole := pow(int64(s.digits) + 2).Int64()
		for i, a := range amounts {
			weights[i] = new(big.Rat).Mul(s.part(a), big.NewRat(whole, 1))
		}
		units := make([]int64, len(amounts))
		if sum == s.goal {
			units = remainders(weights, whole)
		} else {
			for i, a := range amounts {
				units[i] = roundRat(s.part(a), s.digits)
			}
		}
		for i, u := range units {
			changes = append(changes, fmt.Sprintf("%d share %s", row+1+i, decimal.New(u, -int32(s.digits)-2).String()))
		}
	case s.mode[c] == 'a':
		units := pow(int64(s.digits) + 2)
		split := off != 0 && within
		weights := make([]*big.Rat, len(amounts))
		for i, share := range s.shares[c] {
			of := units
			if split {
				of = big.NewInt(units.Int64() + off)
			}
			weights[i] = new(big.Rat).Mul(new(big.Rat).SetFrac(big.NewInt(share), of), big.NewRat(s.goal, 1))
		}
		values := make([]string, len(amounts))
		if split {
			for i, u := range remainders(weights, s.goal) {
				values[i] = decimal.New(u, 2).String()
			}
		} else {
			for i, w := range weights {
				w.Mul(w, big.NewRat(100, 1))
				values[i] = decimal.RequireFromString(w.FloatString(12)).String()
			}
		}
		for i, v := range values {
			changes = append(changes, fmt.Sprintf("%d target %s", row+1+i, v))
		}
	}
	return changes
}

// remainders is largest remainder by fractions: floors, then one more for the largest rests,
// the earlier row first.
func remainders(quotas []*big.Rat, total int64) []int64 {
	units := make([]int64, len(quotas))
	order := make([]int, len(quotas))
	rest := make([]*big.Rat, len(quotas))
	for i, q := range quotas {
		units[i] = new(big.Int).Div(q.Num(), q.Denom()).Int64()
		rest[i] = new(big.Rat).Sub(q, big.NewRat(units[i], 1))
		order[i] = i
		total -= units[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]].Cmp(rest[order[b]]) > 0 })
	for _, i := range order[:total] {
		units[i]++
	}
	return units
}

func abs(v int64) int64 { return max(v, -v) }

func TestPlansAgreeWithFractions(t *testing.T) {
	for seed := range uint64(10000) {
		s := randomScene(rand.New(rand.NewPCG(seed, 7)))
		p := s.plan()
		wantFindings, wantChanges := s.expect()
		res := Check(p, policy())
		if res.Err != nil {
			t.Fatalf("seed %d: %v", seed, res.Err)
		}
		got := oursOf(res)
		sort.Strings(got)
		sort.Strings(wantFindings)
		if strings.Join(got, "|") != strings.Join(wantFindings, "|") {
			t.Fatalf("seed %d: found %q, want %q\n%+v", seed, got, wantFindings, s)
		}
		var wrote []string
		for _, c := range res.Changes {
			switch v := c.After.(type) {
			case Share:
				if c.At.Row <= p.Breakdowns[len(p.Breakdowns)-1].At.Row && isRow(p, c.At) {
					wrote = append(wrote, fmt.Sprintf("%d share %s", c.At.Row, v.Value))
				}
			case Amount:
				wrote = append(wrote, fmt.Sprintf("%d target %s", c.At.Row, v.Value))
			}
		}
		if strings.Join(wrote, "|") != strings.Join(wantChanges, "|") {
			t.Fatalf("seed %d: wrote\n%q, want\n%q\n%+v", seed, wrote, wantChanges, s)
		}
	}
}

func isRow(p *Plan, at Ref) bool {
	for _, b := range p.Breakdowns {
		if b.At.Row == at.Row {
			return true
		}
	}
	return false
}
