package patch

import (
	"bytes"
	"hash/crc32"
	"io"
	"sync"
)

// bufferSize is how much a Writer gathers before it writes: large enough for
// checksums and deflate to run at full speed, small enough to stay in the cache.
const bufferSize = 32 << 10

// Writer passes the bytes of a part through to its destination and replaces
// stretches of them. The caller says which bytes of the source are kept and
// which become others, in order and without gaps; the log gets what is needed to
// undo it. Errors stick: after the first, nothing more is written.
type Writer struct {
	dst io.Writer
	log *Log
	buf []byte
	err error

	read, written int64  // bytes of the source gone by, bytes of the part so far
	gap           int64  // bytes kept since the last edit
	sum, source   uint32 // CRC-32 of the part as flushed, and of the source
	sourceKnown   bool
	closed        bool
}

// NewWriter returns a Writer to dst. Its edits go to log, which may be nil; an
// earlier content of log is lost. Close must be called at the end of the part.
func NewWriter(dst io.Writer, log *Log) *Writer {
	if log != nil {
		*log = Log{}
	}
	return &Writer{dst: dst, log: log, buf: (*buffers.Get().(*[bufferSize]byte))[:0]}
}

var buffers = sync.Pool{New: func() any { return new([bufferSize]byte) }}

// Source says what the CRC-32 of the source is, where the caller knows: from a
// reader that gives io.EOF only once it was found right. It is then not worked out
// a second time. It must be called before the first Keep or Put.
func (w *Writer) Source(crc uint32) { w.source, w.sourceKnown = crc, true }

// Keep passes source bytes through unchanged.
func (w *Writer) Keep(b []byte) {
	w.gap += int64(len(b))
	w.fromSource(b)
	w.emit(b)
}

// Put replaces the source bytes old by new. Either may be empty: an empty old
// inserts, an empty new deletes. value marks the edit as one that `clean` keeps
// (see Splice.Value). Where old and new are equal nothing is edited.
func (w *Writer) Put(old, new []byte, value bool) {
	if bytes.Equal(old, new) {
		w.Keep(old)
		return
	}
	if w.log != nil {
		w.log.add(w.gap, int64(len(new)), old, value)
	}
	w.gap = 0
	w.fromSource(old)
	w.emit(new)
}

// Read returns how many bytes of the source have gone by: the offset in the
// source of the next byte to Keep.
func (w *Writer) Read() int64 { return w.read }

// Written returns how many bytes of the part were written so far, buffered ones
// included.
func (w *Writer) Written() int64 { return w.written }

// Err returns the first error of the destination; nil if there was none.
func (w *Writer) Err() error { return w.err }

// Close writes what is buffered and completes the log with size and CRC-32 of
// the part. It does not close the destination. Closing again does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	w.closed = true
	w.flush()
	buffers.Put((*[bufferSize]byte)(w.buf[:bufferSize]))
	w.buf = nil
	if w.log != nil {
		w.log.Size, w.log.CRC = w.written, w.sum
		w.log.SourceSize, w.log.SourceCRC = w.read, w.source
	}
	return w.err
}

func (w *Writer) fromSource(b []byte) {
	w.read += int64(len(b))
	if w.log != nil && !w.sourceKnown {
		w.source = crc32.Update(w.source, crc32.IEEETable, b)
	}
}

func (w *Writer) emit(b []byte) {
	w.written += int64(len(b))
	if len(b) > cap(w.buf)-len(w.buf) {
		w.flush()
		if len(b) >= cap(w.buf) {
			w.deliver(b)
			return
		}
	}
	w.buf = append(w.buf, b...)
}

func (w *Writer) flush() {
	w.deliver(w.buf)
	w.buf = w.buf[:0]
}

func (w *Writer) deliver(b []byte) {
	if w.err != nil || len(b) == 0 {
		return
	}
	w.sum = crc32.Update(w.sum, crc32.IEEETable, b)
	n, err := w.dst.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	w.err = err
}
