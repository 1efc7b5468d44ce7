package workbook

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"goalxl/allocate"
)

func TestHistoryFromCSV(t *testing.T) {
	const text = "项目,2022,2023年\n华东,\"4,174万元\",4800.1248万元\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"UTF-8": text, "BOM": "\xef\xbb\xbf" + text, "GB18030": gb, "UTF-16": wide,
		"semicolons": "项目;2022;2023年\r\n华东;4,174万元;4800.1248万元\r\n",
		"long":       "项目\t年份\t实际\n华东\t2022\t4174万元\n华东\t2023\t4800.1248万元\n",
	} {
		path := filepath.Join(t.TempDir(), "history.csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		plan := &allocate.Plan{}
		if err := AddHistory(plan, path); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		for _, a := range plan.History {
			got += a.Item + a.Amount.Plain() + " "
		}
		if got != "华东41740000 华东48001248 " {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestCSVWithoutHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := AddHistory(&allocate.Plan{}, path); err == nil {
		t.Error("a file without history is taken silently")
	}
	if err := AddHistory(&allocate.Plan{}, filepath.Join(t.TempDir(), "none.csv")); err == nil {
		t.Error("a file that is not there is taken silently")
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("项目,2022\n华东,1万元\n"))
	f.Add([]byte("\xff\xfea\x00;\x00"))
	f.Add([]byte("\"\n\"\"a,\xb9\xfa"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f.csv")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if plan, err := readCSV(path); err == nil && len(plan.Tables) == 0 {
			t.Error("read without a table")
		}
	})
}
