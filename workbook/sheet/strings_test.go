package sheet

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

func TestReadStrings(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"plain", `<sst` + ns + `><si><t>华东</t></si><si><t xml:space="preserve"> b </t></si></sst>`, []string{"华东", " b "}},
		{"empty", `<sst` + ns + ` count="0"/>`, nil},
		{"empty strings count", `<sst` + ns + `><si/><si></si><si><t/></si><si><t></t></si><si><t>x</t></si></sst>`, []string{"", "", "", "", "x"}},
		{"runs", `<sst` + ns + `><si><r><rPr><b/><t>no</t></rPr><t>销售</t></r> <r><t> 额</t></r></si></sst>`, []string{"销售 额"}},
		{"phonetic hints", `<sst` + ns + `><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si></sst>`, []string{"東京"}},
		{"prefixed", `<x:sst xmlns:x="` + mainSpace + `"><x:si><x:t>a</x:t></x:si></x:sst>`, []string{"a"}},
		{"strict", `<sst xmlns="` + strictSpace + `"><si><t>a</t></si></sst>`, []string{"a"}},
		{"foreign namesakes", `<sst` + ns + ` xmlns:q="urn:q"><q:si><t>no</t></q:si><si><q:t>no</q:t><t>a</t></si><extLst><ext><si><t>no</t></si></ext></extLst></sst>`, []string{"a"}},
		{"namespace changed inside", `<sst` + ns + `><q xmlns="urn:q"><si><t>no</t></si></q><si xmlns="urn:q"><t>no</t></si><si><t>a</t></si></sst>`, []string{"a"}},
		{"escapes", `<sst` + ns + `><si><t>a_x000D_b&amp;&#x4E2D;<![CDATA[<_x0041_>]]></t></si></sst>`, []string{"a\rb&中<A>"}},
		{"an escape in two runs is none", `<sst` + ns + `><si><r><t>_x00</t></r><r><t>41_</t></r></si></sst>`, []string{"_x0041_"}},
		{"comments", "\uFEFF<?xml version=\"1.0\"?><!-- <si> --><sst" + ns + ">\n<si><!-- x --><t>a<!-- y -->b</t></si></sst>", []string{"ab"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for kind, r := range readers(c.in) {
				s, err := ReadStrings(r, DefaultLimits())
				if err != nil {
					t.Fatalf("%s: %v", kind, err)
				}
				var got []string
				for i := range s.Len() {
					got = append(got, s.String(i))
				}
				if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
					t.Errorf("%s: %q, want %q", kind, got, c.want)
				}
			}
		})
	}
}

func TestStringsOfManyPieces(t *testing.T) {
	want := make([]string, 60000)
	var in strings.Builder
	in.WriteString(`<sst` + ns + `>`)
	for i := range want {
		want[i] = strings.Repeat("长", i%97) + fmt.Sprint(i)
		if i%20011 == 7 {
			want[i] = strings.Repeat("x", 3<<20)
		}
		in.WriteString(`<si><t>` + want[i] + `</t></si>`)
	}
	in.WriteString(`</sst>`)
	s, err := ReadStrings(strings.NewReader(in.String()), DefaultLimits())
	if err != nil || s.Len() != len(want) {
		t.Fatal(s.Len(), err)
	}
	for i := range want {
		if s.String(i) != want[i] {
			t.Fatalf("string %d: %.40q, want %.40q", i, s.String(i), want[i])
		}
	}
}

// TestStringsTakeLittleMemory reads a million different strings.
func TestStringsTakeLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	r := &numbered{n: 1000000}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s, err := ReadStrings(r, DefaultLimits())
	if err != nil || s.Len() != r.n {
		t.Fatal(s.Len(), err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	text := 0
	for i := range s.Len() {
		text += len(s.At(i))
	}
	held, most := after.HeapAlloc-before.HeapAlloc, uint64(text+text/4+6*s.Len())
	if held > most {
		t.Errorf("%d bytes of text take %d, at most %d expected", text, held, most)
	}
	runtime.KeepAlive(s)
}

// numbered gives a shared strings part of n different strings.
type numbered struct {
	n, at int
	rest  string
}

func (r *numbered) Read(p []byte) (int, error) {
	if r.rest == "" {
		switch {
		case r.at == 0:
			r.rest = `<sst` + ns + `>`
		case r.at <= r.n:
			r.rest = fmt.Sprintf(`<si><t>华东区域销售额 %d</t></si>`, r.at)
		case r.at == r.n+1:
			r.rest = `</sst>`
		default:
			return strings.NewReader("").Read(p)
		}
		r.at++
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestStringsRefusals(t *testing.T) {
	for _, c := range []struct {
		name, in string
		why      lang.Text
	}{
		{"doctype", `<!DOCTYPE sst><sst` + ns + `/>`, whyDoctype},
		{"not strings", `<styleSheet` + ns + `/>`, whyRoot},
		{"of another format", `<sst/>`, whyRoot},
		{"truncated", `<sst` + ns + `><si><t>a</t></si>`, whyTruncated},
		{"truncated in a string", `<sst` + ns + `><si><t>a</t>`, whyTruncated},
		{"empty", ``, whyTruncated},
		{"mismatched", `<sst` + ns + `><si><t>a</si></t></sst>`, whyPairs},
		{"element in a text", `<sst` + ns + `><si><t>a<b/></t></si></sst>`, whyContent},
		{"entity", `<sst` + ns + `><si><t>&a;</t></si></sst>`, whyEntity},
		{"NUL", "<sst" + ns + "><si><t>\x00</t></si></sst>", whyChar},
		{"GBK", "<sst" + ns + "><si><t>\xbb\xaa\xb6\xab</t></si></sst>", whyEncoding},
		{"strings in a branch", `<sst` + ns + `><mc:AlternateContent xmlns:mc="` + mceSpace + `"><mc:Choice><si/></mc:Choice></mc:AlternateContent></sst>`, whyAlternate},
	} {
		t.Run(c.name, func(t *testing.T) {
			for kind, r := range readers(c.in) {
				_, err := ReadStrings(r, DefaultLimits())
				refused(t, kind, err, c.why, "")
			}
		})
	}
}
