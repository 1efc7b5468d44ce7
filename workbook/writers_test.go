package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// python finds an interpreter that has openpyxl.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	t.Skip("no python3 with openpyxl here")
	return ""
}

// TestExampleByOpenpyxl reads the example as openpyxl saves it.
func TestExampleByOpenpyxl(t *testing.T) {
	py := python(t)
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	type jsonSheet struct {
		Name string
		Rows [][]any
	}
	var sheets []jsonSheet
	for _, g := range exampleGrids() {
		sheets = append(sheets, jsonSheet{g.name, g.rows})
	}
	in, err := json.Marshal(sheets)
	if err != nil {
		t.Fatal(err)
	}
	const script = `
import json, sys, openpyxl
book = openpyxl.Workbook()
book.remove(book.active)
for s in json.load(sys.stdin):
    sheet = book.create_sheet(s["Name"])
    for row in s["Rows"]:
        sheet.append(row)
book.save(sys.argv[1])
`
	cmd := exec.Command(py, "-c", script, path)
	cmd.Stdin = bytes.NewReader(in)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, plan := read(t, path)
	checkExample(t, b, plan)
}

// TestExampleByLibreOffice reads the example as LibreOffice saves it.
func TestExampleByLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice here")
	}
	dir := t.TempDir()
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir, save(t, exampleGrids(), nil))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
	b, plan := read(t, filepath.Join(dir, "targets.xlsx"))
	checkExample(t, b, plan)
}

// TestExampleWithPrefixes reads the example with prefixed element names, strings
// in the cells, and rows and cells without references, as other writers have it.
func TestExampleWithPrefixes(t *testing.T) {
	src := save(t, exampleGrids(), nil)
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	rewrite(t, src, path, func(name string, b []byte) []byte {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			return b
		}
		var out strings.Builder
		out.WriteString(`<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>`)
		n := int(name[len("xl/worksheets/sheet")] - '1')
		for _, row := range exampleGrids()[n].rows {
			out.WriteString("<x:row>")
			for _, v := range row {
				first, rest := runeAt(v.(string)), v.(string)[len(runeAt(v.(string))):]
				out.WriteString(`<x:c t="inlineStr"><x:is><x:r><x:t>` + first + `</x:t></x:r><x:rPh sb="0" eb="1"><x:t>ignored</x:t></x:rPh><x:r><x:t xml:space="preserve">` + rest + ` </x:t></x:r></x:is></x:c>`)
			}
			out.WriteString("</x:row>")
		}
		out.WriteString("</x:sheetData></x:worksheet>")
		return []byte(out.String())
	})
	b, plan := read(t, path)
	checkExample(t, b, plan)
}

// rewrite copies a package with its parts changed.
func rewrite(t *testing.T, from, to string, edit func(name string, b []byte) []byte) {
	t.Helper()
	r, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		rc.Close()
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(edit(f.Name, b)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestStaleFormula finds a stored value that its formula does not give.
func TestStaleFormula(t *testing.T) {
	src := save(t, []grid{{"表", [][]any{{"子目标项", "目标值"}, {"甲", 100}, {"乙", 200}, {"丙", 333}, {"合计", 444}}}}, nil)
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	rewrite(t, src, path, func(name string, b []byte) []byte {
		s := strings.Replace(string(b), "<v>333</v>", "<f>B2*3</f><v>333</v>", 1)
		return []byte(strings.Replace(s, "<v>444</v>", "<f>SUM(B2:B3)+0.1+0.2</f><v>300.30000000000001</v>", 1))
	})
	b, plan := read(t, path)
	if len(plan.Unread) != 1 {
		t.Fatalf("unread: %+v", plan.Unread)
	}
	u := plan.Unread[0]
	place, _ := b.Layout().Cell(u.At)
	if !u.Stale || u.Text != "333" || u.Want != "300" || place.Ref() != "B4" {
		t.Errorf("stale: %+v at %v", u, place)
	}
	if got := plan.Breakdowns[2]; got.AmountIn != 2 || got.Amount.Plain() != "333" {
		t.Errorf("the stored value is not the one read: %+v", got.Amount)
	}
	if plan.Unchecked != 0 {
		t.Errorf("%d formulas unchecked", plan.Unchecked)
	}
}

// TestUncheckedFormulas counts the formulas whose stored values are taken as
// they are: too many of them, or of a kind that says something else every day.
func TestUncheckedFormulas(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值"}}
	for i := range recheckFormulas + 1 {
		rows = append(rows, []any{"甲", 5000 + i})
	}
	src := save(t, []grid{{"表", rows}}, nil)
	for name, c := range map[string]struct {
		formula string
		cells   int
		want    int
	}{
		"few":      {"2500*2", 1, 0},
		"too many": {"1+1", recheckFormulas + 1, recheckFormulas + 1},
		"volatile": {"TODAY()", 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "targets.xlsx")
			left := c.cells
			rewrite(t, src, path, func(name string, b []byte) []byte {
				return []byte(replaceSome(string(b), "<v>5", "<f>"+c.formula+"</f><v>5", &left))
			})
			_, plan := read(t, path)
			if plan.Unchecked != c.want || len(plan.Unread) != 0 {
				t.Errorf("%d unchecked, want %d; unread %+v", plan.Unchecked, c.want, plan.Unread)
			}
		})
	}
}

// replaceSome replaces old by new as often as n says, counting down.
func replaceSome(s, old, new string, n *int) string {
	count := min(*n, strings.Count(s, old))
	*n -= count
	return strings.Replace(s, old, new, count)
}

// TestEndlessFormula reads a workbook with a formula that never comes to an end:
// the others are read, it is named, and it takes no longer than the limit.
func TestEndlessFormula(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as formulas may take")
	}
	src := save(t, []grid{{"表", [][]any{{"子目标项", "目标值"}, {"甲", 100}, {"乙", 555}, {"丙", 777}}}}, nil)
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	rewrite(t, src, path, func(name string, b []byte) []byte {
		s := strings.Replace(string(b), "<v>555</v>", "<f>FACT(1E+300)</f>", 1)
		return []byte(strings.Replace(s, "<v>777</v>", "<f>B2*2</f>", 1))
	})
	start := time.Now()
	_, plan := read(t, path)
	if spent := time.Since(start); spent > 2*computeTime {
		t.Errorf("took %v", spent)
	}
	if amounts(plan) != "100 broken broken" || len(plan.Unread) != 2 {
		t.Errorf("amounts %s, unread %+v", amounts(plan), plan.Unread)
	}
}
