package trust

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// exhibit is a workbook that was filled, for other programs to judge.
type exhibit struct {
	name           string
	before, after  string // paths
	people         string // the text of a person's note that must be there
	unreadableByUs string // why it was refused; "" if it was filled
}

// exhibits fills the samples, the layouts and grafted workbooks of the corpus that
// are there: a few of each, all of them in a long run.
func exhibits(t *testing.T) []*exhibit {
	t.Helper()
	all, err := gathered()
	if err != nil {
		t.Fatal(err)
	}
	var filled []*exhibit
	for _, e := range all {
		if e.unreadableByUs == "" {
			filled = append(filled, e)
		}
	}
	t.Logf("%d workbooks filled, %d refused", len(filled), len(all)-len(filled))
	return filled
}

var gathered = sync.OnceValues(func() (all []*exhibit, err error) {
	dir := filepath.Join(scratch, "judged")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	add := func(name, people string, book []byte) {
		e := &exhibit{name: name, people: people}
		e.before = filepath.Join(dir, fmt.Sprintf("%03d%s", len(all), filepath.Ext(name)))
		e.after = filepath.Join(dir, fmt.Sprintf("%03d_filled%s", len(all), filepath.Ext(name)))
		os.WriteFile(e.before, book, 0o644)
		all = append(all, e)
	}
	add("practice.xlsx", "", practice())
	add("plan.xlsx", "与区域确认过", plan().zipped())
	random := rand.New(rand.NewPCG(seed, 4))
	for i := range 2 * min(times(), 10) {
		add(fmt.Sprintf("made at random %d.xlsx", i), "", newOraclePlan(random).zipped())
	}
	for _, path := range some(shared("layouts"), 6) {
		add(filepath.Base(path), "", must(os.ReadFile(path)))
	}
	for i, path := range some(shared("corpus"), 6) {
		if grafted := graft(path, filepath.Join(dir, "practice.bin"), []string{"append", "replace"}[i%2]); grafted != nil {
			add(filepath.Base(path), "", grafted)
		}
	}
	bin, err := built()
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		out, err := exec.Command(bin, "fill", e.before, "-o", e.after, "-q", "--lang", "zh", "--fail-on", "never").CombinedOutput()
		if err != nil {
			e.unreadableByUs = string(out)
		}
	}
	return all, nil
})

// some returns workbooks of a folder: n of them, evenly spread, or all in a long run.
func some(dir string, n int) (paths []string) {
	if dir == "" {
		return nil
	}
	for _, pattern := range []string{"*.xlsx", "*.xlsm"} {
		paths = append(paths, must(filepath.Glob(filepath.Join(dir, pattern)))...)
	}
	sort.Strings(paths)
	if longRun() || len(paths) <= n {
		return paths
	}
	var few []string
	for i := range n {
		few = append(few, paths[i*len(paths)/n])
	}
	return few
}

// graft puts the practice's example into a workbook; nil where that does not work.
func graft(path, example, mode string) []byte {
	tool, python := shared("tools", "fidelity.py"), pythonWith("")
	if tool == "" || python == "" {
		return nil
	}
	example += ".xlsx"
	os.WriteFile(example, practice(), 0o644)
	to := example + ".grafted" + filepath.Ext(path)
	defer os.Remove(to)
	if exec.Command(python, tool, "graft", "--mode", mode, path, to, example).Run() != nil {
		return nil
	}
	b, _ := os.ReadFile(to)
	return b
}

// pythonWith returns a Python that has a module; "" if there is none.
func pythonWith(module string) string {
	for _, name := range []string{"python3", "/usr/bin/python3", "python"} {
		path, err := exec.LookPath(name)
		if err == nil && (module == "" || exec.Command(path, "-c", "import "+module).Run() == nil) {
			return path
		}
	}
	return ""
}

