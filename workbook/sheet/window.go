package sheet

import (
	"encoding/binary"
	"io"
	"unicode/utf8"
)

// A row that crosses the end of the buffer is read again, so the buffer of a part
// that goes on holds many rows; a part that ends soon, as one of thousands of
// small sheets does, needs no more than a small one.
const (
	firstBuffer = 16 << 10
	rowsBuffer  = 256 << 10
)

// window is the stretch of a part that is in memory. Its bytes are checked to be
// UTF-8 and free of forbidden characters as they come in.
type window struct {
	src  io.Reader
	buf  []byte // checked bytes
	tail int    // bytes read behind buf that are not a whole character yet
	pos  int    // next byte to be read as markup
	keep int    // first byte that must stay; never after pos
	base int64  // offset of buf[0] in the part
	eof  bool
	most int  // how many bytes may be kept at once
	seen bool // the same bytes were checked before
}

// fill reads more bytes behind buf, moving out what need not be kept. All
// offsets into buf change with it.
func (m *markup) fill() error {
	if m.eof {
		return m.refuse(whyTruncated)
	}
	if part, ok := m.src.(inMemory); ok && m.buf == nil && part.Size() <= int64(m.most) {
		m.eof = true
		return m.check(part.Held(), 0)
	}
	all := m.buf[:len(m.buf)+m.tail]
	if m.keep > 0 {
		n := copy(all, all[m.keep:])
		all = all[:n]
		m.base += int64(m.keep)
		m.pos -= m.keep
		m.keep = 0
	}
	if len(all) > m.most && len(all) > cap(all)/2 {
		return m.refuse(whyTooLong, m.most>>20)
	}
	if n := cap(all); n > 0 && (n < rowsBuffer || len(all) > n/2) {
		grown := make([]byte, len(all), max(2*n, rowsBuffer))
		copy(grown, all)
		all = grown
	}
	if cap(all) == 0 {
		all = make([]byte, 0, firstBuffer)
	}
	return m.read(all)
}

// inMemory is a part that is in memory as a whole: nothing of it is copied.
type inMemory interface {
	Size() int64
	Held() []byte // all of it, not to be changed
}

// read fills the free end of all and checks what came.
func (m *markup) read(all []byte) error {
	from, idle := len(all)-m.tail, 0
	for len(all) < cap(all) {
		n, err := m.src.Read(all[len(all):cap(all)])
		all = all[:len(all)+n]
		if err == io.EOF {
			m.eof = true
			break
		}
		if err != nil {
			return err
		}
		if idle++; n > 0 {
			idle = 0
		} else if idle > 100 {
			return io.ErrNoProgress
		}
	}
	return m.check(all, from)
}

// check makes all the bytes at hand, of which those from from on are new.
func (m *markup) check(all []byte, from int) error {
	if m.seen {
		m.buf, m.tail = all, 0
		return nil
	}
	good, ok := checkChars(all[from:], m.eof)
	m.buf, m.tail = all[:from+good], len(all)-from-good
	if !ok {
		return m.refuseChar(all[from+good:])
	}
	return nil
}

// refuseChar says what is wrong with the first byte of b.
func (m *markup) refuseChar(b []byte) error {
	if b[0] < utf8.RuneSelf {
		return m.refuse(whyChar)
	}
	if r, n := utf8.DecodeRune(b); r == utf8.RuneError && n <= 1 {
		return m.refuse(whyEncoding)
	}
	return m.refuse(whyChar)
}

const (
	highBits = 0x8080808080808080
	spaces   = 0x2020202020202020
)

// checkChars returns how many bytes of b are whole characters that XML allows,
// and whether nothing else than the beginning of one more follows (nothing at
// all at the end of the part).
func checkChars(b []byte, eof bool) (good int, ok bool) {
	i := 0
	for i < len(b) {
		for i+32 <= len(b) {
			w, x := binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+8:])
			y, z := binary.LittleEndian.Uint64(b[i+16:]), binary.LittleEndian.Uint64(b[i+24:])
			if (w|x|y|z|(w-spaces)&^w|(x-spaces)&^x|(y-spaces)&^y|(z-spaces)&^z)&highBits != 0 {
				break
			}
			i += 32
		}
		for i+8 <= len(b) {
			x := binary.LittleEndian.Uint64(b[i:])
			if (x|(x-spaces)&^x)&highBits != 0 {
				break
			}
			i += 8
		}
		if i == len(b) {
			break
		}
		c := b[i]
		if c < utf8.RuneSelf {
			if c < ' ' && !isSpace(c) {
				return i, false
			}
			i++
			continue
		}
		if 0xE1 <= c && c <= 0xEC && i+2 < len(b) && b[i+1]&0xC0 == 0x80 && b[i+2]&0xC0 == 0x80 {
			i += 3 // most Chinese characters, without taking them apart
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i, !eof && !utf8.FullRune(b[i:])
		}
		if r == 0xFFFE || r == 0xFFFF {
			return i, false
		}
		i += n
	}
	return i, true
}
