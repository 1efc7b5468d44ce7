package opc

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"goalxl/internal/lang"
)

// text returns a write function for a file of that text.
func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// folder returns what stands in a folder: name=content.
func folder(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.Name()+"="+string(b))
	}
	return out
}

func wantFolder(t testing.TB, dir string, want ...string) {
	t.Helper()
	if got := folder(t, dir); !slices.Equal(got, want) {
		t.Errorf("folder holds %q, want %q", got, want)
	}
}

func TestSaveReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "目标.xlsx")
	for _, s := range []string{"old", "new"} {
		verified := ""
		saved, err := Save(path, SaveOptions{Verify: func(temp string) error {
			b, err := os.ReadFile(temp)
			verified = string(b)
			return err
		}}, text(s))
		if err != nil || saved != path || verified != s {
			t.Fatalf("saved %q, error %v, verified %q", saved, err, verified)
		}
		wantFolder(t, dir, "目标.xlsx="+s)
	}
}

func TestSaveFailureLeavesTheOldFile(t *testing.T) {
	boom := errors.New("boom")
	cancelled, cancel := context.WithCancel(context.Background())
	late, cancelLate := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		o     SaveOptions
		write func(io.Writer) error
		want  error
	}{
		"write fails":      {SaveOptions{}, func(w io.Writer) error { io.WriteString(w, "half"); return boom }, boom},
		"verify fails":     {SaveOptions{Verify: func(string) error { return boom }}, text("new"), boom},
		"cancelled":        {SaveOptions{Context: cancelled}, text("new"), context.Canceled},
		"cancelled midway": {SaveOptions{Context: late}, func(w io.Writer) error { cancelLate(); return nil }, context.Canceled},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.xlsx")
		os.WriteFile(path, []byte("old"), 0o644)
		saved, err := Save(path, c.o, c.write)
		if !errors.Is(err, c.want) || saved != "" {
			t.Errorf("%s: saved %q, error %v, want %v", name, saved, err, c.want)
		}
		wantFolder(t, dir, "a.xlsx=old")
	}
}

func TestSavePanicLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	func() {
		defer func() { recover() }()
		Save(filepath.Join(dir, "a.xlsx"), SaveOptions{}, func(io.Writer) error { panic("boom") })
	}()
	wantFolder(t, dir)
}

func TestSaveSpeaksToPeople(t *testing.T) {
	dir := t.TempDir()
	locked := filepath.Join(dir, "locked.xlsx")
	os.WriteFile(locked, []byte("old"), 0o444)
	for path, want := range map[string]string{
		filepath.Join(dir, "absent", "a.xlsx"): "文件夹不存在",
		locked:                                 "只读",
		dir:                                    "写入失败",
	} {
		_, err := Save(path, SaveOptions{}, text("new"))
		var said *lang.Error
		if !errors.As(err, &said) || !strings.HasPrefix(said.In(lang.ZH), filepath.Base(path)+": ") ||
			!strings.Contains(said.In(lang.ZH), want) || said.Hint.IsZero() {
			t.Errorf("%s: error %v, want one that says %s and what to do", path, err, want)
		}
	}
	wantFolder(t, filepath.Dir(locked), "locked.xlsx=old")
}

func TestSaveKeepsPermissionsAndLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has neither")
	}
	dir, elsewhere := t.TempDir(), t.TempDir()
	real, link := filepath.Join(elsewhere, "real.xlsx"), filepath.Join(dir, "link.xlsx")
	os.WriteFile(real, []byte("old"), 0o600)
	os.Chmod(real, 0o640)
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	saved, err := Save(link, SaveOptions{}, text("new"))
	if err != nil || saved != link {
		t.Fatalf("saved %q, error %v", saved, err)
	}
	if info, _ := os.Lstat(link); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is no link any more")
	}
	if info, _ := os.Stat(real); info.Mode().Perm() != 0o640 {
		t.Errorf("permissions are %v, want 0640", info.Mode().Perm())
	}
	wantFolder(t, elsewhere, "real.xlsx=new")
	os.Remove(real)
	if _, err := Save(link, SaveOptions{}, text("again")); err != nil {
		t.Fatal(err)
	}
	wantFolder(t, elsewhere, "real.xlsx=again")
	if os.Symlink("loop.xlsx", filepath.Join(dir, "loop.xlsx")); true {
		if _, err := Save(filepath.Join(dir, "loop.xlsx"), SaveOptions{}, text("x")); err == nil {
			t.Error("a link to itself was saved")
		}
	}
}

// errBusy is an error of the kind that means "in use" here.
func errBusy(t *testing.T) error {
	for n := 1; n < 200; n++ {
		if err := errnoOf(n); inUse(err) {
			return &os.LinkError{Op: "rename", Old: "a", New: "b", Err: err}
		}
	}
	t.Fatal("no error means that a file is in use")
	return nil
}

