package sheet

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// books returns the workbooks of the shared corpus and layouts.
func books(t testing.TB) []string {
	var found []string
	for _, dir := range []string{"corpus", "layouts"} {
		names, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", dir, "*.xls*"))
		found = append(found, names...)
	}
	if len(found) == 0 {
		t.Skip("no ../shared/corpus and ../shared/layouts beside the project")
	}
	return found
}

// part is a part of a workbook of the corpus.
type part struct {
	name string
	data []byte
}

// parts returns the parts of a workbook whose names begin with prefix.
func parts(t testing.TB, book, prefix string) (found []part) {
	z, err := zip.OpenReader(book)
	if err != nil {
		if _, statErr := os.Stat(book); statErr != nil {
			t.Fatal(err)
		}
		return nil // encrypted or damaged on purpose
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, prefix) || strings.Contains(f.Name, "_rels") || !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s %s: %v", book, f.Name, err)
		}
		found = append(found, part{f.Name, data})
	}
	return found
}

func TestScannerReadsTheCorpus(t *testing.T) {
	sheets, cells := 0, 0
	for _, book := range books(t) {
		for _, p := range parts(t, book, "xl/worksheets/") {
			s := NewScanner(strings.NewReader(string(p.data)))
			whole := 0
			for {
				row, err := s.Next()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Errorf("%s %s: %v", filepath.Base(book), p.name, err)
					break
				}
				whole += len(row.gap) + len(row.raw)
				cells += len(row.Cells)
			}
			sheets++
			if s.err == io.EOF && whole+len(s.Head())+len(s.Tail()) != len(p.data) {
				t.Errorf("%s %s: the pieces do not make up the part", filepath.Base(book), p.name)
			}
		}
		for _, p := range parts(t, book, "xl/sharedStrings") {
			if _, err := ReadStrings(strings.NewReader(string(p.data)), DefaultLimits()); err != nil {
				t.Errorf("%s: %v", filepath.Base(book), err)
			}
		}
	}
	t.Logf("%d sheets, %d cells", sheets, cells)
}
