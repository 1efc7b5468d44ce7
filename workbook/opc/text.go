package opc

import (
	"bytes"
	"unicode/utf8"

	"goalxl/internal/lang"
)

// textGuard watches the bytes of an XML part go by: UTF-8 throughout, declared as
// nothing else, and no DOCTYPE before the root element (nowhere else can one
// stand in well-formed XML).
type textGuard struct {
	// anyEncoding lets other encodings pass, for parts that the program only
	// ever copies.
	anyEncoding bool
	head        []byte // what came before the root element, while it is not found
	rooted      bool
	carry       [utf8.UTFMax]byte // an incomplete character at the end of the last bytes
	carried     int
}

// maxHead bounds what may stand before the root element.
const maxHead = 1 << 20

// see looks at the next bytes and returns what is wrong with them; nil if nothing.
func (g *textGuard) see(b []byte) *lang.Text {
	if !g.rooted {
		head := b
		if len(g.head) > 0 {
			g.head = append(g.head, b...)
			head = g.head
		}
		done, fault := g.prolog(head)
		if fault != nil {
			return fault
		}
		switch g.rooted = done; {
		case done:
			g.head = nil
		case len(head) > maxHead:
			return &notWellFormed
		case len(g.head) == 0:
			g.head = append(g.head, b...)
		}
	}
	if !g.anyEncoding && !g.isUTF8(b) {
		return &notUTF8
	}
	return nil
}

// end returns what is wrong with the part as a whole.
func (g *textGuard) end() *lang.Text {
	switch {
	case g.anyEncoding:
	case g.carried > 0:
		return &notUTF8
	case !g.rooted && len(g.head) > 0:
		return &notWellFormed
	}
	return nil
}

// isUTF8 checks the next bytes, with a character that they may cut in two.
func (g *textGuard) isUTF8(b []byte) bool {
	for g.carried > 0 && len(b) > 0 {
		g.carry[g.carried] = b[0]
		g.carried++
		b = b[1:]
		if c := g.carry[:g.carried]; utf8.FullRune(c) {
			if !utf8.Valid(c) {
				return false
			}
			g.carried = 0
		}
	}
	for i := 1; i <= min(len(b), utf8.UTFMax-1); i++ {
		if at := len(b) - i; utf8.RuneStart(b[at]) {
			if !utf8.FullRune(b[at:]) {
				g.carried = copy(g.carry[:], b[at:])
				b = b[:at]
			}
			break
		}
	}
	return utf8.Valid(b)
}

// prolog looks through what came first; done means that the root element was found
// and all is well before it.
func (g *textGuard) prolog(b []byte) (done bool, fault *lang.Text) {
	if len(b) < 4 {
		return false, nil
	}
	if wide := b[0] == 0 || b[1] == 0 || b[0] == 0xff || b[0] == 0xfe; wide {
		if g.anyEncoding {
			return true, nil
		}
		return false, &notUTF8
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		var closing string
		switch {
		case len(b) < 4:
			return false, nil
		case bytes.HasPrefix(b, []byte("<?")):
			closing = "?>"
		case bytes.HasPrefix(b, []byte("<!--")):
			closing = "-->"
		case bytes.HasPrefix(b, []byte("<!")):
			return false, &hasDoctype
		case b[0] == '<':
			return true, nil
		case g.anyEncoding:
			return true, nil
		default:
			return false, &notWellFormed
		}
		i := bytes.Index(b, []byte(closing))
		if i < 0 {
			return false, nil
		}
		if closing == "?>" && !g.anyEncoding {
			switch {
			case !isInstruction(b[2:i]):
				return false, &notWellFormed
			case !declaresUTF8(b[:i]):
				return false, &notUTF8
			}
		}
		b = b[i+len(closing):]
	}
}

// isInstruction reports whether what stands between <? and ?> begins with a name
// and, if it is the XML declaration, with its version, of which 1 is the only one.
func isInstruction(pi []byte) bool {
	c := byte(0)
	if len(pi) > 0 {
		c = pi[0] | 0x20
	}
	if (c < 'a' || c > 'z') && c < 0x80 && c != '_'|0x20 && c != ':' {
		return false
	}
	rest, declares := bytes.CutPrefix(pi, []byte("xml"))
	if !declares || len(rest) > 0 && rest[0] > ' ' {
		return true
	}
	rest, versioned := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("version"))
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if !versioned || len(rest) < 4 || rest[0] != '"' && rest[0] != '\'' || rest[1] != '1' || rest[2] != '.' {
		return false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	return end > 2 && len(bytes.Trim(rest[3:1+end], "0123456789")) == 0
}

// declaresUTF8 reports whether a processing instruction is one other than the
// XML declaration, or declares no encoding but UTF-8 or its subset ASCII.
func declaresUTF8(pi []byte) bool {
	const word = "encoding"
	if !bytes.HasPrefix(pi, []byte("<?xml")) || len(pi) > 5 && pi[5] > ' ' {
		return true
	}
	i := bytes.Index(pi, []byte(word))
	if i < 0 {
		return true
	}
	v := bytes.Trim(pi[i+len(word):], " \t\r\n=")
	if len(v) < 2 || v[0] != '"' && v[0] != '\'' {
		return false
	}
	n := bytes.IndexByte(v[1:], v[0])
	if n < 0 {
		return false
	}
	v = bytes.ToLower(v[1 : 1+n])
	return string(v) == "utf-8" || string(v) == "utf8" || string(v) == "us-ascii" || string(v) == "ascii"
}
