package blank_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook/blank"
)

func handout() *blank.Handout {
	return &blank.Handout{Lang: lang.ZH, Title: "张伟", Day: "2026-06-01", Identity: outbox.Identity{Round: "20260601-3f9a2c1b", Part: "001", Check: strings.Repeat("a", 64)}.String(),
		Sheets: []blank.HandoutSheet{{Name: "目标分解明细表", Title: "目标分解明细表：张伟", Hint: "请填", Note: "请于 2026-06-15 前填好发回",
			Columns: []blank.HandoutColumn{{Heading: "子目标项", Kind: templates.Text, Width: 22}, {Heading: "目标值", Kind: templates.Amount, Width: 16},
				{Heading: "完成时间", Kind: templates.Period, Width: 14}, {Heading: "建议目标值（万元）", Kind: templates.Amount, Width: 16, Open: true, Help: lang.T("填数字", "a number")}},
			Rows: []blank.HandoutRow{
				{Key: "gx-0123456789abcdef", Cells: []blank.HandoutCell{{Text: "=1+1"}, {Number: "48000000.123456", Format: `0\.0,"万元"`}, {Number: "46022", Format: "yyyy/m/d"}, {Format: `#,##0.00"万元"`}}},
				{Key: "gx-fedcba9876543210", Cells: []blank.HandoutCell{{Text: "华东 & <二组>"}, {Text: "4800万元"}, {Text: "2026/12/"}, {}}},
			}}}}
}

func handoutFile(t *testing.T, h *blank.Handout) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "handout.xlsx")
	var b, again bytes.Buffer
	if err := blank.WriteHandout(&b, h); err != nil {
		t.Fatal(err)
	}
	if err := blank.WriteHandout(&again, h); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same handout gave other bytes, or %v", err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHandoutInOpenpyxl reads a handout with openpyxl: texts and numbers as they are,
// ours locked and theirs open, the identity in all three places, the keys hidden.
func TestHandoutInOpenpyxl(t *testing.T) {
	path := handoutFile(t, handout())
	out := python(t, `
import openpyxl, json, sys
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb.worksheets[0]; last = wb.worksheets[-1]
json.dump({'sheets': wb.sheetnames, 'title': ws['A1'].value, 'a5': ws['A5'].value, 'a5type': ws['A5'].data_type, 'b5': repr(ws['B5'].value), 'b5format': ws['B5'].number_format,
 'c5': str(ws['C5'].value), 'b6': ws['B6'].value, 'd5format': ws['D5'].number_format, 'locked': [ws['A5'].protection.locked, ws['D5'].protection.locked, ws['D6'].protection.locked, ws['E5'].protection.locked],
 'protected': ws.protection.sheet, 'password': ws.protection.password, 'keys': [ws['E5'].value, ws['E6'].value], 'hidden': [ws.column_dimensions['E'].hidden, last.sheet_state],
 'name': wb.defined_names['goalxl_handout'].value, 'cell': last['A1'].value, 'rows': [last['A3'].value, last['C3'].value, last['A4'].value],
 'creator': wb.properties.creator}, sys.stdout)`, path)
	var got struct {
		Sheets                                                  []string
		Title, A5, A5type, B5, B5format, C5, B6, D5format, Name string
		Locked                                                  []bool
		Protected                                               bool
		Password, Cell, Creator                                 *string
		Keys                                                    []string
		Hidden, Rows                                            []any
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	id := handout().Identity
	switch {
	case got.A5 != "=1+1" || got.A5type != "s" && got.A5type != "inlineStr" && got.A5type != "f", got.Title != "目标分解明细表：张伟",
		got.B5 != "48000000.123456" || got.B5format != `0\.0,"万元"`, !strings.HasPrefix(got.C5, "2025-12-31"), got.B6 != "4800万元", got.D5format != `#,##0.00"万元"`:
		t.Errorf("cells: %s", out)
	case !got.Locked[0] || got.Locked[1] || got.Locked[2] || !got.Locked[3] || !got.Protected || got.Password != nil:
		t.Errorf("protection: %s", out)
	case got.Keys[0] != "gx-0123456789abcdef" || got.Keys[1] != "gx-fedcba9876543210" || got.Hidden[0] != true || got.Hidden[1] != "hidden":
		t.Errorf("keys: %s", out)
	case got.Name != `"`+id+`"` || *got.Cell != id || got.Rows[0] != "gx-0123456789abcdef" || got.Rows[1] != float64(blank.FirstRow):
		t.Errorf("identity: %s", out)
	}
}

// TestHandoutIsNoFormula holds that a text that begins like a formula is none.
func TestHandoutIsNoFormula(t *testing.T) {
	f := opened(t, handoutFile(t, handout()))
	if props, err := f.GetCustomProps(); err != nil || len(props) != 1 || props[0].Value != handout().Identity {
		t.Errorf("properties %v, %v", props, err)
	}
	if formula, err := f.GetCellFormula("目标分解明细表", "A5"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
	if v, _ := f.GetCellValue("目标分解明细表", "A5"); v != "=1+1" {
		t.Errorf("text %q", v)
	}
}

// TestHandoutIdentitySurvives holds that each of two programs that save a handout
// leaves the identity in one place at least, and the keys beside their rows.
func TestHandoutIdentitySurvives(t *testing.T) {
	path := handoutFile(t, handout())
	saved := filepath.Join(converted(t, "xlsx", path), "handout.xlsx")
	f := opened(t, saved)
	places := 0
	props, _ := f.GetCustomProps()
	for _, p := range props {
		if p.Value == handout().Identity {
			places++
		}
	}
	for _, n := range f.GetDefinedName() {
		if _, ok := outbox.FindIdentity(n.RefersTo); ok {
			places++
		}
	}
	sheets := f.GetSheetList()
	if v, _ := f.GetCellValue(sheets[len(sheets)-1], "A1"); v == handout().Identity {
		places++
	}
	if key, _ := f.GetCellValue(sheets[0], "E6"); places < 3 || key == "" && !hasRaw(t, saved, "gx-fedcba9876543210") {
		t.Errorf("LibreOffice left the identity in %d places, the key as %q", places, key)
	}
}

func hasRaw(t *testing.T, path, text string) bool {
	t.Helper()
	out := python(t, `
import openpyxl, sys
print(any(c.value == sys.argv[2] for ws in openpyxl.load_workbook(sys.argv[1]) for r in ws for c in r))`, path, text)
	return strings.TrimSpace(string(out)) == "True"
}

func TestHandoutIsValid(t *testing.T) {
	list := handout()
	list.Identity, list.Sheets[0].Rows[0].Key, list.Sheets[0].Rows[1].Key = "", "", ""
	valid(t, handoutFile(t, handout()), handoutFile(t, list))
}
