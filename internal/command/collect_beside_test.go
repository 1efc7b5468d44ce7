package command

import (
	"bytes"
	"fmt"
	"mime"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestCollectReminds(t *testing.T) {
	t.Chdir(t.TempDir())
	aMaster(t, "目标.xlsx")
	answer(t, "目标.xlsx", "目标.xlsx", func(f *excelize.File) {
		_, err := f.NewSheet("通讯录")
		must(t, err)
		for i, row := range [][]any{{"责任人", "邮箱", "抄送", "区域"}, {"张伟", "zhangwei@example.com", "boss@example.com", "华东"}, {"李娜", "lina@example.com", "", "华北"}} {
			must(t, f.SetSheetRow("通讯录", fmt.Sprintf("A%d", i+1), &row))
		}
	})
	if got := onDay("06-01", "split", "目标.xlsx", "--out-dir", "下发", "--deadline", "2026-06-15"); got.code > exitFound {
		t.Fatal(got.err)
	}
	must(t, os.Mkdir("回复", 0o777))
	must(t, copyFile(li, "回复/b.xlsx"))
	before := len(folder(t))
	if run, _ := collectJSON(t, "回复", "--remind", "--dry-run"); run.Replies[0].Mail == "" || len(folder(t)) != before {
		t.Errorf("a dry run: %+v", run.Replies)
	}
	run, got := collectJSON(t, "回复", "--remind")
	if states(run) != "b.xlsx:unchanged 张伟:missing 王芳:missing" || run.Replies[0].Late != 5 || !strings.Contains(got.err, "王芳 没有收件地址") {
		t.Errorf("%s, %+v\n%s", states(run), run.Replies, got.err)
	}
	raw, err := os.ReadFile("下发/催办/目标_张伟.eml")
	must(t, err)
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	must(t, err)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	must(t, err)
	if subject != "催办：请回复目标分解（张伟）" || !strings.Contains(m.Header.Get("To"), "zhangwei@example.com") || m.Header.Get("Cc") != "<boss@example.com>" || m.Header.Get("X-Unsent") != "1" {
		t.Errorf("%q, %v", subject, m.Header)
	}
	if found, _ := filepath.Glob("下发/催办/*"); len(found) != 1 {
		t.Errorf("drafts %v", found)
	}
}

// A master that fill has marked keeps what fill computed, and is told to be marked again.
func TestCollectIntoAMarkedMaster(t *testing.T) {
	aRound(t)
	answer(t, "目标.xlsx", "目标.xlsx", set(t, planSheet, "D2", nil))
	if got := onDay("06-01", "fill", "目标.xlsx"); got.code > exitFound {
		t.Fatal(got.err)
	}
	answer(t, zhang, "回复/a.xlsx", set(t, planSheet, "G5", 4500))
	got := onDay("06-20", "collect", "回复", "--into", "目标_已核对.xlsx")
	if got.code != exitDone || !strings.Contains(got.err, "核对标注先去掉了") || !strings.Contains(got.out, "目标_已核对_汇总.xlsx") {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	f, err := excelize.OpenFile("目标_已核对_汇总.xlsx")
	must(t, err)
	defer f.Close()
	for cell, want := range map[string]string{"D2": "40%", "H1": "建议目标值", "H2": "4500万元"} {
		if value, _ := f.GetCellValue(planSheet, cell); value != want {
			t.Errorf("%s is %q, want %q", cell, value, want)
		}
	}
	if sheets := strings.Join(f.GetSheetList(), " "); sheets != "总目标汇总表 目标分解明细表 策略执行跟踪表 回收情况 采纳记录" {
		t.Errorf("sheets %s", sheets)
	}
}

// refresh, fill and collect leave each other's work alone, in any order.
func TestCollectBesideRefreshAndFill(t *testing.T) {
	aRound(t)
	must(t, os.WriteFile("实际.csv", []byte("项目,月份,实际\n举办行业展会(3场),2026-06,1场\n"), 0o666))
	answer(t, zhang, "回复/a.xlsx", set(t, planSheet, "G5", 4500, trackSheet, "G5", "增加线上推广"))
	steps := map[string][]string{
		"refresh": {"refresh", "目标.xlsx", "--actuals", "实际.csv", "--as-of", "2026-06-30"},
		"fill":    {"fill", "目标.xlsx", "--in-place"},
		"collect": {"collect", "回复", "--into", "目标.xlsx", "--in-place"},
	}
	for _, step := range []string{"refresh", "collect", "fill", "collect", "refresh", "fill", "collect", "refresh", "collect"} {
		if got := onDay("06-30", steps[step]...); got.code > exitFound {
			t.Fatalf("%s: exit %d\n%s%s", step, got.code, got.out, got.err)
		}
		f, err := excelize.OpenFile("目标.xlsx")
		must(t, err)
		for cell, want := range map[string]string{planSheet + "!H2": "4500万元", trackSheet + "!G2": "增加线上推广", planSheet + "!C2": "4800万元"} {
			sheet, at, _ := strings.Cut(cell, "!")
			if value, _ := f.GetCellValue(sheet, at); value != want && step != "refresh" {
				t.Errorf("after %s: %s is %q", step, cell, value)
			}
		}
		for sheet, want := range map[string]int{"回收情况": 1, "采纳记录": 1, "月度快照": 1} {
			n := 0
			for _, name := range f.GetSheetList() {
				if strings.HasPrefix(name, sheet) {
					n++
				}
			}
			if n > want {
				t.Errorf("after %s there are %d sheets %s", step, n, sheet)
			}
		}
		f.Close()
	}
}

// A workbook made from the template prints the columns that it gets, after a second run,
// too.
func TestCollectedColumnsArePrinted(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, line := range []string{"template --sample -o 目标.xlsx", "split 目标.xlsx --by item --out-dir 下发"} {
		if got := onDay("06-01", strings.Fields(line)...); got.code != exitDone {
			t.Fatalf("%s: exit %d\n%s%s", line, got.code, got.out, got.err)
		}
	}
	must(t, os.Mkdir("回复", 0o777))
	handouts, err := filepath.Glob("下发/目标_华东*.xlsx")
	must(t, err)
	answer(t, handouts[0], "回复/a.xlsx", func(f *excelize.File) {
		set(t, planSheet, "H5", 1234, planSheet, "G5", 1234)(f)
	})
	for range 2 {
		if run, got := collectJSON(t, "回复", "--in-place"); got.code > exitFound || len(run.Replies) == 0 {
			t.Fatal(got.err)
		}
		f, err := excelize.OpenFile("目标.xlsx")
		must(t, err)
		found := false
		for _, n := range f.GetDefinedName() {
			found = found || n.Name == "_xlnm.Print_Area" && strings.Contains(n.RefersTo, planSheet) && strings.Contains(n.RefersTo, "$K$")
		}
		if !found {
			t.Errorf("the print area ends before the columns that were added: %+v", f.GetDefinedName())
		}
		f.Close()
	}
}
