package workbook_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/outbox"
	"goalxl/workbook"
	"goalxl/workbook/blank"
)

// handedOut writes the handouts of a workbook's plan, and returns the plan, what was
// read back of each row, and the record's entries.
func handedOut(t *testing.T, path string, by allocate.By) (*allocate.Plan, map[int32]allocate.Amount, []*outbox.Handout) {
	t.Helper()
	book, err := workbook.Open(path)
	if err != nil {
		t.Skip(err)
	}
	defer book.Close()
	plan, err := book.Read()
	if err != nil {
		t.Skip(err)
	}
	division := allocate.Divide(plan, by, allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 7, Day: 1}))
	round := &outbox.Record{Sent: "2024-07-01", Deadline: "2024-07-15"}
	round.Round, round.Secret = outbox.NewRound(round.Sent, [32]byte{1})
	handouts, err := book.Handouts(plan, round)
	if err != nil {
		t.Fatal(err)
	}
	back := map[int32]allocate.Amount{}
	var entries []*outbox.Handout
	for i := range division.Portions {
		p := &division.Portions[i]
		h, entry := handouts.Make(p, fmt.Sprintf("%03d", i+1))
		entries = append(entries, entry)
		var b bytes.Buffer
		if err := blank.WriteHandout(&b, h); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "handout.xlsx")
		if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		amounts, err := workbook.HandedAmounts(file)
		if err != nil {
			t.Fatal(err)
		}
		for j, row := range p.Breakdowns {
			if a, ok := amounts[entry.Rows[j].Key]; ok {
				back[row] = a
			}
		}
	}
	if off := division.Readd(plan, func(row int32) (allocate.Amount, bool) { a, ok := back[row]; return a, ok }); off != nil && len(division.Refused) == 0 {
		t.Errorf("%s: %s: %s instead of %s", filepath.Base(path), off.Row.Item, off.Found, off.Want)
	}
	return plan, back, entries
}

// TestHandoutsOfLayouts hands out the workbooks that are laid out as people's are, by
// item and by dimension: every target comes back as it was read.
func TestHandoutsOfLayouts(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "layouts", "*.xlsx"))
	if len(files) == 0 {
		t.Skip("no workbooks to hand out here")
	}
	rows := 0
	for i, path := range files {
		if i%3 != 0 && os.Getenv("GOALXL_TRUST_LONG") == "" {
			continue
		}
		if strings.HasSuffix(path, "_t.xlsx") {
			continue // it lies on its side: headings come out as items
		}
		for _, by := range []allocate.By{allocate.ByItem, allocate.ByDimension} {
			t.Run(filepath.Base(path), func(t *testing.T) {
				plan, back, entries := handedOut(t, path, by)
				if len(entries) == 0 {
					t.Skip("no rows")
				}
				for i, b := range plan.Breakdowns {
					known := b.AmountIn == allocate.Typed || b.AmountIn == allocate.Derived
					if got, ok := back[int32(i)]; known != ok || ok && (!got.Value.Equal(b.Amount.Value) || got.Unit != b.Amount.Unit) {
						t.Errorf("%s came back as %v %v, want %v", b.Item, got, ok, b.Amount)
					}
				}
				rows += len(plan.Breakdowns)
			})
		}
	}
	t.Logf("%d rows", rows)
}

// TestKeysOfTablesSideBySide holds that rows of tables on one sheet, beside each
// other, have keys of their own.
func TestKeysOfTablesSideBySide(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{
		{"区域", "目标值", "责任人", nil, nil, "产品", "目标值", "责任人"},
		{"华东", "600万元", "张伟", nil, nil, "硬件", "700万元", "张伟"},
		{"华南", "400万元", "李娜", nil, nil, "软件", "300万元", "李娜"},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "beside.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	_, _, entries := handedOut(t, path, allocate.ByItem)
	keys := map[string]bool{}
	for _, e := range entries {
		for _, row := range e.Rows {
			keys[row.Key] = true
		}
	}
	if len(keys) != 4 {
		t.Errorf("%d keys for 4 rows", len(keys))
	}
}

// TestRecordHoldsWhatWasSent holds that the record has every field of a row, read.
func TestRecordHoldsWhatWasSent(t *testing.T) {
	_, _, entries := handedOut(t, filepath.Join("..", "testdata", "targets.xlsx"), allocate.ByItem)
	first := entries[0]
	want := map[string]outbox.Value{
		"dimension": {Text: "区域维度"}, "item": {Text: "华东区域销售额"}, "owner": {Text: "陈晓燕"},
		"target": {Text: "4800万元", Value: "48000000", Unit: "元"}, "due": {Text: "2025/12/31", Value: "2025-12-31"},
		"strategy": {Text: "增设 2 名销售专员，联合市场部办 3 场行业展会"},
	}
	row := first.Rows[0]
	for name, v := range want {
		got := row.Values[name]
		if got.Value != v.Value || got.Unit != v.Unit || v.Value == "" && got.Text != v.Text {
			t.Errorf("%s: %+v, want %+v", name, got, v)
		}
	}
	if _, shown := row.Values["share"]; shown || row.Sheet != "目标分解明细表" || row.Row == 0 || row.At != blank.FirstRow || !outbox.IsKey(row.Key) {
		t.Errorf("row %+v", row)
	}
	if id, ok := outbox.FindIdentity(first.Identity); !ok || id.Part != "001" {
		t.Errorf("identity %q", first.Identity)
	}
}
