package patch

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// splicesOf draws splices that are in order and apart for a source of n bytes.
func splicesOf(t *rapid.T, n int) []Splice {
	var out []Splice
	at := 0
	for range rapid.IntRange(0, 12).Draw(t, "count") {
		off := rapid.IntRange(at, n).Draw(t, "off")
		length := rapid.IntRange(0, min(n-off, 40)).Draw(t, "len")
		s := Splice{Off: off, Len: length, Value: rapid.Bool().Draw(t, "value")}
		s.New = rapid.SliceOfN(rapid.Byte(), 0, 60).Draw(t, "new")
		out = append(out, s)
		at = off + length
	}
	return out
}

// spliced is what Apply must give, computed the plain way.
func spliced(src []byte, splices []Splice, want func(Splice) bool) []byte {
	var out []byte
	at := 0
	for _, s := range splices {
		out = append(out, src[at:s.Off]...)
		if want(s) {
			out = append(out, s.New...)
		} else {
			out = append(out, src[s.Off:s.Off+s.Len]...)
		}
		at = s.Off + s.Len
	}
	return append(out, src[at:]...)
}

func apply(t interface{ Fatal(...any) }, src []byte, splices []Splice) ([]byte, *Log) {
	var out bytes.Buffer
	log := &Log{}
	w := NewWriter(&out, log)
	if err := Apply(w, src, splices); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), log
}

func TestUndoGivesTheSource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SliceOfN(rapid.Byte(), 0, 400).Draw(t, "src")
		if rapid.Bool().Draw(t, "long") {
			src = bytes.Repeat(append(src, 'x'), 300)
		}
		splices := splicesOf(t, len(src))
		out, log := apply(t, src, splices)
		if want := spliced(src, splices, func(Splice) bool { return true }); !bytes.Equal(out, want) {
			t.Fatalf("applied: %q, want %q", out, want)
		}
		if log.Size != int64(len(out)) || log.CRC != crc32.ChecksumIEEE(out) {
			t.Fatalf("log says %d %08x", log.Size, log.CRC)
		}
		parsed, err := Parse(binaryOf(log))
		if err != nil {
			t.Fatal(err)
		}
		for _, keep := range []bool{false, true} {
			want := src
			if keep {
				want = spliced(src, splices, func(s Splice) bool { return s.Value })
			}
			var got bytes.Buffer
			if err := Undo(&got, iotest.OneByteReader(bytes.NewReader(out)), parsed, keep); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Fatalf("undone, keep %v: %q, want %q", keep, got.Bytes(), want)
			}
		}
	})
}

func TestUndoOfAChangedPartFails(t *testing.T) {
	src := bytes.Repeat([]byte("<c>1</c>"), 9000)
	out, log := apply(t, src, []Splice{{Off: 8, New: []byte("mark")}, {Off: 4000, Len: 5}, {Off: len(src), New: []byte("end")}})
	cases := map[string][]byte{
		"one byte":  append(append(bytes.Clone(out[:500]), out[500]^1), out[501:]...),
		"last byte": append(bytes.Clone(out[:len(out)-1]), '?'),
		"shorter":   out[:len(out)-1],
		"much less": out[:10],
		"longer":    append(bytes.Clone(out), 'x'),
		"empty":     nil,
	}
	for name, changed := range cases {
		for _, keep := range []bool{false, true} {
			if err := Undo(io.Discard, bytes.NewReader(changed), log, keep); !errors.Is(err, ErrChanged) {
				t.Errorf("%s, keep %v: error %v, want ErrChanged", name, keep, err)
			}
		}
	}
	if err := Undo(io.Discard, iotest.TimeoutReader(bytes.NewReader(out)), log, false); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("error of the source: %v, want that of the source", err)
	}
}

func TestApplyRefusesBadSplices(t *testing.T) {
	for name, s := range map[string][]Splice{
		"order":    {{Off: 5}, {Off: 4}},
		"overlap":  {{Off: 1, Len: 3}, {Off: 3}},
		"beyond":   {{Off: 8, Len: 3}},
		"past end": {{Off: 11}},
		"negative": {{Off: -1}},
		"length":   {{Off: 3, Len: -1}},
		"overflow": {{Off: 3, Len: int(^uint(0) >> 1)}},
	} {
		var out bytes.Buffer
		w := NewWriter(&out, nil)
		if err := Apply(w, make([]byte, 10), s); !errors.Is(err, ErrSplices) {
			t.Errorf("%s: error %v, want ErrSplices", name, err)
		}
		if w.Close(); out.Len() != 0 {
			t.Errorf("%s: %d bytes written", name, out.Len())
		}
	}
}

