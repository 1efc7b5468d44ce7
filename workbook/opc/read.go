package opc

import (
	"bufio"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// inflater is what reading an entry needs; they are reused, as each holds about
// 100 KB.
type inflater struct {
	section io.SectionReader
	buf     *bufio.Reader
	flate   io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	return &inflater{buf: bufio.NewReaderSize(nil, 64<<10), flate: flate.NewReader(nil)}
}}

// Inflate has read read what Deflate wrote to src.
func Inflate(src io.Reader, read func(io.Reader) error) error {
	in := inflaters.Get().(*inflater)
	defer inflaters.Put(in)
	in.buf.Reset(src)
	in.flate.(flate.Resetter).Reset(in.buf, nil)
	err := read(in.flate)
	in.buf.Reset(nil)
	return err
}

// entryReader gives the inflated bytes of an entry. It gives io.EOF only when
// size, checksum and encoding were found right, and no error but *lang.Error.
type entryReader struct {
	pkg  *Package
	part *part
	in   *inflater
	raw  io.Reader
	text *textGuard // nil for parts that are no XML
	left int64
	sum  uint32
	err  error
}

// newEntryReader opens the entry of a part, past overlays.
func (p *Package) newEntryReader(pt *part) *entryReader {
	e := pt.entry
	in := inflaters.Get().(*inflater)
	in.section = *io.NewSectionReader(p.src.file, e.data, e.packed)
	in.buf.Reset(&in.section)
	r := &entryReader{pkg: p, part: pt, in: in, raw: in.buf, left: e.size}
	if e.method == methodDeflate {
		in.flate.(flate.Resetter).Reset(in.buf, nil)
		r.raw = in.flate
	}
	if pt.isXML && !e.verified.Load() { // the same bytes again need only their checksum
		r.text = &textGuard{anyEncoding: pt.foreign}
	}
	return r
}

// Read implements io.Reader.
func (r *entryReader) Read(b []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	if r.left == 0 {
		r.err = r.finish()
		return 0, r.err
	}
	n, err := r.raw.Read(b[:min(int64(len(b)), r.left)])
	r.left -= int64(n)
	r.sum = crc32.Update(r.sum, crc32.IEEETable, b[:n])
	if r.text != nil && n > 0 {
		if fault := r.text.see(b[:n]); fault != nil {
			r.err = damaged(r.pkg.name, r.part.name, *fault)
			return 0, r.err
		}
	}
	if err != nil && (err != io.EOF || r.left > 0) {
		r.err = r.fault(err)
	}
	return n, nil
}

// finish checks what only the end can tell.
func (r *entryReader) finish() error {
	var one [1]byte
	n, err := r.raw.Read(one[:])
	for n == 0 && err == nil {
		n, err = r.raw.Read(one[:])
	}
	switch {
	case n > 0 || r.in.buf.Buffered() > 0 || r.rest() > 0:
		return damaged(r.pkg.name, r.part.name, wrongSize)
	case err != io.EOF:
		return r.fault(err)
	case r.sum != r.part.entry.crc:
		return damaged(r.pkg.name, r.part.name, wrongCRC)
	}
	if r.text != nil {
		if fault := r.text.end(); fault != nil {
			return damaged(r.pkg.name, r.part.name, *fault)
		}
	}
	r.part.entry.verified.Store(true)
	return io.EOF
}

// rest returns how many compressed bytes were not read from the file.
func (r *entryReader) rest() int64 {
	at, err := r.in.section.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0
	}
	return r.in.section.Size() - at
}

// fault says what a technical error means to a person.
func (r *entryReader) fault(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case err == io.EOF:
		return because(damaged(r.pkg.name, r.part.name, wrongSize), err)
	case errors.As(err, &corrupt), errors.Is(err, io.ErrUnexpectedEOF):
		return because(damaged(r.pkg.name, r.part.name, wrongData), err)
	}
	return unreadable(r.pkg.name, err)
}

// errClosed is given by reading a part after closing it.
var errClosed = errors.New("reading a part that was closed")

// Close gives the buffers back. It does not verify the rest of the part.
func (r *entryReader) Close() error {
	if r.in != nil {
		r.in.buf.Reset(nil)
		inflaters.Put(r.in)
		r.in, r.raw, r.err = nil, nil, errClosed
	}
	return nil
}

// verify reads the part's entry to its end, in constant memory.
func (p *Package) verify(pt *part) error {
	if pt.entry == nil || pt.entry.verified.Load() || pt.entry.size <= smallPart && p.keep(pt) != nil {
		return nil
	}
	r := p.newEntryReader(pt)
	defer r.Close()
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	for {
		if _, err := r.Read(*buf); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}
