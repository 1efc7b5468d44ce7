package sheet

import (
	"bytes"
	"fmt"
	"io"
	"testing"
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
		s := NewScanner(bytes.NewReader(data))
		for {
			if _, err := s.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
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
