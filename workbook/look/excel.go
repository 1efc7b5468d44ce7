package look

import (
	"io"
	"io/fs"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/style"
)

// Excel is a look as excelize takes it, for workbooks that are made from scratch.
func Excel(l style.Look) *excelize.Style {
	s := &excelize.Style{
		Font: &excelize.Font{Family: l.Font, Size: float64(l.Size), Bold: l.Bold, Color: RGB(l.Color)},
		Alignment: &excelize.Alignment{Horizontal: l.Across, Vertical: l.Down, WrapText: l.Wrap,
			Indent: l.Indent, ShrinkToFit: l.Shrink},
		Protection: &excelize.Protection{Locked: !l.Unlocked},
	}
	if l.Underline {
		s.Font.Underline = "single"
	}
	if l.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{RGB(l.Fill)}}
	}
	if l.Border != "" {
		for _, side := range [...]string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Style: 1, Color: RGB(l.Border)})
		}
	}
	if l.NumFmt != "" {
		s.CustomNumFmt = &l.NumFmt
	}
	return s
}

// Differential is a mark as excelize takes it for conditional formats.
func Differential(l style.Look) *excelize.Style {
	return &excelize.Style{
		Font: &excelize.Font{Color: RGB(l.Color), Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{RGB(l.Fill)}},
	}
}

// RGB is a colour without its alpha, as excelize and charts take it.
func RGB(argb string) string {
	if len(argb) == 8 {
		return argb[2:]
	}
	return argb
}

// Parts has excelize write the parts of a workbook into f.Pkg: only they are wanted,
// and no archive is made.
func Parts(f *excelize.File) error {
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return noZip{} })
	_, err := f.WriteToBuffer()
	return err
}

// noZip is an archive that keeps nothing.
type noZip struct{}

func (noZip) Create(string) (io.Writer, error) { return io.Discard, nil }
func (noZip) AddFS(fs.FS) error                { return nil }
func (noZip) Close() error                     { return nil }
