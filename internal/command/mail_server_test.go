package command

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// mailServer is a mail server on this computer that keeps what it takes.
type mailServer struct {
	t        *testing.T
	net      net.Listener
	config   *tls.Config
	startTLS bool
	auth     string // user and password it wants: "user\x00password"; "" for none
	// answer, set by answers, says what the server answers to the last line of the n-th mail; "" takes
	// it, "hang" takes it and says nothing, "drop" takes it and cuts the connection, "early" cuts it before the text.
	answer func(n int) string

	mu    sync.Mutex
	mails []taken
	asked int // mails that were begun
	plain int // commands with content that came unencrypted
}

// taken is a mail that the server took.
type taken struct {
	From string
	To   []string
	Text string
}

func newMailServer(t *testing.T, implicit bool) *mailServer {
	t.Helper()
	s := &mailServer{t: t, config: certificate(t), answer: func(int) string { return "" }}
	var err error
	if s.net, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.net.Close() })
	go func() {
		for {
			conn, err := s.net.Accept()
			if err != nil {
				return
			}
			if implicit {
				conn = tls.Server(conn, s.config)
			}
			go s.serve(conn, implicit)
		}
	}()
	return s
}

func (s *mailServer) port() string {
	_, port, _ := net.SplitHostPort(s.net.Addr().String())
	return port
}

// answers sets what the server says from the next mail on.
func (s *mailServer) answers(answer func(n int) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

func (s *mailServer) received() []taken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]taken(nil), s.mails...)
}

// certificate is one that nobody vouches for.
func certificate(t *testing.T) *tls.Config {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// serve speaks with one client.
func (s *mailServer) serve(conn net.Conn, encrypted bool) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	say := func(text string) { conn.Write([]byte(text + "\r\n")) }
	say("220 test")
	var m taken
	allowed := s.auth == ""
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			say("250-test")
			if s.startTLS && !encrypted {
				say("250-STARTTLS")
			}
			if s.auth != "" {
				say("250-AUTH PLAIN LOGIN")
			}
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 go")
			conn = tls.Server(conn, s.config)
			r, encrypted = bufio.NewReader(conn), true
		case "AUTH":
			raw, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
			if allowed = string(raw) == "\x00"+s.auth; allowed {
				say("235 welcome")
			} else {
				say("535 wrong password")
			}
		case "MAIL":
			if !encrypted {
				s.mu.Lock()
				s.plain++
				s.mu.Unlock()
			}
			if !allowed {
				say("530 who are you")
				continue
			}
			m = taken{From: rest}
			say("250 ok")
		case "RCPT":
			m.To = append(m.To, strings.Trim(strings.TrimPrefix(rest, "TO:"), "<>"))
			say("250 ok")
		case "DATA":
			s.mu.Lock()
			s.asked++
			answer := s.answer(s.asked)
			s.mu.Unlock()
			if answer == "early" {
				return
			}
			say("354 go on")
			var text strings.Builder
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				text.WriteString(strings.TrimPrefix(line, "."))
			}
			m.Text = text.String()
			if answer == "" || answer == "drop" || answer == "hang" {
				s.mu.Lock()
				s.mails = append(s.mails, m)
				s.mu.Unlock()
			}
			switch answer {
			case "":
				say("250 taken")
			case "hang":
				r.ReadString('\n')
				return
			case "drop":
				return
			default:
				say(answer)
			}
		case "RSET", "NOOP":
			say("250 ok")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("500 what")
		}
	}
}
