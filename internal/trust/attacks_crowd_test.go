package trust

import (
	"fmt"
	"strings"
)

// crowdAttacks have too many of everything that a workbook may have.
func crowdAttacks() (all []attack) {
	add := func(name string, want verdict, make func() parts) {
		all = append(all, attack{class: "crowds", name: name, want: want, make: func() []byte { return make().zipped() }})
	}
	list := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i+1)))
		}
		return b.String()
	}
	base := plan()
	add("2,000 sheets", taken, func() parts { return sheets(2000) })
	add("10,000 sheets", judged, func() parts { return sheets(10_000) })
	add("1,000,000 names", judged, func() parts {
		return base.swap(bookPart, "</definedNames>", list(1_000_000, `<definedName name="n#">总目标汇总表!$A$#</definedName>`)+"</definedNames>")
	})
	add("100,000 names", taken, func() parts {
		return base.swap(bookPart, "</definedNames>", list(100_000, `<definedName name="n#">总目标汇总表!$A$#</definedName>`)+"</definedNames>")
	})
	add("40,000 notes", taken, func() parts {
		return base.swap(notesPart, "</commentList>", list(40_000, `<comment ref="J#" authorId="0"><text><t>第#条</t></text></comment>`)+"</commentList>")
	})
	add("40,000 notes on one cell", judged, func() parts {
		return base.swap(notesPart, "</commentList>", strings.Repeat(`<comment ref="C4" authorId="0"><text><t>同一格</t></text></comment>`, 40_000)+"</commentList>")
	})
	add("50,000 merges", taken, func() parts {
		return base.swap(breakdownPart, "</mergeCells>", list(50_000, `<mergeCell ref="J#:K#"/>`)+"</mergeCells>")
	})
	add("50,000 merges over each other", judged, func() parts {
		return base.swap(breakdownPart, "</mergeCells>", strings.Repeat(`<mergeCell ref="A4:A6"/>`, 50_000)+"</mergeCells>")
	})
	add("50,000 conditional formats", taken, func() parts {
		return base.swap(breakdownPart, "<pageMargins", list(50_000, `<conditionalFormatting sqref="J#"><cfRule type="expression" priority="#"><formula>J#>1</formula></cfRule></conditionalFormatting>`)+"<pageMargins")
	})
	add("64,000 cell formats", taken, func() parts {
		xfs := strings.Repeat(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, 63_990)
		return base.swap(stylesPart, "</cellXfs>", xfs+"</cellXfs>").swap(stylesPart, `<cellXfs count="2">`, `<cellXfs count="63992">`)
	})
	add("300,000 shared strings", taken, func() parts {
		return base.swap(stringsPart, "</sst>", list(300_000, `<si><t>没有用到的文字 #</t></si>`)+"</sst>")
	})
	add("300,000 empty rows", taken, func() parts {
		var b strings.Builder
		for i := range 300_000 {
			fmt.Fprintf(&b, `<row r="%d"/>`, i+10)
		}
		return base.swap(historyPart, "</sheetData>", b.String()+"</sheetData>")
	})
	add("16,384 columns of headings", judged, func() parts {
		return base.swap(historyPart, "</sheetData>", `<row r="20">`+strings.Repeat(`<c t="inlineStr"><is><t>目标值</t></is></c>`, 16_384)+`</row></sheetData>`)
	})
	add("5,000 tables on one sheet", judged, func() parts { return base.swap(historyPart, "</sheetData>", tablesBelow(5000)+"</sheetData>") })
	add("20,000 rows with findings", taken, func() parts { return manyFindings(20_000) })
	add("a cell of 32,767 characters", taken, func() parts { return base.swap(stringsPart, "客户转介绍", strings.Repeat("策", 32_767)) })
	add("a cell of 3,000,000 characters", judged, func() parts { return base.swap(stringsPart, "客户转介绍", strings.Repeat("策", 3_000_000)) })
	add("a heading of 1,000,000 characters", judged, func() parts { return base.swap(stringsPart, "关键策略", strings.Repeat("目标值 ", 250_000)) })
	add("20,000 rich runs in a cell", judged, func() parts {
		return base.swap(stringsPart, `<si><t xml:space="preserve">客户转介绍</t></si>`, `<si>`+strings.Repeat(`<r><t>客</t></r>`, 20_000)+`</si>`)
	})
	return all
}

// sheets returns the plan with so many further sheets.
func sheets(n int) parts {
	p := plan()
	var list, rels, types strings.Builder
	for i := range n {
		name := fmt.Sprintf("xl/worksheets/more%d.xml", i)
		p = append(p, part{name, xmlHead + `<worksheet xmlns="` + nsMain + `"><sheetData/></worksheet>`})
		fmt.Fprintf(&list, `<sheet name="S%d" sheetId="%d" r:id="x%d"/>`, i, i+10, i)
		fmt.Fprintf(&rels, `<Relationship Id="x%d" Type="%s/worksheet" Target="/%s"/>`, i, nsRel, name)
		fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%sworksheet+xml"/>`, name, typeOf)
	}
	return p.swap(bookPart, "</sheets>", list.String()+"</sheets>").swap(bookRels, "</Relationships>", rels.String()+"</Relationships>").
		swap(typesPart, "</Types>", types.String()+"</Types>")
}

// tablesBelow returns rows that hold one small breakdown table after the other.
func tablesBelow(n int) string {
	var b strings.Builder
	text := func(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }
	for range n {
		b.WriteString("<row>" + text("拆解维度") + text("子目标项") + text("目标值") + text("占总目标比例") + "</row>")
		b.WriteString("<row>" + text("区域维度") + text("华北") + text("3600万元") + text("30%") + "</row><row/>")
	}
	return b.String()
}

// manyFindings returns the plan with rows that each lack something.
func manyFindings(n int) parts {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>区域维度</t></is></c><c r="B%[1]d" t="inlineStr"><is><t>第 %d 店销售额</t></is></c><c r="C%[1]d" t="inlineStr"><is><t>看情况</t></is></c></row>`, i+8, i)
	}
	return plan().swap(breakdownPart, "</sheetData>", b.String()+"</sheetData>")
}
