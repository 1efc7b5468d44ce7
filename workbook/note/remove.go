package note

import (
	"fmt"
	"strings"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
)

// RemoveOwn returns the splices that take the tool's own notes off: the comments
// whose text begins with Marker, whoever is named as their author now, and the
// boxes of those cells. A note that a person has rewritten since is theirs. Either
// part may be nil. It is for books that another program saved again; otherwise
// the splices of Add are undone.
func RemoveOwn(comments, vml []byte) (fromComments, fromVML []patch.Splice, err error) {
	if comments == nil {
		return nil, nil, nil
	}
	doc, err := markup.Parse(comments)
	if err != nil {
		return nil, nil, fmt.Errorf("reading notes: %w", err)
	}
	own := map[cell]bool{}
	for _, n := range doc.Root.Child("commentList").Items("comment") {
		if !strings.HasPrefix(textOf(doc, n), Marker) {
			continue
		}
		if at, ok := parseCell(doc.Attr(n, "ref")); ok {
			own[at] = true
			fromComments = append(fromComments, patch.Splice{Off: n.Start, Len: n.End - n.Start})
		}
	}
	if vml == nil || len(own) == 0 {
		return fromComments, nil, nil
	}
	if doc, err = markup.ParseLoose(vml); err != nil {
		return nil, nil, fmt.Errorf("reading the drawing of notes: %w", err)
	}
	return fromComments, boxesOf(doc, own), nil
}

// boxesOf returns the splices that remove the shapes of notes on the cells.
func boxesOf(doc *markup.Document, own map[cell]bool) []patch.Splice {
	var out []patch.Splice
	for _, n := range doc.Root.Children {
		if !n.Is("shape") {
			continue
		}
		if at, ok := noteCell(doc, n); ok && own[at] {
			out = append(out, patch.Splice{Off: n.Start, Len: n.End - n.Start})
		}
	}
	return out
}

// noteCell returns the cell whose note a shape shows.
func noteCell(doc *markup.Document, shape *markup.Node) (cell, bool) {
	for _, data := range shape.Items("ClientData") {
		if doc.Attr(data, "ObjectType") != "Note" {
			continue
		}
		at := cell{col: -1, row: -1}
		for _, n := range data.Children {
			switch {
			case n.Is("Row"):
				at.row = number(doc.Text(n)) + 1
			case n.Is("Column"):
				at.col = number(doc.Text(n)) + 1
			}
		}
		return at, at.row > 0 && at.col > 0
	}
	return cell{}, false
}

func number(s string) int {
	n := 0
	for _, c := range strings.TrimSpace(s) {
		if c < '0' || c > '9' || n > maxRow {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
