package actuals

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestLargeExports: an export for a thousand workbooks of fifty rows takes little
// memory, whatever its length.
func TestLargeExports(t *testing.T) {
	if testing.Short() {
		t.Skip("a large file")
	}
	path := filepath.Join(t.TempDir(), "实际.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(f, "项目,月份,实际(万元)")
	for i := range 20000 {
		for m := 1; m <= 6; m++ {
			fmt.Fprintf(f, "门店%05d销售额,2024-%02d,%d.5\n", i, m, i%977)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	got, err := Read(path, Options{})
	if err != nil || len(got.Series) != 20000 || got.Err() != nil || got.Lines != 120000 {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	kept := (after.HeapAlloc - before.HeapAlloc) >> 20
	t.Logf("%d MB are kept, %d MB were asked for in all", kept, (after.TotalAlloc-before.TotalAlloc)>>20)
	if kept > 20 {
		t.Errorf("%d MB are kept of an export of 20,000 items", kept)
	}
	runtime.KeepAlive(got)
}
