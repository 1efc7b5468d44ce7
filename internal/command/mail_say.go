package command

import (
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"strings"
	"syscall"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goalxl/internal/lang"
	"goalxl/internal/mail"
)

// What mail says.
var (
	sayNoServer      = lang.T("没有写邮件服务器", "no mail server was named")
	sayServerExample = lang.T("请写成 --smtp smtp://用户@服务器:587 或 smtps://用户@服务器:465", "write it as --smtp smtp://USER@HOST:587 or smtps://USER@HOST:465")
	sayPasswordGiven = lang.T("密码不要写在命令行里", "the password must not stand on the command line")
	sayPasswordHint  = lang.T("请放进环境变量 %s", "put it into the environment variable %s")
	sayNoSender      = lang.T("没有写发件人", "there is no sender")
	saySenderHint    = lang.T("请用 --from 写明，例如 --from finance@example.com", "name it with --from, such as --from finance@example.com")
	sayOneOutbox     = lang.T("mail 要写一个下发文件夹，现有 %d 个", "mail takes one outbox, and there are %d")
	sayOutboxHint    = lang.T("例如：goalxl mail 下发_20260601 --smtp smtp://用户@服务器", "for example: goalxl mail Handouts_20260601 --smtp smtp://USER@HOST")
	sayNoSuchOwner   = lang.T("%s 里没有 %s 的一份", "%s has no handout of %s")
	sayOwnersAre     = lang.T("有这些：%s", "there are %s")
	sayNoDrafts      = lang.T("%s 里没有邮件草稿", "%s has no mail drafts")
	sayDraftsHint    = lang.T("拆分时加 --eml", "give --eml to split")
	sayNoConnection  = lang.T("连不上邮件服务器 %s（%s）", "no connection with the mail server %s (%s)")
	sayMailStopped   = lang.T("已中断：发出 %d 封，共 %d 封", "interrupted: %d of %d mails sent")
	sayMailAgain     = lang.T("再运行一次，只发没有发过的", "run again to send the others")
	hintServer       = lang.T("请检查地址、端口和网络", "check the address, the port and the network")
	hintTLS          = lang.T("服务器不支持加密，没有发送；请改用 smtps:// 或别的端口", "it offers no encryption and nothing was sent; try smtps:// or another port")
	hintLogin        = lang.T("请检查用户和环境变量 %s 里的密码", "check the user, and the password in the environment variable %s")

	stateSent    = lang.T("已发送", "sent")
	stateBefore  = lang.T("以前已发送", "sent before")
	stateWould   = lang.T("将发送", "would be sent")
	stateUnsure  = lang.T("不确定是否送达，没有再发", "may have arrived, not sent again")
	stateNot     = lang.T("没有发出", "not sent")
	stateRefused = lang.T("没有发出：%s", "not sent: %s")

	faultNoDraft  = lang.T("没有发出：找不到草稿 %s", "not sent: there is no draft %s")
	faultBadDraft = lang.T("没有发出：%s 不是邮件草稿", "not sent: %s is no mail draft")
	faultAddress  = lang.T("没有发出：草稿的收件人 %s 不在下发记录里，请用邮件程序自行发送", "not sent: the draft goes to %s, who is not in the record; send it from your mail program")
	faultWorkbook = lang.T("没有发出：草稿里没有原样附上 %s", "not sent: %s is not attached to the draft as it was made")

	mailSums   = lang.T("发出 %d 封，以前已发 %d 封，其余 %d 封", "sent %d, sent before %d, others %d")
	mailDry    = lang.T("试运行，没有联网：将发送 %d 封，以前已发 %d 封，其余 %d 封", "dry run, no network: %d would be sent, sent before %d, others %d")
	mailLog    = lang.T("发送记录：%s", "the log is %s")
	mailUnsure = lang.T("不确定的请先问对方；确认没有收到，再用 --only 责任人 重发", "ask whether the uncertain ones arrived; if not, send them again with --only NAME")
)

// answered reports whether an error is an answer of the server.
func answered(err error) bool {
	var reply *textproto.Error
	return errors.As(err, &reply)
}

