package command

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
)

// splitCommand makes a workbook for each owner.
func splitCommand() command {
	return command{
		name: "split",
		args: lang.T("文件", "FILE"),
		does: lang.T("按责任人拆成各自的工作簿，附邮件草稿", "one workbook for each owner, with a mail draft"),
		more: lang.T("给每位责任人一份只含本人各行的工作簿，旁边留出建议目标值、理由、所需资源三列请本人填写；各份合计与总表核对无误后才写出。"+
			"都放进工作簿旁边的文件夹 下发_日期，另有一份下发清单。--eml 再按通讯录为每人写一封邮件草稿；发送要另外运行 goalxl mail。",
			"Gives each owner a workbook with nothing but their own rows, and columns beside them for the target that they propose, why, "+
				"and what it takes. Everything goes into the folder Handouts_DATE beside the workbook, with a list. --eml adds a mail draft "+
				"for each, to the address in the contacts sheet; sending is another command, goalxl mail."),
		example: []string{"goalxl split targets.xlsx", "goalxl split targets.xlsx --eml --deadline 2026-06-15", "goalxl split targets.xlsx --by item --name {文件}_{责任人}"},
		options: append(splitOptions(), commonOptions()...),
		run:     runSplit,
	}
}

func splitOptions() []option {
	return []option{
		{name: "by", value: lang.T("方式", "BY"), choices: []string{"owner", "dimension", "item"}, preset: "owner",
			means: lang.T("每位责任人一份，或每个维度、每个子目标项一份", "a workbook for each owner, or for each dimension or item")},
		{name: "out-dir", value: lang.T("文件夹", "FOLDER"),
			means: lang.T("放进这个文件夹；不写则为工作簿旁的 下发_日期", "make this folder; Handouts_DATE beside the workbook unless given")},
		{name: "deadline", value: lang.T("日期", "DATE"), means: lang.T("请对方在这一天前回复", "the day by which an answer is asked for")},
		{name: "name", value: lang.T("写法", "PATTERN"), preset: namePreset,
			means: lang.T("各份的文件名，可用 {文件}、{责任人}、{序号}、{日期}", "names of the files, of {file}, {owner}, {n} and {date}")},
		{name: "eml", means: lang.T("为每人写一封邮件草稿，地址取自通讯录", "write a mail draft for each, to the address in the contacts sheet")},
		{name: "subject", value: lang.T("主题", "SUBJECT"),
			means: lang.T("邮件主题，可用 {责任人}、{文件}、{行数}、{合计}、{截止}", "of the drafts; {owner}, {file}, {rows}, {total}, {deadline} are filled in")},
		{name: "body", value: lang.T("文件", "FILE"), means: lang.T("邮件正文的文本文件，用法同主题", "a text file with the drafts' text, likewise")},
		{name: "cc", value: lang.T("地址", "ADDRESSES"), means: lang.T("都抄送给这些地址，用逗号隔开", "copies of all drafts go to these, with commas")},
		{name: "dry-run", means: lang.T("只试算，不写任何文件", "try it out and write nothing")},
		configOption(),
	}
}

// splitting is a split under way.
type splitting struct {
	*run
	file     input
	setup    setup
	by       allocate.By
	dir      string
	deadline allocate.Date // zero if none was given
	naming   pattern
	mail     *mailing // nil without --eml

	report  Report
	outputs []Output
	left    []string // headings of columns that are not handed out
	round   outbox.Record
}

// Output is one handout that was made, or would be with --dry-run.
type Output struct {
	Owner, Path, Mail string // Mail is "" without a draft
	Rows              int
	Total             *allocate.CutSum // of the only cut, or the only one in money; nil where there are several, which are never added
	Sums              []allocate.CutSum
	Address, State    string
	Subject, Text     string
	MessageID         string // of a mail that was sent
}

func runSplit(r *run) error {
	s := &splitting{run: r}
	for _, step := range []func() error{s.readFile, s.readFlags, s.readMailing, s.findFolder} {
		if err := step(); err != nil {
			return err
		}
	}
	s.report = r.attempt(s.file.path, s.work)
	r.voice.clearProgress()
	if s.report.Error != nil {
		s.outputs = nil // nothing is left of them
	}
	if s.setup.config != nil {
		s.report.Config = s.setup.config.Path
	}
	if r.ctx.Err() != nil && s.report.Error != nil {
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayInterrupted.With(0, 1)})
		return nil
	}
	s.report.failOn = failOnNamed(r.flags["fail-on"])
	r.code = exitCode([]Report{s.report})
	s.present()
	return nil
}

// readFile finds the workbook, and the configuration that holds for it.
func (s *splitting) readFile() error {
	b, err := s.gather()
	if err != nil {
		return err
	}
	if len(b.files) != 1 {
		return wrongUse(sayOneWorkbook.With(len(b.files)), saySplitEach.With())
	}
	if err := s.configure(&b); err != nil {
		return err
	}
	s.file, s.setup = b.files[0], b.settings[0]
	return nil
}
