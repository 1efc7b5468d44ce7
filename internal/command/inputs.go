package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goalxl/internal/lang"
)

// input is a workbook to work on, or the reason why a name gave none.
type input struct {
	path string
	err  *lang.Error // the name stands for no file; nil if it does
	info os.FileInfo // nil if err is set
}

// inputs is the list of workbooks that a command line names, and what was left
// out of it, which is always said.
type inputs struct {
	files   []input
	skipped []lang.Message
	results bool // whether the results of earlier runs are wanted, too
}

// expand finds the workbooks behind names, folders and patterns: named files in
// the order given, those of a folder or pattern in natural order (2月 before
// 10月). Lock files are left out wherever they come from; backups, old formats and,
// unless results are wanted, the program's own results are left out of folders
// and patterns. A name without a file stays in the list with its error, so that
// the others are still done.
func expand(words []string, results bool) inputs {
	in := inputs{results: results}
	for _, word := range words {
		info, err := os.Stat(word)
		switch {
		case err == nil && info.IsDir():
			in.addFound(word, folderFiles(word), sayEmptyFolder)
		case err == nil:
			in.add(input{path: word, info: info})
		case strings.ContainsAny(word, "*?["):
			in.addPattern(word)
		case os.IsNotExist(err):
			if isLock(word) {
				in.skip(skipLock.With(word))
				continue
			}
			in.miss(word, &lang.Error{What: sayNoFile.With(word), Hint: nearbyFile(word), Cause: err})
		default:
			in.miss(word, &lang.Error{What: sayUnreadable.With(word), Hint: sayCheckPath.With(), Cause: err})
		}
	}
	return in
}

// addPattern adds the files that a pattern matches.
func (in *inputs) addPattern(pattern string) {
	paths, _ := filepath.Glob(pattern)
	in.addFound(pattern, paths, sayNoMatch)
}

// addFound adds the workbooks among paths, which word led to; none is an error
// with the text empty. A pattern that names an old format (*.xls) or results
// (*_已核对.xlsx) is taken at its word.
func (in *inputs) addFound(word string, paths []string, empty lang.Text) {
	slices.SortStableFunc(paths, natural)
	any := false
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || info.IsDir() {
			continue
		}
		extension := strings.ToLower(filepath.Ext(path))
		switch {
		case isLock(path):
			in.skip(skipLock.With(path))
		case strings.HasPrefix(filepath.Base(path), "."):
			continue // hidden by its owner, or half-written by some program
		case isBackup(path) && !isBackup(word), isOwn(path) && !in.results && !isOwn(word):
			in.skip(skipOwn.With(path))
		case isWorkbook(extension), strings.EqualFold(filepath.Ext(word), extension):
			in.add(input{path: path, info: info})
			any = true
		case isOldFormat(extension):
			in.skip(skipOld.With(path))
		}
	}
	if !any {
		in.miss(word, &lang.Error{What: empty.With(word), Hint: sayCheckName.With()})
	}
}

// add adds a file unless it is there already under any spelling.
func (in *inputs) add(file input) {
	if isLock(file.path) {
		in.skip(skipLock.With(file.path))
		return
	}
	for _, other := range in.files {
		if other.info != nil && os.SameFile(other.info, file.info) {
			in.skip(skipTwice.With(file.path, other.path))
			return
		}
	}
	in.files = append(in.files, file)
}

func (in *inputs) skip(m lang.Message) { in.skipped = append(in.skipped, m) }

func (in *inputs) miss(word string, e *lang.Error) {
	in.files = append(in.files, input{path: word, err: e})
}

// isLock reports whether a file is the lock that Excel (~$x), WPS (.~x) or
// LibreOffice (.~lock.x#) puts beside an open workbook.
func isLock(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~")
}

// isOwn reports whether a file is, by its name, a result or a backup of this program.
func isOwn(path string) bool {
	return isMarked(path, checkedMark) || isBackup(path)
}

// isBackup reports whether a file is a backup, by its name: x_备份, x_备份2, and with
// the month of a refresh x_备份2024-06.
func isBackup(path string) bool {
	extension := filepath.Ext(path)
	stem, _ := cutNumber(strings.TrimSuffix(path, extension))
	return isMarked(strings.TrimRight(stem, "0123456789-")+extension, backupMark)
}

// isMarked reports whether a file's name ends in a mark, perhaps with a number.
func isMarked(path string, mark lang.Text) bool {
	stem, _ := cutNumber(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	for _, m := range []string{mark.ZH, mark.EN} {
		if len(stem) > len(m) && strings.HasSuffix(stem, m) {
			return true
		}
	}
	return false
}

func isWorkbook(extension string) bool {
	switch extension {
	case ".xlsx", ".xlsm", ".xltx", ".xltm":
		return true
	}
	return false
}

func isOldFormat(extension string) bool {
	switch extension {
	case ".xls", ".xlsb", ".xlt", ".et", ".ods", ".numbers":
		return true
	}
	return false
}

func folderFiles(folder string) []string {
	entries, _ := os.ReadDir(folder)
	var paths []string
	for _, e := range entries {
		paths = append(paths, filepath.Join(folder, e.Name()))
	}
	return paths
}

// nearbyFile suggests the file of the same folder whose name is nearest.
func nearbyFile(path string) lang.Message {
	var names []string
	for _, p := range folderFiles(filepath.Dir(path)) {
		if !isLock(p) && isWorkbook(strings.ToLower(filepath.Ext(p))) {
			names = append(names, filepath.Base(p))
		}
	}
	if near := nearest(filepath.Base(path), names); near != "" {
		return sayNearest.With(filepath.Join(filepath.Dir(path), near))
	}
	return sayCheckName.With()
}
