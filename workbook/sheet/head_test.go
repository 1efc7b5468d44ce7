package sheet

import (
	"testing"
)

func TestAddColumnWidths(t *testing.T) {
	widths := []ColumnWidth{{3, 16}, {4, 30}, {9, 24}}
	for _, c := range []struct{ head, want string }{
		{`<worksheet><sheetData>`, `<worksheet><cols><col min="3" max="3" width="16" customWidth="1"/><col min="4" max="4" width="30" customWidth="1"/><col min="9" max="9" width="24" customWidth="1"/></cols><sheetData>`},
		{`<worksheet><cols><col min="1" max="3" width="9"/><col min="6" max="8" width="9"/></cols><sheetData>`,
			`<worksheet><cols><col min="1" max="3" width="9"/><col min="4" max="4" width="30" customWidth="1"/><col min="6" max="8" width="9"/><col min="9" max="9" width="24" customWidth="1"/></cols><sheetData>`},
		{`<worksheet><cols><col min="1" max="16384" width="9"></col></cols><sheetData>`, `<worksheet><cols><col min="1" max="16384" width="9"></col></cols><sheetData>`},
		{`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="4" max="9" width="9"/></x:cols><x:sheetData>`,
			`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="3" max="3" width="16" customWidth="1"/><x:col min="4" max="9" width="9"/></x:cols><x:sheetData>`},
	} {
		splices, err := AddColumnWidths([]byte(c.head), widths)
		if err != nil {
			t.Fatal(err)
		}
		got := c.head
		for i := len(splices) - 1; i >= 0; i-- {
			got = got[:splices[i].Off] + string(splices[i].New) + got[splices[i].Off:]
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.head, got, c.want)
		}
	}
	if splices, err := AddColumnWidths([]byte(`<worksheet><sheetData>`), nil); err != nil || splices != nil {
		t.Errorf("no widths: %v %v", splices, err)
	}
}
