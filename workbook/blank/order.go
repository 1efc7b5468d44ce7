package blank

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ordered is a zip writer that keeps the parts until it is closed and writes them
// in one order: excelize hands streamed sheets over in a random one.
type ordered struct {
	w     io.Writer
	names []string
	parts map[string]*bytes.Buffer
}

// InOrder makes the zip writer that excelize is to write a workbook with: the same
// workbook gives the same bytes.
func InOrder(w io.Writer) excelize.ZipWriter {
	return &ordered{w: w, parts: map[string]*bytes.Buffer{}}
}

// Create begins a part.
func (o *ordered) Create(name string) (io.Writer, error) {
	o.names = append(o.names, name)
	o.parts[name] = new(bytes.Buffer)
	return o.parts[name], nil
}

// AddFS is part of the interface; nothing is added that way.
func (o *ordered) AddFS(fsys fs.FS) error { return errors.ErrUnsupported }

// Close writes the parts, the list of content types first as programs expect it.
func (o *ordered) Close() error {
	slices.Sort(o.names) // [Content_Types].xml sorts before _rels and the rest
	z := zip.NewWriter(o.w)
	for _, name := range o.names {
		part, err := z.Create(name)
		if err != nil {
			return err
		}
		b := o.parts[name].Bytes()
		if name == "[Content_Types].xml" {
			b = sortTypes(b)
		}
		if _, err := part.Write(b); err != nil {
			return err
		}
	}
	return z.Close()
}

var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*?(?:/>|></(?:Default|Override)>)`)

// sortTypes sorts the list of content types, which excelize gathers in a random order
// where there are charts.
func sortTypes(b []byte) []byte {
	at := contentType.FindIndex(b)
	if at == nil {
		return b
	}
	all := contentType.FindAll(b, -1)
	slices.SortFunc(all, bytes.Compare)
	sorted := append(bytes.Clone(b[:at[0]]), bytes.Join(all, nil)...)
	return append(sorted, b[at[0]+len(bytes.Join(all, nil)):]...)
}
