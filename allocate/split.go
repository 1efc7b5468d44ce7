package allocate

import "github.com/shopspring/decimal"

// Part is one of those that a total is split among.
type Part struct {
	Weight decimal.Decimal     // 0 or more
	Lock   decimal.NullDecimal // the part keeps this value
	Min    decimal.NullDecimal
	Max    decimal.NullDecimal
}
