package patch

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// ErrChanged is the error of Undo for a part that is not the one that the log
// was written for: somebody has changed it since.
var ErrChanged = errors.New("part has changed since it was written")

// Undo writes to dst the part that src was before the edits in log. With
// keepValues, edits marked as values stay; without, the result is the source
// byte for byte, which is verified. An error that wraps ErrChanged says that src
// is not what the log was written for; part of the result is written then and
// must be thrown away.
func Undo(dst io.Writer, src io.Reader, log *Log, keepValues bool) error {
	_, err := io.Copy(dst, NewUndoReader(src, log, keepValues))
	return err
}

// NewUndoReader returns a reader of what Undo writes. It gives io.EOF only after
// sizes and checksums were found right.
func NewUndoReader(src io.Reader, log *Log, keepValues bool) io.Reader {
	return &undoReader{src: src, log: log, keep: keepValues, edits: log.edits, buf: make([]byte, bufferSize)}
}

// undoReader makes its output from three kinds of stretches in turn: bytes of
// the part that pass, bytes of the part that are skipped, and old bytes.
type undoReader struct {
	src   io.Reader
	log   *Log
	keep  bool
	edits []byte // records still to come
	last  bool   // all records are used up: the rest of the part passes
	err   error

	pass, skip int64  // bytes of the part to pass and then to skip
	old        []byte // then bytes to give out

	buf        []byte // read ahead from src
	ahead      []byte // unread bytes of buf
	srcErr     error
	read       int64
	sum        uint32 // CRC-32 of the part as read
	given      int64
	givenSum   uint32
	reachedEnd bool
}

// Read implements io.Reader.
func (r *undoReader) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n := 0
	for n < len(p) && r.err == nil {
		n += r.step(p[n:])
	}
	r.given += int64(n)
	if !r.keep {
		r.givenSum = crc32.Update(r.givenSum, crc32.IEEETable, p[:n])
	}
	if r.reachedEnd && r.err == io.EOF {
		r.err = r.verify()
	}
	if n > 0 {
		return n, nil
	}
	return 0, r.err
}

// step gives out some bytes of the stretch at hand into p, or moves on to the
// next stretch or edit; it may give nothing.
func (r *undoReader) step(p []byte) int {
	switch {
	case r.pass > 0 || r.last:
		if !r.fill() {
			return 0
		}
		b := r.ahead
		if !r.last {
			b = b[:min(int64(len(b)), r.pass)]
		}
		n := copy(p, b)
		r.ahead = r.ahead[n:]
		r.pass -= int64(n)
		return n
	case r.skip > 0:
		if r.fill() {
			n := min(int64(len(r.ahead)), r.skip)
			r.ahead, r.skip = r.ahead[n:], r.skip-n
		}
		return 0
	case len(r.old) > 0:
		n := copy(p, r.old)
		r.old = r.old[n:]
		return n
	}
	r.next()
	return 0
}

// next takes up the next edit.
func (r *undoReader) next() {
	if len(r.edits) == 0 {
		r.last = true
		return
	}
	e, rest, ok := nextEdit(r.edits, maxPart)
	if !ok {
		r.err = fmt.Errorf("edits do not fit the part: %w", ErrLog)
		return
	}
	r.edits, r.pass = rest, e.gap
	if e.value && r.keep {
		r.pass += e.newLen
		return
	}
	r.skip, r.old = e.newLen, e.old
}

// fill makes sure that there are bytes ahead; where there are none left it sets
// the error and returns false.
func (r *undoReader) fill() bool {
	if len(r.ahead) > 0 {
		return true
	}
	for empty := 0; ; empty++ {
		n, err := 0, r.srcErr
		if err == nil {
			n, err = r.src.Read(r.buf)
			r.srcErr = err
		}
		r.ahead = r.buf[:n]
		r.read += int64(n)
		r.sum = crc32.Update(r.sum, crc32.IEEETable, r.ahead)
		switch {
		case n > 0: // an error that came with bytes waits
			return true
		case err != nil:
			r.reachedEnd = err == io.EOF
			r.err = err
			if r.reachedEnd && !r.last {
				r.err = fmt.Errorf("%d of %d bytes: %w", r.read, r.log.Size, ErrChanged)
			}
			return false
		case empty > 100:
			r.err = io.ErrNoProgress
			return false
		}
	}
}

// verify compares what was read and given with the log; it returns io.EOF if
// all is right.
func (r *undoReader) verify() error {
	l := r.log
	if r.read != l.Size || r.sum != l.CRC {
		return fmt.Errorf("%d bytes with checksum %08x, not %d with %08x: %w", r.read, r.sum, l.Size, l.CRC, ErrChanged)
	}
	if !r.keep && (r.given != l.SourceSize || r.givenSum != l.SourceCRC) {
		return fmt.Errorf("undone to %d bytes with checksum %08x, not %d with %08x: %w",
			r.given, r.givenSum, l.SourceSize, l.SourceCRC, ErrLog)
	}
	return io.EOF
}
