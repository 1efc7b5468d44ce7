package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goalxl/internal/lang"
)

// TestREADMEQuotesWhatIsSaid holds that each message in the README's table of
// refusals is one that the program can say.
func TestREADMEQuotesWhatIsSaid(t *testing.T) {
	said := sourceText(t, "..", "../../workbook", "../../allocate")
	for _, r := range readmes {
		_, text := readReadme(t, r.name)
		heading := map[lang.Lang]string{lang.ZH: "| 提示 |", lang.EN: "| Message |"}[r.lang]
		_, table, found := strings.Cut(text, heading)
		if !found {
			t.Fatalf("%s has no table of refusals", r.name)
		}
		table, _, _ = strings.Cut(table, "\n\n")
		rows := 0
		for _, line := range strings.Split(table, "\n") {
			message, ok := strings.CutPrefix(line, "| `")
			if !ok {
				continue
			}
			rows++
			if message, _, _ = strings.Cut(message, "`"); !strings.Contains(said, message) {
				t.Errorf("%s: nothing says %q", r.name, message)
			}
		}
		if rows < 5 {
			t.Errorf("%s: only %d messages found", r.name, rows)
		}
	}
}

// TestREADMEListsTheKeys holds that every key of the JSON output is named in the
// READMEs' section for scripts.
func TestREADMEListsTheKeys(t *testing.T) {
	source, err := os.ReadFile("report_json.go")
	if err != nil {
		t.Fatal(err)
	}
	tags := strings.Split(string(source), "json:\"")[1:]
	if len(tags) < 40 {
		t.Fatalf("only %d keys found", len(tags))
	}
	for _, r := range readmes {
		_, text := readReadme(t, r.name)
		_, section, _ := strings.Cut(text, "--format json")
		section, _, _ = strings.Cut(section, "--format csv")
		for _, tag := range tags {
			key := tag[:strings.IndexAny(tag, ",\"")]
			if !strings.Contains(section, "`"+key+"`") && !strings.Contains(section, key+"[]") && !strings.Contains(section, "."+key+"`") {
				t.Errorf("%s does not name the key %s", r.name, key)
			}
		}
	}
}

// sourceText is the program's own source below the folders, without tests.
func sourceText(t *testing.T, folders ...string) string {
	t.Helper()
	var b strings.Builder
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			b.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestREADMENamesFiles holds that the files that the READMEs lead to are there.
func TestREADMENamesFiles(t *testing.T) {
	for _, r := range readmes {
		_, text := readReadme(t, r.name)
		seen := 0
		folder := ""
		for i, word := range strings.Split(text, "`") {
			if i%2 == 0 || strings.ContainsAny(word, " \n*") || !strings.HasSuffix(word, ".go") && !(strings.HasSuffix(word, "/") && strings.ContainsAny(word[:1], "atwi")) {
				continue
			}
			seen++
			if strings.Contains(word, "/") {
				folder = filepath.Dir(word)
			} else if word != "main.go" {
				word = folder + "/" + word
			}
			if _, err := os.Stat(filepath.Join("..", "..", word)); err != nil {
				t.Errorf("%s: %v", r.name, err)
			}
		}
		if seen < 20 {
			t.Errorf("%s: only %d files named", r.name, seen)
		}
	}
}
