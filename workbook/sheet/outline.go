package sheet

import "bytes"

// The order of a worksheet's children, as its schema (CT_Worksheet) states it.
// An element that is put in goes before the first one that comes after it here.
const (
	rankUnknown = iota
	rankSheetPr
	rankDimension
	rankSheetViews
	rankSheetFormat
	rankCols
	rankSheetData
	rankBeforeFilter // sheetCalcPr, sheetProtection, protectedRanges, scenarios
	rankAutoFilter
	rankBeforeMerges // sortState, dataConsolidate, customSheetViews
	rankMergeCells
	rankPhonetic
	rankConditional
	rankAfterConditional // from dataValidations to drawing
	rankLegacyDrawing
	rankAfterLegacy // from legacyDrawingHF to tableParts
	rankExtensions
)

func rank(local []byte) int {
	switch string(local) {
	case "sheetPr":
		return rankSheetPr
	case "dimension":
		return rankDimension
	case "sheetViews":
		return rankSheetViews
	case "sheetFormatPr":
		return rankSheetFormat
	case "cols":
		return rankCols
	case "sheetData":
		return rankSheetData
	case "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios":
		return rankBeforeFilter
	case "autoFilter":
		return rankAutoFilter
	case "sortState", "dataConsolidate", "customSheetViews":
		return rankBeforeMerges
	case "mergeCells":
		return rankMergeCells
	case "phoneticPr":
		return rankPhonetic
	case "conditionalFormatting":
		return rankConditional
	case "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
		"headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
		"ignoredErrors", "smartTags", "drawing":
		return rankAfterConditional
	case "legacyDrawing":
		return rankLegacyDrawing
	case "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
		"webPublishItems", "tableParts":
		return rankAfterLegacy
	case "extLst":
		return rankExtensions
	}
	return rankUnknown
}

// child is an element below the root of a worksheet. Where it is a compatibility
// branch, it counts as what stands in the branches.
type child struct {
	rank       int
	start, end int // where it stands in the piece
}

// outline is what stands below the root in a worksheet's head or tail.
type outline struct {
	children []child
	prefix   []byte // of the names in it, with the colon; empty if none
	end      int    // where the root's end tag begins; in a head, the piece's end
}

// outlineOf reads the outline of a head or a tail, as a Scanner gives them.
func outlineOf(piece []byte) (*outline, error) {
	m := fragment(piece)
	o := &outline{end: len(piece)}
	base := 0 // depth of the children: 1 in a head, 0 in a tail
	for {
		depth := m.depth()
		if err := m.next(); err != nil {
			return nil, err
		}
		switch m.kind {
		case endOfPart:
			return o, nil
		case startTag, emptyTag:
			if depth == 0 && base == 0 && len(o.children) == 0 && string(m.local) == "worksheet" {
				base, o.prefix = 1, m.prefix()
				continue
			}
			o.element(m, depth == base)
		case endTag:
			o.close(m, depth, base)
		}
	}
}

// element notes a start tag.
func (o *outline) element(m *markup, isChild bool) {
	if isChild {
		o.children = append(o.children, child{rank(m.local), m.start, m.pos})
		return
	}
	if n := len(o.children); n > 0 && o.children[n-1].rank == rankUnknown {
		o.children[n-1].rank = rank(m.local)
	}
}

// close notes an end tag. In a tail, the data section and the root end without
// having begun there.
func (o *outline) close(m *markup, depth, base int) {
	switch n := len(o.children); {
	case depth > 0 && m.depth() == base && n > 0:
		o.children[n-1].end = m.pos
	case depth == 0 && string(m.local) == "sheetData":
		o.children = o.children[:0]
	case depth == 0:
		o.end, o.prefix = m.start, m.prefix()
	}
}

// place returns where an element of the given rank is to be put in.
func (o *outline) place(rank int) int {
	for _, c := range o.children {
		if c.rank > rank {
			return c.start
		}
	}
	return o.end
}

// find returns the first child of a rank; ok is false if there is none.
func (o *outline) find(rank int) (c child, ok bool) {
	for _, c := range o.children {
		if c.rank == rank {
			return c, true
		}
	}
	return child{}, false
}

// fragment returns the markup of a piece of a part: prefixes need not be
// declared in it, and elements may end that did not begin.
func fragment(piece []byte) *markup {
	m := newMarkup(nil, DefaultLimits())
	m.buf, m.eof, m.fragment = piece, true, true
	m.skipMark()
	return &m
}

// prefix returns the prefix of the last tag's name, with its colon.
func (m *markup) prefix() []byte { return m.name[:len(m.name)-len(m.local)] }

// find returns the attribute of the last start tag with a local name, its
// references not resolved; ok is false if there is none.
func (m *markup) find(local string) (a attr, ok bool) {
	for _, a := range m.attrs {
		if string(a.name[bytes.IndexByte(a.name, ':')+1:]) == local {
			return a, true
		}
	}
	return attr{}, false
}
