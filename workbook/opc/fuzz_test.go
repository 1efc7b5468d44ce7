package opc

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goalxl/internal/lang"
	"goalxl/workbook/patch"
)

// FuzzOpen: whatever the bytes are, Open neither panics nor hangs; it refuses in
// words, or takes what archive/zip reads in the same way, and then writes it out
// again unchanged.
func FuzzOpen(f *testing.F) {
	for _, h := range hostile() {
		if len(h.body) < 20_000 {
			f.Add(h.body)
		}
	}
	f.Add(zipped(minimal()))
	f.Add(stored(minimal()))
	lim := DefaultLimits()
	lim.Total, lim.Entries = 16<<20, 200
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := OpenLimited(path, lim)
		if err == nil {
			defer p.Close()
			err = p.VerifyRest()
		}
		if err != nil {
			var said *lang.Error
			if !errors.As(err, &said) || said.In(lang.ZH) == "" {
				t.Fatalf("error %v, want a *lang.Error", err)
			}
			return
		}
		var out bytes.Buffer
		if err := p.Write(&out, Changes{}); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil {
			t.Fatalf("written archive: %v", err)
		}
		for _, e := range z.File {
			r, err := e.Open()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if want, _ := p.Bytes(e.Name); err != nil || !bytes.Equal(got, want) && !strings.HasSuffix(e.Name, "/") {
				t.Fatalf("%s: read %d bytes, error %v, want %d", e.Name, len(got), err, len(want))
			}
		}
	})
}

// FuzzTags: what the scanner takes, encoding/xml takes too and sees the same
// elements in.
func FuzzTags(f *testing.F) {
	for _, p := range minimal() {
		f.Add([]byte(p.body))
	}
	for _, s := range []string{`<x:a xmlns:x="u" x:b='&#x4e00;'><![CDATA[<]]><!-- - --><x:c/></x:a>`, `<a><b></a></b>`, `<a b="1" b="2"/>`,
		`<a/><b/>`, `<a b="<"/>`, `<a b=1/>`, `<a b="1"c="2"/>`, `<?xml version="1.0"?> <a>&amp;</a> `, `<a>&x;</a>`, `<!DOCTYPE a><a/>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var mine []string
		s := newTags(b, 50)
		for tg, ok := s.next(); ok; tg, ok = s.next() {
			if b[tg.start] != '<' || b[tg.end-1] != '>' {
				t.Fatalf("tag %+v does not stand where it says", tg)
			}
			if !tg.closing {
				mine = append(mine, tg.space+" "+tg.local)
			}
		}
		if s.err != nil {
			return
		}
		var theirs []string
		d := xml.NewDecoder(bytes.NewReader(b))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				if tolerated(err) {
					return
				}
				t.Fatalf("encoding/xml: %v in %q", err, b)
			}
			if e, ok := tok.(xml.StartElement); ok {
				theirs = append(theirs, e.Name.Space+" "+e.Name.Local)
			}
		}
		if strings.Join(mine, "\n") != strings.Join(theirs, "\n") {
			t.Fatalf("elements %q, encoding/xml sees %q in %q", mine, theirs, b)
		}
	})
}

// tolerated are faults of characters inside text and names, which do the program
// no harm, and which it lets pass.
func tolerated(err error) bool {
	for _, s := range []string{"illegal character code", "invalid UTF-8", "invalid XML name", "invalid sequence \"--\"",
		"unescaped ]]>", "unsupported version", "expected target name", "xmlns"} {
		if strings.Contains(err.Error(), s) {
			return true
		}
	}
	return false
}

// FuzzSplices: what the edits of the package's own parts take, they leave
// well-formed, with all that was there still there.
func FuzzSplices(f *testing.F) {
	for _, p := range minimal() {
		f.Add([]byte(p.body))
	}
	f.Add([]byte(`<x:workbook xmlns:x="` + nsMainStrict + `"><x:sheets><x:sheet/></x:sheets><x:definedNames/><x:calcPr a="1"/></x:workbook>`))
	f.Add([]byte(`<Types/>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		edits := map[string]func() ([]patch.Splice, error){
			"types": func() ([]patch.Splice, error) {
				return EditTypes(b, TypesEdit{Defaults: map[string]string{"goalxl": "t"}, Overrides: map[string]string{"goalxl.xml": "t"}})
			},
			"relationships": func() ([]patch.Splice, error) {
				splices, _, err := EditRels(b, RelsEdit{Add: []NewRel{{"goalxl", "goalxl"}}})
				return splices, err
			},
			"workbook": func() ([]patch.Splice, error) {
				return EditBook(b, BookEdit{Sheets: []NewSheet{{"goalxl", "rId1"}}, Names: []Name{{"goalxl", -1, true, "goalxl"}}, FullCalc: true})
			},
		}
		for name, edit := range edits {
			splices, err := edit()
			if err != nil {
				continue
			}
			after := []byte(spliced(t, string(b), splices, nil))
			before, now := elements(t, name, b), elements(t, name, after)
			for _, e := range before {
				if !bytes.Contains(after, []byte("goalxl")) || len(now) <= len(before) || !slices.Contains(now, e) {
					t.Fatalf("%s: %q became %q", name, b, after)
				}
			}
		}
	})
}

// elements returns the names of the elements of a part, which must be well-formed.
func elements(t *testing.T, name string, b []byte) []string {
	var out []string
	s := newTags(b, DefaultLimits().Depth)
	for tg, ok := s.next(); ok; tg, ok = s.next() {
		if !tg.closing {
			out = append(out, tg.space+" "+tg.local)
		}
	}
	if s.err != nil {
		t.Fatalf("%s: %q: %v", name, b, s.err)
	}
	return out
}
