package collect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/merge"
	"goalxl/internal/outbox"
	"goalxl/workbook"
)

// file is a reply as it was read.
type file struct {
	path    string
	sum     string // SHA-256 of its bytes
	saved   time.Time
	rows    []row
	handout *outbox.Handout // of the current round; nil for any other file
	state   State           // Foreign, Forged, Stale, Unreadable, else what Rank says
	note    lang.Message
	err     *lang.Error

	of   []int         // by row of the handout: the row of the file, -1 for none
	how  []merge.Found // beside of
	says string        // digest of what the open columns say
	// edited says that it says anything else than what was sent.
	edited bool
}

// readReplies reads all replies and tells what each is.
func (c *collecting) readReplies(ctx context.Context, progress func(i, n int, path string)) {
	for i, path := range c.req.Replies {
		if ctx.Err() != nil {
			return
		}
		if outbox.IsOwnFile(filepath.Base(path)) {
			c.res.Notes = append(c.res.Notes, lang.T("跳过 %s：它是下发清单，不是回复", "passed over %s: it lists what was sent, and is no reply").With(path))
			continue
		}
		if progress != nil {
			progress(i+1, len(c.req.Replies), path)
		}
		f := &file{path: path}
		if err := c.read(f); err != nil {
			f.state, f.err = Unreadable, asError(path, err)
		}
		c.files = append(c.files, f)
	}
}

func asError(path string, err error) *lang.Error {
	var e *lang.Error
	if errors.As(err, &e) {
		return e
	}
	return &lang.Error{What: lang.T("%s: 无法读取：%v", "%s: it could not be read: %v").With(filepath.Base(path), err), Cause: err}
}

// read reads one file: what it is first, and its rows if it is a reply to the round.
func (c *collecting) read(f *file) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("reading it: %v", fault) // a fault of the program costs that file only
		}
	}()
	if f.sum, err = sumOf(f.path); err != nil {
		return err
	}
	book, err := workbook.Open(f.path)
	if err != nil {
		return err
	}
	defer book.Close()
	f.saved = c.savedSince(book.Saved())
	texts, err := book.HiddenTexts(outbox.IdentityWord)
	if err != nil {
		return err
	}
	rest := book.Package().VerifyRest
	if c.identify(f, identitiesIn(texts)); f.state != Merged {
		return rest()
	}
	if f.rows, err = rowsOf(book, outbox.IsKey); err != nil {
		if c.noRows(f, err); f.state == Foreign {
			return rest()
		}
		return err
	}
	return c.keysFit(f)
}

// savedSince is when a reply was saved; the zero time where it still has the time that
// the handout was given, because the program that saved it sets none.
func (c *collecting) savedSince(saved time.Time) time.Time {
	if sent, err := time.Parse(time.DateOnly, c.rounds.current.Record.Sent); err == nil && saved.Equal(sent) {
		return time.Time{}
	}
	return saved
}

// noRows tells a file without any table of ours: without an identity it is foreign.
func (c *collecting) noRows(f *file, err error) {
	var missed *workbook.NotRecognised
	if f.handout == nil && errors.As(err, &missed) {
		c.foreign(f)
	}
}

func (c *collecting) foreign(f *file) {
	f.state = Foreign
	f.note = lang.T("里面没有下发标识，不是 goalxl split 生成的文件", "it carries no identity: goalxl split did not make it").With()
}

