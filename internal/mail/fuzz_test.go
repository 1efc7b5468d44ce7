package mail_test

import (
	"bytes"
	"encoding/base64"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"unicode/utf8"

	. "goalxl/internal/mail"
)

// FuzzDraft writes drafts of whatever people typed, and has the standard library
// read them: there are no headers but those that were meant, and subject, text
// and attachment come out as they went in.
func FuzzDraft(f *testing.F) {
	f.Add("张伟", "请确认您的目标", "您好\n谢谢", "目标_张伟.xlsx")
	f.Add("a\r\nBcc: x@example.com", "b\r\n\r\nFrom: evil", ".\r\n.\n", "a\"\r\nX: y.xlsx")
	f.Add("\"<x@y>\"", "=?utf-8?q?x?=", "", "..\\..\\CON")
	f.Add(strings.Repeat("长", 300), "\u202e\x00\x1b[2J", "\r", strings.Repeat("n", 400)+"%.xlsx")
	f.Fuzz(func(t *testing.T, name, subject, text, file string) {
		content := []byte("PK" + file)
		d := &Draft{ID: "x.001", To: []Address{{name, "x@example.com"}}, Subject: subject, Text: text, Attachments: []Attachment{{file, content}}}
		raw := written(t, d)
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("%v in %q", err, raw)
		}
		for field := range m.Header {
			switch field {
			case "To", "Subject", "Date", "Message-Id", "X-Unsent", "Mime-Version", "Content-Type":
			default:
				t.Fatalf("a header %s: %q", field, raw)
			}
		}
		if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != "x@example.com" {
			t.Fatalf("to %v, %v: %q", to, err, raw)
		}
		if got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || got != OneLine(subject) {
			t.Fatalf("subject %q, %v, want %q", got, err, OneLine(subject))
		}
		for line := range bytes.Lines(raw) {
			if len(line) > 1000 || bytes.ContainsRune(line, 0) || bytes.IndexByte(bytes.TrimRight(line, "\r\n"), '\r') >= 0 {
				t.Fatalf("a line that no server takes: %q", line)
			}
		}
		sent, err := ReadDraft(raw)
		if err != nil || len(sent.To) != 1 {
			t.Fatalf("read back: %v", err)
		}
		if last := sent.Attachments[len(sent.Attachments)-1]; !bytes.Equal(last, content) {
			t.Fatalf("attached %q, want %q", last, content)
		}
		if utf8.ValidString(text) && !bytes.Contains(raw, firstOf(text)) {
			t.Fatalf("the text %q is not in %q", text, raw)
		}
	})
}

// firstOf is how the first letters of a text stand in base64.
func firstOf(text string) []byte {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	n := min(len(text), 30) / 3 * 3
	return []byte(base64.StdEncoding.EncodeToString([]byte(text[:n])))
}

// FuzzReadDraft reads what a person, or somebody else, made of a draft: nothing
// of it becomes a second header when it is sent.
func FuzzReadDraft(f *testing.F) {
	f.Add([]byte("To: a@example.com\r\nSubject: x\r\nX-Unsent: 1\r\n\r\nhello\r\n"))
	f.Add([]byte("To: a@example.com, <b@example.com>\nCc: \"c\" <c@example.com>\nBcc: d@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n--x--"))
	f.Add([]byte("To: a@example.com\nFrom: evil@example.com\n folded\nSender: x\n\nb"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := ReadDraft(raw)
		if err != nil {
			return
		}
		out, err := mail.ReadMessage(bytes.NewReader(m.Bytes(Address{"王", "w@example.com"}, "<1@goalxl.invalid>", draft().Day)))
		if err != nil {
			t.Fatalf("%v of %q", err, raw)
		}
		for _, field := range []string{"From", "Date", "Message-Id"} {
			if len(out.Header[field]) != 1 {
				t.Fatalf("%d of %s", len(out.Header[field]), field)
			}
		}
		if out.Header.Get("Bcc") != "" || out.Header.Get("X-Unsent") != "" {
			t.Fatalf("kept a mark of the draft: %v", out.Header)
		}
	})
}
