package command

import (
	"strings"

	"goalxl/internal/lang"
)

// What template says.
var (
	sayNoWords        = lang.T("template 命令不读取文件，却写了 %s", "template reads no file, but was given %s")
	sayUseOutput      = lang.T("要指定保存的文件名，请用 -o", "use -o FILE to say where it goes")
	sayOutExtension1  = lang.T("%s 的扩展名应是 .xlsx", "%s must end in .xlsx")
	sayChooseName     = lang.T("请换一个文件名", "choose another name")
	sayExists         = lang.T("%s 已经存在，没有覆盖", "%s exists already and was not overwritten")
	sayOtherName      = lang.T("请用 -o 另取文件名；-o 仍写这个文件名，则先备份再覆盖", "use -o FILE for another name; -o with this name writes over it after a backup")
	sayNotWhole       = lang.T("选项 %s 不接受 %s", "the flag %s does not take %s")
	sayBetween        = lang.T("请填 %d 到 %d 之间的整数", "give a whole number from %d to %d")
	sayLongDimension  = lang.T("维度名称 %s 太长", "the dimension %s is too long")
	sayShorter        = lang.T("请不要超过 %d 个字", "keep it to %d characters")
	sayTwiceDimension = lang.T("维度 %s 写了两次", "the dimension %s was given twice")
	sayDimensions     = lang.T("选项 --dims 里有 %d 个维度", "--dims names %d dimensions")
	sayDimensionsHint = lang.T("请写 1 到 %d 个，用逗号隔开，例如 区域,产品", "name 1 to %d, with commas, such as Region,Product")

	templateSaved   = lang.T("已生成：%s", "Made: %s")
	templatePlanned = lang.T("试运行，没有写文件；实际运行会保存为 %s", "dry run, nothing written; it would be saved as %s")
	templateBackup  = lang.T("原有的文件已备份：%s", "The file that was there is kept as %s")
	templateNext    = lang.T("填好后核对：goalxl fill %s", "When it is filled in: goalxl fill %s")
	templateTry     = lang.T("试着核对一遍：goalxl fill %s", "Try the checks on it: goalxl fill %s")
)

// presentTemplate says what came of it, in the form that was asked for.
func (r *run) presentTemplate(report Report) {
	if report.Error != nil {
		r.voice.failFile(report.Path, report.Error)
	}
	l := r.voice.lang
	switch r.flags["format"] {
	case "json":
		r.voice.print(jsonReport(r.name, []Report{report}, l))
	case "csv":
		r.voice.print(encodeCSV([][]string{{lang.T("文件", "File").In(l)}, {report.Output}}))
	default:
		if report.Error != nil || r.voice.quiet {
			return
		}
		var b strings.Builder
		if report.Output == "" {
			writeLines(&b, []string{templatePlanned.With(visible(report.Planned)).In(l)})
		} else {
			writeLines(&b, []string{templateSaved.With(visible(report.Output)).In(l)})
			if report.Backup != "" {
				writeLines(&b, []string{templateBackup.With(visible(report.Backup)).In(l)})
			}
			next := templateNext
			if r.on("sample") {
				next = templateTry
			}
			writeLines(&b, []string{next.With(typed(visible(report.Output))).In(l)})
		}
		r.voice.print(b.String())
	}
}

// typed is a file's name as it is typed at the command line.
func typed(name string) string {
	if strings.ContainsAny(name, " ()&") {
		return `"` + name + `"`
	}
	return name
}
