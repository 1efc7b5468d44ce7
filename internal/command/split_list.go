package command

import (
	"bytes"
	"path/filepath"
	"strconv"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook/blank"
)

// writeList writes the workbook that lists what was made.
func (s *splitting) writeList(build *outbox.Builder) error {
	l := s.voice.lang
	title := lang.T("下发清单", "Handouts").In(l)
	sheet := blank.HandoutSheet{Name: title, Title: lang.T("%s（%s，%s）", "%s (%s, %s)").With(title, s.round.Source.Name, s.round.Sent).In(l),
		Hint: lang.T("各份相加与总表一致。发出后请留着这个文件夹：汇总回复要用到里面的记录。", "Together the handouts add up to the workbook. Keep this folder: merging the replies needs its record.").In(l)}
	if s.round.Deadline != "" {
		sheet.Note = lang.T("请对方于 %s 前回复", "answers by %s").With(s.round.Deadline).In(l)
	}
	for _, c := range []struct {
		heading lang.Text
		width   int
		kind    templates.Kind
	}{
		{lang.T("责任人", "Owner"), 16, templates.Text}, {lang.T("行数", "Rows"), 8, templates.Number}, {lang.T("合计", "Total"), 26, templates.Text},
		{lang.T("文件", "File"), 30, templates.Text}, {lang.T("邮箱", "Email"), 26, templates.Text}, {lang.T("主题", "Subject"), 30, templates.Text},
		{lang.T("正文", "Text"), 46, templates.Text}, {lang.T("状态", "State"), 16, templates.Text},
	} {
		sheet.Columns = append(sheet.Columns, blank.HandoutColumn{Heading: c.heading.In(l), Kind: c.kind, Width: c.width})
	}
	for i := range s.outputs {
		o := &s.outputs[i]
		var row blank.HandoutRow
		for _, text := range []string{o.Owner, "", sumsText(o.Sums, l), filepath.Base(o.Path), o.Address, o.Subject, o.Text, o.State} {
			row.Cells = append(row.Cells, blank.HandoutCell{Text: text})
		}
		row.Cells[1] = blank.HandoutCell{Number: strconv.Itoa(o.Rows), Format: "0"}
		sheet.Rows = append(sheet.Rows, row)
	}
	var b bytes.Buffer
	if err := blank.WriteHandout(&b, &blank.Handout{Lang: l, Title: title, Day: s.round.Sent, Sheets: []blank.HandoutSheet{sheet}}); err != nil {
		return err
	}
	_, err := build.Write(outbox.ListName.In(l), b.Bytes())
	return err
}

// csvSplit is a line for each handout.
func csvSplit(s *splitting, l lang.Lang) string {
	rows := [][]string{{lang.T("责任人", "Owner").In(l), lang.T("行数", "Rows").In(l), lang.T("合计", "Total").In(l), lang.T("文件", "File").In(l),
		lang.T("邮箱", "Email").In(l), lang.T("草稿", "Draft").In(l), lang.T("状态", "State").In(l)}}
	for i := range s.outputs {
		o := &s.outputs[i]
		rows = append(rows, []string{o.Owner, strconv.Itoa(o.Rows), sumsText(o.Sums, l), o.Path, o.Address, o.Mail, o.State})
	}
	return encodeCSV(rows)
}
