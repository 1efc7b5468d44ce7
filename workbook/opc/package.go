package opc

import (
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"goalxl/internal/lang"
)

// Package is a workbook's package, opened for reading and found to be sound. Its
// methods may be called from several goroutines. Part names have no leading
// slash (xl/workbook.xml), and any case of them is found.
type Package struct {
	name    string // base name of the file, for messages
	src     *source
	limits  Limits
	parts   []*part // in the order of the archive's directory
	index   map[string]*part
	types   contentTypes
	rels    map[string][]Rel // by the key of their source
	book    book
	keeping keeping
}

// source is the file behind a package and its views.
type source struct {
	path    string
	file    *os.File
	size    int64
	modTime time.Time
	closed  atomic.Bool
	// temporary files are removed when they are closed.
	temporary bool
}

// part is a part of the package, or a folder entry of the archive.
type part struct {
	name, key string
	entry     *entry    // nil if only an overlay has the part
	restored  *Restored // nil unless an overlay changes what is read
	dir       bool
	isXML     bool
	foreign   bool   // XML that is only ever copied: its encoding is its own affair
	rows      bool   // a worksheet or the shared strings: verified when it is read
	sheet     bool   // a worksheet: read twice, to be understood and to be marked
	kept      []byte // inflated and verified, of a part that is kept; else nil
}

// Open opens the workbook at path. Before anything of it is used it is checked:
// the archive (directory, headers, sizes, limits), all parts but the worksheets
// and shared strings to the last byte, relationships, content types and the
// workbook part. Worksheets and shared strings are verified as they are read
// (see Open and VerifyRest). Every refusal is a *lang.Error.
func Open(path string) (*Package, error) { return OpenLimited(path, DefaultLimits()) }

// OpenLimited is Open with limits of its own.
func OpenLimited(path string, lim Limits) (*Package, error) {
	return openAs(path, filepath.Base(path), lim)
}

// openAs opens the workbook at path, which messages call name.
func openAs(path, name string, lim Limits) (*Package, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, notAFile(name) // opening a pipe would wait for ever
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	p := &Package{name: name, src: &source{path: path, file: f}, limits: lim}
	if refusal := p.load(); refusal != nil {
		f.Close()
		return nil, refusal
	}
	return p, nil
}

// load reads and checks the package; the file is open.
func (p *Package) load() error {
	if refusal := p.loadArchive(); refusal != nil {
		return refusal
	}
	if err := p.loadMeta(); err != nil {
		return err
	}
	for _, pt := range p.parts {
		if pt.rows {
			if refusal := p.peek(pt); refusal != nil {
				return refusal
			}
			continue
		}
		if pt.entry.size > p.limits.Part {
			return tooLarge(p.name, shown(pt.name), p.limits.Part)
		}
		if err := p.verify(pt); err != nil {
			return err
		}
	}
	return p.checkParsed()
}

// loadArchive reads the archive's directory and checks the entries.
func (p *Package) loadArchive() *lang.Error {
	info, err := p.src.file.Stat()
	switch {
	case err != nil:
		return unreadable(p.name, err)
	case !info.Mode().IsRegular():
		return notAFile(p.name)
	case info.Size() == 0:
		return refuse(p.name, lang.T("%s: 文件是空的（0 字节）", "%s: the file is empty (0 bytes)"), hintAgain)
	}
	p.src.size, p.src.modTime = info.Size(), info.ModTime()
	if refusal := sniff(p.name, p.src.file, p.src.size); refusal != nil {
		return refusal
	}
	if p.src.size > p.limits.File {
		return refuse(p.name, lang.T("%s: 文件超过上限 %d MB", "%s: the file is larger than %d MB"), hintSize, p.limits.File>>20)
	}
	entries, dirOffset, refusal := readDirectory(p.name, p.src.file, p.src.size, p.limits)
	if refusal != nil {
		return refusal
	}
	if refusal := checkEntries(p.name, p.src.file, entries, dirOffset, p.limits); refusal != nil {
		return refusal
	}
	p.index = make(map[string]*part, len(entries))
	for _, e := range entries {
		pt := &part{name: partName(e.name), key: partKey(e.name), entry: e, dir: e.isDir()}
		p.parts = append(p.parts, pt)
		if !pt.dir {
			p.index[pt.key] = pt
		}
	}
	return nil
}

// peek reads the beginning of a part, up to its root element.
func (p *Package) peek(pt *part) error {
	if pt.entry == nil || pt.restored != nil || pt.entry.size <= smallPart && p.keep(pt) != nil {
		return nil
	}
	r := p.newEntryReader(pt)
	defer r.Close()
	var buf [4096]byte
	for r.text != nil && !r.text.rooted {
		if _, err := r.Read(buf[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// Close closes the file behind the package and its views.
func (p *Package) Close() error {
	if p.src.closed.Swap(true) {
		return nil
	}
	err := p.src.file.Close()
	if p.src.temporary {
		os.Remove(p.src.path)
	}
	return err
}

// Path returns the path that the package was opened with.
func (p *Package) Path() string { return p.src.path }

// Name returns the base name of the file, as messages name it.
func (p *Package) Name() string { return p.name }
