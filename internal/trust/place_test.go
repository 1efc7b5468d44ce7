package trust

import (
	"os"
	"path/filepath"
	"testing"
)

// place is a folder with a workbook and, for some tests, an old result.
type place struct {
	dir         string
	source, old []byte
}

func newPlace(t testing.TB, source, old []byte) place {
	t.Helper()
	p := place{t.TempDir(), source, old}
	p.reset()
	return p
}

// reset empties the folder and puts the files back.
func (p place) reset() {
	for _, name := range listing(p.dir) {
		os.RemoveAll(filepath.Join(p.dir, name))
	}
	os.WriteFile(filepath.Join(p.dir, sourceName), p.source, 0o640)
	if p.old != nil {
		os.WriteFile(filepath.Join(p.dir, resultName), p.old, 0o640)
	}
}

// read returns a file of the folder; nil if it is not there.
func (p place) read(name string) []byte {
	b, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		return nil
	}
	return b
}
