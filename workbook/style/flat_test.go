package style

import (
	"strings"
	"testing"

	"goalxl/workbook/patch"
)

func TestUnwrapped(t *testing.T) {
	const part = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3">` +
		`<xf numFmtId="9"/><xf numFmtId="14" fontId="2"><alignment vertical="center" wrapText="1"/></xf><xf><alignment wrapText="0"/></xf></cellXfs></styleSheet>`
	s, err := Parse([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	for _, xf := range []int{-1, 0, 2, 3} {
		if got := s.Unwrapped(xf); got != xf {
			t.Errorf("%d became %d", xf, got)
		}
	}
	if a, b := s.Unwrapped(1), s.Unwrapped(1); a != 3 || b != 3 {
		t.Errorf("got %d and %d, want one added format, 3", a, b)
	}
	var out strings.Builder
	w := patch.NewWriter(&out, &patch.Log{})
	if err := patch.Apply(w, []byte(part), s.Splices()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if want := `<xf numFmtId="14" fontId="2"><alignment vertical="center" wrapText="0"/></xf></cellXfs>`; !strings.Contains(out.String(), want) {
		t.Errorf("no %s in\n%s", want, out.String())
	}
}
