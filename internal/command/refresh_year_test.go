package command

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// yearItem is an action with known actuals: by month of the year, then what the export of
// a month said of it.
type yearItem struct {
	region, name, action string
	target               int64
	months               [13]int64
	words                string // of a person, in 偏差与调整措施
}

const (
	restatedIn = 5 // the export of May says otherwise what March was
	editedIn   = 4 // a person takes over a proposal after April
	savedIn    = 6 // another program saves every workbook after June
)

func yearItems() (items []*yearItem) {
	r := rand.New(rand.NewPCG(6, 2024))
	for _, region := range []string{"华东", "华北", "华南"} {
		for i := range 5 {
			it := &yearItem{region: region, name: fmt.Sprintf("%s策略%d", region, i+1), target: 24 * int64(1+r.IntN(9))}
			it.action = fmt.Sprintf("签约客户 %d 家", it.target)
			if i == 0 {
				it.words = "等总部批价格，" + region
			}
			for m := 1; m <= 12; m++ {
				it.months[m] = r.Int64N(it.target / 6)
			}
			items = append(items, it)
		}
	}
	return items
}

// monthOf is what the export of a month says of an earlier one.
func (it *yearItem) monthOf(export, m int) int64 {
	if export >= restatedIn && m == 3 && strings.HasSuffix(it.name, "2") {
		return it.months[m] + 2
	}
	return it.months[m]
}

func (it *yearItem) through(export, m int) (sum int64) {
	for n := 1; n <= m; n++ {
		sum += it.monthOf(export, n)
	}
	return sum
}

