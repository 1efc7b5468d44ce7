package trust

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// unsound says why a package must be refused, as an independent reader sees it;
// "" if it sees nothing wrong. It reads with archive/zip and encoding/xml only, and
// looks at the parts that the program's answer depends on.
func unsound(archive []byte) string {
	p, err := unzipped(archive)
	if err != nil {
		return "archive: " + err.Error()
	}
	return p.unsound()
}

func (p parts) unsound() string {
	seen := map[string]bool{}
	for _, x := range p {
		if seen[strings.ToLower(x.name)] {
			return "doubled part " + x.name
		}
		seen[strings.ToLower(x.name)] = true
	}
	nStrings, nStyles := -1, -1
	for _, x := range p {
		if !isMarkup(x.name) {
			continue
		}
		shape, err := readShape(x.body)
		if err != nil {
			return x.name + ": " + err.Error()
		}
		switch shape.root {
		case "sst":
			nStrings = shape.strings
		case "styleSheet":
			nStyles = shape.formats
		}
	}
	for _, x := range p {
		if !isMarkup(x.name) || !strings.Contains(x.name, "worksheets/sheet") {
			continue
		}
		if err := checkGrid(x.body, nStrings, nStyles); err != nil {
			return x.name + ": " + err.Error()
		}
	}
	return ""
}

// unsoundText says why a text file must be refused: it has bytes that no text has.
func unsoundText(b []byte) string {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return "" // wide characters have them
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return "a NUL"
	}
	return ""
}

// unsoundRecord says why a record of what was sent must be refused.
func unsoundRecord(b []byte) string {
	if !json.Valid(bytes.TrimPrefix(b, []byte("\ufeff"))) {
		return "not JSON"
	}
	return ""
}

// isMarkup reports whether a part is XML that the program must be able to read.
func isMarkup(name string) bool {
	return (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")) &&
		!strings.HasPrefix(name, "docProps/") && !strings.Contains(name, "theme")
}

// shape is what the judge knows of a part.
type shape struct {
	root             string
	strings, formats int
}

// readShape reads a part to its end as XML.
func readShape(body string) (s shape, err error) {
	if !utf8.ValidString(body) {
		return s, fmt.Errorf("not UTF-8")
	}
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	depth, roots, within := 0, 0, ""
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return s, err
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return s, fmt.Errorf("a DOCTYPE")
		case xml.StartElement:
			if depth == 0 {
				roots++
				s.root = tok.Name.Local
			}
			if depth == 1 {
				within = tok.Name.Local
			}
			if err := doubledAttribute(tok); err != nil {
				return s, err
			}
			depth++
			s.count(tok, depth, within)
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(tok)) > 0 {
				return s, fmt.Errorf("text outside the root")
			}
		}
	}
	if roots != 1 {
		return s, fmt.Errorf("%d roots", roots)
	}
	return s, nil
}

func (s *shape) count(e xml.StartElement, depth int, within string) {
	if depth == 2 && e.Name.Local == "si" {
		s.strings++
	}
	if depth == 3 && within == "cellXfs" && e.Name.Local == "xf" {
		s.formats++
	}
}

func doubledAttribute(e xml.StartElement) error {
	for i, a := range e.Attr {
		for _, b := range e.Attr[:i] {
			if a.Name == b.Name {
				return fmt.Errorf("attribute %s twice in %s", a.Name.Local, e.Name.Local)
			}
		}
	}
	return nil
}

// checkGrid checks the order of rows and cells, and the numbers of strings and
// formats that they point to.
func checkGrid(body string, nStrings, nStyles int) error {
	var data struct {
		Rows []struct {
			R     string `xml:"r,attr"`
			Cells []struct {
				R string `xml:"r,attr"`
				S string `xml:"s,attr"`
				T string `xml:"t,attr"`
				V string `xml:"v"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal([]byte(strings.TrimPrefix(body, "\ufeff")), &data); err != nil {
		return err
	}
	last := 0
	for _, row := range data.Rows {
		n := last + 1
		if row.R != "" {
			var err error
			if n, err = strconv.Atoi(row.R); err != nil {
				return fmt.Errorf("row %q", row.R)
			}
		}
		if n <= last || n > 1048576 {
			return fmt.Errorf("row %d after %d", n, last)
		}
		last = n
		col := 0
		for _, c := range row.Cells {
			at := col + 1
			if c.R != "" {
				x, y, err := excelize.CellNameToCoordinates(c.R)
				if err != nil || y != n {
					return fmt.Errorf("cell %q in row %d", c.R, n)
				}
				at = x
			}
			if at <= col {
				return fmt.Errorf("cell %q out of order", c.R)
			}
			col = at
			if i, err := strconv.Atoi(c.V); c.T == "s" && (err != nil || i < 0 || i >= nStrings) {
				return fmt.Errorf("cell %s: shared string %q of %d", c.R, c.V, nStrings)
			}
			if i, err := strconv.Atoi(c.S); c.S != "" && nStyles > 0 && (err != nil || i < 0 || i >= nStyles) {
				return fmt.Errorf("cell %s: format %q of %d", c.R, c.S, nStyles)
			}
		}
	}
	return nil
}

// lostIn says what of a package is not in the other: a part, a cell's text in any
// sheet (where the cell is not among those that were changed), or a note.
func lostIn(before, after []byte, changed map[string]bool) string {
	a, errA := unzipped(before)
	b, errB := unzipped(after)
	if errA != nil || errB != nil {
		return fmt.Sprint("not readable: ", errA, errB)
	}
	bodies := map[string]string{}
	for _, x := range b {
		bodies[x.name] = x.body
	}
	for _, x := range a {
		body, ok := bodies[x.name]
		if !ok && strings.Contains(x.body, "urn:goalxl:record") {
			continue // in the program's own place: left by an earlier run, if not forged
		}
		if !ok {
			return "part " + x.name
		}
		if body == x.body || strings.HasSuffix(x.name, "/") {
			continue
		}
		switch base := path.Base(x.name); {
		case strings.HasPrefix(base, "sheet"), strings.HasPrefix(base, "comments"), strings.HasPrefix(base, "sharedStrings"):
			if lost := lostText(x.body, body, len(changed)); lost != "" {
				return x.name + ": " + lost
			}
		case strings.HasSuffix(base, ".rels"), base == "workbook.xml", base == "styles.xml", base == typesPart, strings.HasSuffix(base, ".vml"):
		default:
			return "the bytes of part " + x.name
		}
	}
	return ""
}

// lostText says which run of text of a part is not in another, but for as many
// as were changed on purpose.
func lostText(before, after string, changed int) string {
	have := map[string]int{}
	for _, s := range texts(after) {
		have[s]++
	}
	for _, s := range texts(before) {
		if have[s]--; have[s] < 0 {
			if changed--; changed < 0 {
				return "text " + strconv.Quote(s)
			}
		}
	}
	return ""
}

// texts returns the texts of a part's elements.
func texts(body string) (all []string) {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	for {
		tok, err := d.Token()
		if err != nil {
			return all
		}
		if c, ok := tok.(xml.CharData); ok && len(bytes.TrimSpace(c)) > 0 {
			all = append(all, string(c))
		}
	}
}
