package command

import (
	"path/filepath"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// manyReports is a line for each file and one for all.
func (r *run) manyReports(reports []Report) string {
	l := r.voice.lang
	written := slices.ContainsFunc(reports, func(f Report) bool { return f.Output != "" })
	t := newTable()
	head := table.Row{lang.T("文件", "File").In(l), allocate.Error.In(l), allocate.Warning.In(l),
		allocate.Info.In(l), lang.T("补算", "Computed").In(l)}
	if written {
		head = append(head, lang.T("结果", "Result").In(l))
	}
	t.AppendHeader(head)
	name := r.voice.width - 2*len(head)
	for _, heading := range head[1:5] {
		name -= columns(heading.(string))
	}
	if written {
		name /= 2
	}
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: name, WidthMaxEnforcer: wrap},
		{Number: 2, Align: text.AlignRight}, {Number: 3, Align: text.AlignRight},
		{Number: 4, Align: text.AlignRight}, {Number: 5, Align: text.AlignRight},
		{Number: 6, WidthMax: name, WidthMaxEnforcer: wrap},
	})
	for i := range reports {
		t.AppendRow(fileRow(&reports[i], l))
	}
	c := count(reports)
	total := r.countsLine(c)
	if c.failed > 0 {
		total += comma.In(l) + tableFailed.With(c.failed).In(l)
	}
	said := trimLines(t.Render()) + "\n" + tableTotal.With(len(reports), total).In(l) + "\n"
	if folder := r.flags["out-dir"]; folder != "" && written {
		said += tableFolder.With(visible(folder)).In(l) + "\n"
	}
	return said
}

// fileRow is the line of one file: its findings by severity, the cells computed,
// and the name of the result.
func fileRow(f *Report, l lang.Lang) table.Row {
	if f.Error != nil {
		return table.Row{failed(f).With(visible(f.Path)).In(l), "-", "-", "-", "-"}
	}
	c := count([]Report{*f})
	row := table.Row{visible(f.Path), c.of[allocate.Error], c.of[allocate.Warning], c.of[allocate.Info], c.changes}
	if f.Output != "" {
		row = append(row, visible(filepath.Base(f.Output)))
	}
	return row
}

func failed(f *Report) lang.Text {
	if f.Unwritable {
		return lang.T("%s（无法写入）", "%s (not written)")
	}
	return lang.T("%s（无法读取）", "%s (not read)")
}

// newTable is a table without borders.
func newTable() table.Writer {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "  ", ""
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	return t
}

// saidWhere names the results beside an output for programs, on standard error.
func (r *run) saidWhere(reports []Report) {
	for i := range reports {
		if reports[i].Output != "" {
			r.voice.note(tableSaved.With(reports[i].Output))
		}
	}
}
