package style

import "goalxl/workbook/markup"

// Unwrapped returns a cell format that is xf without breaking text into lines, so
// that text longer than its column runs on to the right: xf itself if it does not
// break lines, or does not exist, or the workbook holds MaxXfs formats.
func (s *Styles) Unwrapped(xf int) int {
	if xf < 0 || xf >= len(s.xfs) || len(s.xfs) >= MaxXfs {
		return xf
	}
	raw, ok := unwrap(s.xfs[xf].raw)
	if !ok {
		return xf
	}
	if id, ok := s.unwrapped[xf]; ok {
		return id
	}
	s.ensureXfs()
	if s.unwrapped == nil {
		s.unwrapped = map[int]int{}
	}
	s.unwrapped[xf] = s.push(s.xfs[xf].numFmt, raw)
	return s.unwrapped[xf]
}

// unwrap takes wrapText off the text of an xf element; ok is false if it has none.
func unwrap(raw []byte) (out []byte, ok bool) {
	d, err := markup.Parse(raw)
	if err != nil {
		return raw, false
	}
	alignment := d.Root.Child("alignment")
	if alignment == nil {
		return raw, false
	}
	switch d.Attr(alignment, "wrapText") {
	case "1", "true":
	default:
		return raw, false
	}
	start, end, ok := d.AttrSpan(alignment, "wrapText")
	if !ok {
		return raw, false
	}
	out = append(out, raw[:start]...)
	out = append(out, '0')
	return append(out, raw[end:]...), true
}
