package allocate

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// SplitShares returns each value's share of total as it is shown with digits
// after the point of the percentage, rounded by largest remainder: where the
// values add up to the total, the shares as shown add up to exactly 100%; where
// they do not, to the share of their sum, rounded half away from zero. Of equal
// remainders the earlier is rounded up. Values and total may be negative. It
// returns nil for a total of zero, of which nothing has a share.
func SplitShares(values []decimal.Decimal, total decimal.Decimal, digits int8) []Share {
	if total.IsZero() {
		return nil
	}
	digits = max(0, digits)
	exp := min(0, total.Exponent())
	sum := decimal.Decimal{}
	for i := range values {
		exp = min(exp, values[i].Exponent())
		sum = sum.Add(values[i])
	}
	flip := total.Sign() < 0
	weights := make([]*big.Int, len(values))
	for i := range values {
		if weights[i] = atScale(values[i], exp); flip {
			weights[i].Neg(weights[i])
		}
	}
	steps := decimal.New(1, int32(digits)+2) // of the last digit in 100%
	q := quotas{
		rest:  steps.BigInt(),
		unit:  big.NewInt(1),
		whole: atScale(total.Abs(), exp),
		want:  steps.Mul(sum).DivRound(total, 0).BigInt(),
	}
	shares := make([]Share, len(values))
	for i, v := range q.round(weights) {
		shares[i] = Share{fromScale(v, -int32(digits)-2), digits}
	}
	return shares
}
