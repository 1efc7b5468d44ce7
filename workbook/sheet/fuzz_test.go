package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"goalxl/workbook/patch"
)

// seeds are sheets in which each form that matters stands once.
func seeds(f *testing.F) {
	for _, s := range []string{
		sheetOf(`<row r="1" hidden="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t xml:space="preserve"> a</t></r><rPh><t>b</t></rPh></is></c></row><row><c><f t="array" ref="A2:B3">x&lt;y</f><v>1</v></c></row>`),
		"\uFEFF<?xml version='1.0' encoding='utf-8' standalone='no' ?><!-- c --><x:worksheet xmlns:x='" + mainSpace + "' xmlns:q=\"urn:q\" q:a='&#65;'><x:cols/><x:sheetData><x:row r='3'><x:c t='str' r='C3'><x:v><![CDATA[<]]>_x000D_&amp;</x:v></x:c></x:row></x:sheetData><x:conditionalFormatting sqref='A1'><x:cfRule priority='3'/></x:conditionalFormatting><x:extLst/></x:worksheet>\n<?pi x?>",
		`<worksheet` + ns + `><dimension ref="A1:B2"/><sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells><legacyDrawing xmlns:r="r" r:id="rId1"/></worksheet>`,
	} {
		f.Add([]byte(s))
	}
}

// FuzzScanner: whatever is accepted, encoding/xml accepts as well; the pieces
// make up the part; and the fast way of reading cells gives what the slow one
// gives, however the bytes come in.
func FuzzScanner(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		got, size, err := scanWith(bytes.NewReader(in), false)
		slow, _, slowErr := scanWith(iotest.HalfReader(bytes.NewReader(in)), true)
		if fmt.Sprint(err) != fmt.Sprint(slowErr) || got != slow {
			t.Fatalf("fast: %v\n%s\nslow: %v\n%s", err, got, slowErr, slow)
		}
		if err != nil {
			return
		}
		if size != len(in) {
			t.Fatalf("the pieces have %d of %d bytes", size, len(in))
		}
		wellFormed(t, string(in))
	})
}

// scanWith reads a whole sheet; slow takes each cell apart.
func scanWith(r io.Reader, slow bool) (out string, size int, err error) {
	s := NewScanner(r)
	s.slow = slow
	var b strings.Builder
	for {
		row, err := s.Next()
		if err == io.EOF {
			return b.String(), size + len(s.Head()) + len(s.Tail()), nil
		}
		if err != nil {
			return b.String(), 0, err
		}
		fmt.Fprintf(&b, "%d %v %q\n", row.Num, row.Hidden, row.raw)
		size += len(row.gap) + len(row.raw)
		for i := range row.Cells {
			c := &row.Cells[i]
			b.WriteString(describe(c, row.Num))
			fmt.Fprintln(&b, c.Index(), c.start, c.openEnd, c.bodyEnd, c.end, c.extra)
		}
	}
}

func TestFastCellsAreTheSame(t *testing.T) {
	for _, book := range books(t) {
		for _, p := range parts(t, book, "xl/worksheets/") {
			fast, _, err1 := scanWith(bytes.NewReader(p.data), false)
			slow, _, err2 := scanWith(bytes.NewReader(p.data), true)
			if fast != slow || fmt.Sprint(err1) != fmt.Sprint(err2) {
				t.Errorf("%s %s: differs", book, p.name)
			}
		}
	}
}

func FuzzStrings(f *testing.F) {
	f.Add([]byte(`<sst` + ns + `><si><t>a</t></si><si/><si><r><t xml:space="preserve"> b</t></r><rPh><t>c</t></rPh></si></sst>`))
	f.Add([]byte(`<x:sst xmlns:x="` + mainSpace + `" count="1"><x:si><x:t>_x0041_&#65;<![CDATA[]]></x:t></x:si><x:extLst/></x:sst>`))
	f.Fuzz(func(t *testing.T, in []byte) {
		s, err := ReadStrings(bytes.NewReader(in), DefaultLimits())
		again, againErr := ReadStrings(iotest.OneByteReader(bytes.NewReader(in)), DefaultLimits())
		if fmt.Sprint(err) != fmt.Sprint(againErr) {
			t.Fatalf("at once: %v; byte by byte: %v", err, againErr)
		}
		if err != nil {
			return
		}
		wellFormed(t, string(in))
		for i := range s.Len() {
			if s.String(i) != again.String(i) {
				t.Fatalf("string %d: %q and %q", i, s.String(i), again.String(i))
			}
		}
	})
}

// FuzzRewrite: an accepted sheet with a text put into each row, and formats,
// widths and a drawing around them, is accepted again, holds what was put in,
// and gives the source when undone.
func FuzzRewrite(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		before, err := scan(bytes.NewReader(in), DefaultLimits())
		if err != nil {
			return
		}
		edited := 0
		out, err := rewrite(t, string(in), Edits{
			Row: func(r *Row) []CellEdit {
				for i := range r.Cells {
					if c := &r.Cells[i]; c.Formula == nil && !c.Spilled {
						edited++
						return []CellEdit{{Col: c.Col, Style: 3, Text: " \"<核对>\r"}}
					}
				}
				return nil
			},
			Head: func(head []byte) ([]patch.Splice, error) { return AddColumnWidth(head, 3, 12.5) },
			Tail: around,
		})
		if err != nil {
			if edited == 0 {
				t.Fatalf("refused: %v\n%s", err, before)
			}
			return
		}
		after, err := scan(strings.NewReader(out), DefaultLimits())
		if err != nil {
			t.Fatalf("written but refused: %v\n%s", err, out)
		}
		if n := strings.Count(after, ` inline " \"<核对>\r"`); n < edited {
			t.Fatalf("%d of %d edits are there:\n%s", n, edited, after)
		}
		wellFormed(t, out)
	})
}

// around puts a format and a drawing behind the rows.
func around(tail []byte) ([]patch.Splice, error) {
	splices, err := AddConditionalFormats(tail, []CF{{Sqref: "A1", Formula: `A1<>"&"`, DxfID: 1}})
	if err != nil {
		return nil, err
	}
	drawing, _, err := AddLegacyDrawing(tail, "rId9", false)
	return append(splices, drawing...), err
}

// FuzzPieces: the readers and builders of heads and tails take any bytes, and
// their splices lie inside them.
func FuzzPieces(f *testing.F) {
	seeds(f)
	f.Add([]byte(`<row/></sheetData><autoFilter ref="A1:B2"/><mergeCells><mergeCell ref="A1:B2"/></mergeCells><legacyDrawing r:id="x"/></worksheet>`))
	f.Fuzz(func(t *testing.T, in []byte) {
		_, _ = MergedRanges(in)
		_, _, _ = AutoFilter(in)
		width, _ := AddColumnWidth(in, 1, 9)
		dimension, _ := ExtendDimension(in, Range{1, 1, 50, 50})
		behind, _ := around(in)
		for _, splices := range [][]patch.Splice{width, dimension, behind} {
			var out bytes.Buffer
			w := patch.NewWriter(&out, nil)
			if err := patch.Apply(w, in, splices); err != nil {
				t.Fatalf("%v: %q", err, in)
			}
		}
	})
}
