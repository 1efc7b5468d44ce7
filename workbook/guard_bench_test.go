package workbook_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"

	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// BenchmarkGuard compares a read of all rows through the guard (archive, sizes,
// checksums, encoding, relationships, every part to its last byte) with the same
// read without it, in the same run.
func BenchmarkGuard(b *testing.B) {
	for _, shape := range largeShapes[:2] {
		b.Run(fmt.Sprintf("shape=%s", shape.name), func(b *testing.B) {
			src := largePlan(b, 100_000, shape)
			var guarded, bare time.Duration
			for b.Loop() {
				guarded += cpuOf(b, func() error { return readGuarded(src) })
				bare += cpuOf(b, func() error { return readBare(src) })
			}
			b.ReportMetric(float64(guarded)/float64(bare), "×bare")
		})
	}
}

func readGuarded(src string) error {
	pkg, err := opc.Open(src)
	if err != nil {
		return err
	}
	defer pkg.Close()
	for _, name := range pkg.Parts() {
		if !holdsRows(name) {
			continue
		}
		part, err := pkg.Open(name)
		if err != nil {
			return err
		}
		if err := readRows(name, part); err != nil {
			return err
		}
		part.Close()
	}
	return pkg.VerifyRest()
}

func readBare(src string) error {
	z, err := zip.OpenReader(src)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		packed, err := f.OpenRaw()
		if err != nil {
			return err
		}
		if part := flate.NewReader(packed); holdsRows(f.Name) {
			err = readRows(f.Name, part)
		} else {
			_, err = io.Copy(io.Discard, part)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func holdsRows(name string) bool {
	return strings.HasPrefix(name, "xl/worksheets/") || name == "xl/sharedStrings.xml"
}

func readRows(name string, part io.Reader) error {
	if name == "xl/sharedStrings.xml" {
		_, err := sheet.ReadStrings(part, sheet.DefaultLimits())
		return err
	}
	for sc := sheet.NewScanner(part); ; {
		if _, err := sc.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
