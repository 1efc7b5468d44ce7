package style

import (
	"encoding/xml"
	"strings"
	"testing"

	"goalxl/workbook/patch"
)

// spliced applies splices to src the plain way, failing where they overlap.
func spliced(t testing.TB, src []byte, splices []patch.Splice) []byte {
	t.Helper()
	var out []byte
	at := 0
	for _, s := range splices {
		if s.Off < at || s.Off+s.Len > len(src) {
			t.Fatalf("splice at %d, length %d, overlaps (%d done of %d)", s.Off, s.Len, at, len(src))
		}
		out = append(append(out, src[at:s.Off]...), s.New...)
		at = s.Off + s.Len
	}
	return append(out, src[at:]...)
}

func parsed(t testing.TB, src string) *Styles {
	t.Helper()
	s, err := Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const prefixed = `<?xml version="1.0"?><!-- made by hand --><x:styleSheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'>
<x:numFmts count='2'><x:numFmt formatCode='0\.0,"万元"' numFmtId='170'/><x:numFmt numFmtId="171" formatCode="#,##0&quot;家&quot;"></x:numFmt></x:numFmts>
<x:fonts count="1"><x:font><x:sz val="10"/><x:name val="宋体"/></x:font></x:fonts><x:fills count="1"><x:fill><x:patternFill patternType="none"/></x:fill></x:fills>
<x:cellXfs count="3"><x:xf numFmtId="0"/><x:xf numFmtId="170" fontId="0"><x:alignment horizontal="right"/></x:xf><x:xf numFmtId="14" /></x:cellXfs><x:dxfs count="0"/></x:styleSheet>`

func TestFormatReadsOwnAndBuiltInCodes(t *testing.T) {
	s := parsed(t, prefixed)
	if s.Count() != 3 {
		t.Fatalf("Count = %d, want 3", s.Count())
	}
	for xf, want := range []string{"", `0\.0,"万元"`, "yyyy/m/d"} {
		if got := s.Format(xf); got != want {
			t.Errorf("Format(%d) = %q, want %q", xf, got, want)
		}
	}
	if s.Format(-1) != "" || s.Format(99) != "" {
		t.Error("a format that does not exist is not General")
	}
	if s.IsDate(1) || !s.IsDate(2) {
		t.Errorf("IsDate(1), IsDate(2) = %v, %v, want false, true", s.IsDate(1), s.IsDate(2))
	}
}

func TestAddedStylesReadBack(t *testing.T) {
	for name, src := range map[string]string{
		"prefixed": prefixed, "minimal": Minimal, "strict": string(Empty(true)),
		"empty":       `<styleSheet xmlns="u"/>`,
		"extension":   `<styleSheet xmlns="u"><cellXfs count="1"><xf numFmtId="0"/></cellXfs><extLst><ext/></extLst></styleSheet>`,
		"wrong count": `<styleSheet xmlns="u"><fonts count="9"/><cellXfs count="70"><xf numFmtId="0"/></cellXfs></styleSheet>`,
	} {
		t.Run(name, func(t *testing.T) {
			s := parsed(t, src)
			money := s.CloneXf(0, `#,##0.00"万元"`)
			date := s.CloneXf(money, "yyyy-mm-dd")
			look := s.AddXf(Look{Font: "微软雅黑", Size: 10, Bold: true, Color: "FF333333", Fill: "FFEEEEEE",
				Border: "FFCCCCCC", NumFmt: "0.0%", Across: "right", Wrap: true, Indent: 1, Unlocked: true})
			dxf := s.AddDxf(Look{Fill: "FFFFC7CE", Color: "FF9C0006", Bold: true})
			out := spliced(t, []byte(src), s.Splices())
			wellFormed(t, out)
			again, err := Parse(out)
			if err != nil {
				t.Fatal(err)
			}
			if again.Count() != s.Count() {
				t.Fatalf("Count = %d after writing, want %d", again.Count(), s.Count())
			}
			for xf := range s.Count() {
				if got := again.Format(xf); got != s.Format(xf) {
					t.Errorf("Format(%d) = %q, want %q", xf, got, s.Format(xf))
				}
			}
			if again.Format(money) != `#,##0.00"万元"` || !again.IsDate(date) || again.Format(look) != "0.0%" {
				t.Errorf("added formats read %q, %q, %q", again.Format(money), again.Format(date), again.Format(look))
			}
			if n := again.lists[dxfs].count; n != dxf+1 {
				t.Errorf("%d dxfs, want %d", n, dxf+1)
			}
			if again.lists[fills].count < 3 {
				t.Errorf("%d fills: the first two are reserved", again.lists[fills].count)
			}
			for kind := range again.lists {
				l := again.lists[kind]
				if l.node != nil && itemNames[kind] != "" && again.doc.Int(l.node, "count", l.count) != l.count {
					t.Errorf("%s says count=%s, has %d", listNames[kind], again.doc.Attr(l.node, "count"), l.count)
				}
			}
		})
	}
}

func wellFormed(t testing.TB, b []byte) {
	t.Helper()
	var any struct {
		Inner string `xml:",innerxml"`
	}
	if err := xml.Unmarshal(b, &any); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, b)
	}
}

