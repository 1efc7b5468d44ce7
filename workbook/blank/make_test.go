package blank_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/blank"
)

// made writes a workbook and returns its path.
func made(t *testing.T, o blank.Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := os.WriteFile(path, bytesOf(t, o), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func bytesOf(t *testing.T, o blank.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := blank.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// variants are the workbooks that the other tests look at.
func variants() map[string]blank.Options {
	all := map[string]blank.Options{}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		for unit, name := range map[blank.Unit]string{blank.Yuan: "yuan", blank.TenThousand: "wan"} {
			for _, sample := range []bool{false, true} {
				all[fmt.Sprintf("%v %s sample %v", l, name, sample)] = blank.Options{Lang: l, Year: 2025, Unit: unit, Sample: sample, Elapsed: 100}
			}
		}
	}
	return all
}

// opened opens a workbook with excelize.
func opened(t *testing.T, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// checked reads a workbook and checks its plan as of the end of 2025.
func checked(t *testing.T, path string) (*workbook.Book, *allocate.Plan, allocate.Result) {
	t.Helper()
	b, err := workbook.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	plan, err := b.Read()
	if err != nil {
		t.Fatal(err)
	}
	return b, plan, allocate.Check(plan, allocate.DefaultPolicy(allocate.Date{Year: 2025, Month: 12, Day: 31}))
}

// TestSameBytes makes each workbook twice.
func TestSameBytes(t *testing.T) {
	for name, o := range variants() {
		if !bytes.Equal(bytesOf(t, o), bytesOf(t, o)) {
			t.Errorf("%s: two runs give different bytes", name)
		}
	}
}

// TestEmptyRows finds every table in an empty workbook, and nothing to say about it.
func TestEmptyRows(t *testing.T) {
	for name, o := range variants() {
		if o.Sample {
			continue
		}
		_, plan, res := checked(t, made(t, o))
		kinds := map[allocate.TableKind]int{}
		for _, table := range plan.Tables {
			kinds[table.Kind]++
		}
		for _, k := range []allocate.TableKind{allocate.GoalTable, allocate.BreakdownTable, allocate.TrackingTable, allocate.HistoryTable, allocate.ContactTable} {
			if kinds[k] != 1 {
				t.Errorf("%s: %d tables of kind %v", name, kinds[k], k)
			}
		}
		if len(plan.Tables) != 5 || len(plan.Breakdowns)+len(plan.Targets)+len(plan.Actions)+len(plan.History)+len(plan.Unread) > 0 {
			t.Errorf("%s: read %d tables, %d rows and %d unread cells from an empty workbook", name, len(plan.Tables), len(plan.Breakdowns), len(plan.Unread))
		}
		if len(res.Findings)+len(res.Changes) > 0 {
			t.Errorf("%s: %d findings, %d changes", name, len(res.Findings), len(res.Changes))
		}
	}
}

// TestManyRows makes a workbook of 10,000 rows, which takes seconds at most.
func TestManyRows(t *testing.T) {
	start := time.Now()
	path := made(t, blank.Options{Year: 2025, Rows: 10_000})
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	_, plan, res := checked(t, path)
	if len(plan.Breakdowns) != 0 || len(res.Findings) != 0 {
		t.Errorf("%d rows, %d findings", len(plan.Breakdowns), len(res.Findings))
	}
	if f := opened(t, path); f.SheetCount != 7 {
		t.Errorf("%d sheets", f.SheetCount)
	} else if formula, err := f.GetCellFormula("目标分解明细表", "D10010"); err != nil || formula == "" {
		t.Errorf("the last row has no formula: %v", err)
	}
}
