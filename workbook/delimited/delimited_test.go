package delimited

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/internal/lang"
)

// all reads every row, as "line field|field".
func all(raw string) (rows []string, err error) {
	r, err := Parse("表.csv", []byte(raw))
	if err != nil {
		return nil, err
	}
	for {
		line, fields, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, strconv.Itoa(line)+" "+strings.Join(fields, "|"))
	}
}

func gb(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func wide(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestEncodingsAndForms(t *testing.T) {
	const text = "项目,2023年\n华东,\"4,800\"\n"
	want := []string{"1 项目|2023年", "2 华东|4,800"}
	for name, raw := range map[string]string{
		"UTF-8": text, "BOM": "\ufeff" + text, "GB18030": gb(text), "UTF-16LE": wide(text, binary.LittleEndian), "UTF-16BE": wide(text, binary.BigEndian),
		"CR LF": strings.ReplaceAll(text, "\n", "\r\n"), "CR": strings.ReplaceAll(text, "\n", "\r"), "semicolons": "项目;2023年\n华东;4,800", "tabs": "项目\t2023年\n华东\t4,800\n",
		"empty fields behind": "项目,2023年,,\n华东,\"4,800\",,,\n",
	} {
		if got, err := all(raw); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := all("sep=;\n项目;a,b,c\n\n华东;1\n"); err != nil || !slices.Equal(got, []string{"2 项目|a,b,c", "4 华东|1"}) {
		t.Errorf("sep= in front: %q, %v", got, err)
	}
	if got, err := all("2025年通讯录\n\n责任人\t邮箱\n"); err != nil || !slices.Equal(got, []string{"1 2025年通讯录", "3 责任人|邮箱"}) {
		t.Errorf("a title: %q, %v", got, err)
	}
	if got, err := all("型号,尺寸\n甲,24\" 屏\n乙,27\"\n"); err != nil || !slices.Equal(got, []string{"1 型号|尺寸", "2 甲|24\" 屏", "3 乙|27\""}) {
		t.Errorf("inches: %q, %v", got, err)
	}
}

func TestRefusals(t *testing.T) {
	for says, raw := range map[string]string{
		"工作簿":          "PK\x03\x04rest",
		"请在 Excel":     "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"别的文件":         "<html><table>",
		"不是文本":         "a,b\n\x00,1\n",
		"文字编码无法辨认":     "a,\xff\xff\n",
		"不是文本，":        "\xff\xfea\x00,\x00\x00\xd8",
		"第 2 行起有一个引号":  "a,b\n\"华东,1\n华北,2\n",
		"第 2 行有单元格超过":  "a\n" + strings.Repeat("长", 32_768),
		"第 2 行超过 1 MB": "a\n" + strings.Repeat("长", 400_000),
		"第 2 行超过工作表":   "a\n" + strings.Repeat("x,", 16_384) + "x",
		"第 1048577 行":  strings.Repeat("x\n", 1_048_577),
	} {
		_, err := all(raw)
		var said *lang.Error
		if !errors.As(err, &said) || !strings.Contains(said.In(lang.ZH), says) || !strings.HasPrefix(said.In(lang.ZH), "表.csv: ") {
			t.Errorf("%.20q: %v, want %q", raw, err, says)
		}
	}
	if _, err := Open("不存在.csv"); err == nil || !strings.Contains(err.Error(), "could not be read") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"项目,2022\n华东,1万元\n", wide("a;b", binary.LittleEndian), "\"\n\"\"a,\xb9\xfa", "sep=;\na;b", "\"a\nb", "a\r\rb", "\ufeff\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := Parse("f.csv", raw)
		var said *lang.Error
		if err != nil && !errors.As(err, &said) {
			t.Fatalf("not an error for people: %v", err)
		}
		if err != nil {
			return
		}
		for last := 0; ; {
			line, fields, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				if !errors.As(err, &said) {
					t.Fatalf("not an error for people: %v", err)
				}
				return
			}
			if line <= last || len(fields) > 0 && fields[len(fields)-1] == "" {
				t.Fatalf("line %d after %d: %q", line, last, fields)
			}
			last = line
		}
	})
}
