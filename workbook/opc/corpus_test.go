package opc

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus returns real workbooks of other projects; they are not part of this one.
func corpus(t testing.TB) []string {
	dir := filepath.Join("..", "..", "..", "shared", "corpus")
	files, _ := filepath.Glob(filepath.Join(dir, "*.xls?"))
	if len(files) == 0 {
		t.Skip("no corpus of real workbooks beside the project")
	}
	return files
}

func TestOpenTakesRealWorkbooks(t *testing.T) {
	for _, f := range corpus(t) {
		p, err := Open(f)
		if filepath.Base(f) == "poi__22e2d0__hello-world-signed.xlsx" {
			if err == nil {
				t.Errorf("%s: opened although it is signed", f)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if err := p.VerifyRest(); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		p.Close()
	}
}

var _ = os.Stat
