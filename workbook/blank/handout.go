package blank

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Handout is the workbook of one owner: their rows of the plan, locked, and beside
// them the columns that they are asked to fill in. Or, without an Identity, a list
// for those who send it.
type Handout struct {
	Lang     lang.Lang
	Title    string // of the document
	Day      string // it is made on: 2026-06-01
	Identity string // see outbox.Identity; "" for a list
	Sheets   []HandoutSheet
}

// HandoutSheet is a sheet with one table.
type HandoutSheet struct {
	Name              string
	Title, Hint, Note string // above the table; Note at its right end
	Columns           []HandoutColumn
	Rows              []HandoutRow
}

// HandoutColumn is a column of the table.
type HandoutColumn struct {
	Heading string
	Kind    templates.Kind
	Width   int       // in characters
	Open    bool      // owners fill it in
	Help    lang.Text // shown when a cell of an open column is selected
}

// HandoutRow is a row of the table, its cells beside the columns.
type HandoutRow struct {
	Key   string // of the row; "" in a list
	Cells []HandoutCell
}

// HandoutCell holds a text or a number under a number format; of a blank cell only
// the format.
type HandoutCell struct {
	Text   string
	Number string // plain digits
	Format string
}

// FirstRow is the first row of the tables in a handout.
const FirstRow = 5

// keyWidth is as wide as a row's key.
const keyWidth = 26

// The sheet that people do not see, and the heading over the rows' keys.
var (
	identitySheet = lang.T("下发标识", "Handout identity")
	keyHeading    = lang.T("行标识", "Row key")
	keyKept       = lang.T("程序据此认出这份表和每一行，请保留。", "This tells the program which workbook and rows these are. Please keep it.")
)

// WriteHandout writes the workbook.
func WriteHandout(w io.Writer, h *Handout) error {
	m := &maker{Options: Options{Lang: h.Lang}, f: excelize.NewFile(), styles: map[style.Look]int{}}
	defer m.f.Close()
	if err := m.handOut(h); err != nil {
		return fmt.Errorf("making the handout: %w", err)
	}
	m.f.SetZipWriter(InOrder)
	if err := m.f.Write(w); err != nil {
		return fmt.Errorf("writing the handout: %w", err)
	}
	return nil
}

func (m *maker) handOut(h *Handout) error {
	if err := m.f.SetSheetName(m.f.GetSheetName(0), h.Sheets[0].Name); err != nil {
		return err
	}
	for i := range h.Sheets {
		p := m.handoutPage(&h.Sheets[i])
		m.sheets = append(m.sheets, p)
		if err := m.add(p); err != nil {
			return fmt.Errorf("making %s: %w", p.name, err)
		}
	}
	if err := m.names(); err != nil {
		return err
	}
	day := h.Day + "T00:00:00Z"
	if err := m.f.SetDocProps(&excelize.DocProperties{Title: h.Title, Creator: "goalxl", LastModifiedBy: "goalxl",
		Created: day, Modified: day, Language: map[lang.Lang]string{lang.ZH: "zh-CN", lang.EN: "en"}[m.Lang]}); err != nil {
		return err
	}
	if h.Identity == "" {
		return nil
	}
	return m.sign(h)
}

