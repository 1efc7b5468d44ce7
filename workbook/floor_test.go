package workbook_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"goalxl/allocate"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// fillFile is what `goalxl fill` does to one workbook.
func fillFile(src, dst string) error {
	book, result, err := checkedFile(src)
	if err != nil {
		return err
	}
	defer book.Close()
	_, err = opc.Save(dst, opc.SaveOptions{Verify: book.Verify}, book.Mark(result))
	return err
}

// checkedFile is a workbook that was read and checked.
func checkedFile(src string) (*workbook.Book, allocate.Result, error) {
	book, err := workbook.Open(src)
	if err != nil {
		return nil, allocate.Result{}, err
	}
	plan, err := book.Read()
	if err != nil {
		book.Close()
		return nil, allocate.Result{}, err
	}
	return book, allocate.Check(plan, allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 6, Day: 30})), nil
}

// BenchmarkFill compares fill with the floor in the same run: the ratio of their
// processor times, which other programs on the machine do not touch as much as
// the clock.
func BenchmarkFill(b *testing.B) {
	for _, shape := range largeShapes {
		for _, rows := range []int{100, 10_000, 100_000} {
			b.Run(fmt.Sprintf("shape=%s/rows=%d", shape.name, rows), func(b *testing.B) { benchmarkFill(b, rows, shape) })
		}
	}
}

func benchmarkFill(b *testing.B, rows int, shape largeShape) {
	src, dir := largePlan(b, rows, shape), b.TempDir()
	var fill, floor time.Duration
	for b.Loop() {
		fill += cpuOf(b, func() error { return fillFile(src, filepath.Join(dir, "filled.xlsx")) })
		floor += cpuOf(b, func() error {
			_, err := copyFloor(src, filepath.Join(dir, "floor.xlsx"))
			return err
		})
	}
	b.ReportMetric(float64(fill)/float64(floor), "×floor")
	b.ReportMetric(fill.Seconds()/float64(b.N), "fill-s/op")
	b.ReportMetric(floor.Seconds()/float64(b.N), "floor-s/op")
}

// cpuOf returns the processor time, of user and system, that the process spent on work.
func cpuOf(b *testing.B, work func() error) time.Duration {
	before := processTime()
	if err := work(); err != nil {
		b.Fatal(err)
	}
	return processTime() - before
}
