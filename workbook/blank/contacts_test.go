package blank_test

import (
	"slices"
	"testing"

	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/blank"
)

// TestContactsComeBack reads the contacts of a workbook that was made with them.
func TestContactsComeBack(t *testing.T) {
	want := []blank.Contact{{"张伟", "z@example.com", "c@example.com", "华东"}, {"李娜", "l@example.com", "", ""}}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		list, err := workbook.ReadContacts(made(t, blank.Options{Lang: l, Year: 2025, Contacts: want}))
		var got []blank.Contact
		for _, c := range list {
			got = append(got, blank.Contact{Owner: c.Owner, Email: c.Email, Copy: c.Copy, Region: c.Region})
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v: read %+v, %v", l, got, err)
		}
	}
}
