package markup

import (
	"bytes"
	"strconv"
	"strings"
)

// Prefix returns the prefix of the element with its colon ("x:"), or "".
func (n *Node) Prefix() string {
	return string(n.Name[:bytes.IndexByte(n.Name, ':')+1])
}

// Local returns the element's name without its prefix.
func (n *Node) Local() string {
	return string(n.Name[bytes.IndexByte(n.Name, ':')+1:])
}

// Is reports whether the element's name without its prefix is local.
func (n *Node) Is(local string) bool {
	return string(n.Name[bytes.IndexByte(n.Name, ':')+1:]) == local
}

// SelfClosed reports whether the element was written as <name/>.
func (n *Node) SelfClosed() bool { return n.closed }

// Child returns the first child called local that has the same prefix as n; nil
// if there is none.
func (n *Node) Child(local string) *Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Is(local) && c.Prefix() == n.Prefix() {
			return c
		}
	}
	return nil
}

// Items returns the children called local of a list, in order. Where markup
// compatibility offers alternatives, the fallback's items stand: they are what a
// reader sees that knows no extensions.
func (n *Node) Items(local string) []*Node {
	if n == nil {
		return nil
	}
	var out []*Node
	for _, c := range n.Children {
		switch {
		case c.Is(local):
			out = append(out, c)
		case c.Is("AlternateContent"):
			for _, branch := range c.Children {
				if branch.Is("Fallback") {
					out = append(out, branch.Items(local)...)
				}
			}
		}
	}
	return out
}

// Walk calls visit for n and every element inside it, in document order.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, c := range n.Children {
		c.Walk(visit)
	}
}

// AttrSpan returns where the value of the attribute stands, without its quotes.
// The name is compared as written, prefix and all.
func (d *Document) AttrSpan(n *Node, name string) (start, end int, ok bool) {
	src, limit := d.Src, n.Inner-1
	for pos := n.Start + 1 + len(n.Name); pos < limit; {
		for pos < limit && (isSpace(src[pos]) || src[pos] == '/') {
			pos++
		}
		from := pos
		pos = nameEnd(src, pos)
		key := src[from:pos]
		for pos < limit && isSpace(src[pos]) {
			pos++
		}
		if pos >= limit || src[pos] != '=' {
			if pos == from {
				return 0, 0, false
			}
			continue
		}
		for pos++; pos < limit && isSpace(src[pos]); {
			pos++
		}
		if pos >= limit || src[pos] != '"' && src[pos] != '\'' {
			return 0, 0, false
		}
		i := bytes.IndexByte(src[pos+1:limit], src[pos])
		if i < 0 {
			return 0, 0, false
		}
		if string(key) == name {
			return pos + 1, pos + 1 + i, true
		}
		pos += i + 2
	}
	return 0, 0, false
}

// Attr returns the value of the attribute, with references resolved; "" if the
// element has none.
func (d *Document) Attr(n *Node, name string) string {
	start, end, ok := d.AttrSpan(n, name)
	if !ok {
		return ""
	}
	return Unescape(d.Src[start:end])
}

// Int returns the attribute as a number that is not negative; def if it is
// missing or no such number.
func (d *Document) Int(n *Node, name string, def int) int {
	start, end, ok := d.AttrSpan(n, name)
	if !ok {
		return def
	}
	v, err := strconv.ParseUint(strings.TrimSpace(string(d.Src[start:end])), 10, 31)
	if err != nil {
		return def
	}
	return int(v)
}

// Raw returns the bytes of the element, tags included.
func (d *Document) Raw(n *Node) []byte { return d.Src[n.Start:n.End] }

// Text returns the character data directly inside the element, with references
// resolved and CDATA taken as it is.
func (d *Document) Text(n *Node) string {
	var out strings.Builder
	pos := n.Inner
	for _, c := range n.Children {
		d.chars(&out, pos, c.Start)
		pos = c.End
	}
	d.chars(&out, pos, n.Close)
	return out.String()
}

// chars appends the character data between two offsets that hold no element.
func (d *Document) chars(out *strings.Builder, pos, end int) {
	for pos < end {
		stretch := d.Src[pos:end]
		i := bytes.IndexByte(stretch, '<')
		if i < 0 {
			out.WriteString(Unescape(stretch))
			return
		}
		out.WriteString(Unescape(stretch[:i]))
		stretch = stretch[i:]
		skip := len(stretch)
		switch {
		case bytes.HasPrefix(stretch, []byte("<![CDATA[")):
			if j := bytes.Index(stretch, []byte("]]>")); j >= 0 {
				out.Write(stretch[9:j])
				skip = j + 3
			}
		case bytes.HasPrefix(stretch, []byte("<!--")):
			if j := bytes.Index(stretch, []byte("-->")); j >= 0 {
				skip = j + 3
			}
		default:
			if j := bytes.IndexByte(stretch, '>'); j >= 0 {
				skip = j + 1
			}
		}
		pos += i + skip
	}
}
