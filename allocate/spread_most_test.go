package allocate

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestMostOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]uint64{3, 300, 1 << 20, 1 << 62}).Draw(t, "most")
		n := rapid.SampledFrom([]int{1, 2, 10, manySizes, manySizes + 1, 5 * manySizes}).Draw(t, "n")
		sizes := rapid.SliceOfN(rapid.Uint64Range(0, most), n, n).Draw(t, "sizes")
		k := rapid.IntRange(1, n).Draw(t, "k")
		sorted := slices.Sorted(slices.Values(sizes))
		want, equal := sorted[n-k], 0
		for _, s := range sorted[n-k:] {
			if s == want {
				equal++
			}
		}
		least, got := mostOf(slices.Clone(sizes), k)
		if least != want || got != equal {
			t.Fatalf("the %d largest go down to %d, %d times; got %d, %d times", k, want, equal, least, got)
		}
	})
}

// TestShareSteps holds that shares rounded in whole numbers are those of the long division.
func TestShareSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) decimal.Decimal {
			return decimal.New(rapid.Int64Range(-1e15, 1e15).Draw(t, name), rapid.Int32Range(-6, 6).Draw(t, name+" exponent"))
		}
		v, whole, places := number("v"), number("whole"), rapid.Int32Range(0, 6).Draw(t, "places")
		base := baseOf(whole)
		n, ok := base.steps(v, -places)
		if whole.IsZero() {
			if ok {
				t.Fatal("nothing has a share of zero")
			}
			return
		}
		if want := v.DivRound(whole, places); ok && !decimal.New(n, -places).Equal(want) {
			t.Fatalf("%s of %s is %s, got %d in steps of 10^%d", v, whole, want, n, -places)
		}
	})
}
