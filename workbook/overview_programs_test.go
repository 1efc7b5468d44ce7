package workbook_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// overviewNames are what 总览 is called.
var overviewNames = []string{"总览", "总览(2)", "Overview"}

// filledBooks fills every book, keeps each result under the book's name in one
// folder, and holds that a second run gives the same bytes and that cleaning gives
// the source back.
func filledBooks(t *testing.T) map[string]string {
	t.Helper()
	dir, filled := t.TempDir(), map[string]string{}
	for name, src := range overviewBooks(t) {
		path := filepath.Join(dir, strings.ReplaceAll(name, " ", "_")+".xlsx")
		must(t, os.Rename(roundTrip(t, src), path))
		filled[name] = path
	}
	return filled
}

// office has LibreOffice write the files in another format.
func office(t *testing.T, format string, paths ...string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	out := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", format, "--outdir", out}
	if b, err := exec.CommandContext(ctx, soffice, append(args, paths...)...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice did not run: %v %s", err, b)
	}
	return out
}

// TestOverviewByOthers has the Open XML validator accept every filled book, takes the
// values of the formulas away and has LibreOffice compute them again, and has it print
// 总览 on one page. With GOALXL_PICTURES naming a folder, the pages are kept there.
func TestOverviewByOthers(t *testing.T) {
	filled := filledBooks(t)
	if testing.Short() {
		t.Skip("starts other programs")
	}
	if tool := validatorPath(); tool != "" {
		for name, path := range filled {
			out, err := exec.Command(tool, path).Output()
			var said struct{ OK bool }
			if err != nil || json.Unmarshal(out, &said) != nil || !said.OK {
				t.Errorf("%s: %v %s", name, err, out)
			}
		}
	}
	t.Run("values", func(t *testing.T) { computedAgain(t, filled) })
	t.Run("pages", func(t *testing.T) { printed(t, filled) })
}

func computedAgain(t *testing.T, filled map[string]string) {
	var bare []string
	dir := t.TempDir()
	for _, path := range filled {
		again := filepath.Join(dir, filepath.Base(path))
		ran(t, "python3", "-c", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", path, again)
		bare = append(bare, again)
	}
	out := office(t, "xlsx", bare...)
	for name, path := range filled {
		readByOpenpyxl(t, name, path)
		if n := sameValues(t, name, path, filepath.Join(out, filepath.Base(path))); n == 0 && name != "no goals" && name != "goals only" {
			t.Errorf("%s: 总览 has no formulas", name)
		}
	}
}

// readByOpenpyxl holds that openpyxl reads the values that 总览 stores.
func readByOpenpyxl(t *testing.T, name, path string) {
	const script = `import openpyxl, sys, json
w = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(json.dumps({s.title + "!" + c.coordinate: str(c.value) for s in w for r in s.iter_rows(max_row=80, max_col=24) for c in r if c.value is not None}))`
	out, err := exec.Command("/usr/bin/python3", "-c", script, path).Output()
	if err != nil {
		t.Skip("no openpyxl: ", err)
	}
	var values map[string]string
	must(t, json.Unmarshal(out, &values))
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	sheet := overviewOf(f)
	for cell, got := range values {
		if at, ok := strings.CutPrefix(cell, sheet+"!"); ok {
			if want, _ := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true}); !alike(want, got) {
				t.Errorf("%s: openpyxl reads %q in %s, stored is %q", name, got, at, want)
			}
		}
	}
}

// sameValues compares what the formulas of 总览 store with what another program
// computed, and returns how many there are.
func sameValues(t *testing.T, name, path, again string) (n int) {
	ours, err := excelize.OpenFile(path)
	must(t, err)
	defer ours.Close()
	theirs, err := excelize.OpenFile(again)
	must(t, err)
	defer theirs.Close()
	sheet := overviewOf(ours)
	if sheet == "" {
		t.Fatalf("%s: no 总览", name)
	}
	for row := 1; row <= 80; row++ {
		for col := 1; col <= 24; col++ {
			cell, _ := excelize.CoordinatesToCellName(col, row)
			formula, _ := ours.GetCellFormula(sheet, cell)
			if formula == "" {
				continue
			}
			n++
			a, _ := ours.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			b, _ := theirs.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if !alike(a, b) {
				t.Errorf("%s: %s stores %q, LibreOffice computes %q from %s", name, cell, a, b, formula)
			}
		}
	}
	return n
}

// overviewOf is the tool's own 总览: the last sheet of the name.
func overviewOf(f *excelize.File) (found string) {
	for _, name := range overviewNames {
		if i, err := f.GetSheetIndex(name); err == nil && i >= 0 {
			if text, _ := f.GetCellValue(name, "A3"); text == "目标" || text == "Goal" {
				found = name
			}
		}
	}
	return found
}

// alike reports whether two programs show the same: numbers to 13 digits.
func alike(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return math.Abs(x-y) <= 1e-13*math.Max(1, math.Abs(x))
	}
	return a == b
}

func printed(t *testing.T, filled map[string]string) {
	var paths []string
	for _, path := range filled {
		paths = append(paths, path)
	}
	out := office(t, "pdf", paths...)
	for name, path := range filled {
		pdf := filepath.Join(out, strings.TrimSuffix(filepath.Base(path), ".xlsx")+".pdf")
		pages := overviewPages(t, pdf)
		if len(pages) != 1 {
			t.Errorf("%s: 总览 takes %d pages", name, len(pages))
			continue
		}
		page := strconv.Itoa(pages[0])
		text, err := exec.Command("pdftotext", "-f", page, "-l", page, "-layout", pdf, "-").Output()
		if err != nil {
			t.Skip("no pdftotext: ", err)
		}
		if strings.Contains(string(text), "###") {
			t.Errorf("%s: a column is too narrow for its figures:\n%s", name, text)
		}
		if folder := os.Getenv("GOALXL_PICTURES"); folder != "" {
			to := filepath.Join(folder, "overview_"+strings.ReplaceAll(name, " ", "_"))
			if b, err := exec.Command("pdftoppm", "-r", "110", "-f", page, "-l", page, "-singlefile", "-png", pdf, to).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, b)
			}
		}
	}
}

// overviewPages are the pages that the footer says are of 总览.
func overviewPages(t *testing.T, pdf string) (pages []int) {
	text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	if err != nil {
		t.Skip("no pdftotext: ", err)
	}
	for i, page := range strings.Split(string(text), "\f") {
		if strings.Contains(page, "未检查的内容") || strings.Contains(page, "Not checked") && strings.Contains(page, "Overview") {
			pages = append(pages, i+1)
		}
	}
	return pages
}