// handoutPage lays a sheet out.
func (m *maker) handoutPage(s *HandoutSheet) *page {
	p := &page{name: s.Name, table: &templates.Table{}, title: s.Title, hint: s.Hint, note: s.Note, head: FirstRow - 1, rows: len(s.Rows), tab: look.PlanTab}
	p.hidden = len(s.Rows) > 0 && s.Rows[0].Key != ""
	p.asks = p.hidden
	if !p.hidden {
		p.high = 4 * look.PlainHeight
	}
	for i := range s.Columns {
		c := &s.Columns[i]
		column := &templates.Column{Kind: c.Kind}
		column.Heading.ZH, column.Heading.EN = c.Heading, c.Heading
		p.columns = append(p.columns, column)
		p.widths = append(p.widths, s.width(i))
	}
	if p.hidden {
		p.columns, p.widths = append(p.columns, &templates.Column{Heading: keyHeading}), append(p.widths, keyWidth)
	}
	p.cell = func(row, col int) cell {
		if col == len(s.Columns) {
			key := look.Centred
			key.NumFmt = ";;;" // or it would run over into the cell beside it where the column is hidden
			return cell{look: key, value: s.Rows[row].Key}
		}
		out := s.Rows[row].Cells[col].as(&s.Columns[col])
		if !p.hidden {
			out.look.Down = "top"
		}
		return out
	}
	p.more = func() []rule {
		var rules []rule
		for i := range s.Columns {
			if c := &s.Columns[i]; c.Open {
				rules = append(rules, rule{cells: p.ref(i, false), number: c.Kind == templates.Amount, heading: c.Heading, help: c.Help.In(m.Lang)})
			}
		}
		return rules
	}
	return p
}

// width is as wide as a column's heading, its figures and half of its texts want.
func (s *HandoutSheet) width(col int) float64 {
	c := &s.Columns[col]
	width := max(float64(c.Width)+2, float64(look.Units(c.Heading))+4)
	if c.Kind != templates.Amount {
		return width
	}
	for i := range s.Rows {
		cell := &s.Rows[i].Cells[col]
		n := look.Units(cell.Text) + 3
		if cell.Number != "" {
			n = len(cell.Number)*4/3 + look.Units(cell.Format)/2 + 4 // separators and a unit
		}
		width = max(width, min(float64(n), 40))
	}
	return width
}

// as is the cell with the look of its column. Numbers have no more digits than a
// spreadsheet keeps, so that the way through a binary number leaves them as they are;
// what was written is read back and compared in any case.
func (c *HandoutCell) as(col *HandoutColumn) cell {
	out := cell{look: look.Text}
	switch {
	case c.Number != "" || col.Kind == templates.Amount:
		out.look = figures(c.Format)
	case col.Kind == templates.Status || col.Kind == templates.Share || col.Kind == templates.Period || col.Kind == templates.Number:
		out.look = centred(c.Format)
	}
	if c.Number != "" && (col.Kind == templates.Period || col.Kind == templates.Status) {
		out.look = centred(c.Format)
	}
	if c.Text != "" && col.Kind == templates.Amount {
		out.look.Across = "right"
	}
	if col.Open {
		out.look = look.Input(out.look)
	}
	switch {
	case c.Number == "":
		out.value = c.Text
	default:
		if n, err := strconv.ParseInt(c.Number, 10, 64); err == nil {
			out.value = n
		} else if f, err := strconv.ParseFloat(c.Number, 64); err == nil {
			out.value = f
		} else {
			out.value = c.Number
		}
	}
	if out.value == "" {
		out.value = nil
	}
	return out
}

// sign writes the identity and the keys of the rows where people do not see them.
func (m *maker) sign(h *Handout) error {
	if err := m.f.SetCustomProps(excelize.CustomProperty{Name: outbox.PropertyName, Value: h.Identity}); err != nil {
		return err
	}
	if err := m.f.SetDefinedName(&excelize.DefinedName{Name: outbox.DefinedName, RefersTo: `"` + h.Identity + `"`}); err != nil {
		return err
	}
	sheet := identitySheet.In(m.Lang)
	if _, err := m.f.NewSheet(sheet); err != nil {
		return err
	}
	if err := m.protect(sheet); err != nil {
		return err
	}
	if err := m.f.SetSheetVisible(sheet, false); err != nil {
		return err
	}
	stream, err := m.f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	rows := [][]any{{h.Identity}, {keyKept.In(m.Lang)}}
	for i := range h.Sheets {
		for j := range h.Sheets[i].Rows {
			rows = append(rows, []any{h.Sheets[i].Rows[j].Key, h.Sheets[i].Name, FirstRow + j})
		}
	}
	for i, row := range rows {
		if err := stream.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	return stream.Flush()
}
