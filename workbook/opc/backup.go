package opc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"goalxl/internal/lang"
)

var backupSuffix = lang.T("_备份", "_backup")

// Backup copies the file at path beside it, as NAME_备份.xlsx (NAME_backup.xlsx in
// English) or with the first further number that is free, and returns the
// copy's path. The copy was compared with the file before Backup returns. Where
// one of the numbered copies holds the same content already, that is returned
// and nothing is written. Errors are *lang.Error.
func Backup(path string, l lang.Lang) (string, error) {
	return backup(path, strings.TrimSuffix(path, filepath.Ext(path)), "", l)
}

// BackupOf is Backup with a further word in the copy's name, such as the month that
// the copy is of: NAME_备份2024-06.xlsx.
func BackupOf(path, word string, l lang.Lang) (string, error) {
	return backup(path, strings.TrimSuffix(path, filepath.Ext(path)), word, l)
}

// BackupIn is Backup into another folder, which is made where it is not there.
func BackupIn(path, folder string, l lang.Lang) (string, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", notSaved(folder, err)
	}
	return backup(path, filepath.Join(folder, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))), "", l)
}

func backup(path, stem, word string, l lang.Lang) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", unreadable(filepath.Base(path), err)
	}
	ext := filepath.Ext(path)
	stem += backupSuffix.In(l) + word
	pattern := "%s%d%s"
	if word != "" {
		pattern = "%s(%d)%s"
	}
	for n := 1; n < 10_000; n++ {
		name := stem + ext
		if n > 1 {
			name = fmt.Sprintf(pattern, stem, n, ext)
		}
		_, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name, copyVerified(path, name, info)
		}
		if same, err := sameContent(path, name); err != nil {
			return "", err
		} else if same {
			return name, nil
		}
	}
	return "", notSaved(path, fs.ErrExist)
}

// copyVerified saves a copy of a file with its permissions and its time.
func copyVerified(path, name string, info fs.FileInfo) error {
	differs := refuse(filepath.Base(path), lang.T("%s: 备份时文件有变动，未处理", "%s: the file changed while it was backed up, nothing was done"),
		lang.T("请关闭正在使用它的程序后再试", "close the program that is using it and try again"))
	_, err := Save(name, SaveOptions{Verify: func(temp string) error {
		if same, err := sameContent(path, temp); err != nil {
			return err
		} else if !same {
			return differs
		}
		os.Chmod(temp, info.Mode().Perm())
		return os.Chtimes(temp, info.ModTime(), info.ModTime())
	}}, func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return unreadable(filepath.Base(path), err)
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
	return err
}

// sameContent compares two files byte by byte; one that cannot be opened is not
// the same.
func sameContent(path, other string) (bool, error) {
	a, err := os.Open(path)
	if err != nil {
		return false, unreadable(filepath.Base(path), err)
	}
	defer a.Close()
	b, err := os.Open(other)
	if err != nil {
		return false, nil
	}
	defer b.Close()
	bufA, bufB := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if !bytes.Equal(bufA[:n], bufB[:m]) {
			return false, nil
		}
		ended := errA == io.EOF || errA == io.ErrUnexpectedEOF
		switch {
		case ended && (errB == io.EOF || errB == io.ErrUnexpectedEOF):
			return true, nil
		case errA != nil && !ended:
			return false, unreadable(filepath.Base(path), errA)
		case errB != nil:
			return false, nil
		}
	}
}

// Unchanged returns an error if the file is no longer what was opened: replaced,
// removed, or of another size or time.
func (p *Package) Unchanged() error {
	now, err := os.Stat(p.src.path)
	if err == nil && now.Size() == p.src.size && now.ModTime().Equal(p.src.modTime) {
		return nil
	}
	return because(refuse(p.name, lang.T("%s: 处理期间文件被改动，未写入", "%s: the file was changed meanwhile, not written"),
		lang.T("请确认没有人正在编辑，然后重新运行", "make sure that nobody is editing it and run again")), err)
}

// release makes way for the file that replaces a package's own: it checks that
// nobody else has, and closes it. A nil package needs nothing.
func (p *Package) release() error {
	if p == nil {
		return nil
	}
	if err := p.Unchanged(); err != nil {
		return err
	}
	return p.Close()
}
