package mail

import (
	"encoding/base64"
	"net/mail"
	"strings"
	"unicode/utf8"
)

// wordBytes is how much of a text goes into one encoded word: short enough for the
// line that begins with the longest of our headers' names, and 12 Chinese characters,
// so that most names are one word. Some readers put spaces between words.
const wordBytes = 36

// encoded is a text as a header may hold it: plain if it is, else as encoded words
// (RFC 2047) with sep between them. Text that looks like an encoded word is encoded,
// too, or readers would decode it.
func encoded(text, sep string) string {
	plain := !strings.Contains(text, "=?")
	for _, c := range []byte(text) {
		plain = plain && c >= ' ' && c < 0x7f
	}
	if plain {
		return text
	}
	var words []string
	for text != "" {
		n := 0
		for i, r := range text {
			end := i + utf8.RuneLen(r)
			if end > wordBytes {
				break
			}
			n = end
		}
		words = append(words, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(text[:n]))+"?=")
		text = text[n:]
	}
	return strings.Join(words, sep)
}

// addresses is a list of addresses as a header holds it.
func addresses(list []Address) string {
	var out []string
	for _, a := range list {
		name, spec := OneLine(a.Name), (&mail.Address{Address: a.Mail}).String()
		if coded := encoded(name, " "); coded != name {
			out = append(out, coded+" "+spec)
		} else {
			out = append(out, (&mail.Address{Name: name, Address: a.Mail}).String())
		}
	}
	return strings.Join(out, ", ")
}
