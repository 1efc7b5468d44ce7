package workbook_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// largePlan writes a workbook with one goal and a breakdown of the given number
// of rows, as Excel would save it (shared strings, rows with spans), and
// returns its path. Every dimension has up to ten rows and adds up to the goal;
// every fourth share is blank, so that fill has something to write.
func largePlan(t testing.TB, rows int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), fmt.Sprintf("plan%d.xlsx", rows))
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	w := zip.NewWriter(out)
	strings := &sharedStrings{index: map[string]int{}}
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
	s.heading(b, "拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略")
	for i := 0; i < rows; i++ {
		row, dim := i+2, i/10
		n := min(10, rows-dim*10)
		fmt.Fprintf(b, `<row r="%d" spans="1:7">`, row)
		s.cell(b, 'A', row, fmt.Sprintf("维度%d", dim))
		s.cell(b, 'B', row, fmt.Sprintf("第%d组第%d项销售额", dim, i%10))
		fmt.Fprintf(b, `<c r="C%d" s="2"><v>%d</v></c>`, row, largeAmount(i%10, n))
		if i%4 == 3 {
			fmt.Fprintf(b, `<c r="D%d" s="3"/>`, row)
		} else {
			fmt.Fprintf(b, `<c r="D%d" s="3"><v>0.%04d</v></c>`, row, largeAmount(i%10, n)/12000)
		}
		s.cell(b, 'E', row, fmt.Sprintf("经理%d", i%97))
		s.cell(b, 'F', row, "2024/12/31")
		s.cell(b, 'G', row, fmt.Sprintf("策略%d：拓展渠道，提升老客户复购", i%13))
		b.WriteString(`</row>`)
	}
	b.WriteString(sheetTail)
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
