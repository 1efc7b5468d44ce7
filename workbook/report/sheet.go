package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// Sheets are the tool's own sheets, not yet in a workbook.
type Sheets struct {
	report   Report
	overview plan
	findings plan
	changes  plan
	logTitle lang.Text
	figures  []format // of the findings' numbers, by row
}

// Sheet is one of the tool's own sheets with the style ids of the user's workbook.
type Sheet struct {
	Name  string
	Kind  Kind
	Names []DefinedName
	Size  int64 // about how many bytes its part will be
	// Charts are the charts on it. What puts the sheet into a workbook writes them,
	// and calls Draw with the relationship to their drawing before Write.
	Charts  []PlacedChart
	drawing string
	frame   frame
	rows    func(*rowWriter) error
}

// The names by which a workbook that another program saved again still says which
// sheets are the tool's own. They refer to the sheet's first cell.
const (
	OverviewName = "_goalxl.overview"
	FindingsName = "_goalxl.findings"
	ChangesName  = "_goalxl.changes"
)

// Build lays the sheets out.
func Build(r Report) (*Sheets, error) {
	if r.ChangeCount > 0 && r.Changes == nil {
		return nil, fmt.Errorf("making the change log: %d changes, but none given", r.ChangeCount)
	}
	s := &Sheets{report: r, logTitle: changesTitle}
	s.findings = planFindings(r)
	taken := append(r.Taken[:len(r.Taken):len(r.Taken)], s.findings.name)
	s.changes = planChanges(r, changesTitle, taken)
	if r.Overview != nil {
		s.report.Taken = append(taken, s.changes.name)
		s.overview = planOverview(s.report, s.findings.tab)
	}
	for i := range r.Findings {
		s.figures = append(s.figures, formatOf(&r.Findings[i], r.Lang))
	}
	return s, nil
}

// Graft gives the sheets the styles that they need in the user's workbook, and
// returns them in the order in which they stand: overview, findings, changes.
func (s *Sheets) Graft(styles *style.Styles) ([]Sheet, error) {
	plans := []*plan{&s.findings, &s.changes}
	if s.report.Overview != nil {
		plans = append(plans, &s.overview)
	}
	dxfs := make([][]int, len(plans))
	for i, p := range plans {
		for _, look := range p.looks() {
			dxfs[i] = append(dxfs[i], styles.AddDxf(look))
		}
	}
	frames, err := build(plans, s.report.Strict, dxfs)
	if err != nil {
		return nil, err
	}
	findings, changes := s.findings.sheet(frames[0]), s.changes.sheet(frames[1])
	findings.Kind = FindingsSheet
	findings.rows = s.findingRows(s.findingStyles(styles))
	changes.Kind = ChangesSheet
	changes.rows = s.changeRows(s.changeStyles(styles))
	findings.Names = append(findings.Names, DefinedName{
		Name: FindingsName, Refers: quoted(findings.Name) + "!$A$1", Hidden: true})
	changes.Names = append(changes.Names, DefinedName{
		Name: ChangesName, Refers: quoted(changes.Name) + "!$A$1", Hidden: true})
	sheets := []Sheet{findings, changes}
	if s.report.Overview != nil {
		sheets = append([]Sheet{s.overviewPage(styles, frames[2])}, sheets...)
	}
	return sheets, nil
}

// bytesOfRow is about how long a row of the tool's own sheets is.
const bytesOfRow = 500

// sheet is the sheet of a plan, without its rows.
func (p *plan) sheet(f frame) Sheet {
	out := Sheet{Name: p.name, frame: f, Size: int64(p.lastRow) * bytesOfRow}
	sheet := quoted(p.name)
	if p.filtered {
		out.Names = append(out.Names, DefinedName{Name: "_xlnm._FilterDatabase", Local: true, Hidden: true,
			Refers: fmt.Sprintf("%s!$A$%d:$%s$%d", sheet, p.headRow(), p.lastColumn(), p.lastRow)})
	}
	out.Names = append(out.Names, DefinedName{Name: "_xlnm.Print_Titles", Local: true,
		Refers: fmt.Sprintf("%s!$%d:$%d", sheet, p.headRow(), p.headRow())})
	return out
}

// Write writes the worksheet part. It can be called again, and writes the same.
func (s *Sheet) Write(w io.Writer) error {
	rows := &rowWriter{w: w}
	rows.raw(s.frame.head)
	rows.raw([]byte("<sheetData>"))
	if err := s.rows(rows); err != nil {
		return fmt.Errorf("writing %s: %w", s.Name, err)
	}
	rows.raw([]byte("</sheetData>"))
	rows.merges()
	rows.raw(s.frame.middle)
	rows.hyperlinks()
	rows.raw(s.tail())
	rows.flush()
	if rows.err != nil {
		return fmt.Errorf("writing %s: %w", s.Name, rows.err)
	}
	return nil
}

// Draw says by which relationship the sheet shows its charts.
func (s *Sheet) Draw(relID string) { s.drawing = relID }

// tail is the end of the part, with the drawing that it shows.
func (s *Sheet) tail() []byte {
	if s.drawing == "" {
		return s.frame.tail
	}
	return bytes.Replace(s.frame.tail, []byte("</worksheet>"), []byte(`<drawing r:id="`+s.drawing+`"/></worksheet>`), 1)
}

// baseStyles are the style ids that both sheets use.
type baseStyles struct {
	title, subtitle, maker, heading, text, centred, linked int
}

func addBase(styles *style.Styles) baseStyles {
	return baseStyles{
		title: styles.AddXf(look.Title), subtitle: styles.AddXf(look.Subtitle), maker: styles.AddXf(look.Maker),
		heading: styles.AddXf(look.Heading), text: styles.AddXf(look.Text),
		centred: styles.AddXf(look.Centred), linked: styles.AddXf(look.Linked),
	}
}

// top writes the rows above the table: the title, what it holds, the headings.
func (p *plan) top(w *rowWriter, s baseStyles, l lang.Lang, titleText, subtitleText string) {
	w.start(titleRow, look.TitleHeight)
	w.text(0, s.title, titleText)
	w.text(len(p.columns)-1, s.maker, cmp.Or(p.sign, signature))
	w.end()
	w.start(subtitleRow, look.PlainHeight)
	w.text(0, s.subtitle, subtitleText)
	w.end()
	w.start(headingRow, look.HeadingHeight)
	for i, c := range p.columns {
		w.text(i, s.heading, c.heading.In(l))
	}
	w.end()
}

// signature stands at the right end of the first row: with the headings, it tells
// the tool's own sheets where a program has dropped the names.
const signature = "goalxl"