// reason is what went wrong with a mail server, in the server's own words if it answered.
func reason(err error) lang.Message {
	var reply *textproto.Error
	var network net.Error
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &reply):
		return lang.T("服务器答复 %d %s", "it said %d %s").With(reply.Code, mail.OneLine(reply.Msg))
	case errors.Is(err, mail.ErrNoTLS):
		return lang.T("服务器不支持加密", "it offers no encryption").With()
	case errors.Is(err, mail.ErrNoPassword):
		return lang.T("服务器要密码", "it wants a password").With()
	case errors.Is(err, mail.ErrNoAuth):
		return lang.T("服务器的登录方式不支持", "it offers no way to log in that is supported").With()
	case errors.As(err, &certificate):
		return lang.T("服务器的证书无效", "its certificate is not valid").With()
	case errors.As(err, &record):
		return lang.T("服务器没有按加密方式应答", "it does not speak TLS there").With()
	case errors.As(err, &dns):
		return lang.T("找不到这个服务器", "there is no such server").With()
	case errors.As(err, &network) && network.Timeout():
		return lang.T("没有应答", "it does not answer").With()
	case errors.Is(err, syscall.ECONNREFUSED):
		return lang.T("服务器拒绝连接", "it refuses connections").With()
	}
	return lang.T("连接断开", "the connection broke").With()
}

// count counts the mails in a state.
func (s *sending) count(state lang.Text) int {
	n := 0
	for i := range s.results {
		if s.results[i].State == state.In(s.voice.lang) {
			n++
		}
	}
	return n
}

// present says what came of it, in the form that was asked for.
func (s *sending) present() {
	if s.report.Error != nil && s.ctx.Err() == nil {
		s.voice.failFile(s.dir, s.report.Error)
	}
	l := s.voice.lang
	switch s.flags["format"] {
	case "json":
		run := jsonOfRun(s.run.name, []Report{s.report}, l)
		run.Outputs = []jsonOutput{}
		for i := range s.results {
			o := &s.results[i]
			run.Outputs = append(run.Outputs, jsonOutput{Owner: o.Owner, Path: o.Path, Mail: o.Mail, Address: o.Address, State: o.State, MessageID: o.MessageID})
		}
		s.voice.print(encodeJSON(run))
	case "csv":
		rows := [][]string{{lang.T("责任人", "Owner").In(l), lang.T("邮箱", "Email").In(l), lang.T("草稿", "Draft").In(l), lang.T("状态", "State").In(l), "Message-ID"}}
		for i := range s.results {
			o := &s.results[i]
			rows = append(rows, []string{o.Owner, o.Address, o.Mail, o.State, o.MessageID})
		}
		s.voice.print(encodeCSV(rows))
	default:
		if len(s.results) == 0 || s.voice.quiet && s.code == exitDone {
			return
		}
		text.OverrideRuneWidthEastAsianWidth(false)
		s.voice.print(s.screenOf())
	}
}

func (s *sending) screenOf() string {
	l := s.voice.lang
	t := newTable()
	t.AppendHeader(table.Row{lang.T("责任人", "Owner").In(l), lang.T("邮箱", "Email").In(l), lang.T("状态", "State").In(l)})
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 1, WidthMax: 20, WidthMaxEnforcer: wrap}, {Number: 2, WidthMax: 30, WidthMaxEnforcer: wrap},
		{Number: 3, WidthMax: max(20, s.voice.width-58), WidthMaxEnforcer: wrap}})
	for i := range s.results {
		o := &s.results[i]
		t.AppendRow(table.Row{visible(o.Owner), visible(o.Address), visible(o.State)})
	}
	sent, before, sums := s.count(stateSent), s.count(stateBefore), mailSums
	if s.on("dry-run") {
		sent, sums = s.count(stateWould), mailDry
	}
	var b strings.Builder
	b.WriteString(trimLines(t.Render()))
	writeLines(&b, append([]string{""}, indent(sums.With(sent, before, len(s.results)-sent-before).In(l))...))
	if s.unsure {
		writeLines(&b, indent(wrap(mailUnsure.In(l), s.voice.width-3)))
	}
	if !s.on("dry-run") {
		writeLines(&b, indent(wrap(mailLog.With(visible(s.log.Path())).In(l), s.voice.width-3)))
	}
	return b.String()
}
