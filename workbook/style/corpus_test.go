package style

import (
	"archive/zip"
	"io"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestFormatsAsExcelizeReadsThem compares the number formats of real workbooks
// with an independent reading: excelize's.
func TestFormatsAsExcelizeReadsThem(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "*", "*.xls?"))
	if len(files) == 0 {
		t.Skip("no corpus of real workbooks beside the project")
	}
	compared := 0
	for _, path := range files {
		src := stylesOf(t, path)
		f, err := excelize.OpenFile(path)
		if err != nil || src == nil {
			continue // not a workbook that excelize reads, or one without styles
		}
		s := parsed(t, string(src))
		for xf := range s.Count() {
			want, err := f.GetStyle(xf)
			if err != nil {
				continue
			}
			code := builtin(want.NumFmt)
			if own, ok := s.codes[want.NumFmt]; ok {
				code = own
			}
			if want.CustomNumFmt != nil {
				code = *want.CustomNumFmt
			}
			if isGeneral(code) {
				code = ""
			}
			if got := s.Format(xf); got != code {
				t.Errorf("%s: Format(%d) = %q, excelize reads %q (id %d)", filepath.Base(path), xf, got, code, want.NumFmt)
			}
			compared++
		}
		f.Close()
	}
	if compared < 349 {
		t.Errorf("only %d formats were compared", compared)
	}
}

// stylesOf returns the styles part of a workbook that has it at the usual place.
func stylesOf(t *testing.T, path string) []byte {
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := r.Open("xl/styles.xml")
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
