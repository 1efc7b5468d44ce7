package markup

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"goalxl/workbook/patch"
)

const sample = `<?xml version="1.0"?><!-- <not/> --><a:root xmlns:a="u" a:n = '1 &gt; 0' m="x>y/" >
<a:list count="2"><a:item/><a:item id='7'>一&amp;<![CDATA[<二>]]><!-- - -->&#x4E09;</a:item></a:list ><b/><mc:AlternateContent><mc:Choice><a:item/></mc:Choice><mc:Fallback><a:item/></mc:Fallback></mc:AlternateContent></a:root>`

func TestNodes(t *testing.T) {
	d, err := Parse([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	root := d.Root
	if root.Prefix() != "a:" || root.Local() != "root" || d.Attr(root, "a:n") != "1 > 0" || d.Attr(root, "m") != "x>y/" {
		t.Errorf("root %s %q %q", root.Name, d.Attr(root, "a:n"), d.Attr(root, "m"))
	}
	list := root.Child("list")
	if root.Child("b") != nil {
		t.Error("a child with another prefix was taken")
	}
	items := list.Items("item")
	if len(items) != 2 || !items[0].SelfClosed() || items[1].SelfClosed() {
		t.Fatalf("items %v", items)
	}
	if got := d.Text(items[1]); got != "一&<二>三" {
		t.Errorf("text %q", got)
	}
	if d.Int(items[1], "id", -1) != 7 || d.Int(items[0], "id", -1) != -1 || d.Int(root, "m", 5) != 5 {
		t.Error("numbers are misread")
	}
	if n := len(root.Items("item")); n != 1 {
		t.Errorf("%d items beside the list, want the fallback's one", n)
	}
	if got := string(d.Raw(items[0])); got != "<a:item/>" {
		t.Errorf("raw %s", got)
	}
}

func TestChanges(t *testing.T) {
	d, err := Parse([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	list := d.Root.Child("list")
	count, ok := d.SetInt(list, "count", 3)
	if _, again := d.SetInt(list, "count", 2); !ok || again {
		t.Errorf("SetInt ok %v, without a change %v", ok, again)
	}
	out, err := Spliced(d.Src, []patch.Splice{count, d.AppendTo(list.Children[0], []byte("x")), d.AppendTo(list, []byte("<y/>"))})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(`count="2"`, `count="3"`, `<a:list count="2"><a:item/>`, `<a:list count="3"><a:item>x</a:item>`,
		`</a:list >`, `<y/></a:list >`).Replace(sample)
	if string(out) != want {
		t.Errorf("%s\nwant %s", out, want)
	}
	for _, c := range [][2]string{
		{`<x a="1"/>`, `<x n="&lt;&amp;&quot;&#10;" a="1"/>`}, {`<x n='1' a="1"></x>`, `<x n='&lt;&amp;&quot;&#10;' a="1"></x>`},
		{`no element`, `no element`},
	} {
		if got := string(SetAttr([]byte(c[0]), "n", "<&\"\n")); got != c[1] {
			t.Errorf("SetAttr(%s) = %s, want %s", c[0], got, c[1])
		}
	}
	if got := string(Escape(nil, "a\x01b\xffc\uFFFEd")); got != "a\uFFFDb\uFFFDc\uFFFDd" {
		t.Errorf("Escape left %q", got)
	}
}

func TestLooseClosesWhatWasLeftOpen(t *testing.T) {
	for src, want := range map[string]string{
		"<a><br>x</a>":        "a br",
		"<a><b><c></a>":       "a b c",
		"<a></z><b/></a>":     "a b",
		"<a><b>":              "a b",
		"<a>":                 "a",
		"<a><b></b></b></a>x": "a b",
	} {
		if _, err := Parse([]byte(src)); err == nil {
			t.Errorf("Parse takes %s", src)
		}
		d, err := ParseLoose([]byte(src))
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		var names []string
		d.Root.Walk(func(n *Node) {
			names = append(names, n.Local())
			if n.Start > n.Inner || n.Inner > n.Close || n.Close > n.End || n.End > len(src) {
				t.Errorf("%s: <%s> stands at %d %d %d %d", src, n.Name, n.Start, n.Inner, n.Close, n.End)
			}
		})
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s holds %s, want %s", src, got, want)
		}
	}
}

// FuzzParse holds the parser against encoding/xml: what that accepts is accepted
// here, with the same elements and the same text.
func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`<a b="&#65;"/>`))
	f.Add([]byte(`<a b="/"//>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		if d, err := ParseLoose(src); err == nil {
			d.Root.Walk(func(n *Node) { d.Text(n); d.Attr(n, "id") })
		}
		want, ok := asEncodingXML(src)
		if !ok {
			return
		}
		d, err := Parse(src)
		if err != nil {
			t.Fatalf("%v in %q", err, src)
		}
		var got []string
		d.Root.Walk(func(n *Node) { got = append(got, string(n.Name)+"="+d.Text(n)) })
		if a, b := strings.Join(got, "|"), strings.Join(want, "|"); a != b {
			t.Fatalf("%q read as %q, want %q", src, a, b)
		}
	})
}

// asEncodingXML reads elements and their text with encoding/xml; false where that
// refuses the part, or it has what parts of workbooks must not have.
func asEncodingXML(src []byte) ([]string, bool) {
	if bytes.Contains(src, []byte("<!D")) || bytes.ContainsRune(src, '\r') || bytes.Count(src, []byte("<!")) > bytes.Count(src, []byte("<!--"))+bytes.Count(src, []byte("<![CDATA[")) {
		return nil, false
	}
	type element struct{ name, text string }
	var all []*element
	var open []*element
	d := xml.NewDecoder(bytes.NewReader(src))
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, false
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(open) == 0 && len(all) > 0 {
				return nil, false
			}
			name := tok.Name.Local
			if tok.Name.Space != "" {
				name = tok.Name.Space + ":" + name
			}
			e := &element{name: name}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			if len(open) == 0 {
				return nil, false
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(tok)
			}
		}
	}
	if len(open) > 0 || len(all) == 0 || xml.Unmarshal(src, new(struct{})) != nil {
		return nil, false
	}
	var out []string
	for _, e := range all {
		out = append(out, e.name+"="+e.text)
	}
	return out, true
}
