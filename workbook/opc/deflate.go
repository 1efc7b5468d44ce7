package opc

import (
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// deflater is a way to deflate a part. Its writers are reused, as each holds some
// 700 KB.
type deflater uint8

// The deflaters. In a workbook of 100,000 rows deflating is half of all work: parts
// from largePart on get the fastest, which takes a tenth of the standard library's
// time, and a third more room. So do tiny ones, of which a tenth more is nothing. Others
// get the one that comes nearest to the standard library's size (1% more on the parts
// of real workbooks) at half its cost. See BenchmarkDeflate.
const (
	fastest deflater = iota
	closest
	packed // for what holds deflated bytes as text: the letters are few, and nothing repeats
	deflaters
)

// Sizes in bytes, inflated.
const (
	tinyPart  = 16 << 10
	largePart = 1 << 20
)

var levels = [deflaters]int{fastest: 1, closest: 6, packed: flate.HuffmanOnly}

var deflateWriters [deflaters]sync.Pool

// deflaterOf returns the deflater for a part of about the given size.
func deflaterOf(size int64) deflater {
	if size < tinyPart || size >= largePart {
		return fastest
	}
	return closest
}

// Deflate writes what write gives, about size bytes, deflated to dst.
func Deflate(dst io.Writer, size int64, write func(io.Writer) error) error {
	return deflaterOf(size).deflate(dst, write)
}

func (d deflater) deflate(dst io.Writer, write func(io.Writer) error) error {
	w, ok := deflateWriters[d].Get().(*flate.Writer)
	if ok {
		w.Reset(dst)
	} else {
		var err error
		if w, err = flate.NewWriter(dst, levels[d]); err != nil {
			return err
		}
	}
	defer func() {
		w.Reset(io.Discard)
		deflateWriters[d].Put(w)
	}()
	if err := write(w); err != nil {
		return err
	}
	return w.Close()
}
