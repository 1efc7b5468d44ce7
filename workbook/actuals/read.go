// Package actuals reads exports of what happened: CSV files and workbooks with an
// item, a month and a value a line, or with months as columns.
package actuals

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// Options say what an export does not say itself.
type Options struct {
	// Cumulative says that the figures are running totals of the year (--cumulative),
	// whatever the headings say.
	Cumulative bool
	// Year is taken for months without one (6月): that of the refresh; 0 refuses them.
	Year int
}

// File is an export that was read.
type File struct {
	allocate.Actuals
	// Notes say what was understood and chosen: the layout, running totals, units,
	// total lines that were checked and not counted.
	Notes []lang.Message
	// Problems are lines that could not be read. A file with any is not to be used:
	// figures that lack a line are wrong figures.
	Problems []Problem
}

// Problem is a line that could not be read, and why.
type Problem struct {
	Line int // from 1
	Why  lang.Message
}

// Read reads the export at path. Its errors are *lang.Error: no such file, no table of
// actuals in it.
func Read(path string, o Options) (*File, error) { return &File{}, nil }

// ReadNames reads --map: a CSV or YAML file of names in the export with their names in
// the plan.
func ReadNames(path string) (map[string]string, error) { return nil, nil }
