// Package actuals reads exports of what happened: CSV files and workbooks with an
// item, a month and a value in each line, or with the months as columns.
//
// An export is read right or not at all: what is not certain is a Problem with its
// line, and nothing is guessed from the figures.
package actuals

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/delimited"
)

// Options say what an export does not say itself.
type Options struct {
	// Cumulative says that the figures are running totals of the year (--cumulative),
	// whatever the headings say.
	Cumulative bool
	// Year is taken for months without one (6月) where the export names none: that of
	// the refresh; 0 refuses them.
	Year int
}

// File is an export that was read.
type File struct {
	allocate.Actuals
	Lines int // of figures that were read
	// Notes say what was understood and chosen: the layout, running totals, units,
	// total lines that were checked and not counted.
	Notes []lang.Message
	// Problems are lines that could not be read, in the file's order. A file with any is
	// not to be used: figures that lack a line are wrong figures.
	Problems []Problem
	Unlisted int // problems beyond those that are listed
}

// Problem is a line that could not be read, and why.
type Problem struct {
	Sheet string // of a workbook; "" in a text
	Line  int    // counts from 1
	Why   lang.Message
}

// In names the place and says why, in l: 第 5 行：…, 工作表“6月”第 5 行：….
func (p Problem) In(l lang.Lang) string {
	if p.Sheet == "" {
		return lang.T("第 %d 行：%s", "line %d: %s").With(p.Line, p.Why).In(l)
	}
	return lang.T("工作表“%s”第 %d 行：%s", "sheet %s, line %d: %s").With(p.Sheet, p.Line, p.Why).In(l)
}

// Err returns an error for people that lists the problems; nil if there are none.
func (f *File) Err() error {
	if len(f.Problems) == 0 {
		return nil
	}
	list := lang.Join{Between: lang.T("；", "; ")}
	for _, p := range f.Problems[:min(len(f.Problems), 5)] {
		list.Parts = append(list.Parts, lang.T("%s", "%s").With(p))
	}
	n := len(f.Problems) + f.Unlisted
	what := lang.T("%s: 有 %d 处不能读准，没有使用：%s", "%s: %d problems, so it was not used: %s").With(f.Name, n, list)
	if n > 5 {
		what = lang.T("%s: 有 %d 处不能读准，没有使用：%s 等", "%s: %d problems, so it was not used: %s and others").With(f.Name, n, list)
	}
	return &lang.Error{What: what, Hint: lang.T("请改好这几行再试", "mend these lines and try again").With()}
}

// Read reads the export at path. Its errors are *lang.Error: no such file, no table of
// actuals in it.
func Read(path string, o Options) (*File, error) {
	r := newReader(filepath.Base(path), o)
	var err error
	if isText(path) {
		err = r.text(path)
	} else {
		err = workbook.EachRow(path, func(row *workbook.GridRow) error {
			r.begin(row.Sheet)
			r.grid(row)
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	return r.finish()
}

// isText reports whether a file is called a text.
func isText(path string) bool {
	return slices.Contains([]string{".csv", ".txt", ".tsv"}, strings.ToLower(filepath.Ext(path)))
}

// text reads the lines of a text.
func (r *reader) text(path string) error {
	rows, err := delimited.Open(path)
	if err != nil {
		return err
	}
	return r.lines(rows)
}

func (r *reader) lines(rows *delimited.Rows) error {
	r.begin("")
	for {
		line, fields, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		cells := make([]cell, 0, len(fields))
		for i, f := range fields {
			if f = strings.TrimSpace(f); f != "" {
				cells = append(cells, cell{col: i + 1, text: f, bare: true})
			}
		}
		r.row(line, cells)
	}
}

// grid reads a row of a workbook.
func (r *reader) grid(row *workbook.GridRow) {
	cells := make([]cell, 0, len(row.Cells))
	for _, c := range row.Cells {
		cells = append(cells, cell{col: int(c.Col), text: c.Text, bare: c.Bare, currency: c.Currency, broken: c.Broken})
	}
	r.row(int(row.Num), cells)
}

// cell is a cell that holds something.
type cell struct {
	col      int // counts from 1
	text     string
	bare     bool          // a figure in it has no unit of its own
	currency allocate.Unit // of a sign that the number format shows
	broken   bool          // an error value, or a formula without a stored value
}
