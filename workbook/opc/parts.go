package opc

import (
	"fmt"
	"io"
)

// Parts returns the names of all parts, in the order of the archive.
func (p *Package) Parts() []string {
	names := make([]string, 0, len(p.parts))
	for _, pt := range p.parts {
		if !pt.dir {
			names = append(names, pt.name)
		}
	}
	return names
}

// Has reports whether there is a part of that name.
func (p *Package) Has(name string) bool { return p.index[partKey(name)] != nil }

// Size returns the size of a part in bytes, inflated; 0 if there is none.
func (p *Package) Size(name string) int64 {
	pt := p.index[partKey(name)]
	switch {
	case pt == nil:
		return 0
	case pt.restored != nil:
		return pt.restored.Size
	}
	return pt.entry.size
}

// CRC returns the CRC-32 (IEEE) of a part; 0 if there is none.
func (p *Package) CRC(name string) uint32 {
	pt := p.index[partKey(name)]
	switch {
	case pt == nil:
		return 0
	case pt.restored != nil:
		return pt.restored.CRC
	}
	return pt.entry.crc
}

// Open returns a reader of a part. It fails with a *lang.Error where the part is
// damaged, at the latest at the end: only io.EOF says that all that was read is
// what was stored. A reader holds about 100 KB until it is closed.
func (p *Package) Open(name string) (io.ReadCloser, error) {
	pt := p.index[partKey(name)]
	if pt == nil {
		return nil, damaged(p.name, shown(name), missing)
	}
	return p.openPart(pt), nil
}

func (p *Package) openPart(pt *part) io.ReadCloser {
	if pt.entry == nil {
		return io.NopCloser(pt.restored.Read(nil))
	}
	stored := p.openEntry(pt)
	if pt.restored == nil {
		return stored
	}
	return &restoredReader{pt.restored.Read(stored), stored}
}

// Bytes returns a whole part. It refuses parts beyond Limits.Parsed.
func (p *Package) Bytes(name string) ([]byte, error) { return p.bytesUpTo(name, p.limits.Parsed) }

func (p *Package) bytesUpTo(name string, limit int64) ([]byte, error) {
	r, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	size := p.Size(name)
	if size > limit {
		return nil, tooLarge(p.name, shown(name), limit)
	}
	b := make([]byte, 0, size+1)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		switch b = b[:len(b)+n]; {
		case err == io.EOF:
			return b, nil
		case err != nil:
			return nil, err
		case len(b) == cap(b):
			return nil, fmt.Errorf("reading %s: more than %d bytes", name, size)
		}
	}
}

// VerifyRest reads all parts that were not yet read to their end, and returns
// what is wrong with the first damaged one. It reads what the archive holds,
// past overlays.
func (p *Package) VerifyRest() error {
	for _, pt := range p.parts {
		if err := p.verify(pt); err != nil {
			return err
		}
	}
	return nil
}
