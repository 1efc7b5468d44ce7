package opc

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// SaveOptions says how a file is saved. The zero value is right for a new file.
type SaveOptions struct {
	// Context stops the saving when it is cancelled; nil never does.
	Context context.Context
	// Verify looks at the file as written, under its temporary name, before it
	// takes its place; an error keeps it from doing so. May be nil.
	Verify func(path string) error
	// Source is the package that the file is made of: it must not have changed
	// since it was opened, and is closed before the file takes its place, which
	// may be its own (Windows wants that). May be nil.
	Source *Package
}

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
	target, old, err := findTarget(path)
	if err != nil {
		return "", notSaved(path, err)
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

// findTarget returns the file that is meant by path, with what is known of it if
// it is there (nil if not), and whether it may be replaced.
func findTarget(path string) (target string, old fs.FileInfo, err error) {
	target, err = followLink(path)
	if err != nil {
		return "", nil, err
	}
	old, err = os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return target, nil, nil
	case err != nil:
		return "", nil, err
	case !old.Mode().IsRegular():
		return "", nil, errors.New("not a regular file")
	case old.Mode().Perm()&0o200 == 0:
		return "", nil, fs.ErrPermission
	}
	return target, old, nil
}

// fill writes the temporary file, gives it the permissions of the old file (nil
// if there is none), flushes it to the disk and closes it.
func fill(temp *os.File, old fs.FileInfo, ctx context.Context, write func(io.Writer) error) (err error) {
	defer func() {
		if e := temp.Close(); err == nil {
			err = e
		}
	}()
	if err := write(cancelWriter{ctx, temp}); err != nil {
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
			return path, settle(target)
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
	return filepath.Join(filepath.Dir(path), filepath.Base(beside)), settle(beside)
}

// settle flushes the folder of a file that has just got its name.
func settle(path string) error {
	if err := syncDir(filepath.Dir(path)); err != nil {
		return unconfirmed(path, err)
	}
	return nil
}
