package command

import (
	"strings"

	"goalxl/internal/lang"
)

var (
	helpTagline = lang.T("核对、补算 Excel 里的销售目标，结果另存一份，原文件不动",
		"recomputes and checks sales targets in Excel workbooks")
	helpUsage    = lang.T("用法", "Usage")
	helpCommands = lang.T("命令", "Commands")
	helpFlags    = lang.T("选项（可以写在任何位置）", "Flags (may stand anywhere)")
	helpExamples = lang.T("例子", "Examples")
	helpFiles    = lang.T("文件...", "FILE...")
	helpMore     = lang.T("每个命令的用法：goalxl 命令 --help", "help for one command: goalxl COMMAND --help")
	helpNoNet    = lang.T("文件可以写多个，也可以写文件夹或 *.xlsx；除了 mail 都不联网。",
		"Several files, folders and *.xlsx are taken. Nothing but mail uses the network.")
	helpPreset = lang.T("，默认 %s", "; %s unless given")
)

// help returns one screen of help: of the program, or of one command.
func (p *program) help(name string) string {
	if c, ok := findCommand(commands(), name); ok {
		return commandHelp(c, p.voice.lang)
	}
	return programHelp(p.voice.lang)
}

func programHelp(l lang.Lang) string {
	var b strings.Builder
	b.WriteString("goalxl " + Version + "  " + helpTagline.In(l) + "\n\n")
	b.WriteString(helpUsage.In(l) + "\n")
	b.WriteString("  goalxl " + helpFiles.In(l) + "\n")
	b.WriteString("  goalxl " + lang.T("命令 [选项] 文件...", "COMMAND [FLAGS] FILE...").In(l) + "\n\n")
	b.WriteString(helpCommands.In(l) + "\n")
	for _, c := range commands() {
		b.WriteString(row("  "+c.name, 11, c.does.In(l)))
	}
	b.WriteString("\n" + helpFlags.In(l) + "\n")
	b.WriteString(programFlags(l))
	b.WriteString("\n" + helpNoNet.In(l) + "\n" + helpMore.In(l) + "\n")
	return b.String()
}

// programFlags lists the flags of every command in a few lines: those with a value by
// their values, the switches by what they mean. A command's own help says more.
func programFlags(l lang.Lang) string {
	var values, switches []string
	for _, o := range programOptions() {
		if o.takesValue() {
			values = append(values, "--"+o.name+" "+strings.Join(o.choices, "|"))
		} else {
			switches = append(switches, "-"+o.short+" "+o.means.In(l))
		}
	}
	return "  " + strings.Join(values, "  ") + "\n  " + strings.Join(switches, "    ") + "\n"
}

func commandHelp(c command, l lang.Lang) string {
	var b strings.Builder
	b.WriteString("goalxl " + c.name + "  " + c.does.In(l) + "\n\n")
	b.WriteString(helpUsage.In(l) + "\n  goalxl " + c.name + " " + c.args.In(l) + "\n\n")
	b.WriteString(wrap(c.more.In(l), 78) + "\n\n" + helpFlags.In(l) + "\n")
	for _, o := range c.options {
		b.WriteString(optionRow(o, l))
	}
	b.WriteString("\n" + helpExamples.In(l) + "\n")
	for _, e := range c.example {
		b.WriteString("  " + e + "\n")
	}
	return b.String()
}

// optionRow is the line of a flag: how it is spelt, the values, what it means.
func optionRow(o option, l lang.Lang) string {
	left := "      --" + o.name
	if o.short != "" {
		left = "  -" + o.short + ", --" + o.name
	}
	means := o.means.In(l)
	switch {
	case o.choices != nil:
		left += " " + strings.Join(o.choices, "|")
	case o.takesValue():
		left += " " + o.value.In(l)
	}
	if o.preset != "" {
		means += helpPreset.With(o.preset).In(l)
	}
	return row(left, 35, means)
}

// row lays text out behind a heading of at most width columns, in 79 columns.
func row(heading string, width int, text string) string {
	lines := strings.Split(wrap(text, 79-width-1), "\n")
	gap := max(1, width+1-columns(heading))
	return heading + strings.Repeat(" ", gap) + strings.Join(lines, "\n"+strings.Repeat(" ", width+1)) + "\n"
}
