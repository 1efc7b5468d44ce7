package opc

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
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

// eachReal opens each real workbook that is not signed.
func eachReal(t *testing.T, see func(t *testing.T, p *Package)) {
	for _, f := range corpus(t) {
		t.Run(filepath.Base(f), func(t *testing.T) {
			p, err := Open(f)
			if strings.Contains(f, "signed") {
				if err == nil || !strings.Contains(err.Error(), "digitally signed") {
					t.Errorf("error %v, want that it is signed", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			see(t, p)
		})
	}
}

func TestRealWorkbooksAreRead(t *testing.T) {
	eachReal(t, func(t *testing.T, p *Package) {
		if err := p.VerifyRest(); err != nil {
			t.Error(err)
		}
		z, err := zip.OpenReader(p.Path())
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		var names []string
		for _, f := range z.File {
			if strings.HasSuffix(f.Name, "/") {
				continue
			}
			names = append(names, strings.ReplaceAll(f.Name, `\`, "/"))
			r, _ := f.Open()
			want, _ := io.ReadAll(r)
			if got, err := p.Bytes(names[len(names)-1]); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes, error %v, want %d", f.Name, len(got), err, len(want))
			}
		}
		if !slices.Equal(p.Parts(), names) {
			t.Errorf("parts %v, want %v", p.Parts(), names)
		}
		for _, sh := range p.Sheets() {
			if p.ContentType(sh.Part) == "" || sh.Name == "" || sh.ID == "" {
				t.Errorf("sheet %+v of type %q", sh, p.ContentType(sh.Part))
			}
		}
	})
}

func TestRealWorkbooksAreWrittenAsTheyAre(t *testing.T) {
	eachReal(t, func(t *testing.T, p *Package) {
		var once, twice bytes.Buffer
		if err := p.Write(&once, Changes{}); err != nil {
			t.Fatal(err)
		}
		if err := p.Write(&twice, Changes{}); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("written twice: not the same, error %v", err)
		}
		q, err := Open(written(t, p.Name(), once.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer q.Close()
		if !slices.Equal(partsOf(t, p), partsOf(t, q)) {
			t.Error("parts differ")
		}
		for i, pt := range p.parts {
			a, b := pt.entry, q.parts[i].entry
			central := slices.Clone(b.central)
			copy(central[b.offsetAt:], a.central[a.offsetAt:a.offsetAt+4])
			if !bytes.Equal(a.central, central) || a.packed != b.packed || a.end-a.offset != b.end-b.offset {
				t.Errorf("%s: entry differs", pt.name)
			}
		}
	})
}

func TestRealWorkbooksTakeEdits(t *testing.T) {
	eachReal(t, func(t *testing.T, p *Package) {
		var out bytes.Buffer
		if err := p.Write(&out, addSheet(t, p, "问题清单")); err != nil {
			t.Fatal(err)
		}
		q, err := Open(written(t, p.Name(), out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer q.Close()
		before, after := p.Sheets(), q.Sheets()
		if !slices.Equal(before, after[:len(before)]) || len(after) != len(before)+1 {
			t.Fatalf("sheets %v, want those of before and one more: %v", after, before)
		}
		added := after[len(before)]
		if added.Name != "问题清单" || added.Kind != Worksheet || !strings.HasSuffix(q.ContentType(added.Part), "worksheet+xml") {
			t.Errorf("added sheet is %+v, %s", added, q.ContentType(added.Part))
		}
		if q.Date1904() != p.Date1904() || q.Strict() != p.Strict() || q.Macro() != p.Macro() {
			t.Error("dates, strictness or macros changed")
		}
	})
}
