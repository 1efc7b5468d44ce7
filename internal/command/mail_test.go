package command

import (
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
)

// withDrafts makes an outbox with a draft for each of these owners in the current folder.
func withDrafts(t *testing.T, owners ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	spec := tableSpec(owners) + ".sheet 通讯录\n责任人\t邮箱\n"
	for i, o := range owners {
		spec += o + "\tm" + string(rune('a'+i)) + "@example.com\n"
	}
	if err := writeBook("plan.xlsx", spec); err != nil {
		t.Fatal(err)
	}
	if got := real(t, "split", "plan.xlsx", "--out-dir", "out", "--eml"); got.code != exitDone {
		t.Fatalf("%s%s", got.out, got.err)
	}
}

// mailStates returns the state of each mail.
func mailStates(t *testing.T, got outcome) string {
	t.Helper()
	var all []string
	for _, o := range splitOutputs(t, got) {
		all = append(all, o.Owner+" "+o.State)
	}
	return strings.Join(all, "; ")
}

func TestMailSendsEachOnce(t *testing.T) {
	withDrafts(t, "张伟", "李娜", "王芳")
	for name, c := range map[string]struct {
		implicit, startTLS bool
		auth               string
	}{
		"plain, on this computer": {},
		"STARTTLS":                {startTLS: true, auth: "finance@example.com\x00secret"},
		"TLS":                     {implicit: true, auth: "finance@example.com\x00secret"},
	} {
		s := newMailServer(t, c.implicit)
		s.startTLS, s.auth = c.startTLS, c.auth
		t.Setenv(passwordVariable, "secret")
		os.Remove(filepath.Join("out", outbox.LogName.ZH))
		url := map[bool]string{false: "smtp", true: "smtps"}[c.implicit] + "://finance%40example.com@127.0.0.1:" + s.port()
		dry := real(t, "mail", "out", "--smtp", url, "--dry-run", "--format", "json", "--lang", "en")
		if got := mailStates(t, dry); got != "张伟 would be sent; 李娜 would be sent; 王芳 would be sent" || len(s.received()) != 0 || s.asked != 0 {
			t.Fatalf("%s: the dry run: %s, %d mails", name, got, len(s.received()))
		}
		if _, err := os.Stat(filepath.Join("out", outbox.LogName.ZH)); err == nil {
			t.Errorf("%s: the dry run began a log", name)
		}
		got := real(t, "mail", "out", "--smtp", url, "--format", "json", "--lang", "en")
		if got.code != exitDone || mailStates(t, got) != "张伟 sent; 李娜 sent; 王芳 sent" {
			t.Fatalf("%s: exit %d, %s%s", name, got.code, got.out, got.err)
		}
		again := real(t, "mail", "out", "--smtp", url, "--format", "json", "--lang", "en")
		if mailStates(t, again) != "张伟 sent before; 李娜 sent before; 王芳 sent before" || len(s.received()) != 3 {
			t.Errorf("%s: again: %s, %d mails", name, mailStates(t, again), len(s.received()))
		}
		if (c.implicit || c.startTLS) && s.plain > 0 {
			t.Errorf("%s: %d mails went unencrypted", name, s.plain)
		}
		for i, m := range s.received() {
			checkMail(t, m, i)
		}
	}
}

// checkMail holds that a mail is the draft, from the sender, without a draft's marks.
func checkMail(t *testing.T, m taken, i int) {
	t.Helper()
	address := "m" + string(rune('a'+i)) + "@example.com"
	if !slices.Equal(m.To, []string{address}) || !strings.HasPrefix(m.From, "FROM:<finance@example.com>") {
		t.Errorf("from %s to %v", m.From, m.To)
	}
	msg, err := mail.ReadMessage(strings.NewReader(m.Text))
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"From", "To", "Date", "Message-Id", "Subject"} {
		if len(msg.Header[field]) != 1 {
			t.Errorf("%s: %v", field, msg.Header[field])
		}
	}
	if msg.Header.Get("X-Unsent") != "" || !strings.HasSuffix(msg.Header.Get("Message-Id"), "@example.com>") {
		t.Errorf("headers %v", msg.Header)
	}
}

