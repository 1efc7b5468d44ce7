// Package markup finds the elements of a small XML part together with the bytes
// that they stand on, so that the part can be changed in place: what is not
// touched keeps its bytes.
//
// It reads any prefix, any quoting, comments, CDATA and processing instructions.
// It holds one node for each element, and copies no text. Parts that may be
// large (worksheets, shared strings) are streamed by package sheet instead.
package markup

import (
	"bytes"
	"errors"
	"fmt"
)

// Node is one element. Src[Start:Inner] is its start tag, Src[Inner:Close] its
// content, Src[Close:End] its end tag. A self-closed element has an empty
// content and an empty end tag.
type Node struct {
	Name                     []byte // as written, with its prefix
	Start, Inner, Close, End int
	Parent                   *Node
	Children                 []*Node
	closed                   bool // written as <name/>
}

// Document is a parsed part.
type Document struct {
	Src  []byte
	Root *Node
}

// maxDepth bounds the nesting: no part of a workbook comes near it.
const maxDepth = 512

var errNoRoot = errors.New("reading XML: no root element")

// Parse reads a well-formed part. It refuses document type declarations.
func Parse(src []byte) (*Document, error) { return parse(src, false) }

// ParseLoose reads a part whose elements may be left unclosed, as Excel's old VML
// does with <br>: an end tag closes everything that was opened inside it.
func ParseLoose(src []byte) (*Document, error) { return parse(src, true) }

func parse(src []byte, loose bool) (*Document, error) {
	d := &Document{Src: src}
	p := parser{doc: d, loose: loose}
	for pos := 0; ; {
		i := bytes.IndexByte(src[pos:], '<')
		if i < 0 {
			break
		}
		next, err := p.tag(pos + i)
		if err != nil {
			return nil, err
		}
		pos = next
	}
	if p.open != nil && loose {
		p.closeTo(nil, len(src), len(src))
	}
	if p.open != nil {
		return nil, fmt.Errorf("reading XML: <%s> is not closed", p.open.Name)
	}
	if d.Root == nil {
		return nil, errNoRoot
	}
	return d, nil
}

// parser holds the element that is open and how deep it lies.
type parser struct {
	doc   *Document
	open  *Node
	depth int
	loose bool
}

// tag reads the markup that starts at pos, and returns where it ends.
func (p *parser) tag(pos int) (int, error) {
	src := p.doc.Src
	rest := src[pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return skipPast(src, pos, 4, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return skipPast(src, pos, 9, "]]>")
	case bytes.HasPrefix(rest, []byte("<?")):
		return skipPast(src, pos, 2, "?>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return 0, fmt.Errorf("reading XML: declaration at byte %d is not allowed", pos)
	case bytes.HasPrefix(rest, []byte("</")):
		return p.endTag(pos)
	}
	return p.startTag(pos)
}

func skipPast(src []byte, pos, skip int, end string) (int, error) {
	i := bytes.Index(src[pos+skip:], []byte(end))
	if i < 0 {
		return 0, fmt.Errorf("reading XML: markup at byte %d does not end", pos)
	}
	return pos + skip + i + len(end), nil
}

func (p *parser) startTag(pos int) (int, error) {
	src := p.doc.Src
	end := tagEnd(src, pos+1)
	name := src[pos+1 : nameEnd(src, pos+1)]
	if end < 0 || len(name) == 0 {
		return 0, fmt.Errorf("reading XML: tag at byte %d is malformed", pos)
	}
	n := &Node{Name: name, Start: pos, Inner: end, Parent: p.open}
	switch {
	case p.open != nil:
		p.open.Children = append(p.open.Children, n)
	case p.doc.Root == nil:
		p.doc.Root = n
	default:
		return 0, fmt.Errorf("reading XML: second root element at byte %d", pos)
	}
	if src[end-2] == '/' {
		n.Close, n.End, n.closed = end, end, true
		return end, nil
	}
	if p.depth++; p.depth > maxDepth {
		return 0, fmt.Errorf("reading XML: elements nest deeper than %d", maxDepth)
	}
	p.open = n
	return end, nil
}

func (p *parser) endTag(pos int) (int, error) {
	src := p.doc.Src
	i := bytes.IndexByte(src[pos:], '>')
	if i < 0 {
		return 0, fmt.Errorf("reading XML: end tag at byte %d does not end", pos)
	}
	end := pos + i + 1
	name := bytes.TrimRight(src[pos+2:end-1], " \t\r\n")
	target := p.open
	for p.loose && target != nil && !bytes.Equal(target.Name, name) {
		target = target.Parent
	}
	if target == nil && p.loose {
		return end, nil // closes nothing: browsers and Excel pass over it
	}
	if target == nil || !bytes.Equal(target.Name, name) {
		return 0, fmt.Errorf("reading XML: end tag </%s> at byte %d closes nothing", name, pos)
	}
	p.closeTo(target.Parent, pos, end)
	target.End = end
	return end, nil
}

// closeTo closes the open elements up to, but not, parent. Elements that had no
// end tag of their own end where the content ends.
func (p *parser) closeTo(parent *Node, at, end int) {
	for p.open != parent {
		p.open.Close, p.open.End = at, at
		if p.open.Parent == parent {
			p.open.End = end
		}
		p.open = p.open.Parent
		p.depth--
	}
}

// tagEnd returns the offset behind the '>' that ends the tag whose name starts
// at pos, passing over quoted values; −1 if there is none.
func tagEnd(src []byte, pos int) int {
	for pos < len(src) {
		switch c := src[pos]; c {
		case '>':
			return pos + 1
		case '<':
			return -1
		case '/': // only in front of the end
			if pos+1 >= len(src) || src[pos+1] != '>' {
				return -1
			}
		case '"', '\'':
			i := bytes.IndexByte(src[pos+1:], c)
			if i < 0 {
				return -1
			}
			pos += i + 1
		}
		pos++
	}
	return -1
}

func nameEnd(src []byte, pos int) int {
	for pos < len(src) && !isSpace(src[pos]) && src[pos] != '>' && src[pos] != '/' && src[pos] != '=' {
		pos++
	}
	return pos
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
