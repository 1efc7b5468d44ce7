package opc

import (
	"bytes"
	"encoding/binary"
	"io"
	"sync/atomic"

	"goalxl/internal/lang"
)

// Signatures, lengths and marks of the zip format (APPNOTE.TXT 6.3.10, section 4.3).
const (
	sigLocal      = 0x04034b50
	sigCentral    = 0x02014b50
	sigEnd        = 0x06054b50
	sigEnd64      = 0x06064b50
	sigEnd64At    = 0x07064b50
	sigDescriptor = 0x08074b50

	lenLocal   = 30
	lenCentral = 46
	lenEnd     = 22
	lenEnd64   = 56
	lenEnd64At = 20

	max16 = 0xffff
	max32 = 0xffffffff

	flagEncrypted  = 0x1
	flagDescriptor = 0x8
	flagUTF8       = 0x800

	methodStore   = 0
	methodDeflate = 8
)

var le = binary.LittleEndian

// entry is an entry of the archive as its directory has it.
type entry struct {
	name     string // as stored
	flags    uint16
	method   uint16
	crc      uint32
	packed   int64 // compressed size
	size     int64 // inflated size
	offset   int64 // of the local header
	data     int64 // offset of the compressed bytes
	end      int64 // where the entry ends, its data descriptor included
	central  []byte
	verified atomic.Bool // read to its end and found right
	// offsetAt is where the offset stands in central, 8 bytes wide if wide.
	offsetAt int
	wide     bool
}

// directoryEnd is what the end record says of the directory.
type directoryEnd struct{ entries, size, offset int64 }

// readDirectory reads the directory of the archive. Entries are in its order and
// not yet checked against their local headers.
func readDirectory(name string, f io.ReaderAt, size int64, lim Limits) ([]*entry, int64, *lang.Error) {
	end, refusal := findEnd(name, f, size)
	if refusal != nil {
		return nil, 0, refusal
	}
	switch {
	case end.entries > int64(lim.Entries) || end.size > lim.Directory:
		return nil, 0, refuse(name, lang.T("%s: 包内部件过多（%d 个）", "%s: too many parts in the package (%d)"), hintAgain, end.entries)
	case end.offset < 0 || end.size < 0 || end.offset > size-end.size:
		return nil, 0, damaged(name, "zip", outside)
	}
	dir := make([]byte, end.size)
	if n, err := f.ReadAt(dir, end.offset); n < len(dir) {
		return nil, 0, unreadable(name, err)
	}
	entries := make([]*entry, 0, end.entries)
	for len(dir) > 0 {
		e, n := parseCentral(dir)
		if e == nil || len(entries) == int(end.entries) {
			return nil, 0, damaged(name, "zip", wrongHeader)
		}
		entries, dir = append(entries, e), dir[n:]
	}
	if len(entries) != int(end.entries) {
		return nil, 0, damaged(name, "zip", wrongHeader)
	}
	return entries, end.offset, nil
}

// findEnd finds the end record: the last one in the last 64 KB whose comment
// reaches no further than the file. Nearly all files end with it.
func findEnd(name string, f io.ReaderAt, size int64) (directoryEnd, *lang.Error) {
	var last [lenEnd]byte
	tail, from := last[:], size-lenEnd
	if from < 0 || !readAt(f, tail, from) || le.Uint32(tail) != sigEnd || le.Uint16(tail[20:]) != 0 {
		tail = make([]byte, min(size, lenEnd+max16))
		from = size - int64(len(tail))
		if n, err := f.ReadAt(tail, from); n < len(tail) {
			return directoryEnd{}, unreadable(name, err)
		}
	}
	for at := len(tail) - lenEnd; at >= 0; at-- {
		at = bytes.LastIndex(tail[:at+4], []byte("PK\x05\x06"))
		if at < 0 {
			break
		}
		b := tail[at:]
		if len(b) < lenEnd || int(le.Uint16(b[20:])) > len(b)-lenEnd {
			continue
		}
		end := directoryEnd{int64(le.Uint16(b[10:])), int64(le.Uint32(b[12:])), int64(le.Uint32(b[16:]))}
		if end.entries == max16 || end.size == max32 || end.offset == max32 {
			return findEnd64(name, f, from+int64(at), end)
		}
		if le.Uint16(b[4:]) != 0 || le.Uint16(b[6:]) != 0 || end.offset+end.size > from+int64(at) {
			return directoryEnd{}, damaged(name, "zip", outside)
		}
		return end, nil
	}
	return directoryEnd{}, refuse(name, lang.T("%s: 文件不完整，后半部分缺失", "%s: the file is cut short; its end is missing"),
		lang.T("请重新复制、下载或向发件人再要一份", "copy or download it again, or ask for it again"))
}

