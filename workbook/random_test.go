package workbook

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"goalxl/allocate"
)

// TestRandomGrids reads sheets of headings and figures thrown together, and
// expects that whatever is read stands where the layout says: within its table,
// in a column that has the field, once.
func TestRandomGrids(t *testing.T) {
	words := []any{
		"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略", "周期", "总目标类型", "区域", "2023年实际", "1月", "本月", "计划", "实际", "完成率", "核对结果",
		"单位：万元", "合计", "小计", "华东", "一、华东", "备注：无", "4800万元", "40%", "1.2亿元", "待定", "2024/12/", "下周五", "2024年度", "销售额", 4800, 0.4, 2024, 40, true,
		nil, nil, nil, nil, nil, nil, "", " ",
	}
	rapid.Check(t, func(rt *rapid.T) {
		cols := rapid.IntRange(1, 9).Draw(rt, "columns")
		var rows [][]any
		for range rapid.IntRange(1, 14).Draw(rt, "rows") {
			row := make([]any, cols)
			for c := range row {
				row[c] = rapid.SampledFrom(words).Draw(rt, "cell")
			}
			if len(rows) == rapid.IntRange(0, 3).Draw(rt, "headings") {
				row = append([]any{}, head...)
			}
			rows = append(rows, row)
		}
		b, err := Open(save(t, []grid{{"表", rows}}, nil))
		if err != nil {
			rt.Fatal(err)
		}
		defer b.Close()
		plan, err := b.Read()
		if err != nil {
			if !errors.As(err, new(*NotRecognised)) {
				rt.Fatal(err)
			}
			return
		}
		checkPlaces(rt, b, plan)
	})
}

// checkPlaces fails unless every row and cell of the plan stands in its table.
func checkPlaces(t *rapid.T, b *Book, plan *allocate.Plan) {
	tables := b.Layout().Tables()
	if len(tables) != len(plan.Tables) {
		t.Fatalf("%d tables, %d of them placed", len(plan.Tables), len(tables))
	}
	seen := map[allocate.Ref]bool{}
	row := func(at allocate.Ref) {
		table := tables[at.Table]
		if at.Row <= table.HeadLast || at.Row > table.LastRow {
			t.Errorf("row %d is outside %v", at.Row, table.Range())
		}
		if seen[at] {
			t.Errorf("row %v twice", at)
		}
		seen[at] = true
	}
	data := make([]int, len(tables))
	for _, x := range plan.Breakdowns {
		row(x.At)
		data[x.At.Table]++
		if x.ShareIn != allocate.Blank && x.Share.Digits < 0 {
			t.Errorf("share of row %d is unsettled", x.At.Row)
		}
	}
	for _, x := range plan.Targets {
		row(x.At)
		data[x.At.Table]++
	}
	for _, x := range plan.Actions {
		row(x.At)
		data[x.At.Table]++
	}
	for _, x := range plan.Totals {
		row(x.At)
	}
	for _, x := range plan.Unread {
		if place, ok := b.Layout().Cell(x.At); !ok || place.Row <= tables[x.At.Table].HeadLast {
			t.Errorf("unread %+v has no cell", x)
		}
	}
	for i, table := range tables {
		if k := table.Kind; k != allocate.HistoryTable && k != allocate.ContactTable && data[i] != table.Rows {
			t.Errorf("table %v has %d rows, %d were read", table.Range(), table.Rows, data[i])
		}
		for j, other := range tables[:i] {
			a, b := table.Range(), other.Range()
			if a.Col1 <= b.Col2 && b.Col1 <= a.Col2 && a.Row1 <= b.Row2 && b.Row1 <= a.Row2 {
				t.Errorf("tables %d at %v and %d at %v overlap", j, b, i, a)
			}
		}
	}
}
