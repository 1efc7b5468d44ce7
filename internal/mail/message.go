package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"time"
)

// Message is a draft as it is sent.
type Message struct {
	To          []string // everybody who gets it: To and Cc
	Attachments [][]byte
	head, body  []byte
}

// ErrDraft says that a file is no draft that can be sent.
var ErrDraft = errors.New("no mail draft")

// ReadDraft reads a draft, which a person may have changed.
func ReadDraft(raw []byte) (*Message, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDraft, err)
	}
	out := &Message{}
	for _, field := range []string{"To", "Cc", "Bcc"} {
		if m.Header.Get(field) == "" {
			continue
		}
		list, err := m.Header.AddressList(field)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrDraft, err)
		}
		for _, a := range list {
			out.To = append(out.To, a.Address)
		}
	}
	if out.head, out.body = parts(raw); out.body == nil || len(out.To) == 0 {
		return nil, ErrDraft
	}
	return out, out.readAttachments(m)
}

// parts cuts a message behind its header.
func parts(raw []byte) (head, body []byte) {
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(raw, []byte(end)); i >= 0 && (head == nil || i < len(head)) {
			head, body = raw[:i+len(end)/2], raw[i+len(end):]
		}
	}
	return head, body
}

func (m *Message) readAttachments(of *mail.Message) error {
	kind, params, err := mime.ParseMediaType(of.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil
	}
	r := multipart.NewReader(of.Body, params["boundary"])
	for {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDraft, err)
		}
		if !strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "base64") {
			continue
		}
		content, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDraft, err)
		}
		m.Attachments = append(m.Attachments, content)
	}
}

// Bytes is the message from a sender: the draft with the sender, the date and the id
// that it is sent with, and without the marks of a draft.
func (m *Message) Bytes(from Address, id string, at time.Time) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: %s\r\nDate: %s\r\nMessage-ID: %s\r\n", addresses([]Address{from}), at.Format(time.RFC1123Z), id)
	keep := true
	for line := range bytes.Lines(m.head) {
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := bytes.Cut(line, []byte(":"))
			switch strings.ToLower(string(name)) {
			case "from", "sender", "date", "message-id", "x-unsent", "bcc", "return-path", "received":
				keep = false
			default:
				keep = true
			}
		}
		if keep {
			b.Write(bytes.TrimRight(line, "\r\n"))
			b.WriteString("\r\n")
		}
	}
	b.WriteString("\r\n")
	b.Write(m.body)
	return b.Bytes()
}
