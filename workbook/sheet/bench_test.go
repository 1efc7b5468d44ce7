package sheet

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"goalxl/workbook/patch"
)

// targets makes a sheet like a breakdown of n rows: text, amounts, shares and a
// formula, in the way that Excel writes them.
func targets(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet` + ns + `><dimension ref="A1:G1"/><sheetData>`)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `<row r="%d" spans="1:7" ht="18" customHeight="1"><c r="A%d" s="3" t="s"><v>%d</v></c><c r="B%d" s="3" t="s"><v>%d</v></c><c r="C%d" s="4"><v>%d</v></c><c r="D%d" s="5"/><c r="E%d" s="3" t="s"><v>%d</v></c><c r="F%d" s="6"><v>45657</v></c><c r="G%d" s="3"><f>C%d*2</f><v>%d</v></c></row>`,
			i, i, i%4, i, i, i, 480000+i, i, i, i%50, i, i, i, 960000+2*i)
	}
	b.WriteString(`</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`)
	return b.Bytes()
}

func BenchmarkScan(b *testing.B) {
	data := targets(100000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := drain(NewScanner(bytes.NewReader(data))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStrings(b *testing.B) {
	var part bytes.Buffer
	part.WriteString(`<sst` + ns + `>`)
	for i := range 100000 {
		fmt.Fprintf(&part, `<si><t>华东区域销售额 %d</t></si>`, i)
	}
	part.WriteString(`</sst>`)
	b.SetBytes(int64(part.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadStrings(bytes.NewReader(part.Bytes()), DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRewrite gives each row a figure and a mark.
func BenchmarkRewrite(b *testing.B) {
	data := targets(100000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	edits := make([]CellEdit, 0, 2)
	for b.Loop() {
		var log patch.Log
		w := patch.NewWriter(io.Discard, &log)
		err := Rewrite(w, bytes.NewReader(data), Edits{Row: func(r *Row) []CellEdit {
			return append(edits[:0], CellEdit{Col: 4, Style: -1, Number: "0.4", Value: true}, CellEdit{Col: 8, Style: 7, Text: "提醒：未达历史增速"})
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPass rewrites without edits.
func BenchmarkPass(b *testing.B) {
	data := targets(100000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Rewrite(patch.NewWriter(io.Discard, nil), bytes.NewReader(data), Edits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestRowsCostNoAllocations: what a sheet costs does not grow with its rows.
func TestRowsCostNoAllocations(t *testing.T) {
	cost := func(rows int) float64 {
		data := targets(rows)
		return testing.AllocsPerRun(3, func() {
			if _, _, err := drain(NewScanner(bytes.NewReader(data))); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := cost(1000), cost(20000)
	if many > few+5 {
		t.Errorf("%v allocations for 1,000 rows, %v for 20,000", few, many)
	}
	edited := func(rows int) float64 {
		data := targets(rows)
		edits := make([]CellEdit, 0, 2)
		return testing.AllocsPerRun(3, func() {
			err := Rewrite(patch.NewWriter(io.Discard, nil), bytes.NewReader(data), Edits{Row: func(r *Row) []CellEdit {
				return append(edits[:0], CellEdit{Col: 4, Style: -1, Number: "0.4"}, CellEdit{Col: 8, Style: 7, Text: "提醒"})
			}})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many = edited(1000), edited(20000)
	if many > few+5 {
		t.Errorf("rewriting: %v allocations for 1,000 rows, %v for 20,000", few, many)
	}
}

// drain reads a sheet to its end.
func drain(s *Scanner) (rows, cells int, err error) {
	for {
		row, err := s.Next()
		if err == io.EOF {
			return rows, cells, nil
		}
		if err != nil {
			return rows, cells, err
		}
		rows, cells = rows+1, cells+len(row.Cells)
	}
}

// BenchmarkScanPrefixed reads a sheet as the Open XML SDK writes it: none of its
// cells can be read the short way.
func BenchmarkScanPrefixed(b *testing.B) {
	data := bytes.ReplaceAll(targets(30000), []byte("</"), []byte("</x:"))
	data = bytes.ReplaceAll(data, []byte("<"), []byte("<x:"))
	data = bytes.ReplaceAll(data, []byte("<x:/x:"), []byte("</x:"))
	data = bytes.Replace(data, []byte("<x:?"), []byte("<?"), 1)
	data = bytes.Replace(data, []byte("xmlns="), []byte("xmlns:x="), 1)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := drain(NewScanner(bytes.NewReader(data))); err != nil {
			b.Fatal(err)
		}
	}
}
