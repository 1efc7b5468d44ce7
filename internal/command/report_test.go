package command

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

func TestJSONIsTheContract(t *testing.T) {
	inFolder(t, map[string]string{"targets.xlsx": "error change", "bad.xls": "bad"})
	got := goalxl("fill targets.xlsx bad.xls --format json")
	want := `{
 "schema": "goalxl/1",
 "command": "fill",
 "files": [
  {
   "path": "targets.xlsx",
   "status": "findings",
   "output": "targets_已核对.xlsx",
   "tables": [
    {
     "kind": "breakdown",
     "sheet": "目标分解明细表",
     "range": "A1:G4",
     "rows": 3
    }
   ],
   "findings": [
    {
     "rule": "sum-mismatch",
     "severity": "error",
     "sheet": "目标分解明细表",
     "cell": "C2",
     "range": "C2:C4",
     "subject": "区域维度",
     "found": "119000000",
     "expected": "120000000",
     "difference": "-1000000",
     "unit": "元",
     "message": "区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元",
     "hint": "把华南 3500 改为 3600 即平"
    }
   ],
   "changes": [
    {
     "sheet": "目标分解明细表",
     "cell": "D3",
     "before": "",
     "after": "0.4",
     "why": "按金额补算占比"
    }
   ]
  },
  {
   "path": "bad.xls",
   "status": "unreadable",
   "error": {
    "message": "旧版 .xls 格式",
    "hint": "请在 Excel 或 WPS 里另存为 .xlsx 后再试"
   },
   "tables": [],
   "findings": [],
   "changes": []
  }
 ],
 "summary": {
  "files": 2,
  "errors": 1,
  "warnings": 0,
  "infos": 0,
  "changes": 1
 }
}
`
	if got.out != want {
		t.Errorf("got %s", got.out)
	}
}

func TestJSONLeavesAbsentValuesOut(t *testing.T) {
	inFolder(t, map[string]string{"i.xlsx": "info", "full.xlsx": "full"})
	got := goalxl("check i.xlsx --format json")
	for _, key := range []string{`"output"`, `"error"`, `"found"`, `"difference"`, `"unit"`, `"hint"`, "null"} {
		if strings.Contains(got.out, key) {
			t.Errorf("%s is there:\n%s", key, got.out)
		}
	}
	if got := goalxl("fill full.xlsx --format json"); !strings.Contains(got.out, `"status": "unwritable"`) {
		t.Errorf("%s", got.out)
	}
	if got := goalxl("check . --format json -q"); !strings.Contains(got.out, `"files": 2`) {
		t.Errorf("-q took the result away: %s", got.out)
	}
}

// TestJSONKeepsEveryText holds that the output reads back as what was put in,
// and has nothing in it that acts on a terminal.
func TestJSONKeepsEveryText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + rapid.SampledFrom([]string{"", "\x1b[2J", "\u202e", "\x7f", "\U000e0041", "\u0085"}).Draw(t, "act")
		out := encodeJSON([]string{text})
		var back []string
		if err := json.Unmarshal([]byte(out), &back); err != nil || back[0] != text {
			t.Fatalf("%q became %q: %v", text, out, err)
		}
		if strings.ContainsFunc(strings.ReplaceAll(out, "\n", ""), harmful) {
			t.Fatalf("%q has something that acts on a terminal", out)
		}
	})
}

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

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"华东 4800万元":        "华东 4800万元",
		"\x1b[31m红\x1b[0m": `\x1b[31m红\x1b[0m`,
		"a\u202egnp.xlsx":  `a\u202egnp.xlsx`,
		"两行\n文字\t制表":       "两行 文字 制表",
		"\xff坏":            `\xff坏`,
		"\uFFFD":           "\uFFFD",
		"零\u200b宽":         `零\u200b宽`,
		"\u009b2J":         `\u009b2J`,
	} {
		if got := visible(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestNothingHarmfulReachesTheTerminal(t *testing.T) {
	inFolder(t, map[string]string{"a\x1b[2J.xlsx": "error", "b\u202e.xlsx": "bad"})
	for _, line := range []string{"fill a\x1b[2J.xlsx", "fill .", "check a\x1b[2J.xlsx b\u202e.xlsx none\x07.xlsx", "fill a\x1b[2J.xlsx --bo\x1bgus",
		"fill . --format json", "fill . --format csv", "rules \x1b[2J"} {
		got := goalxl(line)
		for _, text := range []string{got.out, got.err} {
			clean := strings.NewReplacer("\n", "", "\r\n", "", "\uFEFF", "").Replace(text)
			if strings.ContainsFunc(strings.ReplaceAll(clean, "\r", ""), harmful) {
				t.Errorf("%q said %q", line, text)
			}
		}
	}
}

func TestTableReport(t *testing.T) {
	inFolder(t, map[string]string{"targets.xlsx": "info error warning change"})
	got := goalxl("fill targets.xlsx --lang zh")
	want := `targets.xlsx
  读到 目标分解明细表 3 行
  发现 错误 1，提醒 1，说明 1，补算、改写 1 个单元格

  错误  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元
        建议：把华南 3500 改为 3600 即平
  提醒  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元
        建议：把华南 3500 改为 3600 即平
  说明  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元

  已保存：targets_已核对.xlsx
  下一步：在 Excel 里打开，从「问题清单」看起；改好后再运行一次
`
	if got.out != want {
		t.Errorf("got\n%s\nwant\n%s", got.out, want)
	}
}

func TestTableReportFitsTheScreen(t *testing.T) {
	inFolder(t, map[string]string{"many.xlsx": strings.Repeat("error warning info change ", 50), "b.xlsx": "", "bad.xlsx": "bad"})
	for _, line := range []string{"fill many.xlsx", "check many.xlsx", "fill many.xlsx --lang en", "fill many.xlsx --dry-run"} {
		got := goalxl(line)
		if n := strings.Count(got.out, "\n"); n > screen {
			t.Errorf("%s: %d lines\n%s", line, n, got.out)
		}
		if !strings.Contains(line, "en") && !strings.Contains(got.out, "还有 ") {
			t.Errorf("%s does not say what it left out\n%s", line, got.out)
		}
		inColumns(t, got.out)
	}
	got := goalxl("fill many.xlsx b.xlsx bad.xlsx --lang zh")
	inColumns(t, got.out)
	for _, part := range []string{"many_已核对.xlsx", "无法读取", "共 3 个文件：发现 错误 50，提醒 50，说明 50，未能处理 1"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is not in\n%s", part, got.out)
		}
	}
}

func inColumns(t *testing.T, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if columns(line) > 80 {
			t.Errorf("%d columns: %s", columns(line), line)
		}
	}
}

