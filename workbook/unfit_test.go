package workbook_test

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/internal/lang"
	"goalxl/workbook"
)

// TestPartsThatAreOthers puts other XML in the place of the styles.
func TestPartsThatAreOthers(t *testing.T) {
	source := practiceExample(t)
	in, err := zip.OpenReader(source)
	must(t, err)
	defer in.Close()
	path := filepath.Join(t.TempDir(), "目标.xlsx")
	out, err := os.Create(path)
	must(t, err)
	w := zip.NewWriter(out)
	for _, f := range in.File {
		to, err := w.Create(f.Name)
		must(t, err)
		from, err := f.Open()
		must(t, err)
		body, err := io.ReadAll(from)
		must(t, err)
		if f.Name == "xl/styles.xml" {
			body = []byte(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`)
		}
		_, err = to.Write(body)
		must(t, err)
	}
	must(t, w.Close())
	must(t, out.Close())
	_, err = workbook.Open(path)
	said, ok := err.(*lang.Error)
	if !ok || !strings.HasPrefix(said.In(lang.ZH), "目标.xlsx: 文件已损坏（xl/styles.xml：") {
		t.Errorf("refused with %v", err)
	}
}
