package opc

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"goalxl/internal/lang"

	"pgregory.net/rapid"
)

// inPieces gives b to a guard in pieces and returns what is wrong; nil if nothing.
func inPieces(t *rapid.T, g *textGuard, b []byte) *lang.Text {
	for len(b) > 0 {
		n := rapid.IntRange(1, min(len(b), 9)).Draw(t, "piece")
		if fault := g.see(b[:n]); fault != nil {
			return fault
		}
		b = b[n:]
	}
	return g.end()
}

func TestEncodingIsCheckedAcrossPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringOf(rapid.SampledFrom([]rune("aé华𠀀"))).Draw(t, "text"))
		if rapid.Bool().Draw(t, "broken") {
			text = append(text, rapid.SliceOfN(rapid.ByteRange(0x80, 0xff), 1, 3).Draw(t, "bytes")...)
			text = append(text, rapid.SampledFrom([]string{"", "a", "东"}).Draw(t, "behind")...)
		}
		fault := inPieces(t, &textGuard{}, append([]byte("<a>"), append(text, "</a>"...)...))
		if valid := utf8.Valid(text); valid != (fault == nil) {
			t.Fatalf("%q: fault %v, valid %v", text, fault, valid)
		}
	})
}

func TestProlog(t *testing.T) {
	long := "<!--" + strings.Repeat(" 注释 ", 500) + "-->"
	for _, c := range []struct {
		text string
		want *lang.Text
	}{
		{`<a/>`, nil},
		{"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>\n<a/>", nil},
		{`<?xml version="1.0" encoding = "US-ASCII" standalone="yes"?><?xml-stylesheet encoding="GBK"?><a/>`, nil},
		{`<?xml version="1.0"?>` + long + `<a b="<!DOCTYPE"/>`, nil},
		{long + `<!DOCTYPE a><a/>`, &hasDoctype},
		{` <!doctype a><a/>`, &hasDoctype},
		{`<?xml version="1.0" encoding="gb18030"?><a/>`, &notUTF8},
		{`<?xml version="1.0" encoding=utf-8?><a/>`, &notUTF8},
		{`<?xml version="1.0" encoding="utf-8?><a/>`, &notUTF8},
		{"\x00<\x00a\x00/\x00>", &notUTF8},
		{"<\x00a\x00/\x00>\x00", &notUTF8},
		{"\xfe\xff\x00<\x00a", &notUTF8},
		{"text before <a/>", &notWellFormed},
		{"<!-- without end", &notWellFormed},
		{"<?xml", &notWellFormed},
		{"<!--" + strings.Repeat("x", maxHead+100), &notWellFormed},
	} {
		for _, size := range []int{1, 7, 1 << 21} {
			if size == 1 && len(c.text) > 100_000 {
				continue
			}
			g, rest, fault := &textGuard{}, []byte(c.text), (*lang.Text)(nil)
			for len(rest) > 0 && fault == nil {
				n := min(size, len(rest))
				if len(rest) > 100_000 {
					n = min(64<<10, len(rest))
				}
				fault, rest = g.see(rest[:n]), rest[n:]
			}
			if fault == nil {
				fault = g.end()
			}
			if fault != c.want {
				t.Errorf("%.60q in pieces of %d: fault %v, want %v", c.text, size, fault, c.want)
			}
		}
	}
}

func TestForeignTextsMayBeOfAnyEncoding(t *testing.T) {
	for _, s := range []string{"\xff\xfe<\x00a\x00", `<?xml version="1.0" encoding="GBK"?><a>` + "\xbb\xaa</a>", "no XML at all"} {
		g := &textGuard{anyEncoding: true}
		fault := g.see([]byte(s))
		if fault == nil {
			fault = g.end()
		}
		if fault != nil {
			t.Errorf("%q: fault %v, want none", s, fault)
		}
	}
	g := &textGuard{anyEncoding: true}
	if g.see([]byte("<!DOCTYPE a><a/>")) != &hasDoctype {
		t.Error("a DOCTYPE passes where encodings are free")
	}
}

func TestEscapedTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("a<>&\"'\n\t华\x01￿"))).Draw(t, "text")
		part := []byte(`<a b="` + escapeXML(s) + `">` + escapeXML(s) + `</a>`)
		tg, ok := newTags(part, 5).next()
		want := strings.NewReplacer("\x01", "", "￿", "").Replace(s)
		if got, _ := tg.attr("b"); !ok || got != want {
			t.Fatalf("%q is read as %q from %s", want, got, part)
		}
	})
	if entitiesKnown([]byte("&#0;")) || entitiesKnown([]byte("&#x110000;")) || entitiesKnown([]byte("&#xd800;")) || entitiesKnown([]byte("a & b")) {
		t.Error("a reference to no character passes")
	}
	if !bytes.Equal([]byte(unescapeXML([]byte("&#x534e;&amp;&bad;"))), []byte("华&&bad;")) {
		t.Error("references are not read")
	}
}
