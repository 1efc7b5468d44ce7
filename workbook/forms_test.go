package workbook

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
)

// styled gives cells a number format.
func styled(t testing.TB, f *excelize.File, sheet, from, to, format string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle(sheet, from, to, id); err != nil {
		t.Fatal(err)
	}
}

var head = []any{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人"}

// amounts returns the amounts of the breakdown rows as plain numbers with units.
func amounts(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		switch b.AmountIn {
		case allocate.Blank:
			out = append(out, "blank")
		case allocate.Broken:
			out = append(out, "broken")
		default:
			out = append(out, b.Amount.Plain()+string(b.Amount.Unit))
		}
	}
	return strings.Join(out, " ")
}

// shares returns the shares of the breakdown rows.
func shares(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		switch b.ShareIn {
		case allocate.Blank:
			out = append(out, "blank")
		case allocate.Broken:
			out = append(out, "broken")
		default:
			out = append(out, b.Share.Plain())
		}
	}
	return strings.Join(out, " ")
}

func items(p *allocate.Plan) string {
	var out []string
	for _, b := range p.Breakdowns {
		out = append(out, b.Dimension+"/"+b.Item+"/"+b.Owner)
	}
	return strings.Join(out, " ")
}

func TestUnits(t *testing.T) {
	rows := func(amounts ...any) [][]any {
		out := [][]any{head}
		for _, a := range amounts {
			out = append(out, []any{"区域", "甲", a, nil, "张"})
		}
		return out
	}
	for _, c := range []struct {
		name   string
		rows   [][]any
		format string // of column C
		want   string
	}{
		{"in the cell", rows("1.2亿元", "4800 万元", "￥1,200,000", "２００家", "$3.5M", "15%"), "", "120000000元 48000000元 1200000元 200家 3500000$ 0.15%"},
		{"in the heading", [][]any{{"拆解维度", "子目标项", "年度目标（万元）"}, {"区域", "甲", 4800}, {"区域", "乙", "3,600.5"}, {"区域", "丙", "1亿元"}}, "", "48000000元 36005000元 100000000元"},
		{"in a number format", rows(4800, 3600), `#,##0"万元"`, "48000000元 36000000元"},
		{"in a format with a comma", rows(48000000, 36000000), `0\.0,"万元"`, "48000000元 36000000元"},
		{"in a format with a Chinese escape", rows(48000000), `0!.0,"万元"`, "48000000元"},
		{"in a format without commas", rows(48000000), `0!.0000"万元"`, "48000000元"},
		{"in an accounting format", rows(1200000), `_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ `, "1200000元"},
		{"in a currency format", rows(1200000), `[$￥-804]#,##0`, "1200000元"},
		{"in millions", rows(3500000), `$#,##0.0,,"M"`, "3500000$"},
		{"on the sheet", append([][]any{{"销售目标"}, {nil, nil, nil, nil, "单位：万元"}}, rows(4800)...), "", "48000000元"},
		{"on the sheet, over two cells", append([][]any{{"销售目标"}, {nil, nil, nil, "单位：", "万元"}}, rows(4800)...), "", "48000000元"},
		{"beside the title", append([][]any{{"2024年销售目标", nil, nil, nil, "（单位：人民币万元）"}}, rows(4800)...), "", "48000000元"},
		{"in the title", append([][]any{{"2024年销售目标（万元）"}}, rows(4800)...), "", "48000000元"},
		{"the cell before the sheet", append([][]any{{"单位：万元"}}, rows("1200元", "200家")...), "", "1200元 200家"},
		{"none", rows(4800, "3600"), "", "4800 3600"},
		{"a percentage", rows(0.15), "0%", "0.15%"},
		{"binary residue", rows(4800.1248000000003), "", "4800.1248"},
		{"negative", rows(-5, "(1,200)"), "", "-5 -1200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := save(t, []grid{{"表", c.rows}}, func(f *excelize.File) {
				if c.format != "" {
					styled(t, f, "表", "C2", "C9", c.format)
				}
			})
			_, plan := read(t, path)
			if got := amounts(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			if len(plan.Unread) != 0 {
				t.Errorf("unread: %+v", plan.Unread)
			}
		})
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		name, heading, format string
		cells                 []any
		want                  string
		digits                int8
	}{
		{"text", "占总目标比例", "", []any{"40%", "33.3％", "２６.７ %"}, "0.4 0.333 0.267", 1},
		{"formatted fractions", "占总目标比例", "0%", []any{0.4, 0.3, 0.3}, "0.4 0.3 0.3", 0},
		{"bare fractions", "占总目标比例", "", []any{0.4, 0.333, 0.267}, "0.4 0.333 0.267", 1},
		{"bare percentages", "占总目标比例", "", []any{40, 33.3, 26.7}, "0.4 0.333 0.267", 1},
		{"percentages under a sign", "占比（%）", "", []any{40, 30, 0.5}, "0.4 0.3 0.005", 1},
		{"fractions under a sign", "占比（%）", "", []any{0.4, 0.3, 0.3}, "0.4 0.3 0.3", 0},
		{"text under a sign", "占比(%)", "", []any{"67.9", "21.4", "10.7"}, "0.679 0.214 0.107", 1},
		{"a format with the sign as text", "占比", `0"%"`, []any{40, 60}, "0.4 0.6", 0},
		{"above all", "占比", "", []any{1, 0.5}, "1 0.5", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := [][]any{{"拆解维度", "子目标项", "目标值", c.heading}}
			for _, v := range c.cells {
				rows = append(rows, []any{"区域", "甲", 1, v})
			}
			_, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
				if c.format != "" {
					styled(t, f, "表", "D2", "D9", c.format)
				}
			}))
			if got := shares(plan); got != c.want {
				t.Errorf("read %s, want %s", got, c.want)
			}
			if got := plan.Tables[0].ShareDigits; got != c.digits {
				t.Errorf("digits %d, want %d", got, c.digits)
			}
		})
	}
}

