package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// scripted is an engine whose workbooks are text files of one word a line: error,
// warning and info give a finding, change a change, bad a file that cannot be
// read, full one that cannot be written, panic a fault of the program, cancel an
// interruption. It copies the file to the output.
type scripted struct {
	jobs   []Job
	cancel func()
}

func (s *scripted) Fill(ctx context.Context, job Job) Report {
	s.jobs = append(s.jobs, job)
	r := Report{Path: job.Source, Tables: []Table{{Kind: allocate.BreakdownTable, Sheet: "目标分解明细表", Range: "A1:G4", Rows: 3}}}
	text, err := os.ReadFile(job.Source)
	if err != nil {
		return Report{Error: &lang.Error{What: sayUnreadable.With(job.Source), Cause: err}}
	}
	var changes []Change
	for _, word := range strings.Fields(string(text)) {
		switch word {
		case "error", "warning", "info":
			r.Findings = append(r.Findings, finding(word))
		case "change":
			changes = append(changes, Change{Sheet: "目标分解明细表", Cell: "D3", After: "0.4",
				Why: lang.T("按金额补算占比", "share from the amount").With()})
		case "bad":
			return Report{Error: &lang.Error{What: lang.T("旧版 .xls 格式", "an old .xls file").With(),
				Hint: lang.T("请在 Excel 或 WPS 里另存为 .xlsx 后再试", "save it as .xlsx in Excel or WPS first").With()}}
		case "full":
			return Report{Unwritable: true, Error: &lang.Error{What: lang.T("磁盘已满", "the disk is full").With()}}
		case "panic":
			panic("planted")
		case "cancel":
			s.cancel()
			return Report{Error: &lang.Error{What: lang.T("已取消", "cancelled").With(), Cause: ctx.Err()}}
		}
	}
	r.Changes = Changes{len(changes), func(i int) Change { return changes[i] }}
	if job.Output != "" {
		r.Output = job.Output
		if err := os.WriteFile(job.Output, text, 0o666); err != nil {
			return Report{Unwritable: true, Error: &lang.Error{What: lang.T("无法写入", "not written").With(), Cause: err}}
		}
	}
	return r
}

func (s *scripted) Clean(ctx context.Context, job Job) Report { return s.Fill(ctx, job) }

func (s *scripted) Refresh(ctx context.Context, job Job) Report { return s.Fill(ctx, job) }

func (s *scripted) Explain(ctx context.Context, job Job) Report { return s.Fill(ctx, job) }

// Pristine takes every file for a result, unless it says that it was changed.
func (s *scripted) Pristine(path string) bool {
	b, err := os.ReadFile(path)
	return err == nil && string(b) != "changed"
}

func finding(severity string) Finding {
	f := Finding{Rule: allocate.Find("sum-mismatch"), Severity: allocate.Error, Sheet: "目标分解明细表",
		Cell: "C2", Range: "C2:C4", Subject: "区域维度", Unit: "元",
		Message: lang.T("区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元", "the regions add to 119 million, not 120 million: 1 million short").With(),
		Hint:    lang.T("把华南 3500 改为 3600 即平", "make the south 3600").With()}
	found, expected := decimal.New(119, 6), decimal.New(120, 6)
	difference := found.Sub(expected)
	f.Found, f.Expected, f.Difference = &found, &expected, &difference
	switch severity {
	case "warning":
		f.Rule, f.Severity = allocate.Find("sum-incomplete"), allocate.Warning
	case "info":
		f.Rule, f.Severity = allocate.Find("growth-unchecked"), allocate.Info
		f.Found, f.Expected, f.Difference, f.Unit, f.Hint = nil, nil, nil, "", lang.Message{}
	}
	return f
}

// outcome is what a run gave.
type outcome struct {
	code     int
	out, err string
	jobs     []Job
}

// inFolder makes a folder with files (name to text) and changes to it.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// goalxl runs a command line, with the scripted engine, in the current folder.
func goalxl(line string) outcome {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out, err bytes.Buffer
	engine := &scripted{cancel: cancel}
	args := strings.Fields(line)
	p := &program{engine: engine, today: func() time.Time { return time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC) },
		voice: voice{lang: spokenLanguage(args, func(string) string { return "" }), out: &out, err: &err, width: 80}}
	code := p.run(ctx, args)
	return outcome{code, out.String(), err.String(), engine.jobs}
}

