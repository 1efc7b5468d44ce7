package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"goalxl/workbook/patch"
	"pgregory.net/rapid"
)

// isPlain reports whether a sheet is read to its end and found plain.
func isPlain(in string) bool {
	s := NewScanner(strings.NewReader(in))
	for {
		if _, err := s.Next(); err != nil {
			return err == io.EOF && s.Plain()
		}
	}
}

// pick gives the edits of a row by its number, its last cell and what tells of the
// others: nil for a cell that is not there; ok is false where the row must be read,
// or the cell is not blank.
type pick func(num int32, last *Cell, cell func(col int32) (c *Cell, ok bool)) []CellEdit

// rewriteAs passes a sheet through Rewrite with the edits that pick gives; brief
// says which rows may take the short way.
func rewriteAs(t rapid.TB, in string, pick pick, brief func(int32) bool) (out string, log []byte, short int) {
	t.Helper()
	edits := Edits{Row: func(r *Row) []CellEdit {
		last := &Cell{}
		if n := len(r.Cells); n > 0 {
			last = &r.Cells[n-1]
		}
		return pick(r.Num, last, func(col int32) (*Cell, bool) {
			c := r.Cell(col)
			return c, c == nil || c.Type == Blank && c.Formula == nil
		})
	}}
	if brief != nil {
		edits.Brief = func(r *BriefRow) (edits []CellEdit, known bool) {
			if !brief(r.Num) {
				return nil, false
			}
			known = true
			edits = pick(r.Num, &r.Last, func(col int32) (*Cell, bool) {
				c, ok := r.Cell(col)
				known = known && ok
				return c, ok
			})
			if known {
				short++
			}
			return edits, known
		}
	}
	var b bytes.Buffer
	var l patch.Log
	w := patch.NewWriter(&b, &l)
	if err := Rewrite(w, strings.NewReader(in), edits); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var form bytes.Buffer
	if _, err := l.WriteTo(&form); err != nil {
		t.Fatal(err)
	}
	return b.String(), form.Bytes(), short
}

// sameBothWays fails unless the short way gives what the long way gives.
func sameBothWays(t rapid.TB, in string, pick pick, brief func(int32) bool) (short int) {
	t.Helper()
	want, wantLog, _ := rewriteAs(t, in, pick, nil)
	got, gotLog, short := rewriteAs(t, in, pick, brief)
	if got != want {
		t.Fatalf("the short way gives\n%.2000s\nthe long way\n%.2000s", got, want)
	}
	if !bytes.Equal(gotLog, wantLog) {
		t.Fatal("the two ways give different logs")
	}
	return short
}

// behindLast puts a word, as it differs from row to row, behind the last cell.
func behindLast(num int32, last *Cell, _ func(int32) (*Cell, bool)) []CellEdit {
	if num%5 == 0 {
		return nil
	}
	return []CellEdit{{Col: last.Col + 1 + num%3, Style: last.Style - 1, Text: []string{"通过", "错误：<", " a"}[num/2%3]}}
}

// intoBlanks puts figures into the blank cells of some columns, and a word behind
// the last cell.
func intoBlanks(num int32, last *Cell, cell func(int32) (*Cell, bool)) (edits []CellEdit) {
	for col := int32(1); col < last.Col; col += 1 + num%3 {
		c, ok := cell(col)
		switch {
		case !ok:
			continue
		case c == nil:
			edits = append(edits, CellEdit{Col: col, Style: num%4 - 1, Number: "0.25", Value: true})
		case c.Style == 2:
			edits = append(edits, CellEdit{Col: col, Style: 7, Text: "4800万元", Value: true})
		default:
			edits = append(edits, CellEdit{Col: col, Style: -1, Number: "-1", Value: true})
		}
	}
	return append(edits, behindLast(num, last, cell)...)
}

