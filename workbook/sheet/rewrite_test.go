package sheet

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/workbook/patch"
)

// rewrite passes a sheet through Rewrite and checks that undoing it gives the
// sheet again.
func rewrite(t testing.TB, in string, e Edits) (string, error) {
	t.Helper()
	var out bytes.Buffer
	var log patch.Log
	w := patch.NewWriter(&out, &log)
	if err := Rewrite(w, strings.NewReader(in), e); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var back bytes.Buffer
	if err := patch.Undo(&back, bytes.NewReader(out.Bytes()), &log, false); err != nil {
		t.Fatalf("undo: %v", err)
	}
	if back.String() != in {
		t.Fatalf("undone:\n%s\nsource:\n%s", back.String(), in)
	}
	return out.String(), nil
}

// at gives the edits of single rows.
func at(edits map[int32][]CellEdit) Edits {
	return Edits{Row: func(r *Row) []CellEdit { return edits[r.Num] }}
}

func TestRewriteCells(t *testing.T) {
	for _, c := range []struct {
		name, row, want string
		edits           []CellEdit
	}{
		{"number into a blank cell", `<c r="B1" s="3"/>`, `<c r="B1" s="3"><v>48000000</v></c>`, []CellEdit{{Col: 2, Style: -1, Number: "48000000"}}},
		{"text over a shared string", `<c r="B1" s="3" t="s"><v>1</v></c>`, `<c r="B1" s="3" t="inlineStr"><is><t>华东</t></is></c>`, []CellEdit{{Col: 2, Style: -1, Text: "华东"}}},
		{"number over text", `<c t='s' r='B1' s='3' ><v>1</v></c>`, `<c r='B1' s='3'><v>0.4</v></c>`, []CellEdit{{Col: 2, Style: -1, Number: "0.4"}}},
		{"other attributes stay", `<c r="B1" vm="1" cm="2" ph="1" t="str"><v>1</v></c>`, `<c r="B1" cm="2" ph="1"><v>2</v></c>`, []CellEdit{{Col: 2, Style: -1, Number: "2"}}},
		{"a style of its own", `<c r="B1" s="3"><v>1</v></c>`, `<c r="B1" s="9"><v>2</v></c>`, []CellEdit{{Col: 2, Style: 9, Number: "2"}}},
		{"a style where there was none", `<c r="B1"><v>1</v></c>`, `<c r="B1" s="9"><v>2</v></c>`, []CellEdit{{Col: 2, Style: 9, Number: "2"}}},
		{"made blank", `<c r="B1" s="3"><v>1</v></c>`, `<c r="B1" s="3"/>`, []CellEdit{{Col: 2, Style: -1}}},
		{"extensions stay", `<c r="B1"><v>1</v><extLst><ext uri="q"/></extLst></c>`, `<c r="B1"><v>2</v><extLst><ext uri="q"/></extLst></c>`, []CellEdit{{Col: 2, Style: -1, Number: "2"}}},
		{"extensions stay with blank", `<c r="B1"><v>1</v><extLst/></c>`, `<c r="B1"><extLst/></c>`, []CellEdit{{Col: 2, Style: -1}}},
		{"new at the end", `<c r="A1"/> <!-- x --> `, `<c r="A1"/><c r="H1" s="4"><v>1</v></c> <!-- x --> `, []CellEdit{{Col: 8, Style: 4, Number: "1"}}},
		{"new in front and between", `<c r="B1"/><c r="D1"/>`, `<c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c><c r="D1"/>`, []CellEdit{{Col: 1, Style: -1, Number: "1"}, {Col: 3, Style: -1, Number: "3"}}},
		{"new among cells without references", `<c/><c/><c r="F1"/>`, `<c/><c><v>2</v></c><c r="E1"><v>5</v></c><c r="F1"/>`, []CellEdit{{Col: 2, Style: -1, Number: "2"}, {Col: 5, Style: -1, Number: "5"}}},
		{"new in an empty row", ``, `<c r="A1"><v>1</v></c>`, []CellEdit{{Col: 1, Style: -1, Number: "1"}}},
		{"new before extensions", `<extLst/>`, `<c r="A1"><v>1</v></c><extLst/>`, []CellEdit{{Col: 1, Style: -1, Number: "1"}}},
		{"removed", `<c r="A1"/><c r="B1" t="s" s="2"><v>1</v></c><c r="C1"/>`, `<c r="A1"/><c r="C1"/>`, []CellEdit{{Col: 2, Remove: true}, {Col: 7, Remove: true}}},
		{"removed at the end", `<c/><c t="str"><v>通过</v></c>`, `<c/>`, []CellEdit{{Col: 2, Remove: true}}},
		{"made blank where the next cell would move", `<c/><c s="2"><v>1</v></c><c/>`, `<c/><c s="2"/><c/>`, []CellEdit{{Col: 2, Style: -1, Remove: true}}},
		{"a formula's stored number", `<c r="B1" s="3"><f>A1</f><v>1</v></c>`, `<c r="B1" s="3"><f>A1</f><v>2</v></c>`, []CellEdit{{Col: 2, Stored: true, Number: "2"}}},
		{"a formula's stored text", `<c r="B1" t="str"><f>A1</f><v>a</v></c>`, `<c r="B1" t="str"><f>A1</f><v>&lt;</v></c>`, []CellEdit{{Col: 2, Stored: true, Text: "<"}}},
		{"a formula that stores nothing any more", `<c r="B1"><f>A1</f><v>1</v></c>`, `<c r="B1"><f>A1</f></c>`, []CellEdit{{Col: 2, Stored: true}}},
		{"space kept", ``, `<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>`, []CellEdit{{Col: 1, Style: -1, Text: " a"}}},
		{"escaped", ``, `<c r="A1" t="inlineStr"><is><t>&lt;&amp;&gt;"_x0007__x005F_x0041_` + "\n" + `_x000D_z_xFFFE_</t></is></c>`, []CellEdit{{Col: 1, Style: -1, Text: "<&>\"\a_x0041_\n\rz\uFFFE"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := rewrite(t, sheetOf(`<row r="1">`+c.row+`</row>`), at(map[int32][]CellEdit{1: c.edits}))
			if err != nil {
				t.Fatal(err)
			}
			if want := sheetOf(`<row r="1">` + c.want + `</row>`); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestRewriteRows(t *testing.T) {
	one := []CellEdit{{Col: 1, Style: -1, Number: "1"}}
	missing := func(nums ...int32) func(int32, int32) []NewRow {
		return func(after, before int32) (rows []NewRow) {
			for _, n := range nums {
				if after < n && n < before {
					rows = append(rows, NewRow{n, one})
				}
			}
			return rows
		}
	}
	row := func(n string) string { return `<row r="` + n + `"><c r="A` + n + `"><v>1</v></c></row>` }
	for _, c := range []struct {
		name, in, want string
		edits          Edits
	}{
		{"an empty row is opened", sheetOf(`<row r="2" ht="9" />`), sheetOf(`<row r="2" ht="9" ><c r="A2"><v>1</v></c></row>`), at(map[int32][]CellEdit{2: one})},
		{"rows put in", sheetOf("\n<row r=\"2\"/>\n<row r=\"5\"/>\n"), sheetOf(row("1") + "\n<row r=\"2\"/>" + row("3") + row("4") + "\n<row r=\"5\"/>" + row("9") + "\n"), Edits{Missing: missing(1, 3, 4, 9)}},
		{"rows into a sheet without any", sheetOf(``), sheetOf(row("3")), Edits{Missing: missing(3)}},
		{"rows into a closed data section", `<x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData/></x:worksheet>`,
			`<x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData><x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`, Edits{Missing: missing(3)}},
		{"prefixes", `<x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData><x:row r="1"/><x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
			`<x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
			at(map[int32][]CellEdit{1: one, 2: {{Col: 1, Style: -1, Text: "a"}}})},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := rewrite(t, c.in, c.edits)
			if err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRewriteRefusesEdits(t *testing.T) {
	number := func(col int32) CellEdit { return CellEdit{Col: col, Style: -1, Number: "1"} }
	in := sheetOf(`<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f t="array" ref="B1:C1">x</f><v>1</v></c><c r="C1"><v>1</v></c><c r="D1"><f t="shared" si="0"/></c></row>`)
	for name, edits := range map[string][]CellEdit{
		"formula":          {number(1)},
		"array":            {number(2)},
		"part of an array": {number(3)},
		"shared formula":   {number(4)},
		"order":            {number(6), number(5)},
		"doubled":          {number(6), number(6)},
		"no column":        {number(0)},
		"beyond XFD":       {number(MaxCols + 1)},
		"both":             {{Col: 6, Text: "a", Number: "1"}},
		"no number":        {{Col: 6, Number: "1,2"}},
		"infinite":         {{Col: 6, Number: "Inf"}},
		"markup":           {{Col: 6, Number: "1<"}},
		"only a sign":      {{Col: 6, Number: "-"}},
		"too long":         {{Col: 6, Text: strings.Repeat("万", longestText+1)}},
	} {
		if got, err := rewrite(t, in, at(map[int32][]CellEdit{1: edits})); err == nil {
			t.Errorf("%s: accepted: %s", name, got)
		}
	}
	if _, err := rewrite(t, in, at(map[int32][]CellEdit{1: {{Col: 6, Text: strings.Repeat("万", longestText)}}})); err != nil {
		t.Errorf("the longest text: %v", err)
	}
	for name, num := range map[string]int32{"there already": 1, "before": 0, "beyond": MaxRows + 1} {
		e := Edits{Missing: func(after, before int32) []NewRow { return []NewRow{{Num: num}} }}
		if _, err := rewrite(t, in, e); err == nil {
			t.Errorf("row %s: accepted", name)
		}
	}
}

func TestRewriteWithoutEditsIsTheIdentity(t *testing.T) {
	for _, book := range books(t) {
		for _, p := range parts(t, book, "xl/worksheets/") {
			got, err := rewrite(t, string(p.data), Edits{})
			if err != nil {
				t.Fatalf("%s %s: %v", filepath.Base(book), p.name, err)
			}
			if got != string(p.data) {
				t.Errorf("%s %s changed", filepath.Base(book), p.name)
			}
		}
	}
}

// TestRewriteOfTheCorpus puts a figure and a text beside the last cell of each
// row, and formats and widths around the rows, and reads them again.
func TestRewriteOfTheCorpus(t *testing.T) {
	for _, book := range books(t) {
		for _, p := range parts(t, book, "xl/worksheets/") {
			before, _ := scan(bytes.NewReader(p.data), DefaultLimits())
			added := 0
			out, err := rewrite(t, string(p.data), Edits{
				Row: func(r *Row) []CellEdit {
					last := int32(0)
					if n := len(r.Cells); n > 0 {
						last = r.Cells[n-1].Col
					}
					if last+2 > MaxCols {
						return nil
					}
					added++
					return []CellEdit{{Col: last + 1, Style: -1, Number: "12345.678", Value: true}, {Col: last + 2, Style: -1, Text: "核对"}}
				},
				Head: func(head []byte) ([]patch.Splice, error) { return AddColumnWidth(head, 9, 20) },
				Tail: func(tail []byte) ([]patch.Splice, error) {
					return AddConditionalFormats(tail, []CF{{Sqref: "A1:B2", Formula: `LEFT($A1,2)="错误"`}})
				},
			})
			if err != nil {
				t.Fatalf("%s %s: %v", filepath.Base(book), p.name, err)
			}
			after, err := scan(strings.NewReader(out), DefaultLimits())
			if err != nil {
				t.Fatalf("%s %s: %v", filepath.Base(book), p.name, err)
			}
			if n := strings.Count(after, "\n") - strings.Count(before, "\n"); n != 2*added {
				t.Errorf("%s %s: %d more cells, want %d", filepath.Base(book), p.name, n, 2*added)
			}
			wellFormed(t, out)
		}
	}
}

// failAfter fails after n bytes, as a full disk does.
type failAfter struct{ n int }

func (f *failAfter) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestRewriteStopsWhereItCannotWrite(t *testing.T) {
	data, rows := targets(50000), 0
	err := Rewrite(patch.NewWriter(&failAfter{n: 1 << 20}, nil), bytes.NewReader(data), Edits{
		Row: func(*Row) []CellEdit { rows++; return nil },
	})
	if !errors.Is(err, errBroken) {
		t.Errorf("the error of the destination: %v", err)
	}
	if rows > 10000 {
		t.Errorf("%d rows were read after the destination failed", rows)
	}
}
