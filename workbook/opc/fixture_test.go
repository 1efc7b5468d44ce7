package opc

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"
)

// file is a part of a package under construction.
type file struct{ name, body string }

// minimal returns the parts of a small sound workbook.
func minimal() []file {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	return []file{
		{typesPart, head + `<Types xmlns="` + nsTypes + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="` + nsRelsPart + `"><Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><workbookPr/><sheets><sheet name="目标" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="` + nsRelsPart + `"><Relationship Id="rId1" Type="` + nsRel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + nsRel + `/styles" Target="/xl/styles.xml"/></Relationships>`},
		{"xl/styles.xml", head + `<styleSheet xmlns="` + nsMain + `"/>`},
		{"xl/worksheets/sheet1.xml", head + `<worksheet xmlns="` + nsMain + `"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>华东区域</t></is></c></row></sheetData></worksheet>`},
	}
}

// with returns the parts with one given another body, appended if it is new, or
// taken out if body is "".
func with(parts []file, name, body string) []file {
	for i := range parts {
		if parts[i].name != name {
			continue
		}
		if body == "" {
			return append(parts[:i:i], parts[i+1:]...)
		}
		parts[i].body = body
		return parts
	}
	return append(parts, file{name, body})
}

// swap returns the parts with a text of one replaced.
func swap(parts []file, name, old, new string) []file {
	for i := range parts {
		if parts[i].name == name {
			if !bytes.Contains([]byte(parts[i].body), []byte(old)) {
				panic(name + " lacks " + old)
			}
			return with(parts, name, string(bytes.Replace([]byte(parts[i].body), []byte(old), []byte(new), 1)))
		}
	}
	panic("no part " + name)
}

// zipped returns parts as an archive, with data descriptors.
func zipped(parts []file) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			panic(err)
		}
		f.Write([]byte(p.body))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// stored returns parts as an archive without compression and descriptors, so
// that what stands in the headers can be tampered with.
func stored(parts []file) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		n := uint64(len(p.body))
		f, err := w.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(p.body)),
			CompressedSize64: n, UncompressedSize64: n})
		if err != nil {
			panic(err)
		}
		f.Write([]byte(p.body))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// headers returns where the local header and the directory record of a part
// stand in an archive of stored.
func headers(archive []byte, name string) (local, central int) {
	for at := range archive {
		switch {
		case bytes.HasPrefix(archive[at:], []byte("PK\x03\x04")) && bytes.HasPrefix(archive[at+lenLocal:], []byte(name)):
			local = at
		case bytes.HasPrefix(archive[at:], []byte("PK\x01\x02")) && bytes.HasPrefix(archive[at+lenCentral:], []byte(name)):
			central = at
		}
	}
	return local, central
}

// written writes bytes to a file in a folder of the test.
func written(t testing.TB, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened opens a package made of parts.
func opened(t testing.TB, parts []file) *Package {
	t.Helper()
	p, err := Open(written(t, "目标.xlsx", zipped(parts)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// partsOf returns all parts of a package with their content.
func partsOf(t testing.TB, p *Package) []file {
	t.Helper()
	var out []file
	for _, name := range p.Parts() {
		b, err := p.Bytes(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file{name, string(b)})
	}
	return out
}

// zip64 returns parts as an archive that uses the ZIP64 forms throughout, as
// some writers do for small files too.
func zip64(parts []file) []byte {
	var out, dir []byte
	for _, p := range parts {
		sums := le.AppendUint32(nil, crc32.ChecksumIEEE([]byte(p.body)))
		extra := le.AppendUint16(le.AppendUint16(nil, 1), 16)
		extra = le.AppendUint64(le.AppendUint64(extra, uint64(len(p.body))), uint64(len(p.body)))
		wide := append(sums, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
		offset := uint64(len(out))
		common := le.AppendUint16(nil, 45)
		common = append(common, 0, 0, 0, 0, 0, 0, 0x21, 0) // no flags, stored, 1980-01-01
		common = append(common, wide...)
		common = le.AppendUint16(common, uint16(len(p.name)))

		out = append(le.AppendUint32(out, sigLocal), common...)
		out = append(le.AppendUint16(out, 20), p.name...)
		out = append(append(out, extra...), p.body...)

		dir = append(le.AppendUint16(le.AppendUint32(dir, sigCentral), 45), common...)
		dir = append(le.AppendUint16(dir, 28), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff)
		extra[2] = 24
		dir = append(append(dir, p.name...), le.AppendUint64(extra, offset)...)
	}
	at, n := uint64(len(out)), uint64(len(parts))
	out = append(out, dir...)
	end := uint64(len(out))
	out = le.AppendUint64(le.AppendUint32(out, sigEnd64), 44)
	out = append(out, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for _, v := range []uint64{n, n, uint64(len(dir)), at} {
		out = le.AppendUint64(out, v)
	}
	out = le.AppendUint64(append(le.AppendUint32(out, sigEnd64At), 0, 0, 0, 0), end)
	out = le.AppendUint32(out, 1)
	out = append(le.AppendUint32(out, sigEnd), 0, 0, 0, 0)
	return append(append(out, bytes.Repeat([]byte{0xff}, 12)...), 0, 0)
}
