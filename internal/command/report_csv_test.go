package command

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCSV(t *testing.T) {
	inFolder(t, map[string]string{"=cmd.xlsx": "error", "i.xlsx": "info"})
	got := goalxl("fill =cmd.xlsx i.xlsx --format csv")
	want := "\uFEFF文件,级别,规则,工作表,单元格,对象,实际,应为,差额,单位,说明,建议\r\n" +
		"'=cmd.xlsx,错误,sum-mismatch,目标分解明细表,C2:C4,区域维度,119000000,120000000,-1000000,元," +
		"区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元,把华南 3500 改为 3600 即平\r\n"
	if !strings.HasPrefix(got.out, want) {
		t.Errorf("got %q\nwant %q", got.out, want)
	}
	if !strings.Contains(got.err, "已保存：=cmd_已核对.xlsx") {
		t.Errorf("the result was not named on standard error: %q", got.err)
	}
}

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"":                   "",
		"华东":                 "华东",
		"-6000000":           "-6000000",
		"0.4":                "0.4",
		"-0.4":               "-0.4",
		"=1+1":               "'=1+1",
		"+86 10":             "'+86 10",
		"-":                  "'-",
		"--1":                "'--1",
		"-1-2":               "'-1-2",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "' =1",
		"\r=1":               "' =1",
		" =1":                "' =1",
		"＝1+1":               "'＝1+1",
		"a\nb":               "a b",
		"\x1b]8;;http://x\a": `\x1b]8;;http://x\x07`,
		"1e5":                "1e5",
		"-1e5":               "'-1e5",
	} {
		if got := inert(cell); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}

// FuzzInert holds that no cell is a formula to a spreadsheet, and that a CSV
// reader gets back the cells that were written.
func FuzzInert(f *testing.F) {
	for _, s := range []string{"=1", "-5", "a,b\"c", "\u3000+1", "\x00", "﹣1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		out := encodeCSV([][]string{{"head", cell}})
		if !strings.HasPrefix(out, "\uFEFF") || !utf8.ValidString(out) {
			t.Fatalf("%q: %q is no UTF-8 with a mark", cell, out)
		}
		rows, err := csv.NewReader(strings.NewReader(out[3:])).ReadAll()
		if err != nil || len(rows) != 1 || rows[0][1] != inert(cell) {
			t.Fatalf("%q: read back %q, %v", cell, rows, err)
		}
		got := strings.TrimLeft(rows[0][1], " \u3000\u00a0")
		if got != "" && strings.ContainsAny(got[:1], "=+@\t\r\n") || strings.HasPrefix(got, "-") && !isNumber(got) {
			t.Fatalf("%q gives the formula %q", cell, got)
		}
	})
}
