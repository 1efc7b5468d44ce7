package sheet

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

const ns = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

// sheetOf wraps rows into a worksheet.
func sheetOf(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<worksheet` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// scan reads a whole sheet and writes its cells one a line: reference, type and
// text, formula, style.
func scan(r io.Reader, limits Limits) (string, error) {
	s := NewScannerWithin(r, limits)
	var out strings.Builder
	for {
		row, err := s.Next()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return out.String(), err
		}
		if row.Hidden {
			fmt.Fprintf(&out, "hidden %d\n", row.Num)
		}
		for i := range row.Cells {
			out.WriteString(describe(&row.Cells[i], row.Num))
		}
	}
}

func describe(c *Cell, row int32) string {
	names := [...]string{"blank", "n", "s", "inline", "str", "b", "e", "d"}
	line := Ref(c.Col, row) + " " + names[c.Type]
	if c.HasValue {
		line += fmt.Sprintf(" %q", c.Text)
	}
	if c.Formula != nil {
		line += fmt.Sprintf(" =%s/%d", c.Formula, c.Kind)
	}
	if c.Style != 0 {
		line += fmt.Sprintf(" s%d", c.Style)
	}
	if c.Spilled {
		line += " spilled"
	}
	return line + "\n"
}

func TestScannerLegalForms(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", sheetOf(`<row r="2"><c r="B2" s="3"><v>12.5</v></c></row>`), `B2 n "12.5" s3`},
		{"types", sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#REF!</v></c>` +
			`<c r="D1" t="d"><v>2024-12-31</v></c><c r="E1" t="str"><f>A1</f><v>x</v></c><c r="F1" t="n"><v>1</v></c></row>`),
			`A1 s "0"|B1 b "1"|C1 e "#REF!"|D1 d "2024-12-31"|E1 str "x" =A1/1|F1 n "1"`},
		{"prefixed", `<x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`, `A1 n "1"`},
		{"two prefixes for one namespace", `<worksheet` + ns + ` xmlns:x="` + mainSpace + `"><x:sheetData><row r="1"><x:c r="A1"><v>1</v></x:c></row></x:sheetData></worksheet>`, `A1 n "1"`},
		{"strict", `<worksheet xmlns="` + strictSpace + `"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`, `A1 n "1"`},
		{"foreign namesakes", `<worksheet` + ns + ` xmlns:o="urn:o"><sheetData><o:row r="1"/><row r="1"><o:c r="A1"/><c r="A1"><o:v>2</o:v><v>1</v></c></row></sheetData></worksheet>`, `A1 n "1"`},
		{"namespace changed inside", sheetOf(`<row r="1"><c r="A1"><v>1</v></c><q xmlns="urn:o"><c r="B1"><v>2</v></c></q><c r="C1"><v>3</v></c></row>`), `A1 n "1"|C1 n "3"`},
		{"no references", sheetOf(`<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>`), `A1 n "1"|B1 blank|C1 n "3"|A3 n "4"`},
		{"some references", sheetOf(`<row r="4"><c r="C4"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`), `C4 n "1"|D4 n "2"|A5 n "3"`},
		{"order and quotes", sheetOf(`<row spans='1:3' hidden = "true" r = '3' ><c t='str' s="1"  r='A3'	><v >"</v ></c ></row >`), `hidden 3|A3 str "\"" s1`},
		{"blank cells", sheetOf(`<row r="1"><c r="A1" s="5"/><c r="B1" t="s"/><c r="C1" t="s"><v></v></c><c r="D1"><v/></c><c r="E1" t="str"><f>""</f><v></v></c></row>`),
			`A1 blank s5|B1 blank|C1 blank|D1 blank|E1 str "" =""/1`},
		{"no cached value", sheetOf(`<row r="1"><c r="A1"><f>1+1</f></c></row>`), `A1 blank =1+1/1`},
		{"shared formula", sheetOf(`<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">C1&lt;2</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c></row>`),
			`A1 n "1" =C1<2/2|B1 n "2" =/2`},
		{"array formula", sheetOf(`<row r="1"><c r="A1"><f t="array" ref="A1:B2">x</f><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>9</v></c></row><row r="2"><c r="A2"><v>3</v></c></row><row r="3"><c r="A3"><v>4</v></c></row>`),
			`A1 n "1" =x/3|B1 n "2" spilled|C1 n "9"|A2 n "3" spilled|A3 n "4"`},
		{"data table", sheetOf(`<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2"/><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>`),
			`A1 n "1" =/4|A2 n "3" spilled`},
		{"inline", sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is> <t xml:space="preserve"> a </t> </is></c></row>`), `A1 inline " a "`},
		{"rich and phonetic", sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>华</t></r><r><t>东</t></r><rPh sb="0" eb="1"><t>ka</t></rPh><phoneticPr fontId="1"/></is></c></row>`), `A1 inline "华东"`},
		{"escapes", sheetOf(`<row r="1"><c r="A1" t="str"><v>a_x000D_b_x005F_x0041_&#65;&#x4E2D;&amp;_xD83D__xDE00__xD83D_</v></c></row>`), `A1 str "a\rb_x0041_A中&😀_xD83D_"`},
		{"escapes not in numbers", sheetOf(`<row r="1"><c r="A1" t="e"><v>_x0041_</v></c></row>`), `A1 e "_x0041_"`},
		{"character data in pieces", sheetOf(`<row r="1"><c r="A1" t="str"><v>a<![CDATA[<&>]]>b<!-- c --><?p i?>d</v></c></row>`), `A1 str "a<&>bd"`},
		{"line ends", sheetOf("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc\nd</v></c></row>"), `A1 str "a\nb\nc\nd"`},
		{"blanks everywhere", sheetOf("\n <row\n r=\"1\">\t<c r=\"A1\"> <v> 12 </v>\n</c> </row>\r\n "), `A1 n "12"`},
		{"comments everywhere", `<!-- a --><worksheet` + ns + `><!-- <row> --><sheetData><!-- <row r="1"/> --><row r="1"><?x y?><c r="A1"><!--c--><v>1</v></c><!-- </row> --></row></sheetData></worksheet><!-- z -->`, `A1 n "1"`},
		{"byte order mark", "\uFEFF" + sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), `A1 n "1"`},
		{"no declaration", `<worksheet` + ns + `><sheetData><row r="1"/></sheetData></worksheet>`, ``},
		{"empty data", `<worksheet` + ns + `><sheetData/></worksheet>`, ``},
		{"empty data, open", sheetOf(``), ``},
		{"extensions", `<worksheet` + ns + ` xmlns:mc="` + mceSpace + `" mc:Ignorable="q" xmlns:q="urn:q"><sheetPr q:z="1"/><mc:AlternateContent><mc:Choice Requires="q"><q:sheetData/></mc:Choice></mc:AlternateContent><sheetData><row r="1" q:d="0.3"><c r="A1" vm="1"><v>1</v><extLst><ext uri="u"><v>9</v></ext></extLst></c><extLst><ext><c r="Z9"/></ext></extLst></row><extLst/></sheetData><extLst><ext><row/></ext></extLst></worksheet>`, `A1 n "1"`},
		{"last cell", sheetOf(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), `XFD1048576 n "1"`},
		{"references in attributes", sheetOf(`<row r="&#49;"><c r="A&#x31;" t="&#115;tr"><v>x</v></c></row>`), `A1 str "x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			for kind, r := range readers(c.in) {
				got, err := scan(r, DefaultLimits())
				if err != nil {
					t.Fatalf("%s: %v", kind, err)
				}
				if got = strings.ReplaceAll(strings.TrimSuffix(got, "\n"), "\n", "|"); got != c.want {
					t.Errorf("%s:\n got %s\nwant %s", kind, got, c.want)
				}
			}
		})
	}
}

// readers gives the same bytes in several manners.
func readers(in string) map[string]io.Reader {
	return map[string]io.Reader{
		"at once":      strings.NewReader(in),
		"byte by byte": iotest.OneByteReader(strings.NewReader(in)),
		"with EOF":     iotest.DataErrReader(strings.NewReader(in)),
	}
}

// TestManyArrays: array formulas above a row are forgotten, and more of them in
// one row than are told apart still cover their cells.
func TestManyArrays(t *testing.T) {
	var rows strings.Builder
	for n := 1; n <= 2*mostSpills; n++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d"><f t="array" ref="A%[1]d:B%[1]d">x</f></c><c r="B%[1]d"/><c r="C%[1]d"/></row>`, n)
	}
	fmt.Fprintf(&rows, `<row r="%d">`, 2*mostSpills+1)
	for col := int32(1); col < 4*mostSpills; col += 2 {
		ref := Ref(col, 2*mostSpills+1)
		fmt.Fprintf(&rows, `<c r="%s"><f t="array" ref="%[1]s:%s">x</f></c><c/>`, ref, Ref(col+1, 2*mostSpills+1))
	}
	rows.WriteString(`</row>`)
	s := NewScanner(strings.NewReader(sheetOf(rows.String())))
	for {
		row, err := s.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(s.spill) > mostSpills || row.Num <= 2*mostSpills && len(s.spill) > 1 {
			t.Fatalf("row %d: %d arrays are held", row.Num, len(s.spill))
		}
		for _, c := range row.Cells {
			if want := c.Formula == nil && c.Col%2 == 0; c.Spilled != want {
				t.Fatalf("%s: spilled %v", Ref(c.Col, row.Num), c.Spilled)
			}
		}
	}
}
