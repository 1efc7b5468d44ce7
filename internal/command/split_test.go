package command

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"goalxl/internal/outbox"
)

// real runs a command line with the engine over workbook files, in the current folder.
func real(t *testing.T, args ...string) outcome {
	t.Helper()
	var out, err strings.Builder
	p := &program{engine: newEngine(), today: func() time.Time { return time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC) }, voice: voice{lang: spokenLanguage(args, func(string) string { return "" }), out: &out, err: &err, width: 80}}
	code := p.run(t.Context(), args)
	return outcome{code: code, out: out.String(), err: err.String()}
}

// tableSpec is a breakdown and actions of these owners, as writeBook takes them; every
// text of an owner's rows is theirs alone.
func tableSpec(owners []string) string {
	var b strings.Builder
	b.WriteString(".sheet 目标分解明细表\n拆解维度\t子目标项\t目标值\t责任人\t关键策略\n")
	for i, o := range owners {
		fmt.Fprintf(&b, "区域维度\t地方%03d甲\t%d万元\t'%s\t打法%03d乙\n", i, 1001+i, o, i)
	}
	b.WriteString(".note A1 批注机密\n.hidden\n.sheet 策略执行跟踪表\n策略名称\t具体行动\t责任人\t时间节点\t完成状态\n")
	for i, o := range owners {
		fmt.Fprintf(&b, "计划%03d丙\t行动%03d丁\t'%s\t2024/06-09\t%d%%\n", i, i, o, i%100)
	}
	b.WriteString(".sheet 隐藏机密\n机密底稿\n.hidden\n")
	return b.String()
}

func splitOutputs(t *testing.T, got outcome) []jsonOutput {
	t.Helper()
	var run struct{ Outputs []jsonOutput }
	if err := json.Unmarshal([]byte(got.out), &run); err != nil {
		t.Fatalf("%v\n%s%s", err, got.out, got.err)
	}
	return run.Outputs
}

// TestNothingOfOthersIsHandedOut looks through every part of every handout for texts
// of other owners' rows, of hidden sheets and of notes.
func TestNothingOfOthersIsHandedOut(t *testing.T) {
	t.Chdir(t.TempDir())
	owners := []string{"张伟", "李娜", "王芳", "赵敏"}
	if err := writeBook("plan.xlsx", tableSpec(owners)); err != nil {
		t.Fatal(err)
	}
	outputs := splitOutputs(t, real(t, "split", "plan.xlsx", "--out-dir", "out", "--format", "json"))
	if len(outputs) != len(owners) {
		t.Fatalf("%d outputs", len(outputs))
	}
	source, err := os.ReadFile("plan.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	box, err := outbox.Open("out")
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range outputs {
		parts, err := partsOf(o.Path)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for name, b := range parts {
			all.WriteString(name)
			all.Write(b)
		}
		forbidden := []string{"机密", "plan", box.Record.Secret, box.Record.Source.SHA256, "/tmp"}
		own := 0
		for j, name := range owners {
			texts := []string{name, fmt.Sprintf("地方%03d", j), fmt.Sprintf("打法%03d", j), fmt.Sprintf("计划%03d", j), fmt.Sprintf("行动%03d", j), fmt.Sprint(1001+j, "万元")}
			for _, text := range texts {
				switch found := strings.Contains(all.String(), text); {
				case j == i && found:
					own++
				case j == i:
					t.Errorf("%s: lacks %s", o.Path, text)
				case found:
					t.Errorf("%s: has %s of %s", o.Path, text, name)
				}
			}
		}
		for _, text := range forbidden {
			if strings.Contains(all.String(), text) {
				t.Errorf("%s: has %q", o.Path, text)
			}
		}
		if own < 6 || len(source) == 0 {
			t.Errorf("%s: only %d own texts: the search is broken", o.Path, own)
		}
	}
}

// TestHostileOwners gives 80 owners names that are hard on file systems, spreadsheets
// and mails.
func TestHostileOwners(t *testing.T) {
	t.Chdir(t.TempDir())
	var owners []string
	for i := range 80 {
		evil := []string{"../../etc/passwd", `..\..\x`, "CON", "nul", "com1", "a:b|c?", "=1+1", "@A1+1", "张伟.", "...", "~$x", "-rf", "\u202e张\u200b伟", "ANNA", "anna", "é", "e\u0301",
			strings.Repeat("长", 150), "a\"b<c>&d", "下发清单", "<!--", "]]>", "{责任人}", "%s%n", "$(reboot)", "\U0001F468\u200d\U0001F469"}[i%26]
		if i >= 26 {
			evil += fmt.Sprint(" ", i)
		}
		owners = append(owners, evil)
	}
	if err := writeBook("plan.xlsx", tableSpec(owners)); err != nil {
		t.Fatal(err)
	}
	outputs := splitOutputs(t, real(t, "split", "plan.xlsx", "--out-dir", "out", "--format", "json", "--name", "{责任人}"))
	// anna and ANNA are one owner, as é and e\u0301 are not.
	if len(outputs) < 79 {
		t.Fatalf("%d outputs", len(outputs))
	}
	seen := map[string]bool{}
	rows := 0
	for _, o := range outputs {
		base := filepath.Base(o.Path)
		folded := strings.ToLower(norm.NFC.String(base))
		if filepath.Dir(o.Path) != "out" || len(base) > 200 || seen[folded] || strings.ContainsAny(base, `<>:"/\|?*`) {
			t.Errorf("%q gave %q", o.Owner, o.Path)
		}
		seen[folded] = true
		if _, err := os.Stat(o.Path); err != nil {
			t.Error(err)
		}
		rows += o.Rows
	}
	if rows != 160 {
		t.Errorf("%d rows, want 160", rows)
	}
	entries, err := os.ReadDir("out")
	if err != nil || len(entries) != len(outputs)+2 {
		t.Errorf("%d files for %d handouts, %v", len(entries), len(outputs), err)
	}
	if _, err := outbox.Open("out"); err != nil {
		t.Error(err)
	}
}

// TestSplitLeavesNothing stops a split on its way: nothing that looks complete, and
// nothing at all once it has ended, is there.
func TestSplitLeavesNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := writeBook("plan.xlsx", tableSpec([]string{"张伟", "李娜"})); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("there", 0o777); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]outcome{
		"a file in the way": real(t, "split", "plan.xlsx", "--out-dir", "plan.xlsx/out"),
		"a bad workbook":    real(t, "split", "there", "--out-dir", "out"),
	} {
		if got.code == exitDone {
			t.Errorf("%s: done", name)
		}
	}
	entries, _ := os.ReadDir(".")
	if len(entries) != 2 {
		t.Errorf("left: %v", entries)
	}
}

