package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goalxl/internal/lang"
	"goalxl/internal/mail"
	"goalxl/internal/outbox"
)

// work sends the mails that are wanted, one after the other over one connection.
func (s *sending) work() Report {
	report := Report{Path: s.dir}
	open := outbox.OpenLog
	if s.on("dry-run") {
		open = outbox.ReadLog
	}
	log, err := open(s.dir, s.voice.lang)
	if err != nil {
		return report.unwritable(err)
	}
	defer log.Close()
	s.log = log
	defer func() {
		if s.session != nil {
			s.session.Close()
		}
	}()
	for i, h := range s.wanted {
		if s.ctx.Err() != nil {
			break
		}
		s.voice.progress(i+1, len(s.wanted), h.Owner)
		out, err := s.one(h)
		s.results = append(s.results, out)
		if err != nil {
			return report.unwritable(err)
		}
	}
	return report
}

// one sends one mail, unless it was sent before. An error ends the run: no other mail
// can be sent either.
func (s *sending) one(h *outbox.Handout) (Output, error) {
	out := Output{Owner: h.Owner, Path: filepath.Join(s.dir, h.File), Address: h.Address}
	state := func(text lang.Text) { out.State = text.In(s.voice.lang) }
	last := s.log.Last(h.Part)
	out.MessageID = last.MessageID
	switch {
	case last.State == outbox.Sent:
		state(stateBefore)
		return out, nil
	case last.State == outbox.Sending && s.flags["only"] == "":
		s.unsure = true
		state(stateUnsure)
		return out, nil
	case h.Mail == "":
		s.failed = true
		state(stateNoAddress)
		return out, nil
	}
	out.Mail = filepath.Join(s.dir, h.Mail)
	message, fault := s.draft(h)
	if fault != nil {
		s.failed = true
		out.State = fault.In(s.voice.lang)
		return out, nil
	}
	if s.on("dry-run") {
		state(stateWould)
		return out, nil
	}
	err := s.hand(h, message, &out)
	if out.State == "" {
		state(stateNot)
	}
	return out, err
}

// draft reads the draft of a handout. It goes to the addresses that the record has,
// with the workbook that the record has, or not at all.
func (s *sending) draft(h *outbox.Handout) (*mail.Message, *lang.Message) {
	fault := func(m lang.Message) (*mail.Message, *lang.Message) { return nil, &m }
	raw, err := os.ReadFile(filepath.Join(s.dir, h.Mail))
	if err != nil {
		return fault(faultNoDraft.With(h.Mail))
	}
	m, err := mail.ReadDraft(raw)
	if err != nil {
		return fault(faultBadDraft.With(h.Mail))
	}
	known := append([]string{h.Address}, h.Copy...)
	for _, to := range m.To {
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, to) }) {
			return fault(faultAddress.With(to))
		}
	}
	if !slices.ContainsFunc(m.Attachments, func(b []byte) bool { sum := sha256.Sum256(b); return hex.EncodeToString(sum[:]) == h.SHA256 }) {
		return fault(faultWorkbook.With(h.File))
	}
	return m, nil
}

// hand hands a mail in. What is about to happen stands in the log before it does.
func (s *sending) hand(h *outbox.Handout, m *mail.Message, out *Output) error {
	if s.session == nil {
		if err := s.connect(); err != nil {
			return err
		}
	}
	_, domain, _ := strings.Cut(s.from.Mail, "@")
	entry := outbox.LogEntry{Part: h.Part, Owner: h.Owner, To: m.To, MessageID: fmt.Sprintf("<%s.%s@%s>", s.box.Record.Round, h.Part, domain)}
	out.MessageID = entry.MessageID
	note := func(state outbox.SendState, reply string) error {
		entry.Time, entry.State, entry.Reply = s.today().Format(time.RFC3339), state, reply
		return s.log.Append(entry)
	}
	outcome, reply, err := s.session.Send(s.from.Mail, m.To, m.Bytes(s.from, entry.MessageID, s.today()), func() error { return note(outbox.Sending, "") })
	switch outcome {
	case mail.SentNow:
		out.State = stateSent.In(s.voice.lang)
		return note(outbox.Sent, reply)
	case mail.Unknown:
		s.unsure = true
		out.State = stateUnsure.In(s.voice.lang)
		s.drop()
		return nil
	}
	if e := new(lang.Error); errors.As(err, &e) {
		return err // the log cannot be written
	}
	s.failed = true
	out.State = stateRefused.With(reason(err)).In(s.voice.lang)
	if !answered(err) {
		s.drop()
		return nil
	}
	return note(outbox.Refused, reason(err).In(s.voice.lang))
}

// connect begins a session.
func (s *sending) connect() (err error) {
	s.session, err = s.server.Dial(s.ctx, os.Getenv(passwordVariable))
	if err == nil || errors.Is(s.ctx.Err(), context.Canceled) {
		return err
	}
	hint := hintServer.With()
	switch {
	case errors.Is(err, mail.ErrNoTLS):
		hint = hintTLS.With()
	case errors.Is(err, mail.ErrNoPassword):
		hint = sayPasswordHint.With(passwordVariable)
	case answered(err):
		hint = hintLogin.With(passwordVariable)
	}
	return &lang.Error{What: sayNoConnection.With(s.server.Host+":"+s.server.Port, reason(err)), Hint: hint, Cause: err}
}

// drop ends a session that is of no more use; the next mail begins another.
func (s *sending) drop() {
	s.session.Close()
	s.session = nil
}
