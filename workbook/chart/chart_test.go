package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/look"
)

// kinds are charts of every kind over the cells of sheet 数据.
func kinds() map[string]*Chart {
	names := Range{"'数据'!$A$2:$A$5", []string{"华东", "华北", "华南", "西部"}}
	row := func(col, name string, values ...string) Series {
		return Series{Name: Range{"'数据'!$" + col + "$1", []string{name}}, Figures: Range{"'数据'!$" + col + "$2:$" + col + "$5", values}, Labels: Figures}
	}
	last, target := row("B", "上年", "3100", "2600", "1800", "900"), row("C", "目标", "4800", "3600", "2400", "1200")
	last.Colour, target.Colour = look.ActualColour, look.TargetColour
	share := target
	share.Labels, share.Points = Percents, look.Series[:4]
	base, step := row("D", "垫底", "", "3100", "3800", ""), row("E", "增减", "3100", "700", "400", "4200")
	base.Hidden, step.Points, step.Format = true, []string{look.ActualColour, look.RiseColour, look.RiseColour, look.TargetColour}, look.Signed
	return map[string]*Chart{
		"doughnut":  {Kind: Doughnut, Title: "区域维度：各项占比", Categories: names, Series: []Series{share}},
		"columns":   {Kind: Columns, Title: "目标与上年（万元）", Categories: names, Series: []Series{last, target}},
		"stacked":   {Kind: Stacked, Title: "叠加", Categories: names, Series: []Series{last, target}},
		"waterfall": {Kind: Waterfall, Title: "增长来自哪里 <&>", Categories: names, Series: []Series{base, step}, Floor: "2000"},
		"lines":     {Kind: Lines, Title: "逐月", Categories: names, Series: []Series{last, target}},
		"bars":      {Kind: Bars, Title: "完成率", Categories: names, Series: []Series{last}},
	}
}

// TestParts holds that every kind of chart is well-formed, carries its title, the
// values of its cells and its labels, in both kinds of namespaces.
func TestParts(t *testing.T) {
	for name, c := range kinds() {
		for _, strict := range []bool{false, true} {
			part, err := c.Part(strict)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := c.Part(strict)
			if !bytes.Equal(part, again) {
				t.Errorf("%s: two runs give different bytes", name)
			}
			if bytes.Contains(part, []byte("schemas.openxmlformats.org/drawingml")) == strict || bytes.Contains(part, []byte("lumMod")) {
				t.Errorf("%s: the wrong namespaces, or colours that strict workbooks write otherwise", name)
			}
			texts := textsOf(t, name, part)
			for _, want := range append([]string{c.Title, c.Categories.Ref}, c.Series[0].Figures.Values...) {
				if want != "" && !texts[want] {
					t.Errorf("%s does not say %q", name, want)
				}
			}
			if bytes.Contains(part, []byte("@")) || bytes.Contains(part, []byte("-12345")) {
				t.Errorf("%s: a placeholder is left", name)
			}
		}
	}
}

// textsOf returns the texts of a part.
func textsOf(t *testing.T, name string, part []byte) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	for d := xml.NewDecoder(bytes.NewReader(part)); ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if s, ok := tok.(xml.CharData); ok {
			texts[string(s)] = true
		}
	}
}

// book is a workbook with a chart of every kind.
func book(t *testing.T) string {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "数据"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"", "上年", "目标", "垫底", "增减"}, {"华东", 3100, 4800, nil, 3100}, {"华北", 2600, 3600, 3100, 700},
		{"华南", 1800, 2400, 3800, 400}, {"西部", 900, 1200, nil, 4200}} {
		if err := f.SetSheetRow("数据", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := look.Paper(f, "数据", look.Page{One: true}, look.PlanTab, look.PlainHeight); err != nil {
		t.Fatal(err)
	}
	all := kinds()
	for i, name := range []string{"doughnut", "columns", "stacked", "waterfall", "lines", "bars"} {
		cell, _ := excelize.CoordinatesToCellName(1+i%3*7, 8+i/3*14)
		if err := Add(f, "数据", cell, 440, 300, all[name]); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "charts.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWholeWorkbook has the Open XML SDK's validator look at a workbook with charts
// of every kind; with GOALXL_PICTURES naming a folder, LibreOffice draws them there.
func TestWholeWorkbook(t *testing.T) {
	path := book(t)
	if folder := os.Getenv("GOALXL_PICTURES"); folder != "" {
		draw(t, path, folder)
	}
	tool := os.Getenv("GOALXL_OOXML_VALIDATOR")
	if tool == "" {
		tool, _ = exec.LookPath("ooxml-validator")
	}
	if tool == "" {
		t.Skip("no Open XML validator: set GOALXL_OOXML_VALIDATOR or put ooxml-validator on the PATH")
	}
	out, err := exec.Command(tool, path).Output()
	var said struct{ OK bool }
	if err != nil || json.Unmarshal(out, &said) != nil || !said.OK {
		t.Errorf("%v %s", err, out)
	}
}

func draw(t *testing.T, path, folder string) {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("soffice", "-env:UserInstallation=file://"+dir, "--headless", "--convert-to", "pdf", "--outdir", dir, path).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice did not run: %v %s", err, out)
	}
	pdf := filepath.Join(dir, "charts.pdf")
	if out, err := exec.Command("pdftoppm", "-r", "110", "-png", pdf, filepath.Join(folder, "charts")).CombinedOutput(); err != nil {
		t.Errorf("%v %s", err, out)
	}
}

func TestDrawing(t *testing.T) {
	part := Drawing([]Box{{0, 5, 4, 15}, {4, 5, 8, 15}}, []string{"甲 & 乙", "丙"}, false)
	if n := strings.Count(string(part), "<xdr:twoCellAnchor"); n != 2 || !strings.Contains(string(part), `r:id="rId2"`) {
		t.Errorf("%s", part)
	}
	textsOf(t, "drawing", part)
}
