//go:build unix

package trust

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestOutputIsTheSource names the source as the result, in every spelling there
// is: nothing is written.
func TestOutputIsTheSource(t *testing.T) {
	heavy(t)
	p := newPlace(t, plan().zipped(), nil)
	sub := filepath.Join(p.dir, "子目录")
	for _, err := range []error{os.Mkdir(sub, 0o755), os.Symlink(sourceName, filepath.Join(p.dir, "链接.xlsx")), os.Symlink("链接.xlsx", filepath.Join(p.dir, "链接的链接.xlsx")),
		os.Link(filepath.Join(p.dir, sourceName), filepath.Join(p.dir, "硬链接.xlsx")), os.Symlink("..", filepath.Join(sub, "上级"))} {
		if err != nil {
			t.Skipf("no links can be made here: %v", err)
		}
	}
	before := len(listing(p.dir))
	for _, name := range []string{sourceName, "./" + sourceName, ".//./" + sourceName, "子目录/../" + sourceName, "子目录/上级/" + sourceName, filepath.Join(p.dir, sourceName),
		"链接.xlsx", "链接的链接.xlsx", "硬链接.xlsx"} {
		for _, source := range []string{sourceName, "链接.xlsx", "硬链接.xlsx", "子目录/上级/" + sourceName} {
			for _, command := range []string{"fill", "clean"} {
				o := run(t, p.dir, command, source, "-o", name, "--lang", "zh")
				if o.Code != 2 || !strings.Contains(o.Err, "--in-place") || foreign.MatchString(strings.ReplaceAll(o.Err, "in-place", "")) {
					t.Errorf("%s %s -o %s: exit %d: %s", command, source, name, o.Code, first(o.Err))
				}
			}
		}
	}
	if !bytes.Equal(p.read(sourceName), p.source) || len(listing(p.dir)) != before {
		t.Errorf("something was written: %q", listing(p.dir))
	}
}

// TestLinks writes through links: a symbolic link stays one and what it leads to
// is replaced; the other name of a hard link keeps what it has.
func TestLinks(t *testing.T) {
	heavy(t)
	p := newPlace(t, plan().zipped(), practice())
	elsewhere := t.TempDir()
	real := filepath.Join(elsewhere, "真正的.xlsx")
	link := func(name string) string {
		t.Helper()
		to, err := os.Readlink(filepath.Join(p.dir, name))
		if err != nil {
			t.Fatalf("%s is no link any more", name)
		}
		return to
	}
	t.Run("-o", func(t *testing.T) {
		p.reset()
		os.Remove(filepath.Join(p.dir, resultName))
		os.WriteFile(real, p.old, 0o640)
		if err := os.Symlink(real, filepath.Join(p.dir, resultName)); err != nil {
			t.Skip(err)
		}
		if o := run(t, p.dir, writing["-o"]...); o.Code != 0 || link(resultName) != real || bytes.Equal(must(os.ReadFile(real)), p.old) || unsound(must(os.ReadFile(real))) != "" {
			t.Errorf("exit %d: %s", o.Code, o.Err)
		}
	})
	t.Run("--in-place", func(t *testing.T) {
		p.reset()
		os.Remove(filepath.Join(p.dir, sourceName))
		os.WriteFile(real, p.source, 0o640)
		os.Symlink(real, filepath.Join(p.dir, sourceName))
		if o := run(t, p.dir, writing["--in-place"]...); o.Code != 0 || link(sourceName) != real || bytes.Equal(must(os.ReadFile(real)), p.source) || !bytes.Equal(p.backup(), p.source) {
			t.Errorf("exit %d: %s; the backup has %d bytes", o.Code, o.Err, len(p.backup()))
		}
	})
	t.Run("--in-place, hard link", func(t *testing.T) {
		p.reset()
		other := filepath.Join(elsewhere, "另一个名字.xlsx")
		if err := os.Link(filepath.Join(p.dir, sourceName), other); err != nil {
			t.Skip(err)
		}
		if o := run(t, p.dir, writing["--in-place"]...); o.Code != 0 || !bytes.Equal(must(os.ReadFile(other)), p.source) || bytes.Equal(p.read(sourceName), p.source) {
			t.Errorf("exit %d: %s", o.Code, o.Err)
		}
	})
	for _, entry := range listing(elsewhere) {
		if strings.HasPrefix(entry, ".goalxl-") {
			t.Errorf("left %q", entry)
		}
	}
}

// TestStrangeTargets names results that cannot be files.
func TestStrangeTargets(t *testing.T) {
	heavy(t)
	for name, make := range map[string]func(path string) error{
		"a link to itself":      func(path string) error { return os.Symlink(resultName, path) },
		"a pipe":                func(path string) error { return syscall.Mkfifo(path, 0o644) },
		"a folder":              func(path string) error { return os.Mkdir(path, 0o755) },
		"a link to a device":    func(path string) error { return os.Symlink("/dev/full", path) },
		"a link to no folder":   func(path string) error { return os.Symlink("/不存在/x.xlsx", path) },
		"a link to itself, far": func(path string) error { return os.Symlink("./子/../"+resultName, path) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, plan().zipped(), nil)
			if err := make(filepath.Join(p.dir, resultName)); err != nil {
				t.Skip(err)
			}
			o := run(t, p.dir, writing["-o"]...)
			if o.Code != 2 && o.Code != 3 || foreign.MatchString(o.Err) || strings.Count(o.Err, "\n") > 2 || len(listing(p.dir)) != 2 || !bytes.Equal(p.read(sourceName), p.source) {
				t.Errorf("exit %d: %s, left %q", o.Code, first(o.Err), listing(p.dir))
			}
		})
	}
}
