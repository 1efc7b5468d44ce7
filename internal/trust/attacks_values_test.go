package trust

import (
	"fmt"
	"html"
	"strings"
)

// numbers are written as no number should be.
var numbers = []string{"1e999999999", "1E+308", "-1e999999999", "1e-999999999", "NaN", "Infinity", "-0", "0.1234567890123456789", "12345678901234567",
	"4800.000000000001", strings.Repeat("9", 10_000), "0x1F", "4,800", "١٢٣", "", " 4800 ", "+4800", "--1", "1e", "."}

// names should not reach a terminal, a path or a formula as they are.
var names = []string{"../../../etc/cron.d/x", `..\..\windows\system32\x`, "CON", "nul.xlsx", "COM1", "a/b:c*?", "王\u202e经理", "\u200b\u200b", "\ufeff张",
	"👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "&#27;", "=cmd|'/C calc'!A0", "+SUM(1)", "@SUM(1)", "-2+3", `=HYPERLINK("http://127.0.0.1:9","x")`, "'; DROP TABLE", "%s%n%d", "{{.}}",
	"<script>alert(1)</script>", "]]>", "\U000e0001", strings.Repeat("长", 5000), "a\nb\r\nc", "\t\t", "e\u0301\u0301\u0301\u0301", "\u0085", "\u2028", "_x001B_[31m", "_x0000_"}

// valueAttacks put numbers, dates and texts into cells that should hold others.
func valueAttacks() (all []attack) {
	base := plan()
	add := func(name string, want verdict, says string, p parts) {
		all = append(all, attack{class: "values", name: name, want: want, says: says, make: p.zipped})
	}
	const amount = `<c r="C5" s="0"><v>4800</v></c>`
	for _, v := range numbers {
		add(fmt.Sprintf("number %.30q", v), judged, "", base.swap(breakdownPart, amount, `<c r="C5" s="0"><v>`+v+`</v></c>`))
		add(fmt.Sprintf("share %.30q", v), judged, "", base.swap(breakdownPart, `<v>0.4</v>`, `<v>`+v+`</v>`))
	}
	text := func(v string) string {
		return `<c r="C5" t="inlineStr"><is><t>` + html.EscapeString(v) + `</t></is></c>`
	}
	for _, v := range []string{"1e999999999", "1e999999999万元", "-0元", "9" + strings.Repeat("亿", 1000), strings.Repeat("1", 30_000) + "万元", "１．２亿元", "NaN万元", "∞",
		"100%%", "1.2.3亿", "=1+1", "#REF!", "万元", "亿亿亿", "-1.2亿元", "4800万元" + strings.Repeat("\u200b", 3000), "4\u202e800万元"} {
		add(fmt.Sprintf("amount %.30q", v), taken, "", base.swap(breakdownPart, amount, text(v)))
	}
	for _, v := range []string{"2024/13/45", "99999/99/99", "2024年99月", "Q99", "0000/00/00", "2024/" + strings.Repeat("1", 5000), "明年", "12月底前前前", "-1"} {
		add(fmt.Sprintf("date %.30q", v), taken, "", base.swapAll(stringsPart, "2024/12/", v))
	}
	due := func(v string) parts {
		return base.swap(stylesPart, `numFmtId="9"`, `numFmtId="14"`).swap(breakdownPart, `<c r="D5" s="1"><v>0.4</v></c>`, `<c r="D5" s="1"><v>`+v+`</v></c>`)
	}
	for _, v := range []string{"0", "1", "59", "60", "61", "45657", "45657.999999", "2958465", "2958466", "-1", "1e300", "1462"} {
		add("serial date "+v+", 1900", taken, "", due(v))
		add("serial date "+v+", 1904", taken, "", due(v).swap(bookPart, `date1904="false"`, `date1904="true"`))
	}
	for _, kind := range []struct{ name, cell string }{
		{"boolean", `<c r="C5" t="b"><v>1</v></c>`}, {"boolean 7", `<c r="C5" t="b"><v>7</v></c>`}, {"error", `<c r="C5" t="e"><v>#REF!</v></c>`},
		{"unknown error", `<c r="C5" t="e"><v>&lt;script&gt;</v></c>`}, {"date", `<c r="C5" t="d"><v>2024-12-31</v></c>`}, {"no date", `<c r="C5" t="d"><v>later</v></c>`},
		{"string", `<c r="C5" t="str"><v>4800</v></c>`}, {"inline without text", `<c r="C5" t="inlineStr"/>`}, {"number twice", `<c r="C5"><v>1</v><v>2</v></c>`},
		{"rich", `<c r="C5" t="inlineStr"><is><r><t>48</t></r><r><t>00</t></r></is></c>`}, {"value in CDATA", `<c r="C5"><v><![CDATA[4800]]></v></c>`},
	} {
		add("cell of "+kind.name, judged, "", base.swap(breakdownPart, amount, kind.cell))
	}
	for _, code := range []string{`0.0,"万元"`, strings.Repeat("0", 100_000), `[>1e999]0;0`, `[Red][DBNum1]General`, `"` + strings.Repeat("万", 1000), `\\\\\\`, `[$-804]yyyy"年"`, `;;;;;;;`, ""} {
		add(fmt.Sprintf("number format %.30q", code), taken, "", base.swap(stylesPart, `<fonts count="1">`,
			`<numFmts count="1"><numFmt numFmtId="164" formatCode="`+html.EscapeString(code)+`"/></numFmts><fonts count="1">`).
			swap(stylesPart, `numFmtId="9"`, `numFmtId="164"`))
	}
	return all
}