func TestDues(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值", "完成时间"}}
	for _, due := range []any{time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), "2024/12/31", "2024年12月", "2024/12/", "2024/06-09", "Q3", "12月底前", "下周五", "2024/13", 2024, 20240630, nil} {
		rows = append(rows, []any{"甲", "1万元", due})
	}
	_, plan := read(t, save(t, []grid{{"目标", exampleGrids()[0].rows}, {"表", rows}}, func(f *excelize.File) {
		styled(t, f, "表", "C2", "C2", "yyyy/m/d")
	}))
	var got []string
	for _, b := range plan.Breakdowns {
		due := b.Due.From.String() + ".." + b.Due.To.String()
		if !b.DueText {
			due += "blank"
		}
		got = append(got, due)
	}
	want := "2024-12-31..2024-12-31 2024-12-31..2024-12-31 2024-12-01..2024-12-31 2024-12-01..2024-12-31 2024-06-01..2024-09-30 2024-07-01..2024-09-30 2024-12-01..2024-12-31 .. .. 2024-01-01..2024-12-31 2024-06-30..2024-06-30 ..blank"
	want = strings.Replace(want, "2024-12-01..2024-12-31 .. ..", got[6]+" .. ..", 1) // 12月底前: its day is the parser's to say
	if s := strings.Join(got, " "); s != want {
		t.Errorf("read %s\nwant %s", s, want)
	}
	if !strings.HasSuffix(got[6], "2024-12-31") {
		t.Errorf("12月底前 is due %s", got[6])
	}
	if len(plan.Unread) != 1 || plan.Unread[0].Text != "2024/13" {
		t.Errorf("unread: %+v", plan.Unread)
	}
}

func TestUnread(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值", "占比"}, {"甲", "待定", "约40%"}, {"乙", "≥1000万", true}, {"丙", "100-200万", "40%"}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	var got []string
	for _, u := range plan.Unread {
		place, _ := b.Layout().Cell(u.At)
		got = append(got, place.Ref()+"="+u.Text)
	}
	if s, want := strings.Join(got, " "), "B2=待定 C2=约40% B3=≥1000万 C3=TRUE B4=100-200万"; s != want {
		t.Errorf("unread %s, want %s", s, want)
	}
	if amounts(plan) != "broken broken broken" {
		t.Errorf("amounts %s", amounts(plan))
	}
}

