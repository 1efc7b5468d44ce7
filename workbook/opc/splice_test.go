package opc

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"goalxl/workbook/patch"

	"pgregory.net/rapid"
)

// spliced returns src with the splices put in.
func spliced(t interface{ Fatal(...any) }, src string, splices []patch.Splice, err error) string {
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := patch.NewWriter(&out, nil)
	if err := patch.Apply(w, []byte(src), splices); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return out.String()
}

func TestEditTypes(t *testing.T) {
	e := TypesEdit{
		Defaults:  map[string]string{"vml": "v", "PNG": "p"},
		Overrides: map[string]string{"xl/b.xml": "b&b", "xl/A.xml": "a"},
		Drop:      []string{"xl/calcChain.xml"},
	}
	for _, c := range []struct{ name, src, want string }{
		{"plain", `<Types xmlns="u"><Default Extension="png" ContentType="x"/><Override PartName="/xl/calcchain.xml" ContentType="y"/></Types>`,
			`<Types xmlns="u"><Default Extension="png" ContentType="x"/><Default Extension="vml" ContentType="v"/><Override PartName="/xl/A.xml" ContentType="a"/><Override PartName="/xl/b.xml" ContentType="b&amp;b"/></Types>`},
		{"prefixed, not empty", `<ct:Types xmlns:ct="u"><ct:Override PartName="/xl/calcChain.xml" ContentType="y"> </ct:Override><ct:Override PartName="/xl/a.xml" ContentType="z"></ct:Override><!-- --></ct:Types >`,
			`<ct:Types xmlns:ct="u"><ct:Override PartName="/xl/a.xml" ContentType="z"></ct:Override><!-- --><ct:Default Extension="PNG" ContentType="p"/><ct:Default Extension="vml" ContentType="v"/><ct:Override PartName="/xl/b.xml" ContentType="b&amp;b"/></ct:Types >`},
		{"empty", `<Types xmlns="u" />`,
			`<Types xmlns="u" ><Default Extension="PNG" ContentType="p"/><Default Extension="vml" ContentType="v"/><Override PartName="/xl/A.xml" ContentType="a"/><Override PartName="/xl/b.xml" ContentType="b&amp;b"/></Types>`},
	} {
		splices, err := EditTypes([]byte(c.src), e)
		if got := spliced(t, c.src, splices, err); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
	}
	if _, err := EditTypes([]byte("<Types>"), e); err == nil {
		t.Error("malformed content types were edited")
	}
	if splices, err := EditTypes([]byte("<Types/>"), TypesEdit{}); err != nil || len(splices) != 0 {
		t.Errorf("an edit of nothing gives %v, error %v", splices, err)
	}
}

func TestEditRels(t *testing.T) {
	add := []NewRel{{"t1", "a.xml"}, {"t2", `b"&.xml`}}
	for _, c := range []struct{ name, src, want, id string }{
		{"gap and odd ids", `<Relationships xmlns="u"><Relationship Id="rId1" Type="t" Target="x"/><Relationship Id="foo" Type="t" Target="x"/><Relationship Id="RID7" Type="t" Target="x"/></Relationships>`,
			`<Relationships xmlns="u"><Relationship Id="rId1" Type="t" Target="x"/><Relationship Id="RID7" Type="t" Target="x"/><Relationship Id="rId8" Type="t1" Target="a.xml"/><Relationship Id="rId9" Type="t2" Target="b&quot;&amp;.xml"/></Relationships>`, "rId8"},
		{"prefixed and empty", `<r:Relationships xmlns:r="u"/>`,
			`<r:Relationships xmlns:r="u"><r:Relationship Id="rId1" Type="t1" Target="a.xml"/><r:Relationship Id="rId2" Type="t2" Target="b&quot;&amp;.xml"/></r:Relationships>`, "rId1"},
	} {
		splices, ids, err := EditRels([]byte(c.src), RelsEdit{Add: add, Drop: []string{"foo"}})
		if got := spliced(t, c.src, splices, err); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
		if len(ids) != 2 || ids[0] != c.id {
			t.Errorf("%s: ids %v, want %s and the next", c.name, ids, c.id)
		}
	}
	part, ids := NewRels(add)
	if !strings.Contains(string(part), `Id="rId2" Type="t2"`) || !slices.Equal(ids, []string{"rId1", "rId2"}) {
		t.Errorf("new part %s, ids %v", part, ids)
	}
}

