package opc

import (
	"bytes"
	stdflate "compress/flate"
	"fmt"
	"io"
	"testing"

	"github.com/klauspost/compress/flate"
)

// sheetXML returns a worksheet of n rows like those of a breakdown table.
func sheetXML(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet xmlns="` + nsMain + `"><sheetData>`)
	for r := 1; r <= n; r++ {
		fmt.Fprintf(&b, `<row r="%d" spans="1:7"><c r="A%[1]d" s="3" t="s"><v>%d</v></c><c r="B%[1]d" t="s"><v>%d</v></c>`+
			`<c r="C%[1]d" s="5"><v>%d</v></c><c r="D%[1]d" s="6"><v>0.%04d</v></c><c r="E%[1]d" t="s"><v>%d</v></c>`+
			`<c r="F%[1]d" s="7"><v>45657</v></c><c r="G%[1]d" t="inlineStr"><is><t>增设%d名销售专员，开展%d场展会</t></is></c></row>`,
			r, r%4, r, (r*7919)%100000*100, (r*31)%10000, r%50, r%9+1, r%5+1)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.Bytes()
}

func BenchmarkDeflate(b *testing.B) {
	src := sheetXML(50_000)
	b.Run("standard", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			var n summer
			n.w = io.Discard
			w, _ := stdflate.NewWriter(&n, -1)
			w.Write(src)
			w.Close()
			b.ReportMetric(float64(n.size)/float64(len(src))*100, "%size")
		}
	})
	for l := 1; l <= 9; l++ {
		b.Run(fmt.Sprint("klauspost", l), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				var n summer
				n.w = io.Discard
				w, _ := flate.NewWriter(&n, l)
				w.Write(src)
				w.Close()
				b.ReportMetric(float64(n.size)/float64(len(src))*100, "%size")
			}
		})
	}
}