// nameAttacks put such names into cells, sheets and files.
func nameAttacks() (all []attack) {
	base := plan()
	for _, name := range names {
		escaped := html.EscapeString(name)
		all = append(all,
			attack{class: "names", name: fmt.Sprintf("owner %.30q", name), want: taken, make: base.swap(stringsPart, "李经理", escaped).zipped},
			attack{class: "names", name: fmt.Sprintf("item %.30q", name), want: taken, make: base.swap(stringsPart, "华东区域销售额", escaped+"销售额").zipped},
			attack{class: "names", name: fmt.Sprintf("dimension %.30q", name), want: taken, make: base.swapAll(stringsPart, "区域维度", escaped).zipped})
	}
	for _, sheet := range []string{"'", "a'b", "问题清单", "变更记录", "目标!A1", "[1]表", strings.Repeat("表", 31), "=1+1", "总\u202e表"} {
		all = append(all, attack{class: "names", name: fmt.Sprintf("sheet %.30q", sheet), want: taken, make: base.swap(bookPart, `name="目标分解明细表"`, `name="`+html.EscapeString(sheet)+`"`).zipped})
	}
	for _, file := range []string{"-.xlsx", "--in-place.xlsx", "%s.xlsx", "目标 (1)[x].xlsx", "a\u202eb.xlsx", "a\x1b[31m.xlsx", "a;b.xlsx", "$(x).xlsx", "a\nb.xlsx", strings.Repeat("长", 70) + ".xlsx"} {
		all = append(all, attack{class: "names", name: fmt.Sprintf("file %.30q, damaged", file), want: refused, file: "./" + file, make: func() []byte { z := base.zipped(); return z[:len(z)/2] }})
	}
	return all
}

