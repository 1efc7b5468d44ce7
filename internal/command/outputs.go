package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"goalxl/internal/lang"
)

// What is added to the name of a workbook for the result of fill, and for the
// backup that --in-place makes.
var (
	checkedMark = lang.T("_已核对", "_checked")
	backupMark  = lang.T("_备份", "_backup")
)

// destination is where results go, as the flags say.
type destination struct {
	file    string // -o
	folder  string // --out-dir
	inPlace bool
	dryRun  bool
	mark    string // added to the source's name; "" keeps the name
	// own tells, by name, a result of an earlier run, which keeps its name; nil for those
	// of fill.
	own func(path string) bool
	// pristine tells results of earlier runs, which are written over, from files
	// that hold somebody's work; nil where whatever is there is written over.
	pristine func(path string) bool
}

// destination reads the flags of writing and refuses those that contradict
// each other.
func (r *run) destination() (destination, error) {
	d := destination{file: r.flags["output"], folder: r.flags["out-dir"], inPlace: r.on("in-place"), dryRun: r.on("dry-run")}
	switch {
	case d.file != "" && d.inPlace:
		return d, wrongUse(sayTogether.With("-o", "--in-place"), sayKeepOne.With())
	case d.file != "" && d.folder != "":
		return d, wrongUse(sayTogether.With("-o", "--out-dir"), sayKeepOne.With())
	case d.folder != "" && d.inPlace:
		return d, wrongUse(sayTogether.With("--out-dir", "--in-place"), sayKeepOne.With())
	case d.file == "-":
		return d, wrongUse(sayStandardOut.With(), sayNameFile.With())
	}
	if info, err := os.Stat(d.folder); d.folder != "" && err == nil && !info.IsDir() {
		return d, wrongUse(sayOutDirIsFile.With(d.folder), sayChooseFolder.With())
	}
	if info, err := os.Stat(d.file); d.file != "" && err == nil && info.IsDir() {
		return d, wrongUse(sayOutIsFolder.With(d.file), sayUseOutDir.With())
	}
	return d, nil
}

// plan names the result of every input, or says why the wish cannot be met.
// Nothing is ever written over a file that is read, nor over another result; where
// a name is taken so, the next number is and notes say it. kept are other
// files that are read, such as --history.
func (d destination) plan(files []input, kept []string) (outputs []string, notes []lang.Message, err error) {
	taken := takenNames(files, kept)
	outputs = make([]string, len(files))
	if d.file != "" {
		return outputs, nil, d.planFile(files, kept, outputs)
	}
	for i, f := range files {
		switch {
		case f.err != nil:
		case d.inPlace:
			outputs[i] = f.path
		default:
			output, note := d.free(f.path, taken)
			if !note.IsZero() {
				notes = append(notes, note)
			}
			outputs[i] = output
			taken.add(output)
		}
	}
	return outputs, notes, nil
}

// free names the result of a source: the name that is wanted, or the first with a
// number that is neither taken nor holds what somebody has changed since it was
// written. The note says so, where another name was wanted.
func (d destination) free(source string, taken *names) (output string, note lang.Message) {
	wanted := d.wanted(source)
	output = taken.free(wanted)
	if output != wanted && !d.keeps(source) {
		note = sayRenamed.With(source, output, wanted)
	}
	for d.pristine != nil && exists(output) && !d.pristine(output) {
		changed := output
		taken.add(changed)
		output = taken.free(wanted)
		note = sayChanged.With(changed, source, output)
	}
	return output, note
}

// keeps reports whether a source is a result of an earlier run, which keeps its name.
func (d destination) keeps(source string) bool {
	if d.own != nil {
		return d.own(source)
	}
	return isOwn(source)
}

// exists reports whether there is something at the path, whatever it is.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// planFile checks that -o can be meant for the one input there is.
func (d destination) planFile(files []input, kept, outputs []string) error {
	if len(files) > 1 {
		return wrongUse(sayOneOutput.With(len(files)), sayUseOutDir.With())
	}
	for i, f := range files {
		if f.err != nil {
			continue
		}
		for _, read := range append([]string{f.path}, kept...) {
			if sameFile(d.file, read) {
				return wrongUse(sayOverSource.With(d.file, read), sayUseInPlace.With())
			}
		}
		if extension := filepath.Ext(f.path); !strings.EqualFold(filepath.Ext(d.file), extension) {
			stem := strings.TrimSuffix(d.file, filepath.Ext(d.file))
			return wrongUse(sayOutExtension.With(d.file, extension), sayChangeName.With(stem+extension))
		}
		outputs[i] = d.file
	}
	return nil
}

// wanted is the name that a result has if nobody else has it: the source's with
// the mark, in its folder or in --out-dir. A result of an earlier run keeps its
// name, so that marks do not pile up.
func (d destination) wanted(source string) string {
	folder, name := filepath.Split(source)
	if d.folder != "" {
		folder = d.folder
	}
	extension := filepath.Ext(name)
	stem := strings.TrimSuffix(name, extension)
	if d.mark != "" && !d.keeps(source) {
		stem += d.mark
	}
	return filepath.Join(folder, stem+extension)
}

// names are files that must not be written: by path, and by what they are on disk.
type names struct {
	paths map[string]bool
	infos []os.FileInfo
}

func takenNames(files []input, kept []string) *names {
	n := &names{paths: make(map[string]bool)}
	for _, f := range files {
		n.add(f.path)
	}
	for _, path := range kept {
		n.add(path)
	}
	return n
}

func (n *names) add(path string) {
	n.paths[absolute(path)] = true
	if info, err := os.Stat(path); err == nil {
		n.infos = append(n.infos, info)
	}
}

func (n *names) has(path string) bool {
	if n.paths[absolute(path)] {
		return true
	}
	info, err := os.Stat(path)
	for _, other := range n.infos {
		if err == nil && os.SameFile(info, other) {
			return true
		}
	}
	return false
}

// free returns the name, or the first of NAME(2), NAME(3) ... that is not taken.
func (n *names) free(path string) string {
	extension := filepath.Ext(path)
	stem, number := cutNumber(strings.TrimSuffix(path, extension))
	for n.has(path) {
		number++
		path = fmt.Sprintf("%s(%d)%s", stem, number, extension)
	}
	return path
}

// cutNumber splits the number off a name such as 目标_已核对(2). A name without
// one counts as the first.
func cutNumber(stem string) (string, int) {
	open := strings.LastIndexByte(stem, '(')
	if open <= 0 || !strings.HasSuffix(stem, ")") {
		return stem, 1
	}
	n, err := strconv.Atoi(stem[open+1 : len(stem)-1])
	if err != nil || n < 2 || n > 9999 {
		return stem, 1
	}
	return stem[:open], n
}

// absolute is a path in the one spelling that can be compared.
func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		abs = filepath.Join(folder, filepath.Base(abs))
	}
	return foldPath(abs)
}

// sameFile reports whether two paths lead to one file: spelt differently, over
// symbolic links or as hard links.
func sameFile(a, b string) bool {
	if absolute(a) == absolute(b) {
		return true
	}
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
