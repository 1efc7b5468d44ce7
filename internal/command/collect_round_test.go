package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/opc"
)

// onDay runs the program on real workbooks on a day of 2026; words have no spaces in them.
func onDay(day string, words ...string) outcome {
	var out, err bytes.Buffer
	now, bad := time.Parse(time.DateOnly, "2026-"+day)
	if bad != nil {
		panic(bad)
	}
	p := &program{engine: newEngine(), today: func() time.Time { return now }, voice: voice{lang: lang.ZH, out: &out, err: &err, width: 80}}
	code := p.run(context.Background(), words)
	return outcome{code: code, out: out.String(), err: err.String()}
}

const planSheet, trackSheet = "目标分解明细表", "策略执行跟踪表"

// aMaster writes a plan of three owners into the folder at hand.
func aMaster(t *testing.T, path string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "总目标汇总表"))
	rows := func(sheet string, rows ...[]any) {
		if sheet != "总目标汇总表" {
			if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
		}
		for i := range rows {
			must(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &rows[i]))
		}
	}
	rows("总目标汇总表", []any{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"}, []any{"2026年度", "销售额", "1.2亿元", "区域全覆盖", "总监"})
	rows(planSheet, []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"},
		[]any{"区域维度", "华东区域销售额", "4800万元", "40%", "张伟", "2026/12/31", "增设专员"},
		[]any{"区域维度", "华北区域销售额", "3600万元", "30%", "李娜", "2026/12/31", "渠道下沉"},
		[]any{"区域维度", "华南区域销售额", "3600万元", "30%", "王芳", "2026/12/31", "大客户"},
		[]any{"产品维度", "高端产品销售额", "7200万元", "60%", "张伟", "2026/12/31", "专项小组"},
		[]any{"产品维度", "标准产品销售额", "4800万元", "40%", "李娜", "2026/12/31", "促销"})
	rows(trackSheet, []any{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"},
		[]any{"华东区域市场拓展", "举办行业展会(3场)", "张伟", "2026/06-09", "展会费用15万元", "40%"},
		[]any{"高端产品客户开发", "完成50家金融客户签约", "李娜", "2026/12/31", "产品培训预算5万元", "20%"})
	must(t, f.SaveAs(path))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// aRound makes a master and splits it, in a folder of its own that becomes the working
// folder. The handouts are in 下发.
func aRound(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	aMaster(t, "目标.xlsx")
	if got := onDay("06-01", "split", "目标.xlsx", "--out-dir", "下发", "--deadline", "2026-06-15"); got.code != exitDone {
		t.Fatalf("split: exit %d\n%s%s", got.code, got.out, got.err)
	}
	must(t, os.Mkdir("回复", 0o777))
}

const zhang, li, wang = "下发/目标_张伟.xlsx", "下发/目标_李娜.xlsx", "下发/目标_王芳.xlsx"

// answer saves a handout with edits as a reply.
func answer(t *testing.T, handout, reply string, edit func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(handout)
	must(t, err)
	defer f.Close()
	if edit != nil {
		edit(f)
	}
	must(t, f.SaveAs(reply))
}

// set is an edit of cells: sheet, cell, value, and so on.
func set(t *testing.T, cells ...any) func(f *excelize.File) {
	return func(f *excelize.File) {
		for i := 0; i+2 < len(cells); i += 3 {
			must(t, f.SetCellValue(cells[i].(string), cells[i+1].(string), cells[i+2]))
		}
	}
}

// collectJSON runs collect with JSON and reads what it says.
func collectJSON(t *testing.T, words ...string) (jsonCollect, outcome) {
	t.Helper()
	got := onDay("06-20", append([]string{"collect", "--format", "json", "--into", "目标.xlsx"}, words...)...)
	var run jsonCollect
	if err := json.Unmarshal([]byte(got.out), &run); err != nil {
		t.Fatalf("%v\n%s%s", err, got.out, got.err)
	}
	return run, got
}

// states is the replies by file (or owner, where there is none) and state.
func states(run jsonCollect) string {
	var out []string
	for _, r := range run.Replies {
		name := filepath.Base(r.Path)
		if r.Path == "" {
			name = r.Owner
		}
		out = append(out, name+":"+r.State)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// changed is the cells that were written with their values.
func changed(run jsonCollect) string {
	var out []string
	for _, c := range run.Files[0].Changes {
		sheet := map[string]string{planSheet: "", trackSheet: "T!"}[c.Sheet]
		out = append(out, sheet+c.Cell+"="+c.After)
	}
	return strings.Join(out, " ")
}

// sumsOf is the checksums of a workbook's parts.
func sumsOf(t *testing.T, path string) map[string]uint32 {
	t.Helper()
	p, err := opc.Open(path)
	must(t, err)
	defer p.Close()
	must(t, p.VerifyRest())
	out := map[string]uint32{}
	for _, part := range p.Parts() {
		out[part] = p.CRC(part)
	}
	return out
}

// folder is the names of all files below the working folder.
func folder(t *testing.T) (names []string) {
	t.Helper()
	must(t, filepath.WalkDir(".", func(path string, _ os.DirEntry, err error) error {
		names = append(names, path)
		return err
	}))
	return names
}
