package workbook_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// roundTrip fills a workbook, fills the result again, and cleans it. It fails
// the test unless the second run gives the same bytes, and cleaning gives every
// part of the source back.
func roundTrip(t *testing.T, src string) (filled string) {
	t.Helper()
	dir := t.TempDir()
	filled, again, restored := filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "again.xlsx"), filepath.Join(dir, "restored.xlsx")
	must(t, fillFile(src, filled))
	must(t, fillFile(filled, again))
	if !bytes.Equal(readFile(t, filled), readFile(t, again)) {
		t.Errorf("%s: a second run changes the result", filepath.Base(src))
	}
	marked, err := workbook.OpenMarked(filled)
	must(t, err)
	defer marked.Close()
	clean, err := marked.Clean(true)
	must(t, err)
	_, err = opc.Save(restored, opc.SaveOptions{}, clean.Write)
	must(t, err)
	sameParts(t, src, restored)
	return filled
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// sameParts compares two packages part by part.
func sameParts(t *testing.T, want, got string) {
	t.Helper()
	a, err := opc.Open(want)
	must(t, err)
	defer a.Close()
	b, err := opc.Open(got)
	must(t, err)
	defer b.Close()
	if w, g := strings.Join(a.Parts(), " "), strings.Join(b.Parts(), " "); w != g {
		t.Errorf("parts %s, want %s", g, w)
		return
	}
	for _, name := range a.Parts() {
		if !bytes.Equal(partOf(t, a, name), partOf(t, b, name)) {
			t.Errorf("%s: part %s is not the source's", filepath.Base(want), name)
		}
	}
}

func partOf(t *testing.T, p *opc.Package, name string) []byte {
	t.Helper()
	r, err := p.Open(name)
	must(t, err)
	defer r.Close()
	b, err := io.ReadAll(r)
	must(t, err)
	return b
}

func TestMarksComeOffAgain(t *testing.T) {
	roundTrip(t, practiceExample(t))
	roundTrip(t, largePlan(t, 137, largeShapes[0]))
}

func TestMarksComeOffRealLayouts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "layouts"), "*.xlsx"))
	must(t, err)
	if len(files) == 0 {
		t.Skip("no layouts beside the project")
	}
	filled := 0
	for _, src := range files {
		book, err := workbook.Open(src)
		must(t, err)
		_, err = book.Read()
		book.Close()
		if err == nil {
			roundTrip(t, src)
			filled++
		}
	}
	t.Logf("%d of %d workbooks were read, filled and cleaned", filled, len(files))
}

// TestMarksOfTheExample looks at each kind of mark through another library.
func TestMarksOfTheExample(t *testing.T) {
	f, err := excelize.OpenFile(roundTrip(t, practiceExample(t)))
	must(t, err)
	defer f.Close()
	const breakdown = "目标分解明细表"
	for cell, want := range map[string]string{"H1": "核对结果", "H2": "提醒：", "C2": "4800万元"} {
		got, err := f.GetCellValue(breakdown, cell)
		must(t, err)
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s holds %q, want %q", cell, got, want)
		}
	}
	notes, err := f.GetComments(breakdown)
	must(t, err)
	if len(notes) != 3 || notes[0].Cell != "C2" || !strings.Contains(noteText(notes[0]), "尚有 7200万元 未分解") {
		t.Errorf("notes: %+v", notes)
	}
	formats, err := f.GetConditionalFormats(breakdown)
	must(t, err)
	if len(formats) == 0 {
		t.Error("no conditional formats")
	}
	if sheets := strings.Join(f.GetSheetList(), " "); !strings.HasSuffix(sheets, "问题清单 变更记录") {
		t.Errorf("sheets: %s", sheets)
	}
}

func noteText(c excelize.Comment) string {
	text := c.Text
	for _, run := range c.Paragraph {
		text += run.Text
	}
	return text
}

// TestNotesThatFindNoPlaceAreSaid: a person's note stays alone on its cell, and
// the findings sheet says that the finding has none.
func TestNotesThatFindNoPlaceAreSaid(t *testing.T) {
	src := practiceExample(t)
	f, err := excelize.OpenFile(src)
	must(t, err)
	must(t, f.AddComment("目标分解明细表", excelize.Comment{Cell: "C2", Author: "王", Paragraph: []excelize.RichTextRun{{Text: "待定"}}}))
	must(t, f.Save())
	must(t, f.Close())
	filled, err := excelize.OpenFile(roundTrip(t, src))
	must(t, err)
	defer filled.Close()
	notes, err := filled.GetComments("目标分解明细表")
	must(t, err)
	if len(notes) != 3 || notes[0].Author != "王" || noteText(notes[0]) != "待定" {
		t.Errorf("notes: %+v", notes)
	}
	rows, err := filled.GetRows("问题清单")
	must(t, err)
	said := false
	for _, row := range rows {
		said = said || len(row) > 0 && strings.HasPrefix(row[0], "有 1 处没有加批注")
	}
	if !said {
		t.Errorf("the findings sheet does not say so: %v", rows)
	}
}