// office converts workbooks with LibreOffice, recalculating every formula, and
// returns where the results are.
func office(t *testing.T, paths ...string) func(path string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice here")
	}
	dir := t.TempDir()
	settings := filepath.Join(dir, "profile", "user")
	os.MkdirAll(settings, 0o755)
	always := func(name string) string {
		return `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="` + name + `" oor:op="fuse"><value>0</value></prop></item>`
	}
	os.WriteFile(filepath.Join(settings, "registrymodifications.xcu"), []byte(`<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		always("OOXMLRecalcMode")+always("ODFRecalcMode")+`</oor:items>`), 0o644)
	out := filepath.Join(dir, "out")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out}
	if said, err := exec.CommandContext(ctx, soffice, append(args, paths...)...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, said)
	}
	return func(path string) string {
		base := filepath.Base(path)
		return filepath.Join(out, strings.TrimSuffix(base, filepath.Ext(base))+".xlsx")
	}
}

// TestLibreOfficeAgrees has LibreOffice open every result and work every formula
// of the findings out again: it gets what the program has written as their values.
func TestLibreOfficeAgrees(t *testing.T) {
	heavy(t)
	all := exhibits(t)
	var paths []string
	for _, e := range all {
		paths = append(paths, e.after)
	}
	converted := office(t, paths...)
	formulas := 0
	for _, e := range all {
		theirs, err := excelize.OpenFile(converted(e.after))
		if err != nil {
			t.Errorf("%s: LibreOffice did not open the result: %v", e.name, err)
			continue
		}
		for cell, ours := range states(t, e.after) {
			formulas++
			if got, _ := theirs.GetCellValue("问题清单", cell); got != ours {
				t.Errorf("%s: %s is %q for LibreOffice, and %q for the program", e.name, cell, got, ours)
			}
		}
		theirs.Close()
	}
	t.Logf("%d workbooks, %d live formulas", len(all), formulas)
	if formulas == 0 {
		t.Error("no live formula was there: the test shows nothing")
	}
}

// states returns the live formulas of the findings with their stored values.
func states(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found := map[string]string{}
	grid, _ := f.GetRows("问题清单")
	for r, row := range grid {
		for c := range row {
			cell := must(excelize.CoordinatesToCellName(c+1, r+1))
			if formula, _ := f.GetCellFormula("问题清单", cell); strings.Contains(formula, "SUM(") {
				found[cell] = must(f.GetCellValue("问题清单", cell))
			}
		}
	}
	return found
}

// TestMendedCellPasses mends the wrong cell in the result, as somebody would in
// Excel, and has LibreOffice work the state out: 通过.
func TestMendedCellPasses(t *testing.T) {
	heavy(t)
	p := newPlace(t, plan().zipped(), nil)
	if o := run(t, p.dir, "fill", sourceName, "-o", resultName, "-q", "--fail-on", "never"); o.Code != 0 {
		t.Fatalf("exit %d: %s", o.Code, o.Err)
	}
	result := must(unzipped(p.read(resultName)))
	mended := filepath.Join(p.dir, "mended.xlsx")
	os.WriteFile(mended, result.swap(breakdownPart, `<v>3500</v>`, `<v>3600</v>`).zipped(), 0o644)
	passed := func(values map[string]string) (n int) {
		for _, v := range values {
			if v == "通过" {
				n++
			}
		}
		return n
	}
	before := states(t, filepath.Join(p.dir, resultName))
	if len(before) == 0 || passed(before) > 0 {
		t.Fatalf("before: %v", before)
	}
	theirs, err := excelize.OpenFile(office(t, mended)(mended))
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	after := map[string]string{}
	for cell := range before {
		after[cell] = must(theirs.GetCellValue("问题清单", cell))
	}
	if passed(after) != len(before) {
		t.Errorf("after mending: %v, want 通过", after)
	}
}

// TestOpenpyxlAgrees has openpyxl read what was written, from books by several
// programs: every note of a person, the notes of the program, its formats, and
// every value of the source.
func TestOpenpyxlAgrees(t *testing.T) {
	heavy(t)
	python := pythonWith("openpyxl")
	if python == "" {
		t.Skip("no Python with openpyxl here")
	}
	all := exhibits(t)
	all = append(all, resaved(t, python)...)
	var args []string
	for _, e := range all {
		args = append(args, e.before, e.after)
	}
	var said bytes.Buffer
	cmd := exec.Command(python, append([]string{"testdata/compare.py"}, args...)...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	marked := 0
	for i, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		var seen struct {
			Unread       string   // why openpyxl cannot read the source
			Broken       string   // why it cannot read the result
			Lost         []string // values and notes of the source that are not there
			Notes        []string // the texts of all notes
			Added        int      // notes that the source did not have
			Conditionals int
		}
		if err := json.Unmarshal([]byte(line), &seen); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		e := all[i]
		switch {
		case seen.Unread != "":
			continue
		case seen.Broken != "":
			t.Errorf("%s: openpyxl reads the source, and of the result says: %s", e.name, seen.Broken)
		case len(seen.Lost) > 0:
			t.Errorf("%s: lost for openpyxl: %q", e.name, seen.Lost)
		case e.people != "" && !strings.Contains(strings.Join(seen.Notes, "\n"), e.people):
			t.Errorf("%s: the person's note is lost among %q", e.name, seen.Notes)
		case seen.Added > 0 && seen.Conditionals > 0:
			marked++
		case e.people != "":
			t.Errorf("%s: openpyxl sees no marks: %+v", e.name, seen)
		}
	}
	t.Logf("%d workbooks, %d with marks that openpyxl sees", len(all), marked)
}

// resaved fills the plan as LibreOffice and openpyxl save it, notes and all.
func resaved(t *testing.T, python string) (all []*exhibit) {
	t.Helper()
	dir := t.TempDir()
	original := filepath.Join(dir, "plan.xlsx")
	os.WriteFile(original, plan().zipped(), 0o644)
	add := func(name, path string) {
		e := &exhibit{name: name, before: path, after: path + ".filled.xlsx", people: "与区域确认过"}
		if o := run(t, dir, "fill", path, "-o", e.after, "-q", "--fail-on", "never"); o.Code != 0 {
			t.Errorf("%s: exit %d: %s", name, o.Code, o.Err)
			return
		}
		all = append(all, e)
	}
	byPython := filepath.Join(dir, "python.xlsx")
	if out, err := exec.Command(python, "-c", "import openpyxl,sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", original, byPython).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	add("saved by openpyxl", byPython)
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Log("no LibreOffice: its notes are not tried")
		return all
	}
	add("saved by LibreOffice", office(t, original)(original))
	return all
}

// TestValidatorFindsNothingNew has the Open XML SDK judge each workbook before and
// after: fill adds no error.
func TestValidatorFindsNothingNew(t *testing.T) {
	heavy(t)
	validator := os.Getenv("GOALXL_OOXML_VALIDATOR")
	if validator == "" {
		path, err := exec.LookPath("ooxml-validator")
		if err != nil {
			t.Skip("no Open XML validator: set GOALXL_OOXML_VALIDATOR or put ooxml-validator on the PATH")
		}
		validator = path
	}
	for i, e := range exhibits(t) {
		if i%3 > 0 && !longRun() { // it takes seconds to start
			continue
		}
		before, after := schemaErrors(t, validator, e.before), schemaErrors(t, validator, e.after)
		for kind, n := range after {
			if n > before[kind] {
				t.Errorf("%s: %d of %q, and %d before", e.name, n, kind, before[kind])
			}
		}
	}
}

// schemaErrors counts what the validator finds wrong, by its description.
func schemaErrors(t *testing.T, validator, path string) map[string]int {
	t.Helper()
	out, _ := exec.Command(validator, path).Output()
	var said struct {
		Errors []struct {
			Description string
		}
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("the validator says of %s: %v %s", path, err, first(string(out)))
	}
	counts := map[string]int{}
	for _, e := range said.Errors {
		counts[e.Description]++
	}
	return counts
}