func TestPatterns(t *testing.T) {
	p, err := parsePattern("--name", "{责任人}-{DATE}", wordOwner, wordDate)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.fill(map[word]string{wordOwner: "{日期}", wordDate: "20240701"}); got != "{日期}-20240701" {
		t.Errorf("filled in as %q", got)
	}
	for _, text := range []string{"", "  ", "{总}", "a{}b"} {
		if _, err := parsePattern("--name", text, wordOwner); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// TestSplitStopped stops a split on its way, gently and not: nothing that looks
// complete is there, and a later one makes it whole.
func TestSplitStopped(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such signals")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := writeBook("plan.xlsx", manyOwners(40, 5)); err != nil {
		t.Fatal(err)
	}
	for _, signal := range []os.Signal{os.Interrupt, os.Kill} {
		cmd := &exec.Cmd{Path: self, Args: []string{"goalxl", "split", "plan.xlsx", "--out-dir", "out"}}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		half := func() int { found, _ := filepath.Glob(".goalxl-*.tmp/*.xlsx"); return len(found) }
		for half() < 3 && cmd.ProcessState == nil {
			time.Sleep(time.Millisecond)
		}
		cmd.Process.Signal(signal)
		cmd.Wait()
		if _, err := os.Stat("out"); err == nil {
			t.Fatalf("%v: there is an outbox; it was not stopped in time", signal)
		}
		left, _ := filepath.Glob(".goalxl-*")
		if signal == os.Interrupt && (cmd.ProcessState.ExitCode() != exitInterrupted || len(left) != 0) {
			t.Errorf("%v: exit %d, left %v", signal, cmd.ProcessState.ExitCode(), left)
		}
	}
	if got := real(t, "split", "plan.xlsx", "--out-dir", "out"); got.code != exitDone {
		t.Errorf("afterwards: %s", got.err)
	}
	if _, err := outbox.Open("out"); err != nil {
		t.Error(err)
	}
}
