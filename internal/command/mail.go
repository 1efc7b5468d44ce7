package command

import (
	"errors"
	netmail "net/mail"
	"strings"

	"goalxl/internal/lang"
	"goalxl/internal/mail"
	"goalxl/internal/outbox"
)

// passwordVariable is where the password of the mail server is taken from: a command
// line is seen by others, and kept.
const passwordVariable = "GOALXL_SMTP_PASSWORD"

// mailCommand sends the drafts of an outbox.
func mailCommand() command {
	return command{
		name: "mail",
		args: lang.T("下发文件夹", "OUTBOX"),
		does: lang.T("发送 split 写好的邮件草稿，每封只发一次", "send the drafts that split wrote, each of them once"),
		more: lang.T("经邮件服务器发送下发文件夹里的草稿。只有这条命令会联网，split 从不发送。连接必须加密；密码放在环境变量 GOALXL_SMTP_PASSWORD 里，不写在命令行上。"+
			"发送记录写在文件夹里，中断后再运行，只发没有发过的；说不清是否送达的会指出来，只有用 --only 指名才再发。",
			"Hands the drafts of an outbox to a mail server. No other command uses the network, and split never sends. The connection is encrypted; "+
				"the password comes from the environment variable GOALXL_SMTP_PASSWORD, never from the command line. What was sent is logged in the folder: "+
				"run again after an interruption, and only what was not sent goes out. A mail of which nobody knows whether it arrived is named, and sent again only with --only."),
		example: []string{"goalxl mail 下发_20260601 --smtp smtp://me@127.0.0.1:2525 --dry-run", "goalxl mail 下发_20260601 --smtp smtps://me%40example.com@smtp.example.com",
			"goalxl mail 下发_20260601 --smtp smtp://127.0.0.1:2525 --only 张伟"},
		options: append([]option{
			{name: "smtp", value: lang.T("地址", "URL"), means: lang.T("邮件服务器：smtp://用户@服务器:587（STARTTLS）或 smtps://用户@服务器:465", "the mail server: smtp://USER@HOST:587 (STARTTLS) or smtps://USER@HOST:465")},
			{name: "from", value: lang.T("地址", "ADDRESS"), means: lang.T("发件人；不写则为服务器地址里的用户", "the sender; the user of the server's address unless given")},
			{name: "only", value: lang.T("责任人", "NAME"), means: lang.T("只发给这一位；说不清是否送达的也再发", "send to this owner alone, also a mail that may have arrived")},
			{name: "dry-run", means: lang.T("只说会发给谁，不联网", "say who would get one; no network")},
		}, commonOptions()...),
		run: runMail,
	}
}

// sending is a mail under way.
type sending struct {
	*run
	dir     string
	box     *outbox.Outbox
	server  mail.Server
	from    mail.Address
	wanted  []*outbox.Handout
	session *mail.Session
	log     *outbox.Log
	results []Output
	report  Report
	failed  bool // a mail was not sent that should have been
	unsure  bool // of a mail nobody knows whether it was sent
}

func runMail(r *run) error {
	s := &sending{run: r}
	for _, step := range []func() error{s.readServer, s.readOutbox} {
		if err := step(); err != nil {
			return err
		}
	}
	if s.report.Error == nil {
		s.report = r.attempt(s.dir, s.work)
	}
	r.voice.clearProgress()
	switch {
	case r.ctx.Err() != nil:
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayMailStopped.With(s.count(stateSent), len(s.wanted)), Hint: sayMailAgain.With()})
	case s.report.Error != nil || s.failed:
		r.code = exitFile
	case s.unsure && r.flags["fail-on"] != "never":
		r.code = exitFound
	}
	s.present()
	return nil
}

// readServer reads where to send, and as whom.
func (s *sending) readServer() (err error) {
	address, given := s.flags["smtp"]
	if !given {
		return wrongUse(sayNoServer.With(), sayServerExample.With())
	}
	s.server, err = mail.ParseServer(address)
	switch {
	case errors.Is(err, mail.ErrPassword):
		return wrongUse(sayPasswordGiven.With(), sayPasswordHint.With(passwordVariable))
	case err != nil:
		return wrongUse(sayNotAChoice.With("--smtp", address), sayServerExample.With())
	}
	if list, err := s.addresses("from"); err != nil {
		return err
	} else if len(list) > 0 {
		s.from = list[0]
		return nil
	}
	user := s.server.User
	if !strings.Contains(user, "@") && s.server.Loopback() {
		user = strings.TrimPrefix(user+"@localhost", "@")
		if s.server.User == "" {
			user = "goalxl@localhost"
		}
	}
	if a, err := netmail.ParseAddress(user); err == nil {
		s.from = mail.Address{Mail: a.Address}
		return nil
	}
	return wrongUse(sayNoSender.With(), saySenderHint.With())
}

// readOutbox reads the record, and which of its drafts are wanted.
func (s *sending) readOutbox() error {
	if len(s.words) != 1 {
		return wrongUse(sayOneOutbox.With(len(s.words)), sayOutboxHint.With())
	}
	s.dir = s.words[0]
	box, err := outbox.Open(s.dir)
	if err != nil {
		s.report = Report{Path: s.dir, Error: asError(err)}
		return nil
	}
	s.box = box
	only, one := s.flags["only"]
	var names []string
	for i := range box.Record.Handouts {
		h := &box.Record.Handouts[i]
		names = append(names, h.Owner)
		if !one && h.Mail != "" || one && (strings.EqualFold(strings.TrimSpace(only), h.Owner) || only == h.File || only == h.Mail) {
			s.wanted = append(s.wanted, h)
		}
	}
	switch {
	case one && len(s.wanted) == 0:
		hint := sayOwnersAre.With(clipList(names, s.voice.lang))
		if near := nearest(only, names); near != "" {
			hint = sayNearest.With("--only " + near)
		}
		return wrongUse(sayNoSuchOwner.With(s.dir, only), hint)
	case len(s.wanted) == 0:
		return wrongUse(sayNoDrafts.With(s.dir), sayDraftsHint.With())
	}
	return nil
}
