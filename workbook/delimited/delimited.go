// Package delimited reads tables that come as text: CSV and its relatives with
// tabs or semicolons, in whatever encoding the program that wrote them used.
package delimited

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"goalxl/internal/lang"
)

// What a file may ask of the program. Rows, columns and the length of a cell are
// those of a worksheet: what has more cannot have come from one.
const (
	maxFile    = 64 << 20 // bytes
	maxLine    = 1 << 20  // bytes
	maxRows    = 1_048_576
	maxColumns = 16_384
	maxCell    = 32_767 // characters
)

// Rows are those of a file, one after the other.
type Rows struct {
	name   string
	text   string
	before int // lines in front of the text
	csv    *csv.Reader
}

// Open reads the file at path. UTF-8 (with or without BOM), UTF-16 with BOM and
// GB18030 are told apart by what the bytes say; comma, semicolon and tab by the
// first line, or by a line sep=; in front as Excel knows it. Files of other
// kinds, whatever they are called, are refused. Errors are *lang.Error.
func Open(path string) (*Rows, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return nil, refuse(name, sayUnreadable, hintCheck, err)
	}
	if info.Size() > maxFile {
		return nil, refuse(name, sayTooLarge, hintSplit, nil)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, refuse(name, sayUnreadable, hintCheck, err)
	}
	return Parse(name, raw)
}

// Parse is Open for the content of a file; name is what errors call it.
func Parse(name string, raw []byte) (*Rows, error) {
	if err := sniff(name, raw); err != nil {
		return nil, err
	}
	text, err := decode(raw)
	if err != nil || strings.IndexByte(text, 0) >= 0 {
		return nil, refuse(name, sayNoText, hintResave, err)
	}
	r := &Rows{name: name, text: oneLineEnd(text)}
	if err := r.checkLines(); err != nil {
		return nil, err
	}
	var comma rune
	comma, r.text, r.before = separator(r.text)
	r.csv = csv.NewReader(strings.NewReader(r.text))
	r.csv.Comma, r.csv.FieldsPerRecord, r.csv.LazyQuotes, r.csv.ReuseRecord = comma, -1, true, true
	return r, nil
}

// Next returns the next row that is not empty, and the number of its line,
// counted from 1; io.EOF after the last. Fields hold until the next call. Other
// errors are *lang.Error.
func (r *Rows) Next() (line int, fields []string, err error) {
	fields, err = r.csv.Read()
	if errors.Is(err, io.EOF) {
		return 0, nil, io.EOF
	}
	first, _ := r.csv.FieldPos(0)
	line = first + r.before
	if err != nil {
		return line, nil, r.atLine(line, sayBadLine, err)
	}
	for len(fields) > 0 && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	switch {
	case line > maxRows:
		return line, nil, r.atLine(line, sayTooManyRows, nil)
	case len(fields) > maxColumns:
		return line, nil, r.atLine(line, sayTooManyColumns, nil)
	case r.neverEnds(first):
		return line, nil, r.atLine(line, sayQuote, nil)
	}
	for _, f := range fields {
		if len(f) > maxCell && len([]rune(f)) > maxCell {
			return line, nil, r.atLine(line, sayLongCell, nil)
		}
	}
	return line, fields, nil
}

// neverEnds reports whether the row that was read has taken the rest of the file
// for one cell, because a quotation mark in it is not closed.
func (r *Rows) neverEnds(first int) bool {
	return r.csv.InputOffset() >= int64(len(r.text)) && strings.Count(r.text, `"`)%2 == 1 &&
		first < strings.Count(strings.TrimSuffix(r.text, "\n"), "\n")+1
}

// checkLines looks whether any line is too long to be one of a table.
func (r *Rows) checkLines() error {
	line := 0
	for rest := r.text; rest != ""; {
		at := strings.IndexByte(rest, '\n')
		if at < 0 {
			at = len(rest) - 1
		}
		if line++; at > maxLine {
			return r.atLine(line, sayLongLine, nil)
		}
		rest = rest[at+1:]
	}
	return nil
}

// oneLineEnd makes a line feed of every line end; old programs wrote a carriage
// return alone.
func oneLineEnd(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n")
}

// separator returns the separator that a line sep=; in front names, which is then
// taken off, or else that which stands most often in the first line with any.
func separator(text string) (comma rune, rest string, skipped int) {
	line, after, _ := strings.Cut(text, "\n")
	if len(line) == 5 && strings.HasPrefix(line, "sep=") && strings.ContainsAny(line[4:], ",;\t") {
		return rune(line[4]), after, 1
	}
	for !strings.ContainsAny(line, ",;\t") && after != "" {
		line, after, _ = strings.Cut(after, "\n")
	}
	comma = ','
	for _, c := range ";\t" {
		if strings.Count(line, string(c)) > strings.Count(line, string(comma)) {
			comma = c
		}
	}
	return comma, text, 0
}

func (r *Rows) atLine(line int, what lang.Text, cause error) error {
	return &lang.Error{What: what.With(r.name, line), Hint: hintResave.With(), Cause: cause}
}

func refuse(name string, what, hint lang.Text, cause error) error {
	return &lang.Error{What: what.With(name), Hint: hint.With(), Cause: cause}
}
