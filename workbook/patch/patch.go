// Package patch changes a part of a package without re-serialising it: bytes
// pass through, stretches of them are replaced, and a log is kept from which the
// part can be made again exactly as it was.
package patch

// Splice replaces Len bytes at offset Off of a part by New.
type Splice struct {
	Off, Len int
	New      []byte
	// Value marks the splice as a figure that the tool computed (or what such a
	// figure needs, such as a cell style): `clean` keeps it, `clean --restore`
	// undoes it. All others are marks, which both undo.
	Value bool
}
