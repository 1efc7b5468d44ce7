package blank

import (
	"cmp"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/delimited"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// Limits of a list of contacts.
const (
	maxContacts = 20_000
	maxAbove    = 20  // rows above the headings
	maxColumns  = 256 // from the left
)

// ReadContacts reads the owners, their addresses and regions from a CSV (UTF-8 or
// GB18030) or a workbook. The columns are found by their headings, in any order;
// rows without an owner are left out. Errors are *lang.Error.
func ReadContacts(path string) ([]Contact, error) {
	tables, err := rowsOf(path)
	if err != nil {
		return nil, err
	}
	for _, rows := range tables {
		if list, ok := contactsIn(rows); ok {
			if len(list) > maxContacts {
				return nil, contactError(path, lang.T("%s: 责任人超过 20,000 个", "%s: more than 20,000 owners"), lang.T("请分开处理", "split it"))
			}
			return list, nil
		}
	}
	return nil, contactError(path, lang.T("%s: 没有找到通讯录", "%s: no contacts were found"),
		lang.T("表头应有 责任人、邮箱，可以有 抄送、区域", "its headings must have Owner and Email, and may have Copy and Region"))
}

func contactError(path string, what, hint lang.Text) error {
	return &lang.Error{What: what.With(filepath.Base(path)), Hint: hint.With()}
}

// contactsIn finds the headings of contacts among the first rows, and reads what
// stands under them.
func contactsIn(rows [][]string) ([]Contact, bool) {
	for i := range min(len(rows), maxAbove) {
		var meanings []templates.Meaning
		for _, heading := range rows[i] {
			meanings = append(meanings, templates.Understand(heading))
		}
		bound := templates.Bind(meanings)
		if bound.Kind != allocate.ContactTable {
			continue
		}
		var list []Contact
		for _, row := range rows[i+1:] {
			c := contactOf(row, bound.Roles)
			if c.Owner != "" {
				list = append(list, c)
			}
		}
		return list, len(list) > 0
	}
	return nil, false
}

// contactOf reads a row by what its columns are.
func contactOf(row []string, roles []templates.Role) (c Contact) {
	for i := range min(len(row), len(roles)) {
		text := strings.TrimSpace(row[i])
		switch roles[i].Field {
		case allocate.FieldOwner:
			c.Owner = text
		case allocate.FieldEmail:
			c.Email = text
		case allocate.FieldCopy:
			c.Copy = text
		case allocate.FieldRegion:
			c.Region = text
		}
	}
	return c
}

// rowsOf reads the rows of a CSV, or of each sheet of a workbook.
func rowsOf(name string) ([][][]string, error) {
	if !strings.EqualFold(filepath.Ext(name), ".csv") {
		return sheetRows(name)
	}
	file, err := delimited.Open(name)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for len(rows) <= maxContacts+maxAbove {
		_, fields, err := file.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, slices.Clone(fields))
	}
	return [][][]string{rows}, nil
}

// sheetRows reads the first rows of each sheet of a workbook, after the package
// was found sound.
func sheetRows(name string) ([][][]string, error) {
	p, err := opc.Open(name)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	words, limits, err := sharedWords(p)
	if err != nil {
		return nil, cmp.Or(p.VerifyRest(), inFile(p.Name(), err))
	}
	var out [][][]string
	for _, s := range p.Sheets() {
		if s.Kind != opc.Worksheet {
			continue
		}
		rows, err := firstRows(p, s.Part, words, limits)
		if err != nil {
			return nil, cmp.Or(p.VerifyRest(), inFile(p.Name(), err)) // damage explains what looks like bad markup
		}
		out = append(out, rows)
	}
	return out, p.VerifyRest()
}

// inFile adds the name of the file to a refusal of the scanner.
func inFile(name string, err error) error {
	var refusal *lang.Error
	if !errors.As(err, &refusal) || errors.As(refusal.Cause, new(*lang.Error)) {
		return err
	}
	return &lang.Error{What: lang.T("%s: %s", "%s: %s").With(name, refusal.What), Hint: refusal.Hint, Cause: refusal}
}

// sharedWords reads the shared strings of a workbook, nil if it has none, and
// says how far its cells may point into them and into its formats.
func sharedWords(p *opc.Package) (words *sheet.Strings, limits sheet.Limits, err error) {
	limits = sheet.DefaultLimits()
	for _, rel := range p.Rels(p.Workbook()) {
		if rel.External || !p.Has(rel.Target) {
			continue
		}
		switch path.Base(rel.Type) {
		case "sharedStrings":
			words, err = readWords(p, rel.Target, limits)
		case "styles":
			limits.Styles, err = countFormats(p, rel.Target)
		}
		if err != nil {
			return nil, limits, err
		}
	}
	limits.Strings = words.Len()
	return words, limits, nil
}

func readWords(p *opc.Package, part string, limits sheet.Limits) (*sheet.Strings, error) {
	in, err := p.Open(part)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return sheet.ReadStrings(in, limits)
}

func countFormats(p *opc.Package, part string) (int, error) {
	raw, err := p.Bytes(part)
	if err != nil {
		return 0, err
	}
	styles, err := style.Parse(raw)
	if err != nil {
		return 0, &lang.Error{What: lang.T("单元格格式已损坏", "the cell formats are damaged").With(),
			Hint: lang.T("请在 Excel 或 WPS 里打开并另存一份", "open it in Excel or WPS and save it anew").With(), Cause: err}
	}
	return styles.Count(), nil
}

// firstRows reads as many rows of a sheet as contacts can have, and goes through
// the others for damage.
func firstRows(p *opc.Package, part string, words *sheet.Strings, limits sheet.Limits) ([][]string, error) {
	in, err := p.Open(part)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var rows [][]string
	for sc := sheet.NewScannerWithin(in, limits); ; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if len(rows) <= maxContacts+maxAbove {
			rows = append(rows, firstCells(row, words))
		}
	}
}

// firstCells returns the texts in the first columns of a row.
func firstCells(row *sheet.Row, words *sheet.Strings) []string {
	var cells []string
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Col > maxColumns {
			break
		}
		text := string(c.Text)
		if c.Type == sheet.Shared {
			text = words.String(c.Index())
		}
		cells = append(cells, make([]string, int(c.Col)-len(cells)-1)...)
		cells = append(cells, text)
	}
	return cells
}
