package trust

import (
	"fmt"
	"strings"
)

// markupAttacks are XML, relationships and content types that mean harm.
func markupAttacks() (all []attack) {
	add := func(name string, want verdict, p parts) {
		all = append(all, attack{class: "markup and relationships", name: name, want: want, make: p.zipped})
	}
	rel := func(id, kind, target, more string) string {
		return `<Relationship Id="` + id + `" Type="` + nsRel + `/` + kind + `" Target="` + target + `" ` + more + `/></Relationships>`
	}
	base := plan()
	for _, name := range []string{bookPart, breakdownPart, stringsPart, stylesPart, bookRels, typesPart, notesPart} {
		root := base.body(name)[:strings.LastIndexByte(base.body(name), '<')]
		end := base.body(name)[len(root):]
		lol := `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">`
		for i := range 9 {
			lol += fmt.Sprintf(`<!ENTITY %c "%s">`, 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 10))
		}
		add("billion laughs in "+name, refused, base.with(name, strings.Replace(root, "?>\n", "?>"+lol+"]>", 1)+"&j;"+end))
		add("100,000 deep in "+name, refused, base.with(name, root+strings.Repeat("<a>", 100_000)+strings.Repeat("</a>", 100_000)+end))
		add("200,000 attributes in "+name, judged, base.with(name, root+attributes(200_000)+end))
		add("unknown entity in "+name, refused, base.with(name, root+"&evil;"+end))
		add("lone surrogate in "+name, refused, base.with(name, root+"<!-- -->&#xD800;"+end))
		add("control character in "+name, refused, base.with(name, root+"\x08"+end))
		add("overlong UTF-8 in "+name, refused, base.with(name, root+"<!--\xc0\xaf-->"+end))
		add("surrogate in UTF-8 in "+name, refused, base.with(name, root+"<!--\xed\xa0\x80-->"+end))
		add("text behind the root of "+name, refused, base.with(name, base.body(name)+"<x/>"))
		add("byte order mark before "+name, taken, base.with(name, "\ufeff"+base.body(name)))
		add("a comment of 3 MB in "+name, judged, base.with(name, root+"<!--"+strings.Repeat("中 文", 400_000)+"-->"+end))
		add("an instruction in "+name, judged, base.with(name, root+`<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>`+end))
	}
	add("sheet is the workbook", refused, base.swap(bookRels, "worksheets/sheet2.xml", "workbook.xml"))
	add("two sheets, one part", refused, base.swap(bookRels, "worksheets/sheet2.xml", "worksheets/sheet1.xml"))
	add("strings are a sheet", refused, base.swap(bookRels, "sharedStrings.xml", "worksheets/sheet1.xml"))
	add("styles are the strings", judged, base.swap(bookRels, `"styles.xml"`, `"sharedStrings.xml"`))
	add("relationship id twice", refused, base.swap(bookRels, `"rId2"`, `"rId1"`))
	add("sheet without relationship", refused, base.swap(bookPart, `r:id="rId2"`, `r:id="rId99"`))
	add("sheet elsewhere", refused, base.swap(bookRels, `Target="worksheets/sheet2.xml"`, `Target="http://127.0.0.1:9/sheet2.xml" TargetMode="External"`))
	add("sheet above the root", refused, base.swap(bookRels, "worksheets/sheet2.xml", "../../../etc/passwd"))
	add("two main parts", judged, base.swap(rootRels, "</Relationships>", rel("rId9", "officeDocument", stringsPart, "")))
	add("main part refers to itself", judged, base.swap(bookRels, "</Relationships>", rel("rId9", "officeDocument", "workbook.xml", "")))
	add("notes refer to the sheet", judged, base.with("xl/_rels/comments1.xml.rels", xmlHead+`<Relationships xmlns="`+nsPackage+`relationships">`+rel("rId1", "worksheet", bookPart, "")))
	add("notes are a sheet", judged, base.swap("xl/worksheets/_rels/sheet2.xml.rels", "../comments1.xml", "sheet1.xml"))
	add("notes are missing", judged, base.without(notesPart))
	add("drawing of notes is missing", judged, base.without("xl/drawings/vmlDrawing1.vml"))
	add("drawing of notes is noise", judged, base.with("xl/drawings/vmlDrawing1.vml", "<xml><v:shape"))
	add("one notes part for two sheets", judged, base.with("xl/worksheets/_rels/sheet1.xml.rels", base.body("xl/worksheets/_rels/sheet2.xml.rels")))
	add("external link kept", taken, base.swap(bookRels, "</Relationships>", rel("rId9", "externalLinkPath", "file://///127.0.0.1/share/x.xlsx", `TargetMode="External"`)))
	add("template elsewhere kept", taken, base.swap(bookRels, "</Relationships>", rel("rId9", "attachedTemplate", "http://127.0.0.1:9/x.dotm", `TargetMode="External"`)))
	add("unknown sheet state", judged, base.swap(bookPart, `state="visible"`, `state="gone"`))
	add("no sheets", refused, base.with(bookPart, xmlHead+`<workbook xmlns="`+nsMain+`"><sheets/></workbook>`))
	add("sheet name of 100,000 characters", judged, base.swap(bookPart, "历史数据", strings.Repeat("长", 100_000)))
	add("sheet name with controls", judged, base.swap(bookPart, "历史数据", "&#27;[2J"))
	add("sheet name twice", judged, base.swap(bookPart, "历史数据", "总目标汇总表"))
	add("sheet name blank", judged, base.swap(bookPart, "历史数据", ""))
	add("part called as in the tool's sheets", taken, append(base[:len(base):len(base)], part{"xl/worksheets/goalxl1.xml", "<x/>"}))
	add("a forged record of the tool", judged, forgedRecord(base, `<record xmlns="urn:goalxl:record:1">AAAA</record>`))
	add("a huge forged record of the tool", judged, forgedRecord(base, `<record xmlns="urn:goalxl:record:1">`+strings.Repeat("QUJD", 1<<20)+`</record>`))
	return all
}

