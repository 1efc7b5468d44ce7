package workbook

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"

	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// HiddenTexts returns what stands in places that people do not see and that contains
// needle: custom properties, the workbook's defined names, the cells of hidden
// sheets, and strings that a sheet which was deleted has left. They are raw: XML
// around them is not taken off.
func (b *Book) HiddenTexts(needle string) ([]string, error) {
	pkg := b.Package()
	var found []string
	look := func(raw []byte) {
		if bytes.Contains(raw, []byte(needle)) {
			found = append(found, string(raw))
		}
	}
	parts := []string{pkg.Workbook()}
	for _, rel := range pkg.Rels("") {
		if !rel.External && rel.Is("custom-properties") && pkg.Has(rel.Target) {
			parts = append(parts, rel.Target)
		}
	}
	for _, part := range parts {
		raw, err := pkg.Bytes(part)
		if err != nil {
			return nil, err
		}
		look(raw)
	}
	for i := range b.strings.Len() {
		look(b.strings.At(i))
	}
	for _, s := range pkg.Sheets() {
		if s.Kind != opc.Worksheet || s.State == opc.Visible {
			continue
		}
		if err := eachText(pkg, s.Part, look); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// eachText gives the texts that stand in the cells of a sheet themselves.
func eachText(pkg *opc.Package, part string, each func([]byte)) error {
	r, err := pkg.Open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	for sc := sheet.NewScanner(r); ; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range row.Cells {
			if t := row.Cells[i].Type; t == sheet.Inline || t == sheet.FormulaStr {
				each(row.Cells[i].Text)
			}
		}
	}
}

// Saved returns when a program saved the workbook last, as the file says itself; the
// zero time if it does not.
func (b *Book) Saved() time.Time {
	pkg := b.Package()
	for _, rel := range pkg.Rels("") {
		if rel.External || !rel.Is("core-properties") || !pkg.Has(rel.Target) {
			continue
		}
		raw, err := pkg.Bytes(rel.Target)
		if err != nil {
			continue
		}
		_, rest, ok := strings.Cut(string(raw), "modified")
		_, rest, ok2 := strings.Cut(rest, ">")
		text, _, ok3 := strings.Cut(rest, "<")
		if t, err := time.Parse(time.RFC3339, strings.TrimSpace(text)); ok && ok2 && ok3 && err == nil {
			return t
		}
	}
	return time.Time{}
}
