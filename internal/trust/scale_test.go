package trust

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// scale is a measure of size, with workbooks of several sizes.
type scale struct {
	what  string
	sizes []int // of a short run
	long  []int // of a long one
	make  func(dir string, n int) (args []string)
}

// scales are those that the program must grow with in line, without a step.
var scales = []scale{
	{"rows of a breakdown", []int{5_000, 20_000}, []int{20_000, 100_000, 300_000, 1_048_575}, func(dir string, n int) []string {
		os.WriteFile(filepath.Join(dir, sourceName), largeBreakdown(n), 0o644)
		return []string{sourceName, "-o", resultName}
	}},
	{"sheets", []int{100, 400}, []int{200, 500, 1_000, 2_000}, func(dir string, n int) []string {
		os.WriteFile(filepath.Join(dir, sourceName), sheets(n).zipped(), 0o644)
		return []string{sourceName, "-o", resultName}
	}},
	{"rows of 16,384 columns", []int{5, 20}, []int{25, 50, 100, 200}, func(dir string, n int) []string {
		os.WriteFile(filepath.Join(dir, sourceName), wideBreakdown(n), 0o644)
		return []string{sourceName, "-o", resultName}
	}},
	{"files of a batch", []int{25, 100}, []int{500, 1_000, 2_500, 5_000}, func(dir string, n int) []string {
		book := plan().zipped()
		os.Mkdir(filepath.Join(dir, "批"), 0o755)
		for i := range n {
			os.WriteFile(filepath.Join(dir, "批", fmt.Sprintf("门店%05d.xlsx", i)), book, 0o644)
		}
		return []string{"批", "--out-dir", "结果"}
	}},
}

// most is how much longer the last of a run may take for each of its items than
// the first: time that grows faster than size shows. It is taken of the processor's
// time, less that of a start; what other programs do adds to it.
const most = 2.0

// TestScale measures how time and memory grow, and prints the table.
func TestScale(t *testing.T) {
	heavy(t)
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-24s %10s %10s %10s %12s %10s\n", "fill", "size", "wall", "CPU", "CPU for each", "memory")
	for _, s := range scales {
		sizes, first := s.sizes, 0.0
		if longRun() {
			sizes = s.long
		}
		for i, n := range sizes {
			dir := t.TempDir()
			args := append(append([]string{"fill"}, s.make(dir, n)...), "-q", "--fail-on", "never", "--lang", "zh")
			o := runFor(t, 40*time.Minute, dir, args...)
			if o.Code != 0 {
				t.Errorf("%d %s: exit %d: %s", n, s.what, o.Code, strings.TrimSpace(o.Err))
				continue
			}
			each := (o.CPU - 20*time.Millisecond).Seconds() / float64(n)
			fmt.Fprintf(&table, "%-24s %10d %9.2fs %9.2fs %9.1f µs %7d MB\n", s.what, n, o.Wall.Seconds(), o.CPU.Seconds(), each*1e6, o.RSS>>20)
			if i == 0 {
				first = each
			} else if each > most*first {
				t.Errorf("%d %s: %.1f µs for each, and %.1f µs at %d", n, s.what, each*1e6, first*1e6, sizes[0])
			}
			os.RemoveAll(dir)
		}
	}
	t.Log(table.String())
}

// largeBreakdown returns a plan with so many rows, ten to a dimension, every
// fourth share blank.
func largeBreakdown(n int) []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<worksheet xmlns="` + nsMain + `"><sheetData>`)
	text := func(s string) { b.WriteString(`<c t="inlineStr"><is><t>` + s + `</t></is></c>`) }
	b.WriteString("<row>")
	for _, s := range []string{"拆解维度", "子目标项", "目标值（万元）", "占总目标比例", "责任人", "完成时间", "关键策略"} {
		text(s)
	}
	b.WriteString("</row>")
	for i := range n {
		b.WriteString("<row>")
		text("维度" + strconv.Itoa(i/10))
		text("第" + strconv.Itoa(i) + "店销售额")
		b.WriteString("<c><v>1200</v></c>")
		if i%4 == 0 {
			b.WriteString("<c/>")
		} else {
			b.WriteString(`<c s="1"><v>0.1</v></c>`)
		}
		text("王经理")
		text("2024/12/")
		text("展会")
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	return plan().without(notesPart).without("xl/drawings/vmlDrawing1.vml").without("xl/worksheets/_rels/sheet2.xml.rels").
		swap(typesPart, `<Override PartName="/`+notesPart+`" ContentType="`+typeOf+`comments+xml"/>`, "").with(breakdownPart, b.String()).zipped()
}

// wideBreakdown returns a plan whose table has seven columns at the left, beside
// all sorts of numbers in all the others.
func wideBreakdown(n int) []byte {
	var b strings.Builder
	for i := range n {
		row := i + 8
		fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>门店维度</t></is></c><c r="B%[1]d" t="inlineStr"><is><t>第 %d 店销售额</t></is></c><c r="C%[1]d"><v>%d</v></c>`, row, i, i%7+1)
		fmt.Fprintf(&b, `<c r="H%d"><v>1</v></c>`, row)
		for col := 9; col <= 16_384; col++ {
			fmt.Fprintf(&b, "<c><v>%d</v></c>", i*col%9973)
		}
		b.WriteString("</row>")
	}
	return plan().swap(breakdownPart, "</sheetData>", b.String()+"</sheetData>").zipped()
}
