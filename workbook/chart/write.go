package chart

import (
	"bytes"
	"fmt"
	"strconv"

	"goalxl/workbook/look"
	"goalxl/workbook/markup"
)

// Part writes the chart's part; strict asks for the strict namespaces.
func (c *Chart) Part(strict bool) ([]byte, error) {
	f, err := frames[c.Kind]()
	if err != nil {
		return nil, err
	}
	p := &pen{}
	p.buf = append(p.buf, bytes.Replace(f.head, []byte(titleHere), markup.Escape(nil, c.Title), 1)...)
	for i := range c.Series {
		c.series(p, i)
	}
	p.buf = append(p.buf, c.tail(f.tail)...)
	if strict {
		return Strict(p.buf), nil
	}
	return p.buf, nil
}

// tail fills in what stands behind the series: where the axis begins, its number
// format, and which series the legend leaves out.
func (c *Chart) tail(b []byte) []byte {
	floor := ""
	if c.Floor != "" {
		floor = `<min val="` + c.Floor + `"></min>`
	}
	b = bytes.Replace(b, []byte(`<min val="`+strconv.Itoa(floorHere)+`"></min>`), []byte(floor), 1)
	b = bytes.Replace(b, []byte(formatHere), markup.Escape(nil, c.format("")), 1)
	left := ""
	for i := range c.Series {
		if c.Series[i].Hidden {
			left += fmt.Sprintf(`<legendEntry><idx val="%d"></idx><delete val="1"></delete></legendEntry>`, i)
		}
	}
	if left == "" {
		return b
	}
	return bytes.Replace(b, []byte("</legendPos>"), []byte("</legendPos>"+left), 1)
}

func (c *Chart) format(own string) string {
	switch {
	case own != "":
		return own
	case c.Format != "":
		return c.Format
	}
	return look.Plain
}

// pen writes elements.
type pen struct{ buf []byte }

func (p *pen) raw(s string) { p.buf = append(p.buf, s...) }

// value writes an element whose attribute val says it.
func (p *pen) value(name, val string) {
	p.raw("<" + name + ` val="`)
	p.buf = markup.Escape(p.buf, val)
	p.raw(`"/>`)
}

// text writes an element that holds a text.
func (p *pen) text(name, s string) {
	p.raw("<" + name + ">")
	p.buf = markup.Escape(p.buf, s)
	p.raw("</" + name + ">")
}

// series writes a series, in the order that the format asks for.
func (c *Chart) series(p *pen, i int) {
	s := &c.Series[i]
	p.raw("<ser>")
	p.value("idx", strconv.Itoa(i))
	p.value("order", strconv.Itoa(i))
	p.raw("<tx>")
	p.texts(s.Name)
	p.raw("</tx>")
	c.shape(p, s)
	if c.Kind == Columns || c.Kind == Stacked || c.Kind == Waterfall || c.Kind == Bars {
		p.value("invertIfNegative", "0")
	}
	if c.Kind == Lines {
		p.raw(`<marker><symbol val="circle"/><size val="6"/><spPr>`)
		p.fill(s.colourOf(0))
		p.raw(`</spPr></marker>`)
	}
	for j := range s.Points {
		c.point(p, s, j)
	}
	c.labels(p, s)
	p.raw("<cat>")
	p.texts(c.Categories)
	p.raw("</cat><val><numRef>")
	p.text("f", s.Figures.Ref)
	p.raw("<numCache>")
	p.text("formatCode", "General")
	p.cache(s.Figures.Values)
	p.raw("</numCache></numRef></val>")
	if c.Kind == Lines {
		p.value("smooth", "0")
	}
	p.raw("</ser>")
}

// shape writes how the series is drawn.
func (c *Chart) shape(p *pen, s *Series) {
	switch {
	case s.Hidden:
		p.raw(`<spPr><a:noFill/><a:ln><a:noFill/></a:ln></spPr>`)
	case c.Kind == Lines:
		p.raw(`<spPr><a:ln w="25400" cap="rnd">`)
		p.fill(s.colourOf(0))
		p.raw(`</a:ln></spPr>`)
	case len(s.Points) == 0:
		p.raw(`<spPr>`)
		p.area(s.colourOf(0))
		p.raw(`</spPr>`)
	}
}

