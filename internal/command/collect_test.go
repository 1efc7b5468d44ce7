package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestCollectWithoutEditsChangesNothing(t *testing.T) {
	aRound(t)
	before := folder(t)
	if got := onDay("06-20", "collect", "下发/*.xlsx", "--into", "目标.xlsx", "--dry-run"); got.code != exitDone || strings.Join(folder(t), "|") != strings.Join(before, "|") {
		t.Fatalf("a dry run: exit %d, files %v\n%s%s", got.code, folder(t), got.out, got.err)
	}
	run, got := collectJSON(t, "下发/*.xlsx")
	if got.code != exitDone || states(run) != "目标_张伟.xlsx:unchanged 目标_李娜.xlsx:unchanged 目标_王芳.xlsx:unchanged" || changed(run) != "" {
		t.Fatalf("exit %d, %s, %s\n%s", got.code, states(run), changed(run), got.err)
	}
	want, have := sumsOf(t, "目标.xlsx"), sumsOf(t, "目标_汇总.xlsx")
	for part, sum := range want {
		switch part {
		case "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml": // they tell of 回收情况
		default:
			if have[part] != sum {
				t.Errorf("%s was changed", part)
			}
		}
	}
	if len(have) != len(want)+2 {
		t.Errorf("%d parts became %d, want one sheet and one record more", len(want), len(have))
	}
}

func TestCollectTakesWhatIsOpen(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/张伟 (1).xlsx", set(t, planSheet, "G5", 4500, planSheet, "H5", "=HYPERLINK(\"http://x\")", planSheet, "I6", "专员2名", planSheet, "F5", "改了策略",
		trackSheet, "F5", 0.6, trackSheet, "G5", "增加线上推广"))
	answer(t, li, "回复/b.xlsx", set(t, planSheet, "G5", "3,300万元"))
	run, got := collectJSON(t, "回复")
	if want := "b.xlsx:merged 张伟 (1).xlsx:merged 王芳:missing"; states(run) != want {
		t.Errorf("states %s, want %s", states(run), want)
	}
	if want := "H2=45000000 I2==HYPERLINK(\"http://x\") J5=专员2名 H3=33000000 T!F2=0.6 T!G2=增加线上推广"; changed(run) != want {
		t.Errorf("changed %s\n   want %s", changed(run), want)
	}
	if len(run.NotTaken) != 1 || run.NotTaken[0].Column != "关键策略" || run.NotTaken[0].Returned != "改了策略" || run.NotTaken[0].Cell != "F5" {
		t.Errorf("not taken: %+v", run.NotTaken)
	}
	if got.code != exitDone || run.Summary.Changes != 6 || run.Replies[0].Changes != 5 {
		t.Errorf("exit %d, %+v, %+v", got.code, run.Summary, run.Replies)
	}
	f, err := excelize.OpenFile("目标_汇总.xlsx")
	must(t, err)
	defer f.Close()
	for cell, want := range map[string]string{"C2": "4800万元", "G2": "增设专员", "H1": "建议目标值", "I1": "理由", "J1": "所需资源", "H2": "4500万元", "I2": "=HYPERLINK(\"http://x\")", "H3": "3300万元", "H4": ""} {
		if value, _ := f.GetCellValue(planSheet, cell); value != want {
			t.Errorf("%s is %q, want %q", cell, value, want)
		}
	}
	if formula, _ := f.GetCellFormula(planSheet, "I2"); formula != "" {
		t.Errorf("a text became the formula %s", formula)
	}
	if value, _ := f.GetCellValue(trackSheet, "F2"); value != "60%" {
		t.Errorf("完成状态 is %q", value)
	}
}

// An open cell with a formula that stores no result is named, not passed over.
func TestCollectFormulaWithoutResult(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/a.xlsx", func(f *excelize.File) { must(t, f.SetCellFormula(trackSheet, "G5", "=MYOWN(1)")) })
	run, got := collectJSON(t, "回复")
	if len(run.NotTaken) != 1 || run.NotTaken[0].Cell != "G5" || run.NotTaken[0].Column != "偏差与调整措施" || changed(run) != "" || got.code != exitDone {
		t.Errorf("exit %d, changed %s, not taken: %+v", got.code, changed(run), run.NotTaken)
	}
}