func TestEditBook(t *testing.T) {
	const head = `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `">`
	e := BookEdit{
		Sheets:   []NewSheet{{"问题 & 清单", "rId8"}},
		Names:    []Name{{"_xlnm._FilterDatabase", 1, true, "A&B"}, {"全局", -1, false, "1"}},
		FullCalc: true,
	}
	const name1 = `<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">A&amp;B</definedName><definedName name="全局">1</definedName>`
	const sheet1 = `<sheet name="问题 &amp; 清单" sheetId="10" r:id="rId8"/>`
	for _, c := range []struct{ name, src, want string }{
		{"names and calcPr missing, others behind",
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/></sheets><externalReferences><x/></externalReferences><oleSize ref="A1"/><extLst/></workbook>`,
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/>` + sheet1 + `</sheets><externalReferences><x/></externalReferences><definedNames>` + name1 + `</definedNames><calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/><extLst/></workbook>`},
		{"both there",
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"></sheet></sheets><definedNames><definedName name="x">1</definedName></definedNames><calcPr calcId="1" fullCalcOnLoad="0"/></workbook>`,
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"></sheet>` + sheet1 + `</sheets><definedNames><definedName name="x">1</definedName>` + name1 + `</definedNames><calcPr calcId="1" fullCalcOnLoad="1"/></workbook>`},
		{"calcPr open, without the attribute; empty names",
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/></sheets><definedNames/><calcPr calcId="1"></calcPr></workbook>`,
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/>` + sheet1 + `</sheets><definedNames>` + name1 + `</definedNames><calcPr calcId="1" fullCalcOnLoad="1"></calcPr></workbook>`},
		{"prefixed and strict, relationships declared on each sheet",
			`<x:workbook xmlns:x="` + nsMainStrict + `"><x:sheets><x:sheet name="a" sheetId="9" q:id="1" xmlns:q="` + nsRelStrict + `"/></x:sheets><x:calcPr fullCalcOnLoad="true"/></x:workbook>`,
			`<x:workbook xmlns:x="` + nsMainStrict + `"><x:sheets><x:sheet name="a" sheetId="9" q:id="1" xmlns:q="` + nsRelStrict + `"/>` +
				`<x:sheet xmlns:r="` + nsRelStrict + `" name="问题 &amp; 清单" sheetId="10" r:id="rId8"/></x:sheets><x:definedNames>` +
				strings.ReplaceAll(strings.ReplaceAll(name1, "<d", "<x:d"), "</d", "</x:d") + `</x:definedNames><x:calcPr fullCalcOnLoad="true"/></x:workbook>`},
		{"foreign elements of the same name are let be",
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/></sheets><e:calcPr xmlns:e="urn:e"/></workbook>`,
			head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/>` + sheet1 + `</sheets><definedNames>` + name1 + `</definedNames><calcPr fullCalcOnLoad="1"/><e:calcPr xmlns:e="urn:e"/></workbook>`},
	} {
		splices, err := EditBook([]byte(c.src), e)
		if got := spliced(t, c.src, splices, err); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
	}
	doubled := head + `<sheets><sheet name="a" sheetId="9" r:id="rId1"/></sheets><definedNames><definedName name="_XLNM._FilterDatabase" localSheetId="1">1</definedName></definedNames></workbook>`
	if _, err := EditBook([]byte(doubled), e); err == nil {
		t.Error("a defined name was put in twice")
	}
	if _, err := EditBook([]byte(`<workbook xmlns="`+nsMain+`"/>`), e); err == nil {
		t.Error("a workbook without sheets was edited")
	}
}

func TestRelTargetIsResolvedAgain(t *testing.T) {
	segment := rapid.SampledFrom([]string{"xl", "worksheets", "a.xml", "b", "目标"})
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(segment, 0, 4).Draw(t, "source"), "/")
		target := strings.Join(rapid.SliceOfN(segment, 1, 4).Draw(t, "target"), "/")
		if got := resolve(source, RelTarget(source, target)); got != target {
			t.Fatalf("%s from %s resolves to %s", target, source, got)
		}
	})
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ source, target, want string }{
		{"", "xl/workbook.xml", "xl/workbook.xml"},
		{"", "/xl/workbook.xml", "xl/workbook.xml"},
		{"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
		{"xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
		{"xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"},
		{"xl/worksheets/sheet1.xml", `..\comments1.xml#x`, "xl/comments1.xml"},
		{"xl/workbook.xml", "../../../../x.xml", "x.xml"},
	} {
		if got := resolve(c.source, c.target); got != c.want {
			t.Errorf("%s from %s is %s, want %s", c.target, c.source, got, c.want)
		}
	}
	for source, want := range map[string]string{"": "_rels/.rels", "xl/workbook.xml": "xl/_rels/workbook.xml.rels", "a.xml": "_rels/a.xml.rels"} {
		if got := RelsPart(source); got != want {
			t.Errorf("relationships of %q are in %s, want %s", source, got, want)
		}
		if back, ok := relsSource(want); !ok || back != source {
			t.Errorf("%s holds the relationships of %q, want %q", want, back, source)
		}
	}
	for _, name := range []string{"xl/workbook.xml", "xl/rels/a.rels", "x_rels/a.rels", "_rels/a.xml"} {
		if source, ok := relsSource(name); ok {
			t.Errorf("%s is taken for the relationships of %q", name, source)
		}
	}
}

// TestDropSheets takes sheets off the workbook part: names, positions and views
// follow.
func TestDropSheets(t *testing.T) {
	const head = `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `">`
	for _, c := range []struct {
		name, src, want string
		drop            []int
	}{
		{"the second of three, which is shown",
			head + `<bookViews><workbookView firstSheet="2" activeTab="1"/></bookViews><sheets><sheet name="a" sheetId="1" r:id="r1"/><sheet name="b c" sheetId="5" r:id="r2"/><sheet name="d" sheetId="3" r:id="r3"></sheet></sheets>` +
				`<definedNames><definedName name="x" localSheetId="1">1</definedName><definedName name="y" localSheetId="2">d!$A$1</definedName><definedName name="z">SUM('B C'!$A$1)</definedName><definedName name="own">a!$A$1</definedName><definedName name="k">'ab c'!A1+bd!A1</definedName></definedNames></workbook>`,
			head + `<bookViews><workbookView firstSheet="1" activeTab="0"/></bookViews><sheets><sheet name="a" sheetId="1" r:id="r1"/><sheet name="d" sheetId="3" r:id="r3"></sheet></sheets>` +
				`<definedNames><definedName name="y" localSheetId="1">d!$A$1</definedName><definedName name="k">'ab c'!A1+bd!A1</definedName></definedNames></workbook>`,
			[]int{1}},
		{"in front of the one that is shown, in a view without attributes; no name is left",
			head + `<bookViews><workbookView/></bookViews><sheets><sheet name="a" sheetId="1" r:id="r1"/><sheet name="b" state="hidden" sheetId="2" r:id="r2"/><sheet name="c" sheetId="3" r:id="r3"/></sheets><definedNames><definedName name="own">#REF!</definedName></definedNames></workbook>`,
			head + `<bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="b" state="hidden" sheetId="2" r:id="r2"/><sheet name="c" sheetId="3" r:id="r3"/></sheets></workbook>`,
			[]int{0}},
		{"the only one that is seen; a view of a person's",
			head + `<bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="a" state="veryHidden" sheetId="1" r:id="r1"/><sheet name="b" sheetId="2" r:id="r2"/></sheets><customWorkbookViews><customWorkbookView activeSheetId="2"/></customWorkbookViews></workbook>`,
			head + `<bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="a" state="visible" sheetId="1" r:id="r1"/></sheets><customWorkbookViews><customWorkbookView activeSheetId="1"/></customWorkbookViews></workbook>`,
			[]int{1}},
	} {
		splices, err := EditBook([]byte(c.src), BookEdit{DropSheets: c.drop, DropNames: []string{"OWN"}})
		if got := spliced(t, c.src, splices, err); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
	}
	one := head + `<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`
	if _, err := EditBook([]byte(one), BookEdit{DropSheets: []int{0}}); err == nil {
		t.Error("the last sheet was dropped")
	}
	if _, err := EditBook([]byte(one), BookEdit{DropNames: []string{"x"}, Sheets: []NewSheet{{"b", "r2"}}}); err == nil {
		t.Error("dropping and adding at once was done")
	}
}

func TestSheetOf(t *testing.T) {
	for refers, want := range map[string]string{
		"a!$A$1": "a", "'b c'!$A$1": "b c", "'it''s'!A1": "it's", "#REF!": "", "#REF!$A$1": "", "[1]a!A1": "", "'[x.xlsx]a'!A1": "", "$A$1": "", "": "",
	} {
		if got := SheetOf(refers); got != want {
			t.Errorf("%s names %q, want %q", refers, got, want)
		}
	}
}
