package outbox

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// hostile are names that somebody may have typed into 责任人 to see what happens.
func hostile() []string {
	names := []string{
		"", " ", ".", "..", "...", "../../etc/passwd", `..\..\windows\system32`, "/etc/passwd", `C:\x`, "C:", "c:x", `\\server\share`, "a/b", `a\b`, "a:b", "a|b", "a?b", "a*b", `a"b`, "a<b>c",
		"CON", "con", "Con.xlsx", "PRN", "AUX", "NUL", "nul.txt", "COM1", "com9", "LPT1", "lpt¹", "COM²", "CONIN$", "CLOCK$", "CON ", "CON .x", "com1.a.b", "COM10", "CONSOLE",
		"张伟", "张伟 ", " 张伟", "张伟.", "张伟...", "张伟\u200b", "\u202e张伟", "张\u0000伟", "张\n伟", "张\r\nBcc: x@example.com\r\n伟", "\ufeff张伟", "张伟\u3000", "张伟\t", "张\u2066伟",
		"ANNA", "anna", "Anna", "Ａnna", "Straße", "STRASSE", "strasse", "é", "e\u0301", "É", "ﬁn", "fin", "İ", "i\u0307", "ı",
		strings.Repeat("长", 400), strings.Repeat("长", 399) + "短", strings.Repeat("e\u0301", 300), strings.Repeat("a", 5000), strings.Repeat("👨\u200d👩\u200d👧", 60),
		"~$张伟", ".~lock", "-rf", "--out-dir", "$(reboot)", "`id`", "%TEMP%", "=1+1", "@SUM(A1)", "下发清单", "下发记录", "OUTBOX", "发送记录",
		"\xff\xfe", "a\xc3", "\u115f\u1160", "\u2800", "\U000e0041", "\ue000", "🏴\U000e0067", "\u0301", "张伟_已核对", "x.", "x .", "x. .", "desktop.ini", "Thumbs.db", "a;b", "a&b", "a,b", "a'b", "(2)", "张伟(2)",
	}
	return names
}

// wrongName says what is wrong with a file name on some system; "" if nothing is.
func wrongName(name string) string {
	base, _, _ := strings.Cut(name, ".")
	switch {
	case name == "" || len(name) > 200:
		return fmt.Sprintf("%d bytes", len(name))
	case !utf8.ValidString(name) || !norm.NFC.IsNormalString(name):
		return "not UTF-8 in NFC"
	case filepath.Base(name) != name || !filepath.IsLocal(name) || strings.ContainsAny(name, `<>:"/\|?*`):
		return "a path, or a character that Windows does not take"
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, " ") || strings.HasPrefix(name, "-") || strings.HasPrefix(name, "~"):
		return "its ends"
	case reserved(base):
		return "a device"
	}
	for _, r := range name {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || !unicode.IsPrint(r) {
			return fmt.Sprintf("the character %U", r)
		}
	}
	return ""
}

func TestHostileNames(t *testing.T) {
	names, dir := hostile(), t.TempDir()
	if len(names) < 80 {
		t.Fatalf("only %d names", len(names))
	}
	var give FileNames
	seen := map[string]string{}
	for _, name := range names {
		file := give.Take(name) + ".xlsx"
		if fault := wrongName(file); fault != "" {
			t.Errorf("%q gave %q: %s", name, file, fault)
		}
		folded := foldFileName(norm.NFD.String(strings.ToUpper(file)))
		if other, had := seen[folded]; had {
			t.Errorf("%q gave %q, as %q did", name, file, other)
		}
		seen[folded] = name
		f, err := os.OpenFile(filepath.Join(dir, file), os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		f.Close()
	}
}

func TestPlainNamesStay(t *testing.T) {
	var give FileNames
	for _, c := range [][2]string{
		{"张伟", "张伟"}, {"*经理", "_经理"}, {"Anna  Maria", "Anna Maria"}, {"华东/一组", "华东_一组"}, {"张伟", "张伟(2)"}, {"Anna", "Anna"}, {"ANNA", "ANNA(2)"}, {"NUL", "_NUL"},
	} {
		if got := give.Take(c[0]); got != c[1] {
			t.Errorf("%q gave %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzFileNames(f *testing.F) {
	for _, name := range hostile() {
		f.Add(name, "张伟")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var give FileNames
		x, y := give.Take(a)+".xlsx", give.Take(b)+".xlsx"
		for _, name := range []string{x, y} {
			if fault := wrongName(name); fault != "" {
				t.Errorf("%q and %q gave %q: %s", a, b, name, fault)
			}
		}
		if foldFileName(x) == foldFileName(y) {
			t.Errorf("%q and %q gave the same file", a, b)
		}
	})
}
