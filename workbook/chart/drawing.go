package chart

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/markup"
)

// Box is where a chart stands on its sheet: it covers the cells from column Col and
// row Row, counted from 0, up to the ones before ToCol and ToRow, less a thin margin.
type Box struct{ Col, Row, ToCol, ToRow int }

const margin = 38100 // of a chart to the edge of its box, in EMU: 3 points

// RelID is the id of the relationship from a drawing to its i-th chart, from 0.
func RelID(i int) string { return "rId" + strconv.Itoa(i+1) }

// Drawing writes the part of a sheet's drawing that shows the charts in the boxes, the
// i-th by the relationship RelID(i). The titles tell people who do not see them.
func Drawing(boxes []Box, titles []string, strict bool) []byte {
	p := &pen{}
	p.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">`)
	for i, b := range boxes {
		p.raw(`<xdr:twoCellAnchor editAs="oneCell">`)
		p.corner("from", b.Col, b.Row, margin)
		p.corner("to", b.ToCol, b.ToRow, 0)
		p.raw(fmt.Sprintf(`<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="Chart %d" descr="`, i+2, i+1))
		p.buf = markup.Escape(p.buf, titles[i])
		p.raw(`"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>` +
			`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
			`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="` +
			RelID(i) + `"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`)
	}
	p.raw(`</xdr:wsDr>`)
	if strict {
		return Strict(p.buf)
	}
	return p.buf
}

func (p *pen) corner(name string, col, row, off int) {
	p.raw(fmt.Sprintf(`<xdr:%[1]s><xdr:col>%[2]d</xdr:col><xdr:colOff>%[4]d</xdr:colOff><xdr:row>%[3]d</xdr:row><xdr:rowOff>%[4]d</xdr:rowOff></xdr:%[1]s>`, name, col, row, off))
}

// Strict gives a part of a drawing or chart the namespaces of strict workbooks.
func Strict(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte("http://schemas.openxmlformats.org/drawingml/2006/"), []byte("http://purl.oclc.org/ooxml/drawingml/"))
	return bytes.ReplaceAll(b, []byte("http://schemas.openxmlformats.org/officeDocument/2006/relationships"), []byte("http://purl.oclc.org/ooxml/officeDocument/relationships"))
}

// Add puts a chart into a workbook that excelize makes: its left upper corner in the
// cell, width and height in pixels.
func Add(f *excelize.File, sheet, cell string, width, height uint, c *Chart) error {
	before := charts(f)
	m := model(c.Kind)
	m.Dimension = excelize.ChartDimension{Width: width, Height: height}
	m.Format = excelize.GraphicOptions{AltText: c.Title}
	if err := f.AddChart(sheet, cell, m); err != nil {
		return fmt.Errorf("adding a chart to %s: %w", sheet, err)
	}
	part, err := c.Part(false)
	if err != nil {
		return err
	}
	for name := range charts(f) {
		if !before[name] {
			f.Pkg.Store(name, part)
		}
	}
	return nil
}

// charts are the parts of the workbook's charts.
func charts(f *excelize.File) map[string]bool {
	names := map[string]bool{}
	f.Pkg.Range(func(key, _ any) bool {
		if name, ok := key.(string); ok && bytes.HasPrefix([]byte(name), []byte("xl/charts/chart")) {
			names[name] = true
		}
		return true
	})
	return names
}