// point writes how one point of the series is drawn.
func (c *Chart) point(p *pen, s *Series, j int) {
	p.raw("<dPt>")
	p.value("idx", strconv.Itoa(j))
	if c.Kind != Doughnut {
		p.value("invertIfNegative", "0")
	}
	p.value("bubble3D", "0")
	p.raw("<spPr>")
	p.area(s.colourOf(j))
	p.raw("</spPr></dPt>")
}

func (p *pen) fill(argb string) {
	p.raw(`<a:solidFill><a:srgbClr val="` + look.RGB(argb) + `"/></a:solidFill>`)
}

// area writes a filled area with a thin outline: without it, the palest steps
// vanish on white paper, and neighbours of one colour run together.
func (p *pen) area(argb string) {
	p.fill(argb)
	outline := look.Faint
	if dark(argb) {
		outline = look.OpenColour
	}
	p.raw(`<a:ln w="6350">`)
	p.fill(outline)
	p.raw(`</a:ln>`)
}

// dark reports whether a colour asks for white text.
func dark(argb string) bool {
	v, err := strconv.ParseUint(look.RGB(argb), 16, 32)
	return err == nil && 299*(v>>16)+587*(v>>8&255)+114*(v&255) < 140_000
}

// labels writes what stands beside the points.
func (c *Chart) labels(p *pen, s *Series) {
	if s.Labels == NoLabels || s.Hidden {
		return
	}
	inside := c.Kind == Doughnut || c.Kind == Stacked || c.Kind == Waterfall
	p.raw("<dLbls>")
	for j := range s.Points {
		if inside && dark(s.Points[j]) != dark(s.colourOf(0)) {
			p.raw("<dLbl>")
			p.value("idx", strconv.Itoa(j))
			c.label(p, s, dark(s.Points[j]))
			p.raw("</dLbl>")
		}
	}
	c.label(p, s, inside && dark(s.colourOf(0)))
	p.raw("</dLbls>")
}

// label writes the form of labels.
func (c *Chart) label(p *pen, s *Series, white bool) {
	format, ink := c.format(s.Format), look.Ink
	if s.Labels == Percents {
		format = look.Percent
	}
	if white {
		ink = look.OpenColour
	}
	p.raw(`<numFmt formatCode="`)
	p.buf = markup.Escape(p.buf, format)
	p.raw(`" sourceLinked="0"/><spPr><a:noFill/><a:ln><a:noFill/></a:ln></spPr><txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="800" b="0">`)
	p.fill(ink)
	p.raw(`<a:latin typeface="` + look.Typeface + `"/><a:ea typeface="` + look.Typeface + `"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></txPr>`)
	switch c.Kind {
	case Columns, Bars:
		p.value("dLblPos", "outEnd")
	case Stacked, Waterfall:
		p.value("dLblPos", "ctr")
	case Lines:
		p.value("dLblPos", "t")
	}
	for _, show := range [...]struct {
		name string
		on   bool
	}{{"showLegendKey", false}, {"showVal", s.Labels == Figures}, {"showCatName", false}, {"showSerName", false}, {"showPercent", s.Labels == Percents}, {"showBubbleSize", false}} {
		val := "0"
		if show.on {
			val = "1"
		}
		p.value(show.name, val)
	}
}

// texts writes cells that hold texts.
func (p *pen) texts(r Range) {
	p.raw("<strRef>")
	p.text("f", r.Ref)
	p.raw("<strCache>")
	p.cache(r.Values)
	p.raw("</strCache></strRef>")
}

// cache writes what cells hold.
func (p *pen) cache(values []string) {
	p.value("ptCount", strconv.Itoa(len(values)))
	for i, v := range values {
		if v == "" {
			continue
		}
		p.raw(`<pt idx="` + strconv.Itoa(i) + `">`)
		p.text("v", v)
		p.raw("</pt>")
	}
}
