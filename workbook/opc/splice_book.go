package opc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goalxl/workbook/patch"
)

// BookEdit is what changes in the workbook part.
type BookEdit struct {
	Sheets []NewSheet // appended behind the others
	Names  []Name
	// FullCalc asks the spreadsheet program to compute all formulas when it
	// loads the workbook.
	FullCalc bool
	// DropSheets are positions of sheets that go, counted from 0; the names that
	// belong or refer to them go, too, and what counts sheets is put right.
	// Sheets and names cannot be dropped and added in one edit.
	DropSheets []int
	// DropNames are defined names that go, wherever they belong.
	DropNames []string
	// Areas are print areas whose last column is moved.
	Areas []Area
}

// NewSheet is a sheet to be listed.
type NewSheet struct{ Name, RelID string }

// Name is a defined name to be added.
type Name struct {
	Name string
	// Sheet is the position of the sheet that the name belongs to, counted from
	// 0 with the new sheets behind the others (localSheetId); -1 for the whole
	// workbook.
	Sheet  int
	Hidden bool
	Refers string // formula without "="
}

// outline is what an edit must know of a workbook part.
type outline struct {
	tags          *tags
	root          element
	sheets, names element
	calc          element
	relPrefix     string // that attributes of <sheet> can bear for relationships; "" if none
	maxID         int
	hasNames      bool
	hasCalc       bool
	defined       map[string]bool
	namesAt       int // where <definedNames> belongs
	calcAt        int // where <calcPr> belongs
}

// EditBook returns the splices that make an edit to the workbook part. It fails
// where a defined name is there already.
func EditBook(src []byte, e BookEdit) ([]patch.Splice, error) {
	var splices []patch.Splice
	if len(e.DropSheets) > 0 || len(e.DropNames) > 0 {
		var err error
		if splices, err = dropFromBook(src, e); err != nil {
			return nil, err
		}
	}
	o := &outline{tags: newTags(src, DefaultLimits().Depth), defined: map[string]bool{}}
	if err := o.read(); err != nil {
		return nil, fmt.Errorf("editing the workbook part: %w", err)
	}
	splices = o.sheets.append(splices, o.newSheets(e.Sheets))
	names, err := o.newNames(e.Names)
	if err != nil {
		return nil, fmt.Errorf("editing the workbook part: %w", err)
	}
	if o.hasNames {
		splices = o.names.append(splices, names)
	} else if names != "" {
		lead := o.root.lead()
		names = "<" + lead + "definedNames>" + names + "</" + lead + "definedNames>"
		splices = append(splices, patch.Splice{Off: o.namesAt, New: []byte(names)})
	}
	if e.FullCalc {
		splices = append(splices, o.fullCalc()...)
	}
	areas, err := moveAreas(src, e.Areas)
	if err != nil {
		return nil, fmt.Errorf("editing the workbook part: %w", err)
	}
	splices = append(splices, areas...)
	return element{}.append(splices, ""), nil
}

// read goes through the workbook part once.
func (o *outline) read() error {
	s := o.tags
	for t, ok := s.next(); ok; t, ok = s.next() {
		main := t.space == nsMain || t.space == nsMainStrict
		switch depth := s.depth(); {
		case s.rootTag(t):
			o.root = element{tag: t}
		case t.closing && depth == 1 || t.empty && depth == 1:
			if main {
				o.child(t)
			}
		case !t.closing && depth == 2 && !t.empty && main:
			o.begin(t)
		case t.closing || !main:
		case t.local == "sheet":
			o.sheet(t)
		case t.local == "definedName":
			name, _ := t.attr("name")
			local, _ := t.attr("localSheetId")
			o.defined[strings.ToLower(name)+"\x00"+local] = true
		}
	}
	if s.err == nil && o.sheets.end == 0 {
		return errXML
	}
	return s.err
}

// begin notes the start tag of a child of the root that has content.
func (o *outline) begin(t tag) {
	t.attrs = slices.Clone(t.attrs)
	switch t.local {
	case "sheets":
		o.sheets.tag = t
		o.relPrefix, _ = o.tags.prefixFor(o.nsRel())
	case "definedNames":
		o.names.tag = t
	case "calcPr":
		o.calc.tag = t
	}
}

// child notes the end of a child of the root, or an empty one.
func (o *outline) child(t tag) {
	var e *element
	switch t.local {
	case "sheets":
		e = &o.sheets
		o.namesAt, o.calcAt = t.end, t.end
	case "functionGroups", "externalReferences": // stand before definedNames
		o.namesAt, o.calcAt = t.end, t.end
		return
	case "definedNames":
		e, o.hasNames, o.calcAt = &o.names, true, t.end
	case "calcPr":
		e, o.hasCalc = &o.calc, true
	default:
		return
	}
	if t.empty {
		e.tag, e.inner = t, t.end-2
		e.attrs = slices.Clone(t.attrs)
	} else {
		e.inner = t.start
	}
	e.end = t.end
}

func (o *outline) sheet(t tag) {
	id, _ := t.attr("sheetId")
	if n, err := strconv.Atoi(id); err == nil && n < 1<<30 {
		o.maxID = max(o.maxID, n)
	}
}

func (o *outline) nsRel() string {
	if o.root.space == nsMainStrict {
		return nsRelStrict
	}
	return nsRel
}

func (o *outline) newSheets(sheets []NewSheet) string {
	declare, prefix := "", o.relPrefix
	if prefix == "" {
		declare, prefix = ` xmlns:r="`+o.nsRel()+`"`, "r"
	}
	var b strings.Builder
	for i, sh := range sheets {
		fmt.Fprintf(&b, `<%ssheet%s name="%s" sheetId="%d" %s:id="%s"/>`,
			o.root.lead(), declare, escapeXML(sh.Name), o.maxID+1+i, prefix, escapeXML(sh.RelID))
	}
	return b.String()
}

func (o *outline) newNames(names []Name) (string, error) {
	var b strings.Builder
	for _, n := range names {
		local, hidden := "", ""
		if n.Sheet >= 0 {
			local = strconv.Itoa(n.Sheet)
		}
		key := strings.ToLower(n.Name) + "\x00" + local
		if o.defined[key] {
			return "", fmt.Errorf("defined name %s is there already", n.Name)
		}
		o.defined[key] = true
		if local != "" {
			local = ` localSheetId="` + local + `"`
		}
		if n.Hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<%sdefinedName name="%s"%s%s>%s</%[1]sdefinedName>`,
			o.root.lead(), escapeXML(n.Name), local, hidden, escapeXML(n.Refers))
	}
	return b.String(), nil
}

// fullCalc sets fullCalcOnLoad on <calcPr>, which it puts in where it is missing.
func (o *outline) fullCalc() []patch.Splice {
	if !o.hasCalc {
		body := "<" + o.root.lead() + `calcPr fullCalcOnLoad="1"/>`
		return []patch.Splice{{Off: o.calcAt, New: []byte(body)}}
	}
	for _, a := range o.calc.attrs {
		if a.prefix != "" || a.local != "fullCalcOnLoad" {
			continue
		}
		if v := string(a.value); v == "1" || v == "true" {
			return nil
		}
		return []patch.Splice{{Off: a.at, Len: len(a.value), New: []byte("1")}}
	}
	at := o.calc.tag.end - 1
	if o.calc.empty {
		at--
	}
	return []patch.Splice{{Off: at, New: []byte(` fullCalcOnLoad="1"`)}}
}
