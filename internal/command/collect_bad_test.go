package command

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// rezip writes a workbook again with its parts changed.
func rezip(t *testing.T, from, to string, change func(name string, b []byte) []byte) {
	t.Helper()
	r, err := zip.OpenReader(from)
	must(t, err)
	defer r.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range r.File {
		src, err := part.Open()
		must(t, err)
		b, err := io.ReadAll(src)
		must(t, err)
		src.Close()
		dst, err := w.Create(part.Name)
		must(t, err)
		_, err = dst.Write(change(part.Name, b))
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile(to, out.Bytes(), 0o666))
}

// edited is an edit in every open column, so that a bad reply that is taken shows.
func edited(t *testing.T) func(f *excelize.File) {
	return set(t, planSheet, "G5", 1, planSheet, "H5", "不该进来", planSheet, "I5", "不该进来")
}

// badReplies makes fifty of them in 回复, and returns the state that each is in.
func badReplies(t *testing.T) map[string]string {
	want := map[string]string{}
	name := func(state string) string {
		path := fmt.Sprintf("回复/%02d %s.xlsx", len(want)+1, state)
		want[filepath.Base(path)] = state
		return path
	}
	forge(t, name)
	staleAndForeign(t, name)
	damage(t, name)
	for _, handout := range []string{zhang, li, wang} { // doubled
		must(t, copyFile(handout, name("unchanged")))
		must(t, copyFile(handout, name("duplicate")))
		rezip(t, handout, name("duplicate"), func(_ string, b []byte) []byte { return b })
		answer(t, handout, name("duplicate"), nil)
	}
	return want
}

// forge makes replies whose identity was made up, altered, or is another one's.
func forge(t *testing.T, name func(string) string) {
	all := func(old, new string) func(string, []byte) []byte {
		return func(_ string, b []byte) []byte { return bytes.ReplaceAll(b, []byte(old), []byte(new)) }
	}
	answer(t, zhang, "edited.xlsx", edited(t))
	raw := identityOf(t, "edited.xlsx")
	check := raw[strings.LastIndex(raw, " ")+1:]
	for i := range 8 { // a digit of the check
		altered := []byte(check)
		altered[i*7] = "0123456789abcdef"[(strings.IndexByte("0123456789abcdef", altered[i*7])+1)%16]
		rezip(t, "edited.xlsx", name("forged"), all(check, string(altered)))
	}
	for _, part := range []string{"002", "003", "004", "999"} { // somebody else's number under one's own check
		rezip(t, "edited.xlsx", name("forged"), all("part 001; check", "part "+part+"; check"))
	}
	rezip(t, "edited.xlsx", name("forged"), func(part string, b []byte) []byte { // two identities
		if strings.HasPrefix(part, "docProps/custom") {
			return all("part 001", "part 002")(part, b)
		}
		return b
	})
	other := identityOf(t, li)
	rezip(t, "edited.xlsx", name("forged"), all(raw, other)) // another's whole identity over one's own rows
	for i := range 2 {                                       // made up from nothing
		f := excelize.NewFile()
		set(t, "Sheet1", "A1", fmt.Sprintf("goalxl handout 1; round %s; part 00%d; check %s", roundIn(raw), i+1, strings.Repeat("0", 64)))(f)
		_, err := f.NewSheet("二")
		must(t, err)
		must(t, f.SetSheetVisible("Sheet1", false))
		must(t, f.SaveAs(name("forged")))
	}
}

// identityOf is the identity in a handout.
func identityOf(t *testing.T, path string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	id, err := f.GetCellValue("下发标识", "A1")
	must(t, err)
	return id
}

func roundIn(identity string) string {
	_, rest, _ := strings.Cut(identity, "round ")
	round, _, _ := strings.Cut(rest, ";")
	return round
}

