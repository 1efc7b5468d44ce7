package allocate

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// partsPlan is a plan of one table: a row of the breakdown for each list, whose first
// figure is the year's target in 万元, and the others its parts of the field; below 0 is
// a blank. The last row is a total where total is set.
func partsPlan(field Field, total bool, rows ...[]int64) *Plan {
	p := &Plan{Tables: []Table{{Kind: BreakdownTable, Name: "月度分解", AmountUnit: Yuan, AmountScale: 4, ShareDigits: -1,
		Fields: []Field{FieldItem, FieldAmount, field}}}}
	for i, row := range rows {
		at := Ref{Row: int32(i + 2)}
		if total && i == len(rows)-1 {
			p.Totals = append(p.Totals, &Total{At: at, Label: "合计", Amount: wan(row[0]), AmountIn: Typed})
		} else {
			p.Breakdowns = append(p.Breakdowns, &Breakdown{At: at, Dimension: "区域", Item: fmt.Sprintf("区域%d", i), Amount: wan(row[0]), AmountIn: Typed})
		}
		for n, v := range row[1:] {
			part := &PartFigure{At: Ref{Row: at.Row, Field: field, Year: int16(n + 1)}, Amount: wan(v), In: Typed}
			if v < 0 {
				part.Amount, part.In = Amount{}, Blank
			}
			p.Parts = append(p.Parts, part)
		}
	}
	return p
}

func wan(v int64) Amount {
	a, err := ParseAmount(fmt.Sprint(v), Yuan, 4)
	if err != nil {
		panic(err)
	}
	return a
}

// said lists rule and message of the findings about parts.
func saidOfParts(p *Plan) string {
	var out []string
	for _, f := range Check(p, DefaultPolicy(Date{2025, 1, 1})).Findings {
		if text := f.Message.In(0); strings.Contains(text, "各") || strings.Contains(text, "季度") || strings.Contains(text, "半年") || strings.Contains(text, "期与") || strings.Contains(text, "月 写") {
			out = append(out, f.Rule.ID+" "+text)
		}
	}
	return strings.Join(out, "\n")
}

func TestParts(t *testing.T) {
	months := func(year int64, each ...int64) []int64 {
		row := []int64{year}
		for i := range 12 {
			row = append(row, each[i%len(each)])
		}
		return row
	}
	for _, c := range []struct {
		name string
		plan *Plan
		want string
	}{
		{"months add up", partsPlan(FieldMonth, false, months(120, 10), months(66, 5, 6)), ""},
		{"too little", partsPlan(FieldMonth, false, months(130, 10)), "sum-mismatch 区域0：各月合计 120万元，应为全年 130万元，少 10万元。"},
		{"too much", partsPlan(FieldMonth, false, months(110, 10, 9, 11)), "sum-mismatch 区域0：各月合计 120万元，应为全年 110万元，多 10万元。"},
		{"still open", partsPlan(FieldMonth, false, months(120, 10), append(months(120, 10)[:7], -1, -1, -1, -1, -1, -1)), "sum-incomplete 区域1：各月合计 60万元，全年 120万元，尚有 60万元 未分解到各月。"},
		{"the first half only", partsPlan(FieldMonth, false, months(120, 10)[:7]), ""},
		{"more than the year in the first half", partsPlan(FieldMonth, false, []int64{50, 20, 10, 10, 10, 10}), "sum-mismatch 区域0：各月合计 60万元，应为全年 50万元，多 10万元。"},
		{"running totals", partsPlan(FieldMonth, false, []int64{120, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120}, []int64{60, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60}), "interpreted 列“各月”的数当作累计数，不相加。依据：每行逐期不减，末期不超过全年，相加则超过全年。"},
		{"one row that does not run", partsPlan(FieldQuarter, false, []int64{100, 10, 40, 70, 100}, []int64{100, 25, 25, 25, 25}), "sum-mismatch 区域0：各季度合计 220万元，应为全年 100万元，多 120万元。"},
		{"halves", partsPlan(FieldHalf, false, []int64{100, 40, 50}), "sum-mismatch 区域0：上下半年合计 90万元，应为全年 100万元，少 10万元。"},
		{"a total's month", partsPlan(FieldQuarter, true, []int64{100, 25, 25, 25, 25}, []int64{40, 10, 10, 10, 10}, []int64{140, 35, 35, 36, 34}), "total-row-mismatch 合计（第 4 行）有 2 期与明细合计不符：第3季度 写的是 36万元，明细合计 35万元；第4季度 写的是 34万元，明细合计 35万元。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := saidOfParts(c.plan); got != c.want {
				t.Errorf("said\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestPartLevels compares months with their quarter, and quarters with the year: one
// cause gives one finding.
func TestPartLevels(t *testing.T) {
	p := partsPlan(FieldQuarter, false, []int64{120, 30, 30, 30, 30})
	for n := range int16(12) {
		v := int64(10)
		if n == 11 {
			v = 11
		}
		p.Parts = append(p.Parts, &PartFigure{At: Ref{Row: 2, Field: FieldMonth, Year: n + 1}, Amount: wan(v), In: Typed})
	}
	if got, want := saidOfParts(p), "sum-mismatch 区域0：各月合计 31万元，应为第4季度 30万元，多 1万元。"; got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
}

// TestPartsProperty plans rows at random: nothing is said of parts exactly where they
// add up.
func TestPartsProperty(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		row := []int64{0}
		for range 4 {
			row = append(row, rapid.Int64Range(0, 50).Draw(rt, "part"))
			row[0] += row[len(row)-1]
		}
		off := rapid.Int64Range(-3, 3).Draw(rt, "off")
		if row[0] += off; row[0] <= 0 {
			return
		}
		even := []int64{40, 10, 10, 10, 10} // a row that shows that they do not run
		said := saidOfParts(partsPlan(FieldQuarter, false, row, even))
		if (said == "") != (off == 0) {
			rt.Errorf("parts %v off by %d: %q", row, off, said)
		}
	})
}
