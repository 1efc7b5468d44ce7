package workbook

import (
	"io"

	"goalxl/workbook/opc"
	"goalxl/workbook/report"
)

// MarkedBook is a workbook with whatever marks earlier runs left in it.
type MarkedBook struct {
	pkg     *opc.Package
	scratch []*opc.Package // what was made of it: temporary files
	bare    bool           // it is read without the marks of refresh, too
	looked  bool           // marks were looked for in the whole of the worksheets
	kept    bool           // it is read with the figures that fill computed
}

// OpenMarked opens the workbook at path as it stands, marks included.
func OpenMarked(path string) (*MarkedBook, error) {
	pkg, err := opc.Open(path)
	if err != nil {
		return nil, err
	}
	return &MarkedBook{pkg: pkg}, nil
}

// Package returns the package that the workbook was read from.
func (m *MarkedBook) Package() *opc.Package { return m.pkg }

// Close closes the file behind the workbook, and what was made of it.
func (m *MarkedBook) Close() error {
	for _, pkg := range m.scratch {
		pkg.Close()
	}
	return m.pkg.Close()
}

// Cleaned says what Clean takes off.
type Cleaned struct {
	// Marked says that there was a mark; else the workbook comes back as it is.
	Marked bool
	// Restored is how many cells get back what they held before the tool wrote them.
	Restored int
	// Write writes the workbook. It can be called until the MarkedBook is closed.
	Write func(io.Writer) error
}

// Clean takes the tool's marks off; with restore also the figures and proposals that
// it wrote. Where nobody saved the workbook since, every part is that of the
// source again; else the marks are taken off by what they look like, and a figure
// goes only while its cell holds what the change log says was written (see
// changeLog).
func (m *MarkedBook) Clean(restore bool) (Cleaned, error) {
	m.looked = true
	pkg, err := m.off(m.pkg, markLayer, !restore)
	if err != nil {
		return Cleaned{}, err
	}
	bare, err := m.off(pkg.Package, trackLayer, !restore)
	if err != nil {
		return Cleaned{}, err
	}
	c := Cleaned{Marked: bare.Package != m.pkg, Restored: pkg.restored + bare.restored}
	c.Write = func(w io.Writer) error { return bare.Write(w, opc.Changes{}) }
	return c, nil
}

// unmarkedPackage is a package without the marks of a layer.
type unmarkedPackage struct {
	*opc.Package
	restored int // cells that got their old value back
}

// unmarked returns the package that the workbook is read from: without the marks of
// fill and, where it is to be refreshed, without those of refresh.
func (m *MarkedBook) unmarked() (*opc.Package, error) {
	pkg, err := m.off(m.pkg, markLayer, m.kept)
	if err == nil && m.bare {
		pkg, err = m.off(pkg.Package, trackLayer, false)
	}
	return pkg.Package, err
}

// off returns a package without the marks of a layer. Marks are looked for in the
// whole of the worksheets, too, with looked set, else only where that is cheap. What
// lies under marks that are undone is looked at again: they may have been put on others.
func (m *MarkedBook) off(pkg *opc.Package, l layer, keepValues bool) (unmarkedPackage, error) {
	out := unmarkedPackage{Package: pkg}
	thorough := m.looked
	if record, part := findRecord(pkg, l); record != nil && record.untouched(pkg) {
		var err error
		if !keepValues {
			if out.restored, err = l.countLogged(pkg); err != nil {
				return out, err
			}
		}
		if out.Package, err = record.undone(pkg, part, keepValues); err != nil {
			return out, err
		}
		thorough = false
	}
	found, err := findMarks(out.Package, l)
	if err != nil || !thorough && !found.any() {
		return out, err
	}
	stripped, n, err := found.strip(keepValues)
	if err != nil || stripped == nil {
		return out, err
	}
	m.scratch = append(m.scratch, stripped)
	return unmarkedPackage{stripped, out.restored + n}, nil
}

// countLogged counts the entries of the layer's change log.
func (l layer) countLogged(pkg *opc.Package) (n int, err error) {
	m, err := findMarks(pkg, l)
	if err != nil {
		return 0, err
	}
	for i, s := range pkg.Sheets() {
		if m.own[i] != l.log() {
			continue
		}
		rows := func(yield func([]report.Value) bool) { err = m.logRows(s, yield) }
		for range report.ReadChanges(rows, l.log()) {
			n++
		}
	}
	return n, err
}

// IsPristineResult reports whether the workbook at path is exactly as Mark left
// it: whether every part that it changed or added is as it was written. A file
// that cannot be read, and one that Mark did not write, are none.
func IsPristineResult(path string) bool { return pristine(path, markLayer) }

// IsPristineRefresh reports the same of what Track, and Mark after it, wrote.
func IsPristineRefresh(path string) bool {
	return pristine(path, markLayer) || pristine(path, trackLayer)
}

func pristine(path string, l layer) bool {
	m, err := OpenMarked(path)
	if err != nil {
		return false
	}
	defer m.Close()
	record, _ := findRecord(m.pkg, l)
	return record != nil && record.untouched(m.pkg)
}

// IsPristineMerge reports the same of what Merge left.
func IsPristineMerge(path string) bool {
	m, err := OpenMarked(path)
	if err != nil {
		return false
	}
	defer m.Close()
	r, _ := findRecord(m.pkg, collectLayer)
	return r != nil && r.untouched(m.pkg)
}