// What was collected once is not written again, nor is it a conflict.
func TestCollectAgain(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/a.xlsx", set(t, planSheet, "G5", 4500, trackSheet, "F5", 0.6))
	for i := range 3 {
		run, got := collectJSON(t, "回复", "--in-place")
		if want := map[bool]string{true: "H2=45000000 T!F2=0.6"}[i == 0]; got.code != exitDone || changed(run) != want || run.Replies[0].State != "merged" {
			t.Fatalf("run %d: exit %d, %q, %+v\n%s", i, got.code, changed(run), run.Replies, got.err)
		}
		must(t, copyFile("目标.xlsx", fmt.Sprintf("%d.xlsx", i)))
	}
	a, b := sumsOf(t, "0.xlsx"), sumsOf(t, "1.xlsx")
	for part, sum := range a {
		if b[part] != sum && part != "xl/worksheets/goalxl1.xml" && !strings.HasPrefix(part, "customXml/") { // 回收情况 counts what was written now
			t.Errorf("%s differs after the second run", part)
		}
	}
	one, _ := os.ReadFile("1.xlsx")
	two, _ := os.ReadFile("2.xlsx")
	if !bytes.Equal(one, two) {
		t.Error("the third run gave other bytes than the second")
	}
	if found, _ := filepath.Glob("目标_备份*.xlsx"); len(found) == 0 {
		t.Error("there is no backup of the master")
	}
}

// A correction of the owner's own counts, whether or not the first reply is still given.
func TestCollectCorrections(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/a.xlsx", set(t, planSheet, "G5", 4500))
	if _, got := collectJSON(t, "回复", "--in-place"); got.code != exitDone {
		t.Fatal(got.err)
	}
	must(t, os.Remove("回复/a.xlsx"))
	run, got := collectJSON(t, "下发/目标_李娜.xlsx", "--in-place")
	if want := "a.xlsx:merged 王芳:missing 目标_李娜.xlsx:unchanged"; states(run) != want || got.code != exitDone {
		t.Errorf("replies that are not given again: exit %d, %s, want %s", got.code, states(run), want)
	}
	answer(t, zhang, "回复/a2.xlsx", set(t, planSheet, "G5", 4600, planSheet, "H5", "签下新客户"))
	run, got = collectJSON(t, "回复", "--in-place")
	if want := "H2=46000000 I2=签下新客户"; got.code != exitDone || changed(run) != want {
		t.Errorf("exit %d, %s, want %s; conflicts %+v", got.code, changed(run), want, run.Conflicts)
	}
}

func TestCollectConflictsAndPicks(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/a.xlsx", set(t, trackSheet, "F5", 0.6, trackSheet, "G5", "增加线上推广"))
	answer(t, li, "回复/b.xlsx", set(t, trackSheet, "F5", 0.35))
	answer(t, "目标.xlsx", "目标.xlsx", set(t, trackSheet, "F2", "50%", trackSheet, "F3", "30%"))
	run, got := collectJSON(t, "回复")
	if got.code != exitFound || len(run.Conflicts) != 2 || changed(run) != "T!G2=增加线上推广" || states(run) != "a.xlsx:conflict b.xlsx:conflict 王芳:missing" {
		t.Fatalf("exit %d, %s, %s, %+v\n%s", got.code, states(run), changed(run), run.Conflicts, got.err)
	}
	k := run.Conflicts[0]
	if k.Sheet != trackSheet || k.Cell != "F2" || k.Sent != "0.4" || k.Returned != "0.6" || k.Master != "0.5" || k.Owner != "张伟" {
		t.Errorf("%+v", k)
	}
	f, err := excelize.OpenFile("目标_汇总.xlsx")
	must(t, err)
	must(t, f.SetCellValue("回复冲突", "I4", "采用回复"))
	must(t, f.SetCellValue("回复冲突", "I5", "保留现值"))
	must(t, f.SaveAs("选好.xlsx"))
	f.Close()
	must(t, os.WriteFile("选好.csv", []byte("\uFEFF编号,选用\r\n"+run.Conflicts[0].ID+",采用回复\r\n"+run.Conflicts[1].ID+",恢复下发值\r\n"), 0o666))
	for file, want := range map[string]string{"选好.xlsx": "T!F2=0.6 T!G2=增加线上推广", "选好.csv": "T!F2=0.6 T!G2=增加线上推广 T!F3=0.2"} {
		run, got = collectJSON(t, "回复", "--pick", file, "-o", "out.xlsx")
		if got.code != exitDone || len(run.Conflicts) != 0 || changed(run) != want {
			t.Errorf("%s: exit %d, %s, want %s; %+v\n%s", file, got.code, changed(run), want, run.Conflicts, got.err)
		}
	}
	must(t, os.WriteFile("错.csv", []byte("编号,选用\n"+k.ID+",随便\n"), 0o666))
	if got := onDay("06-20", "collect", "回复", "--into", "目标.xlsx", "--pick", "错.csv"); got.code != exitUsage || !strings.Contains(got.err, "第 2 行") {
		t.Errorf("a word that is no choice: exit %d, %s", got.code, got.err)
	}
	answer(t, "目标.xlsx", "目标.xlsx", set(t, trackSheet, "F2", "55%"))
	run, got = collectJSON(t, "回复", "--pick", "选好.xlsx", "--dry-run")
	if got.code != exitFound || len(run.Conflicts) != 1 || !strings.Contains(got.err, "第 4 行没有用上") {
		t.Errorf("a pick of other values was used: exit %d, %+v\n%s", got.code, run.Conflicts, got.err)
	}
}

