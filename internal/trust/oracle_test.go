package trust

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
)

// The oracle works the figures of a plan out in its own way: fractions of whole
// numbers instead of decimals, and roots by halving an interval.

// oraclePlan is a plan that was made at random, in the unit of its sheet (万元).
type oraclePlan struct {
	goal        *big.Rat
	decimals    int // of the amounts on the sheet
	shareDigits int // of a share in percent: 0, 1 or 2
	dims        []oracleDim
}

type oracleDim struct {
	name     string
	weighted bool // blank amounts have weights
	items    []oracleItem
}

type oracleItem struct {
	name    string
	amount  *big.Rat // nil if blank
	weight  int64
	history []int64 // of the years up to last year; may be empty
}

// newOraclePlan makes one with three to five dimensions: complete, short, over,
// with blanks that have weights, and with blanks that have none.
func newOraclePlan(random *rand.Rand) oraclePlan {
	p := oraclePlan{decimals: random.IntN(3), shareDigits: random.IntN(3)}
	unit := new(big.Rat).SetFrac64(1, pow10(p.decimals))
	most := pow10(3 + random.IntN(9))
	p.goal = units(unit, most+random.Int64N(9*most))
	for d := range 3 + random.IntN(3) {
		dim := oracleDim{name: fmt.Sprintf("第%d种维度", d+1)}
		kind := d % 5
		n := 2 + random.IntN(7)
		parts := cut(random, p.goal, unit, n)
		for i := range n {
			item := oracleItem{name: fmt.Sprintf("第%d种第%d店销售额", d+1, i+1), amount: parts[i]}
			for range random.IntN(7) {
				item.history = append(item.history, 1+random.Int64N(2*most))
			}
			dim.items = append(dim.items, item)
		}
		first := &dim.items[0]
		switch kind {
		case 1: // short
			first.amount = new(big.Rat).Quo(first.amount, big.NewRat(2, 1))
			first.amount = floorTo(first.amount, unit)
		case 2: // over
			first.amount = new(big.Rat).Add(first.amount, units(unit, 1+random.Int64N(most)))
		case 3, 4: // blanks
			dim.weighted = kind == 3
			for i := range dim.items {
				if i == 0 || random.IntN(3) > 0 {
					dim.items[i].amount, dim.items[i].weight = nil, 1+random.Int64N(99)
				}
			}
		}
		p.dims = append(p.dims, dim)
	}
	return p
}

