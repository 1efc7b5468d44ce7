package monthly_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/monthly"
)

// report is a month with n reds, whose names look like formulas.
func report(n int) *monthly.Month {
	share := func(s string) allocate.NullShare {
		return allocate.NullShare{Decimal: decimal.RequireFromString(s), Valid: true}
	}
	of := func(s string) allocate.Amount {
		a, err := allocate.ParseAmount(s, "", 0)
		if err != nil {
			panic(err)
		}
		return a
	}
	r := &allocate.Report{AsOf: allocate.Date{Year: 2024, Month: 6, Day: 30}}
	r.Month = allocate.MonthOf(r.AsOf)
	for i := range 3 {
		r.Lines = append(r.Lines, allocate.RegionLine{Path: "华东.xlsx", Region: fmt.Sprintf("=华东%d", i), Goal: "销售额", Target: of("4800万元"), Actual: of("2087.5万元"),
			Plan: of("2387万元"), Planned: share("0.497267759563"), Complete: share("0.434895833333"), Index: share(fmt.Sprintf("0.%d", 9-i)), State: allocate.Amber})
	}
	for i := range n {
		r.Reds = append(r.Reds, allocate.RedLine{Path: "华东.xlsx", Progress: allocate.Progress{Subject: fmt.Sprintf("=HYPERLINK(%d)", i), Target: of("36家"), Actual: of("15家"), State: allocate.Red}})
	}
	r.Unmatched = []allocate.Unmatched{{Line: 7, Item: "+华中", Why: lang.T("没有同名的行", "no row of that name").With(), Near: []string{"华东", "华北"}}}
	return &monthly.Month{Report: r, Actuals: &allocate.Actuals{}, Files: 1, States: [4]int{1, 2, 3, n}, Failed: []monthly.Failed{{Path: "西南.xlsx", Why: "正在别的程序里打开"}}}
}

// TestMonthly holds that the same month gives the same bytes, that texts stay texts,
// that long lists are cut and say so, and that the report is known again.
func TestMonthly(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		m := report(600)
		m.Lang = l
		var first bytes.Buffer
		if err := monthly.Write(&first, m); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			var again bytes.Buffer
			if err := monthly.Write(&again, m); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Fatalf("%s: the same month gives other bytes", l)
			}
		}
		path := filepath.Join(t.TempDir(), "月报.xlsx")
		if err := os.WriteFile(path, first.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		if of := monthly.OfMonth(path); of != "2024-06" {
			t.Errorf("%s: the report is of month %q", l, of)
		}
		look(t, path, l)
	}
}

func look(t *testing.T, path string, l lang.Lang) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	front, reds := f.GetSheetList()[0], f.GetSheetList()[1]
	rows, err := f.GetRows(front, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(rows)
	for _, want := range []string{"西南.xlsx", "=华东2", "0.434895833333", "2087.5"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: the front page does not say %s", l, want)
		}
	}
	if strings.Index(text, "=华东2") > strings.Index(text, "=华东0") {
		t.Errorf("%s: the furthest behind does not come first", l)
	}
	list, err := f.GetRows(reds)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(list); n != 3+500+1 || !strings.Contains(list[n-1][0], "100") {
		t.Errorf("%s: %d rows of reds, the last %q", l, n, list[n-1])
	}
	if formula, _ := f.GetCellFormula(reds, "B4"); formula != "" {
		t.Errorf("%s: a name became the formula %s", l, formula)
	}
}
