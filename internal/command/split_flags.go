package command

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
)

const namePreset = "{file}_{owner}"

// readFlags reads what the flags say of the handouts.
func (s *splitting) readFlags() (err error) {
	s.by = map[string]allocate.By{"": allocate.ByOwner, "owner": allocate.ByOwner, "dimension": allocate.ByDimension, "item": allocate.ByItem}[s.flags["by"]]
	if text, given := s.flags["deadline"]; given {
		if s.deadline, err = dayOf("--deadline", text); err != nil {
			return err
		}
	}
	text, given := s.flags["name"]
	if !given {
		text = namePreset
	}
	text = strings.TrimSuffix(text, ".xlsx")
	if s.naming, err = parsePattern("--name", text, wordFile, wordOwner, wordNumber, wordDate); err != nil {
		return err
	}
	for _, flag := range []string{"subject", "body", "cc"} {
		if _, given := s.flags[flag]; given && !s.on("eml") {
			return wrongUse(sayNeedsEML.With("--"+flag), sayAddEML.With())
		}
	}
	return nil
}

// dayOf reads the day that a flag names.
func dayOf(flag, text string) (allocate.Date, error) {
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2006年1月2日"} {
		if day, err := time.Parse(layout, strings.TrimSpace(text)); err == nil && day.Year() > 0 {
			return dateOf(day), nil
		}
	}
	return allocate.Date{}, wrongUse(sayNotADate.With(flag, text), sayDateExample.With())
}

// findFolder settles where the outbox goes. One that holds anything is never
// written over.
func (s *splitting) findFolder() error {
	dir, given := s.flags["out-dir"]
	if !given {
		dir = filepath.Join(filepath.Dir(s.file.path), outbox.FolderName.With(s.today().Format("20060102")).In(s.voice.lang))
	}
	s.dir = filepath.Clean(dir)
	info, err := os.Stat(dir)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return wrongUse(sayUnreadable.With(dir), sayCheckPath.With())
	case !info.IsDir():
		return wrongUse(sayOutDirIsFile.With(dir), sayChooseFolder.With())
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return wrongUse(sayUnreadable.With(dir), sayCheckPath.With())
	}
	if len(entries) > 0 {
		return wrongUse(sayFolderFull.With(dir), sayNewRound.With(freeFolder(dir)))
	}
	return nil
}

// freeFolder is the first of DIR_2, DIR_3 ... that is not there.
func freeFolder(dir string) string {
	for n := 2; ; n++ {
		free := fmt.Sprintf("%s_%d", dir, n)
		if _, err := os.Lstat(free); err != nil {
			return free
		}
	}
}

// word is a word in braces that is filled in, in either language.
type word = lang.Text

var (
	wordFile     = lang.T("文件", "file")
	wordOwner    = lang.T("责任人", "owner")
	wordNumber   = lang.T("序号", "n")
	wordDate     = lang.T("日期", "date")
	wordRows     = lang.T("行数", "rows")
	wordTotal    = lang.T("合计", "total")
	wordDeadline = lang.T("截止", "deadline")
)

// pattern is a text with words in braces.
type pattern struct{ text string }

var braced = regexp.MustCompile(`\{[^{}]*\}`)

// parsePattern reads a pattern in which these words may stand.
func parsePattern(flag, text string, words ...word) (pattern, error) {
	var known []string
	for _, w := range words {
		known = append(known, "{"+w.ZH+"}", "{"+w.EN+"}")
	}
	for _, found := range braced.FindAllString(text, -1) {
		if !contains(known, found) {
			return pattern{}, wrongUse(sayUnknownWord.With(flag, found), sayChoices.With(strings.Join(known, " ")))
		}
	}
	if strings.TrimSpace(text) == "" || !utf8.ValidString(text) {
		return pattern{}, wrongUse(sayNotAChoice.With(flag, text), sayChoices.With(strings.Join(known, " ")))
	}
	return pattern{text}, nil
}

// fill puts values in for the words.
func (p pattern) fill(values map[word]string) string {
	return braced.ReplaceAllStringFunc(p.text, func(found string) string {
		for w, value := range values {
			if name := found[1 : len(found)-1]; strings.EqualFold(name, w.ZH) || strings.EqualFold(name, w.EN) {
				return value
			}
		}
		return found
	})
}
