package command

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/blank"
	"goalxl/workbook/opc"
)

// templateCommand makes a new workbook.
func templateCommand() command {
	return command{
		name: "template",
		args: lang.T("[-o 文件]", "[-o FILE]"),
		does: lang.T("生成一份带公式和下拉列表的空白目标表", "make a new workbook with formulas and drop-downs"),
		more: lang.T("生成总目标汇总表、目标分解明细表、策略执行跟踪表、历史数据、通讯录和填写说明，"+
			"浅黄底的单元格由您填写，公式自动算出占比、合计和差额。已有的文件不会被悄悄覆盖。",
			"Makes the sheets Goals, Breakdown, Tracking, History and Contacts with instructions. Inputs are light yellow; "+
				"formulas give shares, sums and differences. A file that exists is never overwritten silently."),
		example: []string{"goalxl template --year 2025", "goalxl template --sample -o sample.xlsx", "goalxl template --dims 区域,产品 --rows 200 --unit 元 --owners contacts.csv"},
		options: append(templateOptions(), commonOptions()...),
		run:     runTemplate,
	}
}

func templateOptions() []option {
	return []option{
		{name: "output", short: "o", value: lang.T("文件", "FILE"),
			means: lang.T("保存为这个文件；已存在时先留备份", "save as this file; if it exists, after a backup")},
		{name: "year", value: lang.T("年份", "YEAR"), means: lang.T("计划年度；不写则为今年", "year of the plan; this year unless given")},
		{name: "dims", value: lang.T("维度", "DIMS"), means: lang.T("分解的维度，用逗号隔开；不写则为 区域,产品,客户,渠道",
			"what the goal is broken down by, with commas; Region,Product,Customer,Channel unless given")},
		{name: "rows", value: lang.T("行数", "ROWS"), preset: strconv.Itoa(blank.DefaultRows), means: lang.T("分解表的行数", "rows of the breakdown")},
		{name: "unit", value: lang.T("单位", "UNIT"), choices: []string{"元", "万元"},
			means: lang.T("金额的单位；中文不写则为万元，英文为元", "unit of amounts; 万元 in Chinese and 元 in English unless given")},
		{name: "owners", value: lang.T("文件", "FILE"), means: lang.T("通讯录：有 责任人、邮箱、抄送、区域 的 CSV 或工作簿",
			"contacts: a CSV or workbook with Owner, Email, Copy, Region")},
		{name: "sample", means: lang.T("填入一家虚构公司的计划，里面有五处问题，可用 fill 试一遍", "fill in an invented company's plan with five problems for fill to find")},
		{name: "no-protect", means: lang.T("不保护工作表", "leave the sheets unprotected")},
		{name: "dry-run", means: lang.T("只试运行，不写任何文件", "try it out and write nothing")},
	}
}

func runTemplate(r *run) error {
	if len(r.words) > 0 {
		return wrongUse(sayNoWords.With(r.words[0]), sayUseOutput.With())
	}
	o, err := r.templateOptions()
	if err != nil {
		return err
	}
	path, exists, err := r.templatePath(o)
	if err != nil {
		return err
	}
	owners, err := r.ownersFile()
	if err != nil {
		return err
	}
	if owners != "" {
		read := r.attempt(owners, func() (read Report) {
			contacts, err := workbook.ReadContacts(owners)
			if err != nil {
				return read.unreadable(err)
			}
			for _, c := range contacts {
				o.Contacts = append(o.Contacts, blank.Contact{Owner: c.Owner, Email: c.Email, Copy: c.Copy, Region: c.Region})
			}
			return read
		})
		if read.Error != nil {
			r.code = exitFile
			r.presentTemplate(read)
			return nil
		}
	}
	report := Report{Path: path, Planned: path}
	if !r.on("dry-run") {
		report = r.attempt(path, func() Report { return r.makeTemplate(path, exists, o) })
	}
	if r.ctx.Err() != nil && report.Error != nil {
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayInterrupted.With(0, 1)})
		return nil
	}
	report.failOn = never
	r.code = exitCode([]Report{report})
	r.presentTemplate(report)
	return nil
}

// makeTemplate writes the workbook; over an existing one after a backup.
func (r *run) makeTemplate(path string, exists bool, o blank.Options) Report {
	report := Report{}
	if exists {
		backup, err := opc.Backup(path, r.voice.lang)
		if err != nil {
			return report.unwritable(err)
		}
		report.Backup = backup
	}
	saved, err := opc.Save(path, opc.SaveOptions{Context: r.ctx, Verify: readable}, func(w io.Writer) error { return blank.Write(w, o) })
	if err != nil {
		return report.unwritable(err)
	}
	report.Output = saved
	return report
}

// readable opens the file that was written, and checks every part of it.
func readable(path string) error {
	p, err := opc.Open(path)
	if err != nil {
		return err
	}
	defer p.Close()
	return p.VerifyRest()
}

// templatePath is where the workbook goes, and whether a file is there already.
func (r *run) templatePath(o blank.Options) (path string, exists bool, err error) {
	path, named := r.flags["output"]
	if !named {
		path = blank.FileName(o.Year, o.Lang)
	}
	info, err := os.Stat(path)
	switch {
	case path == "-":
		return path, false, wrongUse(sayStandardOut.With(), sayNameFile.With())
	case errors.Is(err, fs.ErrNotExist) || err != nil:
		if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
			return path, false, wrongUse(sayOutExtension1.With(path), sayChangeName.With(strings.TrimSuffix(path, filepath.Ext(path))+".xlsx"))
		}
		return path, false, nil
	case info.IsDir():
		return path, true, wrongUse(sayOutIsFolder.With(path), sayChooseName.With())
	case !strings.EqualFold(filepath.Ext(path), ".xlsx"):
		return path, true, wrongUse(sayOutExtension1.With(path), sayChooseName.With())
	case !named:
		return path, true, wrongUse(sayExists.With(path), sayOtherName.With())
	case r.flags["owners"] != "" && sameFile(path, r.flags["owners"]):
		return path, true, wrongUse(sayOverSource.With(path, r.flags["owners"]), sayChooseName.With())
	}
	return path, true, nil
}
