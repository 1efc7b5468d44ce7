package trust

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInertContentIsKeptAndNamed fills a workbook with macros, links, a DDE link,
// a connection and a control: all of it comes out byte for byte, and is named.
func TestInertContentIsKeptAndNamed(t *testing.T) {
	heavy(t)
	rel := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + nsRel + `/` + kind + `" Target="` + target + `"/>`
	}
	inert := parts{
		{"xl/vbaProject.bin", "\xd0\xcf\x11\xe0 macros"},
		{"xl/externalLinks/externalLink1.xml", xmlHead + `<externalLink xmlns="` + nsMain + `"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`},
		{"xl/connections.xml", xmlHead + `<connections xmlns="` + nsMain + `"><connection id="1" name="c" type="4"><webPr url="http://127.0.0.1:9/"/></connection></connections>`},
		{"xl/activeX/activeX1.bin", "control"},
	}
	book := append(plan(), inert...).
		swap(bookRels, "</Relationships>", rel("rId20", "externalLink", "externalLinks/externalLink1.xml")+rel("rId21", "connections", "connections.xml")+
			`<Relationship Id="rId22" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`).
		swap("xl/worksheets/_rels/sheet2.xml.rels", "</Relationships>", `<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary" Target="../activeX/activeX1.bin"/></Relationships>`).
		swap(typesPart, "<Default ", `<Default Extension="bin" ContentType="application/octet-stream"/><Default `).
		swapAll(typesPart, typeOf+"sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml").
		swap(bookPart, "</sheets>", `</sheets><externalReferences><externalReference r:id="rId20"/></externalReferences>`)
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "目标.xlsm"), book.zipped(), 0o644)
	for _, command := range [][]string{{"fill", "-o", "结果.xlsm"}, {"check"}, {"clean", "-o", "干净.xlsm"}, {"explain"}} {
		args := append([]string{command[0], "目标.xlsm", "--lang", "zh"}, command[1:]...)
		o := run(t, dir, args...)
		if want := "含有宏、外部链接、数据连接、控件或嵌入对象"; o.Code > 1 || !strings.Contains(o.Err, want) {
			t.Errorf("%s: exit %d, said %q, want %q", command[0], o.Code, o.Err, want)
		}
	}
	for _, name := range []string{"结果.xlsm", "干净.xlsm"} {
		result := must(unzipped(must(os.ReadFile(filepath.Join(dir, name)))))
		for _, x := range inert {
			if result.body(x.name) != x.body {
				t.Errorf("%s: %s is not what it was", name, x.name)
			}
		}
	}
	os.WriteFile(filepath.Join(dir, sourceName), plan().zipped(), 0o644)
	if o := run(t, dir, "check", sourceName, "--lang", "zh"); strings.Contains(o.Err, "含有") {
		t.Errorf("a plain workbook: said %q", o.Err)
	}
}
