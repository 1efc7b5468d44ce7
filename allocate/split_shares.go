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
	digits = min(max(0, digits), maxShareDigits)
	exp, negative := min(0, total.Exponent()), 0
	for i := range values {
		exp = min(exp, values[i].Exponent())
		if sign := values[i].Sign(); sign != 0 && sign != total.Sign() {
			negative++
		}
	}
	shares := make([]Share, len(values))
	if negative > 0 || !smallShares(shares, values, total, exp, digits) {
		bigShares(shares, values, total, exp, digits)
	}
	return shares
}

// maxShareDigits bounds the digits of a percentage that shares are rounded to.
const maxShareDigits = 12

// smallShares is SplitShares in 64 bits; ok is false where that is too little.
func smallShares(shares []Share, values []decimal.Decimal, total decimal.Decimal, exp int32, digits int8) (ok bool) {
	whole, ok := smallOf(total, exp)
	if !ok {
		return false
	}
	weights := make([]uint64, len(values))
	for i := range values {
		if weights[i], ok = smallOf(values[i], exp); !ok {
			return false
		}
	}
	sum, ok := smallSum(weights)
	if !ok {
		return false
	}
	steps := pow10Small(int32(digits) + 2) // of the last digit in 100%
	want := steps
	if sum != whole {
		d := decimal.NewFromUint64(steps).Mul(decimal.NewFromUint64(sum)).DivRound(decimal.NewFromUint64(whole), 0)
		if d.NumDigits() > 18 {
			return false
		}
		want = uint64(d.IntPart())
	}
	if !roundSmall(steps, 1, whole, want, weights) {
		return false
	}
	for i, n := range weights {
		shares[i] = shareOf(int64(n), digits)
	}
	return true
}

// bigShares is SplitShares for numbers of any size and sign.
func bigShares(shares []Share, values []decimal.Decimal, total decimal.Decimal, exp int32, digits int8) {
	weights, sum := make([]*big.Int, len(values)), new(big.Int)
	for i := range values {
		if weights[i] = atScale(values[i], exp); total.Sign() < 0 {
			weights[i].Neg(weights[i])
		}
		sum.Add(sum, weights[i])
	}
	steps := decimal.New(1, int32(digits)+2)
	whole := atScale(total.Abs(), exp)
	q := quotas{
		rest: steps.BigInt(), unit: big.NewInt(1), whole: whole,
		want: steps.Mul(decimal.NewFromBigInt(sum, 0)).DivRound(decimal.NewFromBigInt(whole, 0), 0).BigInt(),
	}
	for i, v := range q.round(weights) {
		shares[i] = Share{fromScale(v, -int32(digits)-2), digits}
	}
}
