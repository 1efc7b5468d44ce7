package workbook_test

import (
	"fmt"
	"io"
	"testing"
	"time"

	"goalxl/allocate"
	"goalxl/workbook"
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
	book, err := workbook.Open(path)
	if err != nil {
		return err
	}
	defer book.Close()
	plan, err := book.Read()
	if err != nil {
		return err
	}
	res := allocate.Check(plan, allocate.DefaultPolicy(allocate.Date{Year: 2025, Month: 6, Day: 30}))
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
