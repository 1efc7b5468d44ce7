package markup

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"goalxl/workbook/patch"
)

// AppendTo returns the splice that puts content at the end of the element's
// content. A self-closed element is opened for it.
func (d *Document) AppendTo(n *Node, content []byte) patch.Splice {
	if !n.SelfClosed() {
		return patch.Splice{Off: n.Close, New: content}
	}
	open := append([]byte{'>'}, content...)
	open = append(append(append(open, "</"...), n.Name...), '>')
	return patch.Splice{Off: n.End - 2, Len: 2, New: open}
}

// SetInt returns the splice that gives the attribute a new number; false if the
// element does not have the attribute, or has that number already.
func (d *Document) SetInt(n *Node, name string, v int) (patch.Splice, bool) {
	start, end, ok := d.AttrSpan(n, name)
	text := strconv.Itoa(v)
	if !ok || string(d.Src[start:end]) == text {
		return patch.Splice{}, false
	}
	return patch.Splice{Off: start, Len: end - start, New: []byte(text)}, true
}

// Spliced returns src with the splices applied, which are in order and do not
// overlap.
func Spliced(src []byte, splices []patch.Splice) ([]byte, error) {
	var out bytes.Buffer
	w := patch.NewWriter(&out, nil)
	if err := patch.Apply(w, src, splices); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// SetAttr returns the text of one element with an attribute set: its value
// replaced where the element has it, else put in front. Text that is no element
// comes back as it is.
func SetAttr(element []byte, name, value string) []byte {
	d, err := Parse(element)
	if err != nil {
		return element
	}
	start, end, ok := d.AttrSpan(d.Root, name)
	quoted := Escape(nil, value)
	if !ok {
		start = d.Root.Start + 1 + len(d.Root.Name)
		end = start
		quoted = append(append([]byte(" "+name+`="`), quoted...), '"')
	}
	out := make([]byte, 0, len(element)+len(quoted))
	out = append(out, element[:start]...)
	out = append(out, quoted...)
	return append(out, element[end:]...)
}

// Escape appends text to dst as an attribute's value. (For the texts of cells and
// notes see package sheet: there, what XML cannot hold has an escape.)
// Characters that XML 1.0 cannot hold, and bytes that are no UTF-8, become U+FFFD.
func Escape(dst []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if esc := escaped(r, size); esc != "" {
			dst = append(append(dst, text[from:i]...), esc...)
			from = i + size
		}
		i += size
	}
	return append(dst, text[from:]...)
}

func escaped(r rune, size int) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '\t':
		return "&#9;"
	case '\n':
		return "&#10;"
	case '\r':
		return "&#13;"
	case 0xFFFE, 0xFFFF:
		return "\uFFFD"
	case utf8.RuneError:
		if size == 1 {
			return "\uFFFD"
		}
	}
	if r < 0x20 {
		return "\uFFFD"
	}
	return ""
}
