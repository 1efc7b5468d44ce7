package actuals

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/delimited"
)

// read reads a text as an export.
func read(t *testing.T, text string, o Options) *File {
	t.Helper()
	f, err := parse(text, o)
	if err != nil {
		t.Fatal(err.(*lang.Error).In(lang.ZH))
	}
	return f
}

func parse(text string, o Options) (*File, error) {
	rows, err := delimited.Parse("实际.csv", []byte(text))
	if err != nil {
		return nil, err
	}
	r := newReader("实际.csv", o)
	if err := r.lines(rows); err != nil {
		return nil, err
	}
	return r.finish()
}

// said writes a file down: a line a series, then the problems and the notes.
func said(f *File) string {
	var b strings.Builder
	for i := range f.Series {
		s := &f.Series[i]
		fmt.Fprintf(&b, "%s", s.Name())
		if s.Owner != "" {
			fmt.Fprintf(&b, "@%s", s.Owner)
		}
		for _, m := range s.Months {
			fmt.Fprintf(&b, " %s=%s", m.Month, m.Amount.In(lang.ZH))
		}
		b.WriteByte('\n')
	}
	for _, p := range f.Problems {
		b.WriteString("! " + p.In(lang.ZH) + "\n")
	}
	return b.String()
}

func TestLayouts(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"long": {"项目,月份,实际(万元)\n华东区域销售额,2024-06,420\n华东区域销售额,2024-07,430.5\n新客户,2024年6月,20家\n",
			"华东区域销售额 2024-06=420万元 2024-07=430.5万元\n新客户 2024-06=20家\n"},
		"wide": {"2024年各区域实际,,,\n单位：万元,,,\n区域,1月,2月,3月\n华东,\"1,200\",300,\n华北,100,-,50\n合计,\"1,300\",300,50\n",
			"华东 2024-01=1,200万元 2024-02=300万元\n华北 2024-01=100万元 2024-03=50万元\n"},
		"cumulative by the heading": {"项目;月份;本年累计实际\n华东;2024-01;100\n华东;2024-02;250\n华东;2024-03;240\n华东;2025-01;30\n",
			"华东 2024-01=100 2024-02=150 2024-03=-10 2025-01=30\n"},
		"cumulative columns": {"项目\t1月累计\t1-2月\t3月累计\n华东\t100\t250\t300\n", "华东 2024-01=100 2024-02=150 2024-03=50\n"},
		"both":               {"项目,6月当月,6月累计\n华东,10,60\n", "华东 2024-06=10\n"},
		"months over kinds":  {"项目,1月,,2月,\n,计划,实际,计划,实际\n华东,9,10,9,8\n", "华东 2024-01=10 2024-02=8\n"},
		"kinds over months":  {",1月,,2月,\n项目,计划,实际,计划,实际\n华东,9,10,9,8\n", "华东 2024-01=10 2024-02=8\n"},
		"month in the title": {"2024年6月销售实际\n项目,金额,责任人\n华东,10万元,张三\n华东,12万元,李四\n",
			"华东@张三 2024-06=10万元\n华东@李四 2024-06=12万元\n"},
		"year apart":     {"项目,年度,月份,完成值\n华东,2023,12,5\n华东,2024,1,6\n", "华东 2023-12=5 2024-01=6\n"},
		"action":         {"策略名称,具体行动,月份,完成数\n拓展,展会,202406,1场\n拓展,直播,202406,2场\n", "拓展/展会 2024-06=1场\n拓展/直播 2024-06=2场\n"},
		"ledger":         {"日期,项目,金额\n2024/6/3,华东,100\n2024/6/3,华东,50\n2024-06-30,华东,7\n", "华东 2024-06=157\n"},
		"ledger by no":   {"月份,项目,单号,金额\n2024-06,华东,A1,100\n2024-06,华东,A2,50\n", "华东 2024-06=150\n"},
		"merged":         {"项目,月份,金额\n华东,2024-05,1\n,2024-06,2\n华北,2024-05,3\n", "华东 2024-05=1 2024-06=2\n华北 2024-05=3\n"},
		"pivot":          {"月份,项目,金额\n2024-05,华东,1\n,华北,2\n2024-06,华东,3\n总计,,6\n", "华东 2024-05=1 2024-06=3\n华北 2024-05=2\n"},
		"units column":   {"项目,单位,2024-06,2024-07\n华东,万元,5,6\n客户,家,7,8\n合计,,,\n", "华东 2024-06=5万元 2024-07=6万元\n客户 2024-06=7家 2024-07=8家\n"},
		"english":        {"Item,Month,Actual ($K)\nEast,Jun-24,3.5\nEast,Jul 2024,4\nTotal,,7.5\n", "East 2024-06=$3.5K 2024-07=$4K\n"},
		"plan aside":     {"项目,月份,目标,实际,完成率\n华东,2024-06,10,8,80%\n", "华东 2024-06=8\n"},
		"footer":         {"项目,月份,金额\n华东,2024-06,8\n制表人：张三\n", "华东 2024-06=8\n"},
		"subtotals":      {"项目,月份,金额\n华东,2024-06,8\n华东,2024-07,2\n华东小计,,10\n华北,2024-06,5\n华北小计,,5\n合计,,15\n", "华东 2024-06=8 2024-07=2\n华北 2024-06=5\n"},
		"percent":        {"项目,月份,累计完成\n专项小组,2024-05,40%\n专项小组,2024-06,60%\n", "专项小组 2024-05=40% 2024-06=60%\n"},
		"headings again": {"项目,月份,金额\n华东,2024-06,8\n项目,月份,金额\n华北,2024-06,9\n", "华东 2024-06=8\n华北 2024-06=9\n"},
	} {
		if got := said(read(t, c.text, Options{Year: 2024})); got != c.want {
			t.Errorf("%s:\ngot  %swant %s", name, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"twice":             {"项目,月份,金额\n华东,2024-06,8\n华东 ,2024/6,9\n", "第 3 行：“华东”2024年6月 与第 2 行重复"},
		"commas not quoted": {"项目,月份,金额\n华东,2024-06,1,200\n", "第 2 行：“200”不在任何一列之下"},
		"total":             {"项目,月份,金额\n华东,2024-06,8\n合计,,9\n", "第 3 行：“合计”9 与上面各行之和 8 不符，差 1"},
		"no label":          {"项目,1月,2月\n华东,8,1\n,8,2\n", "第 3 行：“合计”2 与上面各行之和 1 不符"},
		"no month":          {"项目,月份,金额\n华东,,8\n", "第 2 行：没有月份"},
		"bad month":         {"项目,月份,金额\n华东,Q2,8\n", "第 2 行：月份“Q2”不能识别"},
		"bad figure":        {"项目,月份,金额\n华东,2024-06,约8\n", "第 2 行：“约8”"},
		"two columns":       {"项目,月份,销售额,数量\n华东,2024-06,8,1\n", "几列都像实际数：销售额, 数量"},
		"cumulative twice":  {"项目,日期,累计金额\n华东,2024-06-01,8\n华东,2024-06-02,9\n", "与第 2 行重复"},
		"month twice":       {"项目,6月,2024-06\n华东,8,9\n", "2024年6月 有两列"},
	} {
		f := read(t, c.text, Options{Year: 2024})
		if got := said(f); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
		if f.Err() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", "项目,金额\n华东,8\n"} {
		if f, err := parse(text, Options{Year: 2024}); err == nil {
			t.Errorf("%q: %s", text, said(f))
		} else {
			t.Log(err.(*lang.Error).In(lang.ZH))
		}
	}
}

func TestEncodings(t *testing.T) {
	text := "项目,月份,实际(万元)\r\n华东,2024-06,\"1,200\"\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "实际.csv")
	for _, raw := range []string{text, "\ufeff" + text, gb} {
		if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Read(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := said(f); got != "华东 2024-06=1,200万元\n" {
			t.Errorf("got %s", got)
		}
	}
}

var _ allocate.Month
