package workbook_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// largeShape says how a large plan is written. The zero value is as Excel would
// save it: shared strings, numbers, and every fourth share blank, so that fill
// has something to write.
type largeShape struct {
	name        string
	inline      bool // strings in their cells, as openpyxl's write-only mode and others have them
	texts       bool // amounts and shares are texts: 4800万元, 40%
	blankShares int  // every so many: 1 is each, 0 none
	oneWhole    bool // all rows are of one dimension
	faulty      bool // each row has something to say: no owner, a date outside the year
	history     bool // three earlier years stand beside the target
}

// largeShapes are those that fill's speed and memory are measured with.
var largeShapes = []largeShape{
	{name: "excel", blankShares: 4},
	{name: "inline", blankShares: 4, inline: true},
	{name: "texts", blankShares: 4, texts: true},
	{name: "given"},
	{name: "blank", blankShares: 1},
	{name: "one", blankShares: 4, oneWhole: true},
	{name: "faulty", blankShares: 4, faulty: true},
	{name: "history", blankShares: 4, history: true},
}

// largePlan writes a workbook with one goal and a breakdown of the given number
// of rows, and returns its path. Every dimension has up to ten rows and adds up
// to the goal, but in a shape with one dimension.
func largePlan(t testing.TB, rows int, shape largeShape) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), fmt.Sprintf("plan%d%s.xlsx", rows, shape.name))
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	w := zip.NewWriter(out)
	strings := &sharedStrings{index: map[string]int{}, shape: shape}
	for _, part := range []struct {
		name  string
		write func(*bufio.Writer)
	}{
		{"[Content_Types].xml", func(b *bufio.Writer) { b.WriteString(largeContentTypes) }},
		{"_rels/.rels", func(b *bufio.Writer) { b.WriteString(largeRootRels) }},
		{"xl/workbook.xml", func(b *bufio.Writer) { b.WriteString(largeWorkbook) }},
		{"xl/_rels/workbook.xml.rels", func(b *bufio.Writer) { b.WriteString(largeRels) }},
		{"xl/worksheets/sheet1.xml", strings.goals},
		{"xl/worksheets/sheet2.xml", func(b *bufio.Writer) { strings.breakdown(b, rows) }},
		{"xl/styles.xml", func(b *bufio.Writer) { b.WriteString(largeStyles) }},
		{"xl/sharedStrings.xml", strings.write},
	} {
		e, err := w.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		b := bufio.NewWriter(e)
		part.write(b)
		if err := b.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return path
}

// sharedStrings collects the strings of the sheets as they are written.
type sharedStrings struct {
	index map[string]int
	list  []string
	count int
	shape largeShape
}

func (s *sharedStrings) of(text string) int {
	s.count++
	i, ok := s.index[text]
	if !ok {
		i = len(s.list)
		s.index[text] = i
		s.list = append(s.list, text)
	}
	return i
}

func (s *sharedStrings) cell(b *bufio.Writer, col byte, row int, text string) {
	if s.shape.inline {
		fmt.Fprintf(b, `<c r="%c%d" s="1" t="inlineStr"><is><t>%s</t></is></c>`, col, row, text)
		return
	}
	fmt.Fprintf(b, `<c r="%c%d" s="1" t="s"><v>%d</v></c>`, col, row, s.of(text))
}

const sheetHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
const sheetTail = `</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`

func (s *sharedStrings) heading(b *bufio.Writer, names ...string) {
	b.WriteString(sheetHead)
	fmt.Fprintf(b, `<row r="1" spans="1:%d">`, len(names))
	for i, n := range names {
		s.cell(b, byte('A'+i), 1, n)
	}
	b.WriteString(`</row>`)
}

func (s *sharedStrings) goals(b *bufio.Writer) {
	s.heading(b, "周期", "总目标类型", "目标值", "核心目标描述", "负责人")
	b.WriteString(`<row r="2" spans="1:5">`)
	s.cell(b, 'A', 2, "2024年度")
	s.cell(b, 'B', 2, "销售额")
	b.WriteString(`<c r="C2" s="2"><v>120000000</v></c>`)
	s.cell(b, 'E', 2, "王总")
	b.WriteString(`</row>` + sheetTail)
}

