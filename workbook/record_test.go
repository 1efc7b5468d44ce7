package workbook

import (
	"bytes"
	"encoding/base64"
	"testing"

	"pgregory.net/rapid"

	"goalxl/workbook/patch"
)

func recordOf(t interface{ Fatal(...any) }, edited map[string][]byte, added map[string]addedPart) *record {
	r := newRecord(markLayer)
	for name, src := range edited {
		log := &patch.Log{}
		w := patch.NewWriter(&bytes.Buffer{}, log)
		w.Keep(src)
		w.Put(nil, []byte("mark"), false)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r.edited[name] = log
	}
	for name, part := range added {
		r.added[name] = part
	}
	return r
}

// bytes is what the record's part holds.
func (r *record) bytes() []byte {
	var b bytes.Buffer
	r.writeBinary(&b)
	return b.Bytes()
}

func TestRecordReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edited := rapid.MapOf(rapid.String(), rapid.SliceOf(rapid.Byte())).Draw(t, "edited")
		added := map[string]addedPart{}
		for _, name := range rapid.SliceOf(rapid.String()).Draw(t, "added") {
			added[name] = addedPart{rapid.Int64Range(0, 1<<40).Draw(t, "size"), rapid.Uint32().Draw(t, "crc")}
		}
		r := recordOf(t, edited, added)
		var part bytes.Buffer
		if err := r.write(&part); err != nil {
			t.Fatal(err)
		}
		back, err := parseRecord(part.Bytes(), markLayer)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(back.bytes(), r.bytes()) {
			t.Fatalf("read back: %x, written: %x", back.bytes(), r.bytes())
		}
	})
}

func TestWhatIsNoRecord(t *testing.T) {
	var part bytes.Buffer
	if err := recordOf(t, map[string][]byte{"xl/a.xml": []byte("<a/>")}, nil).write(&part); err != nil {
		t.Fatal(err)
	}
	good := part.String()
	for name, text := range map[string]string{
		"nothing":         "",
		"another part":    `<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>`,
		"another version": string(bytes.Replace([]byte(good), []byte("record:1"), []byte("record:9"), 1)),
		"cut short":       good[:len(good)-20],
		"not base64":      recordOpen + "???" + recordClose,
		"not deflate":     recordOpen + base64.StdEncoding.EncodeToString([]byte("goalxl goalxl")) + recordClose,
	} {
		if _, err := parseRecord([]byte(text), markLayer); err == nil {
			t.Errorf("%s: read as a record", name)
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add(newRecord(markLayer).bytes())
	f.Add(recordOf(f, map[string][]byte{"xl/a.xml": []byte("<a/>")}, map[string]addedPart{"b": {3, 4}}).bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := readRecord(bytes.NewReader(b), markLayer)
		if err != nil {
			return
		}
		if again, err := readRecord(bytes.NewReader(r.bytes()), markLayer); err != nil || !bytes.Equal(again.bytes(), r.bytes()) {
			t.Fatalf("%x does not read back: %v", b, err)
		}
	})
}
