package workbook

import (
	"io"
	"strings"

	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
)

// findRecord returns the record that a layer left in a workbook, and the part
// that holds it; nil if there is none that can be read.
func findRecord(pkg *opc.Package, l layer) (*record, string) {
	for _, part := range recordParts(pkg, l) {
		b, err := pkg.Bytes(part)
		if err != nil {
			continue
		}
		if r, err := parseRecord(b, l); err == nil {
			return r, part
		}
	}
	return nil, ""
}

// recordParts returns the parts that hold a layer's record, whatever they are
// called now.
func recordParts(pkg *opc.Package, l layer) (parts []string) {
	for _, rel := range pkg.Rels(pkg.Workbook()) {
		if !rel.External && rel.Is("customXml") && pkg.Has(rel.Target) && beginsRecord(pkg, rel.Target, l) {
			parts = append(parts, rel.Target)
		}
	}
	return parts
}

// beginsRecord looks at the beginning of a custom XML part: others may be large.
func beginsRecord(pkg *opc.Package, part string, l layer) bool {
	r, err := pkg.Open(part)
	if err != nil {
		return false
	}
	defer r.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(r, head)
	return strings.Contains(string(head[:n]), string(l))
}

// untouched reports whether every part is as the tool wrote it, so that its
// edits can be undone byte for byte.
func (r *record) untouched(pkg *opc.Package) bool {
	for name, log := range r.edited {
		if !pkg.Has(name) || pkg.Size(name) != log.Size || pkg.CRC(name) != log.CRC {
			return false
		}
	}
	for name, a := range r.added {
		if !pkg.Has(name) || pkg.Size(name) != a.size || pkg.CRC(name) != a.crc {
			return false
		}
	}
	return true
}

// undone returns the package as it was before the tool marked it: without the
// parts that it added, and with its edits of the others taken back. With
// keepValues the figures that it computed stay.
func (r *record) undone(pkg *opc.Package, part string, keepValues bool) (*opc.Package, error) {
	o := opc.Overlay{Parts: map[string]opc.Restored{}, Drop: map[string]bool{part: true}}
	for name := range r.added {
		o.Drop[name] = true
	}
	for name, log := range r.edited {
		restored := opc.Restored{Size: log.SourceSize, CRC: log.SourceCRC, Read: func(src io.Reader) io.Reader {
			return patch.NewUndoReader(src, log, keepValues)
		}}
		if _, values := log.Edits(); keepValues && values > 0 {
			sum, err := sumUndone(pkg, name, log)
			if err != nil {
				return nil, err
			}
			restored.Size, restored.CRC = sum.size, sum.crc
		}
		o.Parts[name] = restored
	}
	return pkg.View(o)
}

// sumUndone reads a part through its log once for the size and checksum that it
// has without the marks.
func sumUndone(pkg *opc.Package, name string, log *patch.Log) (addedPart, error) {
	r, err := pkg.Open(name)
	if err != nil {
		return addedPart{}, err
	}
	defer r.Close()
	t := &sumWriter{w: io.Discard}
	_, err = io.Copy(t, patch.NewUndoReader(r, log, true))
	return t.sum, err
}
