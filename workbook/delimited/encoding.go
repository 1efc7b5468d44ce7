package delimited

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var errHalf = errors.New("half a character at the end")

// decode returns the text of bytes in one of the encodings that spreadsheet
// programs write.
func decode(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return decode16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decode16(raw[2:], binary.BigEndian)
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err == nil && bytes.ContainsRune(out, utf8.RuneError) {
		err = errHalf // neither the one nor the other
	}
	return string(out), err
}

// decode16 decodes UTF-16. A lone surrogate is an error.
func decode16(raw []byte, order binary.ByteOrder) (string, error) {
	if len(raw)%2 != 0 {
		return "", errHalf
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	runes := utf16.Decode(units)
	for i := range runes {
		if runes[i] == utf8.RuneError {
			return "", errHalf
		}
	}
	return string(runes), nil
}