// TestFormulaWords computes words and dates that formulas without a stored value give.
func TestFormulaWords(t *testing.T) {
	rows := [][]any{{"拆解维度", "子目标项", "目标值", "责任人", "完成时间"}, {"区域", nil, "1万元", nil, nil}}
	_, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		for cell, formula := range map[string]string{"B2": `"华东"&"销售额"`, "D2": `"张"`, "E2": "DATE(2024,12,31)"} {
			if err := f.SetCellFormula("表", cell, formula); err != nil {
				t.Fatal(err)
			}
		}
		styled(t, f, "表", "E2", "E2", "yyyy-mm-dd")
	}))
	if b := plan.Breakdowns[0]; b.Item != "华东销售额" || b.Owner != "张" || !b.DueText || b.Due.To.String() != "2024-12-31" || len(plan.Unread) != 0 {
		t.Errorf("read %+v, unread %+v", *b, plan.Unread)
	}
}

func TestFormulas(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值（万元）", "占比"}, {"甲", 100}, {"乙", 200}, {"丙"}, {"丁"}, {"合计"}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		for cell, formula := range map[string]string{"B4": "B2*2.5", "B5": "NOSUCH(B2)", "B6": "SUM(B2:B4)", "C2": "B2/B6", "C3": "#REF!+1"} {
			if err := f.SetCellFormula("表", cell, formula); err != nil {
				t.Fatal(err)
			}
		}
	}))
	if got, want := amounts(plan), "1000000元 2000000元 2500000元 broken"; got != want {
		t.Errorf("amounts %s, want %s", got, want)
	}
	if plan.Breakdowns[2].AmountIn != allocate.Derived || !b.Layout().Numeric(plan.Breakdowns[2].At) {
		t.Errorf("a computed amount is not derived, or no number")
	}
	if len(plan.Totals) != 1 || plan.Totals[0].Amount.Plain() != "5500000" {
		t.Errorf("totals %+v", plan.Totals)
	}
	var errorCells, unread int
	for _, u := range plan.Unread {
		if u.Error {
			errorCells++
		} else {
			unread++
		}
	}
	if errorCells+unread != 2 {
		t.Errorf("unread: %+v", plan.Unread)
	}
}

// TestMonthHeadings reads months that stand in the headings as dates.
func TestMonthHeadings(t *testing.T) {
	rows := [][]any{{"门店", "年度目标", time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)}, {"一店", 12, 5, 7}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) { styled(t, f, "表", "C1", "D1", "mmm-yy") }))
	if c := b.Layout().Tables()[0].Columns; len(c) != 4 || c[3].Means != "month:2" || amounts(plan) != "12" {
		t.Errorf("columns %+v, amounts %s", c, amounts(plan))
	}
}

func TestUnitColumn(t *testing.T) {
	rows := [][]any{{"指标名称", "单位", "目标值", "责任人"}, {"销售额", "万元", 12000, "张"}, {"新客户数量", "家", 200, "李"}, {"市场占有率", "%", 15, "王"}, {"回款", nil, "1亿元", "王"}}
	_, plan := read(t, save(t, []grid{{"表", rows}}, nil))
	var got []string
	for _, g := range plan.Targets {
		got = append(got, g.Amount.Plain()+string(g.Amount.Unit))
	}
	if s, want := strings.Join(got, " "), "120000000元 200家 0.15% 100000000元"; s != want {
		t.Errorf("read %s, want %s", s, want)
	}
}

// TestLentUnit reads a sum in General below figures whose format shows 万元.
func TestLentUnit(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值"}, {"甲", 3800}, {"乙", 1200}, {"合计", nil}}
	b, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		styled(t, f, "表", "B2", "B3", `#,##0"万元"`)
		if err := f.SetCellFormula("表", "B4", "SUM(B2:B3)"); err != nil {
			t.Fatal(err)
		}
	}))
	if total := plan.Totals[0].Amount; total.Plain() != "50000000" || total.Unit != "元" {
		t.Errorf("the sum is %+v", total)
	}
	if c := b.Layout().Tables()[0].Column(allocate.FieldAmount, 0); c.Written.Divisor != 4 || c.Written.Scale != 4 || c.UnitWhy.IsZero() {
		t.Errorf("column %+v", c)
	}
	if plan.Tables[0].AmountUnit != "元" {
		t.Errorf("table %+v", plan.Tables[0])
	}
}