func TestHelpFitsTheScreen(t *testing.T) {
	for _, l := range []string{"zh", "en"} {
		got := goalxl("--lang " + l)
		inColumns(t, got.out)
		if n := strings.Count(got.out, "\n"); n > screen || got.code != 0 || got.err != "" {
			t.Errorf("%s: %d lines, exit %d\n%s", l, n, got.code, got.out)
		}
		for _, c := range commands() {
			if !strings.Contains(got.out, "  "+c.name+" ") {
				t.Errorf("%s: %s is not listed\n%s", l, c.name, got.out)
			}
			help := goalxl(c.name + " --help --lang " + l)
			inColumns(t, help.out)
			for _, o := range c.options {
				if !strings.Contains(help.out, "--"+o.name) {
					t.Errorf("%s: the help of %s lacks --%s", l, c.name, o.name)
				}
			}
		}
	}
}

func TestRulesSayEverything(t *testing.T) {
	for _, l := range []string{"zh", "en"} {
		inColumns(t, goalxl("rules --lang "+l).out)
		inColumns(t, goalxl("rules growth-above-history --lang "+l).out)
	}
	var run struct {
		Rules []struct{ ID, Severity, Title, Help string }
	}
	if err := json.Unmarshal([]byte(goalxl("rules --format json --lang en").out), &run); err != nil || len(run.Rules) < 20 {
		t.Errorf("%d rules, %v", len(run.Rules), err)
	}
	if got := goalxl("rules sum-mismach --lang en"); got.err != "goalxl: there is no rule sum-mismach; did you mean goalxl rules sum-mismatch?\n" {
		t.Errorf("%q", got.err)
	}
}

func TestProgress(t *testing.T) {
	var out, err bytes.Buffer
	for _, c := range []struct {
		live, quiet bool
		of          int
		want        string
	}{
		{true, false, 3, "\r正在处理第 2 个，共 3 个：a.xlsx\r" + strings.Repeat(" ", 32) + "\rdone\n"},
		{false, false, 3, "done\n"},
		{true, true, 3, ""},
		{true, false, 1, "done\n"},
	} {
		err.Reset()
		v := voice{out: &out, err: &err, live: c.live, quiet: c.quiet, width: 80}
		v.progress(2, c.of, "数据/a.xlsx")
		v.note(lang.T("done", "done").With())
		if err.String() != c.want {
			t.Errorf("%+v: got %q", c, err.String())
		}
	}
}

func TestColours(t *testing.T) {
	v := voice{colour: true}
	if got := v.severity(allocate.Error); got != "\x1b[31m错误\x1b[0m" {
		t.Errorf("%q", got)
	}
	v.colour = false
	if got := v.severity(allocate.Error); got != "错误" {
		t.Errorf("%q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"区域维度合计，应为", 12, "区域维度合\n计，应为"},
		{"少 100万元整", 8, "少\n100万元\n整"},
		{"aaaa bbbb cccc", 9, "aaaa bbbb\ncccc"},
		{"abcdefgh", 3, "abc\ndef\ngh"},
		{"（一）二", 4, "（一\n）二"},
		{"", 10, ""},
	} {
		if got := wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元", uint8(20))
	f.Fuzz(func(t *testing.T, s string, w uint8) {
		s = visible(s)
		width := int(w)%100 + 2
		out := wrap(s, width)
		for _, line := range strings.Split(out, "\n") {
			if columns(line) > width {
				t.Fatalf("%q in %d columns has %q", s, width, line)
			}
		}
		bare := strings.NewReplacer("\n", "", " ", "").Replace
		if bare(out) != bare(s) {
			t.Fatalf("%q lost something: %q", s, out)
		}
	})
}

func TestLanguages(t *testing.T) {
	cases := []struct {
		args, env string
		want      lang.Lang
	}{
		{"", "", lang.ZH},
		{"", "LANG=en_US.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8", lang.ZH},
		{"", "LANG=zh_TW", lang.ZH},
		{"", "LANG=C.UTF-8", lang.ZH},
		{"", "LANG=POSIX", lang.ZH},
		{"", "LANG=de_DE.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8 LC_ALL=en_GB.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB.UTF-8", lang.EN},
		{"", "LANG=en_US LC_ALL=zh_CN", lang.ZH},
		{"--lang en", "LANG=zh_CN.UTF-8", lang.EN},
		{"fill a.xlsx --lang=zh", "LANG=en_US", lang.ZH},
		{"fill -- --lang en", "LANG=zh_CN", lang.ZH},
	}
	for _, c := range cases {
		env := func(name string) string {
			for _, pair := range strings.Fields(c.env) {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		}
		if got := spokenLanguage(strings.Fields(c.args), env); got != c.want {
			t.Errorf("%q with %q: got %v", c.args, c.env, got)
		}
	}
}
