package allocate

import (
	"math/big"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0.30000000000000004": "0.3", "4.8E7": "48000000", "4800.1248000000003": "4800.1248", "48000000": "48000000",
		"-1.5": "-1.5", "1.50": "1.5", "0": "0", "-0": "0", "0.0": "0", ".5": "0.5", "5.": "5", "1E+5": "100000", "1e-3": "0.001",
		"12345678901234567": "12345678901234600", "99999999999999.95": "100000000000000", "9999999999999994": "9999999999999990",
		"123456789012345": "123456789012345", "0.000000000000000012345678901234567": "0.0000000000000000123456789012346",
		"-2.7755575615628914E-17": "-0.0000000000000000277555756156289", "1E30": "1000000000000000000000000000000",
		"000012": "12", "0.1428571428571428": "0.142857142857143", "+7": "7",
	} {
		d, err := ParseNumber(text)
		if err != nil || d.String() != want {
			t.Errorf("ParseNumber(%q) = %s, %v; want %s", text, d, err, want)
		}
		if e, err := ParseNumberBytes([]byte(text)); err != nil || !e.Equal(d) {
			t.Errorf("ParseNumberBytes(%q) = %s, %v; want %s", text, e, err, d)
		}
	}
	for _, text := range []string{
		"", "-", ".", "E5", "1e", "1e+", "1e999999999", "1e99999999999999999999", "1E60", "1e-60", "NaN", "Inf", "-Infinity",
		"0x10", "1,000", " 1", "1 ", "1.2.3", "1e5.5", "１", "--1", "1_000",
	} {
		if d, err := ParseNumber(text); err != ErrNumber {
			t.Errorf("ParseNumber(%q) = %s, %v; want an error", text, d, err)
		}
	}
}

// TestParseNumberAgain: any float that a spreadsheet stores reads as its 15
// significant digits, however it is written.
func TestParseNumberAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(-1e25, 1e25).Draw(t, "f")
		if f != 0 && f < 1e-25 && f > -1e-25 {
			t.Skip("below what is read")
		}
		// the digits as stored (shortest that reads back), rounded half away from zero
		stored, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', -1, 64))
		want := roundSignificant(stored)
		for _, format := range []byte{'e', 'f', 'g'} {
			text := strconv.FormatFloat(f, format, -1, 64)
			d, err := ParseNumber(text)
			if err != nil || d.Rat().Cmp(want) != 0 {
				t.Fatalf("ParseNumber(%q) = %s, %v; want %s", text, d, err, want.FloatString(40))
			}
		}
	})
}

func roundSignificant(r *big.Rat) *big.Rat {
	if r.Sign() == 0 {
		return r
	}
	unit, ten := big.NewRat(1, 1), big.NewRat(10, 1)
	abs := new(big.Rat).Abs(r)
	low := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(significant-1), nil))
	for new(big.Rat).Quo(abs, unit).Cmp(low) < 0 {
		unit.Quo(unit, ten)
	}
	for new(big.Rat).Quo(abs, unit).Cmp(new(big.Rat).Mul(low, ten)) >= 0 {
		unit.Mul(unit, ten)
	}
	q := abs.Quo(abs, unit)
	q.Add(q, big.NewRat(1, 2))
	whole := new(big.Rat).SetInt(new(big.Int).Quo(q.Num(), q.Denom()))
	whole.Mul(whole, unit)
	if r.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"0.30000000000000004", "4.8E7", "-1e-17", "1e999999999", "00.10", "9999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseNumber(s)
		if err != nil {
			return
		}
		if e, err := ParseNumberBytes([]byte(s)); err != nil || !d.Equal(e) {
			t.Fatalf("%q is %s as text and %s, %v as bytes", s, d, e, err)
		}
		want, err := decimal.NewFromString(s)
		if err != nil {
			t.Fatalf("%q is no number, but read as %s", s, d)
		}
		if off := want.Sub(d).Abs(); off.Mul(decimal.New(1, significant-1)).Cmp(want.Abs()) > 0 {
			t.Fatalf("%q was read as %s", s, d)
		}
		if again, err := ParseNumber(d.String()); err != nil || !again.Equal(d) {
			t.Fatalf("%q is %s, which reads as %s, %v", s, d, again, err)
		}
	})
}

func BenchmarkParseNumber(b *testing.B) {
	for _, s := range []string{"48000000", "4800.1248000000003", "4.8125E7"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			cell := []byte(s)
			for b.Loop() {
				if _, err := ParseNumberBytes(cell); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
