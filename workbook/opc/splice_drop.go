package opc

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goalxl/workbook/patch"
)

// DefinedNames returns the defined names of a workbook part, in its order.
func DefinedNames(src []byte) ([]Name, error) {
	l, err := listBook(src)
	if err != nil {
		return nil, fmt.Errorf("reading the defined names: %w", err)
	}
	names := make([]Name, 0, len(l.names))
	for _, n := range l.names {
		names = append(names, n.Name)
	}
	return names, nil
}

// SheetOf returns the sheet that a reference such as 'East (2)'!$A$1 names; "" if
// it names none, or one of another workbook.
func SheetOf(refers string) string {
	i := strings.LastIndexByte(refers, '!')
	if i <= 0 || strings.ContainsAny(refers[:i], "[#") {
		return ""
	}
	name := refers[:i]
	if n := len(name); n >= 2 && name[0] == '\'' && name[n-1] == '\'' {
		return strings.ReplaceAll(name[1:n-1], "''", "'")
	}
	return name
}

// listed are the items of a workbook part with where they stand.
type listed struct {
	sheets  []listedSheet
	names   []listedName
	views   []view
	nameBox span // the element definedNames
}

// span is a stretch of the part.
type span struct{ from, to int }

type listedSheet struct {
	span
	name, id string
	state    attr // its value is nil if there is none
}

type listedName struct {
	Name
	span
	local attr
}

// view is a workbookView or a customWorkbookView.
type view struct {
	attrs []attr
	end   int // where an attribute can be put in
}

// find returns the attribute with the name; its value is nil if there is none.
func (v view) find(local string) attr {
	for _, a := range v.attrs {
		if a.prefix == "" && a.local == local {
			return a
		}
	}
	return attr{}
}

// listBook goes through the workbook part once.
func listBook(src []byte) (*listed, error) {
	l := &listed{}
	s := newTags(src, DefaultLimits().Depth)
	for t, ok := s.next(); ok; t, ok = s.next() {
		switch {
		case t.space != nsMain && t.space != nsMainStrict:
		case t.closing:
			l.close(src, t)
		case t.local == "sheet":
			sheet := listedSheet{span: span{t.start, t.end}, state: view{attrs: t.attrs}.find("state")}
			sheet.name, _ = t.attr("name")
			sheet.id, _ = t.attr("sheetId")
			l.sheets = append(l.sheets, sheet)
		case t.local == "definedNames":
			l.nameBox = span{t.start, t.end}
		case t.local == "definedName":
			n := listedName{Name: Name{Sheet: -1}, span: span{t.start, t.end}, local: view{attrs: t.attrs}.find("localSheetId")}
			n.Name.Name, _ = t.attr("name")
			if i, err := strconv.Atoi(string(n.local.value)); err == nil {
				n.Sheet = i
			}
			l.names = append(l.names, n)
		case t.local == "workbookView", t.local == "customWorkbookView":
			end := t.end - 1
			if t.empty {
				end--
			}
			l.views = append(l.views, view{slices.Clone(t.attrs), end})
		}
	}
	return l, s.err
}

// close notes an end tag.
func (l *listed) close(src []byte, t tag) {
	switch t.local {
	case "sheet":
		l.sheets[len(l.sheets)-1].to = t.end
	case "definedName":
		n := &l.names[len(l.names)-1]
		n.Refers = unescapeXML(src[n.to:t.start])
		n.to = t.end
	case "definedNames":
		l.nameBox.to = t.end
	}
}

var errDropAdd = errors.New("sheets and names are dropped and added at once")

// dropFromBook returns the splices that take sheets and names off.
func dropFromBook(src []byte, e BookEdit) ([]patch.Splice, error) {
	l, err := listBook(src)
	if err == nil && len(e.Sheets)+len(e.Names) > 0 {
		err = errDropAdd
	}
	if err == nil && len(l.sheets) <= len(e.DropSheets) {
		err = errors.New("no sheet would be left")
	}
	if err != nil {
		return nil, fmt.Errorf("editing the workbook part: %w", err)
	}
	d := dropping{listed: l, edit: e, place: make([]int, len(l.sheets))}
	for i := range l.sheets {
		d.place[i] = d.left
		if slices.Contains(e.DropSheets, i) {
			d.place[i] = -1
			d.cut(l.sheets[i].span)
			continue
		}
		d.left++
	}
	d.show()
	for i := range l.views {
		d.turn(&l.views[i])
	}
	d.cutNames()
	return element{}.append(d.splices, ""), nil
}

