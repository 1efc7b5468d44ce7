package workbook

import (
	"errors"
	"io"

	"goalxl/allocate"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
)

// storedFormula is a formula with the value that it stores.
type storedFormula struct {
	sheet    opc.Sheet
	col, row int32
	stored   string
	typ      sheet.Type
	fresh    string // what it gives now
}

// freshen brings the values that formulas store up to date, after old values were
// put back into cells that they count: else they would show sums that no longer
// are. It writes only what is sure: of a formula that gives the stored value in
// the workbook as it was, and another one now. Beyond the limits of computing,
// and for all other formulas, the spreadsheet program computes when it loads the
// workbook. pkg is closed if another package is returned.
func (s *stripper) freshen(pkg *opc.Package) (*opc.Package, error) {
	formulas, err := storedFormulas(pkg)
	if err != nil || len(formulas) == 0 || len(formulas) > computeFormulas {
		return pkg, err
	}
	stale := staleIn(s.pkg, pkg, formulas, s.area)
	if len(stale) == 0 {
		return pkg, nil
	}
	changes := opc.Changes{Edit: map[string]func(io.Reader, io.Writer) error{}}
	for part, formulas := range stale {
		changes.Edit[part] = freshening(formulas)
	}
	fresh, err := pkg.Scratch(changes)
	if err != nil {
		return pkg, err
	}
	pkg.Close()
	return fresh, nil
}

// staleIn returns, by part, the formulas that give the value they store in the
// workbook before, and another one in the workbook now.
func staleIn(before, now *opc.Package, formulas []storedFormula, area int64) map[string][]storedFormula {
	was, is := computeAll(before, formulas, area), computeAll(now, formulas, area)
	if was == nil || is == nil {
		return nil
	}
	stale := map[string][]storedFormula{}
	for i, f := range formulas {
		if was[i] == f.stored && is[i] != "" && is[i] != f.stored {
			f.fresh = is[i]
			stale[f.sheet.Part] = append(stale[f.sheet.Part], f)
		}
	}
	return stale
}

// storedFormulas lists the formulas of a workbook that store a number or a text.
func storedFormulas(pkg *opc.Package) (list []storedFormula, err error) {
	for _, s := range pkg.Sheets() {
		if s.Kind != opc.Worksheet {
			continue
		}
		if list, err = formulasOf(pkg, s, list); err != nil || len(list) > computeFormulas {
			return list, err
		}
	}
	return list, nil
}

func formulasOf(pkg *opc.Package, s opc.Sheet, list []storedFormula) ([]storedFormula, error) {
	part, err := pkg.Open(s.Part)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	for sc := sheet.NewScanner(part); len(list) <= computeFormulas; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for i := range row.Cells {
			c := &row.Cells[i]
			if c.Kind == sheet.NoFormula || c.Kind == sheet.TableFormula || c.Type != sheet.Number && c.Type != sheet.FormulaStr || volatile(c.Formula) {
				continue
			}
			list = append(list, storedFormula{sheet: s, col: c.Col, row: row.Num, stored: settled(string(c.Text)), typ: c.Type})
		}
	}
	return list, nil
}

// settled returns a number as spreadsheet programs show it, to 15 digits; other
// texts as they are.
func settled(value string) string {
	if d, err := allocate.ParseNumber(value); err == nil {
		return d.String()
	}
	return value
}

// computeAll returns what the formulas give in a workbook, "" for those that
// cannot be computed; nil where the workbook is beyond the limits.
func computeAll(pkg *opc.Package, formulas []storedFormula, area int64) []string {
	r := &reader{book: &Book{pkg: pkg}, area: area}
	calc := r.calculator(len(formulas))
	if calc == nil {
		return nil
	}
	defer calc.stop()
	out := make([]string, len(formulas))
	for i, f := range formulas {
		if value, ok := calc.value(f.sheet.Name, f.col, f.row); ok {
			out[i] = settled(value)
		}
	}
	return out
}

// freshening returns the edit that gives formulas their new values.
func freshening(formulas []storedFormula) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		fresh := freshCells{formulas: formulas}
		var buf []sheet.CellEdit
		w := patch.NewWriter(dst, nil)
		err := sheet.Rewrite(w, src, sheet.Edits{Row: func(row *sheet.Row) []sheet.CellEdit {
			buf = fresh.edits(buf[:0], row.Num)
			return buf
		}})
		if err != nil {
			return err
		}
		return w.Close()
	}
}

// freshCells follows the formulas of a sheet as its rows stream by.
type freshCells struct {
	formulas []storedFormula // by row, then column
	next     int
}

// edits appends the edits that give the formulas of a row their new values.
func (fc *freshCells) edits(buf []sheet.CellEdit, row int32) []sheet.CellEdit {
	for ; fc.next < len(fc.formulas) && fc.formulas[fc.next].row <= row; fc.next++ {
		f := &fc.formulas[fc.next]
		e := sheet.CellEdit{Col: f.col, Style: -1, Stored: true, Value: true}
		if _, err := allocate.ParseNumber(f.fresh); err == nil && f.typ == sheet.Number {
			e.Number = f.fresh
		} else if f.typ == sheet.FormulaStr {
			e.Text = f.fresh
		}
		buf = append(buf, e)
	}
	return buf
}

// due reports whether the next of the formulas stands in the row.
func (fc *freshCells) due(row int32) bool {
	return fc.next < len(fc.formulas) && fc.formulas[fc.next].row <= row
}
