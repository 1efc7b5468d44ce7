package workbook

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
)

// grid is a sheet for a test: its name and its rows; nil and "" are blank cells.
type grid struct {
	name string
	rows [][]any
}

// exampleGrids are the three templates with the rows of the practice's own example.
func exampleGrids() []grid {
	return []grid{
		{"总目标汇总表", [][]any{
			{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"},
			{"2024年度", "销售额", "1.2亿元", "华东区域占比40%,高端产品占比30%", "*总监"},
			{"2024年度", "新客户数量", "200家", "金融行业新客户占比60%", "*经理"},
		}},
		{"目标分解明细表", [][]any{
			{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"},
			{"区域维度", "华东区域销售额", "4800万元", "40%", "*经理", "2024/12/", "增设2名销售专员,联合市场部开展3场展会"},
			{"产品维度", "高端产品销售额", "3600万元", "30%", "*主管", "2024/12/", "组建金融行业专项小组,提供定制化方案"},
			{"客户维度", "新客户销售额", "4800万元", "40%", "*代表", "2024/12/", "开展客户转介绍活动,优化新客户跟进流程"},
		}},
		{"策略执行跟踪表", [][]any{
			{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"},
			{"华东区域市场拓展", "举办行业展会(3场)", "*经理", "2024/06-09", "展会费用15万元", "60%", "增加线上直播推广,扩大触达范围"},
			{"高端产品客户开发", "完成50家金融客户签约", "*主管", "2024/12/", "产品培训预算5万元", "70%", "针对大客户提供售后增值服务"},
		}},
	}
}

// save writes grids as a workbook and returns its path. edit may change it first.
func save(t testing.TB, grids []grid, edit func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	for i, g := range grids {
		if i == 0 {
			f.SetSheetName("Sheet1", g.name)
		} else if _, err := f.NewSheet(g.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range g.rows {
			for c, v := range row {
				if v == nil || v == "" {
					continue
				}
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if err := f.SetCellValue(g.name, cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if edit != nil {
		edit(f)
	}
	path := filepath.Join(t.TempDir(), "targets.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// read reads a workbook; the test fails where it cannot be read.
func read(t testing.TB, path string) (*Book, *allocate.Plan) {
	t.Helper()
	b, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	plan, err := b.Read()
	if err != nil {
		t.Fatal(err)
	}
	return b, plan
}

func TestReadExample(t *testing.T) {
	b, plan := read(t, save(t, exampleGrids(), nil))
	checkExample(t, b, plan)
}

// checkExample fails unless the plan is the practice's own example.
func checkExample(t *testing.T, b *Book, plan *allocate.Plan) {
	t.Helper()
	if len(plan.Targets) != 2 || len(plan.Breakdowns) != 3 || len(plan.Actions) != 2 || len(plan.Unread) != 0 || len(plan.Totals) != 0 {
		t.Fatalf("read %d goals, %d breakdowns, %d actions, %d totals, unread %v", len(plan.Targets), len(plan.Breakdowns), len(plan.Actions), len(plan.Totals), plan.Unread)
	}
	kinds := []allocate.TableKind{allocate.GoalTable, allocate.BreakdownTable, allocate.TrackingTable}
	ranges := []string{"A1:E3", "A1:G4", "A1:G3"}
	for i, table := range b.Layout().Tables() {
		if table.Kind != kinds[i] || table.Range().String() != ranges[i] {
			t.Errorf("table %d is %v at %v, want %v at %s", i, table.Kind, table.Range(), kinds[i], ranges[i])
		}
		if table.CheckCol != table.LastCol+1 {
			t.Errorf("table %d: check column %d", i, table.CheckCol)
		}
	}
	goal := plan.Targets[0]
	if goal.Amount.Plain() != "120000000" || goal.Amount.Unit != "元" || goal.Type != "销售额" || goal.Period != allocate.YearPeriod(2024) || goal.Owner != "*总监" {
		t.Errorf("goal read as %+v", *goal)
	}
	if g := plan.Targets[1]; g.Amount.Plain() != "200" || g.Amount.Unit != "家" {
		t.Errorf("second goal read as %+v", *g)
	}
	for i, want := range []struct{ dimension, item, amount, share, cell string }{
		{"区域维度", "华东区域销售额", "48000000", "0.4", "C2"},
		{"产品维度", "高端产品销售额", "36000000", "0.3", "C3"},
		{"客户维度", "新客户销售额", "48000000", "0.4", "C4"},
	} {
		r := plan.Breakdowns[i]
		if r.Dimension != want.dimension || r.Item != want.item || r.Amount.Plain() != want.amount || r.Share.Plain() != want.share || r.Due.To.String() != "2024-12-31" {
			t.Errorf("row %d read as %+v, want %+v", i, *r, want)
		}
		place, ok := b.Layout().Cell(allocate.Ref{Table: r.At.Table, Row: r.At.Row, Field: allocate.FieldAmount})
		if !ok || place.Ref() != want.cell || place.Sheet != "目标分解明细表" {
			t.Errorf("row %d stands at %v", i, place)
		}
	}
	if a := plan.Actions[0]; a.Due.From.String() != "2024-06-01" || a.Due.To.String() != "2024-09-30" || a.Status.Plain() != "0.6" {
		t.Errorf("action read as %+v", *a)
	}
}
