package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Server is where mails are handed in.
type Server struct {
	Host, Port string
	User       string // "" to hand in without a name
	TLS        bool   // from the first byte (smtps); else STARTTLS
}

// Reasons why an address of a server is refused.
var (
	ErrServer   = errors.New("no address of a mail server")
	ErrPassword = errors.New("a password in the address")
)

// ParseServer reads smtp://user@host:587 or smtps://user@host:465.
func ParseServer(address string) (Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return Server{}, ErrServer
	}
	if _, has := u.User.Password(); has {
		return Server{}, ErrPassword
	}
	s := Server{Host: u.Hostname(), Port: u.Port(), User: u.User.Username(), TLS: u.Scheme == "smtps"}
	if s.Port == "" {
		s.Port = map[bool]string{false: "587", true: "465"}[s.TLS]
	}
	return s, nil
}

// Loopback reports whether the server is on this computer: nothing that is sent to
// it crosses a network.
func (s *Server) Loopback() bool {
	ip := net.ParseIP(s.Host)
	return s.Host == "localhost" || ip != nil && ip.IsLoopback()
}

// How long is waited for a server, and for it to take a mail.
const (
	dialTimeout = 30 * time.Second
	stepTimeout = 5 * time.Minute
)

// Errors of a session, besides those of the server and the network.
var (
	ErrNoTLS      = errors.New("the server offers no TLS")
	ErrNoPassword = errors.New("the server wants a password")
	ErrNoAuth     = errors.New("the server knows no way to log in that is supported")
)

// Session is a connection to a server.
type Session struct {
	conn   net.Conn
	client *smtp.Client
	stop   func() bool
}

// Dial connects, encrypts and logs in. Without TLS nothing is said to a server that
// is not on this computer. When ctx is cancelled, the connection is cut.
func (s *Server) Dial(ctx context.Context, password string) (*Session, error) {
	dialer := net.Dialer{Timeout: dialTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(s.Host, s.Port))
	if err != nil {
		return nil, err
	}
	// What goes to this computer may go unencrypted, too: a certificate that nobody
	// vouches for is no weaker there.
	config := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12, InsecureSkipVerify: s.Loopback()}
	if s.TLS {
		conn = tls.Client(conn, config)
	}
	session := &Session{conn: conn, stop: context.AfterFunc(ctx, func() { conn.Close() })}
	session.wait()
	if session.client, err = smtp.NewClient(conn, s.Host); err == nil {
		err = session.begin(s, config, password)
	}
	if err != nil {
		session.Close()
		return nil, err
	}
	return session, nil
}

// wait gives the server its time for the next step.
func (c *Session) wait() { c.conn.SetDeadline(time.Now().Add(stepTimeout)) }

func (c *Session) begin(s *Server, config *tls.Config, password string) error {
	if !s.TLS {
		offered, _ := c.client.Extension("STARTTLS")
		switch {
		case offered:
			if err := c.client.StartTLS(config); err != nil {
				return err
			}
		case !s.Loopback():
			return ErrNoTLS
		}
	}
	offered, ways := c.client.Extension("AUTH")
	if !offered || s.User == "" {
		return nil
	}
	if password == "" {
		return ErrNoPassword
	}
	auth := s.auth(strings.ToUpper(ways), password)
	if auth == nil {
		return ErrNoAuth
	}
	return c.client.Auth(auth)
}

// auth chooses how to log in, among the ways that the server lists.
func (s *Server) auth(ways, password string) smtp.Auth {
	listed := strings.Fields(ways)
	for _, way := range listed {
		switch way {
		case "SCRAM-SHA-256":
			return smtp.ScramSHA256Auth(s.User, password)
		case "PLAIN":
			return smtp.PlainAuth("", s.User, password, s.Host, s.Loopback())
		}
	}
	for _, way := range listed {
		switch way {
		case "LOGIN":
			return smtp.LoginAuth(s.User, password, s.Host, s.Loopback())
		case "CRAM-MD5":
			return smtp.CRAMMD5Auth(s.User, password)
		}
	}
	return nil
}

// Outcome says how far a mail came.
type Outcome uint8

// The outcomes.
const (
	NotSent Outcome = iota // the server did not take it, and never will of this attempt
	SentNow                // the server has taken it
	Unknown                // the server was asked to take it, and did not answer
)

// Send hands a mail in. commit is called when all of it was said but the last line,
// by which the server takes it: an error of it keeps the mail back.
func (c *Session) Send(from string, to []string, message []byte, commit func() error) (Outcome, string, error) {
	c.wait()
	if err := c.client.Mail("<" + from + ">"); err != nil {
		return NotSent, "", c.again(err)
	}
	for _, address := range to {
		if err := c.client.Rcpt("<" + address + ">"); err != nil {
			return NotSent, "", c.again(err)
		}
	}
	w, err := c.client.Data()
	if err != nil {
		return NotSent, "", c.again(err)
	}
	if _, err := w.Write(message); err != nil {
		return NotSent, "", err
	}
	if err := commit(); err != nil {
		c.conn.Close() // without its last line the server drops it
		return NotSent, "", err
	}
	c.wait()
	if err := w.Close(); err != nil {
		var reply *textproto.Error
		if errors.As(err, &reply) {
			return NotSent, "", err
		}
		return Unknown, "", err
	}
	reply := ""
	if said, ok := w.(interface{ ServerResponse() string }); ok {
		reply = said.ServerResponse()
	}
	return SentNow, reply, nil
}

// again readies the session for the next mail after the server refused one.
func (c *Session) again(err error) error {
	c.client.Reset()
	return err
}

// Close says goodbye.
func (c *Session) Close() {
	if c.client != nil {
		c.conn.SetDeadline(time.Now().Add(5 * time.Second))
		c.client.Quit()
	}
	c.stop()
	c.conn.Close()
}