func TestBriefRowsAreLikeOthers(t *testing.T) {
	forms := []string{
		`<c r="%s"/>`, `<c r="%s" s="2"/>`, `<c r="%s" s="3"><v>12</v></c>`, `<c r="%s" t="s"><v>0</v></c>`,
		`<c r="%s" s="1" t="str"><f>row&lt;</f><v>w</v></c>`, `<c r="%s" t="inlineStr"><is><t>w> /row> </t></is></c>`,
		`<c s="2" r="%s"></c>`, `<c  r='%s'><v>1</v></c>`, `<c r="%s" ph="1"><v>1</v></c>`, `<c><v>7</v></c>`,
	}
	short, filled := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		row := int32(0)
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			row += rapid.Int32Range(1, 2).Draw(t, "step")
			inner, col := "", int32(0)
			for range rapid.IntRange(0, 4).Draw(t, "cells") {
				form := rapid.SampledFrom(forms).Draw(t, "form")
				if col++; strings.Contains(form, "%s") {
					col += rapid.Int32Range(0, 2).Draw(t, "gap")
					form = fmt.Sprintf(form, Ref(col, row))
				}
				inner += form
			}
			inner += rapid.SampledFrom([]string{"", "", "", " "}).Draw(t, "end")
			open := rapid.SampledFrom([]string{`<row r="%d">`, `<row r="%d" spans="1:9" ht="9>">`, `<row spans="1:3" r="%d">`, `<row r='%d' >`}).Draw(t, "open")
			if fmt.Fprintf(&b, open, row); inner == "" && rapid.Bool().Draw(t, "closed") {
				s := strings.TrimSuffix(b.String(), ">")
				b.Reset()
				b.WriteString(s + "/>")
			} else {
				b.WriteString(inner + "</row>")
			}
			b.WriteString(rapid.SampledFrom([]string{"", "", "", "\n"}).Draw(t, "between"))
		}
		in := sheetOf(b.String() + strings.Repeat(" ", longestOpen))
		if !isPlain(in) {
			t.Fatalf("not found plain: %s", in)
		}
		short += sameBothWays(t, in, behindLast, func(n int32) bool { return n%4 != 3 })
		filled += sameBothWays(t, in, intoBlanks, func(n int32) bool { return n%4 != 3 })
	})
	if short == 0 || filled == 0 {
		t.Error("no row took the short way")
	}
}

// TestBriefRowsOfLongSheets goes over the ends of the scanner's buffer.
func TestBriefRowsOfLongSheets(t *testing.T) {
	var b strings.Builder
	const rows = 20_000
	for n := 1; n <= rows; n++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" s="2"><v>%[1]d</v></c><c r="B%[1]d" t="inlineStr"><is><t>第%[1]d行</t></is></c><c r="C%[1]d" s="2"/><c r="E%[1]d"><v>1</v></c></row>`, n)
	}
	in := sheetOf(b.String())
	if !isPlain(in) {
		t.Fatal("the sheet is not found plain")
	}
	for _, pick := range []pick{behindLast, onlyBlanks} {
		if short := sameBothWays(t, in, pick, func(int32) bool { return true }); short < rows*9/10 {
			t.Errorf("%d of %d rows took the short way", short, rows)
		}
	}
}

// onlyBlanks fills columns C and D, of which C is there and D is not.
func onlyBlanks(_ int32, _ *Cell, cell func(int32) (*Cell, bool)) (edits []CellEdit) {
	for col := int32(3); col <= 4; col++ {
		if c, ok := cell(col); ok {
			edits = append(edits, CellEdit{Col: col, Style: int32(map[bool]int{true: 5, false: -1}[c == nil]), Number: "0.5", Value: true})
		}
	}
	return edits
}

func TestPlain(t *testing.T) {
	for rows, want := range map[string]bool{
		``: true,
		`<row r="1"/><row r="2"><c r="A2"><f>1</f><v>1</v></c></row>`:                          true,
		`<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>`:                true,
		`<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><c/></rPr><t>a</t></r></is></c></row>`: false,
		`<row r="1"><c r="A1" t="inlineStr"><is><c r="B1"/><t>a</t></is></c></row>`:            false,
		`<row r="1"><c r="A1"><f t="array" ref="A1:A2">1</f><v>1</v></c></row>`:                false,
		`<row r="1"><c r="A1"><f t="array" ref="A1">1</f><v>1</v></c></row>`:                   true,
		`<row r="1"><!-- </row> --></row>`:                                                     false,
		`<!-- <row r="1"> -->`:                                                                 false,
		`<row r="1"><?x <c r="A1"/>?></row>`:                                                   false,
		`<row r="1"><c r="A1" t="str"><v><![CDATA[</row>]]></v></c></row>`:                     false,
		`<row r="1"><c r="A1"><v>1</v><extLst><ext><row/></ext></extLst></c></row>`:            false,
		`<row r="1"><x><c r="A1"/></x></row>`:                                                  false,
		`<row r="1" xmlns="` + mainSpace + `"/>`:                                               false,
		`<x:row xmlns:x="` + mainSpace + `" r="1"/>`:                                           false,
	} {
		if got := isPlain(sheetOf(rows)); got != want {
			t.Errorf("%s: plain %v, want %v", rows, got, want)
		}
	}
}

func TestBriefRowsOfTheCorpus(t *testing.T) {
	sheets, plain, short := 0, 0, 0
	for _, book := range books(t) {
		for _, p := range parts(t, book, "xl/worksheets/") {
			sheets++
			if in := string(p.data); isPlain(in) {
				plain++
				short += sameBothWays(t, in, behindLast, func(n int32) bool { return n%7 != 0 })
				short += sameBothWays(t, in, intoBlanks, func(n int32) bool { return n%7 != 0 })
			}
		}
	}
	if short == 0 {
		t.Error("no row took the short way")
	}
	t.Logf("%d sheets, %d of them plain, %d rows the short way", sheets, plain, short)
}
