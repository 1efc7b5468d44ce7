package opc

import "io"

// Overlay changes what is read of a package without changing the file: so the
// tool's own earlier marks are taken off before a workbook is looked at again.
type Overlay struct {
	// Parts are read as Restored says. A part that the archive lacks is added
	// at the end.
	Parts map[string]Restored
	// Drop are parts that are no longer there.
	Drop map[string]bool
}

// Restored is a part as an overlay has it.
type Restored struct {
	Size int64  // in bytes, inflated
	CRC  uint32 // CRC-32 (IEEE)
	// Read returns the part's bytes, made of those in the archive; src is nil
	// where the archive lacks the part. It is called for each reading. The
	// reader checks that what it gives is right before it gives io.EOF.
	Read func(src io.Reader) io.Reader
}

// restoredReader reads through an overlay and closes what is underneath.
type restoredReader struct {
	io.Reader
	io.Closer
}

// View returns the package as seen through an overlay: its parts, relationships,
// content types and sheets are those that the overlay gives. The view shares the
// file with p, and closing one closes both. The overlay of a view of a view is applied
// to what the first view gives.
func (p *Package) View(o Overlay) (*Package, error) {
	v := &Package{name: p.name, src: p.src, limits: p.limits, index: map[string]*part{}}
	drop := map[string]bool{}
	for name := range o.Drop {
		drop[partKey(name)] = true
	}
	restored := map[string]Restored{}
	for name, r := range o.Parts {
		restored[partKey(name)] = r
	}
	p.keeping.Lock()
	defer p.keeping.Unlock()
	for _, pt := range p.parts {
		if drop[pt.key] {
			continue
		}
		seen := *pt
		v.keeping.bytes += int64(len(seen.kept))
		if r, ok := restored[pt.key]; ok && !pt.dir {
			seen.restored = r.over(pt.restored)
		}
		v.add(&seen)
	}
	for _, name := range sortedKeys(o.Parts) {
		if key := partKey(name); v.index[key] == nil {
			r := o.Parts[name]
			v.add(&part{name: partName(name), key: key, restored: &r})
		}
	}
	if err := v.loadMeta(); err != nil {
		return nil, err
	}
	return v, v.checkParsed()
}

// over returns what r makes of the bytes that an overlay below it gives; nil if there
// is none below.
func (r Restored) over(below *Restored) *Restored {
	if below != nil {
		read := r.Read
		r.Read = func(src io.Reader) io.Reader { return read(below.Read(src)) }
	}
	return &r
}

func (p *Package) add(pt *part) {
	p.parts = append(p.parts, pt)
	if !pt.dir {
		p.index[pt.key] = pt
	}
}