// writeRegions writes a workbook for each region.
func writeRegions(t *testing.T, dir string, items []*yearItem) {
	books := map[string]*excelize.File{}
	rows := map[string]int{}
	const sheet = "策略执行跟踪表"
	for _, it := range items {
		f := books[it.region]
		if f == nil {
			f = excelize.NewFile()
			books[it.region], rows[it.region] = f, 1
			f.SetSheetName("Sheet1", sheet)
			f.SetSheetRow(sheet, "A1", &[]any{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"})
		}
		rows[it.region]++
		f.SetSheetRow(sheet, fmt.Sprintf("A%d", rows[it.region]), &[]any{it.name, it.action, "张伟", "2024/01-12", "预算5万元", "0%", it.words})
	}
	for region, f := range books {
		if err := f.SaveAs(filepath.Join(dir, region+".xlsx")); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

func writeExport(t *testing.T, path string, items []*yearItem, month int) {
	var b strings.Builder
	b.WriteString("项目,月份,实际\n")
	for _, it := range items {
		for m := 1; m <= month; m++ {
			fmt.Fprintf(&b, "%s,2024-%02d,%d家\n", it.name, m, it.monthOf(month, m))
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestRefreshOverAYear refreshes three regions in each of twelve months, and holds
// every figure in the sheets against sums of its own, in fractions that round nowhere.
func TestRefreshOverAYear(t *testing.T) {
	dir := t.TempDir()
	regions := filepath.Join(dir, "各区域")
	if err := os.Mkdir(regions, 0o777); err != nil {
		t.Fatal(err)
	}
	items := yearItems()
	writeRegions(t, regions, items)
	for month := 1; month <= 12; month++ {
		export := filepath.Join(dir, "实际.csv")
		writeExport(t, export, items, month)
		day := lastDay(month)
		args := []string{"refresh", regions, "--actuals", export, "--as-of", day, "-q", "--fail-on", "never", "--lang", "zh"}
		if code := start(newEngine(), args); code != exitDone {
			t.Fatalf("month %d: exit %d", month, code)
		}
		for _, region := range []string{"华东", "华北", "华南"} {
			checkRegion(t, filepath.Join(regions, region+".xlsx"), region, items, month)
		}
		if month == savedIn || month == editedIn {
			for _, region := range []string{"华东", "华北", "华南"} {
				editRegion(t, filepath.Join(regions, region+".xlsx"), region, items, month)
			}
		}
	}
}

func lastDay(month int) string {
	return time.Date(2024, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// editRegion has another program save the workbook; after April a person puts their own
// words over the first proposal.
func editRegion(t *testing.T, path, region string, items []*yearItem, month int) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	row := 1
	for _, it := range items {
		if it.region != region {
			continue
		}
		row++
		if month == editedIn && it.words == "" {
			it.words = "已与总部商定：" + it.name
			f.SetCellStr("策略执行跟踪表", fmt.Sprintf("G%d", row), it.words)
			break
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func checkRegion(t *testing.T, path, region string, items []*yearItem, month int) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const sheet = "策略执行跟踪表"
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0][5:], " "); got != "完成状态 偏差与调整措施 计划进度 实际进度 进度偏差 状态 预测完成 上月以来" {
		t.Fatalf("%s, month %d: headings %q", region, month, got)
	}
	elapsed, whole := dayOfYear(month), int64(366)
	row, n := 0, 0
	for _, it := range items {
		if it.region != region {
			continue
		}
		row++
		n++
		cells := rows[row]
		planned, complete := big.NewRat(elapsed, whole), big.NewRat(it.through(month, month), it.target)
		since := big.NewRat(it.through(month, month)-it.through(month-1, month-1), it.target)
		where := fmt.Sprintf("%s, month %d, row %d", region, month, row+1)
		same(t, where+": 计划进度", cells[7], planned)
		same(t, where+": 实际进度", cells[8], complete)
		same(t, where+": 进度偏差", cells[9], new(big.Rat).Sub(complete, planned))
		if month > 1 {
			same(t, where+": 上月以来", cells[12], since)
		}
		status, _ := new(big.Rat).SetString(strings.TrimSuffix(cells[5], "%"))
		status.Mul(status, big.NewRat(1, 100))
		if off := new(big.Rat).Sub(status, complete); complete.Cmp(big.NewRat(1, 1)) < 0 && off.Abs(off).Cmp(big.NewRat(1, 100)) >= 0 {
			t.Errorf("%s: 完成状态 %s, complete %s", where, cells[5], complete.FloatString(6))
		}
		if it.words != "" && cells[6] != it.words {
			t.Errorf("%s: a person's words %q became %q", where, it.words, cells[6])
		}
		if it.words == "" && cells[6] != "" && !strings.HasPrefix(cells[6], "【建议】") {
			t.Errorf("%s: %q is no person's and no proposal", where, cells[6])
		}
	}
	checkSnapshots(t, f, region, items, month, n)
}

// checkSnapshots holds that 月度快照 has a row per action and month, as it was said in
// that month, and the figure of the restated one beside it.
func checkSnapshots(t *testing.T, f *excelize.File, region string, items []*yearItem, month, n int) {
	t.Helper()
	rows, err := f.GetRows("月度快照", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, cells := range rows {
		if len(cells) < 13 || !strings.HasPrefix(cells[0], "2024-") || cells[2] != "行动" {
			continue
		}
		seen++
		m, err := strconv.Atoi(cells[0][5:])
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			if it.name != cells[3] {
				continue
			}
			same(t, region+" "+cells[0]+" "+it.name+": 累计实际", cells[8], big.NewRat(it.through(m, m), 1))
			restated := len(cells) > 14 && cells[14] != ""
			if want := month >= restatedIn && m < restatedIn && m >= 3 && strings.HasSuffix(it.name, "2"); restated != want {
				t.Errorf("%s %s %s: restated is %t, want %t", region, cells[0], it.name, restated, want)
			} else if want {
				same(t, it.name+": 重报后实际", cells[14], big.NewRat(it.through(month, m), 1))
			}
		}
	}
	if seen != n*month {
		t.Errorf("%s, month %d: %d snapshots, want %d", region, month, seen, n*month)
	}
}

func dayOfYear(month int) int64 {
	return int64(time.Date(2024, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).YearDay())
}

// same holds that a cell is a fraction to the twelfth digit.
func same(t *testing.T, what, cell string, want *big.Rat) {
	t.Helper()
	got, ok := new(big.Rat).SetString(cell)
	if !ok {
		t.Errorf("%s: %q is no number", what, cell)
		return
	}
	if off := new(big.Rat).Sub(got, want); off.Abs(off).Cmp(big.NewRat(1, 1e12)) > 0 {
		t.Errorf("%s is %s, want %s", what, cell, want.FloatString(12))
	}
}
