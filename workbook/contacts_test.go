package workbook

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/allocate"
)

func TestReadContacts(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("责任人,邮箱\n张伟,z@example.com\n")
	if err != nil {
		t.Fatal(err)
	}
	zhang := allocate.Contact{Owner: "张伟", Email: "z@example.com"}
	for name, c := range map[string]struct {
		text string
		want []allocate.Contact
	}{
		"all columns":     {"责任人,邮箱,抄送,区域\n张伟,z@example.com,c@example.com,华东\n", []allocate.Contact{{Owner: "张伟", Email: "z@example.com", Copy: "c@example.com", Region: "华东"}}},
		"other order":     {"区域,邮箱,责任人\n华东,z@example.com,张伟\n", []allocate.Contact{{Owner: "张伟", Email: "z@example.com", Region: "华东"}}},
		"byte order mark": {"\ufeff责任人,邮箱\n张伟,z@example.com\n", []allocate.Contact{zhang}},
		"GB18030":         {gb, []allocate.Contact{zhang}},
		"semicolons":      {"责任人;邮箱\n张伟;z@example.com\n", []allocate.Contact{zhang}},
		"a title above":   {"2025年通讯录\n\n责任人\t邮箱\n张伟\tz@example.com\n", []allocate.Contact{zhang}},
		"rows left out":   {"责任人,邮箱\n,x@example.com\n 张伟 ,z@example.com\n", []allocate.Contact{zhang}},
		"English":         {"Owner,Email\nAnn,a@example.com\n", []allocate.Contact{{Owner: "Ann", Email: "a@example.com"}}},
		"no addresses":    {"责任人,邮箱,抄送\n张伟,见群,内线 8001\n", []allocate.Contact{{Owner: "张伟", Wrong: "见群", Email: "见群", Copy: "内线 8001", WrongCopy: "内线 8001"}}},
		"no contacts":     {"产品,价格\n甲,3\n", nil},
		"nothing":         {"", nil},
		"headings only":   {"责任人,邮箱\n", nil},
	} {
		path := filepath.Join(t.TempDir(), "contacts.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		list, err := ReadContacts(path)
		var got []allocate.Contact
		for _, c := range list {
			c.At = allocate.Ref{}
			got = append(got, *c)
		}
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%s: read %+v, %v; want %+v", name, got, err, c.want)
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
		list, err := ReadContacts(path)
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
