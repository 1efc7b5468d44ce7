package workbook_test

import (
	"archive/zip"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"

	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// largeParts are those of a large plan that are read to its last row.
var largeParts = []string{"xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"}

// BenchmarkGuard compares reading a workbook that is checked for damage and harm
// with reading it unchecked: the same rows and strings, through the same scanner
// and the same inflater, from archive/zip without its checksums looked at.
func BenchmarkGuard(b *testing.B) {
	src := largePlan(b, 100_000, largeShapes[0])
	var guarded, bare time.Duration
	for b.Loop() {
		guarded += cpuOf(b, func() error { return readGuarded(src) })
		bare += cpuOf(b, func() error { return readBare(src) })
	}
	b.ReportMetric(float64(guarded)/float64(bare), "×bare")
	b.ReportMetric(guarded.Seconds()/float64(b.N), "guarded-s/op")
	b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s/op")
}

func readGuarded(path string) error {
	p, err := opc.Open(path)
	if err != nil {
		return err
	}
	defer p.Close()
	for i, part := range largeParts {
		r, err := p.Open(part)
		if err != nil {
			return err
		}
		if err := scan(r, i == 0); err != nil {
			return err
		}
		if err := r.Close(); err != nil {
			return err
		}
	}
	return p.VerifyRest()
}

func readBare(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for i, part := range largeParts {
		for _, f := range z.File {
			if f.Name != part {
				continue
			}
			raw, err := f.OpenRaw()
			if err != nil {
				return err
			}
			if err := scan(flate.NewReader(raw), i == 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// scan reads a worksheet, or the shared strings, to the end.
func scan(r io.Reader, rows bool) error {
	if !rows {
		_, err := sheet.ReadStrings(r, sheet.DefaultLimits())
		return err
	}
	for sc := sheet.NewScanner(r); ; {
		if _, err := sc.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
