package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	xmlmarkup "goalxl/workbook/markup"
)

// TestBarsInTheListOfExtensions holds that a bar's solid form comes first in the list
// of extensions, joins the formats that are in it already, and that nothing is lost.
func TestBarsInTheListOfExtensions(t *testing.T) {
	bar := []CF{{Sqref: "H2:H9", Bar: &Bar{Colour: "FF3F7CAC", Full: `1+N("goalxl.track")`, ID: "60A1C000-0006-4000-8000-000000000001"}}}
	const x14 = `xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"`
	for name, tail := range map[string]string{
		"none":         `<pageMargins/></worksheet>`,
		"empty":        `<pageMargins/><extLst/></worksheet>`,
		"others":       `<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" ` + x14 + `><x14:sparklineGroups/></ext></extLst></worksheet>`,
		"formats":      `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" ` + x14 + `><x14:conditionalFormattings><x14:conditionalFormatting/></x14:conditionalFormattings></ext></extLst></worksheet>`,
		"with prefix":  `<x:pageMargins/></x:worksheet>`,
		"other prefix": `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><q:conditionalFormattings xmlns:q="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><q:conditionalFormatting/></q:conditionalFormattings></ext></extLst></worksheet>`,
	} {
		splices, err := AddConditionalFormats([]byte(tail), bar)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out, err := xmlmarkup.Spliced([]byte(tail), splices)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := string(out)
		for _, want := range []string{"sparklineGroups", "x14:conditionalFormatting/", "q:conditionalFormatting/", "pageMargins"} {
			if strings.Contains(tail, want) && !strings.Contains(got, want) {
				t.Errorf("%s: %s is lost: %s", name, want, got)
			}
		}
		if n := strings.Count(got, "conditionalFormattings>") + strings.Count(got, "conditionalFormattings "); n != 2 {
			t.Errorf("%s: %d tags of conditionalFormattings: %s", name, n, got)
		}
		if i, j := strings.Index(got, "gradient"), strings.Index(got, "sparklineGroups"); j >= 0 && i > j {
			t.Errorf("%s: the bar comes behind other extensions", name)
		}
		readsToTheEnd(t, name, strings.NewReplacer("</worksheet>", "", "</x:worksheet>", "").Replace(got))
	}
}

func readsToTheEnd(t *testing.T, name, fragment string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<r>" + fragment + "</r>"))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v in %s", name, err, fragment)
		}
	}
}
