package report

import (
	"iter"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// Recognise tells whether a sheet is one of the tool's own by its first three
// rows: the tool's name in the first, the headings, in either language, in the
// third. It is for books in which another program has dropped the defined names.
func Recognise(rows [][]string) Kind {
	if len(rows) < headingRow {
		return Foreign
	}
	headings := rows[headingRow-1]
	if has(rows[titleRow-1], RefreshSignature) {
		return recogniseRefresh(headings)
	}
	if !has(rows[titleRow-1], signature) {
		return Foreign
	}
	switch {
	case matches(headings, findingColumns()):
		return FindingsSheet
	case matches(headings, changeColumns()):
		return ChangesSheet
	case matches(headings, overviewHeadings()):
		return OverviewSheet
	}
	return Foreign
}

// overviewHeadings are the first headings of 总览.
func overviewHeadings() (out []column) {
	for _, h := range cutHeadings {
		out = append(out, column{heading: h})
	}
	out = append(out, column{})
	for _, h := range problemHeadings {
		out = append(out, column{heading: h})
	}
	return out
}

// recogniseRefresh tells the sheets of a refresh apart.
func recogniseRefresh(headings []string) Kind {
	switch {
	case matches(headings, trendColumns()):
		return SnapshotSheet
	case matches(headings, changeColumns()):
		return RefreshSheet
	}
	return Foreign
}

// KindNamed returns the kind of the sheet that a defined name of the tool's refers
// to; ok is false for other names.
func KindNamed(name string) (k Kind, ok bool) {
	switch name {
	case OverviewName:
		return OverviewSheet, true
	case FindingsName:
		return FindingsSheet, true
	case ChangesName:
		return ChangesSheet, true
	case SnapshotsName:
		return SnapshotSheet, true
	case RefreshName:
		return RefreshSheet, true
	}
	return Foreign, false
}

func has(row []string, want string) bool {
	for _, s := range row {
		if strings.TrimSpace(s) == want {
			return true
		}
	}
	return false
}

// matches reports whether the row begins with the columns' headings.
func matches(row []string, columns []column) bool {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		same := len(row) >= len(columns)
		for i := 0; same && i < len(columns); i++ {
			same = strings.TrimSpace(row[i]) == columns[i].heading.In(l)
		}
		if same {
			return true
		}
	}
	return false
}

// ReadChanges reads the change log back from the rows of 变更记录, the first row of
// the sheet first, each with its cells from column A on. Numbers that a program
// has saved in binary (0.40000000000000002) come back as they were written. A row
// without sheet, cell and number is no change; a sheet that is not of the kind has none.
func ReadChanges(rows iter.Seq[[]Value], kind Kind) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		var first [][]string
		own := false
		for row := range rows {
			if !own {
				if len(first) == headingRow {
					return
				}
				first = append(first, texts(row))
				own = Recognise(first) == kind
				continue
			}
			if c, ok := readChange(row); ok && !yield(c) {
				return
			}
		}
	}
}

func texts(row []Value) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = v.Text
	}
	return out
}

func readChange(row []Value) (Change, bool) {
	at := func(col int) Value {
		if col < len(row) {
			return row[col].rounded()
		}
		return Value{}
	}
	c := Change{
		Sheet: at(logSheet).Text, Cell: at(logCell).Text, Subject: at(logSubject).Text,
		Before: at(logBefore), After: at(logAfter), Reason: at(logReason).Text,
	}
	_, _, ok := sheet.ParseRef([]byte(c.Cell))
	return c, ok && at(logNumber).Number && c.Sheet != ""
}

// significant is how many digits of a number a spreadsheet keeps.
const significant = 15

// rounded takes the trace of binary numbers off.
func (v Value) rounded() Value {
	if !v.Number || !isNumber(v.Text) {
		return v
	}
	d, err := decimal.NewFromString(v.Text)
	if err != nil || d.NumDigits() <= significant {
		return v
	}
	v.Text = d.Round(int32(significant-d.NumDigits()) - d.Exponent()).String()
	return v
}

// isNumber reports whether a text can stand as a number in a cell: digits with a
// sign, a point and a small exponent.
func isNumber(s string) bool {
	if s == "" || len(s) > 400 {
		return false
	}
	mantissa, exponent, has := strings.Cut(strings.ReplaceAll(s, "e", "E"), "E")
	if has && (len(exponent) > 4 || !digits(strings.TrimLeft(exponent, "+-"))) {
		return false
	}
	whole, fraction, point := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	if point && !digits(fraction) {
		return false
	}
	return digits(whole)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
