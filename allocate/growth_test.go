package allocate

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestGrowthRateCases(t *testing.T) {
	for _, c := range []struct {
		from, to string
		years    int
		want     rate
	}{
		{"4800.1248", "7200", 1, 500},
		{"3156.16", "4800.1248", 3, 150},
		{"100", "100", 1, 0},
		{"100", "0", 1, -1000},
		{"2000", "2001", 1, 1},        // +0.05%: a tie, away from zero
		{"2000", "2000.9999", 1, 0},   // just below it
		{"2000", "1999", 1, -1},       // −0.05%: a tie, away from zero
		{"2000", "1999.0001", 1, 0},   // just above it
		{"4000000", "3996001", 2, -1}, // (0.9995)² to the last digit: −0.05% again
		{"4000000", "3996001.0001", 2, 0},
		{"1e-20", "1e20", 1, maxRate},
		{"1e25", "1.5e25", 1, 500},
		{"1", "64", 6, 1000},
		{"3", "10", 7, 188},
	} {
		if got := growthRate(dec(c.from), dec(c.to), c.years); got != c.want {
			t.Errorf("growthRate(%s, %s, %d) = %d, want %d", c.from, c.to, c.years, got, c.want)
		}
	}
}

// brackets reports whether r is the correctly rounded yearly growth, by exact
// fractions: (1000+r∓½)^n × from encloses 1000^n × to.
func brackets(from, to decimal.Decimal, n int, r rate) bool {
	power := func(halves int64) *big.Rat {
		p := big.NewRat(1, 1)
		for range n {
			p.Mul(p, big.NewRat(halves, 2000))
		}
		return p.Mul(p, from.Rat())
	}
	low, high := power(2*int64(r)+2000-1), power(2*int64(r)+2000+1)
	if 2*int64(r)+2000-1 < 0 {
		low = big.NewRat(-1, 1)
	}
	lowCmp, highCmp := to.Rat().Cmp(low), to.Rat().Cmp(high)
	if r > 0 { // ties go up
		return lowCmp >= 0 && highCmp < 0
	}
	if r < 0 { // ties go down
		return lowCmp > 0 && highCmp <= 0
	}
	return lowCmp > 0 && highCmp < 0
}

func drawAmount(t *rapid.T, label string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(1, 1e12).Draw(t, label), rapid.Int32Range(-6, 6).Draw(t, label+" exponent"))
}

func TestGrowthRateIsCorrectlyRounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, n := drawAmount(t, "from"), rapid.IntRange(1, 8).Draw(t, "years")
		to := drawAmount(t, "to")
		if rapid.Bool().Draw(t, "near a tie") {
			// from × (half-odd per mille)^n, moved by nothing or the least bit.
			factor := decimal.New(rapid.Int64Range(0, 2000).Draw(t, "k")*10+5, -4)
			to = from
			for range n {
				to = to.Mul(factor)
			}
			to = to.Add(decimal.New(rapid.Int64Range(-1, 1).Draw(t, "nudge"), to.Exponent()))
		}
		r := growthRate(from, to, n)
		if r == maxRate {
			return
		}
		if !brackets(from, to, n, r) {
			t.Fatalf("growthRate(%s, %s, %d) = %d", from, to, n, r)
		}
		if again := bigRate(from, to, n); again != r {
			t.Fatalf("bigRate = %d, growthRate = %d", again, r)
		}
	})
}

func TestGrownNeverGrowsFasterThanItsRate(t *testing.T) {
	if got := grown(dec("4800.1248"), dec("3156.16"), dec("4800.1248"), 3, 1, 0); !got.Equal(dec("5520")) {
		t.Errorf("grown = %s, want 5520", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		base, from, to := drawAmount(t, "base"), drawAmount(t, "from"), drawAmount(t, "to")
		span, years := rapid.IntRange(1, 5).Draw(t, "span"), rapid.IntRange(1, 3).Draw(t, "years")
		digits := rapid.Int32Range(-4, 4).Draw(t, "digits")
		got := grown(base, from, to, span, years, digits)
		// got^span × from^years ≤ base^span × to^years < (got + last digit)^span × from^years
		side := func(a decimal.Decimal, n int, b decimal.Decimal, m int) *big.Rat {
			p := big.NewRat(1, 1)
			for range n {
				p.Mul(p, a.Rat())
			}
			for range m {
				p.Mul(p, b.Rat())
			}
			return p
		}
		exact := side(base, span, to, years)
		if side(got, span, from, years).Cmp(exact) > 0 ||
			side(got.Add(decimal.New(1, -digits)), span, from, years).Cmp(exact) <= 0 {
			t.Fatalf("grown(%s, %s, %s, %d, %d, %d) = %s", base, from, to, span, years, digits, got)
		}
	})
}
