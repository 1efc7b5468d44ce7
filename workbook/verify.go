package workbook

import (
	"fmt"

	"goalxl/internal/lang"
	"goalxl/workbook/opc"
)

// Verify looks at a file that Mark wrote, before it takes its place: the guard
// lets it pass, every part of the source is there, and every part that was
// edited or added has the bytes that were meant.
func (b *Book) Verify(path string) error {
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
	r, _ := findRecord(written)
	if r == nil || !r.untouched(written) {
		return notVerified(fmt.Errorf("the record does not fit"))
	}
	if err := written.VerifyRest(); err != nil {
		return notVerified(err)
	}
	return nil
}

func notVerified(err error) error {
	return &lang.Error{
		What:  lang.T("写出的文件复核没有通过，没有保存", "the file as written did not pass its verification and was not saved").With(),
		Hint:  lang.T("请再试一次；仍不行请检查磁盘", "try again; if it happens again, check the disk").With(),
		Cause: err,
	}
}
