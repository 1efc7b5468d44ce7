package command

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/workbook"
	"goalxl/workbook/blank"
	"goalxl/workbook/opc"
)

// work makes the outbox: reads the plan, divides it, writes each handout and reads it
// back, adds all of them up again, and only then gives the folder its name.
func (s *splitting) work() Report {
	report := Report{Path: s.file.path}
	if s.file.err != nil {
		report.Error = s.file.err
		return report
	}
	book, err := Job{Source: s.file.path, Config: s.setup.config}.open()
	if err != nil {
		return report.unreadable(err)
	}
	defer book.Close()
	plan, err := book.Read()
	if err != nil {
		return report.unreadable(err)
	}
	report.locateTables(book.Layout())
	book.OwnItems(plan)
	division := allocate.Divide(plan, s.by, s.setup.policy)
	if len(division.Refused) > 0 {
		return report.unreadable(s.refusal(book.Layout(), division.Refused))
	}
	report.locate(book.Layout(), s.findings(plan, &division))
	if err := s.beginRound(); err != nil {
		return report.unreadable(err)
	}
	handouts, err := book.Handouts(plan, &s.round)
	if err != nil {
		return report.unreadable(err)
	}
	s.follow(handouts)
	report.Planned = s.dir
	if err := s.fillOutbox(plan, &division, handouts); err != nil {
		return report.unwritable(notMade(s.dir, err))
	}
	if !s.on("dry-run") {
		report.Output = s.dir
	}
	return report
}

// follow takes the language of the owners over.
func (s *splitting) follow(handouts *workbook.Handouts) {
	s.left, s.round.Lang = handouts.Left, handouts.Lang.String()
	if s.mail != nil {
		s.mail.speak(handouts.Lang, s.round.Deadline != "")
	}
}

// beginRound names the round by the day and the bytes of the workbook.
func (s *splitting) beginRound() error {
	f, err := os.Open(s.file.path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	var sum [sha256.Size]byte
	h.Sum(sum[:0])
	s.round = outbox.Record{Schema: outbox.Schema, Sent: s.today().Format("2006-01-02"), By: s.flags["by"],
		Source: outbox.Source{Name: filepath.Base(s.file.path), SHA256: hex.EncodeToString(sum[:])}}
	if s.round.By == "" {
		s.round.By = "owner"
	}
	if !s.deadline.IsZero() {
		s.round.Deadline = isoDate(s.deadline)
	}
	s.round.Round, s.round.Secret = outbox.NewRound(s.round.Sent, sum, s.round.By, s.round.Deadline, s.naming.text)
	return nil
}

func isoDate(d allocate.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// fillOutbox makes every handout and, unless this is a dry run, the folder with them.
func (s *splitting) fillOutbox(plan *allocate.Plan, division *allocate.Division, handouts *workbook.Handouts) error {
	var names outbox.FileNames
	var build *outbox.Builder
	if !s.on("dry-run") {
		var err error
		if build, err = outbox.Build(s.dir); err != nil {
			return err
		}
		defer build.Discard()
	}
	back := map[int32]allocate.Amount{}
	for i := range division.Portions {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		p := &division.Portions[i]
		s.voice.progress(i+1, len(division.Portions), p.Label)
		part := fmt.Sprintf("%03d", i+1)
		book, entry := handouts.Make(p, part)
		stem := names.Take(s.naming.fill(s.nameWords(p.Label, part)))
		entry.File = stem + ".xlsx"
		out := s.output(p, entry)
		if build != nil {
			if err := s.writeHandout(build, book, entry, plan, p, back); err != nil {
				return err
			}
		}
		if err := s.writeDraft(build, entry, stem, p, &out); err != nil {
			return err
		}
		s.outputs = append(s.outputs, out)
		s.round.Handouts = append(s.round.Handouts, *entry)
	}
	if build == nil {
		return nil
	}
	return s.finish(build, plan, division, back)
}

// finish adds the handouts up again and, if they are level with the plan, gives the
// outbox its list, its record and its name.
func (s *splitting) finish(build *outbox.Builder, plan *allocate.Plan, division *allocate.Division, back map[int32]allocate.Amount) error {
	if off := division.Readd(plan, func(row int32) (allocate.Amount, bool) { a, ok := back[row]; return a, ok }); off != nil {
		return &lang.Error{What: sayNotLevel.With(off.Row.Item, off.Found, off.Want), Hint: sayReport.With()}
	}
	if err := s.writeList(build); err != nil {
		return err
	}
	return build.Finish(&s.round, outbox.RecordName.In(s.voice.lang))
}

// nameWords are what the words in the pattern of file names stand for.
func (s *splitting) nameWords(label, part string) map[word]string {
	stem := strings.TrimSuffix(filepath.Base(s.file.path), filepath.Ext(s.file.path))
	for _, mark := range []string{checkedMark.ZH, checkedMark.EN} {
		stem = strings.TrimSuffix(stem, mark)
	}
	const longest = 20 // characters: the owner's name matters more
	if r := []rune(stem); len(r) > longest {
		stem = string(r[:longest])
	}
	return map[word]string{wordFile: stem, wordOwner: label, wordNumber: part, wordDate: strings.ReplaceAll(s.round.Sent, "-", "")}
}

// writeHandout writes a handout, reads it back, and compares every target with the plan.
func (s *splitting) writeHandout(build *outbox.Builder, book *blank.Handout, entry *outbox.Handout, plan *allocate.Plan, p *allocate.Portion, back map[int32]allocate.Amount) error {
	var b bytes.Buffer
	if err := blank.WriteHandout(&b, book); err != nil {
		return err
	}
	sum, err := build.Write(entry.File, b.Bytes())
	if err != nil {
		return err
	}
	entry.SHA256 = sum
	amounts, err := workbook.HandedAmounts(build.Path(entry.File))
	if err != nil {
		return err
	}
	for i, row := range p.Breakdowns {
		want := plan.Breakdowns[row]
		got, ok := amounts[entry.Rows[i].Key]
		if known := want.AmountIn == allocate.Typed || want.AmountIn == allocate.Derived; known != ok || ok && (!got.Value.Equal(want.Amount.Value) || got.Unit != want.Amount.Unit) {
			return &lang.Error{What: sayNotAsSent.With(want.Item, got, want.Amount), Hint: sayReport.With()}
		}
		if ok {
			back[row] = got
		}
	}
	return nil
}

// output is what is said of a handout.
func (s *splitting) output(p *allocate.Portion, entry *outbox.Handout) Output {
	out := Output{Owner: p.Label, Path: filepath.Join(s.dir, entry.File), Rows: len(p.Breakdowns) + len(p.Actions), Sums: p.Sums, Address: entry.Address}
	money := 0
	for i := range p.Sums {
		c := &p.Sums[i]
		if isMoney := c.Amount.Unit.Kind() == allocate.Money; c.Blank < c.Rows && (isMoney || len(p.Sums) == 1) {
			out.Total = c
			money++
		}
	}
	if money > 1 {
		out.Total = nil
	}
	return out
}

// notMade says why the outbox was not made. Nothing of it is left.
func notMade(dir string, err error) error {
	if asError(err).Cause != err {
		return err // it says so itself
	}
	if opc.DiskFull(err) {
		return &lang.Error{What: sayNoRoom.With(dir), Hint: sayOtherDisk.With(), Cause: err}
	}
	return &lang.Error{What: sayOutDirFailed.With(dir), Hint: sayCheckPath.With(), Cause: err}
}
