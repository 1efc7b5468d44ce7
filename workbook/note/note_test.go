package note

import (
	"bytes"
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"

	"goalxl/workbook/markup"
)

// programs are the writers whose notes stand in testdata: A1 and C2 have one each.
var programs = []string{"excel", "openpyxl", "libreoffice"}

func parts(t testing.TB, program string) (comments, vml []byte) {
	t.Helper()
	comments, err := os.ReadFile("testdata/" + program + ".comments.xml")
	if err != nil {
		t.Fatal(err)
	}
	if vml, err = os.ReadFile("testdata/" + program + ".vml"); err != nil {
		t.Fatal(err)
	}
	return comments, vml
}

// applied returns the part after the edit.
func applied(t testing.TB, src []byte, e Edit) []byte {
	t.Helper()
	if e.Whole != nil {
		return e.Whole
	}
	out, err := markup.Spliced(src, e.Splices)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func noteTexts(t testing.TB, comments []byte) map[string]string {
	t.Helper()
	var part struct {
		Authors []string `xml:"authors>author"`
		List    []struct {
			Ref    string `xml:"ref,attr"`
			Author int    `xml:"authorId,attr"`
			Inner  string `xml:",innerxml"`
		} `xml:"commentList>comment"`
	}
	if err := xml.Unmarshal(comments, &part); err != nil {
		t.Fatalf("%v in %s", err, comments)
	}
	out := map[string]string{}
	for _, n := range part.List {
		d := xml.NewDecoder(strings.NewReader(n.Inner))
		text, in := "", false
		for {
			tok, err := d.Token()
			if err != nil {
				break
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				in = tok.Name.Local == "t"
			case xml.EndElement:
				in = false
			case xml.CharData:
				if in {
					text += string(tok)
				}
			}
		}
		if n.Author >= len(part.Authors) {
			t.Fatalf("%s names author %d of %d", n.Ref, n.Author, len(part.Authors))
		}
		out[n.Ref] = part.Authors[n.Author] + ": " + text
	}
	return out
}

var twoNotes = []Note{
	{"B2", "错误：合计 1.19亿元，应为 1.2亿元 <&>\n第二行 _x000D_"},
	{"C2", "此处已有批注"}, {"D3", "提醒"}, {"D3", "再来"}, {"3D", "无此格"},
}

func TestAddKeepsPeoplesNotes(t *testing.T) {
	for _, program := range programs {
		t.Run(program, func(t *testing.T) {
			comments, vml := parts(t, program)
			before := noteTexts(t, comments)
			res, err := Add(comments, vml, twoNotes, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if want := []string{"C2", "D3", "3D"}; !slices.Equal(res.Skipped, want) {
				t.Errorf("skipped %v, want %v", res.Skipped, want)
			}
			after := noteTexts(t, applied(t, comments, res.Comments))
			for ref, text := range before {
				if after[ref] != text {
					t.Errorf("%s: %q became %q", ref, text, after[ref])
				}
			}
			want := "goalxl: 【goalxl】错误：合计 1.19亿元，应为 1.2亿元 <&>\n第二行 _x005F_x000D_"
			if after["B2"] != want {
				t.Errorf("B2 says %q, want %q", after["B2"], want)
			}
			checkShapes(t, applied(t, vml, res.VML), map[string]int{"A1": 1, "C2": 1, "B2": 1, "D3": 1})
		})
	}
}

// checkShapes counts the note shapes of each cell, and refuses ids that clash or
// lie outside the id map.
func checkShapes(t testing.TB, vml []byte, want map[string]int) {
	t.Helper()
	doc, err := markup.ParseLoose(vml)
	if err != nil {
		t.Fatal(err)
	}
	got, ids, blocks := map[string]int{}, map[string]int{}, ""
	doc.Root.Walk(func(n *markup.Node) {
		if n.Is("idmap") {
			blocks += "," + doc.Attr(n, "data") + ","
		}
		if !n.Is("shape") {
			return
		}
		if at, ok := noteCell(doc, n); ok {
			got[string(rune('A'+at.col-1))+string(rune('0'+at.row))]++
		}
		if id := doc.Attr(n, "id"); strings.HasPrefix(id, "_x0000_s") {
			ids[id]++
		}
	})
	for ref, n := range want {
		if got[ref] != n {
			t.Errorf("%s has %d shapes, want %d", ref, got[ref], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("shapes %v, want %v", got, want)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("shape id %s stands %d times", id, n)
		}
		v := number(strings.TrimPrefix(id, "_x0000_s"))
		if !strings.Contains(blocks, ","+itoa(v/blockSize)+",") {
			t.Errorf("shape id %s lies outside the id map %s", id, blocks)
		}
	}
}

func itoa(v int) string {
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}

func TestRemoveOwnGivesTheNotesBack(t *testing.T) {
	for _, program := range programs {
		comments, vml := parts(t, program)
		res, err := Add(comments, vml, twoNotes, Options{})
		if err != nil {
			t.Fatal(err)
		}
		marked, markedVML := applied(t, comments, res.Comments), applied(t, vml, res.VML)
		// Another program may lose the author; the marker says whose it is.
		marked = bytes.Replace(marked, []byte(">goalxl<"), []byte("> <"), 1)
		c, v, err := RemoveOwn(marked, markedVML)
		if err != nil {
			t.Fatal(err)
		}
		left := noteTexts(t, applied(t, marked, Edit{Splices: c}))
		if len(left) != 2 || left["A1"] != noteTexts(t, comments)["A1"] {
			t.Errorf("%s: left %v", program, left)
		}
		checkShapes(t, applied(t, markedVML, Edit{Splices: v}), map[string]int{"A1": 1, "C2": 1})
	}
}

func TestRewrittenNoteIsThePersons(t *testing.T) {
	comments := []byte(`<comments xmlns="u"><authors><author>goalxl</author></authors><commentList>` +
		`<comment ref="A1" authorId="0"><text><t>不对，已与华东确认</t></text></comment></commentList></comments>`)
	if c, _, err := RemoveOwn(comments, nil); err != nil || len(c) != 0 {
		t.Errorf("RemoveOwn = %v, %v: a person's words would be lost", c, err)
	}
}

func TestNewParts(t *testing.T) {
	comments, vml := parts(t, "excel")
	t.Run("neither", func(t *testing.T) {
		res, err := Add(nil, nil, twoNotes[:1], Options{Strict: true, Block: 7})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(res.Comments.Whole, []byte(strictNamespace)) || len(noteTexts(t, res.Comments.Whole)) != 1 {
			t.Errorf("comments: %s", res.Comments.Whole)
		}
		checkShapes(t, res.VML.Whole, map[string]int{"B2": 1})
		if !bytes.Contains(res.VML.Whole, []byte(`id="_x0000_s7169"`)) {
			t.Errorf("the block asked for was not taken: %s", res.VML.Whole)
		}
		if err := xml.Unmarshal(res.VML.Whole, new(struct{})); err != nil {
			t.Error(err)
		}
	})
	t.Run("comments only", func(t *testing.T) {
		res, err := Add(comments, nil, twoNotes[:1], Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkShapes(t, res.VML.Whole, map[string]int{"A1": 1, "C2": 1, "B2": 1})
	})
	t.Run("drawing only", func(t *testing.T) {
		for _, src := range []string{string(vml), "<xml/>", "<xml></xml>",
			`<xml><o:shapelayout xmlns:o="urn:schemas-microsoft-com:office:office"/></xml>`} {
			res, err := Add(nil, []byte(src), twoNotes[2:3], Options{})
			if err != nil {
				t.Fatal(err)
			}
			out := applied(t, []byte(src), res.VML)
			if !bytes.Contains(out, []byte("<x:Row>2</x:Row>")) || !bytes.Contains(out, []byte("idmap")) {
				t.Errorf("%s became %s", src, out)
			}
		}
	})
	t.Run("nothing to add", func(t *testing.T) {
		res, err := Add(comments, vml, []Note{{"A1", "x"}}, Options{})
		if err != nil || res.Comments.Splices != nil || res.VML.Splices != nil {
			t.Errorf("%+v, %v", res, err)
		}
	})
}

func TestManyNotesTakeSeveralBlocks(t *testing.T) {
	var notes []Note
	for row := 1; row <= 2500; row++ {
		notes = append(notes, Note{"A" + itoa(row), "尾差"})
	}
	res, err := Add(nil, nil, notes, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(res.VML.Whole, []byte(`data="1,2,3"`)) {
		t.Error("2,500 notes do not take three blocks of ids")
	}
	if n := bytes.Count(res.VML.Whole, []byte("<v:shape ")); n != 2500 {
		t.Errorf("%d shapes", n)
	}
}

func TestBoxFitsTextAndSheet(t *testing.T) {
	_, one := extent("短")
	_, long := extent(strings.Repeat("合计", 60))
	_, lines := extent("一\n二\n三\n四\n五\n六")
	if one >= long || one >= lines || long < one+4*lineHeight {
		t.Errorf("heights %d, %d, %d", one, long, lines)
	}
	at, _ := parseCell("XFD1048576")
	if got := anchor(at, 300, 100, Options{}); got == "" || strings.Contains(got, "-") ||
		strings.HasPrefix(got, "16384") {
		t.Errorf("anchor at the last cell: %s", got)
	}
	hidden := Options{Width: func(int) int { return 0 }, Height: func(int) int { return 0 }}
	if got := anchor(cell{1, 1}, 300, 100, hidden); got == "" {
		t.Error("no anchor on a sheet of hidden columns")
	}
	if got := anchor(cell{3, 2}, 300, 33, Options{}); got != "3, 15, 0, 4, 7, 27, 1, 17" {
		t.Errorf("anchor = %s", got)
	}
}

func FuzzAdd(f *testing.F) {
	for _, program := range programs {
		comments, vml := parts(f, program)
		f.Add(comments, vml)
	}
	f.Add([]byte(`<a:comments xmlns:a="u"/>`), []byte("<xml/>"))
	f.Add([]byte("<comments/>"), []byte("<xml//>"))
	f.Fuzz(func(t *testing.T, comments, vml []byte) {
		res, err := Add(comments, vml, []Note{{"ZZ77", "a"}, {"B2", "提醒"}}, Options{})
		if err != nil || res.Comments.Splices == nil && res.Comments.Whole == nil {
			return
		}
		out, outVML := applied(t, comments, res.Comments), applied(t, vml, res.VML)
		c, v, err := RemoveOwn(out, outVML)
		if err != nil {
			t.Fatalf("%v in %q, %q", err, out, outVML)
		}
		if len(c) < 2-len(res.Skipped) {
			t.Fatalf("%d of our notes found in %q", len(c), out)
		}
		applied(t, out, Edit{Splices: c})
		applied(t, outVML, Edit{Splices: v})
	})
}
