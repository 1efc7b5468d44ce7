package allocate

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestSplitShortAndLongWay: what 64 bits give is what big integers give.
func TestSplitShortAndLongWay(t *testing.T) {
	short := 0
	rapid.Check(t, func(t *rapid.T) {
		parts := make([]Part, rapid.IntRange(1, 20).Draw(t, "n"))
		for i := range parts {
			parts[i].Weight = decimal.New(rapid.Int64Range(0, 1<<40).Draw(t, "weight"), rapid.Int32Range(-4, 3).Draw(t, "exp"))
			if rapid.IntRange(0, 9).Draw(t, "locked") == 0 {
				parts[i].Lock = decimal.NewNullDecimal(decimal.New(rapid.Int64Range(0, 9).Draw(t, "lock"), 0))
			}
		}
		total := decimal.New(rapid.Int64Range(200, 1<<50).Draw(t, "total"), rapid.Int32Range(-2, 2).Draw(t, "totalExp"))
		if rapid.Bool().Draw(t, "negative") {
			total = total.Neg()
			for i := range parts {
				parts[i].Lock.Decimal = parts[i].Lock.Decimal.Neg()
			}
		}
		unit := decimal.New(rapid.Int64Range(1, 50).Draw(t, "unit"), rapid.Int32Range(-2, 4).Draw(t, "unitExp"))
		s, err := newSplitting(total, unit, parts)
		if err != nil {
			t.Fatal(err)
		}
		if s.bind() != nil {
			t.Skip("locks alone exceed the total")
		}
		fast, ok := s.small()
		if !ok {
			t.Skip("does not fit")
		}
		short++
		s.fill()
		if slow := s.result(); words(fast) != words(slow) {
			t.Fatalf("%s by %s among %v is %s the short way, %s the long way", total, unit, parts, words(fast), words(slow))
		}
	})
	if short == 0 {
		t.Error("nothing was split the short way")
	}
}

// TestSharesShortAndLongWay: the same for shares.
func TestSharesShortAndLongWay(t *testing.T) {
	short := 0
	rapid.Check(t, func(t *rapid.T) {
		values, total := make([]decimal.Decimal, rapid.IntRange(1, 20).Draw(t, "n")), decimal.Decimal{}
		for i := range values {
			values[i] = decimal.New(rapid.Int64Range(0, 1<<40).Draw(t, "value"), rapid.Int32Range(-2, 4).Draw(t, "exp"))
			total = total.Add(values[i])
		}
		total = total.Add(decimal.New(rapid.SampledFrom([]int64{0, 0, 1, 1 << 40}).Draw(t, "open"), 0))
		if total.IsZero() {
			t.Skip("no shares")
		}
		digits := int8(rapid.IntRange(0, 5).Draw(t, "digits"))
		exp := min(0, total.Exponent())
		fast, slow := make([]Share, len(values)), make([]Share, len(values))
		if !smallShares(fast, values, total, exp, digits) {
			t.Skip("does not fit")
		}
		short++
		bigShares(slow, values, total, exp, digits)
		for i := range fast {
			if !fast[i].Value.Equal(slow[i].Value) || fast[i].Digits != slow[i].Digits {
				t.Fatalf("share %d of %v in %s is %s the short way, %s the long way", i, values, total, fast[i].Exact(), slow[i].Exact())
			}
		}
	})
	if short == 0 {
		t.Error("nothing was shared the short way")
	}
}
