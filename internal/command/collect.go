package command

import (
	"errors"
	"os"
	"slices"

	"goalxl/internal/collect"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// What is added to the name of a workbook for the result of collect.
var collectedMark = lang.T("_汇总", "_collected")

// collectCommand merges the replies of a round.
func collectCommand() command {
	return command{
		name: "collect",
		args: lang.T("回复文件... --into 文件", "REPLIES... --into FILE"),
		does: lang.T("把责任人的回复汇总回总表，另存为 名称_汇总.xlsx", "merge the owners' replies; saved as NAME_collected.xlsx"),
		more: lang.T("按下发记录认出每份回复和每一行，三方比较（下发时、回复里、总表现在），只收开放填写的几列。"+
			"总表和回复都改了的列为冲突，由人选用；锁定列的改动和新增的行只列出。结果里有“回收情况”表。",
			"Knows each reply and each row by the record of what was sent, compares three values (as sent, as returned, the master today), and takes "+
				"only the columns that were open. What both sides changed is a conflict for people to decide; all else is listed. The result has a sheet Replies."),
		example: []string{"goalxl collect 回复 --into targets.xlsx", "goalxl collect 回复/*.xlsx --into targets.xlsx --pick targets_汇总.xlsx", "goalxl collect 回复 --into targets.xlsx --remind"},
		options: append(append(collectOptions(), writingOptions()...), commonOptions()...),
		run:     runCollect,
	}
}

func collectOptions() []option {
	return []option{
		{name: "into", value: lang.T("文件", "FILE"), means: lang.T("汇总到这个总表，即当初 split 的工作簿", "merge into this master, the workbook that was split")},
		{name: "outbox", value: lang.T("文件夹", "FOLDER"), means: lang.T("下发文件夹；不写则在总表和回复旁边找", "the outbox; looked for beside the master and the replies unless given")},
		{name: "pick", value: lang.T("文件", "FILE"), means: lang.T("在“回复冲突”表里选好的文件（.xlsx 或 .csv）", "a file in which the sheet Reply conflicts was filled in (.xlsx or .csv)")},
		{name: "accept-new-rows", means: lang.T("回复里新增的行也收入总表", "take rows that replies add, too")},
		{name: "remind", means: lang.T("给未回复的人生成催办邮件草稿，放在下发文件夹", "draft reminders for those who have not answered, in the outbox")},
		{name: "as-of", value: lang.T("日期", "DATE"), means: lang.T("以哪一天算逾期；不写则为今天", "the day that lateness is counted to; today unless given")},
		configOption(),
	}
}

func runCollect(r *run) error {
	d, err := r.destination()
	if err != nil {
		return err
	}
	d.mark, d.pristine = collectedMark.In(r.voice.lang), workbook.IsPristineMerge
	d.own = func(path string) bool { return isMarked(path, collectedMark) }
	master, err := r.into()
	if err != nil {
		return err
	}
	replies, err := r.gather()
	if err != nil {
		return err
	}
	req, failed, err := r.collectRequest(&replies)
	if err != nil {
		return err
	}
	if err := r.configure(&master); err != nil {
		return err
	}
	if master.settings[0].config != nil {
		req.Stated = &master.settings[0].config.Stated
	}
	master.kept = append(req.Replies, replies.kept...)
	if err := r.direct(&master, d); err != nil {
		return err
	}
	return r.collect(req, master.outputs[0], d, failed)
}

// into is the master, as a batch of one.
func (r *run) into() (batch, error) {
	path, given := r.flags["into"]
	if !given {
		return batch{}, wrongUse(sayNoInto.With(), sayNoIntoHint.With())
	}
	info, err := os.Stat(path)
	if err != nil {
		return batch{}, wrongUse(sayNoFile.With(path), nearbyFile(path))
	}
	if info.IsDir() {
		return batch{}, wrongUse(sayIntoIsFolder.With(path), sayNameFile.With())
	}
	return batch{files: []input{{path: path, info: info}}, outputs: []string{""}}, nil
}

// collectRequest says what is to be collected; failed are names that stand for no file.
func (r *run) collectRequest(replies *batch) (req collect.Request, failed []collect.Reply, err error) {
	day, err := r.asOf()
	if err != nil {
		return req, nil, err
	}
	req = collect.Request{Into: r.flags["into"], Outbox: r.flags["outbox"], NewRows: r.on("accept-new-rows"), Today: day, Lang: r.voice.lang}
	for _, f := range replies.files {
		switch {
		case f.err != nil:
			failed = append(failed, collect.Reply{Path: f.path, State: collect.Unreadable, Err: f.err})
		case sameFile(f.path, req.Into):
			r.voice.note(skipMaster.With(f.path))
		case isMarked(f.path, collectedMark) && !slices.Contains(r.words, f.path):
			r.voice.note(skipOwn.With(f.path))
		default:
			req.Replies = append(req.Replies, f.path)
		}
	}
	if pick := r.flags["pick"]; pick != "" {
		replies.kept = append(replies.kept, pick)
		if req.Picks, err = collect.ReadPicks(pick); err != nil {
			return req, nil, usage(err)
		}
	}
	return req, failed, nil
}

// usage is an error of a file that the run cannot do without, as wrong use.
func usage(err error) error {
	var said *lang.Error
	if errors.As(err, &said) {
		return said
	}
	return err
}

// collect does it, and says what came of it.
func (r *run) collect(req collect.Request, output string, d destination, failed []collect.Reply) error {
	report := Report{Path: req.Into}
	res, err := collect.Collect(r.ctx, req, r.voice.progress)
	r.voice.clearProgress()
	if r.ctx.Err() != nil {
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayInterrupted.With(0, 1)})
		return nil
	}
	if err != nil {
		if res == nil && isRound(err) {
			return usage(err)
		}
		report = report.unreadable(err)
		res = &collect.Result{}
	}
	defer res.Close()
	res.Replies = append(res.Replies, failed...)
	for _, m := range res.Notes {
		r.voice.note(m)
	}
	if report.Error == nil {
		report = r.saveCollected(report, res, output, d)
	}
	report.Changes = collectedChanges(res)
	var reminders []reminder
	if report.Error == nil {
		if reminders, err = r.remind(res, req.Today, d.dryRun); err != nil {
			report = report.unwritable(err)
		}
	}
	r.code = r.collectCode(&report, res)
	r.presentCollected(&report, res, reminders)
	return nil
}

