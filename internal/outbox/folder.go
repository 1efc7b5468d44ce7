package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Names of the folder that an outbox is made in, and after which time one is a leftover.
const (
	tempPrefix = ".goalxl-"
	tempSuffix = ".tmp"
	tempStale  = time.Hour
)

// Builder makes an outbox aside: nobody sees it before it is whole.
type Builder struct {
	dir  string // where it will be
	temp string // where it is made
}

// Build begins an outbox at dir, which must not be there, or be empty.
func Build(dir string) (*Builder, error) {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	removeLeftovers(parent)
	temp, err := os.MkdirTemp(parent, tempPrefix+"*"+tempSuffix)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(temp, 0o777&^umaskOf(parent)); err != nil {
		os.RemoveAll(temp)
		return nil, err
	}
	return &Builder{dir, temp}, nil
}

// umaskOf are the permissions that a folder beside does not have: MkdirTemp gives
// a folder to its owner alone, and colleagues share outboxes as they share folders.
func umaskOf(parent string) fs.FileMode {
	info, err := os.Stat(parent)
	if err != nil {
		return 0o077
	}
	return ^info.Mode().Perm() & 0o077
}

// Path is where a file of the outbox is made.
func (b *Builder) Path(name string) string { return filepath.Join(b.temp, name) }

// Write puts a file into the outbox and returns the SHA-256 of its content.
func (b *Builder) Write(name string, content []byte) (sum string, err error) {
	f, err := os.OpenFile(b.Path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	hash := sha256.Sum256(content)
	return hex.EncodeToString(hash[:]), err
}

// Finish writes the record and gives the outbox its name. Nothing is left of one
// that was not finished, once Discard was called.
func (b *Builder) Finish(r *Record, name string) error {
	raw, err := r.Encode()
	if err != nil {
		return err
	}
	if _, err := b.Write(name, raw); err != nil {
		return err
	}
	syncDir(b.temp)
	if err := os.Remove(b.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // it is no longer empty
	}
	if err := rename(b.temp, b.dir); err != nil {
		return err
	}
	syncDir(filepath.Dir(b.dir))
	return nil
}

// rename renames a folder; where a program that looks at new files holds one of
// them, as happens in Windows, it waits a little.
func rename(from, to string) (err error) {
	for range 10 {
		if err = os.Rename(from, to); err == nil || runtime.GOOS != "windows" {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return err
}

// Discard removes what was made of an outbox that was not finished.
func (b *Builder) Discard() { os.RemoveAll(b.temp) }

// syncDir flushes a folder to the disk where the system can.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// removeLeftovers removes folders that a killed run has left long ago.
func removeLeftovers(parent string) {
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), tempPrefix) || !strings.HasSuffix(e.Name(), tempSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > tempStale {
			os.RemoveAll(filepath.Join(parent, e.Name()))
		}
	}
}