func readAt(f io.ReaderAt, b []byte, from int64) bool {
	n, _ := f.ReadAt(b, from)
	return n == len(b)
}

// findEnd64 reads the ZIP64 end record, whose locator stands before the end
// record at offset at. Without a locator the short record counts.
func findEnd64(name string, f io.ReaderAt, at int64, short directoryEnd) (directoryEnd, *lang.Error) {
	var b [lenEnd64]byte
	if at < lenEnd64At {
		return short, nil
	}
	if _, err := f.ReadAt(b[:lenEnd64At], at-lenEnd64At); err != nil {
		return short, unreadable(name, err)
	}
	if le.Uint32(b[:]) != sigEnd64At {
		return short, nil
	}
	pos := int64(le.Uint64(b[8:]))
	if pos < 0 || pos > at-lenEnd64At-lenEnd64 {
		return short, damaged(name, "zip", outside)
	}
	if _, err := f.ReadAt(b[:], pos); err != nil {
		return short, unreadable(name, err)
	}
	if le.Uint32(b[:]) != sigEnd64 {
		return short, damaged(name, "zip", wrongHeader)
	}
	end := directoryEnd{int64(le.Uint64(b[32:])), int64(le.Uint64(b[40:])), int64(le.Uint64(b[48:]))}
	if end.entries < 0 || end.size < 0 || end.offset < 0 || end.offset > pos || end.size > pos-end.offset {
		return short, damaged(name, "zip", outside)
	}
	return end, nil
}

// parseCentral reads the first record of the directory and returns its length;
// nil if it is no record.
func parseCentral(b []byte) (*entry, int) {
	if len(b) < lenCentral || le.Uint32(b) != sigCentral {
		return nil, 0
	}
	nameLen, extraLen, commentLen := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	n := lenCentral + nameLen + extraLen + commentLen
	if len(b) < n {
		return nil, 0
	}
	e := &entry{
		name:     string(b[lenCentral : lenCentral+nameLen]),
		flags:    le.Uint16(b[8:]),
		method:   le.Uint16(b[10:]),
		crc:      le.Uint32(b[16:]),
		packed:   int64(le.Uint32(b[20:])),
		size:     int64(le.Uint32(b[24:])),
		offset:   int64(le.Uint32(b[42:])),
		central:  b[:n:n],
		offsetAt: 42,
	}
	if !e.widen(b[lenCentral+nameLen : lenCentral+nameLen+extraLen]) {
		return nil, 0
	}
	return e, n
}

// widen takes the sizes and the offset that did not fit into 32 bits from the
// ZIP64 field of extra. It reports whether they are there and make sense.
func (e *entry) widen(extra []byte) bool {
	if e.size != max32 && e.packed != max32 && e.offset != max32 {
		return true
	}
	field, at := zip64Field(extra)
	start := at
	for _, v := range []*int64{&e.size, &e.packed, &e.offset} {
		if *v != max32 {
			continue
		}
		if len(field) < 8 {
			return false
		}
		if v == &e.offset {
			e.offsetAt, e.wide = lenCentral+len(e.name)+start, true
		}
		*v = int64(le.Uint64(field))
		if *v < 0 {
			return false
		}
		field, start = field[8:], start+8
	}
	return true
}

// zip64Field returns the content of the ZIP64 field among extra fields and where
// it stands in extra; nil if there is none.
func zip64Field(extra []byte) (field []byte, at int) {
	for len(extra)-at >= 4 {
		id, n := le.Uint16(extra[at:]), int(le.Uint16(extra[at+2:]))
		at += 4
		if n > len(extra)-at {
			return nil, 0
		}
		if id == 1 {
			return extra[at : at+n], at
		}
		at += n
	}
	return nil, 0
}
