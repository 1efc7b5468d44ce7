package command

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

func TestTableReport(t *testing.T) {
	inFolder(t, map[string]string{"targets.xlsx": "info error warning change"})
	got := goalxl("fill targets.xlsx --lang zh")
	want := `targets.xlsx
  读到 目标分解明细表 3 行
  发现 1 个错误，1 个提醒，1 个说明，补算、改写单元格 1 个

  错误  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元
        建议：把华南 3500 改为 3600 即平
  提醒  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元
        建议：把华南 3500 改为 3600 即平
  说明  目标分解明细表!C2:C4
        区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元

  已保存：targets_已核对.xlsx
  下一步：在 Excel 里打开，从“问题清单”看起；改好后再运行一次
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
	for _, part := range []string{"many_已核对.xlsx", "无法读取", "共 3 个文件：发现 50 个错误，50 个提醒，50 个说明，未能处理 1"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is not in\n%s", part, got.out)
		}
	}
}

func TestManyFilesFitTheScreen(t *testing.T) {
	long := strings.Repeat("很长的名字", 8)
	inFolder(t, map[string]string{long + "1.xlsx": "error", long + "2.xlsx": "bad", "d/c.xlsx": "change"})
	for _, l := range []string{"zh", "en"} {
		got := goalxl("fill " + long + "1.xlsx " + long + "2.xlsx d/c.xlsx --out-dir out --lang " + l)
		inColumns(t, got.out)
		if strings.Contains(got.out, "out/") || strings.Count(got.out, "out") != 1 {
			t.Errorf("the folder is not said once:\n%s", got.out)
		}
		inColumns(t, goalxl("check "+long+"1.xlsx d --lang "+l).out)
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
