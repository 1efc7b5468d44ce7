package blank

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/opc"
)

// Limits of a list of contacts.
const (
	maxContactFile = 16 << 20 // bytes
	maxContacts    = 20_000
	maxAbove       = 20 // rows above the headings
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
				return nil, contactError(path, lang.T("%s 里的责任人太多", "%s has too many owners"), lang.T("请分开处理", "split it"), nil)
			}
			return list, nil
		}
	}
	return nil, contactError(path, lang.T("%s 里没有找到通讯录", "no contacts were found in %s"),
		lang.T("表头应有 责任人、邮箱，可以有 抄送、区域", "its headings must have Owner and Email, and may have Copy and Region"), nil)
}

func contactError(path string, what, hint lang.Text, cause error) error {
	return &lang.Error{What: what.With(filepath.Base(path)), Hint: hint.With(), Cause: cause}
}

// contactsIn finds the headings of contacts among the first rows, and reads what
// stands under them.
func contactsIn(rows [][]string) ([]Contact, bool) {
	for i := range min(len(rows), maxAbove) {
		var meanings []templates.Meaning
		for _, heading := range rows[i] {
			meanings = append(meanings, templates.Understand(heading))
		}
		kind, roles := templates.Bind(meanings)
		if kind != allocate.ContactTable {
			continue
		}
		var list []Contact
		for _, row := range rows[i+1:] {
			c := contactOf(row, roles)
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
func rowsOf(path string) ([][][]string, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxContactFile {
		err = errors.New("too large")
	}
	unreadable := lang.T("无法读取 %s", "%s could not be read")
	if err != nil {
		return nil, contactError(path, unreadable, lang.T("请检查文件名、大小和权限", "check its name, size and permissions"), err)
	}
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		rows, err := csvRows(path)
		if err != nil {
			return nil, contactError(path, unreadable, lang.T("请另存为 UTF-8 的 CSV 或 .xlsx", "save it as a CSV in UTF-8 or as .xlsx"), err)
		}
		return [][][]string{rows}, nil
	}
	return sheetRows(path)
}

// csvRows reads a CSV with commas, semicolons or tabs.
func csvRows(path string) ([][]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		if raw, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw); err != nil {
			return nil, err
		}
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, separator(raw)
	return r.ReadAll()
}

// separator is what the text has most of.
func separator(raw []byte) rune {
	best, most := ',', bytes.Count(raw, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(raw, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// sheetRows reads the rows of each sheet of a workbook, after the package was
// found sound.
func sheetRows(path string) ([][][]string, error) {
	p, err := opc.Open(path)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	if err := p.VerifyRest(); err != nil {
		return nil, err
	}
	f, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: 8 * maxContactFile, UnzipXMLSizeLimit: 8 * maxContactFile})
	if err != nil {
		return nil, contactError(path, lang.T("无法读取 %s", "%s could not be read"), lang.T("请在 Excel 或 WPS 里另存一份", "save it anew in Excel or WPS"), err)
	}
	defer f.Close()
	var out [][][]string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			continue // a chart
		}
		out = append(out, firstRows(rows))
		rows.Close()
	}
	return out, nil
}

// firstRows reads as many rows as contacts can have.
func firstRows(rows *excelize.Rows) [][]string {
	var out [][]string
	for rows.Next() && len(out) <= maxContacts+maxAbove {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			break
		}
		out = append(out, cells)
	}
	return out
}
