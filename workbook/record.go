package workbook

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"sort"

	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
)

// record is what the tool keeps in a workbook that it marked, so that each part
// can be given back byte for byte: the reverse edits of the parts it changed,
// and the names of the parts it added. It travels as a custom XML part, which
// spreadsheet programs leave alone; when one of them has saved the workbook
// since, the checksums no longer agree and the marks are taken off by what
// they look like instead (see clean.go).
type record struct {
	layer  layer
	edited map[string]*patch.Log
	added  map[string]addedPart
}

// addedPart is a part as the tool wrote it.
type addedPart struct {
	size int64
	crc  uint32
}

// layer says what put the things in that a record is of. A workbook can carry a
// record of each layer: what one put in is a person's to the others.
type layer string

// The layers. fill's marks are taken off whenever the workbook is read.
const (
	markLayer    layer = "urn:goalxl:record:1"
	collectLayer layer = "urn:goalxl:collect:1" // what collect merged
	trackLayer   layer = "urn:goalxl:refresh:1" // columns of progress, 月度快照, 更新记录
)

func newRecord(l layer) *record {
	return &record{layer: l, edited: map[string]*patch.Log{}, added: map[string]addedPart{}}
}

const (
	recordOpen  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<goalxl xmlns="`
	recordClose = `</goalxl>`
	// recordLimit bounds a record as read back: a sheet of 1,048,576 rows needs
	// about 8 MB.
	recordLimit = 64 << 20
)

var errRecord = errors.New("not a record")

// write writes the record as the XML part that holds it.
func (r *record) write(w io.Writer) error {
	if _, err := io.WriteString(w, recordOpen+string(r.layer)+`">`); err != nil {
		return err
	}
	text := base64.NewEncoder(base64.StdEncoding, w)
	if err := opc.Deflate(text, r.size(), r.writeBinary); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	if err := text.Close(); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	_, err := io.WriteString(w, recordClose)
	return err
}

// size is about how many bytes writeBinary writes.
func (r *record) size() (n int64) {
	for _, log := range r.edited {
		n += int64(log.BinarySize())
	}
	return n
}

// writeBinary writes what the part holds, deflated and as text.
func (r *record) writeBinary(w io.Writer) error {
	b := binary.AppendUvarint(nil, uint64(len(r.edited)))
	for _, name := range sortedKeys(r.edited) {
		log := r.edited[name]
		b = binary.AppendUvarint(appendChunk(b, name), uint64(log.BinarySize()))
		if _, err := w.Write(b); err != nil {
			return err
		}
		if _, err := log.WriteTo(w); err != nil {
			return err
		}
		b = b[:0]
	}
	b = binary.AppendUvarint(b, uint64(len(r.added)))
	for _, name := range sortedKeys(r.added) {
		b = appendChunk(b, name)
		b = binary.AppendUvarint(b, uint64(r.added[name].size))
		b = binary.LittleEndian.AppendUint32(b, r.added[name].crc)
	}
	_, err := w.Write(b)
	return err
}

func appendChunk(b []byte, chunk string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(chunk))), chunk...)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// parseRecord reads a layer's record back from the XML part. Anything but a record that
// this version wrote is errRecord; it never allocates more than recordLimit.
func parseRecord(part []byte, l layer) (*record, error) {
	start := bytes.Index(part, []byte(l))
	if start < 0 {
		return nil, errRecord
	}
	body := part[start:]
	from, to := bytes.IndexByte(body, '>'), bytes.LastIndexByte(body, '<')
	if from < 0 || to < from {
		return nil, errRecord
	}
	text := base64.NewDecoder(base64.StdEncoding, bytes.NewReader(body[from+1:to]))
	var r *record
	err := opc.Inflate(text, func(binary io.Reader) (err error) {
		r, err = readRecord(io.LimitReader(binary, recordLimit), l)
		return err
	})
	return r, err
}

// readRecord reads what writeBinary wrote, to its end.
func readRecord(src io.Reader, l layer) (*record, error) {
	r := newRecord(l)
	in := chunks{r: bufio.NewReader(src)}
	for n := in.number(); n > 0 && !in.bad; n-- {
		name, raw := in.chunk(), in.chunk()
		log, err := patch.Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("reading the record of %q: %w", name, err)
		}
		r.edited[string(name)] = log
	}
	for n := in.number(); n > 0 && !in.bad; n-- {
		name, size := in.chunk(), in.number()
		r.added[string(name)] = addedPart{int64(size), in.fixed()}
	}
	if _, err := in.r.ReadByte(); in.bad || err != io.EOF {
		return nil, errRecord
	}
	return r, nil
}

// chunks reads the record's binary form; bad is set, and stays set, once the
// bytes do not fit.
type chunks struct {
	r   *bufio.Reader
	bad bool
}

func (c *chunks) number() uint64 {
	if c.bad {
		return 0
	}
	v, err := binary.ReadUvarint(c.r)
	if err != nil {
		c.bad = true
		return 0
	}
	return v
}

// chunkStep is how much memory a chunk gets before as much of it was read.
const chunkStep = 1 << 20

func (c *chunks) chunk() []byte {
	n := c.number()
	if c.bad || n > recordLimit {
		c.bad = true
		return nil
	}
	b := make([]byte, 0, min(n, chunkStep))
	for len(b) < int(n) {
		b = slices.Grow(b, min(int(n)-len(b), max(len(b), chunkStep)))
		k, err := io.ReadFull(c.r, b[len(b):min(cap(b), int(n))])
		if b = b[:len(b)+k]; err != nil {
			c.bad = true
			return nil
		}
	}
	return b
}

func (c *chunks) fixed() uint32 {
	var b [4]byte
	if c.bad {
		return 0
	}
	if _, err := io.ReadFull(c.r, b[:]); err != nil {
		c.bad = true
	}
	return binary.LittleEndian.Uint32(b[:])
}

// sumWriter counts and sums what passes through it.
type sumWriter struct {
	w   io.Writer
	sum addedPart
}

func (t *sumWriter) Write(b []byte) (int, error) {
	n, err := t.w.Write(b)
	t.sum.size += int64(n)
	t.sum.crc = crc32.Update(t.sum.crc, crc32.IEEETable, b[:n])
	return n, err
}
