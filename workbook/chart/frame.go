package chart

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/look"
)

// frame is a chart of one kind without its series, and with placeholders.
type frame struct{ head, tail []byte }

// What stands in a frame where a chart puts its own.
const (
	titleHere  = "@title@"
	formatHere = "@format@"
	floorHere  = -12345
)

var excelKinds = [kindCount]excelize.ChartType{
	Doughnut: excelize.Doughnut, Columns: excelize.Col, Stacked: excelize.ColStacked,
	Waterfall: excelize.ColStacked, Lines: excelize.Line, Bars: excelize.Bar,
}

var legends = [kindCount]string{
	Doughnut: "right", Columns: "top", Stacked: "top", Waterfall: "none", Lines: "top", Bars: "top",
}

// frames are made when the first chart is asked for: excelize takes about 3 ms.
var frames = sync.OnceValues(makeFrames)

func makeFrames() (out [kindCount]frame, err error) {
	f := excelize.NewFile()
	defer f.Close()
	for k := range kindCount {
		if err := f.AddChart("Sheet1", "A1", model(k)); err != nil {
			return out, fmt.Errorf("making charts: %w", err)
		}
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return noZip{} })
	if _, err := f.WriteToBuffer(); err != nil {
		return out, fmt.Errorf("making charts: %w", err)
	}
	for k := range kindCount {
		part, ok := f.Pkg.Load(fmt.Sprintf("xl/charts/chart%d.xml", k+1))
		if !ok {
			return out, errors.New("making charts: a part is missing")
		}
		if out[k], err = cut(part.([]byte)); err != nil {
			return out, err
		}
	}
	return out, nil
}

// model is a chart of a kind as excelize takes it.
func model(k Kind) *excelize.Chart {
	font := func(size float64, bold bool, colour string) excelize.Font {
		return excelize.Font{Family: look.Typeface, Size: size, Bold: bold, Color: look.RGB(colour)}
	}
	small, head, floor, gap, vary := font(9, false, look.Ink), font(10, true, look.Ink), float64(floorHere), uint(45), k == Doughnut
	legend := excelize.ChartLegend{Position: legends[k], Font: &small}
	return &excelize.Chart{
		Type: excelKinds[k], GapWidth: &gap, HoleSize: 52, VaryColors: &vary, Legend: legend,
		Series: []excelize.ChartSeries{{Name: "A!$A$1", Categories: "A!$A$1", Values: "A!$A$1"}},
		Title:  excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: titleHere, Font: &head}}},
		XAxis:  excelize.ChartAxis{Font: small, TickLabelPosition: excelize.ChartTickLabelLow},
		YAxis: excelize.ChartAxis{Font: small, None: k == Waterfall, MajorGridLines: k != Waterfall, Minimum: &floor,
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: formatHere}},
		ShowBlanksAs: "gap",
	}
}

// cut takes a chart apart around its series, and leaves out what is of no use: the
// walls of a room that flat charts do not stand in. Colours of the theme's that are
// mixed become plain ones, which strict workbooks write alike.
func cut(part []byte) (frame, error) {
	from, to := bytes.Index(part, []byte("<ser>")), bytes.LastIndex(part, []byte("</ser>"))
	walls, plot := bytes.Index(part, []byte("<view3D>")), bytes.Index(part, []byte("<plotArea>"))
	const unpapered = "<spPr></spPr><printSettings>"
	if from < 0 || to < 0 || walls < 0 || plot < walls || !bytes.Contains(part, []byte(unpapered)) {
		return frame{}, errors.New("making charts: excelize writes them otherwise now")
	}
	plain := func(b []byte) []byte {
		b = bytes.ReplaceAll(b, []byte(`<a:schemeClr val="tx1"><a:lumMod val="15000"></a:lumMod><a:lumOff val="85000"></a:lumOff></a:schemeClr>`),
			[]byte(`<a:srgbClr val="`+look.RGB(look.Line)+`"></a:srgbClr>`))
		return bytes.ReplaceAll(b, []byte(`<lang val="en-US"></lang>`), []byte(`<lang val="zh-CN"></lang>`))
	}
	head := append(append([]byte{}, part[:walls]...), `<autoTitleDeleted val="0"></autoTitleDeleted>`...)
	tail := bytes.Replace(part[to+len("</ser>"):], []byte(unpapered), []byte(paper+"<printSettings>"), 1)
	return frame{head: plain(append(head, part[plot:from]...)), tail: plain(tail)}, nil
}

// paper is what a chart is drawn on: white in a thin line.
var paper = `<spPr><a:solidFill><a:srgbClr val="` + look.RGB(look.OpenColour) + `"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="` +
	look.RGB(look.Line) + `"/></a:solidFill></a:ln></spPr>`

// noZip is the archive that excelize writes to: only the parts are wanted.
type noZip struct{}

func (noZip) Create(string) (io.Writer, error) { return io.Discard, nil }
func (noZip) AddFS(fs.FS) error                { return nil }
func (noZip) Close() error                     { return nil }
