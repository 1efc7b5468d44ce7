package opc

import (
	"bytes"
	"io"
	"sync"
)

// keptSize bounds the parts that are kept inflated, all together: a worksheet is
// looked at for marks, read and marked, and a small part is verified, and read for
// this and that. 8 MB are some 25,000 rows.
const (
	keptSize  = 8 << 20
	smallPart = 64 << 10
)

// keeping guards the parts of a package that are kept inflated.
type keeping struct {
	sync.Mutex
	bytes int64
}

// openEntry opens the entry of a part, past overlays: from memory if it is kept.
func (p *Package) openEntry(pt *part) io.ReadCloser {
	if b := p.keep(pt); b != nil {
		return &heldReader{Reader: *bytes.NewReader(b), held: b}
	}
	return p.newEntryReader(pt)
}

// keep inflates a worksheet or a small part to be kept, straight to where it stays, and
// returns it; nil if it is too large, or damaged: then reading it says so.
func (p *Package) keep(pt *part) []byte {
	p.keeping.Lock()
	defer p.keeping.Unlock()
	size := pt.entry.size
	if pt.kept != nil || !pt.sheet && (!pt.isXML || size > smallPart) || size == 0 || size > keptSize-p.keeping.bytes {
		return pt.kept
	}
	r := p.newEntryReader(pt)
	defer r.Close()
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil
	}
	if n, err := r.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return nil
	}
	pt.kept = b
	p.keeping.bytes += size
	return b
}

// heldReader reads a part that is in memory as a whole.
type heldReader struct {
	bytes.Reader
	held   []byte
	closed bool
}

// Held returns the whole part, which must not be changed, and counts as reading it.
func (r *heldReader) Held() []byte {
	r.Seek(0, io.SeekEnd)
	return r.held
}

// Read implements io.Reader.
func (r *heldReader) Read(b []byte) (int, error) {
	if r.closed {
		return 0, errClosed
	}
	return r.Reader.Read(b)
}

// Close implements io.Closer.
func (r *heldReader) Close() error {
	r.closed = true
	return nil
}
