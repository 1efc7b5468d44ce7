package outbox

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxFileName is the longest name of a file, in bytes with its extension: short
// enough for every file system, and for programs that put a folder before it.
const maxFileName = 200

// maxExtension is kept free for an extension and for the number that tells two
// names apart.
const maxExtension = len("(99999).xlsx")

// FileNames gives out file names made of texts that people wrote: each safe on
// Windows, macOS and Linux, and no two the same where large and small letters, or
// the spellings of one character, count as one. The zero value is ready for use.
type FileNames struct{ taken map[string]bool }

// Take returns the stem of a file name for a text, and keeps others from getting it.
func (n *FileNames) Take(text string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
		for _, own := range []string{RecordName.ZH, RecordName.EN, ListName.ZH, ListName.EN, LogName.ZH, LogName.EN} {
			stem, _, _ := strings.Cut(own, ".")
			n.taken[foldFileName(stem)] = true
		}
	}
	stem := safeStem(text)
	name := stem
	for i := 2; n.taken[foldFileName(name)]; i++ {
		name = fmt.Sprintf("%s(%d)", stem, i)
	}
	n.taken[foldFileName(name)] = true
	return name
}

// safeStem is a text as the name of a file without its extension.
func safeStem(text string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "")) {
		switch {
		case unicode.IsSpace(r) || invisible(r):
			space = space || unicode.IsSpace(r) && b.Len() > 0
			continue
		case !unicode.IsPrint(r):
			continue
		case strings.ContainsRune(`<>:"/\|?*`, r):
			r = '_'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	stem := norm.NFC.String(b.String())
	stem = cutBytes(stem, maxFileName-maxExtension)
	stem = strings.TrimRight(stem, ". ")
	stem = strings.TrimLeft(stem, ".~- $")
	switch {
	case stem == "":
		return "_"
	case reserved(stem):
		return "_" + stem
	}
	return stem
}

// invisible reports whether a character that counts as printable shows nothing:
// fillers of Hangul, and the blank of Braille.
func invisible(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x034f, 0x17b4, 0x17b5:
		return true
	}
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef // variation selectors
}

// cutBytes cuts a text to at most that many bytes, between characters.
func cutBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// reserved reports whether Windows takes a name for a device: what stands before its
// first dot, without spaces at the end.
func reserved(stem string) bool {
	name, _, _ := strings.Cut(stem, ".")
	name = strings.ToUpper(strings.TrimRight(name, " "))
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(name, port); ok && utf8.RuneCountInString(n) == 1 && strings.ContainsAny(n, "0123456789¹²³") {
			return true
		}
	}
	return false
}

// foldFileName is a name as file systems compare it that fold the most.
func foldFileName(name string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
}
