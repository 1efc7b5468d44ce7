package opc

import (
	"bytes"
	"io"
	"sync"
)

// keptSize bounds the worksheets that are kept inflated, all together: each is
// looked at for marks, read and marked. 8 MB are some 25,000 rows.
const keptSize = 8 << 20

// keeping guards the worksheets of a package that are kept inflated.
type keeping struct {
	sync.Mutex
	bytes int64
}

// openEntry opens the entry of a part, past overlays: from memory if it is kept.
func (p *Package) openEntry(pt *part) io.ReadCloser {
	if b := p.keep(pt); b != nil {
		return &heldReader{*bytes.NewReader(b), b}
	}
	return p.newEntryReader(pt)
}

// keep inflates a worksheet to be kept, straight to where it stays, and returns it;
// nil if it is too large, or damaged: then reading it says so.
func (p *Package) keep(pt *part) []byte {
	p.keeping.Lock()
	defer p.keeping.Unlock()
	size := pt.entry.size
	if pt.kept != nil || !pt.sheet || size == 0 || size > keptSize-p.keeping.bytes {
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
	held []byte
}

// Held returns the whole part, which must not be changed, and counts as reading it.
func (r *heldReader) Held() []byte {
	r.Seek(0, io.SeekEnd)
	return r.held
}

// Close implements io.Closer.
func (*heldReader) Close() error { return nil }