// TestMailResumes cuts the connection at each point: after it, each owner gets exactly
// one mail, and what is uncertain is named and sent again on wish only.
func TestMailResumes(t *testing.T) {
	withDrafts(t, "张伟", "李娜", "王芳")
	log := filepath.Join("out", outbox.LogName.ZH)
	run := func(s *mailServer, args ...string) outcome {
		return real(t, append([]string{"mail", "out", "--smtp", "smtp://127.0.0.1:" + s.port(), "--format", "json", "--lang", "en"}, args...)...)
	}
	second := func(answer string) func(int) string {
		return func(n int) string { return map[bool]string{true: answer}[n == 2] }
	}
	for name, c := range map[string]struct {
		answer, first string
		code          int
		then          string
		mails         int
	}{
		"cut before the text":     {"early", "张伟 sent; 李娜 not sent", exitFile, "张伟 sent before; 李娜 sent; 王芳 sent before", 3},
		"cut after the last line": {"drop", "张伟 sent; 李娜 may have arrived, not sent again; 王芳 sent", exitFound, "张伟 sent before; 李娜 may have arrived, not sent again; 王芳 sent before", 3},
		"refused":                 {"550 no such user", "张伟 sent; 李娜 not sent: it said 550 no such user; 王芳 sent", exitFile, "张伟 sent before; 李娜 sent; 王芳 sent before", 3},
		"refused for now":         {"451 later", "张伟 sent; 李娜 not sent: it said 451 later; 王芳 sent", exitFile, "张伟 sent before; 李娜 sent; 王芳 sent before", 3},
	} {
		os.Remove(log)
		s := newMailServer(t, false)
		s.answers(second(c.answer))
		got := run(s)
		if !strings.HasPrefix(mailStates(t, got), c.first) || got.code != c.code {
			t.Errorf("%s: exit %d, %s", name, got.code, mailStates(t, got))
		}
		if got := mailStates(t, run(s)); got != c.then {
			t.Errorf("%s: again: %s", name, got)
		}
		if n := len(s.received()); n != c.mails {
			t.Errorf("%s: %d mails", name, n)
		}
	}
	// The uncertain one, on wish.
	os.Remove(log)
	s := newMailServer(t, false)
	s.answers(second("drop"))
	run(s)
	if got := mailStates(t, run(s, "--only", "李娜")); got != "李娜 sent" {
		t.Errorf("on wish: %s", got)
	}
	if got := mailStates(t, run(s, "--only", "李娜")); got != "李娜 sent before" {
		t.Errorf("on wish, again: %s", got)
	}
}

// TestMailKilled kills the program while the server has a mail's text and not yet its
// last line, and while it has that and has not answered.
func TestMailKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"before the last line", "after the last line"} {
		withDrafts(t, "张伟", "李娜", "王芳")
		s := newMailServer(t, false)
		reached, killed := make(chan struct{}), make(chan struct{})
		s.answers(func(n int) string {
			switch {
			case n != 2:
				return ""
			case when == "after the last line":
				close(reached)
				return "hang"
			}
			close(reached)
			<-killed
			return "early"
		})
		cmd := &exec.Cmd{Path: self, Args: []string{"goalxl", "mail", "out", "--smtp", "smtp://127.0.0.1:" + s.port(), "--lang", "en"}}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-reached
		for when == "after the last line" && len(s.received()) < 2 {
			time.Sleep(time.Millisecond)
		}
		cmd.Process.Kill()
		cmd.Wait()
		close(killed)
		log, err := outbox.ReadLog("out", lang.ZH)
		if err != nil {
			t.Fatal(err)
		}
		if state := log.Last("001").State; state != outbox.Sent {
			t.Errorf("%s: the first is %q", when, state)
		}
		s.answers(func(int) string { return "" })
		again := real(t, "mail", "out", "--smtp", "smtp://127.0.0.1:"+s.port())
		count := map[string]int{}
		for _, m := range s.received() {
			count[m.To[0]]++
		}
		if len(count) != 3 || count["ma@example.com"] != 1 || count["mb@example.com"] != 1 || count["mc@example.com"] != 1 {
			t.Errorf("%s: %v; said %s", when, count, again.err)
		}
	}
}

func TestMailRefuses(t *testing.T) {
	withDrafts(t, "张伟", "李娜")
	s := newMailServer(t, false)
	url := "smtp://127.0.0.1:" + s.port()
	for line, want := range map[string]string{
		"mail out": "no mail server was named",
		"mail out --smtp smtp://u:secret@127.0.0.1":               "the password must not stand on the command line",
		"mail out --smtp http://127.0.0.1":                        "the flag --smtp does not take",
		"mail out --smtp smtp://finance@smtp.example.com":         "there is no sender",
		"mail --smtp " + url:                                      "mail takes one outbox, and there are 0",
		"mail out --only 张维 --smtp " + url:                        "out has no handout of 张维",
		"mail . --smtp " + url:                                    "it is no outbox",
		"mail out --from a@example.com --smtp smtp://127.0.0.1:1": "no connection with the mail server 127.0.0.1:1 (it refuses connections)",
		"mail out --smtp " + url + " --from nobody --lang en":     "is no mail address",
	} {
		got := real(t, append(strings.Fields(line), "--lang", "en")...)
		if strings.Contains(line, "--lang") {
			got = real(t, strings.Fields(line)...)
		}
		if !strings.Contains(got.err, want) || got.code == exitDone || strings.Contains(got.err+got.out, "secret") {
			t.Errorf("%s: exit %d, %s", line, got.code, got.err)
		}
	}
	// A draft that was exchanged, or goes elsewhere, stays.
	swap := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("out", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := swap("plan_张伟.eml")
	for name, draft := range map[string][]byte{
		"is not attached to the draft": []byte(strings.ReplaceAll(strings.ReplaceAll(string(swap("plan_李娜.eml")), "mb@example.com", "ma@example.com"), "x", "x")),
		"who is not in the record":     []byte(strings.ReplaceAll(string(first), "ma@example.com", "evil@example.com")),
		"is no mail draft":             []byte("no draft"),
	} {
		if err := os.WriteFile(filepath.Join("out", "plan_张伟.eml"), draft, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := real(t, "mail", "out", "--only", "张伟", "--smtp", url, "--lang", "en", "--format", "csv"); !strings.Contains(got.out, name) || got.code != exitFile {
			t.Errorf("%s: exit %d, %s", name, got.code, got.out)
		}
	}
	if len(s.received()) != 0 {
		t.Errorf("%d mails were sent", len(s.received()))
	}
}
