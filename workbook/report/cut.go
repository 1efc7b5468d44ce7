package report

import (
	"bytes"
	"fmt"
	"strings"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
)

// cut takes the sheet apart around its rows, and puts right what excelize writes
// otherwise: the ids of the differential styles, the form of the filter's range,
// and a filter mode although nothing is filtered out yet.
func cut(xml []byte) (frame, error) {
	doc, err := markup.Parse(xml)
	if err != nil {
		return frame{}, err
	}
	data, margins := doc.Root.Child("sheetData"), doc.Root.Child("printOptions")
	if data == nil || margins == nil {
		return frame{}, fmt.Errorf("its frame lacks rows or margins")
	}
	set := func(from, to int) ([]byte, error) {
		var edits []patch.Splice
		doc.Root.Walk(func(n *markup.Node) {
			if n != doc.Root && n.Start >= from && n.End <= to {
				edits = append(edits, corrected(doc, n, from)...)
			}
		})
		return markup.Spliced(xml[from:to], edits)
	}
	out := frame{tail: append([]byte(nil), xml[margins.Start:]...)}
	if out.head, err = set(0, data.Start); err != nil {
		return frame{}, err
	}
	out.middle, err = set(data.End, margins.Start)
	return out, err
}

// corrected returns the splices that correct one element; from is where the
// stretch that they are for begins.
func corrected(doc *markup.Document, n *markup.Node, from int) []patch.Splice {
	attr, fix := "", func(string) string { return "" }
	switch {
	case n.Is("sheetPr"):
		attr, fix = "filterMode", func(string) string { return "false" }
	case n.Is("autoFilter"):
		attr, fix = "ref", func(ref string) string { return strings.ReplaceAll(ref, "$", "") }
	case n.Is("cfRule"):
		attr, fix = "dxfId", func(string) string { return dxfHere(doc.Int(n, "dxfId", 0)) }
	}
	start, end, ok := doc.AttrSpan(n, attr)
	if !ok {
		return nil
	}
	return []patch.Splice{{Off: start - from, Len: end - start, New: []byte(fix(string(doc.Src[start:end])))}}
}

// strictNamespaces gives the root element the namespaces of strict workbooks.
func strictNamespaces(head []byte) []byte {
	head = bytes.ReplaceAll(head, []byte(`"http://schemas.openxmlformats.org/spreadsheetml/2006/main"`),
		[]byte(`"http://purl.oclc.org/ooxml/spreadsheetml/main"`))
	return bytes.ReplaceAll(head, []byte(`"http://schemas.openxmlformats.org/officeDocument/2006/relationships"`),
		[]byte(`"http://purl.oclc.org/ooxml/officeDocument/relationships"`))
}
