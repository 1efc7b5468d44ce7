package workbook

import (
	"fmt"
	"io"
	"os"

	"goalxl/internal/lang"
	"goalxl/workbook/opc"
)

// Verify looks at a file that Mark wrote last, before it takes its place: it
// holds the bytes that were written, all of them; the guard lets it pass; every
// part of the source is there; and every part that was edited or added has the
// size and the checksum that were meant. Large parts are not inflated for this: a
// byte that the disk changed is seen in what it holds.
func (b *Book) Verify(path string) error {
	held, err := sumFile(path)
	if err != nil {
		return notVerified(err)
	}
	if held != b.written {
		return notVerified(fmt.Errorf("the file holds %d bytes with checksum %08x, not %d with %08x", held.size, held.crc, b.written.size, b.written.crc))
	}
	written, err := opc.Open(path)
	if err != nil {
		return notVerified(err)
	}
	defer written.Close()
	for _, part := range b.pkg.Parts() {
		if !written.Has(part) {
			return notVerified(fmt.Errorf("part %s is missing", part))
		}
	}
	r, _ := findRecord(written, b.layer)
	if r == nil || !r.untouched(written) {
		return notVerified(fmt.Errorf("the record does not fit"))
	}
	return nil
}

// sumFile returns size and checksum of a file.
func sumFile(path string) (addedPart, error) {
	f, err := os.Open(path)
	if err != nil {
		return addedPart{}, fmt.Errorf("reading back: %w", err)
	}
	defer f.Close()
	s := sumWriter{w: io.Discard}
	if _, err := io.Copy(&s, f); err != nil {
		return addedPart{}, fmt.Errorf("reading back: %w", err)
	}
	return s.sum, nil
}

func notVerified(err error) error {
	return &lang.Error{
		What:  lang.T("写出的文件复核没有通过，没有保存", "the file as written did not pass its verification and was not saved").With(),
		Hint:  lang.T("请再试一次；仍不行请检查磁盘", "try again; if it happens again, check the disk").With(),
		Cause: err,
	}
}
