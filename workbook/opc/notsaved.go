package opc

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"goalxl/internal/lang"
)

// notSaved says what a technical error means to the person whose file was not
// saved. Errors that already speak to people pass.
func notSaved(path string, err error) error {
	var said *lang.Error
	if errors.As(err, &said) {
		return err
	}
	name := filepath.Base(path)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return because(refuse(name, lang.T("%s: 已中断，未写入", "%s: interrupted, not written"),
			lang.T("原文件未动，可重新运行", "the old file is untouched; run again")), err)
	case diskFull(err):
		return because(refuse(name, lang.T("%s: 磁盘空间不足，未写入", "%s: the disk is full, not written"),
			lang.T("请清出空间，或用 -o 写到别的磁盘", "free some space, or write to another disk with -o")), err)
	case errors.Is(err, fs.ErrPermission), readOnly(err):
		return because(refuse(name, lang.T("%s: 文件或文件夹只读，未写入", "%s: the file or its folder is read-only, not written"),
			lang.T("请取消只读，或用 -o 写到别的文件夹", "make it writable, or write to another folder with -o")), err)
	case errors.Is(err, fs.ErrNotExist):
		return because(refuse(name, lang.T("%s: 文件夹不存在，未写入", "%s: its folder does not exist, not written"),
			lang.T("请先建好文件夹，或用 -o 写到别的文件夹", "make the folder first, or write to another one with -o")), err)
	}
	return because(refuse(name, lang.T("%s: 写入失败", "%s: writing did not succeed"),
		lang.T("原文件未动，请用 -o 写到别的文件夹再试", "the old file is untouched; try another folder with -o")), err)
}

// DiskFull reports whether an error says that there is no room left.
func DiskFull(err error) bool { return diskFull(err) }

// unconfirmed says that a file has its name and its content, as far as the
// system knows, but that the disk did not confirm it.
func unconfirmed(path string, err error) error {
	return because(refuse(filepath.Base(path), lang.T("%s: 已写入，但磁盘报错，没有确认存好", "%s: written, but the disk reports an error and did not confirm it"),
		lang.T("请检查磁盘，确认文件能打开后再用", "check the disk, and that the file opens, before you use it")), err)
}
