package opc

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"goalxl/internal/lang"
)

// checkEntries holds every entry against its local header and against the
// limits, and finds doubled and overlapping ones.
func checkEntries(name string, f io.ReaderAt, entries []*entry, dirOffset int64, lim Limits) *lang.Error {
	seen := make(map[string]bool, len(entries))
	total, packed := int64(0), int64(0)
	for _, e := range entries {
		key := partKey(e.name)
		switch {
		case !safeName(e.name):
			return damaged(name, shown(e.name), badName)
		case seen[key]:
			return damaged(name, shown(e.name), doubled)
		}
		seen[key] = true
		if refusal := e.checkKind(name, lim); refusal != nil {
			return refusal
		}
		if refusal := e.checkLocal(name, f, dirOffset); refusal != nil {
			return refusal
		}
		if total += e.size; total > lim.Total {
			return tooLarge(name, "", lim.Total)
		}
		packed += e.packed
	}
	if total > lim.RatioFrom && total/max(packed, 1) > lim.Ratio {
		return bomb(name, "zip", total/max(packed, 1))
	}
	return checkOverlap(name, entries)
}

// checkKind refuses what no part may be: encrypted, of an unknown method, larger
// than its compressed bytes can be.
func (e *entry) checkKind(name string, lim Limits) *lang.Error {
	switch {
	case e.flags&flagEncrypted != 0:
		return refuse(name, lang.T("%s: 压缩包带有密码（%s）", "%s: the archive has a password (%s)"), hintAgain, shown(e.name))
	case e.method != methodStore && e.method != methodDeflate:
		return refuse(name, lang.T("%s: 部件 %s 的压缩方式不受支持（%d）", "%s: part %s uses an unknown compression (%d)"),
			hintResave, shown(e.name), e.method)
	case e.method == methodStore && e.size != e.packed,
		e.isDir() && e.size != 0,
		e.size > e.packed*1032+1032: // the most that deflate can do
		return damaged(name, shown(e.name), wrongSize)
	case e.size > lim.Rows:
		return tooLarge(name, shown(e.name), lim.Rows)
	case e.size > lim.RatioFrom && e.size/max(e.packed, 1) > lim.Ratio:
		return bomb(name, shown(e.name), e.size/max(e.packed, 1))
	}
	return nil
}

func (e *entry) isDir() bool { return strings.HasSuffix(e.name, "/") }

// checkLocal compares the local header with the directory, and finds where the
// entry's data begin and end.
func (e *entry) checkLocal(name string, f io.ReaderAt, dirOffset int64) *lang.Error {
	var head [lenLocal]byte
	if e.offset > dirOffset-lenLocal {
		return damaged(name, shown(e.name), outside)
	}
	if _, err := f.ReadAt(head[:], e.offset); err != nil {
		return unreadable(name, err)
	}
	nameLen, extraLen := int64(le.Uint16(head[26:])), int64(le.Uint16(head[28:]))
	e.data = e.offset + lenLocal + nameLen + extraLen
	if e.data > dirOffset || e.packed > dirOffset-e.data {
		return damaged(name, shown(e.name), outside)
	}
	rest := make([]byte, nameLen+extraLen)
	if _, err := f.ReadAt(rest, e.offset+lenLocal); err != nil {
		return unreadable(name, err)
	}
	e.end = e.data + e.packed
	if le.Uint32(head[:]) != sigLocal || string(rest[:nameLen]) != e.name || !e.agrees(head[:], rest[nameLen:]) {
		return damaged(name, shown(e.name), wrongHeader)
	}
	if le.Uint16(head[6:])&flagDescriptor == 0 {
		return nil
	}
	n := e.descriptor(f, dirOffset)
	if n == 0 {
		return damaged(name, shown(e.name), wrongHeader)
	}
	e.end += n
	return nil
}

// agrees reports whether method, encryption, sizes and checksum of a local
// header are those of the directory. Where a data descriptor follows, sizes and
// checksum may be left at zero, or at the mark of ZIP64.
func (e *entry) agrees(head, extra []byte) bool {
	flags := le.Uint16(head[6:])
	if flags&flagEncrypted != 0 || le.Uint16(head[8:]) != e.method {
		return false
	}
	crc := le.Uint32(head[14:])
	local := entry{packed: int64(le.Uint32(head[18:])), size: int64(le.Uint32(head[22:]))}
	if flags&flagDescriptor != 0 {
		return (crc == 0 || crc == e.crc) &&
			(local.packed == 0 || local.packed == max32 || local.packed == e.packed) &&
			(local.size == 0 || local.size == max32 || local.size == e.size)
	}
	return local.widen(extra) && crc == e.crc && local.packed == e.packed && local.size == e.size
}

// descriptor returns the length of the data descriptor behind the data, in any
// of its four forms; 0 if none is there that says what the directory says.
func (e *entry) descriptor(f io.ReaderAt, dirOffset int64) int64 {
	var b [24]byte
	n, _ := f.ReadAt(b[:min(int64(len(b)), dirOffset-e.end)], e.end)
	d, sig := b[:n], int64(0)
	if n >= 4 && le.Uint32(d) == sigDescriptor {
		d, sig = d[4:], 4
	}
	switch {
	case len(d) >= 12 && le.Uint32(d) == e.crc && int64(le.Uint32(d[4:])) == e.packed && int64(le.Uint32(d[8:])) == e.size:
		return sig + 12
	case len(d) >= 20 && le.Uint32(d) == e.crc && int64(le.Uint64(d[4:])) == e.packed && int64(le.Uint64(d[12:])) == e.size:
		return sig + 20
	}
	return 0
}

// checkOverlap refuses entries that share bytes, as bombs do.
func checkOverlap(name string, entries []*entry) *lang.Error {
	byOffset := slices.Clone(entries)
	slices.SortFunc(byOffset, func(a, b *entry) int { return cmp.Compare(a.offset, b.offset) })
	for i := 1; i < len(byOffset); i++ {
		if byOffset[i].offset < byOffset[i-1].end {
			return damaged(name, shown(byOffset[i].name), overlapping)
		}
	}
	return nil
}
