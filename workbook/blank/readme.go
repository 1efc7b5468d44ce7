package blank

import (
	"fmt"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// What 说明 says, top down.
var (
	readMeTitle = lang.T("%d年度销售目标：使用说明", "%d sales targets: how to use this workbook")
	readMeSteps = []struct {
		in   allocate.TableKind // the sheet; NoTable for the program
		text lang.Text
	}{
		{allocate.GoalTable, lang.T("填写年度总目标，一行一个；第一行是主要目标。",
			"Write one row for each goal of the year; the first one is the main goal.")},
		{allocate.ContactTable, lang.T("填写责任人和邮箱，其他表的责任人可以从下拉列表里选。",
			"List the owners and their addresses; the other sheets offer them.")},
		{allocate.BreakdownTable, lang.T("按维度分解。每个维度各自加起来都应等于总目标，维度之间不相加；表上方逐个维度显示是否已平。",
			"Break the goal down. The items of each dimension add up to the goal; dimensions are never added to each other. The lines above the table show which ones are level.")},
		{allocate.HistoryTable, lang.T("填写各子目标项近四年的实际数，用来判断增速是否合理。",
			"Write the actuals of the last four years, so that growth can be judged.")},
		{allocate.TrackingTable, lang.T("填写行动、时间和完成状态，每月更新。",
			"Write actions, dates and progress, and update them each month.")},
		{allocate.NoTable, lang.T("运行 goalxl fill 文件名：补算、核对，问题标在单元格旁，结果另存一份。",
			"Run goalxl fill FILE: it recomputes and checks, marks problems at their cells, and saves a copy.")},
	}
	readMeColours = [...]struct{ name, text lang.Text }{
		{lang.T("由您填写", "Inputs"), lang.T("浅黄底蓝字：填数字或文字，有些列带下拉列表。", "Blue on light yellow: type figures or words; some columns offer a list.")},
		{lang.T("自动算出", "Formulas"), lang.T("灰底：公式，随填写的内容变化，不用改。", "Grey: formulas that follow the inputs.")},
		{lang.T("表头", "Headings"), lang.T("各列的名称，请不要改，goalxl 按它读取。", "The names of the columns; goalxl reads by them.")},
	}
	readMeLocked = lang.T("工作表已保护，没有密码；筛选、改列宽、插入行都可以用，需要时可在“审阅”里撤销保护。",
		"The sheets are protected without a password: filter, widths and new rows are free, and Review can lift the protection.")
	readMeOpen    = lang.T("工作表没有保护，请不要改动灰底的公式。", "The sheets are not protected: leave the grey formulas as they are.")
	readMeSection = [...]lang.Text{
		lang.T("填写顺序", "Steps"), lang.T("颜色", "Colours"), lang.T("各列怎么填", "What goes where"),
	}
)

// readMeWidths are the widths of the two columns of 说明.
var readMeWidths = [...]float64{28, 110}

// readMe makes the first sheet: steps, colours, and what goes into each column.
func (m *maker) readMe() error {
	name := templates.ReadMe.In(m.Lang)
	if err := m.f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := m.frame(name, look.HelpTab, true); err != nil {
		return err
	}
	stream, err := m.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range readMeWidths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	r := &readMe{sheetWriter: &sheetWriter{maker: m, stream: stream, widths: readMeWidths[:]}}
	r.row(1, look.TitleHeight, cell{look.Title, readMeTitle.With(m.Year).In(m.Lang), ""})
	r.next = 3
	r.steps()
	r.colours()
	r.columns()
	if r.err != nil {
		return r.err
	}
	return stream.Flush()
}

// readMe writes the rows of 说明.
type readMe struct {
	*sheetWriter
	next int // the row to be written
}

func (r *readMe) line(left style.Look, name, text string) {
	r.row(r.next, 0, cell{left, name, ""}, cell{look.Text, text, ""})
	r.next++
}

// section begins a part under a heading of its own.
func (r *readMe) section(i int) {
	if i > 0 {
		r.next++
	}
	r.band(look.Heading, readMeSection[i].In(r.Lang), look.HeadingHeight)
}

// band is a row of one text over both columns.
func (r *readMe) band(look style.Look, text string, height float64) {
	look.Across = "left"
	look.Indent = 1
	r.row(r.next, height, cell{look, text, ""}, cell{look, nil, ""})
	r.next++
}

func (r *readMe) steps() {
	r.section(0)
	for i, step := range readMeSteps {
		where := lang.T("核对", "Check").In(r.Lang)
		if step.in != allocate.NoTable {
			where = r.nameOf(step.in)
		}
		r.line(look.Text, fmt.Sprintf("%d. %s", i+1, where), step.text.In(r.Lang))
	}
}

func (r *readMe) colours() {
	r.section(1)
	looks := [...]style.Look{words(), look.Computed(look.Text), look.Heading}
	for i, c := range readMeColours {
		r.line(looks[i], c.name.In(r.Lang), c.text.In(r.Lang))
	}
	protection := readMeLocked
	if r.Open {
		protection = readMeOpen
	}
	r.line(look.Text, lang.T("保护", "Protection").In(r.Lang), protection.In(r.Lang))
}

// columns says what goes into each column, sheet by sheet. The name of a sheet
// stands in a row of its own: beside a heading, the two would read as headings
// of a table.
func (r *readMe) columns() {
	r.section(2)
	for _, p := range r.sheets {
		band := look.Computed(look.Text)
		band.Bold = true
		r.band(band, p.name, 0)
		for _, c := range p.columns {
			r.line(look.Text, c.Heading.In(r.Lang), r.help(c))
		}
	}
}
