package workbook

import (
	"bytes"
	"slices"
	"strings"

	"goalxl/workbook/markup"
	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
)

// planNotes takes the tool's notes off the sheet. Where no note is left the part
// goes, and the drawing with it unless something else is drawn there. Notes that
// cannot be read stay as they are.
func (e *sheetStrip) planNotes(place *Sheet) error {
	part := commentsOf(e.pkg, e.sheet.Part)
	if part == "" {
		return nil
	}
	comments, err := e.pkg.Bytes(part)
	if err != nil || !bytes.Contains(comments, []byte(note.Author)) {
		return err
	}
	drawing, drawn, err := e.notesDrawing(place)
	if err != nil {
		return err
	}
	fromComments, fromDrawing, err := note.RemoveOwn(comments, drawn)
	if err != nil || len(fromComments) == 0 {
		return nil
	}
	if notesIn(comments) > len(fromComments) {
		e.splice(part, fromComments)
	} else {
		e.cutTo(part)
	}
	switch {
	case drawing == "":
	case shapesIn(drawn) > len(fromDrawing):
		e.splice(drawing, fromDrawing)
	default:
		e.cutTo(drawing)
		e.drawing = place.NotesRel
	}
	return nil
}

// notesDrawing returns the part in which the sheet's notes are drawn, and what it
// holds; "" if there is none.
func (e *sheetStrip) notesDrawing(place *Sheet) (part string, content []byte, err error) {
	for _, rel := range e.pkg.Rels(e.sheet.Part) {
		if !rel.External && rel.ID == place.NotesRel && rel.Is("vmlDrawing") && e.pkg.Has(rel.Target) {
			content, err = e.pkg.Bytes(rel.Target)
			return rel.Target, content, err
		}
	}
	return "", nil, nil
}

// cutTo takes off the sheet's relationships to a part.
func (e *sheetStrip) cutTo(part string) {
	for _, rel := range e.pkg.Rels(e.sheet.Part) {
		if !rel.External && rel.Target == part {
			e.cuts[e.sheet.Part] = append(e.cuts[e.sheet.Part], rel.ID)
		}
	}
}

func notesIn(comments []byte) int {
	doc, err := markup.Parse(comments)
	if err != nil {
		return 0
	}
	return len(doc.Root.Child("commentList").Items("comment"))
}

// shapesIn counts what is drawn: everything but layout and kinds of shapes.
func shapesIn(drawing []byte) int {
	doc, err := markup.ParseLoose(drawing)
	if err != nil {
		return 0
	}
	n := 0
	for _, c := range doc.Root.Children {
		if !c.Is("shapelayout") && !c.Is("shapetype") {
			n++
		}
	}
	return n
}

// tail takes off what stands behind the rows: the tool's conditional formats, and
// the drawing of notes that are gone.
func (e *sheetStrip) tail(tail []byte) ([]patch.Splice, error) {
	if e.drawing == "" && !bytes.Contains(tail, []byte(note.Author)) {
		return nil, nil
	}
	doc := readTail(tail)
	if doc == nil {
		return nil, nil // the formats stay: nothing is torn out of what cannot be read
	}
	var splices []patch.Splice
	for _, n := range e.gone(doc) {
		splices = append(splices, patch.Splice{Off: n.Start - len(tailOpen), Len: n.End - n.Start})
	}
	return splices, nil
}

const tailOpen, tailEnd = "<tail>", "</tail>"

// readTail reads what stands behind a sheet's rows; its end tags whose elements
// began before close nothing. It returns nil if that cannot be read.
func readTail(tail []byte) *markup.Document {
	doc, err := markup.ParseLoose([]byte(tailOpen + string(tail) + tailEnd))
	if err != nil {
		return nil
	}
	return doc
}

// colours reports whether what stands behind a sheet's rows has conditional formats
// of the tool's, and the ranges of those for the words in 核对结果.
func colours(tail []byte) (any bool, words []sheet.Range) {
	doc := readTail(tail)
	if doc == nil {
		return false, nil
	}
	doc.Root.Walk(func(n *markup.Node) {
		if !n.Is("cfRule") || !markLayer.ownRule(doc, n) {
			return
		}
		any = true
		formula := n.Child("formula")
		if formula == nil || !strings.HasPrefix(doc.Text(formula), "LEFT(") {
			return
		}
		for area := range strings.FieldsSeq(doc.Attr(n.Parent, "sqref")) {
			if r, ok := sheet.ParseRange([]byte(area)); ok && r.Col1 == r.Col2 && !slices.Contains(words, r) {
				words = append(words, r)
			}
		}
	})
	return any, words
}

// gone returns the elements that go, in their order, none inside another. A
// container of formats goes once nothing is left in it.
func (e *sheetStrip) gone(doc *markup.Document) []*markup.Node {
	var out []*markup.Node
	for _, n := range doc.Root.Children {
		switch {
		case n.Is("legacyDrawing"):
			if e.drawing != "" {
				out = append(out, n)
			}
		case n.Is("conditionalFormatting"), n.Is("extLst"):
			if nodes, all := e.layer.ownFormats(doc, n); all {
				out = append(out, n)
			} else {
				out = append(out, nodes...)
			}
		}
	}
	return out
}

// ownFormats returns the tool's rules below n, containers that hold nothing else
// as a whole; all says that n is such a container itself.
func (l layer) ownFormats(doc *markup.Document, n *markup.Node) (nodes []*markup.Node, all bool) {
	if n.Is("cfRule") {
		own := l.ownRule(doc, n)
		return nil, own
	}
	left := 0
	for _, c := range n.Children {
		inside, whole := l.ownFormats(doc, c)
		switch {
		case whole:
			nodes = append(nodes, c)
		case c.Is("sqref") && n.Is("conditionalFormatting"): // says what the rules are for
		default:
			nodes = append(nodes, inside...)
			left++
		}
	}
	return nodes, len(nodes) > 0 && left == 0
}

// ownRule reports whether a conditional format is the layer's.
func (l layer) ownRule(doc *markup.Document, rule *markup.Node) (own bool) {
	rule.Walk(func(n *markup.Node) {
		switch {
		case n.Is("formula"), n.Is("f"):
			own = own || strings.Contains(doc.Text(n), l.marker())
		case n.Is("cfvo"): // the ends of a data bar
			own = own || strings.Contains(doc.Attr(n, "val"), l.marker())
		}
	})
	return own
}

// listArea returns the range of a list object.
func listArea(pkg *opc.Package, part string) (sheet.Range, error) {
	b, err := pkg.Bytes(part)
	if err != nil {
		return sheet.Range{}, err
	}
	doc, err := markup.Parse(b)
	if err != nil {
		return sheet.Range{}, nil
	}
	area, _ := sheet.ParseRange([]byte(doc.Attr(doc.Root, "ref")))
	return area, nil
}
