package command

import (
	"path/filepath"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// manyReports is a line for each file and one for all.
func (r *run) manyReports(reports []Report) string {
	l := r.voice.lang
	t := newTable()
	t.AppendHeader(table.Row{lang.T("文件", "File").In(l), allocate.Error.In(l), allocate.Warning.In(l),
		allocate.Info.In(l), lang.T("补算", "Computed").In(l), lang.T("结果", "Result").In(l)})
	name := (r.voice.width - 34) / 2
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: name, WidthMaxEnforcer: wrap},
		{Number: 2, Align: text.AlignRight}, {Number: 3, Align: text.AlignRight},
		{Number: 4, Align: text.AlignRight}, {Number: 5, Align: text.AlignRight},
		{Number: 6, WidthMax: name, WidthMaxEnforcer: wrap},
	})
	for i := range reports {
		f := &reports[i]
		if f.Error != nil {
			t.AppendRow(table.Row{visible(f.Path), "", "", "", "", failedWord(f).In(l)})
			continue
		}
		c := count(reports[i : i+1])
		result := visible(f.Output)
		if filepath.Dir(f.Output) == filepath.Dir(f.Path) {
			result = visible(filepath.Base(f.Output))
		}
		if f.Output == "" {
			result = "-"
		}
		t.AppendRow(table.Row{visible(f.Path), c.of[allocate.Error], c.of[allocate.Warning], c.of[allocate.Info], c.changes, result})
	}
	c := count(reports)
	total := r.countsLine(c)
	if c.failed > 0 {
		total += comma.In(l) + tableFailed.With(c.failed).In(l)
	}
	return trimLines(t.Render()) + "\n" + tableTotal.With(len(reports), total).In(l) + "\n"
}

func failedWord(f *Report) lang.Text {
	if f.Unwritable {
		return lang.T("无法写入", "not written")
	}
	return lang.T("无法读取", "not read")
}

// saidWhere names the results beside an output for programs, on standard error.
func (r *run) saidWhere(reports []Report) {
	for i := range reports {
		if reports[i].Output != "" {
			r.voice.note(tableSaved.With(reports[i].Output))
		}
	}
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
