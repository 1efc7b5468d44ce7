package trust

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// figures is what the program says of one workbook.
type figures struct {
	Output   string
	Findings []struct{ Rule, Severity, Cell, Subject, Found, Expected, Difference string }
	Changes  []struct{ Sheet, Cell, After string }
}

// TestExactToTheLastDigit has the program fill plans that were made at random, and
// works every sum, share, growth rate and part of what is left out again.
func TestExactToTheLastDigit(t *testing.T) {
	heavy(t)
	n := 40
	if longRun() {
		n = 1000 * times()
	}
	random := rand.New(rand.NewPCG(seed, 3))
	dir, plans, checked := t.TempDir(), []oraclePlan{}, map[string]int{}
	for i := range n {
		plans = append(plans, newOraclePlan(random))
		os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.xlsx", i)), plans[i].zipped(), 0o644)
	}
	for from := 0; from < n; from += 250 { // a run has a time limit
		args := []string{"fill"}
		for i := from; i < min(n, from+250); i++ {
			args = append(args, fmt.Sprintf("%04d.xlsx", i))
		}
		o := run(t, dir, append(args, "--out-dir", "结果", "--spread", "equal", "--format", "json", "--fail-on", "never", "--as-of", "2025-01-31", "--lang", "zh")...)
		var said struct{ Files []figures }
		if err := json.Unmarshal([]byte(o.Out), &said); err != nil || o.Code != 0 {
			t.Fatalf("exit %d, %v: %s", o.Code, err, first(o.Err))
		}
		for i, f := range said.Files {
			wrong := plans[from+i].wrong(f, checked)
			if i < 10 {
				wrong = append(wrong, f.notWritten(dir, checked)...)
			}
			for _, w := range wrong {
				t.Errorf("plan %d: %s", from+i, w)
			}
		}
	}
	t.Logf("%d plans: %v", n, checked)
	for _, what := range []string{"shares", "blank amounts", "sums that do not match", "sums that do", "cells in the file", "growth above", "growth not above"} {
		if checked[what] == 0 {
			t.Errorf("no %s were checked: the test shows nothing", what)
		}
	}
}

// wrong says which figures are not those of the oracle, and counts those that are.
func (p oraclePlan) wrong(f figures, checked map[string]int) (wrong []string) {
	at := map[string]string{}
	for _, c := range f.Changes {
		if c.Sheet == "目标分解明细表" {
			at[c.Cell] = c.After
		}
	}
	compare := func(what, where, got string, want *big.Rat) {
		checked[what]++
		x, ok := new(big.Rat).SetString(got)
		if !ok || x.Cmp(want) != 0 {
			wrong = append(wrong, fmt.Sprintf("%s at %s: %q, want %s", what, where, got, want.FloatString(12)))
		}
	}
	row := 1
	for n, d := range p.dims {
		amounts := p.filled(d)
		shares := p.shares(amounts)
		first := row + 1
		for i, item := range d.items {
			row++
			if item.amount == nil {
				compare("blank amounts", fmt.Sprintf("C%d", row), at[fmt.Sprintf("C%d", row)], base(amounts[i]))
			}
			if n > 0 {
				compare("shares", fmt.Sprintf("D%d", row), at[fmt.Sprintf("D%d", row)], shares[i])
			}
			if item.amount != nil { // growth is judged on what people typed
				wrong = append(wrong, p.wrongGrowth(f, item, row, checked)...)
			}
		}
		if d.blanks() > 0 {
			continue // what is filled in makes the sum right
		}
		wrong = append(wrong, p.wrongSum(f, d, first, row, checked)...)
	}
	return wrong
}

// base turns an amount of the sheet into base units.
func base(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, big.NewRat(10_000, 1)) }

// wrongSum compares the findings about the sums of a dimension's amounts and typed
// shares, or that there are none.
func (p oraclePlan) wrongSum(f figures, d oracleDim, from, to int, checked map[string]int) (wrong []string) {
	want := map[string][2]*big.Rat{} // found and expected by rule
	switch sum := d.sum(); sum.Cmp(p.goal) {
	case -1:
		want["sum-incomplete"] = [2]*big.Rat{base(sum), base(p.goal)}
	case 1:
		want["sum-mismatch"] = [2]*big.Rat{base(sum), base(p.goal)}
	}
	if typed := p.typedShares(d); from == 2 && typed.Cmp(big.NewRat(1, 1)) != 0 {
		want["rounding-residual"] = [2]*big.Rat{typed, big.NewRat(1, 1)}
	}
	for _, x := range f.Findings {
		if x.Subject != d.name || x.Rule != "sum-mismatch" && x.Rule != "sum-incomplete" && x.Rule != "rounding-residual" {
			continue
		}
		figures, ok := want[x.Rule]
		delete(want, x.Rule)
		checked["sums that do not match"]++
		if !ok || !equal(x.Found, figures[0]) || !equal(x.Expected, figures[1]) || !equal(x.Difference, new(big.Rat).Sub(figures[0], figures[1])) {
			wrong = append(wrong, fmt.Sprintf("rows %d to %d: %+v, want %v", from, to, x, figures))
		}
	}
	for rule := range want {
		wrong = append(wrong, fmt.Sprintf("rows %d to %d: no %s was found", from, to, rule))
	}
	checked["sums that do"]++
	return wrong
}

// notWritten says which changes are not in the file, as excelize reads it.
func (f figures) notWritten(dir string, checked map[string]int) (wrong []string) {
	book, err := excelize.OpenFile(filepath.Join(dir, filepath.FromSlash(f.Output)))
	if err != nil {
		return []string{err.Error()}
	}
	defer book.Close()
	for _, c := range f.Changes {
		checked["cells in the file"]++
		raw, _ := book.GetCellValue(c.Sheet, c.Cell, excelize.Options{RawCellValue: true})
		digits, percent := strings.CutSuffix(raw, "%")
		x, ok := new(big.Rat).SetString(digits)
		switch {
		case ok && percent:
			x.Quo(x, big.NewRat(100, 1))
		case ok && c.Cell[0] == 'C':
			x = base(x)
		}
		if !ok || !equal(c.After, x) {
			wrong = append(wrong, fmt.Sprintf("%s!%s holds %q, not %s", c.Sheet, c.Cell, raw, c.After))
		}
	}
	return wrong
}

func equal(got string, want *big.Rat) bool {
	x, ok := new(big.Rat).SetString(got)
	return ok && x.Cmp(want) == 0
}

// wrongGrowth compares the finding about an item's growth, or that there is none.
func (p oraclePlan) wrongGrowth(f figures, item oracleItem, row int, checked map[string]int) (wrong []string) {
	g, r, ok := growth(item.amount, item.history)
	above := ok && g.Cmp(r) > 0
	found := false
	for _, x := range f.Findings {
		if x.Rule != "growth-above-history" || x.Cell != fmt.Sprintf("C%d", row) {
			continue
		}
		found = true
		checked["growth above"]++
		if !above || !equal(x.Found, g) || !equal(x.Expected, r) || !equal(x.Difference, new(big.Rat).Sub(g, r)) {
			wrong = append(wrong, fmt.Sprintf("growth in row %d: %+v, want %v over %v of %v", row, x, g, r, item.history))
		}
	}
	if !found && above {
		wrong = append(wrong, fmt.Sprintf("growth in row %d: nothing found, want %v over %v of %v", row, g.FloatString(4), r.FloatString(4), item.history))
	}
	if ok && !above {
		checked["growth not above"]++
	}
	return wrong
}