// forgedRecord puts a part where the tool keeps its own.
func forgedRecord(p parts, body string) parts {
	p = append(p[:len(p):len(p)], part{"customXml/item1.xml", body})
	return p.swap(bookRels, "</Relationships>", `<Relationship Id="rId77" Type="`+nsRel+`/customXml" Target="../customXml/item1.xml"/></Relationships>`)
}

func attributes(n int) string {
	var b strings.Builder
	b.WriteString("<a")
	for i := range n {
		fmt.Fprintf(&b, ` a%d="x"`, i)
	}
	return b.String() + "/>"
}

// gridAttacks are rows, cells and indexes that lie.
func gridAttacks() (all []attack) {
	base := plan()
	add := func(name string, want verdict, p parts) {
		all = append(all, attack{class: "rows, cells and indexes", name: name, want: want, make: p.zipped})
	}
	swap := func(name string, want verdict, old, new string) { add(name, want, base.swap(breakdownPart, old, new)) }
	const row5 = `<row r="5" customFormat`
	swap("row twice", refused, row5, `<row r="4" customFormat`)
	swap("rows out of order", refused, row5, `<row r="2" customFormat`)
	swap("row 0", refused, `<row r="1" `, `<row r="0" `)
	swap("row beyond the last", refused, `<row r="7" `, `<row r="1048577" `)
	swap("row beyond all numbers", refused, `<row r="7" `, `<row r="99999999999999999999" `)
	swap("cell twice", refused, `r="D5"`, `r="C5"`)
	swap("cells out of order", refused, `r="C5"`, `r="E5"`)
	swap("cell of another row", refused, `r="C5"`, `r="C6"`)
	swap("cell beyond XFD", refused, `r="C7"`, `r="XFE7"`)
	swap("cell of four letters", refused, `r="C7"`, `r="AAAA7"`)
	swap("cell without letters", refused, `r="C5"`, `r="5"`)
	swap("string out of range", refused, `t="s"><v>18</v>`, `t="s"><v>5000</v>`)
	swap("string below 0", refused, `t="s"><v>18</v>`, `t="s"><v>-1</v>`)
	swap("string of the type unknown", refused, `t="s"><v>18</v>`, `t="zzz"><v>5</v>`)
	swap("format out of range", refused, `s="1"`, `s="4000000000"`)
	swap("one format too many", refused, `s="1"`, `s="2"`)
	swap("a cell in XFD", taken, `</row><row r="5"`, `<c r="XFD4"><v>1</v></c></row><row r="5"`)
	swap("dimension of all", taken, `ref="A1:G9"`, `ref="A1:XFD1048576"`)
	swap("dimension too small", taken, `ref="A1:G9"`, `ref="A1"`)
	swap("dimension of nonsense", judged, `ref="A1:G9"`, `ref="ZZZZ0:-1"`)
	swap("merge of all", judged, `ref="A1:G1"`, `ref="A1:XFD1048576"`)
	swap("merge of nonsense", judged, `ref="A1:G1"`, `ref="foo"`)
	swap("a second data section", refused, `</sheetData>`, `</sheetData><sheetData><row r="1"/></sheetData>`)
	swap("rows in an alternative", refused, `<sheetData>`, `<sheetData><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"><row r="1"/></mc:Choice></mc:AlternateContent>`)
	swap("row with an attribute of 20 MB", judged, `<row r="7" `, `<row r="7" spans="`+strings.Repeat("1:2 ", 5_000_000)+`" `)
	add("rows without numbers", taken, stripped(base, "row", "r"))
	add("cells without references", judged, stripped(base, "c", "r"))
	add("800 rows in column XFD each", judged, base.swap(historyPart, "</sheetData>", wide(800)+"</sheetData>"))
	add("100,000 rows in column XFD each", judged, base.swap(historyPart, "</sheetData>", wide(100_000)+"</sheetData>"))
	add("last row", taken, base.swap(historyPart, "</sheetData>", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`))
	return all
}

// wide returns rows that have their single cell in the last column.
func wide(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+10, i+10)
	}
	return b.String()
}

// stripped takes an attribute off every element of a kind in the breakdown sheet.
func stripped(p parts, element, attribute string) parts {
	body := p.body(breakdownPart)
	var out strings.Builder
	for {
		at := strings.Index(body, "<"+element+" "+attribute+`="`)
		if at < 0 {
			return p.with(breakdownPart, out.String()+body)
		}
		out.WriteString(body[:at+len(element)+2])
		rest := body[at+len(element)+len(attribute)+4:]
		body = rest[strings.IndexByte(rest, '"')+1:]
	}
}
