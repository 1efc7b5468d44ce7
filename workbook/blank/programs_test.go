package blank_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/blank"
)

// converted has LibreOffice read the files and write them in another format.
func converted(t *testing.T, format string, paths ...string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", format, "--outdir", out}
	if b, err := exec.CommandContext(ctx, soffice, append(args, paths...)...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice did not run: %v %s", err, b)
	}
	return out
}

// python runs a script with openpyxl.
func python(t *testing.T, script string, args ...string) []byte {
	t.Helper()
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import openpyxl").Run() != nil {
		t.Skip("no openpyxl")
	}
	var errs bytes.Buffer
	cmd := exec.Command(python, append([]string{"-c", script}, args...)...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	return out
}

// formulas returns the formulas of a workbook, by sheet and cell.
func formulas(t *testing.T, path string) map[[2]string]string {
	t.Helper()
	f, all := opened(t, path), map[[2]string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y := range max(len(rows), 70) {
			for x := range 9 {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" {
					all[[2]string{sheet, cell}] = formula
				}
			}
		}
	}
	return all
}

// same reports whether two programs show the same: numbers to 12 digits.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return math.Abs(x-y) <= 1e-12*math.Max(1, math.Abs(x))
	}
	return a == b
}

// stored is the value that a cell stores.
func stored(t *testing.T, f *excelize.File, cell [2]string) string {
	t.Helper()
	text, err := f.GetCellValue(cell[0], cell[1], excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestStoredValues takes the values of all formulas away, has LibreOffice compute
// them again, and compares them with what the workbook stored.
func TestStoredValues(t *testing.T) {
	const script = "import openpyxl,sys\nfor f in sys.argv[1:]: openpyxl.load_workbook(f).save(f+'.bare.xlsx')"
	paths := map[string]string{}
	var bare []string
	for name, o := range variants() {
		path := made(t, o)
		paths[name] = path
		again := filepath.Join(filepath.Dir(path), fileName(name)+".xlsx")
		python(t, script, path)
		if err := os.Rename(path+".bare.xlsx", again); err != nil {
			t.Fatal(err)
		}
		bare = append(bare, again)
	}
	out := converted(t, "xlsx", bare...)
	for name, path := range paths {
		ours, theirs := opened(t, path), opened(t, filepath.Join(out, fileName(name)+".xlsx"))
		all := formulas(t, path)
		if len(all) < 60 {
			t.Errorf("%s: only %d formulas", name, len(all))
		}
		for cell, formula := range all {
			if a, b := stored(t, ours, cell), stored(t, theirs, cell); !same(a, b) {
				t.Errorf("%s: %v stores %q, LibreOffice computes %q from %s", name, cell, a, b, formula)
			}
		}
	}
}

// TestOpenpyxlReadsValues reads the stored values as openpyxl does.
func TestOpenpyxlReadsValues(t *testing.T) {
	const script = `import openpyxl, sys, json
w = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(json.dumps({s.title + "\t" + c.coordinate: c.value for s in w for r in s.iter_rows() for c in r if c.value is not None}))`
	path := made(t, blank.Options{Year: 2025, Sample: true, Elapsed: 100})
	var values map[string]any
	if err := json.Unmarshal(python(t, script, path), &values); err != nil {
		t.Fatal(err)
	}
	f := opened(t, path)
	for cell := range formulas(t, path) {
		got := ""
		if v := values[cell[0]+"\t"+cell[1]]; v != nil {
			got = fmt.Sprint(v)
		}
		if want := stored(t, f, cell); !same(got, want) {
			t.Errorf("%v reads %q, stores %q", cell, got, want)
		}
	}
}

// filledIn fills an empty workbook in as a person does, and returns its path.
func filledIn(t *testing.T) string {
	path := made(t, blank.Options{Year: 2025, Rows: 12, Open: true})
	f := opened(t, path)
	set := func(sheet, cell string, values ...any) {
		if err := f.SetSheetRow(sheet, cell, &values); err != nil {
			t.Fatal(err)
		}
	}
	set("总目标汇总表", "A5", "2025年度", "销售额", 12000, "年度销售", "陈总")
	set("总目标汇总表", "A6", "2025年度", "新客户数量", "200家", "新客户", "林总")
	for i, row := range [][]any{{"区域维度", "华东", 4800}, {"区域维度", "华北", 3600}, {"区域维度", "华南", 3600}} {
		set("目标分解明细表", fmt.Sprintf("A%d", 11+i), row...)
		set("目标分解明细表", fmt.Sprintf("E%d", 11+i), "张伟", "2025/06-09", "办展会")
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFilledInAndSavedAgain fills a workbook in, has other programs save it, and
// holds that fill reads all of it and keeps every formula.
func TestFilledInAndSavedAgain(t *testing.T) {
	path := filledIn(t)
	again := map[string]func(*testing.T) string{
		"as it is":    func(*testing.T) string { return path },
		"LibreOffice": func(t *testing.T) string { return filepath.Join(converted(t, "xlsx", path), "plan.xlsx") },
		"openpyxl": func(t *testing.T) string {
			python(t, "import openpyxl,sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[1]+'.2.xlsx')", path)
			return path + ".2.xlsx"
		},
	}
	for name, save := range again {
		t.Run(name, func(t *testing.T) {
			source := save(t)
			b, plan, res := checked(t, source)
			if len(plan.Targets) != 2 || len(plan.Breakdowns) != 3 || len(plan.Unread) != 0 {
				t.Fatalf("read %d goals, %d rows, unread %+v", len(plan.Targets), len(plan.Breakdowns), plan.Unread)
			}
			for i, want := range []string{"48000000", "36000000", "36000000"} {
				r := plan.Breakdowns[i]
				if r.Amount.Plain() != want || !r.DueText || r.Due.To.Month != 9 {
					t.Errorf("row %d: %s, due %v", i, r.Amount.Plain(), r.Due)
				}
				if share := map[string]string{"48000000": "0.4", "36000000": "0.3"}[want]; r.Share.Plain() != share {
					t.Errorf("row %d has the share %s, want %s", i, r.Share.Plain(), share)
				}
			}
			for i := range res.Changes {
				t.Errorf("changed: %v", res.Changes[i].At)
			}
			marked := filepath.Join(t.TempDir(), "marked.xlsx")
			w, err := os.Create(marked)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			if err := b.Mark(res)(w); err != nil {
				t.Fatal(err)
			}
			kept := formulas(t, marked)
			for cell, formula := range formulas(t, source) {
				if kept[cell] != formula {
					t.Errorf("%v held %s, now %s", cell, formula, kept[cell])
				}
			}
		})
	}
}

// TestLooksWhole has LibreOffice print every workbook, and looks for figures that
// do not fit. With GOALXL_PICTURES naming a folder, the pages are kept there.
func TestLooksWhole(t *testing.T) {
	folder, all := t.TempDir(), variants()
	var paths []string
	for name, o := range all {
		path := filepath.Join(folder, fileName(name)+".xlsx")
		if err := os.Rename(made(t, o), path); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	dir := converted(t, "pdf", paths...)
	for name, o := range all {
		pdf := filepath.Join(dir, fileName(name)+".pdf")
		text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
		if err != nil {
			t.Skip("no pdftotext: ", err)
		}
		if strings.Contains(string(text), "###") {
			t.Errorf("%s: a column is too narrow for its figures", name)
		}
		title := map[lang.Lang]string{lang.ZH: "2025年度目标分解明细表", lang.EN: "Breakdown for 2025"}[o.Lang]
		if n := strings.Count(string(text), title); n != 1 {
			t.Errorf("%s: the title of the breakdown is printed %d times: it is not one page wide", name, n)
		}
		if folder := os.Getenv("GOALXL_PICTURES"); folder != "" {
			if out, err := exec.Command("pdftoppm", "-r", "80", "-png", pdf, filepath.Join(folder, "template_"+fileName(name))).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		}
	}
}

// fileName is the name of a variant as a file has it.
func fileName(name string) string { return strings.ReplaceAll(name, " ", "_") }

// TestValid has the Open XML SDK's validator look at every workbook.
func TestValid(t *testing.T) {
	var paths []string
	for _, o := range variants() {
		paths = append(paths, made(t, o))
	}
	valid(t, paths...)
}

func valid(t *testing.T, paths ...string) {
	t.Helper()
	tool := os.Getenv("GOALXL_OOXML_VALIDATOR")
	if tool == "" {
		tool, _ = exec.LookPath("ooxml-validator")
	}
	if tool == "" {
		t.Skip("no Open XML validator: set GOALXL_OOXML_VALIDATOR or put ooxml-validator on the PATH")
	}
	for _, path := range paths {
		out, err := exec.Command(tool, path).Output()
		var said struct{ OK bool }
		if err != nil || json.Unmarshal(out, &said) != nil || !said.OK {
			t.Errorf("%v %s", err, out)
		}
	}
}
