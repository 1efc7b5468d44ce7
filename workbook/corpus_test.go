package workbook_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// practiceExample writes the practice's own example: the three templates with
// the rows that everybody starts from.
func practiceExample(t testing.TB) string {
	t.Helper()
	sheets := []struct {
		name string
		rows [][]any
	}{
		{"总目标汇总表", [][]any{
			{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"},
			{"2024年度", "销售额", "1.2亿元", "华东区域占比40%,高端产品占比30%", "*总监"},
			{"2024年度", "新客户数量", "200家", "金融行业新客户占比60%", "*经理"}}},
		{"目标分解明细表", [][]any{
			{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"},
			{"区域维度", "华东区域销售额", "4800万元", "40%", "*经理", "2024/12/", "增设2名销售专员,联合市场部开展3场展会"},
			{"产品维度", "高端产品销售额", "3600万元", "30%", "*主管", "2024/12/", "组建金融行业专项小组,提供定制化方案"},
			{"客户维度", "新客户销售额", "4800万元", "40%", "*代表", "2024/12/", "开展客户转介绍活动,优化新客户跟进流程"}}},
		{"策略执行跟踪表", [][]any{
			{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"},
			{"华东区域市场拓展", "举办行业展会(3场)", "*经理", "2024/06-09", "展会费用15万元", "60%", "增加线上直播推广,扩大触达范围"},
			{"高端产品客户开发", "完成50家金融客户签约", "*主管", "2024/12/", "产品培训预算5万元", "70%", "针对大客户提供售后增值服务"}}},
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range s.rows {
			at, err := excelize.CoordinatesToCellName(1, r+1)
			must(t, err)
			must(t, f.SetSheetRow(s.name, at, &row))
		}
	}
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	must(t, f.SaveAs(path))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shared returns the path of data that stands beside the project, or skips.
func shared(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "shared", name))
	must(t, err)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no %s beside the project", filepath.Join("shared", name))
	}
	return path
}

// program builds goalxl for tests that need the program itself.
func program(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "goalxl")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	build := exec.Command("go", "build", "-o", bin, "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// TestCorpusLosesNothing puts the practice's example into each workbook of the
// corpus, beside its sheets and into its first one, fills it, and has an
// independent checker compare every part, element and cell before and after. The
// Open XML validator judges too, where it is installed.
func TestCorpusLosesNothing(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("the program is run as a whole, hundreds of times")
	}
	checker, corpus := shared(t, filepath.Join("tools", "fidelity.py")), shared(t, "corpus")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	bin, example := program(t), practiceExample(t)
	for _, mode := range []string{"append", "replace"} {
		t.Run(mode, func(t *testing.T) {
			args := []string{checker, "run", "--corpus", corpus, "--graft", example, "--graft-mode", mode, "-v",
				"--work", t.TempDir(), "--cmd", bin + " fill {in} -o {out} -q --fail-on never"}
			if validator := validatorPath(); validator != "" {
				args = append(args, "--validator", validator)
			} else {
				t.Log("no Open XML validator: set GOALXL_OOXML_VALIDATOR or put ooxml-validator on the PATH")
			}
			out, err := exec.Command(python, args...).CombinedOutput()
			report := string(out)
			if err != nil {
				t.Fatalf("%v\n%s", err, report)
			}
			for _, want := range []string{"written with a loss: 0; with a new structural fault: 0", " 0 failed"} {
				if !strings.Contains(report, want) {
					t.Errorf("the checker does not say %q:\n%s", want, report)
				}
			}
			if strings.Contains(report, "INPUT FILE CHANGED") {
				t.Errorf("a source was changed:\n%s", report)
			}
			t.Log(report[strings.LastIndex(strings.TrimSpace(report), "\n")+1:])
		})
	}
}

// validatorPath returns the Open XML validator, "" if there is none.
func validatorPath() string {
	if path := os.Getenv("GOALXL_OOXML_VALIDATOR"); path != "" {
		return path
	}
	path, err := exec.LookPath("ooxml-validator")
	if err != nil {
		return ""
	}
	return path
}
