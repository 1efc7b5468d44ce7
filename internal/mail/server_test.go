package mail_test

import (
	"bytes"
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"

	. "goalxl/internal/mail"
)

func TestParseServer(t *testing.T) {
	for address, want := range map[string]Server{
		"smtp://smtp.example.com":                       {Host: "smtp.example.com", Port: "587"},
		"smtp://me@smtp.example.com:25":                 {Host: "smtp.example.com", Port: "25", User: "me"},
		"smtps://me%40example.com@smtp.example.com":     {Host: "smtp.example.com", Port: "465", User: "me@example.com", TLS: true},
		"smtps://me@example.com@smtp.example.com:2465/": {Host: "smtp.example.com", Port: "2465", User: "me@example.com", TLS: true},
		"smtp://[::1]:2525":                             {Host: "::1", Port: "2525"},
	} {
		if got, err := ParseServer(address); err != nil || got != want {
			t.Errorf("%s: %+v, %v", address, got, err)
		}
	}
	for _, address := range []string{"", "smtp.example.com:587", "http://x", "smtp://", "smtp://:25", "smtp://h/path", "smtp://h?x=1", "smtp://h#x", "smtp://h:99x"} {
		if _, err := ParseServer(address); !errors.Is(err, ErrServer) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := ParseServer("smtp://me:secret@h"); !errors.Is(err, ErrPassword) {
		t.Errorf("a password: %v", err)
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "example.com": false, "10.0.0.1": false, "localhost.example.com": false, "127.0.0.1.example.com": false} {
		if s := (Server{Host: host}); s.Loopback() != want {
			t.Errorf("%s: %v", host, !want)
		}
	}
}

// FuzzSentMessage holds that whatever a draft became, what is sent of it has one sender,
// one date and one id, ours, and no mark of a draft.
func FuzzSentMessage(f *testing.F) {
	var b bytes.Buffer
	if err := draft().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	for _, s := range []string{"To: a@example.com\n\nx", "To: a@example.com\r\nX-Unsent: 1\r\n 1\r\nFrom: b@example.com\r\n\r\n.\r\n", "\n\n", "To: =?x?=\n\n", "From : x@y\nTo: a@b.c\n\n", "to: a@b.c\nMESSAGE-ID: <x>\nMessage-Id: <y>\n\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := ReadDraft(raw)
		if err != nil {
			return
		}
		sent := m.Bytes(Address{Mail: "me@example.com"}, "<id@example.com>", time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC))
		got, err := mail.ReadMessage(bytes.NewReader(sent))
		if err != nil {
			t.Fatalf("%q became %q: %v", raw, sent, err)
		}
		if from := got.Header["From"]; len(from) != 1 || !strings.Contains(from[0], "me@example.com") || len(got.Header["Date"]) != 1 || len(got.Header["Message-Id"]) != 1 || got.Header.Get("X-Unsent") != "" {
			t.Fatalf("%q became %q", raw, sent)
		}
		if len(m.To) == 0 {
			t.Fatalf("%q goes to nobody", raw)
		}
	})
}