func TestSaveWaitsForAFileInUse(t *testing.T) {
	for _, c := range []struct {
		busy  int // how many renames meet a file in use
		saved string
		want  []string
	}{
		{3, "a.xlsx", []string{"a(2).xlsx=other", "a.xlsx=new"}},
		{1000, "a(3).xlsx", []string{"a(2).xlsx=other", "a(3).xlsx=new", "a.xlsx=old"}},
	} {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, "a.xlsx"), []byte("old"), 0o644)
		os.WriteFile(filepath.Join(dir, "a(2).xlsx"), []byte("other"), 0o644)
		busy, err, waited := c.busy, errBusy(t), time.Duration(0)
		s := saver{func(from, to string) error {
			if busy--; busy >= 0 && filepath.Base(to) == "a.xlsx" {
				return err
			}
			return os.Rename(from, to)
		}, func(d time.Duration) { waited += d }}
		saved, err := s.save(filepath.Join(dir, "a.xlsx"), SaveOptions{}, text("new"))
		if err != nil || filepath.Base(saved) != c.saved {
			t.Errorf("saved %q, error %v, want %s", saved, err, c.saved)
		}
		if waited > 2*retryFor || waited == 0 {
			t.Errorf("waited %v", waited)
		}
		wantFolder(t, dir, c.want...)
	}
}

func TestSaveRemovesOldLeftovers(t *testing.T) {
	dir := t.TempDir()
	stale, fresh := filepath.Join(dir, ".goalxl-1.tmp"), filepath.Join(dir, ".goalxl-2.tmp")
	os.WriteFile(stale, nil, 0o644)
	os.WriteFile(fresh, nil, 0o644)
	os.Chtimes(stale, time.Time{}, time.Now().Add(-2*tempStale))
	if _, err := Save(filepath.Join(dir, "a.xlsx"), SaveOptions{}, text("new")); err != nil {
		t.Fatal(err)
	}
	wantFolder(t, dir, ".goalxl-2.tmp=", "a.xlsx=new")
}

func TestSaveRefusesAChangedSource(t *testing.T) {
	path := written(t, "目标.xlsx", zipped(minimal()))
	p, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	write := func(w io.Writer) error { return p.Write(w, Changes{}) }
	touch := func(string) error { return os.WriteFile(path, []byte("somebody else's"), 0o644) }
	_, err = Save(path, SaveOptions{Source: p, Verify: touch}, write)
	var said *lang.Error
	if !errors.As(err, &said) || !strings.Contains(said.In(lang.ZH), "被改动") {
		t.Errorf("error %v, want that it was changed", err)
	}
	wantFolder(t, filepath.Dir(path), "目标.xlsx=somebody else's")
}

func TestSaveInPlace(t *testing.T) {
	path := written(t, "目标.xlsx", zipped(minimal()))
	p, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	c := addSheet(t, p, "问题清单")
	if err := p.Write(&want, c); err != nil {
		t.Fatal(err)
	}
	if _, err := Save(path, SaveOptions{Source: p}, func(w io.Writer) error { return p.Write(w, c) }); err != nil {
		t.Fatal(err)
	}
	wantFolder(t, filepath.Dir(path), "目标.xlsx="+want.String())
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.b.xlsx")
	put := func(s string) {
		os.WriteFile(path, []byte(s), 0o640)
		os.Chtimes(path, time.Time{}, time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC))
	}
	for _, c := range []struct{ content, name string }{
		{"one", "a.b_备份.xlsx"}, {"one", "a.b_备份.xlsx"}, {"two", "a.b_备份2.xlsx"}, {"one", "a.b_备份.xlsx"}, {"three", "a.b_备份3.xlsx"},
	} {
		put(c.content)
		got, err := Backup(path, lang.ZH)
		if err != nil || filepath.Base(got) != c.name {
			t.Fatalf("%s: backup is %q, error %v, want %s", c.content, got, err, c.name)
		}
		a, _ := os.Stat(path)
		b, err := os.Stat(got)
		if err != nil || a.Mode() != b.Mode() || !a.ModTime().Equal(b.ModTime()) {
			t.Errorf("%s: mode or time of the backup differ: %v", c.content, err)
		}
	}
	wantFolder(t, dir, "a.b.xlsx=three", "a.b_备份.xlsx=one", "a.b_备份2.xlsx=two", "a.b_备份3.xlsx=three")
	if got, err := Backup(path, lang.EN); err != nil || filepath.Base(got) != "a.b_backup.xlsx" {
		t.Errorf("English backup is %q, error %v", got, err)
	}
	if _, err := Backup(filepath.Join(dir, "absent.xlsx"), lang.ZH); err == nil {
		t.Error("backup of an absent file")
	}
}
