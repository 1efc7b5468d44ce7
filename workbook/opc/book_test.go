package opc

import (
	"archive/zip"
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestSheetsOfEveryKindAndForm(t *testing.T) {
	parts := with(minimal(), "xl/workbook.xml", `<?xml version='1.0' encoding='utf-8'?><!-- made by hand -->
<m:workbook xmlns:m="`+nsMainStrict+`"><m:workbookPr date1904="true"/><m:sheets>
<m:sheet m:x="1" name="一&#10;&lt;" sheetId="3" q:id="a" xmlns:q="`+nsRelStrict+`"/>
<m:sheet name="图" sheetId="7" state="hidden" q:id="b" xmlns:q="`+nsRelStrict+`"></m:sheet>
<m:sheet name="框" sheetId="8" state="veryHidden" q:id="c" xmlns:q="`+nsRelStrict+`"/>
<m:sheet name="宏" sheetId="9" state="visible" q:id="d" xmlns:q="`+nsRelStrict+`"/>
</m:sheets><other xmlns="urn:other"><sheet name="no sheet"/></other></m:workbook>`)
	parts = with(parts, "xl/_rels/workbook.xml.rels", `<p:Relationships xmlns:p="`+nsRelsPart+`">
<p:Relationship Target="WORKSHEETS/sheet1.xml" Type="`+nsRelStrict+`/worksheet" Id="a"/>
<p:Relationship Id="b" Type="`+nsRelStrict+`/chartsheet" Target="/xl/my%20sheets/chart.xml"/>
<p:Relationship Id="c" Type="`+nsRelStrict+`/dialogsheet" Target="./d.xml"/>
<p:Relationship Id="d" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="../m.xml"/>
<p:Relationship Id="e" Type="t" Target="http://example.com/?a=1" TargetMode="External"/></p:Relationships>`)
	parts = append(parts, file{"xl/my sheets/chart.xml", "<a/>"}, file{`xl\D.xml`, "<a/>"}, file{"m.xml", "<a/>"})
	p := opened(t, parts)
	want := []Sheet{
		{"一\n<", "xl/worksheets/sheet1.xml", Worksheet, Visible, "3", "a"},
		{"图", "xl/my sheets/chart.xml", Chartsheet, Hidden, "7", "b"},
		{"框", "xl/D.xml", Dialogsheet, VeryHidden, "8", "c"},
		{"宏", "m.xml", Macrosheet, Visible, "9", "d"},
	}
	if got := p.Sheets(); !reflect.DeepEqual(got, want) {
		t.Errorf("sheets %+v, want %+v", got, want)
	}
	if !p.Date1904() || !p.Strict() || p.Macro() {
		t.Errorf("1904 %v, strict %v, macro %v, want true, true, false", p.Date1904(), p.Strict(), p.Macro())
	}
	if got := p.RelType("worksheet"); got != nsRelStrict+"/worksheet" {
		t.Errorf("strict type is %s", got)
	}
	rels := p.Rels("XL/workbook.xml")
	if last := rels[len(rels)-1]; !last.External || last.Target != "http://example.com/?a=1" || last.Mode != "External" {
		t.Errorf("external relationship %+v", last)
	}
	if got := p.RelsPart("xl/Workbook.xml"); got != "xl/_rels/workbook.xml.rels" {
		t.Errorf("relationships are in %s", got)
	}
}

func TestWorkbookAnywhere(t *testing.T) {
	parts := minimal()
	for i := range parts {
		parts[i].name = strings.Replace(parts[i].name, "xl/", "somewhere/else/", 1)
		parts[i].body = strings.NewReplacer("/xl/", "/somewhere/else/", `"xl/`, `"/Somewhere/Else/`, "sheet.main", "sheet.macroEnabled.main").Replace(parts[i].body)
	}
	p := opened(t, parts)
	if p.Workbook() != "somewhere/else/workbook.xml" || p.Sheets()[0].Part != "somewhere/else/worksheets/sheet1.xml" {
		t.Errorf("workbook is %s, its sheets %+v", p.Workbook(), p.Sheets())
	}
	if !p.Macro() || p.Strict() || p.Date1904() {
		t.Errorf("macro %v, strict %v, 1904 %v, want true, false, false", p.Macro(), p.Strict(), p.Date1904())
	}
}

func TestOpenReadsParts(t *testing.T) {
	p := opened(t, minimal())
	for _, f := range minimal() {
		if b, err := p.Bytes(strings.ToUpper(f.name)); err != nil || string(b) != f.body || p.Size(f.name) != int64(len(b)) {
			t.Errorf("%s: %q, error %v, size %d", f.name, b, err, p.Size(f.name))
		}
	}
	r, err := p.Open("xl/styles.xml")
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	if _, err := r.Read(make([]byte, 10)); err == nil || err == io.EOF {
		t.Errorf("reading after closing: error %v", err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := p.Open("absent.xml"); err == nil || p.Has("absent.xml") || p.Size("absent.xml") != 0 || p.CRC("absent.xml") != 0 {
		t.Error("an absent part is there")
	}
}

func TestZIP64AndForeignTexts(t *testing.T) {
	p := opened(t, append(minimal(), file{"customXml/item1.xml", "\xff\xfe<\x00a\x00/\x00>\x00"}, file{"xl/media/x.bin", "\xff\xfe\x00"}))
	if err := p.VerifyRest(); err != nil {
		t.Errorf("a custom part in UTF-16: %v", err)
	}
	q, err := Open(written(t, "64.xlsx", zip64(minimal())))
	if err != nil {
		t.Fatalf("ZIP64: %v", err)
	}
	defer q.Close()
	longer := func(src io.Reader, dst io.Writer) error {
		_, err := io.Copy(dst, io.MultiReader(src, strings.NewReader("<!-- that moves all others -->")))
		return err
	}
	var out bytes.Buffer
	if err := q.Write(&out, Changes{Edit: map[string]func(io.Reader, io.Writer) error{typesPart: longer}}); err != nil {
		t.Fatal(err)
	}
	if z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil || len(z.File) != len(minimal()) {
		t.Fatalf("ZIP64, written: %v", err)
	} else if r, err := z.Open("xl/styles.xml"); err != nil {
		t.Errorf("ZIP64, written: %v", err)
	} else if b, err := io.ReadAll(r); err != nil || !strings.Contains(string(b), "styleSheet") {
		t.Errorf("ZIP64, written: %q, %v", b, err)
	}
	u, err := Open(written(t, "64.xlsx", out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	if err := u.VerifyRest(); err != nil {
		t.Errorf("ZIP64, written: %v", err)
	}
}
