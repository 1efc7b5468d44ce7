package opc

import (
	"fmt"
	"hash/crc32"
	"io"
)

// archive writes a zip archive entry by entry. Entries are streamed: sizes stand
// in a data descriptor behind the data.
type archive struct {
	w       io.Writer
	off     int64
	central []byte
	n       int
}

// Write implements io.Writer and counts.
func (a *archive) Write(b []byte) (int, error) {
	n, err := a.w.Write(b)
	a.off += int64(n)
	return n, err
}

// fits returns an error when the archive has outgrown 32-bit offsets, or the
// directory its count.
func (a *archive) fits(extra int64) error {
	if a.off+extra >= max32 || a.n >= max16-1 {
		return fmt.Errorf("writing the archive: more than 4 GB or %d parts", max16-1)
	}
	return nil
}

// copyEntry copies an entry as it stands: header, compressed bytes, descriptor
// and directory record; only the record's offset is new.
func (a *archive) copyEntry(f io.ReaderAt, e *entry) error {
	if err := a.fits(e.end - e.offset); err != nil {
		return err
	}
	at := len(a.central) + e.offsetAt
	a.central = append(a.central, e.central...)
	if e.wide {
		le.PutUint64(a.central[at:], uint64(a.off))
	} else {
		le.PutUint32(a.central[at:], uint32(a.off))
	}
	a.n++
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	_, err := io.CopyBuffer(onlyWriter{a}, io.NewSectionReader(f, e.offset, e.end-e.offset), *buf)
	return err
}

// onlyWriter hides other methods, so that io.CopyBuffer uses its buffer.
type onlyWriter struct{ io.Writer }

// header is what an entry takes over from the one that it replaces.
type header struct {
	name     string
	madeBy   uint16
	utf8     bool
	time     uint32 // MS-DOS time and date
	internal uint16
	external uint32
}

// newHeader returns the header of an entry that replaces none. The time is a
// constant, the first that the format can hold (1980-01-01), as Excel writes.
func newHeader(name string) header {
	h := header{name: name, madeBy: 20, time: 0x21 << 16}
	for i := range len(name) {
		h.utf8 = h.utf8 || name[i] >= 0x80
	}
	return h
}

// headerOf returns the header for new content of an entry.
func headerOf(e *entry) header {
	return header{
		name:     e.name,
		madeBy:   le.Uint16(e.central[4:]),
		utf8:     e.flags&flagUTF8 != 0,
		time:     le.Uint32(e.central[12:]),
		internal: le.Uint16(e.central[36:]),
		external: le.Uint32(e.central[38:]),
	}
}

func (h header) flags() uint16 {
	if h.utf8 {
		return flagDescriptor | flagUTF8
	}
	return flagDescriptor
}

// create writes an entry whose content write gives.
func (a *archive) create(h header, by deflater, write func(io.Writer) error) error {
	if err := a.fits(0); err != nil {
		return err
	}
	offset := a.off
	b := le.AppendUint32(nil, sigLocal)
	b = le.AppendUint16(b, 20)
	b = le.AppendUint16(b, h.flags())
	b = le.AppendUint16(b, methodDeflate)
	b = le.AppendUint32(b, h.time)
	b = append(b, make([]byte, 12)...) // checksum and sizes: in the descriptor
	b = le.AppendUint16(b, uint16(len(h.name)))
	b = le.AppendUint16(b, 0)
	if _, err := a.Write(append(b, h.name...)); err != nil {
		return err
	}
	data := a.off
	crc, size, err := a.compress(by, write)
	if err != nil {
		return err
	}
	packed := a.off - data
	if size >= max32 {
		return fmt.Errorf("writing %s: more than 4 GB", h.name)
	}
	if err := a.fits(16); err != nil {
		return err
	}
	var sums []byte
	sums = le.AppendUint32(sums, crc)
	sums = le.AppendUint32(sums, uint32(packed))
	sums = le.AppendUint32(sums, uint32(size))
	a.record(h, sums, offset)
	_, err = a.Write(append(le.AppendUint32(nil, sigDescriptor), sums...))
	return err
}

// compress deflates what write gives and returns its checksum and size.
func (a *archive) compress(by deflater, write func(io.Writer) error) (crc uint32, size int64, err error) {
	s := summer{}
	err = by.deflate(a, func(w io.Writer) error {
		s.w = w
		return write(&s)
	})
	return s.sum, s.size, err
}

// summer passes bytes on and sums them up.
type summer struct {
	w    io.Writer
	sum  uint32
	size int64
}

func (s *summer) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.sum = crc32.Update(s.sum, crc32.IEEETable, b[:n])
	s.size += int64(n)
	return n, err
}

// record adds an entry to the directory.
func (a *archive) record(h header, sums []byte, offset int64) {
	c := le.AppendUint32(a.central, sigCentral)
	c = le.AppendUint16(c, h.madeBy)
	c = le.AppendUint16(c, 20)
	c = le.AppendUint16(c, h.flags())
	c = le.AppendUint16(c, methodDeflate)
	c = le.AppendUint32(c, h.time)
	c = append(c, sums...)
	c = le.AppendUint16(c, uint16(len(h.name)))
	c = append(c, make([]byte, 6)...) // no extra field, no comment, first disk
	c = le.AppendUint16(c, h.internal)
	c = le.AppendUint32(c, h.external)
	c = le.AppendUint32(c, uint32(offset))
	a.central = append(c, h.name...)
	a.n++
}

// close writes the directory and the end record.
func (a *archive) close() error {
	if err := a.fits(int64(len(a.central))); err != nil {
		return err
	}
	offset := a.off
	if _, err := a.Write(a.central); err != nil {
		return err
	}
	b := le.AppendUint32(nil, sigEnd)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, uint16(a.n))
	b = le.AppendUint16(b, uint16(a.n))
	b = le.AppendUint32(b, uint32(len(a.central)))
	b = le.AppendUint32(b, uint32(offset))
	b = le.AppendUint16(b, 0)
	_, err := a.Write(b)
	return err
}
