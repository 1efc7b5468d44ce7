package sheet

import "goalxl/workbook/patch"

// The namespace of relationship numbers, in the usual and the strict variant.
const (
	relSpace       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictRelSpace = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

// AddLegacyDrawing points the sheet to the drawing of its notes by the number of
// a relationship. A sheet that has such a drawing keeps it: then there is no
// splice, and existing is its relationship. strict is that of Scanner.Strict.
func AddLegacyDrawing(tail []byte, relID string, strict bool) (splices []patch.Splice, existing string, err error) {
	o, err := outlineOf(tail)
	if err != nil {
		return nil, "", err
	}
	if c, ok := o.find(rankLegacyDrawing); ok {
		existing, err = legacyRelation(tail[:c.end], c.start)
		return nil, existing, err
	}
	space := relSpace
	if strict {
		space = strictRelSpace
	}
	new := append(append([]byte("<"), o.prefix...), `legacyDrawing xmlns:r="`+space+`" r:id="`...)
	new = append(appendXML(new, relID), `"/>`...)
	return []patch.Splice{{Off: o.place(rankLegacyDrawing), New: new}}, "", nil
}

// legacyRelation reads the relationship of the drawing in the child at an offset.
func legacyRelation(tail []byte, at int) (string, error) {
	m := fragment(tail)
	m.pos = at
	for {
		if err := m.next(); err != nil || m.kind == endOfPart {
			return "", err
		}
		if m.kind != startTag && m.kind != emptyTag || string(m.local) != "legacyDrawing" {
			continue
		}
		if id, ok := m.find("id"); ok {
			return string(m.value(id)), nil
		}
	}
}

// MergedRanges returns the merged ranges of a sheet, in the order in which it
// lists them. tail is that of Scanner.Tail.
func MergedRanges(tail []byte) ([]Range, error) {
	o, err := outlineOf(tail)
	if err != nil {
		return nil, err
	}
	c, ok := o.find(rankMergeCells)
	if !ok {
		return nil, nil
	}
	var ranges []Range
	m := fragment(tail[:c.end])
	m.pos = c.start
	for {
		if err := m.next(); err != nil || m.kind == endOfPart {
			return ranges, err
		}
		if m.kind != startTag && m.kind != emptyTag || string(m.local) != "mergeCell" {
			continue
		}
		ref, _ := m.find("ref")
		if r, ok := ParseRange(m.value(ref)); ok {
			ranges = append(ranges, r)
		}
	}
}

// AutoFilter returns the range of the sheet's own filter; ok is false if it has
// none. (Tables have filters of their own.)
func AutoFilter(tail []byte) (r Range, ok bool, err error) {
	o, err := outlineOf(tail)
	if err != nil {
		return r, false, err
	}
	c, ok := o.find(rankAutoFilter)
	if !ok {
		return r, false, nil
	}
	m := fragment(tail[:c.end])
	m.pos = c.start
	if err := m.next(); err != nil {
		return r, false, err
	}
	ref, _ := m.find("ref")
	r, ok = ParseRange(m.value(ref))
	return r, ok, nil
}
