package workbook

import (
	"bytes"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// calculator computes formulas with excelize, where a formula that takes forever
// does no harm: in a process of its own once ComputeSeparately was called, else in
// a goroutine that is left to itself.
type calculator struct {
	ask    chan question
	answer chan answer
	done   chan struct{} // closed when a process of its own has ended; nil without one
	end    func()        // ends that process
	timer  *time.Timer
	spent  bool
}

// question is a cell whose formula is to be computed.
type question struct{ Sheet, Cell string }

type answer struct {
	Value string
	OK    bool
}

// calculator returns a calculator for the workbook, nil if it is beyond the limits.
func (r *reader) calculator(missing int) *calculator {
	pkg := r.book.pkg
	var xml int64
	for _, s := range pkg.Sheets() {
		xml += pkg.Size(s.Part)
	}
	if len(pkg.Sheets()) > computeSheets || xml > computeXML || r.area > computeArea || missing > computeFormulas || r.book.size() > computeFile {
		return nil
	}
	var whole bytes.Buffer // not the file: the package may be a view without the tool's marks
	if pkg.Write(&whole, opc.Changes{}) != nil {
		return nil
	}
	c := &calculator{ask: make(chan question), answer: make(chan answer, 1), timer: time.NewTimer(computeTime)}
	if computer.path != "" {
		c.workApart(whole.Bytes())
	} else {
		go c.work(whole.Bytes())
	}
	return c
}

// work answers questions until the channel is closed. What a formula makes the
// library do wrong ends here.
func (c *calculator) work(book []byte) {
	var f *excelize.File
	defer func() {
		if f != nil {
			f.Close()
		}
	}()
	for q := range c.ask {
		if f == nil {
			f = openForComputing(book)
		}
		c.answer <- computed(f, q)
	}
}

// openForComputing opens the workbook; nil if the library cannot.
func openForComputing(book []byte) (f *excelize.File) {
	defer func() {
		if recover() != nil {
			f = nil
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{UnzipSizeLimit: 4 * computeXML, UnzipXMLSizeLimit: 4 * computeXML})
	if err != nil {
		return nil
	}
	return f
}

// computed computes one cell.
func computed(f *excelize.File, q question) (a answer) {
	defer func() {
		if recover() != nil {
			a = answer{}
		}
	}()
	if f == nil {
		return answer{}
	}
	says := askBlank(f, q.Sheet, q.Cell)
	value, err := f.CalcCellValue(q.Sheet, q.Cell, excelize.Options{RawCellValue: true})
	switch {
	case len(value) > maxComputed:
		return answer{}
	case err == nil && (value != "" || says): // "" is what the formula shows
		return answer{value, true}
	case strings.HasPrefix(value, "#"):
		return answer{value, true}
	}
	return answer{}
}

// maxComputed is how long a computed text may be, in bytes: what a cell holds.
const maxComputed = 3 * 32767

// value returns what the formula in a cell gives.
func (c *calculator) value(sheetName string, col, row int32) (string, bool) {
	if c.spent {
		return "", false
	}
	select {
	case c.ask <- question{sheetName, sheet.Ref(col, row)}:
	case <-c.timer.C:
		c.spent = true
		return "", false
	}
	select {
	case a := <-c.answer:
		return a.Value, a.OK
	case <-c.timer.C:
		c.spent = true
		return "", false
	}
}

// stop lets the worker end, if it can, and makes a process of its own do so.
func (c *calculator) stop() {
	c.timer.Stop()
	close(c.ask)
	if c.done != nil {
		c.end()
		<-c.done
	}
}
