package blank_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/blank"
)

// TestSheets holds what every table's sheet has: its declared headings, frozen
// and filtered, inputs that are open, formulas that are locked, one page wide.
func TestSheets(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		f := opened(t, made(t, blank.Options{Lang: l, Year: 2025, Rows: 7}))
		names := f.GetSheetList()
		if names[0] != templates.ReadMe.In(l) {
			t.Errorf("the first sheet is %s", names[0])
		}
		for i, table := range templates.All() {
			name := table.Sheet.In(l)
			if names[i+1] != name {
				t.Errorf("sheet %d is %s, want %s", i+1, names[i+1], name)
			}
			checkSheet(t, f, table, l)
		}
	}
}

func checkSheet(t *testing.T, f *excelize.File, table *templates.Table, l lang.Lang) {
	name := table.Sheet.In(l)
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit < 4 {
		t.Fatalf("%s: panes %+v, %v", name, panes, err)
	}
	col := 0
	for i := range table.Columns {
		c := &table.Columns[i]
		if !c.Required {
			continue
		}
		col++
		head, _ := excelize.CoordinatesToCellName(col, panes.YSplit)
		first, _ := excelize.CoordinatesToCellName(col, panes.YSplit+1)
		if got, _ := f.GetCellValue(name, head); got != c.Heading.In(l) {
			t.Errorf("%s!%s is %q, want %q", name, head, got, c.Heading.In(l))
		}
		checkCell(t, f, name, first, c)
	}
	protection, err := f.GetSheetProtection(name)
	if err != nil || !protection.AutoFilter || !protection.Sort || !protection.FormatColumns || !protection.InsertRows || protection.Password != "" || protection.DeleteColumns {
		t.Errorf("%s: protected as %+v, %v", name, protection, err)
	}
	page, err := f.GetPageLayout(name)
	if err != nil || *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 {
		t.Errorf("%s: the page is %+v, %v", name, page, err)
	}
	for _, builtin := range []string{"_xlnm.Print_Area", "_xlnm.Print_Titles"} {
		if !defined(f, builtin, name) {
			t.Errorf("%s has no %s", name, builtin)
		}
	}
	validations, err := f.GetDataValidations(name)
	if err != nil || len(validations) < col {
		t.Errorf("%s: %d validations for %d columns, %v", name, len(validations), col, err)
	}
	for _, v := range validations {
		if v.Prompt == nil || *v.Prompt == "" || len([]rune(*v.Prompt)) > 255 || len([]rune(*v.PromptTitle)) > 32 {
			t.Errorf("%s: %s says nothing, or too much", name, v.Sqref)
		}
	}
}

// checkCell holds that a formula is locked and grey, an input open, yellow and blue.
func checkCell(t *testing.T, f *excelize.File, sheet, cell string, c *templates.Column) {
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	formula := c.Kind == templates.Share
	if style.Protection.Locked != formula {
		t.Errorf("%s!%s is locked: %v", sheet, cell, style.Protection.Locked)
	}
	want := map[bool]string{true: "F2F4F7", false: "FFFBE0"}[formula]
	if len(style.Fill.Color) != 1 || !strings.EqualFold(style.Fill.Color[0], want) {
		t.Errorf("%s!%s is filled with %v, want %s", sheet, cell, style.Fill.Color, want)
	}
	if !formula && !strings.EqualFold(style.Font.Color, "1F3FBF") {
		t.Errorf("%s!%s is written in %s", sheet, cell, style.Font.Color)
	}
}

func defined(f *excelize.File, name, scope string) bool {
	for _, d := range f.GetDefinedName() {
		if d.Name == name && (scope == "" || d.Scope == scope) {
			return true
		}
	}
	return false
}

// TestIdentity finds the three things by which the workbook says what it is.
func TestIdentity(t *testing.T) {
	f := opened(t, made(t, blank.Options{Year: 2025}))
	properties, err := f.GetCustomProps()
	if err != nil || len(properties) != 1 || properties[0].Name != blank.PropertyName || !strings.Contains(fmt.Sprint(properties[0].Value), "2025") {
		t.Errorf("properties %+v, %v", properties, err)
	}
	if !defined(f, blank.DefinedName, "") {
		t.Errorf("the name %s is missing", blank.DefinedName)
	}
	visible, err := f.GetSheetVisible("列表")
	if text, _ := f.GetCellValue("列表", "A1"); err != nil || visible || !strings.Contains(text, "2025") {
		t.Errorf("the hidden sheet says %q, visible %v, %v", text, visible, err)
	}
}

// TestOpenSheets holds that --no-protect leaves nothing protected.
func TestOpenSheets(t *testing.T) {
	f := opened(t, made(t, blank.Options{Year: 2025, Open: true}))
	for _, name := range f.GetSheetList() {
		if p, err := f.GetSheetProtection(name); err == nil && (p.SelectLockedCells || p.AutoFilter) {
			t.Errorf("%s is protected: %+v", name, p)
		}
	}
}

// TestDimensions names the dimensions as the plan does, one line each.
func TestDimensions(t *testing.T) {
	f := opened(t, made(t, blank.Options{Year: 2025, Dimensions: []string{"门店", "产品维度", "Online"}}))
	for cell, want := range map[string]string{"A4": "门店维度", "A5": "产品维度", "A6": "Online", "A7": ""} {
		if got, _ := f.GetCellValue("目标分解明细表", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}