// cut cuts a total into n parts of whole units, each of one at least.
func cut(random *rand.Rand, total, unit *big.Rat, n int) (parts []*big.Rat) {
	left := new(big.Rat).Set(total)
	for i := range n {
		part := new(big.Rat).Set(left)
		if i < n-1 {
			part.Mul(left, big.NewRat(1+random.Int64N(999), 1000*int64(n-i)))
			part = floorTo(part.Add(part, unit), unit)
		}
		left.Sub(left, part)
		parts = append(parts, part)
	}
	return parts
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func units(unit *big.Rat, n int64) *big.Rat { return new(big.Rat).Mul(unit, new(big.Rat).SetInt64(n)) }

// floorTo returns the largest multiple of unit that is not above x.
func floorTo(x, unit *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(x, unit)
	n := new(big.Int).Div(q.Num(), q.Denom()) // Euclidean, as the denominator is positive
	return new(big.Rat).Mul(unit, new(big.Rat).SetInt(n))
}

// roundTo rounds to a multiple of unit, halves away from zero.
func roundTo(x, unit *big.Rat) *big.Rat {
	if x.Sign() < 0 {
		return new(big.Rat).Neg(roundTo(new(big.Rat).Neg(x), unit))
	}
	return floorTo(new(big.Rat).Add(x, new(big.Rat).Quo(unit, big.NewRat(2, 1))), unit)
}

// remainders rounds exact parts to whole units so that they add up to total: all
// down, and then one unit more for those that lost most, the earlier first.
func remainders(exact []*big.Rat, total, unit *big.Rat) []*big.Rat {
	out, left := make([]*big.Rat, len(exact)), new(big.Rat).Set(total)
	for i, x := range exact {
		out[i] = floorTo(x, unit)
		left.Sub(left, out[i])
	}
	lost := make([]*big.Rat, len(exact)) // nil once it got its unit
	for i := range exact {
		lost[i] = new(big.Rat).Sub(exact[i], out[i])
	}
	for ; left.Sign() > 0; left.Sub(left, unit) {
		best := -1
		for i := range lost {
			if lost[i] != nil && (best < 0 || lost[i].Cmp(lost[best]) > 0) {
				best = i
			}
		}
		out[best], lost[best] = new(big.Rat).Add(out[best], unit), nil
	}
	return out
}

// sum adds up the amounts of a dimension that are there.
func (d oracleDim) sum() *big.Rat {
	s := new(big.Rat)
	for _, i := range d.items {
		if i.amount != nil {
			s.Add(s, i.amount)
		}
	}
	return s
}

func (d oracleDim) blanks() (n int) {
	for _, i := range d.items {
		if i.amount == nil {
			n++
		}
	}
	return n
}

// weights returns what blanks are filled in by: typed weights, or last year's
// actuals where all of them have some, or equal ones.
func (d oracleDim) weights() func(oracleItem) *big.Rat {
	past := true
	for _, i := range d.items {
		past = past && (i.amount != nil || len(i.history) > 0)
	}
	return func(i oracleItem) *big.Rat {
		switch {
		case d.weighted:
			return new(big.Rat).SetInt64(i.weight)
		case past:
			return new(big.Rat).SetInt64(i.history[len(i.history)-1])
		}
		return big.NewRat(1, 1)
	}
}

// filled returns the amounts after blanks got what is left of the goal.
func (p oraclePlan) filled(d oracleDim) []*big.Rat {
	left := new(big.Rat).Sub(p.goal, d.sum())
	all := new(big.Rat)
	weight := d.weights()
	for _, i := range d.items {
		if i.amount == nil {
			all.Add(all, weight(i))
		}
	}
	var exact []*big.Rat
	for _, i := range d.items {
		if i.amount == nil {
			exact = append(exact, new(big.Rat).Quo(new(big.Rat).Mul(left, weight(i)), all))
		}
	}
	if exact == nil {
		left = new(big.Rat)
	}
	parts := remainders(exact, left, new(big.Rat).SetFrac64(1, pow10(p.decimals)))
	var out []*big.Rat
	for _, i := range d.items {
		if i.amount == nil {
			out, parts = append(out, parts[0]), parts[1:]
		} else {
			out = append(out, i.amount)
		}
	}
	return out
}

// shares returns the shares of amounts as they are written, as fractions.
func (p oraclePlan) shares(amounts []*big.Rat) []*big.Rat {
	unit, sum := new(big.Rat).SetFrac64(1, pow10(p.shareDigits+2)), new(big.Rat)
	var exact, rounded []*big.Rat
	for _, a := range amounts {
		sum.Add(sum, a)
		share := new(big.Rat).Quo(a, p.goal)
		exact, rounded = append(exact, share), append(rounded, roundTo(share, unit))
	}
	if sum.Cmp(p.goal) == 0 {
		return remainders(exact, big.NewRat(1, 1), unit)
	}
	return rounded
}

// typedShare is the share that a person typed for an item, rounded as they do.
func (p oraclePlan) typedShare(i oracleItem) *big.Rat {
	return roundTo(new(big.Rat).Quo(i.amount, p.goal), new(big.Rat).SetFrac64(1, pow10(p.shareDigits+2)))
}

// typedShares adds up what typedShare gives for a dimension.
func (p oraclePlan) typedShares(d oracleDim) *big.Rat {
	sum := new(big.Rat)
	for _, i := range d.items {
		sum.Add(sum, p.typedShare(i))
	}
	return sum
}

// growth returns the growth of a target over last year and the reference rate,
// both as printed; ok is false if history does not allow it.
func growth(target *big.Rat, history []int64) (g, r *big.Rat, ok bool) {
	if len(history) < 2 {
		return nil, nil, false
	}
	digit := big.NewRat(1, 1000)
	last := len(history) - 1
	years := min(last, 3)
	one := big.NewRat(1, 1)
	g = new(big.Rat).Sub(new(big.Rat).Quo(target, new(big.Rat).SetInt64(history[last])), one)
	ratio := new(big.Rat).SetFrac64(history[last], history[last-years])
	return roundTo(g, digit), new(big.Rat).Sub(rootTo(ratio, years, digit), one), true
}

// rootTo returns the n-th root of x rounded to a multiple of unit: that multiple k
// for which k − half a unit is not above the root, and k + half a unit is.
func rootTo(x *big.Rat, n int, unit *big.Rat) *big.Rat {
	low, high := new(big.Int), new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)
	two := big.NewInt(2)
	for new(big.Int).Sub(high, low).Cmp(big.NewInt(1)) > 0 {
		mid := new(big.Int).Add(low, high)
		mid.Quo(mid, two)
		edge := new(big.Rat).Sub(new(big.Rat).SetInt(mid), big.NewRat(1, 2))
		if power(edge.Mul(edge, unit), n).Cmp(x) <= 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return new(big.Rat).Mul(unit, new(big.Rat).SetInt(low))
}

func power(x *big.Rat, n int) *big.Rat {
	out := big.NewRat(1, 1)
	for range n {
		out.Mul(out, x)
	}
	return out
}

// zipped writes the plan as a workbook.
func (p oraclePlan) zipped() []byte {
	text := func(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }
	number := func(x *big.Rat) string {
		if x == nil {
			return "<c/>"
		}
		return "<c><v>" + x.FloatString(p.decimals) + "</v></c>"
	}
	row := func(cells ...string) string { return "<row>" + strings.Join(cells, "") + "</row>" }
	goals := row(text("周期"), text("总目标类型"), text("目标值（万元）"), text("负责人")) + row(text("2025年度"), text("销售额"), number(p.goal), text("王总监"))
	body := row(text("拆解维度"), text("子目标项"), text("目标值（万元）"), text("占总目标比例"), text("责任人"), text("完成时间"), text("关键策略"), text("权重"))
	history := row(text("项目"), text("年份"), text("实际（万元）"))
	for n, d := range p.dims {
		for _, i := range d.items {
			share := "<c/>"
			if n == 0 { // typed: they say how many digits the others get
				share = text(p.typedShare(i).Mul(p.typedShare(i), big.NewRat(100, 1)).FloatString(p.shareDigits) + "%")
			}
			weight := "<c/>"
			if d.weighted && i.amount == nil {
				weight = fmt.Sprintf("<c><v>%d</v></c>", i.weight)
			}
			body += row(text(d.name), text(i.name), number(i.amount), share, text("张经理"), text("2025/12/"), text("展会"), weight)
			for k, a := range i.history {
				history += row(text(i.name), fmt.Sprintf("<c><v>%d</v></c>", 2025-len(i.history)+k), fmt.Sprintf("<c><v>%d</v></c>", a))
			}
		}
	}
	sheet := func(rows, tail string) string {
		return xmlHead + `<worksheet xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><sheetData>` + rows + `</sheetData>` + tail + `</worksheet>`
	}
	return plan().with(goalsPart, sheet(goals, "")).with(breakdownPart, sheet(body, `<legacyDrawing r:id="rId1"/>`)).with(historyPart, sheet(history, "")).zipped()
}
