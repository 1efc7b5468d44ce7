// Package note puts notes on cells: it appends to a sheet's comments part and to
// the VML part that draws them, and takes its own notes off again. Notes that
// people wrote keep their bytes.
package note

import (
	"fmt"
	"strings"

	"goalxl/workbook/markup"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
)

// Author is the author that the tool's notes name.
const Author = "goalxl"

// Marker begins the text of every note that the tool writes, in both languages:
// programs that drop the author still keep it.
const Marker = "【goalxl】"

// Note is one note to put on a cell. The marker is put in front of its text.
type Note struct {
	Cell string // A1
	Text string // lines are separated by line feeds
}

// Options say what the parts cannot.
type Options struct {
	// Strict asks for the strict namespace in a comments part that is new.
	Strict bool
	// Block is the first block of 1,024 shape ids to use, if it is free in the
	// part; 0 for the first free one. Sheets of a workbook should use different blocks.
	Block int
	// Width and Height give the pixels of a column and a row, both counted from 1,
	// so that the box fits the text; nil for the default sizes.
	Width, Height func(int) int
}

// Edit is what becomes of a part: a whole new one, or splices of the old one.
// Both are nil where nothing changes.
type Edit struct {
	Whole   []byte
	Splices []patch.Splice
}

// Result is what putting notes on a sheet changes.
type Result struct {
	Comments, VML Edit
	// Skipped are the cells that have a note already, which stays, and those
	// whose reference cannot be read; in the order asked for.
	Skipped []string
}

// Add puts notes on the cells of one sheet. comments and vml are the sheet's
// parts, nil where it has none. A cell gets one note: the first asked for.
func Add(comments, vml []byte, notes []Note, o Options) (Result, error) {
	var res Result
	c, err := openComments(comments, o.Strict)
	if err != nil {
		return res, err
	}
	var boxes []box
	if vml == nil {
		boxes = c.boxes() // people's notes without a drawing get one with ours
	}
	for _, n := range notes {
		at, ok := parseCell(n.Cell)
		if !ok || c.taken[at] {
			res.Skipped = append(res.Skipped, n.Cell)
			continue
		}
		c.taken[at] = true
		c.add(n)
		boxes = append(boxes, box{cell: at, text: Marker + n.Text})
	}
	if c.added == nil {
		return res, nil
	}
	if res.Comments, err = c.edit(); err != nil {
		return res, err
	}
	res.VML, err = draw(vml, boxes, o)
	return res, err
}

// comments is a comments part and the notes to append to it.
type comments struct {
	doc     *markup.Document
	isNew   bool
	taken   map[cell]bool
	authors int
	own     int // index of our author in the list, −1 if he is not there yet
	added   []byte
}

const (
	mainNamespace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictNamespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
)

func openComments(src []byte, strict bool) (*comments, error) {
	c := &comments{taken: map[cell]bool{}, own: -1, isNew: src == nil}
	if c.isNew {
		namespace := mainNamespace
		if strict {
			namespace = strictNamespace
		}
		src = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
			`<comments xmlns="` + namespace + `"><authors/><commentList/></comments>`)
	}
	doc, err := markup.Parse(src)
	if err != nil {
		return nil, fmt.Errorf("reading notes: %w", err)
	}
	if !doc.Root.Is("comments") {
		return nil, fmt.Errorf("reading notes: the root element is %q", doc.Root.Name)
	}
	c.doc = doc
	for i, n := range doc.Root.Child("authors").Items("author") {
		c.authors++
		if c.own < 0 && doc.Text(n) == Author {
			c.own = i
		}
	}
	for _, n := range doc.Root.Child("commentList").Items("comment") {
		if at, ok := parseCell(doc.Attr(n, "ref")); ok {
			c.taken[at] = true
		}
	}
	return c, nil
}

// boxes returns a box for each note that is there.
func (c *comments) boxes() []box {
	var out []box
	for _, n := range c.doc.Root.Child("commentList").Items("comment") {
		if at, ok := parseCell(c.doc.Attr(n, "ref")); ok {
			out = append(out, box{cell: at, text: textOf(c.doc, n)})
		}
	}
	return out
}

// add appends a comment element.
func (c *comments) add(n Note) {
	p := c.doc.Root.Prefix()
	author := c.own
	if author < 0 {
		author = c.authors
	}
	run := func(props, text string) string {
		open := "<r><rPr>" + props + `<sz val="9"/><color rgb="FF000000"/><rFont val="微软雅黑"/><family val="2"/>`
		return strings.ReplaceAll(open, "<", "<"+p) + "</" + p + "rPr><" + p + `t xml:space="preserve">` +
			string(sheet.AppendEscaped(nil, text)) + "</" + p + "t></" + p + "r>"
	}
	c.added = fmt.Appendf(c.added, `<%scomment ref="%s" authorId="%d" shapeId="0"><%stext>`, p, n.Cell, author, p)
	c.added = append(c.added, run("<b/>", Marker)...)
	c.added = append(c.added, run("", n.Text)...)
	c.added = fmt.Appendf(c.added, "</%stext></%scomment>", p, p)
}

// edit returns the change of the part.
func (c *comments) edit() (Edit, error) {
	var out []patch.Splice
	p := c.doc.Root.Prefix()
	author := fmt.Appendf(nil, "<%sauthor>%s</%sauthor>", p, Author, p)
	list := c.doc.Root.Child("commentList")
	authors := c.doc.Root.Child("authors")
	switch {
	case authors == nil && list != nil:
		out = append(out, patch.Splice{Off: list.Start, New: wrap(p, "authors", author)})
	case authors != nil && c.own < 0:
		out = append(out, c.doc.AppendTo(authors, author))
	}
	switch {
	case list != nil:
		out = append(out, c.doc.AppendTo(list, c.added))
	case authors != nil:
		out = append(out, patch.Splice{Off: authors.End, New: wrap(p, "commentList", c.added)})
	default:
		both := append(wrap(p, "authors", author), wrap(p, "commentList", c.added)...)
		out = append(out, c.doc.AppendTo(c.doc.Root, both))
	}
	if c.isNew {
		whole, err := markup.Spliced(c.doc.Src, out)
		return Edit{Whole: whole}, err
	}
	return Edit{Splices: out}, nil
}

func wrap(prefix, name string, content []byte) []byte {
	return fmt.Appendf(nil, "<%s%s>%s</%s%s>", prefix, name, content, prefix, name)
}

// textOf returns the text of a comment, its runs joined, phonetics left out.
func textOf(d *markup.Document, comment *markup.Node) string {
	var out strings.Builder
	var walk func(*markup.Node)
	walk = func(n *markup.Node) {
		for _, c := range n.Children {
			switch {
			case c.Is("t"):
				out.WriteString(d.Text(c))
			case !c.Is("rPh"):
				walk(c)
			}
		}
	}
	walk(comment)
	return out.String()
}
