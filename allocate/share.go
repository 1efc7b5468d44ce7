package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Share is a part of a whole: 40% is 0.4.
type Share struct {
	Value decimal.Decimal // fraction; may be negative or above 1
	// Digits is the number of digits after the point of the percentage as
	// written: 40% has 0, 33.3% has 1.
	Digits int8
}

// In renders the share as a percentage with its digits: 40%, 33.3%.
func (s Share) In(l lang.Lang) string { panic("skeleton") }
