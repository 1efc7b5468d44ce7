package outbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"goalxl/internal/lang"
)

// Schema names the form of the record; it changes when an older program would
// misread it.
const Schema = "goalxl-outbox/1"

// Record is all that is known of a round: what was sent to whom, cell by cell.
type Record struct {
	Schema   string    `json:"schema"`
	Round    string    `json:"round"`              // 20260601-3f9a2c1b: the day, and what was split how
	Sent     string    `json:"sent"`               // the day: 2026-06-01
	Lang     string    `json:"lang"`               // of the handouts: zh or en
	By       string    `json:"by"`                 // owner, dimension or item
	Deadline string    `json:"deadline,omitempty"` // the day: 2026-06-15
	Source   Source    `json:"source"`
	Secret   string    `json:"secret"` // hex; keys every identity and row of the round. It never leaves the outbox
	Handouts []Handout `json:"handouts"`
}

// Source is the workbook that was split.
type Source struct {
	Name   string `json:"name"` // without its folder
	SHA256 string `json:"sha256"`
}

// Handout is the workbook of one owner (or dimension, or item).
type Handout struct {
	Part     string   `json:"part"`  // its number in the round: 001
	Owner    string   `json:"owner"` // whose it is, or the dimension or item that it was made for
	File     string   `json:"file"`  // in the outbox
	SHA256   string   `json:"sha256"`
	Identity string   `json:"identity"`          // as it stands in the workbook: see Identity
	Mail     string   `json:"mail,omitempty"`    // the draft in the outbox; "" if there is none
	Address  string   `json:"address,omitempty"` // from 通讯录; "" if it has none that holds
	Copy     []string `json:"copy,omitempty"`
	Tables   []Table  `json:"tables"`
	Rows     []Row    `json:"rows"`
}

// Table is a sheet of a handout with its columns from left to right. The column of
// the row keys stands behind them.
type Table struct {
	Kind    string   `json:"kind"` // breakdown or tracking
	Sheet   string   `json:"sheet"`
	Columns []Column `json:"columns"`
}

// Column is a column of a handout.
type Column struct {
	Field   string `json:"field"`   // as allocate.Field names it
	Heading string `json:"heading"` // as it stands in the handout
	Open    bool   `json:"open,omitempty"`
	Unit    string `json:"unit,omitempty"` // of bare numbers in the column, as it is spelled: 万元
}

// Row is a row of the plan as it was sent.
type Row struct {
	Key    string           `json:"key"`   // stands in the handout beside the row
	Kind   string           `json:"kind"`  // breakdown or tracking
	Sheet  string           `json:"sheet"` // of the source
	Row    int32            `json:"row"`   // of the source at sending, as people count
	At     int32            `json:"at"`    // row of the handout at sending
	Values map[string]Value `json:"values"`
}

// Value is what a field of a row held when it was sent. Blank cells have none.
type Value struct {
	// Text is what the cell holds: words as they are, a number as plain digits.
	Text string `json:"text"`
	// Value is what the cell was read as: an amount in base units, a share as a
	// fraction, a day or a span of days (2024-12-01/2024-12-31). "" for words, and for
	// what could not be read.
	Value string `json:"value,omitempty"`
	Unit  string `json:"unit,omitempty"` // base unit of an amount: 元, 家
}

// maxRecord bounds the size of a record that is read.
const maxRecord = 256 << 20

// Encode returns the record as it stands in the outbox.
func (r *Record) Encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(r)
	return b.Bytes(), err
}

// Outbox is a folder with a record.
type Outbox struct {
	Dir    string
	Record Record
}

// Open reads the record of an outbox. Errors are *lang.Error.
func Open(dir string) (*Outbox, error) {
	raw, err := read(dir)
	if err != nil {
		return nil, err
	}
	o := &Outbox{Dir: dir}
	if err := json.Unmarshal(raw, &o.Record); err != nil {
		return nil, damaged(dir, err)
	}
	if o.Record.Schema != Schema {
		return nil, &lang.Error{What: lang.T("%s: 下发记录是另一版本（%s）的", "%s: the record is of another version (%s)").With(dir, o.Record.Schema),
			Hint: lang.T("请用生成它的那个版本的 goalxl", "use the version of goalxl that made it").With()}
	}
	return o, o.Record.sound(dir)
}

// read returns the bytes of the record, in whichever language it is named.
func read(dir string) ([]byte, error) {
	for _, name := range []string{RecordName.ZH, RecordName.EN} {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && (!info.Mode().IsRegular() || info.Size() > maxRecord) {
			err = fmt.Errorf("%s is no record", name)
		}
		if err != nil {
			return nil, damaged(dir, err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, damaged(dir, err)
		}
		return raw, nil
	}
	return nil, &lang.Error{What: lang.T("%s 里没有 %s，不是下发文件夹", "%s has no %s: it is no outbox").With(dir, RecordName),
		Hint: lang.T("请写 goalxl split 生成的文件夹", "name the folder that goalxl split made").With()}
}

func damaged(dir string, err error) error {
	return &lang.Error{What: lang.T("%s: 下发记录无法读取", "%s: the record could not be read").With(dir),
		Hint: lang.T("请从备份恢复这个文件夹，不要改动里面的记录", "restore the folder from a backup, and leave its record alone").With(), Cause: err}
}

// sound checks what the program relies on: file names stay within the folder, and
// parts and keys are not given twice.
func (r *Record) sound(dir string) error {
	seen := map[string]bool{}
	once := func(kind, name string) bool {
		had := seen[kind+name]
		seen[kind+name] = true
		return name != "" && !had
	}
	for i := range r.Handouts {
		h := &r.Handouts[i]
		if !once("part ", h.Part) || !once("file ", h.File) || !inside(h.File) || h.Mail != "" && !inside(h.Mail) {
			return damaged(dir, fmt.Errorf("handout %s: %s", h.Part, h.File))
		}
		for j := range h.Rows {
			if !once("key ", h.Rows[j].Key) {
				return damaged(dir, fmt.Errorf("row key %s", h.Rows[j].Key))
			}
		}
	}
	return nil
}

// inside reports whether a name is that of a file in the folder itself.
func inside(name string) bool {
	return filepath.IsLocal(name) && name != "." && !strings.ContainsAny(name, `/\:`)
}
