package sheet

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// wellFormed checks a part with the standard library's parser.
func wellFormed(t testing.TB, part string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(part, "\uFEFF")))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("encoding/xml refuses what was accepted or written: %v\n%.2000s", err, part)
		}
	}
}
