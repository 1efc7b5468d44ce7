package opc

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"goalxl/workbook/patch"

	"pgregory.net/rapid"
)

// splicing is the edit that makes splices.
func splicing(log *patch.Log, make func(b []byte) ([]patch.Splice, error)) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		b, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		splices, err := make(b)
		if err != nil {
			return err
		}
		w := patch.NewWriter(dst, log)
		if err := patch.Apply(w, b, splices); err != nil {
			return err
		}
		return w.Close()
	}
}

// addSheet returns the changes that add an empty worksheet.
func addSheet(t testing.TB, p *Package, name string) Changes {
	t.Helper()
	const part = "xl/worksheets/goalxl1.xml"
	rels, err := p.Bytes(p.RelsPart(p.Workbook()))
	if err != nil {
		t.Fatal(err)
	}
	relSplices, ids, err := EditRels(rels, RelsEdit{Add: []NewRel{{p.RelType("worksheet"), RelTarget(p.Workbook(), part)}}})
	if err != nil {
		t.Fatal(err)
	}
	ns := nsMain
	if p.Strict() {
		ns = nsMainStrict
	}
	return Changes{
		Edit: map[string]func(io.Reader, io.Writer) error{
			p.RelsPart(p.Workbook()): splicing(nil, func([]byte) ([]patch.Splice, error) { return relSplices, nil }),
			typesPart: splicing(nil, func(b []byte) ([]patch.Splice, error) {
				return EditTypes(b, TypesEdit{Overrides: map[string]string{
					part: "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"}})
			}),
			p.Workbook(): splicing(nil, func(b []byte) ([]patch.Splice, error) {
				return EditBook(b, BookEdit{Sheets: []NewSheet{{name, ids[0]}}, FullCalc: true,
					Names: []Name{{Name: "_xlnm.Print_Titles", Sheet: len(p.Sheets()), Refers: "'" + name + "'!$1:$1"}}})
			}),
		},
		Add: []NewPart{{Name: part, Write: func(w io.Writer) error {
			_, err := io.WriteString(w, `<worksheet xmlns="`+ns+`"><sheetData/></worksheet>`)
			return err
		}}},
	}
}

