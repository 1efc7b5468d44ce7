package collect

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
)

// rounds are the records that were found, and the one that is collected.
type rounds struct {
	all     []*outbox.Outbox
	current *outbox.Outbox
	keys    map[string]*outbox.Handout // the handouts of the current round by the keys of their rows
	notes   []lang.Message
	damaged error // what is wrong with a record that was passed over; nil if nothing is
}

// folders bounds how many folders beside the files are looked at for a record.
const folders = 2000

// findRounds looks for records: in the folder that was named, else beside the
// master and the replies, one folder up from these, and in the folders there. Of the
// rounds of this master the latest is the one that is collected.
func findRounds(req Request) (*rounds, error) {
	r := &rounds{}
	if req.Outbox != "" {
		o, err := outbox.Open(req.Outbox)
		if err != nil {
			return nil, err
		}
		r.all, r.current = append(r.all, o), o
	}
	for _, dir := range searched(req) {
		r.open(dir)
	}
	if r.current == nil {
		r.current = r.latest(sourceStem(filepath.Base(req.Into)))
	}
	if r.current == nil && r.damaged != nil {
		return nil, r.damaged
	}
	if r.current == nil {
		return nil, &lang.Error{What: lang.T("找不到 %s 的下发记录（%s）", "the record of what was sent of %s (%s) was not found").With(req.Into, outbox.RecordName),
			Hint: lang.T("请把 goalxl split 生成的文件夹放在它旁边，或用 --outbox 文件夹 指明", "put the folder that goalxl split made beside it, or name it with --outbox FOLDER").With()}
	}
	r.keys = map[string]*outbox.Handout{}
	for i := range r.current.Record.Handouts {
		h := &r.current.Record.Handouts[i]
		for j := range h.Rows {
			r.keys[h.Rows[j].Key] = h
		}
	}
	return r, nil
}

// searched returns the folders in which a record may be.
func searched(req Request) (dirs []string) {
	seen := map[string]bool{}
	add := func(dir string) {
		if abs, err := filepath.Abs(dir); err == nil && !seen[abs] && len(dirs) < folders {
			seen[abs] = true
			dirs = append(dirs, dir)
		}
	}
	bases := map[string]bool{}
	for _, path := range append([]string{req.Into}, req.Replies...) {
		for _, base := range []string{filepath.Dir(path), filepath.Join(filepath.Dir(path), "..")} {
			if bases[base] {
				continue
			}
			bases[base] = true
			add(base)
			entries, _ := os.ReadDir(base)
			for _, e := range entries {
				if e.IsDir() {
					add(filepath.Join(base, e.Name()))
				}
			}
		}
	}
	return dirs
}

// open adds the record in a folder, if there is one that was not found yet. A
// damaged one is told, and passed over.
func (r *rounds) open(dir string) {
	if recordTime(dir).IsZero() {
		return
	}
	o, err := outbox.Open(dir)
	if err != nil {
		r.damaged = err
		if e, ok := err.(*lang.Error); ok {
			r.notes = append(r.notes, lang.T("%s，跳过", "%s; passed over").With(e.What))
		}
		return
	}
	if !slices.ContainsFunc(r.all, func(have *outbox.Outbox) bool { return have.Record.Round == o.Record.Round }) {
		r.all = append(r.all, o)
	}
}

// recordTime returns when the record in a folder was written; the zero time if there is none.
func recordTime(dir string) time.Time {
	for _, name := range []string{outbox.RecordName.ZH, outbox.RecordName.EN} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return info.ModTime()
		}
	}
	return time.Time{}
}

// latest returns the last round of the workbook with the stem; where none is of it
// and there is but one workbook, the last round of that.
func (r *rounds) latest(stem string) *outbox.Outbox {
	var of, any []*outbox.Outbox
	sources := map[string]bool{}
	for _, o := range r.all {
		source := sourceStem(o.Record.Source.Name)
		sources[source] = true
		if any = append(any, o); source == stem {
			of = append(of, o)
		}
	}
	if len(of) == 0 && len(sources) == 1 && r.damaged == nil { // the damaged one may be this master's
		of = any
	}
	if len(of) == 0 {
		return nil
	}
	return slices.MaxFunc(of, func(a, b *outbox.Outbox) int {
		if c := strings.Compare(a.Record.Sent, b.Record.Sent); c != 0 {
			return c
		}
		return recordTime(a.Dir).Compare(recordTime(b.Dir))
	})
}

// find returns the round that an identity names; nil if its record was not found.
func (r *rounds) find(round string) *outbox.Outbox {
	i := slices.IndexFunc(r.all, func(o *outbox.Outbox) bool { return o.Record.Round == round })
	if i < 0 {
		return nil
	}
	return r.all[i]
}

// Marks are what the program adds to the names of its results; the source of a round
// may be called by any of them.
var Marks = []lang.Text{lang.T("_已核对", "_checked"), lang.T("_汇总", "_collected"), lang.T("_备份", "_backup")}

// sourceStem is a workbook's name without its extension and what the program, or a
// mail program that numbers copies, adds to it.
func sourceStem(name string) string {
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	for again := true; again; {
		again = false
		if open := strings.LastIndexByte(stem, '('); open > 0 && strings.HasSuffix(stem, ")") && strings.Trim(stem[open+1:len(stem)-1], "0123456789") == "" {
			stem, again = strings.TrimRight(stem[:open], " "), true
		}
		for _, m := range Marks {
			for _, mark := range []string{m.ZH, m.EN} {
				if rest, ok := strings.CutSuffix(stem, mark); ok && rest != "" {
					stem, again = rest, true
				}
			}
		}
	}
	return strings.ToLower(stem)
}
