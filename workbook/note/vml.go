package note

import (
	"fmt"
	"strconv"
	"strings"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
)

// box is the shape that shows one note.
type box struct {
	cell cell
	text string
}

const emptyVML = `<xml xmlns:v="urn:schemas-microsoft-com:vml" ` +
	`xmlns:o="urn:schemas-microsoft-com:office:office" ` +
	`xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>`

const shapeType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" ` +
	`path="m,l,21600r21600,l21600,xe"%s><v:stroke joinstyle="miter"/>` +
	`<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

// blockSize is how many shape ids a block of the id map holds.
const blockSize = 1024

// drawing is a VML part and what is known of it.
type drawing struct {
	doc       *markup.Document
	layout    *markup.Node // o:shapelayout
	idmap     *markup.Node // o:idmap inside it
	hasType   bool         // the shape type of notes is defined
	maxBlock  int
	blocks    []string // to add to the id map
	namespace string   // declarations that our elements need
}

// draw appends the boxes to a VML part, or makes one.
func draw(vml []byte, boxes []box, o Options) (Edit, error) {
	isNew := vml == nil
	if isNew {
		vml = []byte(emptyVML)
	}
	doc, err := markup.ParseLoose(vml)
	if err != nil {
		return Edit{}, fmt.Errorf("reading the drawing of notes: %w", err)
	}
	d := &drawing{doc: doc}
	d.survey()
	var shapes []byte
	if !d.hasType {
		shapes = fmt.Appendf(shapes, shapeType, d.namespace)
	}
	next, left := 0, 0
	for i, b := range boxes {
		if left == 0 {
			next, left = d.block(o.Block)*blockSize+1, blockSize-1
		}
		shapes = append(shapes, d.shape(b, next, i+1, o)...)
		next, left = next+1, left-1
	}
	edits := d.edits(shapes)
	if isNew {
		whole, err := markup.Spliced(vml, edits)
		return Edit{Whole: whole}, err
	}
	return Edit{Splices: edits}, nil
}

// survey finds the id map, the shape ids in use, and the namespaces at the root.
func (d *drawing) survey() {
	d.doc.Root.Walk(func(n *markup.Node) {
		switch {
		case n.Is("shapelayout") && d.layout == nil:
			d.layout = n
		case n.Is("idmap"):
			if d.idmap == nil {
				d.idmap = n
			}
			for _, b := range strings.FieldsFunc(d.doc.Attr(n, "data"), notDigit) {
				d.use(b, 1)
			}
		case n.Is("shapetype"):
			d.hasType = d.hasType || d.doc.Attr(n, "id") == "_x0000_t202"
		}
		for _, name := range [...]string{"id", "o:spid"} {
			if id, ok := strings.CutPrefix(d.doc.Attr(n, name), "_x0000_s"); ok {
				d.use(id, blockSize)
			}
		}
	})
	for _, ns := range [...][2]string{
		{"xmlns:v", "urn:schemas-microsoft-com:vml"},
		{"xmlns:o", "urn:schemas-microsoft-com:office:office"},
		{"xmlns:x", "urn:schemas-microsoft-com:office:excel"},
	} {
		if d.doc.Attr(d.doc.Root, ns[0]) != ns[1] {
			d.namespace += ` ` + ns[0] + `="` + ns[1] + `"`
		}
	}
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// use notes that an id is taken, and with it its whole block.
func (d *drawing) use(id string, size int) {
	if v, err := strconv.ParseUint(id, 10, 31); err == nil {
		d.maxBlock = max(d.maxBlock, int(v)/size)
	}
}

// block takes a block of shape ids that is free.
func (d *drawing) block(first int) int {
	d.maxBlock = max(d.maxBlock+1, first)
	d.blocks = append(d.blocks, strconv.Itoa(d.maxBlock))
	return d.maxBlock
}

// edits returns the splices: the id map, then the shapes.
func (d *drawing) edits(shapes []byte) []patch.Splice {
	data := strings.Join(d.blocks, ",")
	var out []patch.Splice
	start, end, hasData := 0, 0, false
	if d.idmap != nil {
		start, end, hasData = d.doc.AttrSpan(d.idmap, "data")
	}
	idmap := []byte(`<o:idmap v:ext="edit" data="` + data + `"` + d.namespace + `/>`)
	layout := append([]byte(`<o:shapelayout v:ext="edit"`+d.namespace+`>`), idmap...)
	layout = append(layout, `</o:shapelayout>`...)
	root := d.doc.Root
	switch {
	case hasData && start < end:
		out = append(out, patch.Splice{Off: end, New: []byte("," + data)})
	case hasData:
		out = append(out, patch.Splice{Off: end, New: []byte(data)})
	case d.layout != nil && d.layout != root:
		out = append(out, d.doc.AppendTo(d.layout, idmap))
	case root.SelfClosed():
		shapes = append(layout, shapes...)
	default:
		out = append(out, patch.Splice{Off: root.Inner, New: layout})
	}
	return append(out, d.doc.AppendTo(root, shapes))
}

// shape writes the box of one note, hidden until the pointer is on the cell.
func (d *drawing) shape(b box, id, z int, o Options) []byte {
	width, height := extent(b.text)
	return fmt.Appendf(nil, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;`+
		`margin-left:59.25pt;margin-top:1.5pt;width:%spt;height:%spt;z-index:%d;visibility:hidden" `+
		`fillcolor="#ffffe1" o:insetmode="auto"%s><v:fill color2="#ffffe1"/>`+
		`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
		`<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill>`+
		`<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, points(width), points(height), z, d.namespace,
		anchor(b.cell, width, height, o), b.cell.row-1, b.cell.col-1)
}

// points turns pixels (96 to the inch) into points, with two decimals at most.
func points(px int) string {
	quarter := [...]string{"", ".75", ".5", ".25"}
	p := px * 3
	if p%4 == 0 {
		return strconv.Itoa(p / 4)
	}
	return strconv.Itoa(p/4) + quarter[4-p%4]
}