func TestCollectVersions(t *testing.T) {
	aRound(t)
	saved := func(reply string, at string, cells ...any) {
		answer(t, zhang, reply, func(f *excelize.File) {
			set(t, cells...)(f)
			if at != "" {
				must(t, f.SetDocProps(&excelize.DocProperties{Modified: at, Created: "2026-06-01T00:00:00Z"}))
			}
		})
	}
	saved("回复/1.xlsx", "2026-06-10T08:00:00Z", planSheet, "G5", 4500)
	saved("回复/2.xlsx", "2026-06-17T08:00:00Z", planSheet, "G5", 4600)
	must(t, copyFile("回复/2.xlsx", "回复/2(1).xlsx"))
	must(t, copyFile(zhang, "回复/0.xlsx"))
	run, got := collectJSON(t, "回复")
	if want := "0.xlsx:duplicate 1.xlsx:duplicate 2(1).xlsx:merged 2.xlsx:duplicate 李娜:missing 王芳:missing"; states(run) != want || changed(run) != "H2=46000000" {
		t.Errorf("exit %d, %s, want %s; %s\n%s", got.code, states(run), want, changed(run), got.err)
	}
	if run.Replies[0].Late != 2 || !strings.Contains(got.err, "较早版本") || !strings.Contains(got.err, "同一个文件") {
		t.Errorf("late %d\n%s", run.Replies[0].Late, got.err)
	}
	must(t, os.RemoveAll("回复"))
	must(t, os.Mkdir("回复", 0o777))
	saved("回复/1.xlsx", "", planSheet, "G5", 4500, planSheet, "H5", "同样的理由")
	saved("回复/2.xlsx", "", planSheet, "G5", 4600, planSheet, "H5", "同样的理由")
	run, got = collectJSON(t, "回复")
	if got.code != exitFound || len(run.Conflicts) != 2 || changed(run) != "I2=同样的理由" || !strings.Contains(run.Conflicts[0].Message, "两个版本") {
		t.Errorf("versions that nothing tells apart: exit %d, %s, %+v", got.code, changed(run), run.Conflicts)
	}
}

// The master changed since: rows were sorted, inserted, renamed, taken out.
func TestCollectIntoAChangedMaster(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复/a.xlsx", set(t, planSheet, "G5", 4500, planSheet, "G6", 7000))
	answer(t, li, "回复/b.xlsx", set(t, planSheet, "G5", 3300, planSheet, "G6", 4700))
	answer(t, "目标.xlsx", "目标.xlsx", func(f *excelize.File) {
		must(t, f.InsertRows(planSheet, 2, 1))
		set(t, planSheet, "A2", "区域维度", planSheet, "B2", "西北区域销售额", planSheet, "C2", "100万元", planSheet, "B4", "华北大区销售额")(f)
		must(t, f.RemoveRow(planSheet, 6)) // 高端产品
	})
	run, got := collectJSON(t, "回复")
	if want := "H3=45000000 H6=47000000"; got.code != exitFound || changed(run) != want {
		t.Errorf("exit %d, %s, want %s\n%s", got.code, changed(run), want, got.err)
	}
	var lost []string
	for _, k := range run.Conflicts {
		lost = append(lost, k.Subject+k.Cell)
	}
	if strings.Join(lost, " ") != "高端产品销售额 华北区域销售额" {
		t.Errorf("rows that are gone: %v", lost)
	}
}

func TestCollectNewRows(t *testing.T) {
	aRound(t)
	answer(t, li, "回复/b.xlsx", func(f *excelize.File) {
		must(t, f.InsertRows(planSheet, 6, 1))
		set(t, planSheet, "A6", "区域维度", planSheet, "B6", "西北区域销售额", planSheet, "C6", "500万元", planSheet, "H6", "新设办事处")(f)
	})
	run, _ := collectJSON(t, "回复")
	if changed(run) != "" || len(run.NotTaken) != 1 || run.NotTaken[0].Subject != "西北区域销售额" || run.NotTaken[0].Cell != "B6" {
		t.Errorf("%s, %+v", changed(run), run.NotTaken)
	}
	run, got := collectJSON(t, "回复", "--accept-new-rows", "--in-place")
	if len(run.NotTaken) != 0 || len(run.Files[0].Changes) != 1 {
		t.Fatalf("exit %d %+v, %+v", got.code, run.NotTaken, run.Files[0].Changes)
	}
	f, err := excelize.OpenFile("目标.xlsx")
	must(t, err)
	defer f.Close()
	row, err := f.GetRows(planSheet)
	must(t, err)
	if got := strings.Join(row[6], "|"); got != "区域维度|西北区域销售额|500万元||李娜||||新设办事处" {
		t.Errorf("the new row is %s", got)
	}
	if run, _ = collectJSON(t, "回复", "--accept-new-rows", "--in-place"); len(run.Files[0].Changes)+len(run.NotTaken) != 0 {
		t.Errorf("the row was taken twice: %+v", run.Files[0].Changes)
	}
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o666)
}
