package blank_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/internal/lang"
	"goalxl/workbook/blank"
)

func TestReadContacts(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("责任人,邮箱\n张伟,z@example.com\n")
	if err != nil {
		t.Fatal(err)
	}
	zhang := blank.Contact{Owner: "张伟", Email: "z@example.com"}
	for name, c := range map[string]struct {
		text string
		want []blank.Contact
	}{
		"all columns":     {"责任人,邮箱,抄送,区域\n张伟,z@example.com,c@example.com,华东\n", []blank.Contact{{"张伟", "z@example.com", "c@example.com", "华东"}}},
		"other order":     {"区域,邮箱,责任人\n华东,z@example.com,张伟\n", []blank.Contact{{"张伟", "z@example.com", "", "华东"}}},
		"byte order mark": {"\ufeff责任人,邮箱\n张伟,z@example.com\n", []blank.Contact{zhang}},
		"GB18030":         {gb, []blank.Contact{zhang}},
		"semicolons":      {"责任人;邮箱\n张伟;z@example.com\n", []blank.Contact{zhang}},
		"a title above":   {"2025年通讯录\n\n责任人\t邮箱\n张伟\tz@example.com\n", []blank.Contact{zhang}},
		"rows left out":   {"责任人,邮箱\n,x@example.com\n 张伟 ,z@example.com\n", []blank.Contact{zhang}},
		"English":         {"Owner,Email\nAnn,a@example.com\n", []blank.Contact{{Owner: "Ann", Email: "a@example.com"}}},
		"no contacts":     {"产品,价格\n甲,3\n", nil},
		"nothing":         {"", nil},
		"headings only":   {"责任人,邮箱\n", nil},
	} {
		path := filepath.Join(t.TempDir(), "contacts.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		got, err := blank.ReadContacts(path)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%s: read %+v, %v; want %+v", name, got, err, c.want)
		}
	}
}

// TestContactsComeBack reads the contacts of a workbook that was made with them.
func TestContactsComeBack(t *testing.T) {
	want := []blank.Contact{{"张伟", "z@example.com", "c@example.com", "华东"}, {"李娜", "l@example.com", "", ""}}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		got, err := blank.ReadContacts(made(t, blank.Options{Lang: l, Year: 2025, Contacts: want}))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v: read %+v, %v", l, got, err)
		}
	}
}

func FuzzReadContacts(f *testing.F) {
	for _, s := range []string{"责任人,邮箱\n张伟,z@example.com\n", "Owner;Email\n\"a;b\"\n", "\xff\xfe", "姓名\t邮箱\n\"", "区域,邮箱\r\n,,,\r\n"} {
		f.Add([]byte(s))
	}
	path := filepath.Join(f.TempDir(), "contacts.csv")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		list, err := blank.ReadContacts(path)
		if (err == nil) != (len(list) > 0) {
			t.Errorf("%d contacts and the error %v", len(list), err)
		}
		for _, c := range list {
			if c.Owner == "" {
				t.Errorf("a contact without a name: %+v", c)
			}
		}
	})
}
