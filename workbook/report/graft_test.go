package report_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// corpus returns real workbooks of other projects; they are not part of this one.
func corpus(t testing.TB) []string {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "*.xls?"))
	if len(files) == 0 {
		t.Skip("no corpus of real workbooks beside the project")
	}
	return files
}

const (
	mainType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	vmlType   = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	relsType  = "application/vnd.openxmlformats-package.relationships+xml"
	sheetKind = mainType + "worksheet+xml"
)

// grafting is a workbook that gets the two sheets and two notes.
type grafting struct {
	t       testing.TB
	p       *opc.Package
	changes opc.Changes
	types   opc.TypesEdit
	book    opc.BookEdit
	pending []opc.NewRel // of the sheet with the notes
}

// graft writes the workbook with the tool's sheets, and notes on the first of its
// own, to the file out.
func graft(t testing.TB, in, out string, r report.Report) error {
	p, err := opc.Open(in)
	if err != nil {
		return err
	}
	defer p.Close()
	g := &grafting{t: t, p: p, changes: opc.Changes{Edit: map[string]func(io.Reader, io.Writer) error{}}}
	g.types.Overrides = map[string]string{}
	for _, s := range p.Sheets() {
		r.Taken = append(r.Taken, s.Name)
	}
	r.Strict = p.Strict()
	styles := g.styles()
	sheets, err := report.Build(r)
	if err != nil {
		t.Fatal(err)
	}
	grafted, err := sheets.Graft(styles)
	if err != nil {
		t.Fatal(err)
	}
	g.splice(g.stylePart(), styles.Splices())
	g.sheets(grafted)
	g.notes()
	return g.write(out)
}

// stylePart returns the part of the styles, which every workbook of the corpus has.
func (g *grafting) stylePart() string {
	for _, rel := range g.p.Rels(g.p.Workbook()) {
		if rel.Is("styles") {
			return rel.Target
		}
	}
	return ""
}

func (g *grafting) styles() *style.Styles {
	src := []byte(style.Minimal)
	if part := g.stylePart(); part != "" {
		src = g.bytes(part)
	}
	s, err := style.Parse(src)
	if err != nil {
		g.t.Fatal(err)
	}
	return s
}

func (g *grafting) bytes(part string) []byte {
	b, err := g.p.Bytes(part)
	if err != nil {
		g.t.Fatal(err)
	}
	return b
}

// splice edits a part that is held in memory.
func (g *grafting) splice(part string, splices []patch.Splice) {
	g.changes.Edit[part] = func(src io.Reader, dst io.Writer) error {
		b, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		w := patch.NewWriter(dst, nil)
		if err := patch.Apply(w, b, splices); err != nil {
			return err
		}
		return w.Close()
	}
}

func (g *grafting) add(part, contentType string, write func(io.Writer) error) {
	g.changes.Add = append(g.changes.Add, opc.NewPart{Name: part, Write: write})
	g.types.Overrides[part] = contentType
}

// sheets adds the sheets to the workbook.
func (g *grafting) sheets(sheets []report.Sheet) {
	var rels []opc.NewRel
	at := len(g.p.Sheets())
	for i := range sheets {
		s := &sheets[i]
		part := fmt.Sprintf("xl/goalxl/sheet%d.xml", i+1)
		g.add(part, sheetKind, s.Write)
		rels = append(rels, opc.NewRel{Type: g.p.RelType("worksheet"), Target: opc.RelTarget(g.p.Workbook(), part)})
		g.book.Sheets = append(g.book.Sheets, opc.NewSheet{Name: s.Name})
		for _, n := range s.Names {
			name := opc.Name{Name: n.Name, Refers: n.Refers, Hidden: n.Hidden, Sheet: -1}
			if n.Local {
				name.Sheet = at + i
			}
			g.book.Names = append(g.book.Names, name)
		}
	}
	for i, id := range g.relate(g.p.Workbook(), rels) {
		g.book.Sheets[i].RelID = id
	}
	splices, err := opc.EditBook(g.bytes(g.p.Workbook()), g.book)
	if err != nil {
		g.t.Fatal(err)
	}
	g.splice(g.p.Workbook(), splices)
}

