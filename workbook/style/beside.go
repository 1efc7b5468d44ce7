package style

import (
	"bytes"

	"goalxl/workbook/markup"
)

// Beside returns a cell format for a figure beside a cell of format xf: its font,
// fill and border, with a number format, on one centred line. A workbook that holds
// MaxXfs formats gets no more: xf is returned as it is. An xf that does not exist
// counts as 0.
func (s *Styles) Beside(xf int, numFmt string) int {
	if xf < 0 || xf >= len(s.xfs) {
		xf = 0
	}
	key := cloneKey{xf, numFmt}
	if id, ok := s.besides[key]; ok {
		return id
	}
	if len(s.xfs) >= MaxXfs {
		return xf
	}
	s.ensureXfs()
	if s.besides == nil {
		s.besides = map[cloneKey]int{}
	}
	id := s.numFmtID(numFmt)
	s.besides[key] = s.push(id, centred(reformat(s.xfs[xf].raw, id)))
	return s.besides[key]
}

// centred returns the text of an xf element with its alignment replaced.
func centred(raw []byte) []byte {
	raw = markup.SetAttr(raw, "applyAlignment", "1")
	d, err := markup.Parse(raw)
	if err != nil {
		return raw
	}
	name := string(d.Root.Name)
	prefix := name[:len(name)-len("xf")]
	alignment := []byte("<" + prefix + `alignment horizontal="center" vertical="center"/>`)
	var out []byte
	switch old := d.Root.Child("alignment"); {
	case old != nil:
		out = append(append(append(out, raw[:old.Start]...), alignment...), raw[old.End:]...)
	case bytes.HasSuffix(raw, []byte("/>")):
		out = append(append(append(out, raw[:len(raw)-2]...), '>'), alignment...)
		out = append(append(append(out, "</"...), name...), '>')
	default:
		at := bytes.IndexByte(raw, '>') + 1
		out = append(append(append(out, raw[:at]...), alignment...), raw[at:]...)
	}
	return out
}
