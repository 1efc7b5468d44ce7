package mail_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	. "goalxl/internal/mail"
)

func draft() *Draft {
	return &Draft{ID: "20260601-3f9a2c1b.001", To: []Address{{"张伟（华东区域销售总监）", "zhangwei@example.com"}}, Cc: []Address{{"", "boss@example.com"}},
		Subject: "请确认您的2026年度销售目标：华东区域（请于 2026-06-15 前回复）", Text: "张伟：\n\n您好！附件是您的目标。\n.\n谢谢",
		Day:         time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC),
		Attachments: []Attachment{{"2026年度销售目标_张伟（华东区域销售总监）的 100% \"目标\".xlsx", []byte("PK\x03\x04 content")}}}
}

func written(t *testing.T, d *Draft) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read is what a reader of mails saw in one.
type read struct {
	Subject, To, Name, File, Text string
	Content                       []byte
}

// byGo reads a mail with the standard library.
func byGo(t *testing.T, raw []byte) (r read) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var words mime.WordDecoder
	if r.Subject, err = words.DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	to, err := m.Header.AddressList("To")
	if err != nil {
		t.Fatal(err)
	}
	r.To, r.Name = to[0].Address, to[0].Name
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextPart()
		if err == io.EOF {
			return r
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
		if err != nil {
			t.Fatal(err)
		}
		if name := p.FileName(); name != "" {
			r.File, r.Content = name, body
			_, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
			if err != nil {
				t.Fatal(err)
			}
			if old, err := words.DecodeHeader(params["name"]); err != nil || old != strings.ReplaceAll(name, `"`, "_") {
				t.Errorf("old programs see the name %q, %v", old, err)
			}
			continue
		}
		r.Text = string(body)
	}
}

// byPython reads a mail with Python's email package.
const byPython = `
import email, email.policy, json, sys, base64
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
a = next(m.iter_attachments())
to = m['To'].addresses[0]
json.dump({'Subject': m['Subject'], 'To': to.addr_spec, 'Name': to.display_name, 'File': a.get_filename(),
  'Text': m.get_body().get_content(), 'Content': base64.b64encode(a.get_content()).decode(), 'Defects': [str(d) for p in m.walk() for d in p.defects]}, sys.stdout)
`

// byPerl reads a mail with Perl's Email::MIME.
const byPerl = `
use Email::MIME; use Email::Address::XS; use JSON::PP; use MIME::Base64; use Encode;
local $/; open(my $f, '<', $ARGV[0]); my $m = Email::MIME->new(<$f>); my ($text, $file) = $m->parts;
my ($to) = Email::Address::XS->parse($m->header_str('To'));
print encode_json({Subject => $m->header_str('Subject'), To => $to->address, Name => $to->phrase, File => $file->filename, Text => $text->body_str, Content => encode_base64($file->body, '')});
`

func TestReadersAgree(t *testing.T) {
	d := draft()
	raw := written(t, d)
	want := read{Subject: d.Subject, To: d.To[0].Mail, Name: d.To[0].Name, File: d.Attachments[0].Name, Content: d.Attachments[0].Content,
		Text: strings.ReplaceAll(d.Text, "\n", "\r\n")}
	check := func(reader string, got read) {
		t.Helper()
		got.Text, want.Text = strings.TrimSpace(strings.ReplaceAll(got.Text, "\r\n", "\n")), strings.ReplaceAll(want.Text, "\r\n", "\n")
		if got.Subject != want.Subject || got.To != want.To || got.Name != want.Name || got.File != want.File || got.Text != want.Text || !bytes.Equal(got.Content, want.Content) {
			t.Errorf("%s reads %+q, want %+q", reader, got, want)
		}
	}
	check("Go", byGo(t, raw))
	want.Text = strings.ReplaceAll(want.Text, "\r\n", "\n")
	path := filepath.Join(t.TempDir(), "draft.eml")
	if err := os.WriteFile(path, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, other := range []struct {
		name  string
		probe []string
		args  []string
	}{
		{"Python", []string{"/usr/bin/python3", "-c", "import email"}, []string{"/usr/bin/python3", "-c", byPython, path}},
		{"Perl", []string{"perl", "-MEmail::MIME", "-MEmail::Address::XS", "-e1"}, []string{"perl", "-e", byPerl, path}},
	} {
		t.Run(other.name, func(t *testing.T) {
			if exec.Command(other.probe[0], other.probe[1:]...).Run() != nil {
				t.Skip("no such reader of mails here")
			}
			out, err := exec.Command(other.args[0], other.args[1:]...).Output()
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				read
				Defects []string
			}
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			check(other.name, got.read)
			if len(got.Defects) > 0 {
				t.Errorf("defects: %v", got.Defects)
			}
		})
	}
}

// TestNothingBecomesAHeader puts line breaks and headers into everything that comes
// from cells.
func TestNothingBecomesAHeader(t *testing.T) {
	for _, evil := range []string{"\r\nBcc: evil@example.com\r\n\r\n", "\nBcc: evil@example.com", "\rBcc: evil@example.com", "\u2028Bcc: evil@example.com", "a\x00\x0b\x0cBcc:", "?= =?utf-8?B?DQpCY2M6?="} {
		d := draft()
		d.Subject, d.To[0].Name, d.Attachments[0].Name = "目标"+evil+"x", "张伟"+evil+"x", "a"+evil+"b.xlsx"
		raw := written(t, d)
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		for name := range m.Header {
			switch name {
			case "To", "Cc", "Subject", "Date", "Message-Id", "Mime-Version", "X-Unsent", "Content-Type":
			default:
				t.Errorf("%q gave the header %s", evil, name)
			}
		}
		head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
		if bytes.Contains(head, []byte("\nBcc")) || bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\n")) || bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\r")) {
			t.Errorf("%q: a stray line break, or a header", evil)
		}
		if list, err := m.Header.AddressList("To"); err != nil || len(list) != 1 || list[0].Address != "zhangwei@example.com" {
			t.Errorf("%q: to %v, %v", evil, list, err)
		}
		if got := byGo(t, raw); strings.ContainsAny(got.Subject+got.Name+got.File, "\r\n\x00") {
			t.Errorf("%q: read as %+q", evil, got)
		}
	}
}

func TestDraftsAreRepeatable(t *testing.T) {
	if !bytes.Equal(written(t, draft()), written(t, draft())) {
		t.Error("the same draft gave other bytes")
	}
	raw := string(written(t, draft()))
	if !strings.Contains(raw, "X-Unsent: 1\r\n") || strings.Contains(raw, "From:") {
		t.Errorf("no draft: %s", raw)
	}
	for _, line := range strings.Split(raw, "\r\n") {
		if len(line) > 998 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}
