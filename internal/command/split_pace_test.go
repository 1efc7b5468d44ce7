package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goalxl/allocate"
	"goalxl/internal/outbox"
	"goalxl/workbook"
	"goalxl/workbook/blank"
)

// manyOwners is a breakdown of so many rows for each of so many owners.
func manyOwners(owners, rows int) string {
	var b strings.Builder
	b.WriteString(".sheet 目标分解明细表\n拆解维度\t子目标项\t目标值（万元）\t责任人\t完成时间\t关键策略\n")
	for i := range owners {
		for j := range rows {
			fmt.Fprintf(&b, "客户维度\t客户%03d-%02d\t%d\t负责人%03d\t2024/12/31\t深耕老客户，推行年度框架协议\n", i, j, 100+j, i)
		}
	}
	return b.String()
}

// TestSplitKeepsPace holds that a split takes no more than three times what writing
// its workbooks takes: reading the plan, dividing it, and reading every handout back.
func TestSplitKeepsPace(t *testing.T) {
	if raceEnabled {
		t.Skip("slower by a factor that differs from part to part")
	}
	t.Chdir(t.TempDir())
	const owners, rows = 20, 50
	if err := writeBook("plan.xlsx", manyOwners(owners, rows)); err != nil {
		t.Fatal(err)
	}
	books := handoutsOf(t, "plan.xlsx")
	if len(books) != owners {
		t.Fatalf("%d handouts", len(books))
	}
	best := 1e9
	for try := range 4 {
		start := time.Now()
		for i, h := range books {
			var b bytes.Buffer
			if err := blank.WriteHandout(&b, h); err != nil {
				t.Fatal(err)
			}
			f, err := os.Create(filepath.Join(t.TempDir(), fmt.Sprint(i)))
			if err != nil {
				t.Fatal(err)
			}
			f.Write(b.Bytes())
			f.Sync()
			f.Close()
		}
		writing := time.Since(start)
		start = time.Now()
		if got := real(t, "split", "plan.xlsx", "--out-dir", fmt.Sprint("out", try)); got.code != exitDone {
			t.Fatal(got.err)
		}
		ratio := float64(time.Since(start)) / float64(writing)
		if best = min(best, ratio); best < 2 {
			break
		}
	}
	t.Logf("%.2f times the writing", best)
	if best > 3 {
		t.Errorf("%.2f times the time of writing the workbooks", best)
	}
}

// handoutsOf are the workbooks that a split of a plan by owner writes.
func handoutsOf(t *testing.T, path string) []*blank.Handout {
	t.Helper()
	book, err := workbook.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	plan, err := book.Read()
	if err != nil {
		t.Fatal(err)
	}
	division := allocate.Divide(plan, allocate.ByOwner, allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 7, Day: 1}))
	round := &outbox.Record{Sent: "2024-07-01"}
	round.Round, round.Secret = outbox.NewRound(round.Sent, [32]byte{1})
	handouts, err := book.Handouts(plan, round)
	if err != nil {
		t.Fatal(err)
	}
	var books []*blank.Handout
	for i := range division.Portions {
		h, _ := handouts.Make(&division.Portions[i], fmt.Sprintf("%03d", i+1))
		books = append(books, h)
	}
	return books
}
