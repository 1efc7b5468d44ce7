package style

import (
	"strconv"

	"goalxl/workbook/markup"
)

// Look is how a cell looks. Colours are ARGB in hexadecimal ("FFC00000"). The
// zero value of a field leaves that property to the workbook's default.
type Look struct {
	Font      string // name of the typeface
	Size      int    // points
	Bold      bool
	Underline bool
	Color     string // of the text
	Fill      string // of the background
	Border    string // colour of thin lines on all four sides
	Bottom    string // colour of a thin line below only; Border goes before it
	NumFmt    string // number format code
	Across    string // horizontal alignment: left, center, right
	Down      string // vertical alignment: top, center, bottom
	Wrap      bool
	Shrink    bool // shown smaller where the cell is too narrow
	Indent    int
	Unlocked  bool // may be edited on a protected sheet
}

// pen writes elements with the prefix of the part.
type pen struct {
	prefix string
	buf    []byte
}

// tag writes a self-closed element; attrs are names and values in turn, and an
// attribute without a value is left out.
func (p *pen) tag(name string, attrs ...string) {
	p.start(name, attrs...)
	p.buf = append(p.buf[:len(p.buf)-1], "/>"...)
}

func (p *pen) start(name string, attrs ...string) {
	p.buf = append(append(append(p.buf, '<'), p.prefix...), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		p.buf = append(append(append(p.buf, ' '), attrs[i]...), `="`...)
		p.buf = append(markup.Escape(p.buf, attrs[i+1]), '"')
	}
	p.buf = append(p.buf, '>')
}

func (p *pen) end(name string) {
	p.buf = append(append(append(p.buf, "</"...), p.prefix...), name...)
	p.buf = append(p.buf, '>')
}

// font writes the look's font. A differential font names only what differs.
func (p *pen) font(l Look, differential bool) {
	p.start("font")
	if l.Bold {
		p.tag("b")
	}
	if l.Underline {
		p.tag("u")
	}
	if !differential {
		p.tag("sz", "val", strconv.Itoa(max(l.Size, 1)))
	}
	if l.Color != "" {
		p.tag("color", "rgb", l.Color)
	}
	if !differential {
		p.tag("name", "val", l.Font)
		p.tag("family", "val", "2")
	}
	p.end("font")
}

// fill writes the look's background. In a differential style a solid fill is told
// by its background colour, in a cell format by its foreground colour.
func (p *pen) fill(l Look, differential bool) {
	p.start("fill")
	if differential {
		p.start("patternFill", "patternType", "solid")
		p.tag("fgColor", "rgb", l.Fill)
		p.tag("bgColor", "rgb", l.Fill)
	} else {
		p.start("patternFill", "patternType", "solid")
		p.tag("fgColor", "rgb", l.Fill)
		p.tag("bgColor", "indexed", "64")
	}
	p.end("patternFill")
	p.end("fill")
}

func (p *pen) border(l Look) {
	p.start("border")
	for _, side := range [...]string{"left", "right", "top", "bottom"} {
		color := l.Border
		if color == "" && side == "bottom" {
			color = l.Bottom
		}
		if color == "" {
			p.tag(side)
			continue
		}
		p.start(side, "style", "thin")
		p.tag("color", "rgb", color)
		p.end(side)
	}
	p.tag("diagonal")
	p.end("border")
}

func (p *pen) alignment(l Look) {
	wrap, indent, shrink := "", "", ""
	if l.Shrink {
		shrink = "1"
	}
	if l.Wrap {
		wrap = "1"
	}
	if l.Indent > 0 {
		indent = strconv.Itoa(l.Indent)
	}
	p.tag("alignment", "horizontal", l.Across, "vertical", l.Down, "wrapText", wrap, "indent", indent, "shrinkToFit", shrink)
}

func (l Look) aligned() bool {
	return l.Across != "" || l.Down != "" || l.Wrap || l.Shrink || l.Indent > 0
}

func (l Look) hasFont() bool {
	return l.Font != "" || l.Size > 0 || l.Bold || l.Underline || l.Color != ""
}
