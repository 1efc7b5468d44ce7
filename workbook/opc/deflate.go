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
// from largePart on get the fastest, which takes a third of the standard library's
// time, and a third more room. Others get the one that comes nearest to its size (1%
// more on the parts of real workbooks) at half its cost. See BenchmarkDeflate.
const (
	small deflater = iota
	large
	packed // for what holds deflated bytes as text: the letters are few, and nothing repeats
	deflaters
)

const largePart = 1 << 20 // bytes, inflated

var levels = [deflaters]int{small: 6, large: 1, packed: flate.HuffmanOnly}

var deflateWriters [deflaters]sync.Pool

// deflaterOf returns the deflater for a part of about the given size.
func deflaterOf(size int64) deflater {
	if size >= largePart {
		return large
	}
	return small
}

// Deflate writes what write gives, deflated, to dst.
func Deflate(dst io.Writer, write func(io.Writer) error) error { return small.deflate(dst, write) }

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