func TestWriterErrorSticks(t *testing.T) {
	full := errors.New("disk full")
	writes := 0
	w := NewWriter(writerFunc(func(b []byte) (int, error) { writes++; return 0, full }), &Log{})
	for range 100_000 {
		w.Keep([]byte("some bytes of a row"))
		w.Put(nil, []byte("a cell"), false)
	}
	if w.Err() != full || w.Close() != full {
		t.Errorf("errors %v, %v, want %v", w.Err(), w.Close(), full)
	}
	if writes != 1 {
		t.Errorf("%d writes after and with the first error, want 1", writes)
	}
	short := NewWriter(writerFunc(func(b []byte) (int, error) { return len(b) - 1, nil }), nil)
	short.Keep([]byte("abc"))
	if err := short.Close(); err != io.ErrShortWrite {
		t.Errorf("short write: error %v, want %v", err, io.ErrShortWrite)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

func TestWriterKnowsWhereItStands(t *testing.T) {
	w := NewWriter(io.Discard, nil)
	w.Keep(make([]byte, 100_000))
	w.Put(make([]byte, 7), []byte("12"), true)
	if w.Read() != 100_007 || w.Written() != 100_002 {
		t.Errorf("stands at %d of the source and %d of the part, want 100007 and 100002", w.Read(), w.Written())
	}
}

func TestSourceKnownBeforehand(t *testing.T) {
	src := bytes.Repeat([]byte("<c>1</c>"), 9000)
	splices := []Splice{{Off: 8, New: []byte("mark")}, {Off: 4000, Len: 5}}
	want, wantLog := apply(t, src, splices)
	var got bytes.Buffer
	log := &Log{}
	w := NewWriter(&got, log)
	w.Source(crc32.ChecksumIEEE(src))
	if err := Apply(w, src, splices); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) || !bytes.Equal(binaryOf(wantLog), binaryOf(log)) {
		t.Error("the part or its log differ where the source's checksum is known")
	}
}

func TestEqualBytesAreNoEdit(t *testing.T) {
	_, log := apply(t, []byte("abcdef"), []Splice{{Off: 2, Len: 2, New: []byte("cd"), Value: true}, {Off: 5}})
	if all, values := log.Edits(); all != 0 || values != 0 {
		t.Errorf("%d edits, %d values, want none", all, values)
	}
}

// binaryOf is the binary form of a log.
func binaryOf(l *Log) []byte {
	var b bytes.Buffer
	if n, err := l.WriteTo(&b); err != nil || n != int64(l.BinarySize()) || b.Len() != l.BinarySize() {
		panic("the size of the binary form is not what it should be")
	}
	return b.Bytes()
}

func TestLogStaysSmall(t *testing.T) {
	log := &Log{}
	w := NewWriter(io.Discard, log)
	row, cell := make([]byte, 400), make([]byte, 50)
	cell[0] = 1
	for range 100_000 {
		w.Keep(row)
		w.Put(nil, cell, false)
	}
	w.Close()
	b := binaryOf(log)
	if perEdit := float64(len(b)) / 100_000; perEdit > 5 {
		t.Errorf("%.1f bytes an edit, want at most 5", perEdit)
	}
}

func FuzzLog(f *testing.F) {
	_, log := apply(f, []byte("some source of some length"), []Splice{{Off: 3, Len: 4, New: []byte("new")}, {Off: 20, New: []byte("x"), Value: true}})
	b := binaryOf(log)
	f.Add(b[:len(b)-4], []byte("somnewrce of some len"))
	f.Add([]byte{logVersion}, []byte{})
	f.Fuzz(func(t *testing.T, body, part []byte) {
		Parse(body)
		sealed := make([]byte, len(body), len(body)+4)
		copy(sealed, body)
		sum := crc32.ChecksumIEEE(body)
		sealed = append(sealed, byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24))
		l, err := Parse(sealed)
		if err != nil {
			return
		}
		again := binaryOf(l)
		if l2, err := Parse(again); err != nil || l2.Size != l.Size || l2.SourceSize != l.SourceSize {
			t.Fatalf("binary form of a parsed log: %v", err)
		}
		for _, keep := range []bool{false, true} {
			var n counter
			Undo(&n, bytes.NewReader(part), l, keep)
			if int(n) > len(part)+len(body) {
				t.Fatalf("%d bytes from %d and a log of %d", n, len(part), len(body))
			}
		}
	})
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

func BenchmarkWriter(b *testing.B) {
	row, cell := make([]byte, 400), make([]byte, 50)
	cell[0] = 1
	b.SetBytes(450)
	b.ReportAllocs()
	w := NewWriter(io.Discard, &Log{})
	for b.Loop() {
		w.Keep(row)
		w.Put(nil, cell, false)
	}
}
