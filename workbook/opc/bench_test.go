package opc

import (
	"archive/zip"
	"io"
	"os"
	"testing"

	"goalxl/workbook/patch"
)

// largeBook is a workbook whose one sheet has n rows.
func largeBook(b testing.TB, n int) (path string, size int64) {
	body := sheetXML(n)
	return written(b, "large.xlsx", zipped(with(minimal(), "xl/worksheets/sheet1.xml", string(body)))), int64(len(body))
}

// BenchmarkFloor is the least that any tool does to a workbook: read, inflate,
// look at each byte, deflate with the standard library, write.
func BenchmarkFloor(b *testing.B) {
	path, size := largeBook(b, 100_000)
	b.SetBytes(size)
	for b.Loop() {
		z, err := zip.OpenReader(path)
		if err != nil {
			b.Fatal(err)
		}
		out, _ := os.Create(path + ".out")
		w := zip.NewWriter(out)
		buf := make([]byte, 64<<10)
		seen := 0
		for _, f := range z.File {
			r, _ := f.Open()
			dst, _ := w.Create(f.Name)
			for {
				n, err := r.Read(buf)
				for _, c := range buf[:n] {
					if c == '<' {
						seen++
					}
				}
				dst.Write(buf[:n])
				if err != nil {
					break
				}
			}
			r.Close()
		}
		w.Close()
		out.Close()
		z.Close()
	}
}

// BenchmarkReadAndRewrite opens, reads the sheet once, and writes it through a
// patch.Writer, which is what fill does but for the rows themselves.
func BenchmarkReadAndRewrite(b *testing.B) {
	path, size := largeBook(b, 100_000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		p, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.VerifyRest(); err != nil {
			b.Fatal(err)
		}
		_, err = Save(path+".out", SaveOptions{}, func(w io.Writer) error {
			return p.Write(w, Changes{Edit: map[string]func(io.Reader, io.Writer) error{"xl/worksheets/sheet1.xml": rewrite}})
		})
		if err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
}

// rewrite passes a part through with a cell put in every 400 bytes.
func rewrite(src io.Reader, dst io.Writer) error {
	w := patch.NewWriter(dst, &patch.Log{})
	buf, cell := make([]byte, 64<<10), []byte(`<c r="H1" t="inlineStr"><is><t>OK</t></is></c>`)
	for {
		n, err := src.Read(buf)
		for b := buf[:n]; len(b) > 0; {
			k := min(400, len(b))
			w.Keep(b[:k])
			w.Put(nil, cell, false)
			b = b[k:]
		}
		if err == io.EOF {
			return w.Close()
		}
		if err != nil {
			return err
		}
	}
}
