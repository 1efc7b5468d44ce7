// Package patch changes a part of a package without re-serialising it: bytes
// pass through, stretches of them are replaced, and a log is kept from which the
// part can be made again exactly as it was.
package patch

import (
	"errors"
	"fmt"
)

// Splice replaces Len bytes at offset Off of a part by New.
type Splice struct {
	Off, Len int
	New      []byte
	// Value marks the splice as a figure that the tool computed (or what such a
	// figure needs, such as a cell style): `clean` keeps it, `clean --restore`
	// undoes it. All others are marks, which both undo.
	Value bool
}

// ErrSplices is the error of Apply for splices that are out of order, overlap or
// reach beyond the part.
var ErrSplices = errors.New("splices out of order or out of range")

// Apply passes src through w with the splices put in. They must be sorted by
// offset and must not overlap; two that insert at the same offset stand in the
// order given. Nothing is written when they are wrong (ErrSplices). Apply does
// not close w.
func Apply(w *Writer, src []byte, splices []Splice) error {
	if err := checkSplices(len(src), splices); err != nil {
		return err
	}
	at := 0
	for _, s := range splices {
		w.Keep(src[at:s.Off])
		at = s.Off + s.Len
		w.Put(src[s.Off:at], s.New, s.Value)
	}
	w.Keep(src[at:])
	return w.Err()
}

// checkSplices returns ErrSplices, with the offending splice named, unless the
// splices are sorted, apart from each other and within size bytes.
func checkSplices(size int, splices []Splice) error {
	at := 0
	for i, s := range splices {
		if s.Off < at || s.Len < 0 || s.Off > size || s.Len > size-s.Off {
			return fmt.Errorf("splice %d at %d, length %d, of %d bytes: %w", i, s.Off, s.Len, size, ErrSplices)
		}
		at = s.Off + s.Len
	}
	return nil
}