// formulaAttacks are formulas that have no stored value and must not be let run.
func formulaAttacks() (all []attack) {
	base := plan()
	const amount = `<c r="C5" s="0"><v>4800</v></c>`
	add := func(name string, p parts) {
		all = append(all, attack{class: "formulas without a value", name: name, want: taken, make: p.zipped})
	}
	with := func(formula string) parts {
		return base.swap(breakdownPart, amount, `<c r="C5" s="0"><f>`+html.EscapeString(formula)+`</f></c>`)
	}
	for _, f := range []string{"FACT(1E+300)", "FACT(170)*FACT(170)", "COMBIN(1E+300,1E+299)", "C5", "C5+1", "SUM(A:XFD)", "SUM(A1:XFD1048576)", "SUMPRODUCT(A1:XFD1048576*1)",
		`REPT("x",2E+9)`, `REPT(REPT("x",32767),32767)`, "MUNIT(30000)", "MMULT(MUNIT(3000),MUNIT(3000))", "TRANSPOSE(A1:XFD1048576)", "SEQUENCE(1E+9)", "RANDARRAY(100000,10000)",
		"POWER(9,POWER(9,POWER(9,9)))", "BASE(1E+300,2,1E+9)", "ROMAN(1E+300)", "FACTDOUBLE(1E+18)", "MULTINOMIAL(1E+9,1E+9)", "PERMUT(1E+15,1E+14)", "BINOM.DIST(1E+9,1E+10,0.5,TRUE)",
		"POISSON(1E+9,5,TRUE)", "BESSELJ(1E+300,1E+9)", "IMPRODUCT(A1:A9)", "PRIME(1E+18)", "GCD(1E+300,3)", "LCM(1E+15,1E+15-1)", "NETWORKDAYS(1,2958465)", "WORKDAY(1,1E+9)",
		"CUMIPMT(0.1,1E+9,1,1,1E+9,0)", "PRICE(1,1E+6,0.05,0.05,1E+300,2)", "IRR(A1:XFD1048576)", "DAYS360(1,2)", "HYPGEOM.DIST(1E+8,1E+9,1E+9,1E+10,TRUE)", "GAMMAINV(0.5,1E+300,1)",
		`WEBSERVICE("http://127.0.0.1:9/")`, `HYPERLINK("file:///c:/x")`, "cmd|'/c calc'!A0", "[1]Sheet1!A1", "'\\\\127.0.0.1\\x\\[a.xlsx]S'!A1", "INDIRECT(\"C\"&5)", "OFFSET(C5,0,0)",
		strings.Repeat("(", 8000) + "1" + strings.Repeat(")", 8000), strings.Repeat("-", 8000) + "1", strings.Repeat("1+", 8000) + "1", strings.Repeat("IF(1,", 3000) + "1" + strings.Repeat(",0)", 3000),
		"1/0", "NA()", "SUM(", ")", "=", `"`, "LET(x,x,x)", "LAMBDA(f,f(f))(LAMBDA(f,f(f)))", "REDUCE(0,SEQUENCE(1E+9),LAMBDA(a,b,a+b))"} {
		add(fmt.Sprintf("%.40s", f), with(f))
	}
	add("two that wait for each other", with("C6").swap(breakdownPart, `<v>3500</v>`, `<f>C5</f>`))
	add("a chain of 60,000", with("Z10").swap(breakdownPart, "</sheetData>", chain(60_000, "Z%d+1")+"</sheetData>"))
	add("a chain that doubles", with("Z10").swap(breakdownPart, "</sheetData>", chain(64, "Z%[1]d+Z%[1]d")+"</sheetData>"))
	add("a value that grows by concatenation", with("LEN(Z10)").swap(breakdownPart, "</sheetData>", chain(64, "Z%[1]d&amp;Z%[1]d&amp;\"xxxxxxxx\"")+"</sheetData>"))
	add("2,001 of them", base.swap(breakdownPart, "</sheetData>", manyFormulas(2001)+"</sheetData>"))
	add("a shared formula without a master", base.swap(breakdownPart, amount, `<c r="C5"><f t="shared" si="7"/></c>`))
	add("a shared formula over all", base.swap(breakdownPart, amount, `<c r="C5"><f t="shared" ref="A1:XFD1048576" si="0">B5</f></c>`))
	add("an array formula over all", base.swap(breakdownPart, amount, `<c r="C5"><f t="array" ref="A1:XFD1048576">A1:XFD1048576</f></c>`))
	add("a data table", base.swap(breakdownPart, amount, `<c r="C5"><f t="dataTable" ref="C5:XFD1048576" dt2D="1" r1="A1" r2="B1"/></c>`))
	return all
}

// chain returns rows whose cell in column Z is a formula over the one below.
func chain(n int, formula string) string {
	var b strings.Builder
	for i := range n {
		row := i + 10
		fmt.Fprintf(&b, `<row r="%d"><c r="Z%d"><f>%s</f></c></row>`, row, row, fmt.Sprintf(formula, row+1))
	}
	return b.String() + fmt.Sprintf(`<row r="%d"><c r="Z%[1]d"><v>1</v></c></row>`, n+10)
}

// manyFormulas returns rows of the table whose amounts are formulas without values.
func manyFormulas(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>产品维度</t></is></c><c r="B%[1]d" t="inlineStr"><is><t>产品 %d 销售额</t></is></c><c r="C%[1]d"><f>SUM(C4:C6)*%[2]d</f></c></row>`, i+8, i)
	}
	return b.String()
}
