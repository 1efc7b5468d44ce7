package chart

import (
	"bytes"
	"errors"
	"fmt"
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

// frames are made when the first chart of a kind is asked for.
var frames = func() (out [kindCount]func() (frame, error)) {
	for k := range kindCount {
		out[k] = sync.OnceValues(func() (frame, error) { return makeFrame(k) })
	}
	return out
}()

// blank is the workbook that excelize draws the frames in, one after the other: it
// takes more time than a chart.
var blank struct {
	sync.Mutex
	file *excelize.File
	made int
}

func makeFrame(k Kind) (frame, error) {
	blank.Lock()
	defer blank.Unlock()
	if blank.file == nil {
		blank.file = excelize.NewFile()
	}
	if err := blank.file.AddChart("Sheet1", "A1", model(k)); err != nil {
		return frame{}, fmt.Errorf("making charts: %w", err)
	}
	blank.made++
	part, ok := blank.file.Pkg.Load(fmt.Sprintf("xl/charts/chart%d.xml", blank.made))
	if !ok {
		return frame{}, errors.New("making charts: a part is missing")
	}
	return cut(part.([]byte))
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
