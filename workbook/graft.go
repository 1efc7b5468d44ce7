package workbook

import (
	"fmt"
	"io"

	"goalxl/workbook/chart"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/style"
)

// graft plans what is put into a workbook's package: edits of its parts, new
// parts, what the package must know of these (relationships, content types, the
// list of sheets), and the record of all that was done.
type graft struct {
	book    *Book
	styles  *style.Styles
	minimal []byte // the styles part that a workbook without one gets

	changes  opc.Changes
	splices  map[string][]patch.Splice // of small parts
	types    opc.TypesEdit
	wholes   []opc.NewPart
	bookEdit opc.BookEdit
	bookRels []opc.NewRel
	record   *record
}

func (b *Book) newGraft(l layer) (*graft, error) {
	b.layer = l
	g := &graft{book: b, styles: b.styles, splices: map[string][]patch.Splice{}, record: newRecord(l)}
	g.changes.Edit = map[string]func(io.Reader, io.Writer) error{}
	g.types.Defaults = map[string]string{}
	g.types.Overrides = map[string]string{}
	if g.styles == nil {
		var err error
		g.minimal = style.Empty(b.pkg.Strict())
		if g.styles, err = style.Parse(g.minimal); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// editParts plans the edits of the small parts.
func (g *graft) editParts() {
	for part, splices := range g.splices {
		g.changes.Edit[part] = g.partEdit(part, splices)
	}
}

// partEdit returns the edit of a small part by splices.
func (g *graft) partEdit(part string, splices []patch.Splice) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		b, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		return g.logged(part, dst, func(w *patch.Writer) error { return patch.Apply(w, b, splices) })
	}
}

// logged runs an edit of a part and keeps its log in the record.
func (g *graft) logged(part string, dst io.Writer, edit func(*patch.Writer) error) error {
	log := &patch.Log{}
	w := patch.NewWriter(dst, log)
	w.Source(g.book.pkg.CRC(part))
	if err := edit(w); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", part, err)
	}
	g.record.edited[part] = log
	return nil
}

// add plans a new part; what is written of it goes into the record.
func (g *graft) add(name, contentType string, write func(io.Writer) error) {
	if contentType != "" {
		g.types.Overrides[name] = contentType
	}
	g.wholes = append(g.wholes, opc.NewPart{Name: name, Write: func(dst io.Writer) error {
		t := &sumWriter{w: dst}
		if err := write(t); err != nil {
			return err
		}
		g.record.added[name] = t.sum
		return nil
	}})
}

// freePart returns a part name that is not taken: pattern with the first free number.
func (g *graft) freePart(pattern string) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf(pattern, n)
		if !g.book.pkg.Has(name) && !g.adds(name) {
			return name
		}
	}
}

func (g *graft) adds(name string) bool {
	for _, p := range g.wholes {
		if p.Name == name {
			return true
		}
	}
	return false
}

// planStyles plans the edit of the styles, or the part where there is none.
func (g *graft) planStyles() error {
	for _, rel := range g.book.pkg.Rels(g.book.pkg.Workbook()) {
		if rel.Is("styles") && g.book.styles != nil {
			g.splices[rel.Target] = g.styles.Splices()
			return nil
		}
	}
	name := g.freePart("xl/goalxlStyles%d.xml")
	g.bookRels = append(g.bookRels, opc.NewRel{Type: g.book.pkg.RelType("styles"), Target: opc.RelTarget(g.book.pkg.Workbook(), name)})
	g.add(name, typeStyles, func(w io.Writer) error {
		part := patch.NewWriter(w, &patch.Log{})
		if err := patch.Apply(part, g.minimal, g.styles.Splices()); err != nil {
			return err
		}
		return part.Close()
	})
	return nil
}

// Content types of the parts that marking adds.
const (
	typeSheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	typeStyles   = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	typeComments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	typeVML      = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	typeRels     = "application/vnd.openxmlformats-package.relationships+xml"
	typeXML      = "application/xml"
	typeDrawing  = "application/vnd.openxmlformats-officedocument.drawing+xml"
	typeChart    = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
)

