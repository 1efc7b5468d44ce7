package report_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/markup"
	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/report"
)

// plan writes a small workbook like the practice's own, and returns its path.
func plan(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	const name = "目标分解明细表"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{
		{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例"},
		{"区域维度", "华北区域销售额", 3600, 0.3}, {"", "华东区域销售额", 4800, 0.4}, {"", "华南区域销售额", 3500, nil},
	} {
		if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.AddComment(name, excelize.Comment{Cell: "A2", Author: "张三", Text: "与区域确认过"}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestMendedSumPasses mends the cell that the findings name, and has excelize
// work the state's formula out.
func TestMendedSumPasses(t *testing.T) {
	for l, words := range map[lang.Lang][2]string{lang.ZH: {"错误", "通过"}, lang.EN: {"Error", "Passed"}} {
		in := plan(t)
		out := filepath.Join(t.TempDir(), "out.xlsx")
		if err := graft(t, in, out, sample(l)); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenFile(out)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		name := map[lang.Lang]string{lang.ZH: "问题清单", lang.EN: "Findings"}[l]
		if cached := must(f.GetCellValue(name, "L4")); cached != words[0] {
			t.Errorf("the cached state is %q, want %q", cached, words[0])
		}
		if got := must(f.CalcCellValue(name, "L4")); got != words[0] {
			t.Errorf("before: %q, want %q", got, words[0])
		}
		if err := f.SetCellValue("目标分解明细表", "C4", 3600); err != nil {
			t.Fatal(err)
		}
		if got := must(f.CalcCellValue(name, "L4")); got != words[1] {
			t.Errorf("after mending: %q, want %q", got, words[1])
		}
	}
}

// TestLogSurvivesLibreOffice has LibreOffice save the workbook again, and reads
// the change log, the marker names and the notes out of what it wrote.
func TestLogSurvivesLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	in, dir := plan(t), t.TempDir()
	marked := filepath.Join(dir, "marked.xlsx")
	want := sample(lang.ZH)
	if err := graft(t, in, marked, want); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "again"), marked)
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice did not run: %v %s", err, b)
	}
	f, err := excelize.OpenFile(filepath.Join(dir, "again", "marked.xlsx"), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := slices.Collect(report.ReadChanges(rawRows(t, f, "变更记录"), report.ChangesSheet))
	i := 0
	for c := range want.Changes {
		c.Before.Format, c.After.Format = 0, 0
		if i >= len(got) || got[i] != c {
			t.Fatalf("change %d reads %+v\nwant %+v", i, got, c)
		}
		i++
	}
	names := map[string]bool{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = true
	}
	if !names[report.FindingsName] || !names[report.ChangesName] {
		t.Errorf("the marker names are lost: %v", names)
	}
	checkNotes(t, filepath.Join(dir, "again", "marked.xlsx"))
}

// rawRows reads a sheet's rows through excelize, numbers as numbers.
func rawRows(t *testing.T, f *excelize.File, name string) iter.Seq[[]report.Value] {
	return func(yield func([]report.Value) bool) {
		for y, row := range must(f.GetRows(name)) {
			var out []report.Value
			for x, text := range row {
				cell := must(excelize.CoordinatesToCellName(x+1, y+1))
				kind := must(f.GetCellType(name, cell))
				number := kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset
				out = append(out, report.Value{Text: text, Number: number && text != ""})
			}
			if !yield(out) {
				return
			}
		}
	}
}

// checkNotes finds our two notes beside the person's in the first sheet's parts,
// and takes them off again.
func checkNotes(t *testing.T, path string) {
	p, err := opc.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var comments, drawing []byte
	for _, rel := range p.Rels(p.Sheets()[0].Part) {
		switch {
		case rel.Is("comments"):
			comments = must(p.Bytes(rel.Target))
		case rel.Is("vmlDrawing"):
			drawing = must(p.Bytes(rel.Target))
		}
	}
	count := func(b []byte, what string) int { return bytes.Count(b, []byte(what)) }
	if n, m := count(comments, "<comment "), count(drawing, `ObjectType="Note"`); n != 3 || m != 3 {
		t.Errorf("%d notes and %d boxes, want 3", n, m)
	}
	c, v, err := note.RemoveOwn(comments, drawing)
	if err != nil {
		t.Fatal(err)
	}
	comments, drawing = must(markup.Spliced(comments, c)), must(markup.Spliced(drawing, v))
	if n, m := count(comments, "<comment "), count(drawing, `ObjectType="Note"`); n != 1 || m != 1 {
		t.Errorf("%d notes and %d boxes are left, want 1", n, m)
	}
	if !bytes.Contains(comments, []byte("与区域确认过")) {
		t.Errorf("the person's note is lost: %s", comments)
	}
}