func TestWriteEditsAddsAndDrops(t *testing.T) {
	parts := with(minimal(), "xl/calcChain.xml", "<calcChain/>")
	p := opened(t, parts)
	var out bytes.Buffer
	err := p.Write(&out, Changes{
		Edit: map[string]func(io.Reader, io.Writer) error{
			"XL/worksheets/SHEET1.xml": func(src io.Reader, dst io.Writer) error {
				b, err := io.ReadAll(src)
				dst.Write(bytes.Replace(b, []byte("华东"), []byte("华北"), 1))
				return err
			},
			"xl/styles.xml": func(src io.Reader, dst io.Writer) error { _, err := io.WriteString(dst, "<styleSheet/>"); return err },
		},
		Drop: map[string]bool{"xl/calcChain.xml": true, "xl/workbook.xml": false},
		Add:  []NewPart{{Name: "customXml/记录.xml", Write: func(w io.Writer) error { return nil }}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := swap(minimal(), "xl/worksheets/sheet1.xml", "华东", "华北")
	want = with(want, "xl/styles.xml", "<styleSheet/>")
	want = append(want, file{"customXml/记录.xml", ""})
	q, err := Open(written(t, "a.xlsx", out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if got := partsOf(t, q); !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestWriteRefusesWhatDoesNotFit(t *testing.T) {
	p := opened(t, minimal())
	noEdit := func(io.Reader, io.Writer) error { return nil }
	for name, c := range map[string]Changes{
		"edit of an absent part":  {Edit: map[string]func(io.Reader, io.Writer) error{"xl/absent.xml": noEdit}},
		"edit of a dropped part":  {Edit: map[string]func(io.Reader, io.Writer) error{"xl/styles.xml": noEdit}, Drop: map[string]bool{"xl/styles.xml": true}},
		"adding what is there":    {Add: []NewPart{{Name: "XL/styles.xml"}}},
		"adding a part twice":     {Add: []NewPart{{Name: "a.xml"}, {Name: "A.xml"}}},
		"adding an unsafe name":   {Add: []NewPart{{Name: "../a.xml"}}},
		"adding an absolute name": {Add: []NewPart{{Name: "/a.xml"}}},
	} {
		var out bytes.Buffer
		if err := p.Write(&out, c); err == nil || out.Len() > 0 {
			t.Errorf("%s: error %v and %d bytes", name, err, out.Len())
		}
	}
	boom := errors.New("boom")
	fails := func(io.Reader, io.Writer) error { return boom }
	if err := p.Write(io.Discard, Changes{Edit: map[string]func(io.Reader, io.Writer) error{"xl/styles.xml": fails}}); !errors.Is(err, boom) {
		t.Errorf("error of an edit: %v, want it", err)
	}
	if err := p.Write(writerFunc(func([]byte) (int, error) { return 0, boom }), Changes{}); !errors.Is(err, boom) {
		t.Errorf("error of the destination: %v, want it", err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

func TestWriteVerifiesWhatItDoesNotRead(t *testing.T) {
	b := bytes.Replace(stored(minimal()), []byte("华东区域"), []byte("华西区域"), 1)
	for name, c := range map[string]Changes{
		"copied":       {},
		"edited blind": {Edit: map[string]func(io.Reader, io.Writer) error{"xl/worksheets/sheet1.xml": func(io.Reader, io.Writer) error { return nil }}},
	} {
		p, err := Open(written(t, "目标.xlsx", b))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		if err := p.Write(io.Discard, c); err == nil || !strings.Contains(err.Error(), "checksum") {
			t.Errorf("%s: error %v, want a wrong checksum", name, err)
		}
	}
}

// The bytes written must not depend on the pieces in which they come: a second
// run reads the same content through other buffers.
func TestWriteDoesNotDependOnPieces(t *testing.T) {
	src := sheetXML(600)
	rapid.Check(t, func(t *rapid.T) {
		var whole, pieces bytes.Buffer
		n := rapid.IntRange(0, len(src)).Draw(t, "size")
		a := &archive{w: &whole}
		a.create(newHeader("a.xml"), closest, func(w io.Writer) error { _, err := w.Write(src[:n]); return err })
		b := &archive{w: &pieces}
		b.create(newHeader("a.xml"), closest, func(w io.Writer) error {
			for rest := src[:n]; len(rest) > 0; {
				k := rapid.SampledFrom([]int{1, 3, 1000, 32 << 10, 65535, 65536, 100_000}).Draw(t, "piece")
				k = min(k, len(rest))
				if _, err := w.Write(rest[:k]); err != nil {
					return err
				}
				if rest = rest[k:]; k <= 3 && len(rest) > 1000 {
					w.Write(rest[:1000])
					rest = rest[1000:]
				}
			}
			return nil
		})
		if !bytes.Equal(whole.Bytes(), pieces.Bytes()) {
			t.Fatal("the archive differs")
		}
	})
}

func TestViewUndoesWhatWasWritten(t *testing.T) {
	p := opened(t, with(minimal(), "xl/calcChain.xml", "<calcChain/>"))
	c := addSheet(t, p, "问题清单")
	logs := map[string]*patch.Log{}
	for name, edit := range c.Edit {
		logs[name] = &patch.Log{}
		c.Edit[name] = func(src io.Reader, dst io.Writer) error {
			var plain bytes.Buffer
			old, _ := p.Bytes(name)
			if err := edit(src, &plain); err != nil {
				return err
			}
			w := patch.NewWriter(dst, logs[name])
			w.Put(old, plain.Bytes(), false)
			return w.Close()
		}
	}
	c.Drop = map[string]bool{"xl/calcChain.xml": true}
	var out bytes.Buffer
	if err := p.Write(&out, c); err != nil {
		t.Fatal(err)
	}
	q, err := Open(written(t, "a.xlsx", out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	o := Overlay{Drop: map[string]bool{c.Add[0].Name: true}, Parts: map[string]Restored{
		"xl/calcChain.xml": {12, 0, func(io.Reader) io.Reader { return iotest.HalfReader(strings.NewReader("<calcChain/>")) }},
	}}
	for name, log := range logs {
		o.Parts[name] = Restored{log.SourceSize, log.SourceCRC, func(src io.Reader) io.Reader { return patch.NewUndoReader(src, log, false) }}
	}
	v, err := q.View(o)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := partsOf(t, v), partsOf(t, p); !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
	if !slices.Equal(v.Sheets(), p.Sheets()) || v.CRC(p.Workbook()) != p.CRC(p.Workbook()) || v.Size(p.Workbook()) != p.Size(p.Workbook()) {
		t.Errorf("sheets, size or checksum differ: %v, want %v", v.Sheets(), p.Sheets())
	}
	var undone bytes.Buffer
	if err := v.Write(&undone, Changes{}); err != nil {
		t.Fatal(err)
	}
	u, err := Open(written(t, "b.xlsx", undone.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	if got, want := partsOf(t, u), partsOf(t, p); !slices.Equal(got, want) {
		t.Errorf("written: parts %v, want %v", got, want)
	}
}

func TestCheckWrittenFindsWhatIsAmiss(t *testing.T) {
	p := opened(t, with(minimal(), "xl/calcChain.xml", "<calcChain/>"))
	c := addSheet(t, p, "问题清单")
	c.Drop = map[string]bool{"xl/calcChain.xml": true}
	var out bytes.Buffer
	if err := p.Write(&out, c); err != nil {
		t.Fatal(err)
	}
	if err := p.CheckWritten(written(t, "a.xlsx", out.Bytes()), c); err != nil {
		t.Errorf("as meant: %v", err)
	}
	q, err := Open(written(t, "a.xlsx", out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	parts := partsOf(t, q)
	last := parts[len(parts)-1]
	swapped := slices.Clone(parts)
	swapped[4], swapped[5] = swapped[5], swapped[4]
	for name, b := range map[string][]byte{
		"a part lacks":            zipped(parts[:len(parts)-1]),
		"a part too many":         zipped(append(slices.Clone(parts), file{"xl/calcChain.xml", "<calcChain/>"})),
		"another name":            zipped(append(slices.Clone(parts[:len(parts)-1]), file{"other.xml", last.body})),
		"another order":           zipped(swapped),
		"an untouched part":       zipped(swap(slices.Clone(parts), "xl/worksheets/sheet1.xml", "华东", "华西")),
		"half a file":             out.Bytes()[:out.Len()/2],
		"a wrong checksum within": bytes.Replace(stored(parts), []byte("华东"), []byte("华西"), 1),
	} {
		err := p.CheckWritten(written(t, "a.xlsx", b), c)
		if err == nil || !strings.Contains(err.Error(), "not what was meant") {
			t.Errorf("%s: error %v, want that it is not what was meant", name, err)
		}
	}
}

func TestEditedEntriesKeepNameModeAndTime(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range minimal() {
		h := &zip.FileHeader{Name: strings.ToUpper(f.name), Method: zip.Deflate, Modified: time.Date(2024, 5, 6, 7, 8, 10, 0, time.UTC)}
		h.SetMode(0o640)
		dst, _ := w.CreateHeader(h)
		io.WriteString(dst, f.body)
	}
	w.Close()
	p, err := Open(written(t, "a.xlsx", b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var out bytes.Buffer
	if err := p.Write(&out, Changes{Edit: map[string]func(io.Reader, io.Writer) error{"xl/styles.xml": pass},
		Add: []NewPart{{Name: "a.xml", Write: func(io.Writer) error { return nil }}}}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		switch at := f.Modified.UTC().Format(time.DateTime); f.Name {
		case "a.xml":
			if at != "1980-01-01 00:00:00" {
				t.Errorf("the new part is of %s", at)
			}
		default:
			if at != "2024-05-06 07:08:10" || f.Mode().Perm() != 0o640 || f.Name != strings.ToUpper(f.Name) {
				t.Errorf("%s is of %s and %v", f.Name, at, f.Mode())
			}
		}
	}
}
