package opc

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Names of temporary files, and after which time one is a leftover.
const (
	tempPrefix = ".goalxl-"
	tempSuffix = ".tmp"
	tempStale  = time.Hour
)

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
