package opc

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// entitiesKnown reports whether every & in b begins one of the five entities of
// XML or a reference to a character.
func entitiesKnown(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			return true
		}
		b = b[i+1:]
		n := bytes.IndexByte(b[:min(len(b), 12)], ';')
		if n < 0 {
			return false
		}
		if _, ok := entity(string(b[:n])); !ok {
			return false
		}
		b = b[n+1:]
	}
}

// entity returns the character that &name; stands for.
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !isXMLChar(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

func isXMLChar(r rune) bool {
	return r >= ' ' && utf8.ValidRune(r) && r != 0xfffe && r != 0xffff || r == '\t' || r == '\n' || r == '\r'
}

// unescapeXML returns an attribute's value as it is meant. What is no known
// entity stays as it stands.
func unescapeXML(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out []byte
	for len(b) > 0 {
		if b[0] == '&' {
			if n := bytes.IndexByte(b, ';'); n > 0 {
				if r, ok := entity(string(b[1:n])); ok {
					out, b = utf8.AppendRune(out, r), b[n+1:]
					continue
				}
			}
		}
		out, b = append(out, b[0]), b[1:]
	}
	return string(out)
}

// escapeXML returns s as it is written in an attribute or as text. Characters
// that XML cannot hold are left out.
func escapeXML(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '"':
			out.WriteString("&quot;")
		case r == '\t' || r == '\n' || r == '\r':
			out.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		case isXMLChar(r):
			out.WriteRune(r)
		}
	}
	return out.String()
}
