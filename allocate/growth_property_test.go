package allocate

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// slowRate finds the printed rate another way than growthRate: by halving an interval of
// rates until the exact powers on both sides enclose the figure.
func slowRate(from, to decimal.Decimal, years int) rate {
	low, high := int64(-1000), int64(1)<<40
	for low < high { // the largest r whose lower bracket is at most `to`
		mid := low + (high-low+1)/2
		factor := new(big.Rat).SetFrac64(2*mid+2000-1, 2000)
		p := from.Rat()
		for range years {
			p.Mul(p, factor)
		}
		cmp := p.Cmp(to.Rat())
		if 2*mid+2000-1 < 0 {
			cmp = -1
		}
		if cmp < 0 || cmp == 0 && mid > 0 {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return rate(low)
}

// slowVerdict judges a growth by the text of the rules alone: full years only,
// reference by the last three years. It says what the severity is; -1 if nothing is flagged or
// nothing can be said.
func slowVerdict(past map[int]decimal.Decimal, year int, target decimal.Decimal) int {
	var years []int
	for y := year - 20; y < year; y++ {
		if _, ok := past[y]; ok {
			years = append(years, y)
		}
	}
	if len(years) < 2 {
		return -1
	}
	last := years[len(years)-1]
	first := 0
	for _, y := range years[:len(years)-1] {
		if past[y].Sign() > 0 && (first == 0 || y <= last-3 || first < last-3) {
			first = y // the first year within three, else the latest before
		}
	}
	if past[last].Sign() <= 0 || first == 0 || target.Sign() <= 0 {
		return -1
	}
	g := slowRate(past[last], target, year-last)
	r := slowRate(past[first], past[last], last-first)
	if g <= r {
		return -1
	}
	best, some := r, false
	for _, y := range years {
		before, ok := past[y-1]
		if !ok || before.Sign() <= 0 || past[y].Sign() < 0 {
			continue
		}
		if b := slowRate(before, past[y], 1); !some || b > best {
			best, some = b, true
		}
	}
	if g > best && g-r > 200 {
		return int(Error)
	}
	return int(Warning)
}

func TestGrowthAgreesWithASlowJudge(t *testing.T) {
	seen := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		s := newSheet()
		s.goal("2024年度", "销售额", "9万亿元")
		past := map[int]decimal.Decimal{}
		value := rapid.Int64Range(100, 100000).Draw(t, "first")
		for _, y := range rapid.SliceOfNDistinct(rapid.IntRange(2016, 2025), 1, 7, rapid.ID).Draw(t, "years") {
			v := value * rapid.Int64Range(60, 170).Draw(t, "factor")
			if rapid.IntRange(0, 12).Draw(t, "odd") == 0 {
				v = rapid.Int64Range(-100, 0).Draw(t, "not above zero")
			}
			past[y] = decimal.New(v, -2)
			a := amt("1元")
			a.Value = past[y]
			s.History = append(s.History, &Actual{At: Ref{Table: historyAt, Row: 2, Year: int16(y)}, Item: "华东", Year: int16(y), Amount: a})
		}
		b := s.row("区域维度", "华东", "1元")
		b.Amount.Value = decimal.New(value*rapid.Int64Range(50, 300).Draw(t, "target"), -2)
		want := slowVerdict(past, 2024, b.Amount.Value)
		got := -1
		if f := s.of("growth-above-history"); len(f) == 1 {
			got = int(f[0].Severity)
			f[0].Message.In(0)
		}
		if got != want {
			t.Fatalf("%v → %s: %d, want %d: %s", past, b.Amount.Value, got, want, said(s.of("growth-above-history")))
		}
		seen[want]++
	})
	for _, severity := range []int{-1, int(Warning), int(Error)} {
		if testing.Short() {
			break // too few cases are drawn for all to occur
		}
		if seen[severity] == 0 {
			t.Errorf("no case of severity %d was drawn: %v", severity, seen)
		}
	}
}
