package workbook

import (
	"io"

	"goalxl/workbook/opc"
	"goalxl/workbook/report"
)

// MarkedBook is a workbook with whatever marks an earlier run left in it.
type MarkedBook struct {
	pkg     *opc.Package
	record  *record        // nil if there is none
	part    string         // that holds the record
	scratch []*opc.Package // what was made of it: temporary files
}

// OpenMarked opens the workbook at path as it stands, marks included.
func OpenMarked(path string) (*MarkedBook, error) {
	pkg, err := opc.Open(path)
	if err != nil {
		return nil, err
	}
	m := &MarkedBook{pkg: pkg}
	m.record, m.part = findRecord(pkg, markLayer)
	return m, nil
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

// Clean takes the tool's marks off; with restore also the figures that it
// computed. Where nobody saved the workbook since, every part is that of the
// source again; else the marks are taken off by what they look like, and a figure
// goes only while its cell holds what the change log says was written (see
// changeLog).
func (m *MarkedBook) Clean(restore bool) (Cleaned, error) {
	pkg, err := m.unmarked(!restore, true)
	if err != nil {
		return Cleaned{}, err
	}
	c := Cleaned{Marked: pkg.Package != m.pkg, Restored: pkg.restored}
	c.Write = func(w io.Writer) error { return pkg.Write(w, opc.Changes{}) }
	return c, nil
}

// unmarkedPackage is a package without marks.
type unmarkedPackage struct {
	*opc.Package
	restored int // cells that got their old value back
}

// unmarked returns the package without the marks. thorough looks for them in the
// whole of the worksheets, too, not only where that is cheap. What lies under
// marks that are undone is looked at again: they may have been put on others.
func (m *MarkedBook) unmarked(keepValues, thorough bool) (unmarkedPackage, error) {
	out := unmarkedPackage{Package: m.pkg}
	if m.record != nil && m.record.untouched(m.pkg) {
		var err error
		if !keepValues {
			if out.restored, err = countLogged(m.pkg); err != nil {
				return out, err
			}
		}
		if out.Package, err = m.record.undone(m.pkg, m.part, keepValues); err != nil {
			return out, err
		}
		thorough = false
	}
	found, err := findMarks(out.Package)
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

// countLogged counts the entries of the workbook's change log.
func countLogged(pkg *opc.Package) (n int, err error) {
	m, err := findMarks(pkg)
	if err != nil {
		return 0, err
	}
	for i, s := range pkg.Sheets() {
		if m.own[i] != report.ChangesSheet {
			continue
		}
		rows := func(yield func([]report.Value) bool) { err = m.logRows(s, yield) }
		for range report.ReadChanges(rows) {
			n++
		}
	}
	return n, err
}

// IsPristineResult reports whether the workbook at path is exactly as Mark left
// it: whether every part that it changed or added is as it was written. A file
// that cannot be read, and one that Mark did not write, are none.
func IsPristineResult(path string) bool {
	m, err := OpenMarked(path)
	if err != nil {
		return false
	}
	defer m.Close()
	return m.record != nil && m.record.untouched(m.pkg)
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
