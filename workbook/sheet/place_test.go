package sheet

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"goalxl/workbook/patch"
)

// pieces returns the head and the tail of a sheet.
func pieces(t testing.TB, in string) (head, tail []byte) {
	t.Helper()
	s := NewScanner(strings.NewReader(in))
	for {
		if _, err := s.Next(); err != nil {
			if s.state != atEnd {
				t.Fatal(err)
			}
			return s.Head(), s.Tail()
		}
	}
}

// spliced applies splices that do not overlap.
func spliced(in []byte, splices []patch.Splice) string {
	var out strings.Builder
	at := 0
	for _, s := range splices {
		out.Write(in[at:s.Off])
		out.Write(s.New)
		at = s.Off + s.Len
	}
	out.Write(in[at:])
	return out.String()
}

func TestAddColumnWidth(t *testing.T) {
	const cols = `<cols><col min="8" max="8" width="24.5" customWidth="1"/></cols>`
	for _, c := range []struct{ name, in, want string }{
		{"none", `<worksheet` + ns + `><sheetData/></worksheet>`, `<worksheet` + ns + `>` + cols + `<sheetData/>`},
		{"after the others", `<worksheet` + ns + `><sheetPr/><sheetFormatPr/> <sheetData><row/></sheetData></worksheet>`, `<worksheet` + ns + `><sheetPr/><sheetFormatPr/> ` + cols + `<sheetData>`},
		{"people's own", `<worksheet` + ns + `><cols><col min="1" max="1"/></cols><sheetData/></worksheet>`, `<worksheet` + ns + `><cols><col min="1" max="1"/></cols><sheetData/>`},
		{"prefixed, declared", "\uFEFF<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"" + mainSpace + `"><x:sheetData/></x:worksheet>`,
			"\uFEFF<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"" + mainSpace + `"><x:cols><x:col min="8" max="8" width="24.5" customWidth="1"/></x:cols><x:sheetData/>`},
		{"a namesake deeper", `<worksheet` + ns + `><sheetViews><extLst><ext><cols/></ext></extLst></sheetViews><sheetData/></worksheet>`, `<worksheet` + ns + `><sheetViews><extLst><ext><cols/></ext></extLst></sheetViews>` + cols + `<sheetData/>`},
		{"in a branch", `<worksheet` + ns + ` xmlns:mc="` + mceSpace + `"><mc:AlternateContent><mc:Choice Requires="q"><cols/></mc:Choice></mc:AlternateContent><sheetData/></worksheet>`, `<worksheet` + ns + ` xmlns:mc="` + mceSpace + `"><mc:AlternateContent><mc:Choice Requires="q"><cols/></mc:Choice></mc:AlternateContent><sheetData/>`},
	} {
		head, _ := pieces(t, c.in)
		splices, err := AddColumnWidth(head, 8, 24.5)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := spliced(head, splices); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestExtendDimension(t *testing.T) {
	for in, want := range map[string]string{
		`<dimension ref="B2:G12"/>`:        `<dimension ref="B2:H12"/>`,
		`<dimension  ref='A1' q=''/>`:      `<dimension  ref='A1:H9' q=''/>`,
		`<dimension ref="A1:Z99"/>`:        `<dimension ref="A1:Z99"/>`,
		`<dimension ref=""/>`:              `<dimension ref=""/>`,
		`<sheetPr/>`:                       `<sheetPr/>`,
		`<dimension ref="C3"></dimension>`: `<dimension ref="C3:H9"></dimension>`,
	} {
		head, _ := pieces(t, `<worksheet`+ns+`>`+in+`<sheetData/></worksheet>`)
		splices, err := ExtendDimension(head, Range{8, 3, 8, 9})
		if err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got := spliced(head, splices); got != `<worksheet`+ns+`>`+want+`<sheetData/>` {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// following is each child that may follow the data section, in the order of the
// schema (ECMA-376 part 1, CT_Worksheet).
var following = []string{
	"sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
	"dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
	"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
	"rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
	"drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
	"webPublishItems", "tableParts", "extLst",
}

// TestPlacesInSchemaOrder puts formats and a drawing into sheets that have all
// other children, alone and together, plain, prefixed and in branches.
func TestPlacesInSchemaOrder(t *testing.T) {
	order := map[string]int{}
	for i, n := range following {
		order[n] = i
	}
	for mask := range 1 << 10 {
		var body strings.Builder
		for i, n := range following {
			if n == "legacyDrawing" || mask>>(i%10)&1 == 0 {
				continue
			}
			if n == "controls" || n == "oleObjects" {
				fmt.Fprintf(&body, `<mc:AlternateContent><mc:Choice Requires="x14"><x:%s/></mc:Choice><mc:Fallback/></mc:AlternateContent>`, n)
				continue
			}
			fmt.Fprintf(&body, "\n <x:%s><x:ext/></x:%[1]s>", n)
		}
		in := `<x:worksheet xmlns:x="` + mainSpace + `" xmlns:mc="` + mceSpace + `"><x:sheetData/>` + body.String() + "</x:worksheet>"
		out, err := rewrite(t, in, Edits{Tail: around})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, out)
		_, tail := pieces(t, out)
		last := -1
		for _, name := range strings.Split(string(tail), "<x:")[1:] {
			name = name[:strings.IndexAny(name, " />")]
			if at, ok := order[name]; ok {
				if at < last {
					t.Fatalf("%s is out of order in %s", name, tail)
				}
				last = at
			}
		}
		for _, want := range []string{"<x:conditionalFormatting sqref=\"A1\"><x:cfRule type=\"expression\" dxfId=\"1\" priority=\"1\"><x:formula>A1&lt;&gt;&quot;&amp;&quot;</x:formula></x:cfRule></x:conditionalFormatting>", "<x:legacyDrawing "} {
			if strings.Count(string(tail), want) != 1 {
				t.Fatalf("%s is not there once: %s", want, tail)
			}
		}
	}
}

func TestAddConditionalFormatsPriorities(t *testing.T) {
	rule := func(p int) string {
		return fmt.Sprintf(`<conditionalFormatting sqref="A1"><cfRule type="expression" priority="%d"><formula>1</formula></cfRule></conditionalFormatting>`, p)
	}
	ext := `<extLst><ext xmlns:x14="urn:x14"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule priority="9"/></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
	for _, c := range []struct {
		name, in string
		want     []int
	}{
		{"none", ``, []int{1, 2}},
		{"after the greatest", rule(7) + rule(3), []int{8, 9}},
		{"extensions count", rule(7) + ext, []int{10, 11}},
		{"no room above", rule(1) + rule(3) + rule(math.MaxInt32), []int{2, 4}},
		{"just room above", rule(math.MaxInt32 - 2), []int{math.MaxInt32 - 1, math.MaxInt32}},
	} {
		_, tail := pieces(t, `<worksheet`+ns+`><sheetData></sheetData>`+c.in+`</worksheet>`)
		splices, err := AddConditionalFormats(tail, []CF{{Sqref: "A1", Formula: "1"}, {Sqref: "B1:B2 C3", Formula: "2", DxfID: 5}})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := spliced(tail, splices)
		if strings.LastIndex(got, "<conditionalFormatting ") != strings.Index(got, `<conditionalFormatting sqref="B1:B2 C3">`) {
			t.Errorf("%s: the new formats are not behind the others: %s", c.name, got)
		}
		for i, p := range c.want {
			if want := fmt.Sprintf(`dxfId="%d" priority="%d"><formula>%d<`, 5*i, p, i+1); !strings.Contains(got, want) {
				t.Errorf("%s: %s is not in %s", c.name, want, got)
			}
		}
	}
	if _, err := AddConditionalFormats([]byte(`</worksheet>`), []CF{{Sqref: "A1", Formula: "\x00"}}); err == nil {
		t.Error("a formula with NUL is accepted")
	}
	if s, err := AddConditionalFormats([]byte(`</worksheet>`), nil); s != nil || err != nil {
		t.Error("no formats:", s, err)
	}
}

func TestAddLegacyDrawing(t *testing.T) {
	for _, c := range []struct {
		name, in, existing, want string
		strict                   bool
	}{
		{"none", `<worksheet` + ns + `><sheetData/><drawing/><tableParts/></worksheet>`, "", `<drawing/><legacyDrawing xmlns:r="` + relSpace + `" r:id="rId&amp;1"/><tableParts/></worksheet>`, false},
		{"strict", `<worksheet` + ns + `><sheetData/></worksheet>`, "", `<legacyDrawing xmlns:r="` + strictRelSpace + `" r:id="rId&amp;1"/></worksheet>`, true},
		{"one there", `<worksheet` + ns + ` xmlns:r="` + relSpace + `"><sheetData/><legacyDrawing r:id='rId7'/></worksheet>`, "rId7", `<legacyDrawing r:id='rId7'/></worksheet>`, false},
		{"one in a branch", `<worksheet` + ns + ` xmlns:r="r" xmlns:mc="` + mceSpace + `"><sheetData/><mc:AlternateContent><mc:Choice Requires="q"><legacyDrawing r:id="rId8"/></mc:Choice></mc:AlternateContent></worksheet>`, "rId8",
			`<mc:AlternateContent><mc:Choice Requires="q"><legacyDrawing r:id="rId8"/></mc:Choice></mc:AlternateContent></worksheet>`, false},
	} {
		_, tail := pieces(t, c.in)
		splices, existing, err := AddLegacyDrawing(tail, "rId&1", c.strict)
		if err != nil || existing != c.existing {
			t.Errorf("%s: existing %q, %v", c.name, existing, err)
		}
		if got := spliced(tail, splices); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestMergedRangesAndFilter(t *testing.T) {
	_, tail := pieces(t, `<x:worksheet xmlns:x="`+mainSpace+`"><x:sheetData><x:row/></x:sheetData><x:autoFilter ref="A3:G12"><x:filterColumn colId="0"/></x:autoFilter><x:mergeCells count="2"><x:mergeCell ref="A1:G1"/> <x:mergeCell ref='A4:A7'></x:mergeCell></x:mergeCells><x:extLst><x:mergeCell ref="Z1:Z2"/></x:extLst></x:worksheet>`)
	merged, err := MergedRanges(tail)
	if got := fmt.Sprint(merged, err); got != "[A1:G1 A4:A7] <nil>" {
		t.Error(got)
	}
	if r, ok, err := AutoFilter(tail); r.String() != "A3:G12" || !ok || err != nil {
		t.Error(r, ok, err)
	}
	if merged, err := MergedRanges([]byte(`</sheetData></worksheet>`)); len(merged) > 0 || err != nil {
		t.Error(merged, err)
	}
	if r, ok, err := AutoFilter([]byte(`</sheetData></worksheet>`)); ok || err != nil {
		t.Error(r, ok, err)
	}
	if _, err := MergedRanges([]byte(`</sheetData><mergeCells>`[:20])); err == nil {
		t.Error("a piece that breaks off is accepted")
	}
}
