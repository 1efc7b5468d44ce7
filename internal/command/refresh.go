package command

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/actuals"
	"goalxl/internal/lang"
	"goalxl/workbook"
)

// refreshCommand is the monthly batch over the tracking sheets.
func refreshCommand() command {
	return command{
		name: "refresh",
		args: lang.T("文件或文件夹... --actuals 文件", "FILE|FOLDER... --actuals FILE"),
		does: lang.T("每月一次：用实际数刷新跟踪表，汇成 月报.xlsx", "each month: tracking sheets brought up to date, and Monthly.xlsx"),
		more: lang.T("按实际数更新完成状态，在跟踪表右边写出计划进度、实际进度、进度偏差、状态、预测完成和上月以来，"+
			"每月记入“月度快照”。直接写回原文件，每月第一次刷新前先留一份备份；不想动原文件就用 --out-dir。"+
			"“偏差与调整措施”里人写的字从不改动，空白的才写【建议】。",
			"Updates Status from the actuals, writes planned and actual progress, lead or lag, state, forecast and the change since last month "+
				"beside each tracking table, and keeps a sheet Snapshots by month. Files are written in place, with a backup before the first refresh of a month; "+
				"--out-dir leaves them alone. What people wrote into Deviation and remedy is never touched: only blank cells get a proposal."),
		example: []string{"goalxl refresh 各区域 --actuals 6月实际.csv --as-of 2024-06-30", "goalxl refresh *.xlsx --actuals actuals.xlsx --out-dir 6月 -j 4"},
		options: append(refreshOptions(), commonOptions()...),
		run:     runRefresh,
	}
}

func refreshOptions() []option {
	return []option{
		{name: "actuals", value: lang.T("文件", "FILE"),
			means: lang.T("实际数：CSV 或工作簿，有项目、月份和数值", "the actuals: a CSV or workbook with item, month and value")},
		{name: "as-of", value: lang.T("日期", "DATE"),
			means: lang.T("刷新到哪一天，例如 2024-06-30；不写则到实际数的最后一个月末，不晚于今天",
				"the day to refresh to, such as 2024-06-30; the end of the last month with actuals, or today, unless given")},
		{name: "map", value: lang.T("文件", "FILE"),
			means: lang.T("名称对照：实际数里的名称对应表里的哪一行（CSV 或 YAML）", "which name in the actuals is which row of the plan (CSV or YAML)")},
		{name: "cumulative",
			means: lang.T("实际数是年初至今的累计数，不管表头怎么写", "the actuals are running totals of the year, whatever their headings say")},
		{name: "out-dir", value: lang.T("文件夹", "FOLDER"),
			means: lang.T("结果和月报都写到这个文件夹，原文件不动", "write results and report into this folder, and leave the sources alone")},
		{name: "jobs", short: "j", value: lang.T("个数", "N"),
			means: lang.T("同时处理几个文件；不写则按处理器个数", "how many files at a time; as many as processors unless given")},
		{name: "dry-run",
			means: lang.T("只试算，不写任何文件", "try it out and write nothing")},
		configOption(),
	}
}

// manyFiles is how many workbooks make a large batch.
const manyFiles = 16

func runRefresh(r *run) error {
	d, err := r.destination()
	if err != nil {
		return err
	}
	d.inPlace, d.pristine = d.folder == "", workbook.IsPristineRefresh
	workers, err := r.workers()
	if err != nil {
		return err
	}
	refresh, err := r.refresh()
	if err != nil {
		return err
	}
	b, err := r.gather()
	if err != nil {
		return err
	}
	r.dropInputs(&b, r.flags["actuals"], r.flags["map"])
	if err := r.configure(&b); err != nil {
		return err
	}
	if err := r.direct(&b, d); err != nil {
		return err
	}
	if len(b.files) > manyFiles {
		batchSpare.Store(spareOfBatch)
		defer batchSpare.Store(0)
	}
	whole := len(b.files) == 1 || r.flags["format"] == "json" || r.flags["format"] == "csv"
	reports := r.each(b, workers, func(i int) (report Report) {
		defer func() { report.settle(r.voice.lang, whole) }()
		job := Job{Source: b.files[i].path, Output: b.outputs[i], InPlace: d.inPlace,
			Policy: b.settings[i].policy, Config: b.settings[i].config, Refresh: &refresh.Refresh, Lang: r.voice.lang}
		if !d.dryRun {
			return r.engine.Refresh(r.ctx, job)
		}
		job.Output = ""
		report = r.engine.Refresh(r.ctx, job)
		report.Planned = b.outputs[i]
		return report
	})
	r.month = r.report(b, d, refresh, reports)
	r.conclude(b, reports)
	if r.month.err != nil && r.code < exitFile {
		r.voice.fail(r.month.err)
		r.code = exitFile
	}
	return nil
}

// workers is how many files are worked on at a time.
func (r *run) workers() (int, error) {
	text, given := r.flags["jobs"]
	if !given {
		return runtime.GOMAXPROCS(0), nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > 256 {
		return 0, wrongUse(sayNotACount.With("-j", text), sayCountExample.With())
	}
	return n, nil
}

// refreshing is what the flags of a refresh lead to.
type refreshing struct {
	Refresh
	asOf allocate.Date
	path string // of the actuals
}

// refresh reads the actuals and the names, and settles the day.
func (r *run) refresh() (*refreshing, error) {
	path := r.flags["actuals"]
	if path == "" {
		return nil, wrongUse(sayNoActuals.With(), sayActualsExample.With())
	}
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil, wrongUse(sayNoActualsFile.With(path), sayCheckName.With())
	}
	given, err := r.asOf()
	if err != nil {
		return nil, err
	}
	file, err := actuals.Read(path, actuals.Options{Cumulative: r.on("cumulative"), Year: int(given.Year)})
	if err != nil {
		return nil, err
	}
	if err := file.Err(); err != nil {
		return nil, err
	}
	for _, n := range file.Notes {
		r.voice.note(sayOfFile.With(filepath.Base(path), n))
	}
	out := &refreshing{Refresh: Refresh{Actuals: &file.Actuals, Regions: regionsOf(&file.Actuals)}, asOf: given, path: path}
	if r.flags["map"] != "" {
		if out.Names, err = actuals.ReadNames(r.flags["map"]); err != nil {
			return nil, err
		}
	}
	if r.flags["as-of"] == "" {
		r.lastDay(out)
	}
	return out, nil
}

// lastDay takes the end of the last month with actuals for the day of the refresh,
// unless that is still to come, and says so.
func (r *run) lastDay(out *refreshing) {
	through := out.Actuals.Through(allocate.MonthOf(out.asOf))
	if through != 0 && through.Last().Before(out.asOf) {
		out.asOf = through.Last()
	}
	r.flags["as-of"] = out.asOf.String()
	r.voice.note(sayAsOf.With(out.asOf.String()))
}

// dropInputs takes files that are read for another purpose, and monthly reports, out of
// the batch: a folder that is named has them, too.
func (r *run) dropInputs(b *batch, others ...string) {
	kept := b.files[:0]
	for _, f := range b.files {
		drop := isMonthly(f.path)
		for _, other := range others {
			drop = drop || other != "" && f.err == nil && sameFile(f.path, other)
		}
		if drop {
			r.voice.note(skipOwn.With(f.path))
			continue
		}
		kept = append(kept, f)
	}
	b.files, b.outputs = kept, make([]string, len(kept))
	b.kept = append(b.kept, r.flags["actuals"])
}
