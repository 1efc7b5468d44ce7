package trust

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// part is a part of a package.
type part struct{ name, body string }

// parts are those of a package, in the order in which they are written.
type parts []part

// with returns the parts with one given another body, or added.
func (p parts) with(name, body string) parts {
	out := slices.Clone(p)
	for i := range out {
		if out[i].name == name {
			out[i].body = body
			return out
		}
	}
	return append(out, part{name, body})
}

func (p parts) without(name string) parts {
	return slices.DeleteFunc(slices.Clone(p), func(x part) bool { return x.name == name })
}

func (p parts) body(name string) string {
	for _, x := range p {
		if x.name == name {
			return x.body
		}
	}
	panic("no part " + name)
}

// swap replaces the first place of a text in a part; the text must be there.
func (p parts) swap(name, old, new string) parts {
	body := p.body(name)
	if !strings.Contains(body, old) {
		panic(name + " lacks " + old)
	}
	return p.with(name, strings.Replace(body, old, new, 1))
}

// swapAll replaces a text wherever it stands in a part.
func (p parts) swapAll(name, old, new string) parts {
	return p.with(name, strings.ReplaceAll(p.body(name), old, new))
}

// zipped writes the parts as an archive, with right checksums, as Excel does:
// deflated, sizes in the local headers.
func (p parts) zipped() []byte { return p.archive(zip.Deflate) }

// stored writes the parts without compression.
func (p parts) stored() []byte { return p.archive(zip.Store) }

func (p parts) archive(method uint16) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, x := range p {
		if strings.HasSuffix(x.name, "/") {
			must(w.CreateRaw(&zip.FileHeader{Name: x.name})) // a folder has no body
			continue
		}
		packed := []byte(x.body)
		if method == zip.Deflate {
			packed = deflated(strings.NewReader(x.body))
		}
		f := must(w.CreateRaw(&zip.FileHeader{Name: x.name, Method: method, CRC32: crc32.ChecksumIEEE([]byte(x.body)),
			CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(x.body))}))
		must(f.Write(packed))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func deflated(r io.Reader) []byte {
	var b bytes.Buffer
	w := must(flate.NewWriter(&b, flate.DefaultCompression))
	must(io.Copy(w, r))
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// unzipped reads an archive into its parts, checksums and all.
func unzipped(b []byte) (parts, error) {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	var out parts
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(io.LimitReader(in, 256<<20))
		in.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, part{f.Name, string(body)})
	}
	return out, nil
}
