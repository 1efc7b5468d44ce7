package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Unit is the base unit of an amount as people write it: 元, 家, 场, 名, $, %.
// The zero value is "no unit given".
type Unit string

// Kind groups units that can be added and compared.
type Kind uint8

// The kinds of units.
const (
	NoKind  Kind = iota
	Money        // 元, ￥, $, €
	Count        // 家, 场, 名, 个 ...
	Percent      // %
)

// Kind returns the kind of the unit; NoKind for the zero Unit.
func (u Unit) Kind() Kind { panic("skeleton") }

// Amount is a quantity with its unit and the form in which it was written.
type Amount struct {
	Value decimal.Decimal // in base units: 1.2亿元 is 120000000; may be negative
	Unit  Unit            // base unit: 元 for 万元
	// Scale is the power of ten of the scale word it was written with: 4 for 万,
	// 8 for 亿, 3 for K, 6 for M, 0 for none.
	Scale int8
	// Digits is the number of digits after the point as written, in that scale:
	// 4812.5万元 has 1.
	Digits int8
}

// In renders the amount as it was written: 4800万元, ￥1,200,000; base units where
// the scale is 0.
func (a Amount) In(l lang.Lang) string { panic("skeleton") }