// sumOf returns the SHA-256 of a file.
func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", &lang.Error{What: lang.T("%s: 打不开", "%s: it could not be opened").With(filepath.Base(path)),
			Hint: lang.T("请检查文件是否还在、是否有权限", "check that it is there, and that you may read it").With(), Cause: err}
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// identitiesIn returns the different identities that stand in the texts.
func identitiesIn(texts []string) (ids []outbox.Identity) {
	seen := map[outbox.Identity]bool{}
	for _, text := range texts {
		for _, piece := range strings.Split(text, outbox.IdentityWord)[1:] {
			if id, ok := outbox.FindIdentity(outbox.IdentityWord + piece); ok && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// identify tells what a file is by the identity in it. It stays Merged where it may be
// a reply to the current round: with its handout, or without where only the keys of
// its rows can tell.
func (c *collecting) identify(f *file, ids []outbox.Identity) {
	switch len(ids) {
	case 0:
		return
	case 1:
	default:
		f.state = Forged
		f.note = lang.T("文件里的几处下发标识互相矛盾", "the identities in it contradict each other").With()
		return
	}
	id := ids[0]
	round := c.rounds.find(id.Round)
	if round == nil {
		c.unknownRound(f, id)
		return
	}
	h, _, genuine := round.Record.Genuine(id)
	switch current := c.rounds.current; {
	case !genuine:
		f.state, f.handout = Forged, nil
		f.note = lang.T("下发标识核验不符，不是本次下发的文件，或标识被改过", "its identity does not verify: it was not handed out, or was altered").With()
	case round == current:
		f.handout = h
	case sourceStem(round.Record.Source.Name) != sourceStem(current.Record.Source.Name):
		f.state = Foreign
		f.note = lang.T("它回复的是 %s（%s 下发）", "it answers %s (sent on %s)").With(round.Record.Source.Name, round.Record.Sent)
	default:
		f.state = Stale
		f.note = lang.T("它回复的是 %s 下发的那一轮（%s），本轮是 %s 下发的", "it answers the round of %s (%s); this one was sent on %s").
			With(round.Record.Sent, h.Owner, current.Record.Sent)
	}
}

// unknownRound tells a file of a round whose record was not found: by its day it is
// an earlier one, or not.
func (c *collecting) unknownRound(f *file, id outbox.Identity) {
	current := c.rounds.current.Record.Round
	day := func(round string) string { return round[:min(8, len(round))] }
	if day(id.Round) <= day(current) {
		f.state = Stale
		f.note = lang.T("它回复的是另一轮下发（%s），本轮是 %s；那一轮的下发记录没有找到", "it answers another round (%s), this one is %s; the record of that round was not found").With(id.Round, current)
		return
	}
	f.state = Foreign
	f.note = lang.T("它属于另一次下发（%s），那次的下发记录没有找到，请用 --outbox 指明", "it belongs to another round (%s), whose record was not found: name it with --outbox").With(id.Round)
}

// keysFit makes sure that the keys of a file's rows are those of its handout, and
// finds the handout by them where nothing else tells it.
func (c *collecting) keysFit(f *file) error {
	keys, own := 0, 0
	var by *outbox.Handout
	for i := range f.rows {
		if f.rows[i].key == "" {
			continue
		}
		keys++
		h := c.rounds.keys[f.rows[i].key]
		if by == nil {
			by = h
		}
		if h != nil && h == f.handout {
			own++
		}
	}
	switch {
	case f.handout == nil && by == nil:
		c.foreign(f)
	case f.handout == nil:
		f.handout = by
		f.note = lang.T("下发标识已丢失，按行标识认出", "its identity is lost; it was told by the keys of its rows").With()
	case keys > 0 && own == 0:
		f.note = lang.T("行标识不是下发给 %s 的那些", "the keys of its rows are not those that %s was sent").With(f.handout.Owner)
		f.state, f.handout = Forged, nil
	}
	return nil
}

// day is a time as a day of the calendar here; "" for the zero time.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format(time.DateOnly)
}

// daysAfter returns how many days a day is after another one, both as 2006-01-02; 0 if
// it is not, or one of them is none.
func daysAfter(day, other string) int {
	a, errA := time.Parse(time.DateOnly, day)
	b, errB := time.Parse(time.DateOnly, other)
	if errA != nil || errB != nil || !a.After(b) {
		return 0
	}
	return int(a.Sub(b).Hours() / 24)
}

func dayOf(d allocate.Date) string {
	if d == (allocate.Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// sortedFields returns the fields of a row's values in a fixed order.
func sortedFields[V any](m map[string]V) []string {
	fields := make([]string, 0, len(m))
	for f := range m {
		fields = append(fields, f)
	}
	sort.Strings(fields)
	return fields
}