func TestExitCodes(t *testing.T) {
	inFolder(t, map[string]string{"ok.xlsx": "", "e.xlsx": "error", "w.xlsx": "warning", "i.xlsx": "info",
		"bad.xlsx": "bad", "full.xlsx": "full", "stop.xlsx": "cancel"})
	for line, want := range map[string]int{
		"check ok.xlsx":                               0,
		"check w.xlsx i.xlsx":                         0,
		"check e.xlsx":                                1,
		"check w.xlsx --fail-on warning":              1,
		"check i.xlsx --fail-on warning":              0,
		"check e.xlsx --fail-on never":                0,
		"check bad.xlsx e.xlsx":                       3,
		"check bad.xlsx --fail-on never":              3,
		"fill full.xlsx":                              3,
		"check none.xlsx ok.xlsx":                     3,
		"check none*.xlsx":                            3,
		"check":                                       2,
		"check -":                                     2,
		"fill e.xlsx -o b.xlsx --in-place":            2,
		"fill e.xlsx --out-dir d --in-place":          2,
		"fill e.xlsx --out-dir d -o b.xlsx":           2,
		"fill e.xlsx --out-dir ok.xlsx":               2,
		"fill e.xlsx w.xlsx -o b.xlsx":                2,
		"fill e.xlsx -o e.xlsx":                       2,
		"fill e.xlsx -o ./x/../e.xlsx":                2,
		"fill e.xlsx -o b.xlsm":                       2,
		"fill e.xlsx -o .":                            2,
		"fill e.xlsx -o -":                            2,
		"fill e.xlsx --history none.csv":              2,
		"fill e.xlsx --history w.xlsx -o w.xlsx":      2,
		"fill e.xlsx --as-of 2024-02-30":              2,
		"clean e.xlsx":                                2,
		"rules nothing-like-this":                     2,
		"rules sum-mismatch share-sum":                2,
		"rules SUM-MISMATCH":                          0,
		"check ok.xlsx stop.xlsx e.xlsx":              130,
		"check ok.xlsx stop.xlsx e.xlsx --format csv": 130,
	} {
		if got := goalxl(line); got.code != want {
			t.Errorf("goalxl %s: exit %d, want %d\n%s%s", line, got.code, want, got.out, got.err)
		}
	}
	for _, made := range []string{"b.xlsx", "b.xlsm", "d"} {
		if fileExists(made) {
			t.Errorf("a run of wrong use made %s", made)
		}
	}
}

func TestWrongUseDoesNothing(t *testing.T) {
	inFolder(t, map[string]string{"e.xlsx": "error"})
	for _, line := range []string{"fill e.xlsx --bogus", "fill e.xlsx -o e.xlsx", "fill e.xlsx --in-place --out-dir d", "filll e.xlsx"} {
		got := goalxl(line)
		if got.code != 2 || got.out != "" || len(got.jobs) != 0 || strings.Count(got.err, "\n") != 1 {
			t.Errorf("goalxl %s: %+v", line, got)
		}
	}
}

func TestLinkToSourceIsRefused(t *testing.T) {
	inFolder(t, map[string]string{"e.xlsx": "error"})
	if err := os.Link("e.xlsx", "hard.xlsx"); err != nil {
		t.Skip("no hard links here: ", err)
	}
	if err := os.Symlink("e.xlsx", "soft.xlsx"); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for _, name := range []string{"hard.xlsx", "soft.xlsx"} {
		if got := goalxl("fill e.xlsx -o " + name); got.code != 2 || len(got.jobs) != 0 {
			t.Errorf("-o %s: %+v", name, got)
		}
	}
}

func TestPolicyFlags(t *testing.T) {
	inFolder(t, map[string]string{"a.xlsx": "", "h.csv": ""})
	got := goalxl("a.xlsx --from share --spread weight --growth max --history h.csv --as-of 2024年6月30日")
	if len(got.jobs) != 1 {
		t.Fatalf("%+v", got)
	}
	job := got.jobs[0]
	want := allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 6, Day: 30})
	want.From, want.Spread, want.Growth = allocate.FromShare, allocate.SpreadWeight, allocate.GrowthMax
	if fmt.Sprint(job.Policy) != fmt.Sprint(want) || job.History != "h.csv" {
		t.Errorf("got %+v\nwant %+v", job, want)
	}
	if day := goalxl("a.xlsx").jobs[0].Policy.AsOf; day != (allocate.Date{Year: 2024, Month: 7, Day: 1}) {
		t.Errorf("without --as-of: %v, want today", day)
	}
}

