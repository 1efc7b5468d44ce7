package workbook

import (
	"io"

	"goalxl/workbook/opc"
)

// MarkedBook is a workbook with whatever marks an earlier run left in it.
type MarkedBook struct {
	pkg    *opc.Package
	record *record // nil if there is none
	part   string  // that holds the record
}

// OpenMarked opens the workbook at path as it stands, marks included.
func OpenMarked(path string) (*MarkedBook, error) {
	pkg, err := opc.Open(path)
	if err != nil {
		return nil, err
	}
	m := &MarkedBook{pkg: pkg}
	m.record, m.part = findRecord(pkg)
	return m, nil
}

// Package returns the package that the workbook was read from.
func (m *MarkedBook) Package() *opc.Package { return m.pkg }

// Close closes the file behind the workbook.
func (m *MarkedBook) Close() error { return m.pkg.Close() }

// Clean returns what writes the workbook without the tool's marks; with restore
// also without the figures that it computed, after which every part is that of
// the source again. A workbook without marks comes back as it is.
func (m *MarkedBook) Clean(restore bool) (func(io.Writer) error, error) {
	pkg, err := m.unmarked(!restore)
	if err != nil {
		return nil, err
	}
	return func(w io.Writer) error { return pkg.Write(w, opc.Changes{}) }, nil
}

// unmarked returns the package without the marks.
func (m *MarkedBook) unmarked(keepValues bool) (*opc.Package, error) {
	if m.record == nil || !m.record.untouched(m.pkg) {
		return m.pkg, nil
	}
	return m.record.undone(m.pkg, m.part, keepValues)
}