func TestCloneKeepsEverythingButTheFormat(t *testing.T) {
	s := parsed(t, prefixed)
	id := s.CloneXf(1, "0.00%")
	if id != 3 || s.CloneXf(1, "0.00%") != 3 || s.CloneXf(1, `0\.0,"万元"`) != 1 {
		t.Fatalf("CloneXf gave %d", id)
	}
	out := string(spliced(t, []byte(prefixed), s.Splices()))
	want := `<x:xf applyNumberFormat="1" numFmtId="10" fontId="0"><x:alignment horizontal="right"/></x:xf></x:cellXfs>`
	if !strings.Contains(out, want) {
		t.Errorf("clone not found in\n%s", out)
	}
	for _, sp := range s.Splices() {
		if !sp.Value {
			t.Error("a clone's splice is a mark: clean would take the figure's format away")
		}
	}
}

func TestMarksAloneAreNoValues(t *testing.T) {
	s := parsed(t, Minimal)
	s.AddDxf(Look{Fill: "FFFFFFFF"})
	if got := s.Splices(); len(got) != 1 || got[0].Value {
		t.Errorf("Splices = %+v, want one mark", got)
	}
}

func TestLimit(t *testing.T) {
	src := `<styleSheet xmlns="u"><cellXfs>` + strings.Repeat(`<xf numFmtId="0"/>`, MaxXfs) + `</cellXfs></styleSheet>`
	s := parsed(t, src)
	if s.CloneXf(7, "0.00") != 7 || s.AddXf(Look{Bold: true}) != 0 || len(s.Splices()) != 0 {
		t.Error("a full workbook got another format")
	}
}

func TestIsDate(t *testing.T) {
	for code, want := range map[string]bool{
		"": false, "0.00": false, "General": false, `yyyy"年"m"月"`: true, "[h]:mm": true, "[mm]:ss": true,
		`"day"0`: false, `0"d"`: false, `\d0`: false, "0.00E+00": false, "[Red]0": false, "[$-804]yyyy/m/d": true,
		`#,##0_d`: false, "@": false, "[$¥-804]#,##0": false, "h:mm AM/PM": true, "0;yyyy": false, `0"万元`: false,
		"e/m/d": true, "[DBNum1]0": false, "GENERAL": false, `"unclosed`: false, "[unclosed": false,
	} {
		if got := isDate(code); got != want {
			t.Errorf("isDate(%q) = %v, want %v", code, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, src := range []string{"", "x", "<a/>", "<styleSheet>", "<styleSheet></a>", "<!DOCTYPE a><styleSheet/>",
		"<styleSheet/><styleSheet/>", strings.Repeat("<styleSheet>", 2000)} {
		if _, err := Parse([]byte(src)); err == nil {
			t.Errorf("Parse(%.40q) gave no error", src)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(prefixed))
	f.Add([]byte(Minimal))
	f.Add([]byte(`<styleSheet xmlns="u"/>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := Parse(src)
		if err != nil {
			return
		}
		n := s.Count()
		id := s.CloneXf(0, "0.000%")
		s.AddXf(Look{Bold: true, Fill: "FF000000"})
		s.AddDxf(Look{Bold: true})
		out := spliced(t, src, s.Splices())
		again, err := Parse(out)
		if err != nil {
			t.Fatalf("%v after adding to %q: %q", err, src, out)
		}
		if again.Count() < n || again.Format(id) != s.Format(id) {
			t.Fatalf("format %d reads %q, want %q, in %q", id, again.Format(id), s.Format(id), out)
		}
	})
}
