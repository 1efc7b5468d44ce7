package style

import (
	"sort"
	"strconv"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
)

// The lists of a styles part in the order that the schema wants (CT_Stylesheet).
const (
	numFmts = iota
	fonts
	fills
	borders
	cellStyleXfs
	cellXfs
	cellStyles
	dxfs
	tableStyles
	colors
	extLst
	listCount
)

var listNames = [listCount]string{
	"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs",
	"cellStyles", "dxfs", "tableStyles", "colors", "extLst",
}

// list is one list of the part: its element (nil if the part lacks it), how many
// items it has with the added ones, and the text of those.
type list struct {
	node  *markup.Node
	count int
	added []byte
}

func (l *list) add(item []byte) int {
	l.added = append(l.added, item...)
	l.count++
	return l.count - 1
}

var itemNames = [listCount]string{
	numFmts: "numFmt", fonts: "font", fills: "fill", borders: "border",
	cellStyleXfs: "xf", cellXfs: "xf", dxfs: "dxf",
}

func (s *Styles) readLists() {
	for i, name := range listNames {
		s.lists[i].node = s.doc.Root.Child(name)
		if itemNames[i] != "" {
			s.lists[i].count = len(s.lists[i].node.Items(itemNames[i]))
		}
	}
}

// part adds an item to a list and returns its index. Lists that a part lacks are
// begun with what every reader takes for granted at their first places.
func (s *Styles) part(kind int, write func(*pen)) int {
	l := &s.lists[kind]
	if l.count == 0 {
		s.begin(kind)
	}
	p := &pen{prefix: s.prefix}
	write(p)
	return l.add(p.buf)
}

// begin puts the default at the start of an empty list of fonts, fills or borders.
func (s *Styles) begin(kind int) {
	p := &pen{prefix: s.prefix}
	switch kind {
	case fonts:
		p.font(s.completeFont(Look{}), false)
	case borders:
		p.border(Look{})
	case fills:
		s.reserveFills()
		return
	default:
		return
	}
	s.lists[kind].add(p.buf)
}

// reserveFills sees to it that the first two fills are there: spreadsheet
// programs take them for none and gray125 whatever stands there.
func (s *Styles) reserveFills() {
	for s.lists[fills].count < 2 {
		pattern := [...]string{"none", "gray125"}[s.lists[fills].count]
		p := &pen{prefix: s.prefix}
		p.start("fill")
		p.tag("patternFill", "patternType", pattern)
		p.end("fill")
		s.lists[fills].add(p.buf)
	}
}

// ensureXfs begins cellXfs with the default format where the part has none.
func (s *Styles) ensureXfs() {
	if len(s.xfs) > 0 {
		return
	}
	for _, kind := range [...]int{fonts, fills, borders} {
		if s.lists[kind].count == 0 {
			s.begin(kind)
		}
	}
	s.push(0, s.xf(Look{}, 0, 0, 0, 0))
}

// normalStyle returns the xfId that added formats name: the first cell style, or
// none where the part has no cell styles.
func (s *Styles) normalStyle() string {
	if s.lists[cellStyleXfs].count == 0 {
		return ""
	}
	return "0"
}

// listSplices puts the added items at the ends of their lists, corrects the
// counts, and makes the lists that are missing.
func (s *Styles) listSplices() []patch.Splice {
	var out []patch.Splice
	missing := map[int][]byte{} // by the offset where they go
	for kind := range s.lists {
		l := &s.lists[kind]
		if len(l.added) == 0 {
			continue
		}
		if l.node == nil {
			at := s.placeOf(kind)
			missing[at] = append(missing[at], s.newList(kind)...)
			continue
		}
		out = append(out, s.doc.AppendTo(l.node, l.added))
		if count, ok := s.doc.SetInt(l.node, "count", l.count); ok {
			out = append(out, count)
		}
	}
	for at, content := range missing {
		if at < 0 {
			out = append(out, s.doc.AppendTo(s.doc.Root, content))
			continue
		}
		out = append(out, patch.Splice{Off: at, New: content})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Off < out[j].Off })
	return out
}

// placeOf returns where a missing list goes: before the first list that the
// schema puts behind it; −1 for the end of the part.
func (s *Styles) placeOf(kind int) int {
	for next := kind + 1; next < listCount; next++ {
		if n := s.lists[next].node; n != nil {
			return n.Start
		}
	}
	return -1
}

func (s *Styles) newList(kind int) []byte {
	p := &pen{prefix: s.prefix}
	p.start(listNames[kind], "count", strconv.Itoa(s.lists[kind].count))
	p.buf = append(p.buf, s.lists[kind].added...)
	p.end(listNames[kind])
	return p.buf
}