// relate adds relationships of a part, and returns their ids.
func (g *grafting) relate(source string, rels []opc.NewRel) []string {
	part := g.p.RelsPart(source)
	if !g.p.Has(part) {
		b, ids := opc.NewRels(rels)
		g.add(part, relsType, func(w io.Writer) error { _, err := w.Write(b); return err })
		return ids
	}
	splices, ids, err := opc.EditRels(g.bytes(part), opc.RelsEdit{Add: rels})
	if err != nil {
		g.t.Fatal(err)
	}
	g.splice(part, splices)
	return ids
}

// notes puts two notes on the first worksheet.
func (g *grafting) notes() {
	for _, s := range g.p.Sheets() {
		if s.Kind != opc.Worksheet {
			continue
		}
		parts := map[string]string{}
		old := map[string][]byte{}
		for _, rel := range g.p.Rels(s.Part) {
			if rel.Is("comments") {
				parts["comments"], old["comments"] = rel.Target, g.bytes(rel.Target)
			}
		}
		drawing := g.drawingOf(s.Part)
		if drawing != "" {
			parts["vmlDrawing"], old["vmlDrawing"] = drawing, g.bytes(drawing)
		}
		res, err := note.Add(old["comments"], old["vmlDrawing"], []note.Note{
			{Cell: "B2", Text: "错误：区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元。\n把华南 3500 改为 3600 即平。"},
			{Cell: "D4", Text: "提醒：缺责任人。"},
		}, note.Options{Strict: g.p.Strict(), Block: 900})
		if err != nil {
			g.t.Fatal(err)
		}
		g.notePart(s.Part, "comments", parts, res.Comments, mainType+"comments+xml")
		g.notePart(s.Part, "vmlDrawing", parts, res.VML, vmlType)
		g.point(s.Part)
		return
	}
}

// drawingOf returns the VML part that the sheet's legacyDrawing names.
func (g *grafting) drawingOf(part string) string {
	tail := g.tail(part)
	_, id, err := sheet.AddLegacyDrawing(tail, "rId1", g.p.Strict())
	if err != nil {
		g.t.Fatal(err)
	}
	for _, rel := range g.p.Rels(part) {
		if id != "" && rel.ID == id {
			return rel.Target
		}
	}
	return ""
}

func (g *grafting) tail(part string) []byte {
	r, err := g.p.Open(part)
	if err != nil {
		g.t.Fatal(err)
	}
	defer r.Close()
	s := sheet.NewScanner(r)
	for err == nil {
		_, err = s.Next()
	}
	if err != io.EOF {
		g.t.Fatalf("%s: %v", part, err)
	}
	return s.Tail()
}

func (g *grafting) notePart(sheetPart, kind string, parts map[string]string, e note.Edit, contentType string) {
	if e.Whole == nil {
		if e.Splices != nil {
			g.splice(parts[kind], e.Splices)
		}
		return
	}
	name := "xl/goalxl/" + kind + ".xml"
	if kind == "vmlDrawing" {
		name = "xl/goalxl/" + kind + ".vml"
	}
	g.add(name, contentType, func(w io.Writer) error { _, err := w.Write(e.Whole); return err })
	rel := opc.NewRel{Type: g.p.RelType(kind), Target: opc.RelTarget(sheetPart, name)}
	g.pending = append(g.pending, rel)
}

// point relates the sheet to its new parts, and names the drawing in it.
func (g *grafting) point(sheetPart string) {
	if len(g.pending) == 0 {
		return
	}
	ids := g.relate(sheetPart, g.pending)
	last := g.pending[len(g.pending)-1]
	if !strings.HasSuffix(last.Type, "/vmlDrawing") {
		return
	}
	g.changes.Edit[sheetPart] = func(src io.Reader, dst io.Writer) error {
		w := patch.NewWriter(dst, nil)
		err := sheet.Rewrite(w, src, sheet.Edits{Tail: func(tail []byte) ([]patch.Splice, error) {
			splices, _, err := sheet.AddLegacyDrawing(tail, ids[len(ids)-1], g.p.Strict())
			return splices, err
		}})
		if err != nil {
			return err
		}
		return w.Close()
	}
}

// write writes the package, the content types last of its edits.
func (g *grafting) write(out string) error {
	splices, err := opc.EditTypes(g.bytes("[Content_Types].xml"), g.types)
	if err != nil {
		g.t.Fatal(err)
	}
	g.splice("[Content_Types].xml", splices)
	var b bytes.Buffer
	if err := g.p.Write(&b, g.changes); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}