// dropping is one run of dropFromBook.
type dropping struct {
	*listed
	edit    BookEdit
	place   []int // of each sheet, by its old position; -1 for those that go
	left    int   // sheets that stay
	splices []patch.Splice
}

func (d *dropping) cut(s span) {
	d.splices = append(d.splices, patch.Splice{Off: s.from, Len: s.to - s.from})
}

func (d *dropping) put(a attr, value string) {
	if string(a.value) != value {
		d.splices = append(d.splices, patch.Splice{Off: a.at, Len: len(a.value), New: []byte(value)})
	}
}

func (s *listedSheet) visible() bool {
	return len(s.state.value) == 0 || string(s.state.value) == "visible"
}

// show makes the first sheet that stays visible if no other one is: a workbook
// without a visible sheet cannot be opened.
func (d *dropping) show() {
	for i := range d.sheets {
		if d.place[i] >= 0 && d.sheets[i].visible() {
			return
		}
	}
	first := slices.Index(d.place, 0)
	d.put(d.sheets[first].state, "visible")
}

// front returns the old position of the sheet to show where the one that was
// shown goes.
func (d *dropping) front() int {
	for i := range d.sheets {
		if d.place[i] >= 0 && d.sheets[i].visible() {
			return i
		}
	}
	return slices.Index(d.place, 0)
}

// turn puts right which sheet a view shows, and which tab it begins with.
func (d *dropping) turn(v *view) {
	if a := v.find("activeSheetId"); a.value != nil {
		for i := range d.sheets {
			if d.place[i] < 0 && d.sheets[i].id == string(a.value) {
				d.put(a, d.sheets[d.front()].id)
			}
		}
		return
	}
	active := v.find("activeTab")
	now := position(active)
	if now < len(d.place) && d.place[now] < 0 {
		now = d.front()
	}
	if now < len(d.place) {
		now = d.place[now]
	}
	switch now = min(now, d.left-1); {
	case active.value != nil:
		d.put(active, strconv.Itoa(now))
	case now > 0:
		d.splices = append(d.splices, patch.Splice{Off: v.end, New: []byte(` activeTab="` + strconv.Itoa(now) + `"`)})
	}
	first := v.find("firstSheet")
	if at := position(first); first.value != nil && at < len(d.place) {
		gone := 0
		for _, place := range d.place[:at] {
			if place < 0 {
				gone++
			}
		}
		d.put(first, strconv.Itoa(min(at-gone, d.left-1)))
	}
}

// position reads an attribute that counts sheets; one that is missing or wrong
// means the first.
func position(a attr) int {
	n, err := strconv.Atoi(string(a.value))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// cutNames takes off the names that go, and counts the sheets of the others anew.
func (d *dropping) cutNames() {
	kept := false
	for i := range d.names {
		kept = kept || !d.goes(&d.names[i])
	}
	if !kept && d.nameBox.to > 0 {
		d.cut(d.nameBox)
		return
	}
	for i := range d.names {
		n := &d.names[i]
		switch {
		case d.goes(n):
			d.cut(n.span)
		case n.Sheet >= 0 && n.Sheet < len(d.place):
			d.put(n.local, strconv.Itoa(d.place[n.Sheet]))
		}
	}
}

// goes reports whether a name belongs or refers to a sheet that goes, or is to
// go itself.
func (d *dropping) goes(n *listedName) bool {
	for _, name := range d.edit.DropNames {
		if strings.EqualFold(n.Name.Name, name) {
			return true
		}
	}
	if n.Sheet >= 0 && n.Sheet < len(d.place) && d.place[n.Sheet] < 0 {
		return true
	}
	for i := range d.sheets {
		if d.place[i] < 0 && mentions(n.Refers, d.sheets[i].name) {
			return true
		}
	}
	return false
}

// mentions reports whether a formula refers to a sheet.
func mentions(formula, sheet string) bool {
	formula, sheet = strings.ToLower(formula), strings.ToLower(sheet)
	if strings.Contains(formula, "'"+strings.ReplaceAll(sheet, "'", "''")+"'!") {
		return true
	}
	for at := 0; ; at++ {
		i := strings.Index(formula[at:], sheet+"!")
		if i < 0 {
			return false
		}
		if at += i; at == 0 || strings.IndexByte("(,+-*/&=<>^;: {", formula[at-1]) >= 0 {
			return true
		}
	}
}
