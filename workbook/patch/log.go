package patch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// Log is the record of the edits of one part, from which the part's source can
// be made again. It holds for each edit the bytes that stood there before, so
// its size is a few bytes an edit plus what was overwritten. The zero Log is
// that of an empty part without edits.
type Log struct {
	Size       int64  // of the part as written, in bytes
	CRC        uint32 // CRC-32 (IEEE) of the part as written
	SourceSize int64  // of the part before the edits
	SourceCRC  uint32 // CRC-32 (IEEE) of the part before the edits

	count  int    // edits
	values int    // edits of them that are values
	edits  []byte // records: see add
}

// Edits returns the number of edits, and how many of them are values (see
// Splice.Value).
func (l *Log) Edits() (all, values int) { return l.count, l.values }

// ErrLog is the error of Parse for bytes that are no log.
var ErrLog = errors.New("not an edit log")

// logVersion is the first byte of the binary form.
const logVersion = 1

// add appends one record: gap and value flag, new length, old length, old bytes.
func (l *Log) add(gap, newLen int64, old []byte, value bool) {
	head := uint64(gap) << 1
	if value {
		head |= 1
		l.values++
	}
	l.count++
	if need := len(old) + 3*binary.MaxVarintLen64; cap(l.edits)-len(l.edits) < need {
		l.edits = slices.Grow(l.edits, max(need, len(l.edits))) // twice as much: append would copy it more often
	}
	l.edits = binary.AppendUvarint(l.edits, head)
	l.edits = binary.AppendUvarint(l.edits, uint64(newLen))
	l.edits = binary.AppendUvarint(l.edits, uint64(len(old)))
	l.edits = append(l.edits, old...)
}

// edit is one record, read back.
type edit struct {
	gap, newLen int64
	old         []byte
	value       bool
}

// nextEdit reads the first record of b and returns what follows it. Every number
// is bounded by limit, so that sums of a few of them cannot overflow.
func nextEdit(b []byte, limit int64) (e edit, rest []byte, ok bool) {
	var n [3]uint64
	for i := range n {
		v, k := binary.Uvarint(b)
		if k <= 0 {
			return e, nil, false
		}
		n[i], b = v, b[k:]
	}
	if n[0]>>1 > uint64(limit) || n[1] > uint64(limit) || n[2] > uint64(len(b)) {
		return e, nil, false
	}
	e = edit{gap: int64(n[0] >> 1), newLen: int64(n[1]), old: b[:n[2]:n[2]], value: n[0]&1 == 1}
	return e, b[n[2]:], true
}

// head is what stands before the edits in the binary form.
func (l *Log) head() []byte {
	b := []byte{logVersion}
	b = binary.AppendUvarint(b, uint64(l.Size))
	b = binary.LittleEndian.AppendUint32(b, l.CRC)
	b = binary.AppendUvarint(b, uint64(l.SourceSize))
	return binary.LittleEndian.AppendUint32(b, l.SourceCRC)
}

// BinarySize returns the length of the binary form in bytes.
func (l *Log) BinarySize() int { return len(l.head()) + len(l.edits) + crc32.Size }

// WriteTo writes the binary form of the log.
func (l *Log) WriteTo(w io.Writer) (n int64, err error) {
	head := l.head()
	sum := crc32.Update(crc32.ChecksumIEEE(head), crc32.IEEETable, l.edits)
	for _, b := range [][]byte{head, l.edits, binary.LittleEndian.AppendUint32(nil, sum)} {
		k, err := w.Write(b)
		if n += int64(k); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Parse reads the binary form of a log, which must be the whole of b. It checks
// the form's own checksum and that the edits fit the sizes, allocates no more
// than a constant, and keeps a reference to b. The error wraps ErrLog.
func Parse(b []byte) (*Log, error) {
	l := &Log{}
	body, err := l.parseHead(b)
	if err != nil {
		return nil, err
	}
	l.edits = body
	if !l.tally() {
		return nil, fmt.Errorf("edits do not fit the part: %w", ErrLog)
	}
	return l, nil
}

// maxPart bounds the sizes in a log, far above any part and far below overflow.
const maxPart = 1 << 48

func (l *Log) parseHead(b []byte) (edits []byte, err error) {
	if len(b) < 1+1+4+1+4+4 || b[0] != logVersion {
		return nil, fmt.Errorf("unknown beginning: %w", ErrLog)
	}
	body := b[:len(b)-4]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, fmt.Errorf("wrong checksum: %w", ErrLog)
	}
	body = body[1:]
	for _, field := range []struct {
		size *int64
		crc  *uint32
	}{{&l.Size, &l.CRC}, {&l.SourceSize, &l.SourceCRC}} {
		n, k := binary.Uvarint(body)
		if k <= 0 || n > maxPart || len(body) < k+4 {
			return nil, fmt.Errorf("bad size: %w", ErrLog)
		}
		*field.size, *field.crc = int64(n), binary.LittleEndian.Uint32(body[k:])
		body = body[k+4:]
	}
	return body, nil
}

// tally walks over the edits once, counts them, and reports whether they fit
// the sizes of the part before and after.
func (l *Log) tally() bool {
	written, source := int64(0), int64(0)
	for b := l.edits; len(b) > 0; {
		e, rest, ok := nextEdit(b, maxPart)
		if !ok {
			return false
		}
		b = rest
		written += e.gap + e.newLen
		source += e.gap + int64(len(e.old))
		if written > l.Size || source > l.SourceSize {
			return false
		}
		l.count++
		if e.value {
			l.values++
		}
	}
	return l.Size-written == l.SourceSize-source
}
