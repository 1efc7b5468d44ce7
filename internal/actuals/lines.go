package actuals

import (
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

const (
	maxTitles   = 60     // rows above a table
	maxProblems = 100    // that are listed
	maxSeries   = 200000 // items of an export
)

// reader is a Read under way.
type reader struct {
	file  *File
	o     Options
	sheet string
	begun bool
	title title
	above []cell // the row before, while no table was found
	rows  int    // that were looked at for headings
	seen  []string
	*table
	first bool // the next row is the first below the headings
	names identity
	last  allocate.Month
	sums  sums
	books ledger
	blank int          // lines without a figure
	at    map[int]cell // the cells of the line at hand, by column
}

func newReader(name string, o Options) *reader {
	return &reader{file: &File{Actuals: allocate.Actuals{Name: name}}, o: o, books: ledger{at: map[identity]*account{}}, at: map[int]cell{}}
}

// begin starts a sheet, unless it is the one that is being read.
func (r *reader) begin(sheet string) {
	if r.begun && r.sheet == sheet {
		return
	}
	r.sheet, r.begun = sheet, true
	r.title, r.above, r.rows, r.table, r.names, r.last, r.sums = title{}, nil, 0, nil, identity{}, 0, sums{}
}

// year is that of months without one.
func (r *reader) year() int {
	if r.title.year != 0 {
		return r.title.year
	}
	return r.o.Year
}

func (r *reader) note(m lang.Message) {
	for _, n := range r.file.Notes {
		if n.In(lang.EN) == m.In(lang.EN) {
			return
		}
	}
	r.file.Notes = append(r.file.Notes, m)
}

func (r *reader) problem(line int, why lang.Message) {
	if len(r.file.Problems) >= maxProblems {
		r.file.Unlisted++
		return
	}
	r.file.Problems = append(r.file.Problems, Problem{r.sheet, line, why})
}

// row takes the next row.
func (r *reader) row(line int, cells []cell) {
	switch {
	case len(cells) == 0:
	case r.table == nil:
		r.look(line, cells)
	case r.first && r.secondLevel(cells):
		r.take(line, r.tableOf(r.table.row, cells))
		r.first = false
	case !r.table.isSame(cells):
		r.first = false
		r.data(line, cells)
	}
}

// look takes a row above the table: its headings, or what a title says.
func (r *reader) look(line int, cells []cell) {
	if r.rows++; r.rows > maxTitles {
		return
	}
	t := r.tableOf(nil, cells)
	if t == nil && r.above != nil {
		t = r.tableOf(r.above, cells)
	}
	if t == nil {
		r.title.read(cells, r.o.Year)
		r.above = cells
		if len(cells) > 1 && len(r.seen) == 0 {
			for _, c := range cells {
				r.seen = append(r.seen, c.text)
			}
		}
		return
	}
	r.take(line, t)
	r.first = t.wide
}

// take makes a table the one whose lines follow.
func (r *reader) take(line int, t *table) {
	if t == nil {
		return
	}
	r.table = t
	if why := t.choose(r); !why.IsZero() {
		r.problem(line, why)
	}
}

// secondLevel reports whether the row below the headings is a second level of them:
// words for values, and what the first level left open.
func (r *reader) secondLevel(cells []cell) bool {
	values := 0
	for _, c := range cells {
		h := readHeading(c.text, 0)
		switch {
		case h.dated || h.means == unknown:
			return false
		case h.means == value || h.means == passed:
			values++
		case r.columns[c.col].text != "":
			return false
		}
	}
	return values > 1
}

// data takes a line of the table.
func (r *reader) data(line int, cells []cell) {
	at := r.at
	clear(at)
	for _, c := range cells {
		at[c.col] = c
		if c.col > r.width && looksFigure(c.text) {
			r.problem(line, lang.T("“%s”不在任何一列之下；数字里的千分位逗号要加引号，或另存为 .xlsx", "\"%s\" stands under no heading; put figures with commas in quotes, or save as .xlsx").With(lang.Brief(c.text)))
			return
		}
	}
	names, given := r.namesOf(at)
	figures := r.figuresIn(at)
	switch {
	case len(figures) == 0:
		r.blank++
		if given {
			r.names = names
		}
		return
	case r.totalLabel(at) != "" || !given && r.unlabelled(at):
		r.total(line, r.totalLabel(at), at, figures)
		return
	case !given:
		names = r.names // merged, or blank below
	default:
		r.names = names
	}
	if names == (identity{}) {
		r.problem(line, lang.T("没有写明是哪一项", "it does not say which item it is").With())
		return
	}
	for _, col := range figures {
		r.figure(line, names, at, col)
	}
}

// looksFigure reports whether a text is a figure.
func looksFigure(s string) bool {
	_, err := allocate.ParseAmount(s, "", 0)
	return err == nil
}

// namesOf reads what a line is about; given is false where none of its names stand there.
func (r *reader) namesOf(at map[int]cell) (n identity, given bool) {
	text := func(some ...meaning) string {
		if col := r.column(some...); col > 0 {
			return at[col].text
		}
		return ""
	}
	n = identity{key: text(key), dimension: text(dimension), item: text(item), action: text(action), owner: text(owner), region: text(region)}
	if n.item == "" && n.action == "" && r.column(item, action) == 0 { // the region, or the dimension, is the item
		if n.region != "" {
			n.item, n.region = n.region, ""
		} else if n.key == "" {
			n.item, n.dimension = n.dimension, ""
		}
	}
	return n, n.item != "" || n.action != "" || n.key != "" && r.column(item, action) == 0
}

// figuresIn lists the columns of values in which the line has a figure; marks for
// nothing (-) are none.
func (r *reader) figuresIn(at map[int]cell) (cols []int) {
	for _, col := range r.values {
		c, ok := at[col]
		if !ok {
			continue
		}
		switch strings.Trim(c.text, " 　") {
		case "-", "—", "–", "--", "——", "－", "/", "N/A", "n/a", "NA", "无", "空":
			if !c.broken {
				continue
			}
		}
		cols = append(cols, col)
	}
	return cols
}

// unlabelled reports whether a line without names is a total without a label: it has no
// month either, or the months are columns.
func (r *reader) unlabelled(at map[int]cell) bool {
	if r.wide {
		return true
	}
	_, ok := at[r.column(period, date)]
	return !ok
}
