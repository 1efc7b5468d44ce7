package opc

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"goalxl/internal/lang"
)

// SaveOptions says how a file is saved. The zero value is right for a new file.
type SaveOptions struct {
	// Context stops the saving when it is cancelled; nil never does.
	Context context.Context
	// Verify looks at the file as written, under its temporary name, before it
	// takes its place; an error keeps it from doing so. May be nil.
	Verify func(path string) error
	// Source is the package that the file is made of, where it is to be
	// replaced by it: it must not have changed since it was opened, and is
	// closed before it is replaced (Windows wants that). May be nil.
	Source *Package
}

// Names of temporary files, and after which time one is a leftover.
const (
	tempPrefix = ".goalxl-"
	tempSuffix = ".tmp"
	tempStale  = time.Hour
)

// retryFor is how long a file that is in use is waited for.
const retryFor = 200 * time.Millisecond

// Save writes a file whole or not at all: to a temporary file beside the target,
// which is verified and flushed to the disk before it takes the target's place.
// A symbolic link stays one, and its target is replaced; the permissions of an
// existing file are kept. Where Windows says that the target is in use, and goes
// on saying so, the file is saved beside it, as 名称(2).xlsx. saved is the path
// that was written in the end. Whatever goes wrong, the old file is untouched and
// no temporary file stays. Errors are *lang.Error, or those of write and Verify.
func Save(path string, o SaveOptions, write func(io.Writer) error) (saved string, err error) {
	return saver{os.Rename, time.Sleep}.save(path, o, write)
}

// saver is what saving needs of the system; tests put other things in.
type saver struct {
	rename func(from, to string) error
	sleep  func(time.Duration)
}

func (s saver) save(path string, o SaveOptions, write func(io.Writer) error) (string, error) {
	if o.Context == nil {
		o.Context = context.Background()
	}
	target, err := followLink(path)
	if err != nil {
		return "", notSaved(path, err)
	}
	old, err := os.Stat(target)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", notSaved(path, err)
	case err == nil && !old.Mode().IsRegular():
		return "", notSaved(path, errors.New("not a regular file"))
	case err == nil && old.Mode().Perm()&0o200 == 0:
		return "", notSaved(path, fs.ErrPermission)
	}
	removeLeftovers(filepath.Dir(target))
	temp, err := createTemp(filepath.Dir(target))
	if err != nil {
		return "", notSaved(path, err)
	}
	defer os.Remove(temp.Name())
	if err := fill(temp, old, o.Context, write); err != nil {
		return "", notSaved(path, err)
	}
	if o.Verify != nil {
		if err := o.Verify(temp.Name()); err != nil {
			return "", err
		}
	}
	if err := o.Context.Err(); err != nil {
		return "", notSaved(path, err)
	}
	if err := o.Source.release(); err != nil {
		return "", err
	}
	saved, err := s.place(temp.Name(), path, target)
	if err != nil {
		return "", notSaved(path, err)
	}
	return saved, nil
}

// fill writes the temporary file, gives it the permissions of the old file (nil
// if there is none), flushes it to the disk and closes it.
func fill(temp *os.File, old fs.FileInfo, ctx context.Context, write func(io.Writer) error) (err error) {
	defer func() {
		if e := temp.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(cancelWriter{ctx, temp}, 256<<10)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if old != nil {
		if err := temp.Chmod(old.Mode().Perm()); err != nil && !unsupported(err) {
			return err
		}
	}
	return temp.Sync()
}

// cancelWriter fails once its context is cancelled.
type cancelWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c cancelWriter) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(b)
}

// place renames the temporary file to the target, or beside it where the target
// is in use, and flushes the folder.
func (s saver) place(temp, path, target string) (saved string, err error) {
	const step = 20 * time.Millisecond
	for waited := time.Duration(0); ; waited += step {
		err = s.rename(temp, target)
		if err == nil {
			return path, syncDir(filepath.Dir(target))
		}
		if !inUse(err) || waited >= retryFor {
			break
		}
		s.sleep(step)
	}
	if !inUse(err) {
		return "", err
	}
	beside, err := freeName(target)
	if err != nil {
		return "", err
	}
	if err := s.rename(temp, beside); err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(path), filepath.Base(beside)), syncDir(filepath.Dir(target))
}

// freeName returns the first of 名称(2).xlsx, 名称(3).xlsx ... that is not there.
func freeName(target string) (string, error) {
	ext := filepath.Ext(target)
	for n := 2; n < 1000; n++ {
		name := fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(target, ext), n, ext)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fs.ErrExist
}

// followLink returns the file that is meant by path: itself, or what it links
// to, which need not be there.
func followLink(path string) (string, error) {
	for range 40 {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, err
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", errors.New("too many links")
}

// createTemp creates a temporary file with the permissions that new files get.
func createTemp(dir string) (*os.File, error) {
	for {
		name := filepath.Join(dir, fmt.Sprintf("%s%016x%s", tempPrefix, rand.Uint64(), tempSuffix))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// removeLeftovers removes temporary files that a killed run has left long ago.
func removeLeftovers(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	defer d.Close()
	names, _ := d.Readdirnames(-1)
	for _, name := range names {
		if !strings.HasPrefix(name, tempPrefix) || !strings.HasSuffix(name, tempSuffix) {
			continue
		}
		name = filepath.Join(dir, name)
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > tempStale {
			os.Remove(name)
		}
	}
}

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
