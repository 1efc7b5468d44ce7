package command

import (
	"slices"

	"goalxl/internal/lang"
)

// option is a flag of the command line. It is declared once; the parser, the
// order of arguments, the suggestions and the help all come from here.
type option struct {
	name    string
	short   string    // one letter, or ""
	value   lang.Text // what stands for the value in the help; zero for a switch
	choices []string  // the values it can have; nil for any
	preset  string    // the value without the flag, for the help
	means   lang.Text
}

// takesValue reports whether the flag is followed by a value.
func (o option) takesValue() bool { return o.value != (lang.Text{}) }

// spelt returns the flag as people type it: "-o", or "--out-dir".
func (o option) spelt() string {
	if o.short != "" && o.takesValue() {
		return "-" + o.short
	}
	return "--" + o.name
}

// named reports whether the flag answers to name, which has no dashes.
func (o option) named(name string) bool {
	return name == o.name || (o.short != "" && name == o.short)
}

func findOption(options []option, name string) (option, bool) {
	i := slices.IndexFunc(options, func(o option) bool { return o.named(name) })
	if i < 0 {
		return option{}, false
	}
	return options[i], true
}

// The options of every command.
func commonOptions() []option {
	return []option{
		{name: "lang", value: lang.T("语言", "LANG"), choices: []string{"zh", "en"},
			means: lang.T("界面语言；不写则随系统", "message language; the system's unless given")},
		{name: "format", value: lang.T("格式", "FORMAT"), choices: []string{"table", "json", "csv"}, preset: "table",
			means: lang.T("结果的输出格式", "form of the output")},
		{name: "fail-on", value: lang.T("级别", "LEVEL"), choices: []string{"error", "warning", "never"}, preset: "error",
			means: lang.T("达到这一级则退出码为 1", "level for exit code 1")},
		{name: "quiet", short: "q",
			means: lang.T("一切正常时不输出", "say nothing when all is well")},
		{name: "help", short: "h",
			means: lang.T("显示这份说明", "show this help")},
	}
}

// configOption names the file of people's own words, units and thresholds.
func configOption() option {
	return option{name: "config", value: lang.T("文件", "FILE"),
		means: lang.T("表头含义、单位和口径的配置；不写则用工作簿旁的 goalxl.yaml",
			"headings, units and thresholds; goalxl.yaml beside the workbook unless given")}
}

// The options that say how a plan is recomputed and checked.
func readingOptions() []option {
	return []option{
		{name: "from", value: lang.T("依据", "BASIS"), choices: []string{"amount", "share"},
			means: lang.T("按金额改写手填的占比，或按占比改写手填的金额",
				"rewrite typed shares from the amounts, or typed amounts from the shares")},
		{name: "spread", value: lang.T("方法", "METHOD"), choices: []string{"equal", "history", "weight"},
			means: lang.T("没有依据的空白金额：平均、按上年实际或按权重分摊",
				"blank amounts without a basis: equal parts, by last year, or by weight")},
		{name: "growth", value: lang.T("方法", "METHOD"), choices: []string{"cagr", "mean", "max"}, preset: "cagr",
			means: lang.T("历史增速的算法：年均复合、平均或最高",
				"how past growth is measured: compound, mean, or best year")},
		{name: "history", value: lang.T("文件", "FILE"),
			means: lang.T("另外提供历史数据的工作簿或 CSV", "a workbook or CSV with the actuals of earlier years")},
		{name: "as-of", value: lang.T("日期", "DATE"),
			means: lang.T("以哪一天判断逾期，例如 2024-06-30；不写则为今天",
				"the day that overdue is measured against, such as 2024-06-30; today unless given")},
		configOption(),
	}
}

// The options that say where the result goes.
func writingOptions() []option {
	return []option{
		{name: "output", short: "o", value: lang.T("文件", "FILE"),
			means: lang.T("结果保存为这个文件（只能处理一个工作簿）", "save the result as this file (one workbook only)")},
		{name: "out-dir", value: lang.T("文件夹", "FOLDER"),
			means: lang.T("结果都保存到这个文件夹", "save the results into this folder")},
		{name: "in-place",
			means: lang.T("直接写回原文件，先在旁边留一份备份", "write over the source, after a backup beside it")},
		{name: "dry-run",
			means: lang.T("只试算，不写任何文件", "try it out and write nothing")},
	}
}

// The options of the program itself, without a command.
func programOptions() []option {
	return append(commonOptions(), option{name: "version", short: "v", means: lang.T("显示版本", "show the version")})
}