// staleAndForeign makes replies to an earlier round, to another plan, and to nothing.
func staleAndForeign(t *testing.T, name func(string) string) {
	for _, handout := range []string{"上月/目标_张伟.xlsx", "上月/目标_李娜.xlsx", "上月/目标_王芳.xlsx"} {
		answer(t, handout, name("stale"), edited(t))
		must(t, copyFile(handout, name("stale")))
	}
	raw := identityOf(t, zhang)
	rezip(t, zhang, name("stale"), func(_ string, b []byte) []byte { // a round that nobody remembers
		return bytes.ReplaceAll(b, []byte(roundIn(raw)), []byte("20250101-00000000"))
	})
	for _, handout := range []string{"别的/别的_张伟.xlsx", "别的/别的_李娜.xlsx"} {
		answer(t, handout, name("foreign"), edited(t))
	}
	must(t, copyFile("目标.xlsx", name("foreign"))) // a copy of the master
	for i := range 3 {
		f := excelize.NewFile()
		set(t, "Sheet1", "A1", "请假单", "Sheet1", "B2", i)(f)
		must(t, f.SaveAs(name("foreign")))
	}
	rezip(t, "edited.xlsx", name("foreign"), func(_ string, b []byte) []byte { // stripped of all that tells
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("goalxl handout 1"), []byte("someone else's 1")), []byte("gx-"), []byte("no-"))
	})
}

// damage makes replies that cannot be read.
func damage(t *testing.T, name func(string) string) {
	whole, err := os.ReadFile("edited.xlsx")
	must(t, err)
	for _, part := range []int{0, 10, 50, 90, 99} { // cut off in the mail
		must(t, os.WriteFile(name("unreadable"), whole[:len(whole)*part/100], 0o666))
	}
	for i := range 3 { // a flipped byte
		b := slices.Clone(whole)
		b[len(b)/4*(i+1)] ^= 0xff
		must(t, os.WriteFile(name("unreadable"), b, 0o666))
	}
	must(t, os.WriteFile(name("unreadable"), []byte("<html>您的登录已过期</html>"), 0o666))
}

// Fifty forged, stale, doubled, foreign and damaged replies are each named for what
// they are, and none changes the master.
func TestCollectFiftyBadReplies(t *testing.T) {
	t.Chdir(t.TempDir())
	aMaster(t, "目标.xlsx")
	aMaster(t, "别的.xlsx")
	answer(t, "别的.xlsx", "别的.xlsx", set(t, planSheet, "G2", "另一份计划"))
	for _, split := range [][]string{{"05-01", "split", "目标.xlsx", "--out-dir", "上月"}, {"06-01", "split", "目标.xlsx", "--out-dir", "下发"}, {"06-02", "split", "别的.xlsx", "--out-dir", "别的"}} {
		if got := onDay(split[0], split[1:]...); got.code != exitDone {
			t.Fatalf("%v: exit %d\n%s%s", split, got.code, got.out, got.err)
		}
	}
	must(t, os.Mkdir("回复", 0o777))
	want := badReplies(t)
	if len(want) < 50 {
		t.Errorf("only %d replies", len(want))
	}
	run, got := collectJSON(t, "回复")
	if got.code != exitFile || changed(run) != "" || len(run.Conflicts) != 0 {
		t.Errorf("exit %d, %s, %+v", got.code, changed(run), run.Conflicts)
	}
	have := map[string]string{}
	for _, r := range run.Replies {
		have[filepath.Base(r.Path)] = r.State
	}
	for _, file := range slices.Sorted(maps.Keys(want)) {
		if have[file] != want[file] {
			t.Errorf("%s is said to be %q", file, have[file])
		}
		lines := 0
		for _, line := range strings.Split(got.err, "\n") {
			if strings.HasPrefix(line, file) || strings.HasPrefix(line, "回复/"+file) {
				lines++
			}
		}
		if lines != 1 && want[file] != "unchanged" {
			t.Errorf("%s has %d lines of its own", file, lines)
		}
	}
	for sheet, from := range map[string]string{planSheet: "目标_汇总.xlsx", trackSheet: "目标_汇总.xlsx"} {
		if a, b := rowsOf(t, "目标.xlsx", sheet), rowsOf(t, from, sheet); a != b {
			t.Errorf("%s was changed:\n%s\n%s", sheet, a, b)
		}
	}
}

func rowsOf(t *testing.T, path, sheet string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	must(t, err)
	return fmt.Sprint(rows)
}
