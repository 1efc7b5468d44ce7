package report

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/look"
)

// mould is a frame with placeholders for what sheets of the same make differ in:
// their last row, the widths of their columns, and the ids of differential styles.
// Excelize takes about 2 ms for the moulds of a workbook's sheets, which is more than
// all else takes in a small workbook: they are made once.
type mould frame

var moulds sync.Map // mould by plan.key

// lastRowHere stands in a mould for the last row: a number that no style, width or
// colour is.
const lastRowHere = 1012345

// key names what a mould depends on.
func (p *plan) key() string {
	return fmt.Sprintf("%d %q %t %t %q %d", len(p.columns), p.tab, p.filtered, p.onePage, p.words, p.head)
}

// mouldsOf returns the moulds for sheets. Those with lists of choices are a workbook's
// own, and not kept.
func mouldsOf(plans []*plan) ([]mould, error) {
	out := make([]mould, len(plans))
	var missing []*plan
	var at []int
	for i, p := range plans {
		if m, ok := moulds.Load(p.key()); ok && len(p.choices) == 0 {
			out[i] = m.(mould)
		} else {
			missing, at = append(missing, p), append(at, i)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	made, err := makeMoulds(missing)
	if err != nil {
		return nil, err
	}
	for i, m := range made {
		if out[at[i]] = m; len(missing[i].choices) == 0 {
			moulds.Store(missing[i].key(), m)
		}
	}
	return out, nil
}

// makeMoulds has excelize make the moulds of sheets.
func makeMoulds(plans []*plan) (out []mould, err error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, p := range plans {
		name, model := fmt.Sprintf("frame%d", i), *p // nobody sees the name
		model.lastRow = lastRowHere
		if _, err := f.NewSheet(name); err != nil {
			return nil, fmt.Errorf("making %s: %w", p.name, err)
		}
		for _, step := range []func(*excelize.File, string) error{model.filter, model.dimension, model.view, model.rules, model.choose} {
			if err := step(f, name); err != nil {
				return nil, fmt.Errorf("making %s: %w", p.name, err)
			}
		}
	}
	f.Theme, f.Styles = nil, nil // only the sheets are wanted
	if err := look.Parts(f); err != nil {
		return nil, fmt.Errorf("making %s: %w", plans[0].name, err)
	}
	for i, p := range plans {
		xml, ok := f.Pkg.Load(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2))
		if !ok {
			return nil, fmt.Errorf("making %s: %w", p.name, errors.New("the sheet's part is missing"))
		}
		one, err := cut(xml.([]byte))
		if err != nil {
			return nil, fmt.Errorf("making %s: %w", p.name, err)
		}
		out = append(out, mould(one))
	}
	return out, nil
}

// cast makes the frame of a sheet.
func (p *plan) cast(m mould, dxfs []int) frame {
	last := strconv.AppendInt(nil, int64(max(p.lastRow, firstRow)), 10)
	fill := func(b []byte) []byte {
		b = bytes.ReplaceAll(b, []byte(strconv.Itoa(lastRowHere)), last)
		for i, id := range dxfs {
			b = bytes.ReplaceAll(b, []byte(dxfHere(i)), strconv.AppendInt(nil, int64(id), 10))
		}
		return b
	}
	return frame{head: p.widths(fill(m.head)), middle: fill(m.middle), tail: m.tail}
}

// dxfHere stands in a mould for the id of a differential style.
func dxfHere(i int) string { return "@" + strconv.Itoa(i) + "@" }

// widths appends the columns' widths, which stand right before the rows.
func (p *plan) widths(head []byte) []byte {
	head = append(head, "<cols>"...)
	for i, c := range p.columns {
		n := strconv.Itoa(i + 1)
		head = append(head, `<col min="`+n+`" max="`+n+`" width="`...)
		head = append(strconv.AppendFloat(head, c.width, 'f', -1, 64), `" customWidth="1"/>`...)
	}
	return append(head, "</cols>"...)
}
