package allocate

import (
	"testing"

	"github.com/shopspring/decimal"
)

func FuzzSplit(f *testing.F) {
	f.Add(int64(120000000), int8(0), int64(10000), []byte{30, 0, 40, 0, 30, 0})
	f.Add(int64(-100), int8(-2), int64(1), []byte{1, 1, 1, 2, 1, 3, 0, 4})
	f.Add(int64(7), int8(3), int64(5), []byte{0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, total int64, exp int8, unit int64, spec []byte) {
		if len(spec) > 24 || unit <= 0 {
			return
		}
		sum, step := decimal.New(total, int32(exp)), decimal.New(unit, int32(exp/2))
		var parts []Part
		for i := 0; i+1 < len(spec); i += 2 {
			p := Part{Weight: decimal.New(int64(spec[i]), 0)}
			bound := decimal.New(total/64*int64(int8(spec[i+1])/8), int32(exp))
			switch spec[i+1] % 8 {
			case 1:
				p.Lock = decimal.NewNullDecimal(bound)
			case 2:
				p.Min = decimal.NewNullDecimal(bound)
			case 3:
				p.Max = decimal.NewNullDecimal(bound)
			}
			parts = append(parts, p)
		}
		got, err := Split(sum, step, parts)
		if err != nil {
			if _, ok := err.(*SplitError); !ok {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		checkSplit(t, sum, step, parts, got)
	})
}

func BenchmarkSplit(b *testing.B) {
	const n = 100_000
	for name, change := range map[string]func(i int, p *Part){
		"plain": func(int, *Part) {},
		"bounds": func(i int, p *Part) {
			if i%3 == 0 {
				p.Min = decimal.NewNullDecimal(decimal.New(1000, 0))
			} else if i%3 == 1 {
				p.Max = decimal.NewNullDecimal(decimal.New(1300, 0))
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			parts := make([]Part, n)
			for i := range parts {
				parts[i].Weight = decimal.New(int64(i*7919%100_003), -2)
				change(i, &parts[i])
			}
			total, unit := decimal.New(120_000_000, 0), decimal.New(1, -2)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Split(total, unit, parts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSplitShares(b *testing.B) {
	const n = 100_000
	values, total := make([]decimal.Decimal, n), decimal.Decimal{}
	for i := range values {
		values[i] = decimal.New(int64(i*7919%100_003), 4)
		total = total.Add(values[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		SplitShares(values, total, 1)
	}
}
