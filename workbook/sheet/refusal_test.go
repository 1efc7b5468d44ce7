package sheet

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"goalxl/internal/lang"
)

// whole makes a worksheet with something before its data.
func whole(before string) string {
	return before + `<worksheet` + ns + `><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
}

func TestScannerRefusals(t *testing.T) {
	cell := func(s string) string { return sheetOf(`<row r="7">` + s + `</row>`) }
	for _, c := range []struct {
		name, in string
		why      lang.Text
		at       string // what the refusal names
	}{
		{"doctype", whole(`<!DOCTYPE worksheet [<!ENTITY a "b">]>`), whyDoctype, ""},
		{"doctype, lower case", whole(`<!doctype x>`), whyDoctype, ""},
		{"entity", cell(`<c r="A7" t="str"><v>&a;</v></c>`), whyEntity, "A7"},
		{"entity in an attribute", cell(`<c r="A7" q="&a;"/>`), whyEntity, "7"},
		{"reference to NUL", cell(`<c r="A7" t="str"><v>&#0;</v></c>`), whyEntity, "A7"},
		{"reference to half a pair", cell(`<c r="A7" t="str"><v>&#xD800;</v></c>`), whyEntity, "A7"},
		{"reference beyond Unicode", cell(`<c r="A7" t="str"><v>&#99999999999;</v></c>`), whyEntity, "A7"},
		{"reference without end", cell(`<c r="A7" t="str"><v>&amp</v></c>`), whyEntity, "A7"},
		{"reference without number", cell(`<c r="A7" t="str"><v>&#x;</v></c>`), whyEntity, "A7"},
		{"declared GB18030", whole(`<?xml version="1.0" encoding="GB18030"?>`), whyEncoding, ""},
		{"UTF-16", "\xFF\xFE<\x00w\x00", whyEncoding, ""},
		{"GBK bytes", cell("<c r=\"A7\" t=\"str\"><v>\xbb\xaa</v></c>"), whyEncoding, ""},
		{"overlong UTF-8", cell("<c r=\"A7\" t=\"str\"><v>\xc0\xaf</v></c>"), whyEncoding, ""},
		{"surrogate in UTF-8", cell("<c r=\"A7\" t=\"str\"><v>\xed\xa0\x80</v></c>"), whyEncoding, ""},
		{"NUL", cell("<c r=\"A7\" t=\"str\"><v>a\x00</v></c>"), whyChar, ""},
		{"control character", cell("<c r=\"A7\" t=\"str\"><v>a\x07</v></c>"), whyChar, ""},
		{"U+FFFE", cell("<c r=\"A7\" t=\"str\"><v>\uFFFE</v></c>"), whyChar, ""},
		{"U+FFFF", cell("<c r=\"A7\" t=\"str\"><v>\uFFFF</v></c>"), whyChar, ""},
		{"XML 1.1", whole(`<?xml version="1.1"?>`), whyTag, ""},
		{"declaration not first", whole(` <?xml version="1.0"?>`), whyTag, ""},
		{"instruction without a name", whole(`<?>`) + `?>`, whyTag, ""},
		{"text before the root", whole(`x`), whyTag, ""},
		{"text after the root", whole(``) + `x`, whyAfter, ""},
		{"second root", whole(``) + `<a/>`, whyTag, ""},
		{"truncated in a cell", strings.Split(sheetOf(`<row r="7"><c r="A7"><v>1</v></c></row><row r="8"><c r="A8"><v>1|`), "|")[0], whyTruncated, "A8"},
		{"truncated between rows", strings.Split(sheetOf(`<row r="7"/>|`), "|")[0], whyTruncated, ""},
		{"truncated after the rows", strings.TrimSuffix(cell(``), `</worksheet>`), whyTruncated, ""},
		{"truncated in the head", `<worksheet` + ns, whyTruncated, ""},
		{"empty", ``, whyTruncated, ""},
		{"not a worksheet", `<chartsheet` + ns + `><sheetData/></chartsheet>`, whyRoot, ""},
		{"of another format", `<worksheet><sheetData/></worksheet>`, whyRoot, ""},
		{"no data", `<worksheet` + ns + `><sheetPr/></worksheet>`, whyNoData, ""},
		{"two data sections", `<worksheet` + ns + `><sheetData/><sheetData/></worksheet>`, whyTwice, ""},
		{"mismatched", cell(`<c r="A7"><v>1</c></v>`), whyPairs, "A7"},
		{"case differs", cell(`<c r="A7"><v>1</V></c>`), whyPairs, "A7"},
		{"end without beginning", whole(``) + `</a>`, whyPairs, ""},
		{"attribute twice", cell(`<c r="A7" s="1" s="2"/>`), whyAttrTwice, "7"},
		{"attribute without value", cell(`<c r/>`), whyTag, "7"},
		{"attribute without quotes", cell(`<c r=A7/>`), whyTag, "7"},
		{"attributes without blanks", cell(`<c r="A7"s="1"/>`), whyTag, "7"},
		{"< in an attribute", cell(`<c r="A7" q="<"/>`), whyTag, "7"},
		{"]]> in text", cell(`<c r="A7" t="str"><v>]]></v></c>`), whyTag, "A7"},
		{"-- in a comment", cell(`<!-- a -- b -->`), whyTag, "7"},
		{"blank before a name", cell(`< c r="A7"/>`), whyTag, "7"},
		{"name with two colons", cell(`<a:b:c/>`), whyTag, "7"},
		{"prefix not declared", cell(`<q:c/>`), whyPrefix, "7"},
		{"prefix of an attribute not declared", cell(`<c r="A7" q:c="1"/>`), whyPrefix, "7"},
		{"rows out of order", sheetOf(`<row r="7"/><row r="3"/>`), whyRowOrder, "3"},
		{"row twice", sheetOf(`<row r="7"/><row r="7"/>`), whyRowOrder, "7"},
		{"row 0", sheetOf(`<row r="0"/>`), whyRowRange, ""},
		{"row beyond the last", sheetOf(`<row r="1048577"/>`), whyRowRange, ""},
		{"row counted beyond the last", sheetOf(`<row r="1048576"/><row/>`), whyRowRange, ""},
		{"row without a number", sheetOf(`<row r="x"/>`), whyRowRange, ""},
		{"cells out of order", cell(`<c r="B7"/><c r="A7"/>`), whyCellOrder, "A7"},
		{"cell twice", cell(`<c r="B7"><v>1</v></c><c r="B7"><v>1</v></c>`), whyCellOrder, "B7"},
		{"cell of another row", cell(`<c r="B8"><v>1</v></c>`), whyCellRow, "B7"},
		{"column beyond XFD", cell(`<c r="XFE7"><v>1</v></c>`), whyCellRef, "7"},
		{"column counted beyond XFD", cell(`<c r="XFD7"/><c/>`), whyCellRef, "7"},
		{"reference with $", cell(`<c r="$A7"/>`), whyCellRef, "7"},
		{"reference of a range", cell(`<c r="A7:B7"/>`), whyCellRef, "7"},
		{"reference with a leading zero", cell(`<c r="A07"/>`), whyCellRef, "7"},
		{"unknown type", cell(`<c r="A7" t="q"><v>1</v></c>`), whyCellType, "A7"},
		{"style out of range", cell(`<c r="A7" s="10"><v>1</v></c>`), whyStyle, "A7"},
		{"style is no number", cell(`<c r="A7" s="-1"><v>1</v></c>`), whyStyle, "A7"},
		{"string out of range", cell(`<c r="A7" t="s"><v>5</v></c>`), whyString, "A7"},
		{"string is no number", cell(`<c r="A7" t="s"><v>1.0</v></c>`), whyString, "A7"},
		{"two values", cell(`<c r="A7"><v>1</v><v>2</v></c>`), whyTwice, "A7"},
		{"two formulas", cell(`<c r="A7"><f>1</f><f>2</f></c>`), whyTwice, "A7"},
		{"text between rows", sheetOf(`x<row r="7"/>`), whyContent, ""},
		{"text between cells", cell(`x`), whyContent, "7"},
		{"text in a cell", cell(`<c r="A7">1</c>`), whyContent, "A7"},
		{"element in a value", cell(`<c r="A7"><v><b/></v></c>`), whyContent, "A7"},
		{"cells in a branch", cell(`<mc:AlternateContent xmlns:mc="` + mceSpace + `"><mc:Choice Requires="q"><c r="A7"/></mc:Choice></mc:AlternateContent>`), whyAlternate, "7"},
		{"rows in a branch", sheetOf(`<mc:AlternateContent xmlns:mc="` + mceSpace + `"><mc:Fallback><row r="1"/></mc:Fallback></mc:AlternateContent>`), whyAlternate, ""},
		{"depth bomb", cell(strings.Repeat("<q>", 200)), whyDepth, "7"},
		{"depth bomb at the end", strings.TrimSuffix(cell(``), `</worksheet>`) + strings.Repeat("<q>", 200), whyDepth, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			limits := DefaultLimits()
			limits.Styles, limits.Strings = 10, 5
			for kind, r := range readers(c.in) {
				_, err := scan(r, limits)
				refused(t, kind, err, c.why, c.at)
			}
		})
	}
}

