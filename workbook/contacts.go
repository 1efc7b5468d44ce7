package workbook

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// ReadContacts reads the owners, their addresses and regions from a workbook, or
// from a CSV file. The columns are found by their headings, in any order; rows
// without an owner are left out; addresses that are none stay as typed. A file without any is an error.
func ReadContacts(path string) ([]*allocate.Contact, error) {
	plan, err := readList(path)
	if err != nil && !errors.As(err, new(*NotRecognised)) {
		return nil, err
	}
	if err != nil || len(plan.Contacts) == 0 {
		return nil, &lang.Error{
			What: lang.T("%s: 没有找到通讯录", "%s: no contacts were found").With(filepath.Base(path)),
			Hint: lang.T("表头应有 责任人、邮箱，可以有 抄送、区域", "its headings must have Owner and Email, and may have Copy and Region").With(),
		}
	}
	for _, c := range plan.Contacts { // a list that is passed on must not lose them
		c.Email, c.Copy = cmp.Or(c.Email, c.Wrong), cmp.Or(c.Copy, c.WrongCopy)
	}
	return plan.Contacts, nil
}

// readList reads the plan of a workbook or of a CSV file, as its name says.
func readList(path string) (*allocate.Plan, error) {
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		return readCSV(path)
	}
	return readFile(path)
}