// isRound reports whether an error is about the record of the round, without which
// nothing can be done.
func isRound(err error) bool {
	var round *collect.RoundError
	return errors.As(err, &round)
}

// saveCollected writes the result, after a copy of the master was put aside.
func (r *run) saveCollected(report Report, res *collect.Result, output string, d destination) Report {
	if d.dryRun {
		report.Planned = output
		return report
	}
	o := opc.SaveOptions{Context: r.ctx, Verify: res.Verify}
	var err error
	if d.inPlace {
		report.Backup, err = opc.Backup(report.Path, r.voice.lang)
		o.Source = res.Package()
	} else {
		report.Backup, err = res.Snapshot(r.voice.lang)
	}
	if err == nil {
		report.Output, err = opc.Save(output, o, res.Write)
	}
	if err != nil {
		return report.unwritable(err)
	}
	if err := res.Remember(); err != nil {
		r.voice.note(sayNotRemembered.With(res.Round.Dir))
	}
	return report
}

func collectedChanges(res *collect.Result) Changes {
	return Changes{len(res.Changes), func(i int) Change {
		c := &res.Changes[i]
		return Change{Sheet: c.Sheet, Cell: c.Cell, Before: c.Before.Plain, After: c.After.Plain, Why: sayTaken.With(c.Owner, c.Path, c.Heading)}
	}}
}

// collectCode sums up what came of the replies. A conflict is an error until somebody
// has decided it.
func (r *run) collectCode(report *Report, res *collect.Result) int {
	worst := never
	grave := func(level failOn) {
		if worst == never || level > worst {
			worst = level
		}
	}
	for i := range res.Replies {
		switch res.Replies[i].State {
		case collect.Unreadable:
			return exitFile
		case collect.Conflicted, collect.Forged:
			grave(failOnNamed("error"))
		case collect.Foreign, collect.Stale, collect.Missing:
			grave(failOnNamed("warning"))
		}
	}
	if len(res.Refused) > 0 {
		grave(failOnNamed("warning"))
	}
	if report.Error != nil {
		return exitFile
	}
	if worst != never && worst >= failOnNamed(r.flags["fail-on"]) {
		return exitFound
	}
	return exitDone
}
