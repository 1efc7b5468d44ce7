package outbox

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// sample is a round with one handout of two rows.
func sample() *Record {
	round, secret := NewRound("2026-06-01", [32]byte{1, 2, 3}, "owner", "zh")
	r := &Record{Schema: Schema, Round: round, Sent: "2026-06-01", Lang: "zh", By: "owner", Secret: secret,
		Source: Source{Name: "目标.xlsx", SHA256: strings.Repeat("0", 64)}}
	h := Handout{Part: "001", Owner: "张伟", File: "张伟.xlsx", SHA256: strings.Repeat("1", 64)}
	for row := int32(5); row < 7; row++ {
		h.Rows = append(h.Rows, Row{Key: NewKey(secret, "breakdown", "目标分解明细表", 1, row), Kind: "breakdown", Sheet: "目标分解明细表", Row: row,
			Values: map[string]Value{"target": {Text: "4800", Value: "48000000", Unit: "元"}}})
	}
	r.Handouts = []Handout{h}
	r.Handouts[0].Identity = r.Sign(&r.Handouts[0]).String()
	return r
}

func TestRecordComesBack(t *testing.T) {
	r, dir := sample(), t.TempDir()
	raw, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{RecordName.EN, RecordName.ZH} {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o666); err != nil {
			t.Fatal(err)
		}
		o, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(o.Record, *r) {
			t.Errorf("%s: came back as %+v", name, o.Record)
		}
	}
}

func TestUnsoundRecords(t *testing.T) {
	for name, spoil := range map[string]func(*Record){
		"a path":          func(r *Record) { r.Handouts[0].File = "../x.xlsx" },
		"a mail's path":   func(r *Record) { r.Handouts[0].Mail = "/etc/passwd" },
		"a key twice":     func(r *Record) { r.Handouts[0].Rows[1].Key = r.Handouts[0].Rows[0].Key },
		"a part twice":    func(r *Record) { r.Handouts = append(r.Handouts, Handout{Part: "001", File: "b.xlsx"}) },
		"another version": func(r *Record) { r.Schema = "goalxl-outbox/2" },
	} {
		r, dir := sample(), t.TempDir()
		spoil(r)
		raw, _ := r.Encode()
		if err := os.WriteFile(filepath.Join(dir, RecordName.ZH), raw, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); err == nil {
			t.Errorf("%s: was taken", name)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("an empty folder was taken for an outbox")
	}
}

func TestIdentity(t *testing.T) {
	r := sample()
	text := r.Handouts[0].Identity
	if len(text) > 250 {
		t.Errorf("an identity of %d characters is too long for a text in a defined name", len(text))
	}
	id, ok := FindIdentity(`="` + text + `"`)
	if !ok || id.String() != text {
		t.Fatalf("found %+v, %v", id, ok)
	}
	if h, known, genuine := r.Genuine(id); h == nil || !known || !genuine {
		t.Errorf("a genuine identity: %v %v", known, genuine)
	}
	forged := id
	forged.Check = strings.Repeat("a", 64)
	if _, known, genuine := r.Genuine(forged); !known || genuine {
		t.Errorf("a forged check: %v %v", known, genuine)
	}
	other := id
	other.Part = "002"
	if _, known, _ := r.Genuine(other); known {
		t.Error("a part that there is not was known")
	}
	stale := id
	stale.Round = "20260501-00000000"
	if _, known, _ := r.Genuine(stale); known {
		t.Error("another round was known")
	}
	altered := r.Handouts[0]
	altered.Rows = altered.Rows[:1]
	if r.Sign(&altered) == id {
		t.Error("the check does not cover the rows")
	}
	for _, text := range []string{"", "goalxl handout 1", text[:len(text)-1]} {
		if _, ok := FindIdentity(text); ok {
			t.Errorf("%q was taken for an identity", text)
		}
	}
}

func TestRoundsAreRepeatable(t *testing.T) {
	round, secret := NewRound("2026-06-01", [32]byte{7}, "owner")
	again, same := NewRound("2026-06-01", [32]byte{7}, "owner")
	if round != again || secret != same {
		t.Error("the same input gave another round")
	}
	for _, other := range [][2]string{pair(NewRound("2026-06-02", [32]byte{7}, "owner")), pair(NewRound("2026-06-01", [32]byte{8}, "owner")), pair(NewRound("2026-06-01", [32]byte{7}, "item"))} {
		if other[0] == round || other[1] == secret {
			t.Errorf("another input gave the round %s", other[0])
		}
	}
	if key := NewKey(secret, "breakdown", "表", 1, 5); !IsKey(key) || key == NewKey(secret, "breakdown", "表", 1, 6) ||
		key == NewKey(secret, "breakdown", "表", 9, 5) || key == NewKey(secret, "tracking", "表", 1, 5) {
		t.Errorf("key %s", key)
	}
	if IsKey("gx-123") || IsKey("4800") {
		t.Error("a text that is no key was taken for one")
	}
}

func pair(a, b string) [2]string { return [2]string{a, b} }

func FuzzFindIdentity(f *testing.F) {
	f.Add(sample().Handouts[0].Identity)
	f.Add("goalxl handout 1; round x; part 1; check ")
	f.Fuzz(func(t *testing.T, text string) {
		id, ok := FindIdentity(text)
		if ok && !strings.Contains(text, id.String()) {
			t.Errorf("%q was taken for %q", text, id)
		}
		if _, _, genuine := sample().Genuine(id); genuine && !strings.Contains(text, sample().Handouts[0].Identity) {
			t.Errorf("%q counts as genuine", text)
		}
	})
}

func FuzzOpen(f *testing.F) {
	raw, err := sample().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"schema":"goalxl-outbox/1","handouts":[{"part":"1","file":"../x"}]}`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte) {
		if err := os.WriteFile(filepath.Join(dir, RecordName.ZH), raw, 0o666); err != nil {
			t.Fatal(err)
		}
		o, err := Open(dir)
		if err != nil {
			return
		}
		for _, h := range o.Record.Handouts {
			if !filepath.IsLocal(h.File) || strings.ContainsAny(h.File, `/\`) {
				t.Errorf("the file %q lies elsewhere", h.File)
			}
		}
	})
}