// refused checks that err is a refusal for a reason, naming a place, in both
// languages.
func refused(t *testing.T, kind string, err error, why lang.Text, at string) {
	t.Helper()
	var refusal *lang.Error
	if !errors.As(err, &refusal) {
		t.Fatalf("%s: not refused: %v", kind, err)
	}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		said := refusal.In(l)
		reason, _, _ := strings.Cut(why.In(l), "%")
		if !strings.Contains(said, reason) || strings.Contains(said, "%!") {
			t.Errorf("%s: said %q, want %q", kind, said, reason)
		}
		if at != "" && !strings.Contains(said, at) {
			t.Errorf("%s: said %q, which does not name %s", kind, said, at)
		}
	}
}

// endless gives head once and then body again and again.
type endless struct {
	head, body string
	at         int
}

func (e *endless) Read(p []byte) (n int, err error) {
	if e.head != "" {
		n = copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	for n < len(p) {
		k := copy(p[n:], e.body[e.at:])
		e.at = (e.at + k) % len(e.body)
		n += k
	}
	return n, nil
}

func TestScannerRefusesBombs(t *testing.T) {
	limits := DefaultLimits()
	limits.Row, limits.Head, limits.Tail, limits.Texts = 1<<20, 1<<20, 2<<20, 1<<20
	head, _, _ := strings.Cut(sheetOf("|"), "|")
	for name, c := range map[string]struct {
		in  endless
		why lang.Text
	}{
		"endless head":      {endless{head: `<worksheet` + ns + `>`, body: `<a/>`}, whyTooLong},
		"endless tag":       {endless{head: `<worksheet` + ns + ` a="`, body: `x`}, whyTooLong},
		"endless row":       {endless{head: head + `<row>`, body: `<q/>`}, whyTooLong},
		"endless cells":     {endless{head: head + `<row>`, body: `<c/>`}, whyCellRef},
		"endless text":      {endless{head: head + `<row><c><v>`, body: `1`}, whyTooLong},
		"endless comment":   {endless{head: head + `<!--`, body: `x`}, whyTooLong},
		"endless blanks":    {endless{head: head, body: " "}, whyTooLong},
		"endless gap":       {endless{head: head, body: "<!-- -->"}, whyTooLong},
		"endless rows":      {endless{head: head, body: "<row/>"}, whyRowRange},
		"endless tail":      {endless{head: head + `</sheetData>`, body: `<a/>`}, whyTooLong},
		"endless after":     {endless{head: head + `</sheetData></worksheet>`, body: ` `}, whyTooLong},
		"endless name":      {endless{head: head + `<row><`, body: `a`}, whyTooLong},
		"many attributes":   {endless{head: head + `<row `, body: attributes(300)}, whyAttrs},
		"many arrays, slow": {endless{head: head + `<row>`, body: `<c><f t="array" ref="A1:XFD1048576"/></c>`}, whyCellRef},
	} {
		start := time.Now()
		_, err := scan(&c.in, limits)
		refused(t, name, err, c.why, "")
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
	for name, c := range map[string]struct {
		in  endless
		why lang.Text
	}{
		"endless string":     {endless{head: `<sst` + ns + `><si><t>`, body: `x`}, whyTooLong},
		"endless runs":       {endless{head: `<sst` + ns + `><si>`, body: `<r><t>x</t></r>`}, whyTooLong},
		"endless strings":    {endless{head: `<sst` + ns + `>`, body: `<si><t>文本</t></si>`}, whyTextTotal},
		"endless depth":      {endless{head: `<sst` + ns + `>`, body: `<r>`}, whyDepth},
		"endless whitespace": {endless{head: `<sst` + ns + `>`, body: " "}, whyTooLong},
	} {
		_, err := ReadStrings(&c.in, limits)
		refused(t, name, err, c.why, "")
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(ColumnName(int32(i+1)) + `="" `)
	}
	return b.String()
}

func TestScannerKeepsItsError(t *testing.T) {
	s := NewScanner(strings.NewReader(`<worksheet`))
	_, first := s.Next()
	if _, again := s.Next(); first == nil || again != first {
		t.Errorf("first %v, then %v", first, again)
	}
	broken := io.MultiReader(strings.NewReader(`<worksheet`), failing{})
	if _, err := NewScanner(broken).Next(); !errors.Is(err, errBroken) {
		t.Errorf("the reader's own error: %v", err)
	}
	if _, err := NewScanner(idle{}).Next(); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader without progress: %v", err)
	}
}

var errBroken = errors.New("broken")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroken }

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }
