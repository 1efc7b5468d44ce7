package command

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// savers are programs that save workbooks again: each takes the files and the folder
// where the new ones go, under the same names.
var savers = map[string]func(folder string, files ...string) []*exec.Cmd{
	"LibreOffice": func(folder string, files ...string) []*exec.Cmd {
		return []*exec.Cmd{exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.Join(os.TempDir(), "goalxl-collect-office"), "--headless",
			"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder}, files...)...)}
	},
	"gnumeric": func(folder string, files ...string) (all []*exec.Cmd) {
		for _, file := range files {
			all = append(all, exec.Command("ssconvert", file, filepath.Join(folder, filepath.Base(file))))
		}
		return all
	},
	"openpyxl": func(folder string, files ...string) []*exec.Cmd {
		return []*exec.Cmd{exec.Command("/usr/bin/python3", append([]string{"-c",
			"import openpyxl,os,sys\nfor f in sys.argv[2:]: openpyxl.load_workbook(f).save(os.path.join(sys.argv[1],os.path.basename(f)))", folder}, files...)...)}
	},
}

// saveWith has a program save files again, or skips the test where it is not there.
func saveWith(t *testing.T, program, folder string, files ...string) {
	t.Helper()
	for _, cmd := range savers[program](folder, files...) {
		if _, err := exec.LookPath(cmd.Path); err != nil {
			t.Skipf("%s is not installed", program)
		}
		if program == "openpyxl" && exec.Command(cmd.Path, "-c", "import openpyxl").Run() != nil {
			t.Skip("openpyxl is not installed")
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", program, err, out)
		}
	}
}

// mangle does to a handout what people do: edits in the open columns, and besides
// sorting, inserted rows, moved columns, a deleted sheet of identity.
func mangle(t *testing.T, how string) func(f *excelize.File) {
	return func(f *excelize.File) {
		set(t, planSheet, "G5", 4500, planSheet, "H5", "两家大客户流失\n新品延期", planSheet, "G6", "7,100万元", planSheet, "I6", "专员2名", trackSheet, "F5", 0.6, trackSheet, "G5", "增加线上推广")(f)
		if strings.Contains(how, "sorted") {
			swapRows(t, f, planSheet, 5, 6)
		}
		if strings.Contains(how, "rows") {
			must(t, f.InsertRows(planSheet, 5, 2))
			must(t, f.SetCellValue(planSheet, "H5", "以下请看理由"))
			must(t, f.InsertRows(planSheet, 1, 1))
		}
		if strings.Contains(how, "columns") {
			must(t, f.InsertCols(planSheet, "B", 1))
			must(t, f.InsertCols(trackSheet, "A", 2))
			moveColumn(t, f, planSheet, "H", "L") // 建议目标值 to the right end
		}
		if strings.Contains(how, "no sheet") {
			must(t, f.DeleteSheet("下发标识"))
		}
		if strings.Contains(how, "no keys") {
			for _, sheet := range []string{planSheet, trackSheet} {
				rows, err := f.GetRows(sheet)
				must(t, err)
				for i, row := range rows {
					for j, text := range row {
						if strings.HasPrefix(text, "gx-") {
							cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
							must(t, f.SetCellValue(sheet, cell, nil))
						}
					}
				}
			}
		}
		if strings.Contains(how, "renamed") {
			must(t, f.SetSheetName(planSheet, "Sheet1"))
		}
	}
}

// swapRows exchanges the values of two rows, as sorting does.
func swapRows(t *testing.T, f *excelize.File, sheet string, a, b int) {
	for col := 1; col <= 12; col++ {
		x, _ := excelize.CoordinatesToCellName(col, a)
		y, _ := excelize.CoordinatesToCellName(col, b)
		v, err := f.GetCellValue(sheet, x, excelize.Options{RawCellValue: true})
		must(t, err)
		w, err := f.GetCellValue(sheet, y, excelize.Options{RawCellValue: true})
		must(t, err)
		must(t, f.SetCellValue(sheet, x, figure(w)))
		must(t, f.SetCellValue(sheet, y, figure(v)))
	}
}

// moveColumn moves the values of a column to another place.
func moveColumn(t *testing.T, f *excelize.File, sheet, from, to string) {
	rows, err := f.GetRows(sheet)
	must(t, err)
	for i := range rows {
		a, b := fmt.Sprint(from, i+1), fmt.Sprint(to, i+1)
		v, err := f.GetCellValue(sheet, a, excelize.Options{RawCellValue: true})
		must(t, err)
		if strings.Contains(v, "请填") || strings.Contains(v, "请于") {
			continue
		}
		must(t, f.SetCellValue(sheet, a, nil))
		if v != "" {
			must(t, f.SetCellValue(sheet, b, figure(v)))
		}
	}
}

// figure is a raw value as a number where it is one.
func figure(raw string) any {
	var n float64
	if _, err := fmt.Sscanf(raw, "%g", &n); err == nil && fmt.Sprint(n) == raw {
		return n
	}
	if raw == "" {
		return nil
	}
	return raw
}

var manglings = []string{"plain", "sorted", "rows", "columns", "no sheet", "no keys", "sorted rows columns no sheet", "sorted rows no keys", "no sheet no keys renamed"}

// wantMangled is every true edit of mangle, and no other.
const wantMangled = "H2=45000000 I2=两家大客户流失\n新品延期 H5=71000000 J5=专员2名 T!F2=0.6 T!G2=增加线上推广"

// Whatever people do to a handout, each true edit is merged, and no other.
func TestCollectMangledReplies(t *testing.T) {
	aRound(t)
	for _, how := range manglings {
		answer(t, zhang, "回复/x(1).xlsx", mangle(t, how))
		wantEdits(t, how)
	}
}

func wantEdits(t *testing.T, how string) {
	t.Helper()
	run, got := collectJSON(t, "回复", "--dry-run")
	if changed(run) != wantMangled || len(run.Conflicts) != 0 || run.Replies[0].State != "merged" {
		t.Errorf("%s: exit %d, %s\nconflicts %+v\nreplies %+v\n%s", how, got.code, changed(run), run.Conflicts, run.Replies, got.err)
	}
	for _, n := range run.NotTaken {
		if !strings.Contains(how, "rows") || n.Subject != "" {
			t.Errorf("%s: not taken: %+v", how, n)
		}
	}
}

// The same, and saved again by another program, which keeps what it likes of the
// identity.
func TestCollectRepliesSavedByPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other programs")
	}
	for program := range savers {
		t.Run(program, func(t *testing.T) {
			aRound(t)
			must(t, os.Mkdir("原", 0o777))
			must(t, os.Mkdir("存", 0o777))
			hows := []string{"plain", "sorted rows columns no sheet", "sorted rows no keys"}
			var files []string
			for _, how := range hows {
				files = append(files, "原/"+how+".xlsx")
				answer(t, zhang, files[len(files)-1], mangle(t, how))
			}
			saveWith(t, program, "存", files...)
			for _, how := range hows {
				must(t, copyFile("存/"+how+".xlsx", "回复/x(1).xlsx"))
				wantEdits(t, program+", "+how)
			}
		})
	}
}

// Any one of what tells a handout is enough: the custom property, the defined name,
// the hidden sheet, the keys of its rows.
func TestCollectKnowsAHandoutByAnyOne(t *testing.T) {
	aRound(t)
	answer(t, zhang, "回复.xlsx", mangle(t, "plain"))
	identity := []byte("goalxl handout 1")
	spoil := map[string]func(part string) bool{
		"property":     func(part string) bool { return part == "docProps/custom.xml" },
		"defined name": func(part string) bool { return part == "xl/workbook.xml" },
		"hidden sheet": func(part string) bool { return part == "xl/sharedStrings.xml" || part == "xl/worksheets/sheet3.xml" },
	}
	for _, kept := range []string{"property", "defined name", "hidden sheet", "keys"} {
		rezip(t, "回复.xlsx", "回复/x.xlsx", func(part string, b []byte) []byte {
			for name, in := range spoil {
				if name != kept && in(part) {
					b = bytes.ReplaceAll(b, identity, []byte("goalxl ------- -"))
				}
			}
			if kept != "keys" {
				b = bytes.ReplaceAll(b, []byte(">gx-"), []byte(">no-"))
			}
			return b
		})
		wantEdits(t, "only the "+kept)
	}
}
