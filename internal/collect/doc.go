// Package collect merges the replies to a round of handouts into the workbook that
// was split: it finds the round's record, tells each reply for what it is, finds each
// row again, and compares what was sent, what came back and what the master says today.
package collect

import (
	"context"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/workbook"
)

// Request is what is to be collected.
type Request struct {
	Into    string   // the master
	Replies []string // files, in the order in which they are told
	Outbox  string   // the folder with the round's record; "" to look for it
	Picks   []Pick   // how conflicts are to be decided
	NewRows bool     // take rows that replies add
	Today   allocate.Date
	Stated  *workbook.Stated // what goalxl.yaml says of the master; nil for nothing
	Lang    lang.Lang        // of the messages in the sheets where the master has no table
}

// State says what a reply is.
type State uint8

// The states. Their names (String) are the ones that JSON uses.
const (
	Merged     State = iota // it changes something, and all of that is in the master now
	Unchanged               // it says what was sent
	Conflicted              // a person must decide about some of it
	Duplicate               // another file says the same, or is a later version
	Foreign                 // it is no reply to this master's handouts
	Forged                  // its identity was made up or altered
	Stale                   // it answers an earlier round
	Missing                 // no reply came
	Unreadable              // it could not be read
)

// String returns the name that JSON uses.
func (s State) String() string {
	return [...]string{"merged", "unchanged", "conflict", "duplicate", "foreign", "forged", "stale", "missing", "unreadable"}[s]
}

// In returns the word for people.
func (s State) In(l lang.Lang) string { return stateWords[s].In(l) }

var stateWords = [...]lang.Text{
	lang.T("已汇总", "merged"), lang.T("没有改动", "unchanged"), lang.T("有冲突", "conflict"), lang.T("重复", "duplicate"),
	lang.T("不是本表的回复", "foreign"), lang.T("伪造或改过标识", "forged"), lang.T("上一轮的", "stale"), lang.T("未回复", "missing"), lang.T("无法读取", "unreadable"),
}

// Reply is what became of one reply, or of a handout without one.
type Reply struct {
	Owner   string // whose handout it answers; "" if that is not known
	Path    string // "" for a missing one
	State   State
	Changes int          // cells of the master that it changed now
	Edits   int          // open cells that differ from what was sent
	Open    int          // conflicts that are not decided
	Saved   string       // the day it was saved, as the file says itself: 2026-06-12; "" if it does not
	Late    int          // days after the deadline; 0 for none
	Note    lang.Message // what else is to be said of it; may be zero
	Err     *lang.Error  // why it is Unreadable
	Handout *outbox.Handout
}

// Conflict is a cell that the master and a reply, or two replies, changed
// differently, or a change that has no place in the master any more.
type Conflict struct {
	ID      string // the same as long as the three values are
	Sheet   string // of the master
	Cell    string // of the master; "" if the row is not there any more
	Heading string
	Subject string // what the row is about
	Owner   string
	Path    string
	Why     lang.Text
	// The three values: as sent, as returned, in the master today.
	Sent, Returned, Master Value
	Picked                 Choice
}

// Value is a value of a conflict, for people and for programs.
type Value struct {
	Text  string // 4800万元
	Plain string // 48000000; the words themselves where it is no figure
}

// Change is a cell of the master that got what a reply says.
type Change struct {
	Sheet, Cell, Heading, Subject string
	Before, After                 Value
	Owner, Path                   string
}

// Refusal is something in a reply that was seen and not taken.
type Refusal struct {
	Owner, Path    string
	Sheet, Cell    string // of the reply
	Heading        string
	Subject        string
	Sent, Returned Value
	Why            lang.Message
}

// Result is what came of collecting.
type Result struct {
	Round     *outbox.Outbox
	Replies   []Reply // those of the round in its order, then all other files
	Conflicts []Conflict
	Changes   []Change
	Refused   []Refusal
	Notes     []lang.Message // what was passed over

	book   *workbook.Book
	opened *workbook.Book
	merged workbook.Merged
	log    *log
}

// Close closes the files behind the result.
func (r *Result) Close() error {
	if r.opened == nil {
		return nil
	}
	return r.opened.Close()
}

// Collect reads all replies and the master, and decides what becomes of each cell.
// Nothing is written. Errors are *lang.Error about the round or the master; those of
// replies are in the result. progress, if not nil, is called before each reply is read.
func Collect(ctx context.Context, req Request, progress func(i, n int, path string)) (*Result, error) {
	rounds, err := findRounds(req)
	if err != nil {
		return nil, &RoundError{err}
	}
	c := &collecting{req: req, rounds: rounds, res: &Result{Round: rounds.current, Notes: rounds.notes}}
	c.readReplies(ctx, progress)
	if err := ctx.Err(); err != nil {
		return nil, &lang.Error{What: lang.T("已中断", "interrupted").With(), Cause: err}
	}
	if err := c.readMaster(); err != nil {
		c.res.Close()
		return nil, err
	}
	c.decide()
	c.report()
	return c.res, nil
}

// RoundError is an error about the record of the round, without which nothing can be
// collected.
type RoundError struct{ error }

// Unwrap returns what is wrong with the record.
func (e *RoundError) Unwrap() error { return e.error }

// collecting is a Collect under way.
type collecting struct {
	req    Request
	rounds *rounds
	files  []*file
	master *master
	picks  map[string]Choice
	used   map[string]bool // picks that decided something
	// adopted are the rows of the master's 采纳记录, which this run goes on with.
	adopted [][]string
	res     *Result
}
