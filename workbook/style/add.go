package style

import (
	"strconv"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
)

// CloneXf returns a cell format that is xf with another number format, everything
// else as it was: xf itself if it has that format already. A workbook that holds
// MaxXfs formats gets no more: xf is returned as it is. An xf that does not exist
// counts as 0.
func (s *Styles) CloneXf(xf int, numFmt string) int {
	if xf < 0 || xf >= len(s.xfs) {
		xf = 0
	}
	if isGeneral(numFmt) {
		numFmt = ""
	}
	if s.Format(xf) == numFmt || len(s.xfs) >= MaxXfs {
		return xf
	}
	key := cloneKey{xf, numFmt}
	if id, ok := s.clones[key]; ok {
		return id
	}
	s.ensureXfs()
	id := s.numFmtID(numFmt)
	s.cloned = true
	s.clones[key] = s.push(id, reformat(s.xfs[xf].raw, id))
	return s.clones[key]
}

// reformat returns the text of an xf element with another number format id.
func reformat(raw []byte, id int) []byte {
	raw = markup.SetAttr(raw, "applyNumberFormat", "1")
	return markup.SetAttr(raw, "numFmtId", strconv.Itoa(id))
}

// AddXf returns a cell format that looks like l; the same id for the same look.
// A workbook that holds MaxXfs formats gets no more: 0 is returned.
func (s *Styles) AddXf(l Look) int {
	if id, ok := s.xfIDs[l]; ok {
		return id
	}
	if len(s.xfs) >= MaxXfs {
		return 0
	}
	s.ensureXfs()
	font, fill, border := 0, 0, 0
	if l.hasFont() {
		font = s.part(fonts, func(p *pen) { p.font(s.completeFont(l), false) })
	}
	if l.Fill != "" {
		s.reserveFills()
		fill = s.part(fills, func(p *pen) { p.fill(l, false) })
	}
	if l.Border != "" || l.Bottom != "" {
		border = s.part(borders, func(p *pen) { p.border(l) })
	}
	numFmt := s.numFmtID(l.NumFmt)
	s.xfIDs[l] = s.push(numFmt, s.xf(l, numFmt, font, fill, border))
	return s.xfIDs[l]
}

// xf writes the element of a cell format.
func (s *Styles) xf(l Look, numFmt, font, fill, border int) []byte {
	p := &pen{prefix: s.prefix}
	attrs := []string{
		"numFmtId", strconv.Itoa(numFmt), "fontId", strconv.Itoa(font),
		"fillId", strconv.Itoa(fill), "borderId", strconv.Itoa(border), "xfId", s.normalStyle(),
		"applyNumberFormat", apply(numFmt > 0), "applyFont", apply(font > 0),
		"applyFill", apply(fill > 0), "applyBorder", apply(border > 0),
		"applyAlignment", apply(l.aligned()), "applyProtection", apply(l.Unlocked),
	}
	if !l.aligned() && !l.Unlocked {
		p.tag("xf", attrs...)
		return p.buf
	}
	p.start("xf", attrs...)
	if l.aligned() {
		p.alignment(l)
	}
	if l.Unlocked {
		p.tag("protection", "locked", "0")
	}
	p.end("xf")
	return p.buf
}

func apply(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

// completeFont fills in what a font must say and the look leaves open: typeface
// and size of the workbook's default font.
func (s *Styles) completeFont(l Look) Look {
	name, size := "Calibri", 11
	if items := s.doc.Root.Child("fonts").Items("font"); len(items) > 0 {
		if n := items[0].Child("name"); n != nil {
			name = s.doc.Attr(n, "val")
		}
		if n := items[0].Child("sz"); n != nil {
			if v, err := strconv.ParseFloat(s.doc.Attr(n, "val"), 64); err == nil && v >= 1 && v < 410 {
				size = int(v)
			}
		}
	}
	if l.Font == "" {
		l.Font = name
	}
	if l.Size == 0 {
		l.Size = size
	}
	return l
}

// AddDxf returns the id of a differential style for conditional formats: the
// look's text colour, weight, background and border on top of the cell's own.
func (s *Styles) AddDxf(l Look) int {
	if id, ok := s.dxfIDs[l]; ok {
		return id
	}
	s.dxfIDs[l] = s.part(dxfs, func(p *pen) {
		p.start("dxf")
		if l.hasFont() {
			p.font(l, true)
		}
		if l.Fill != "" {
			p.fill(l, true)
		}
		if l.Border != "" {
			p.border(l)
		}
		p.end("dxf")
	})
	return s.dxfIDs[l]
}

// push adds a cell format and returns its id.
func (s *Styles) push(numFmt int, raw []byte) int {
	s.xfs = append(s.xfs, cellXf{numFmt: numFmt, raw: raw, date: isDate(s.code(numFmt))})
	s.lists[cellXfs].add(raw)
	return len(s.xfs) - 1
}

// numFmtID returns the id of a number format code, and defines it if need be.
func (s *Styles) numFmtID(code string) int {
	if id := builtinID(code); id >= 0 {
		if _, redefined := s.codes[id]; !redefined {
			return id
		}
	}
	best := -1
	for id, have := range s.codes {
		if have == code && (best < 0 || id < best) {
			best = id
		}
	}
	if best >= 0 {
		return best
	}
	id := s.nextFmt
	s.nextFmt++
	s.codes[id] = code
	s.part(numFmts, func(p *pen) {
		p.tag("numFmt", "numFmtId", strconv.Itoa(id), "formatCode", code)
	})
	return id
}

// Splices returns the changes of the part, in the order of their offsets. They
// are Value splices as soon as one computed figure's cell needs an added format:
// then that format must stay where the figure stays, and the counts with it.
func (s *Styles) Splices() []patch.Splice {
	out := s.listSplices()
	for i := range out {
		out[i].Value = s.cloned
	}
	return out
}
