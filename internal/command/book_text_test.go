package command

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// writeBook makes a workbook of its readable form: a line for each row, cells
// parted by tabs. What looks like a number is one, everything else is text, and
//
//	'4800            is text, whatever it looks like
//	0.4 {0%}         a number with a number format
//	date:2024-12-31  a date
//	=C2+C3           a formula without a stored value
//	=C2+C3 -> 8400   a formula with one
//	(nothing)        an empty cell
//
// Lines that begin with a dot are orders: .sheet NAME, .hidden, .at B3 (the next
// row starts there), .merge A1:C1, .note C2 TEXT.
func writeBook(path, spec string) error {
	f := excelize.NewFile()
	defer f.Close()
	w := &bookWriter{f: f, col: 1, row: 1}
	for i, line := range strings.Split(strings.TrimRight(spec, "\n"), "\n") {
		if err := w.line(strings.TrimRight(line, "\r")); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	if w.sheet == "" {
		return fmt.Errorf("no .sheet")
	}
	if w.sheet != "Sheet1" {
		f.SetActiveSheet(0)
	}
	return f.SaveAs(path)
}

type bookWriter struct {
	f        *excelize.File
	sheet    string
	col, row int
}

func (w *bookWriter) line(line string) error {
	order, rest, _ := strings.Cut(line, " ")
	switch order {
	case ".sheet":
		return w.addSheet(rest)
	case ".hidden":
		return w.f.SetSheetVisible(w.sheet, false)
	case ".at":
		var err error
		w.col, w.row, err = excelize.CellNameToCoordinates(rest)
		return err
	case ".merge":
		from, to, _ := strings.Cut(rest, ":")
		return w.f.MergeCell(w.sheet, from, to)
	case ".note":
		cell, text, _ := strings.Cut(rest, " ")
		return w.f.AddComment(w.sheet, excelize.Comment{Cell: cell, Author: "财务", Text: text})
	}
	for i, text := range strings.Split(line, "\t") {
		cell, err := excelize.CoordinatesToCellName(w.col+i, w.row)
		if err != nil {
			return err
		}
		if err := w.cell(cell, text); err != nil {
			return fmt.Errorf("%s: %w", cell, err)
		}
	}
	w.row++
	return nil
}

func (w *bookWriter) addSheet(name string) error {
	first := w.sheet == ""
	w.sheet, w.col, w.row = name, 1, 1
	if first {
		return w.f.SetSheetName("Sheet1", name)
	}
	_, err := w.f.NewSheet(name)
	return err
}

func (w *bookWriter) cell(cell, text string) error {
	switch {
	case text == "":
		return nil
	case strings.HasPrefix(text, "'"):
		return w.f.SetCellStr(w.sheet, cell, text[1:])
	case strings.HasPrefix(text, "="):
		return w.formula(cell, text[1:])
	case strings.HasPrefix(text, "date:"):
		day, err := time.Parse(time.DateOnly, text[5:])
		if err != nil {
			return err
		}
		serial := day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		return w.number(cell, strconv.FormatFloat(serial, 'f', -1, 64), "yyyy/mm/dd")
	}
	bare, format, formatted := strings.Cut(strings.TrimSuffix(text, "}"), " {")
	if _, err := strconv.ParseFloat(bare, 64); err != nil {
		return w.f.SetCellStr(w.sheet, cell, text)
	}
	if !formatted {
		format = ""
	}
	return w.number(cell, bare, format)
}

func (w *bookWriter) number(cell, digits, format string) error {
	if err := w.f.SetCellDefault(w.sheet, cell, digits); err != nil || format == "" {
		return err
	}
	style, err := w.f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	return w.f.SetCellStyle(w.sheet, cell, cell, style)
}

func (w *bookWriter) formula(cell, text string) error {
	formula, value, stored := strings.Cut(text, " -> ")
	if stored {
		if err := w.f.SetCellDefault(w.sheet, cell, value); err != nil {
			return err
		}
	}
	return w.f.SetCellFormula(w.sheet, cell, formula)
}

// dumpBook writes a workbook in readable form: every cell with something in it,
// by sheet and row, with its formula and number format; then notes, conditional
// formats, merged cells and names.
func dumpBook(path, only string) (string, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		if only != "" && sheet != only {
			continue
		}
		if err := dumpSheet(&b, f, sheet); err != nil {
			return "", fmt.Errorf("%s: %w", sheet, err)
		}
	}
	for _, name := range f.GetDefinedName() {
		if only == "" || name.Scope == only {
			fmt.Fprintf(&b, "name %s (%s) = %s\n", name.Name, name.Scope, name.RefersTo)
		}
	}
	return b.String(), nil
}

func dumpSheet(b *strings.Builder, f *excelize.File, sheet string) error {
	visible, err := f.GetSheetVisible(sheet)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "sheet %s%s\n", sheet, map[bool]string{true: "", false: " (hidden)"}[visible])
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for r, row := range rows {
		for c, value := range row {
			cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if err := dumpCell(b, f, sheet, cell, value); err != nil {
				return err
			}
		}
	}
	return dumpMarks(b, f, sheet)
}

func dumpCell(b *strings.Builder, f *excelize.File, sheet, cell, value string) error {
	formula, err := f.GetCellFormula(sheet, cell)
	if err != nil {
		return err
	}
	if value == "" && formula == "" {
		return nil
	}
	fmt.Fprintf(b, "%s\t", cell)
	if formula != "" {
		fmt.Fprintf(b, "=%s -> ", formula)
	}
	b.WriteString(strings.ReplaceAll(value, "\n", `\n`))
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	style, err := f.GetStyle(id)
	if err != nil {
		return err
	}
	switch {
	case style.CustomNumFmt != nil:
		fmt.Fprintf(b, " {%s}", *style.CustomNumFmt)
	case style.NumFmt != 0:
		fmt.Fprintf(b, " {#%d}", style.NumFmt)
	}
	b.WriteByte('\n')
	return nil
}

func dumpMarks(b *strings.Builder, f *excelize.File, sheet string) error {
	notes, err := f.GetComments(sheet)
	if err != nil {
		return err
	}
	sort.SliceStable(notes, func(i, j int) bool { return natural(notes[i].Cell, notes[j].Cell) < 0 })
	for _, n := range notes {
		text := n.Text
		for _, run := range n.Paragraph {
			text += run.Text
		}
		fmt.Fprintf(b, "note %s (%s) %s\n", n.Cell, n.Author, strings.ReplaceAll(text, "\n", `\n`))
	}
	formats, err := f.GetConditionalFormats(sheet)
	if err != nil {
		return err
	}
	var ranges []string
	for r := range formats {
		ranges = append(ranges, r)
	}
	sort.Strings(ranges)
	for _, r := range ranges {
		for _, c := range formats[r] {
			fmt.Fprintf(b, "format %s %s %s%s\n", r, c.Type, c.Criteria, c.Value)
		}
	}
	merged, err := f.GetMergeCells(sheet)
	if err != nil {
		return err
	}
	for _, m := range merged {
		fmt.Fprintf(b, "merged %s:%s\n", m.GetStartAxis(), m.GetEndAxis())
	}
	return nil
}