func (s *sharedStrings) breakdown(b *bufio.Writer, rows int) {
	headings := []string{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"}
	if s.shape.history {
		headings = append(headings, "2021年实际", "2022年实际", "2023年实际")
	}
	s.heading(b, headings...)
	for i := 0; i < rows; i++ {
		row, dim := i+2, i/10
		n := min(10, rows-dim*10)
		if s.shape.oneWhole {
			dim = 0
		}
		fmt.Fprintf(b, `<row r="%d" spans="1:%d">`, row, len(headings))
		s.cell(b, 'A', row, fmt.Sprintf("维度%d", dim))
		s.cell(b, 'B', row, fmt.Sprintf("第%d组第%d项销售额", i/10, i%10))
		s.figures(b, row, i, largeAmount(i%10, n))
		if !s.shape.faulty {
			s.cell(b, 'E', row, fmt.Sprintf("经理%d", i%97))
			s.cell(b, 'F', row, "2024/12/31")
		} else {
			s.cell(b, 'F', row, "2026/12/31")
		}
		s.cell(b, 'G', row, fmt.Sprintf("策略%d：拓展渠道，提升老客户复购", i%13))
		if s.shape.history {
			for year, growth := range []int{70, 80, 90} {
				fmt.Fprintf(b, `<c r="%c%d" s="2"><v>%d</v></c>`, 'H'+year, row, largeAmount(i%10, n)/100*growth)
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(sheetTail)
}

// figures writes the amount and the share of row number i (counted from 0).
func (s *sharedStrings) figures(b *bufio.Writer, row, i, amount int) {
	if s.shape.texts {
		s.cell(b, 'C', row, fmt.Sprintf("%d.%d万元", amount/10000, amount%10000/1000))
	} else {
		fmt.Fprintf(b, `<c r="C%d" s="2"><v>%d</v></c>`, row, amount)
	}
	switch share := amount / 12000; {
	case s.shape.blankShares > 0 && i%s.shape.blankShares == s.shape.blankShares-1:
		fmt.Fprintf(b, `<c r="D%d" s="3"/>`, row)
	case s.shape.texts:
		s.cell(b, 'D', row, fmt.Sprintf("%d.%02d%%", share/100, share%100))
	default:
		fmt.Fprintf(b, `<c r="D%d" s="3"><v>0.%04d</v></c>`, row, share)
	}
}

// largeAmount is the i-th of n parts of 120,000,000, each a multiple of 12,000
// (0.01% of the goal), different in size, adding up exactly.
func largeAmount(i, n int) int {
	if n == 1 {
		return 119_988_000
	}
	part := 10000 / n
	value := part + (i-n/2)*7
	if i == n-1 {
		value = 10000
		for j := 0; j < n-1; j++ {
			value -= part + (j-n/2)*7
		}
	}
	return value * 12000
}

func (s *sharedStrings) write(b *bufio.Writer) {
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d">`, s.count, len(s.list))
	for _, t := range s.list {
		b.WriteString("<si><t>" + t + "</t></si>")
	}
	b.WriteString("</sst>")
}

const (
	largeContentTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`
	largeRootRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	largeWorkbook = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="总目标汇总表" sheetId="1" r:id="rId1"/><sheet name="目标分解明细表" sheetId="2" r:id="rId2"/></sheets></workbook>`
	largeRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	largeStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
)

// copyFloor does the least that any tool must do to pass a workbook through:
// read, inflate, look at each byte, deflate, write. It returns what it counted,
// so that the look cannot be optimised away.
func copyFloor(src, dst string) (int, error) {
	r, err := zip.OpenReader(src)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	f, err := os.Create(dst)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := zip.NewWriter(f)
	seen, buf := 0, make([]byte, 64<<10)
	for _, e := range r.File {
		n, err := copyEntry(w, e, buf)
		if err != nil {
			return 0, err
		}
		seen += n
	}
	return seen, w.Close()
}

func copyEntry(w *zip.Writer, e *zip.File, buf []byte) (int, error) {
	in, err := e.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := w.Create(e.Name)
	if err != nil {
		return 0, err
	}
	seen := 0
	for {
		n, err := in.Read(buf)
		for _, b := range buf[:n] {
			if b == '<' {
				seen++
			}
		}
		if _, werr := out.Write(buf[:n]); werr != nil {
			return seen, werr
		}
		if err != nil {
			break
		}
	}
	return seen, nil
}
