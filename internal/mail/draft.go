// Package mail writes mail drafts, and sends them when it is told to.
package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Draft is a mail that a person looks at before it is sent.
type Draft struct {
	ID      string // names the mail in its Message-ID: letters, digits, points and hyphens
	To, Cc  []Address
	Subject string
	Text    string
	Day     time.Time
	// Attachments stand in the mail in their order; there may be none.
	Attachments []Attachment
}

// Address is where a mail goes.
type Address struct{ Name, Mail string }

// Attachment is a file in a mail.
type Attachment struct {
	Name    string // without a folder
	Content []byte
}

// Write writes the draft as a message (RFC 5322) that mail programs open for editing
// (X-Unsent). It has no sender: the program that opens it puts its own in. The same
// draft gives the same bytes.
func (d *Draft) Write(w io.Writer) error {
	m := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent(),
		gomail.WithBoundary(d.boundary()))
	m.SetGenHeader("To", addresses(d.To))
	if len(d.Cc) > 0 {
		m.SetGenHeader("Cc", addresses(d.Cc))
	}
	m.SetGenHeader("Subject", encoded(OneLine(d.Subject), " "))
	m.SetDateWithValue(d.Day)
	m.SetMessageIDWithValue(d.ID + "@goalxl.invalid")
	m.SetGenHeader("X-Unsent", "1")
	m.SetBodyString(gomail.TypeTextPlain, strings.ReplaceAll(strings.ReplaceAll(d.Text, "\r\n", "\n"), "\n", "\r\n"))
	for _, a := range d.Attachments {
		if err := m.AttachReader(a.Name, bytes.NewReader(a.Content), named(a.Name)); err != nil {
			return fmt.Errorf("attaching %s: %w", a.Name, err)
		}
	}
	_, err := m.WriteTo(w)
	return err
}

// named gives an attachment its name in both ways: filename* (RFC 2231) for programs
// that keep the rules, and an encoded word (RFC 2047) in the content's name, which old
// ones look for.
func named(name string) gomail.FileOption {
	kind := "application/octet-stream"
	if strings.EqualFold(filepath.Ext(name), ".xlsx") {
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return func(f *gomail.File) {
		f.Header.Set("Content-Type", kind+";\r\n name=\""+encoded(quotable(name), "\r\n ")+`"`)
		f.Header.Set("Content-Disposition", "attachment;\r\n filename*=UTF-8''"+percent(name))
	}
}

// quotable is a name that may stand between quotation marks.
func quotable(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, OneLine(name))
}

// percent writes a name as RFC 2231 wants it: all but letters, digits and a few signs
// as %XX.
func percent(name string) string {
	var b strings.Builder
	for _, c := range []byte(OneLine(name)) {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

// OneLine is a text without line breaks and other characters that act on what is
// around them: nothing that people typed into a cell becomes a header.
func OneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))), " ")
}

// boundary parts the message from its attachments. It follows from the draft, and
// cannot stand in them: they are base64.
func (d *Draft) boundary() string {
	sum := sha256.Sum256([]byte(d.ID + "\x00" + d.Subject + "\x00" + d.Text))
	return "goalxl-" + hex.EncodeToString(sum[:12])
}