// planParts plans what the package must know of new parts: content types,
// relationships, the list of sheets, and the record.
func (g *graft) planParts(fullCalc bool) error {
	pkg := g.book.pkg
	name := g.freePart("customXml/goalxl%d.xml")
	g.bookRels = append(g.bookRels, opc.NewRel{Type: pkg.RelType("customXml"), Target: opc.RelTarget(pkg.Workbook(), name)})
	g.types.Defaults["xml"], g.types.Defaults["rels"] = typeXML, typeRels
	ids, err := g.relate(pkg.Workbook(), g.bookRels)
	if err != nil {
		return err
	}
	for i := range g.bookEdit.Sheets {
		g.bookEdit.Sheets[i].RelID = ids[i]
	}
	g.bookEdit.FullCalc = fullCalc
	b, err := pkg.Bytes(pkg.Workbook())
	if err != nil {
		return err
	}
	if g.splices[pkg.Workbook()], err = opc.EditBook(b, g.bookEdit); err != nil {
		return err
	}
	const types = "[Content_Types].xml"
	if b, err = pkg.Bytes(types); err != nil {
		return err
	}
	if g.splices[types], err = opc.EditTypes(b, g.types); err != nil {
		return err
	}
	g.changes.Add = append(g.wholes, opc.NewPart{Name: name, Write: g.record.write, Packed: true})
	return nil
}

// relate adds relationships to a part, making its relationships part if need be,
// and returns their ids.
func (g *graft) relate(source string, rels []opc.NewRel) ([]string, error) {
	pkg := g.book.pkg
	part := pkg.RelsPart(source)
	if !pkg.Has(part) {
		xml, ids := opc.NewRels(rels)
		g.addBytes(part, "", xml)
		return ids, nil
	}
	b, err := pkg.Bytes(part)
	if err != nil {
		return nil, err
	}
	splices, ids, err := opc.EditRels(b, opc.RelsEdit{Add: rels})
	g.splices[part] = splices
	return ids, err
}

// addSheets plans sheets of the tool's own, behind those that the workbook has.
func (g *graft) addSheets(sheets []report.Sheet) error {
	pkg, first := g.book.pkg, len(g.book.pkg.Sheets())
	var rels []opc.NewRel
	for i := range sheets {
		s := &sheets[i]
		name := g.freePart("xl/worksheets/goalxl%d.xml")
		rels = append(rels, opc.NewRel{Type: pkg.RelType("worksheet"), Target: opc.RelTarget(pkg.Workbook(), name)})
		if len(s.Charts) > 0 {
			id, err := g.draw(name, s.Charts)
			if err != nil {
				return err
			}
			s.Draw(id)
		}
		g.add(name, typeSheet, s.Write)
		g.wholes[len(g.wholes)-1].Size = s.Size
		g.bookEdit.Sheets = append(g.bookEdit.Sheets, opc.NewSheet{Name: s.Name})
		for _, n := range s.Names {
			at := -1
			if n.Local {
				at = first + i
			}
			g.bookEdit.Names = append(g.bookEdit.Names, opc.Name{Name: n.Name, Sheet: at, Hidden: n.Hidden, Refers: n.Refers})
		}
	}
	g.bookRels = append(rels, g.bookRels...)
	return nil
}

// draw plans a drawing with charts for a new sheet, and returns the id of the
// relationship that leads to it.
func (g *graft) draw(sheetPart string, charts []report.PlacedChart) (string, error) {
	strict := g.book.pkg.Strict()
	drawing := g.freePart("xl/drawings/goalxl%d.xml")
	var boxes []chart.Box
	var titles []string
	var rels []opc.NewRel
	for _, c := range charts {
		part, err := c.Chart.Part(strict)
		if err != nil {
			return "", err
		}
		name := g.freePart("xl/charts/goalxl%d.xml")
		g.addBytes(name, typeChart, part)
		rels = append(rels, opc.NewRel{Type: g.book.pkg.RelType("chart"), Target: opc.RelTarget(drawing, name)})
		boxes, titles = append(boxes, c.Box), append(titles, c.Chart.Title)
	}
	g.addBytes(drawing, typeDrawing, chart.Drawing(boxes, titles, strict))
	if _, err := g.relate(drawing, rels); err != nil {
		return "", err
	}
	ids, err := g.relate(sheetPart, []opc.NewRel{{Type: g.book.pkg.RelType("drawing"), Target: opc.RelTarget(sheetPart, drawing)}})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// addBytes plans a new part that is at hand.
func (g *graft) addBytes(name, contentType string, part []byte) {
	g.add(name, contentType, func(w io.Writer) error {
		_, err := w.Write(part)
		return err
	})
}
