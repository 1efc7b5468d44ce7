package workbook_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/blank"
	"goalxl/workbook/opc"
)

// BenchmarkOverview is the fill of a small book, with and without 总览: what the sheet
// and its charts cost each file of a batch.
func BenchmarkOverview(b *testing.B) {
	for _, with := range []bool{false, true} {
		b.Run(fmt.Sprintf("overview=%v", with), func(b *testing.B) {
			b.ReportAllocs()
			var spent time.Duration
			for b.Loop() {
				spent += cpuOf(b, func() error { return markSmall("../testdata/targets.xlsx", with) })
			}
			b.ReportMetric(spent.Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
	}
}

func markSmall(path string, overview bool) error {
	book, res, err := checkedFile(path)
	if err != nil {
		return err
	}
	defer book.Close()
	if !overview {
		res.Overview = nil
	}
	return book.Mark(res)(io.Discard)
}

// BenchmarkOverviewLarge is the same for 10,000 rows.
func BenchmarkOverviewLarge(b *testing.B) {
	for _, shape := range largeShapes {
		src := largePlan(b, 10_000, shape)
		for _, with := range []bool{false, true} {
			b.Run(fmt.Sprintf("shape=%s/overview=%v", shape.name, with), func(b *testing.B) {
				var spent time.Duration
				for b.Loop() {
					spent += cpuOf(b, func() error { return markSmall(src, with) })
				}
				b.ReportMetric(spent.Seconds()*1000/float64(b.N), "cpu-ms/op")
			})
		}
	}
}

// TestOverviewParts fills plans of many kinds twice and cleans them, and looks at what
// was put in: a sheet, one drawing, its charts with titles and values, and nothing of
// the workbook's own touched (see roundTrip).
func TestOverviewParts(t *testing.T) {
	for name, src := range overviewBooks(t) {
		pkg, err := opc.Open(roundTrip(t, src))
		must(t, err)
		defer pkg.Close()
		charts := 0
		for _, part := range pkg.Parts() {
			if !strings.HasPrefix(part, "xl/charts/goalxl") {
				continue
			}
			charts++
			b := string(partOf(t, pkg, part))
			if !strings.Contains(b, "<a:t>") || !strings.Contains(b, "<v>") || strings.Contains(b, "purl.oclc.org") != (name == "strict") {
				t.Errorf("%s: %s has no title or no values, or the wrong namespaces", name, part)
			}
		}
		if none := name == "goals only"; (charts == 0) != none || charts > 8 {
			t.Errorf("%s: %d charts", name, charts)
		}
		if pkg.Has("xl/drawings/goalxl1.xml") != (charts > 0) {
			t.Errorf("%s: %d charts, but the drawing is there: %v", name, charts, charts == 0)
		}
	}
}

// TestOverviewSettles has other programs save a filled workbook: 总览 is known again by
// its look, goes, and comes back once.
func TestOverviewSettles(t *testing.T) {
	for _, s := range savers() {
		t.Run(s.name, func(t *testing.T) {
			dir := t.TempDir()
			filled, saved, again := filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "saved.xlsx"), filepath.Join(dir, "again.xlsx")
			must(t, fillFile(templateBook(t, blank.Options{Year: 2025, Sample: true, Elapsed: 60}), filled))
			s.save(t, filled, saved)
			must(t, fillFile(saved, again))
			pkg, err := opc.Open(again)
			must(t, err)
			defer pkg.Close()
			n := 0
			for _, sh := range pkg.Sheets() {
				if strings.HasPrefix(sh.Name, "总览") {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d sheets called 总览", n)
			}
			clean := cleaned(t, saved, false)
			rest, err := opc.Open(clean)
			must(t, err)
			defer rest.Close()
			for _, part := range rest.Parts() {
				if strings.Contains(part, "chart") {
					t.Errorf("%s is left", part)
				}
			}
			printsTable(t, again, "I")
			printsTable(t, clean, "H")
		})
	}
}

// printsTable holds which column the print area of the breakdown ends in.
func printsTable(t *testing.T, path, col string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && n.Scope == "目标分解明细表" {
			if !strings.Contains(n.RefersTo, ":$"+col+"$") {
				t.Errorf("%s prints %s, not up to %s", filepath.Base(path), n.RefersTo, col)
			}
			return
		}
	}
	t.Errorf("%s: no print area", filepath.Base(path))
}

// BenchmarkTemplate compares the fill of a template whose 10,000 rows are filled in
// with the floor (see BenchmarkFill).
func BenchmarkTemplate(b *testing.B) {
	src := filepath.Join(b.TempDir(), "plan.xlsx")
	out, err := os.Create(src)
	must(b, err)
	must(b, blank.Write(out, blank.Options{Year: 2025, Rows: 10_000, Open: true}))
	must(b, out.Close())
	f, err := excelize.OpenFile(src)
	must(b, err)
	must(b, f.SetSheetRow("总目标汇总表", "A5", &[]any{"2025年度", "销售额", 10_000_000, "年度销售", "陈总"}))
	for i := range 10_000 {
		row := []any{[]string{"区域维度", "产品维度", "客户维度", "渠道维度"}[i/2500], fmt.Sprintf("第%d项", i), 4000}
		must(b, f.SetSheetRow("目标分解明细表", fmt.Sprintf("A%d", 11+i), &row))
		must(b, f.SetSheetRow("目标分解明细表", fmt.Sprintf("E%d", 11+i), &[]any{"张伟", "2025/06-09", "办展会"}))
	}
	must(b, f.Save())
	var fill, floor time.Duration
	for b.Loop() {
		fill += cpuOf(b, func() error { return fillFile(src, filepath.Join(b.TempDir(), "filled.xlsx")) })
		floor += cpuOf(b, func() error {
			_, err := copyFloor(src, filepath.Join(b.TempDir(), "floor.xlsx"))
			return err
		})
	}
	b.ReportMetric(float64(fill)/float64(floor), "×floor")
	b.ReportMetric(fill.Seconds()*1000/float64(b.N), "fill-ms/op")
}
