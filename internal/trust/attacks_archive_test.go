package trust

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// field is a field of a record of an archive: where it stands in the record, and
// its length in bytes.
type field struct {
	name   string
	at, of int
}

var (
	localFields = []field{{"version", 4, 2}, {"flags", 6, 2}, {"method", 8, 2}, {"crc", 14, 4}, {"packed size", 18, 4}, {"size", 22, 4},
		{"length of name", 26, 2}, {"length of extra", 28, 2}, {"magic", 0, 4}}
	centralFields = []field{{"version", 6, 2}, {"flags", 8, 2}, {"method", 10, 2}, {"crc", 16, 4}, {"packed size", 20, 4}, {"size", 24, 4},
		{"length of name", 28, 2}, {"length of extra", 30, 2}, {"length of comment", 32, 2}, {"disk", 34, 2}, {"offset", 42, 4}, {"magic", 0, 4}}
	endFields = []field{{"disk", 4, 2}, {"disk of directory", 6, 2}, {"entries here", 8, 2}, {"entries", 10, 2}, {"size of directory", 12, 4},
		{"offset of directory", 16, 4}, {"length of comment", 20, 2}}
)

// fieldAttacks have single fields of the archive's records lie.
func fieldAttacks() (all []attack) {
	book := plan().zipped()
	attackAt := func(what string, record int, fields []field) {
		for _, f := range fields {
			for _, value := range []string{"zero", "one more", "one less", "all ones", "half"} {
				lie := lied(book, record+f.at, f.of, value)
				if bytes.Equal(lie, book) {
					continue
				}
				all = append(all, attack{class: "lying zip fields", name: fmt.Sprintf("%s: %s %s", what, f.name, value), want: judged, same: book, make: ready(lie)})
			}
		}
	}
	for _, name := range []string{typesPart, breakdownPart} {
		local, central := records(book, name)
		attackAt("header of "+name, local, localFields)
		attackAt("directory of "+name, central, centralFields)
	}
	attackAt("end record", bytes.LastIndex(book, []byte("PK\x05\x06")), endFields)
	return all
}

// lied returns the archive with a number at a place changed.
func lied(book []byte, at, n int, how string) []byte {
	out := bytes.Clone(book)
	var v uint64
	for i := n - 1; i >= 0; i-- {
		v = v<<8 | uint64(out[at+i])
	}
	switch how {
	case "zero":
		v = 0
	case "one more":
		v++
	case "one less":
		v--
	case "all ones":
		v = ^uint64(0)
	case "half":
		v /= 2
	}
	for i := range n {
		out[at+i] = byte(v >> (8 * i))
	}
	return out
}

// records returns where the local header and the directory record of a part stand.
func records(book []byte, name string) (local, central int) {
	local, central = -1, -1
	for at := range book {
		switch rest := book[at:]; {
		case bytes.HasPrefix(rest, []byte("PK\x03\x04")) && len(rest) > 30 && bytes.HasPrefix(rest[30:], []byte(name)):
			local = at
		case bytes.HasPrefix(rest, []byte("PK\x01\x02")) && len(rest) > 46 && bytes.HasPrefix(rest[46:], []byte(name)):
			central = at
		}
	}
	if local < 0 || central < 0 {
		panic("no records of " + name)
	}
	return local, central
}

// archiveAttacks are bombs, overlaps and names.
func archiveAttacks() []attack {
	all := []attack{
		{class: "archives", name: "overlapping entries", make: overlapping},
		{class: "archives", name: "entries in each other", make: nested},
		{class: "archives", name: "something in front", want: judged, make: func() []byte { return append([]byte("MZ this is a program"), plan().zipped()...) }},
		{class: "archives", name: "something behind", want: judged, make: func() []byte { return append(plan().zipped(), make([]byte, 70000)...) }},
		{class: "archives", name: "two archives", want: judged, make: func() []byte { return append(plan().zipped(), practice()...) }},
		{class: "archives", name: "150,000 entries", make: crowded},
		{class: "bombs", name: "one sheet of 2 GB", make: func() []byte { return bomb(1, 2<<30) }},
		{class: "bombs", name: "a sheet of 300 MB of one text", make: func() []byte { return bomb(1, 300<<20) }},
		{class: "bombs", name: "80 parts of 40 MB", make: func() []byte { return bomb(80, 40<<20) }},
		{class: "bombs", name: "2,000 parts of 3 MB", make: func() []byte { return bomb(2000, 3<<20) }},
	}
	for _, name := range []string{"/etc/passwd", "xl/../../evil.xml", `..\evil.xml`, "C:/evil.xml", `\\server\share\x.xml`, "xl/\x1b[2J.xml", "xl/\x00.xml",
		"xl/worksheets/sheet1.xml/", "xl/" + strings.Repeat("a", 60000), ".", "..", "xl/./workbook.xml", "xl//workbook.xml", "xl/%2e%2e/x.xml"} {
		all = append(all, attack{class: "archives", name: fmt.Sprintf("part named %.30q", name), want: judged,
			make: func() []byte { return append(plan(), part{name, "<x/>"}).zipped() }})
	}
	return all
}

// overlapping lets the directory lead to one entry's data twice.
func overlapping() []byte {
	book := append(plan(), part{"xl/worksheets/sheet9.xml", plan().body(breakdownPart)}).stored()
	local, _ := records(book, breakdownPart)
	_, central := records(book, "xl/worksheets/sheet9.xml")
	binary.LittleEndian.PutUint32(book[central+42:], uint32(local))
	return book
}

// nested puts one entry, header and all, into the data of another.
func nested() []byte {
	inner := plan().stored()
	book := append(plan(), part{"xl/media/image1.bin", string(inner)}).stored()
	from := bytes.Index(book, inner)
	local := from + bytes.Index(inner, []byte(breakdownPart)) - 30
	_, central := records(book, breakdownPart)
	for at := range book { // the last record of that name is the outer directory's
		if bytes.HasPrefix(book[at:], []byte("PK\x01\x02")) && bytes.HasPrefix(book[at+46:], []byte(breakdownPart)) {
			central = at
		}
	}
	binary.LittleEndian.PutUint32(book[central+42:], uint32(local))
	return book
}

func crowded() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 150_000 {
		must(w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/x%d.xml", i)}))
	}
	w.Close()
	return b.Bytes()
}

// repeated reads a text over and over, n bytes of it.
func repeated(text string, n int64) io.Reader {
	return io.LimitReader(&repeater{text: text}, n)
}

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = r.text[r.at]
		if r.at++; r.at == len(r.text) {
			r.at = 0
		}
	}
	return len(b), nil
}

// bomb returns the plan with the rows of the breakdown sheet blown up, or with so
// many further parts of a size each.
func bomb(n int, size int64) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	p := plan()
	if n == 1 {
		p = p.without(breakdownPart)
	}
	for _, x := range p {
		must(must(w.Create(x.name)).Write([]byte(x.body)))
	}
	sum := crc32.NewIEEE()
	packed := deflated(io.TeeReader(io.MultiReader(strings.NewReader(xmlHead+`<worksheet xmlns="`+nsMain+`"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`),
		repeated("0", size), strings.NewReader(`</t></is></c></row></sheetData></worksheet>`)), sum))
	whole := size + int64(len(xmlHead+`<worksheet xmlns="`+nsMain+`"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t></t></is></c></row></sheetData></worksheet>`))
	for i := range n {
		name := breakdownPart
		if n > 1 {
			name = fmt.Sprintf("xl/extra/sheet%d.xml", i)
		}
		f := must(w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(whole)}))
		must(f.Write(packed))
	}
	w.Close()
	return b.Bytes()
}