func TestOneBadFileDoesNotStopTheRest(t *testing.T) {
	inFolder(t, map[string]string{"a.xlsx": "", "bad.xlsx": "bad", "c.xlsx": ""})
	got := goalxl("fill a.xlsx bad.xlsx none.xlsx c.xlsx --lang zh")
	if !fileExists("a_已核对.xlsx") || !fileExists("c_已核对.xlsx") || fileExists("bad_已核对.xlsx") {
		t.Errorf("%+v", got)
	}
	want := "bad.xlsx: 旧版 .xls 格式，请在 Excel 或 WPS 里另存为 .xlsx 后再试\n"
	if !strings.Contains(got.err, want) || !strings.Contains(got.err, "找不到文件 none.xlsx") {
		t.Errorf("said %q", got.err)
	}
}

func TestQuiet(t *testing.T) {
	inFolder(t, map[string]string{"ok.xlsx": "warning change", "e.xlsx": "error", "bad.xlsx": "bad"})
	if got := goalxl("fill -q ok.xlsx"); got.out+got.err != "" || got.jobs[0].Output == "" {
		t.Errorf("all well: %+v", got)
	}
	if got := goalxl("fill -q e.xlsx"); !strings.Contains(got.out, "少 100万元") {
		t.Errorf("something found: %+v", got)
	}
	if got := goalxl("fill -q bad.xlsx"); !strings.Contains(got.err, "bad.xlsx") {
		t.Errorf("unreadable: %+v", got)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	inFolder(t, map[string]string{"a.xlsx": "error"})
	for _, line := range []string{"fill a.xlsx --dry-run", "fill a.xlsx --dry-run -o b.xlsx",
		"fill a.xlsx --dry-run --out-dir d", "fill a.xlsx --dry-run --in-place", "clean a.xlsx --dry-run"} {
		got := goalxl(line)
		if len(got.jobs) != 1 || got.jobs[0].Output != "" {
			t.Errorf("%s: %+v", line, got)
		}
	}
	if entries, _ := os.ReadDir("."); len(entries) != 1 {
		t.Errorf("made %v", entries)
	}
}

func TestAFaultCostsOneFile(t *testing.T) {
	inFolder(t, map[string]string{"a.xlsx": "panic", "b.xlsx": "", "p.xlsx": ""})
	got := goalxl("fill a.xlsx b.xlsx --lang zh")
	if got.code != exitFile || !fileExists("b_已核对.xlsx") {
		t.Errorf("%+v", got)
	}
	want := "a.xlsx: 程序内部出错（planted），这是 goalxl 的缺陷，请反馈给我们；设 GOALXL_DEBUG=1 再运行可看到细节\n"
	if got.err != want {
		t.Errorf("said %q", got.err)
	}
	t.Setenv("GOALXL_DEBUG", "1")
	if got := goalxl("fill a.xlsx"); !strings.Contains(got.err, "run_test.go") {
		t.Errorf("no trace of the fault: %q", got.err)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	inFolder(t, map[string]string{"a.xlsx": ""})
	var err bytes.Buffer
	p := &program{engine: &scripted{}, today: time.Now, voice: voice{out: full{}, err: &err, width: 80}}
	if code := p.run(context.Background(), []string{"check", "a.xlsx"}); code != exitFile || !strings.Contains(err.String(), "结果没有全部输出") {
		t.Errorf("exit %d: %s", code, err.String())
	}
}

func TestAFaultOutsideFiles(t *testing.T) {
	var out, err bytes.Buffer
	p := &program{engine: &scripted{}, voice: voice{out: &out, err: &err, width: 80}} // no clock
	inFolder(t, map[string]string{"a.xlsx": ""})
	if code := p.run(context.Background(), []string{"check", "a.xlsx"}); code != exitFile || strings.Count(err.String(), "\n") != 1 {
		t.Errorf("exit %d: %s", code, err.String())
	}
}

func TestManyTablesAreCounted(t *testing.T) {
	table := Table{Sheet: "一", Rows: 2}
	if got := tablesRead([]Table{table, table}).In(lang.ZH); got != "读到 一 2 行，一 2 行" {
		t.Errorf("%q", got)
	}
	if got := tablesRead(slices.Repeat([]Table{table}, 6)).In(lang.ZH); got != "读到 6 张表，共 12 行" {
		t.Errorf("%q", got)
	}
}
