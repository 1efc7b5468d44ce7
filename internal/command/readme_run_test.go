package command

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestREADMERuns runs every command of the READMEs, one after the other in a
// folder that has the samples, and holds that each prints what stands below it.
// In what stands there, a line of three dots is any number of lines, and three
// dots at the end of a line are its rest. With -update it writes what is printed,
// where there are no dots. A block whose fence names a file is that file.
func TestREADMERuns(t *testing.T) {
	for _, r := range readmes {
		t.Run(r.name, func(t *testing.T) {
			path, text := readReadme(t, r.name)
			s := &readmeShell{t: t, dir: t.TempDir(), locale: r.locale}
			copySamples(t, s.dir)
			hold(t, path, text, s.readme(text))
			if s.ran < 10 {
				t.Errorf("only %d commands run", s.ran)
			}
		})
	}
}

func copySamples(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"targets.xlsx", "mismatch.xlsx"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, "testdata"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "testdata", name), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// readmeShell runs the commands of a README.
type readmeShell struct {
	t      *testing.T
	dir    string
	locale string
	code   int // exit code of the last command
	ran    int
}

// readme returns the text with what its commands print now.
func (s *readmeShell) readme(text string) string {
	var out []string
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		kind := lines[i]
		if file, ok := namedFile(kind); ok {
			from := i + 1
			for i++; i < len(lines) && lines[i] != "```"; i++ {
			}
			out = append(out, lines[from:i]...)
			s.write(file, strings.Join(lines[from:i], "\n")+"\n")
			out = append(out, "```")
			continue
		}
		if kind != "```console" && kind != "```sh" {
			continue
		}
		for i++; i < len(lines) && lines[i] != "```"; i++ {
			if kind == "```sh" {
				out = append(out, lines[i])
				if s.run(lines[i]); s.code != exitDone {
					s.t.Errorf("%s: exit code %d", lines[i], s.code)
				}
				continue
			}
			command, ok := strings.CutPrefix(lines[i], "$ ")
			if !ok {
				s.t.Fatalf("line %d is no command: %q", i+1, lines[i])
			}
			from := i + 1
			for i+1 < len(lines) && lines[i+1] != "```" && !strings.HasPrefix(lines[i+1], "$ ") {
				i++
			}
			out = append(out, lines[from-1])
			out = append(out, s.printed(command, lines[from:i+1])...)
		}
		out = append(out, "```")
	}
	return strings.Join(out, "\n")
}

// namedFile is the file that the fence of a block names: the second word.
func namedFile(fence string) (string, bool) {
	if !strings.HasPrefix(fence, "```") {
		return "", false
	}
	_, file, named := strings.Cut(fence, " ")
	return file, named
}

// write writes a file that the README shows.
func (s *readmeShell) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

// printed runs a command and returns what it prints, or what stood there if that
// covers it.
func (s *readmeShell) printed(command string, stood []string) []string {
	got := strings.ReplaceAll(s.run(command), "\r\n", "\n") // CSV ends its lines as Excel does
	if got == "" {
		return nil
	}
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	for _, line := range lines {
		if columns(line) > 80 && !strings.Contains(command, "--format") {
			s.t.Errorf("%s: more than 80 columns: %q", command, line)
		}
	}
	if covers(stood, lines) {
		return stood
	}
	for _, line := range stood {
		if strings.HasSuffix(line, "...") {
			s.t.Errorf("%s: what stands below it is not what it prints:\n%s", command, got)
			return stood
		}
	}
	return lines
}

// covers reports whether lines are what a pattern with dots stands for.
func covers(pattern, lines []string) bool {
	if len(pattern) == 0 {
		return len(lines) == 0
	}
	if pattern[0] == "..." {
		for i := 0; i <= len(lines); i++ {
			if covers(pattern[1:], lines[i:]) {
				return true
			}
		}
		return false
	}
	if len(lines) == 0 {
		return false
	}
	head, cut := strings.CutSuffix(pattern[0], "...")
	if strings.TrimPrefix(lines[0], "\uFEFF") != head && !(cut && strings.HasPrefix(lines[0], head)) {
		return false
	}
	return covers(pattern[1:], lines[1:])
}

// run runs a command line and returns what it prints. Building and testing are
// left to whoever runs this test.
func (s *readmeShell) run(line string) string {
	words := strings.Fields(line)
	switch {
	case line == "echo $?":
		return strconv.Itoa(s.code) + "\n"
	case strings.HasPrefix(line, "go test "), strings.HasPrefix(line, "go build "):
		s.code = exitDone
		return ""
	case strings.HasPrefix(line, "go run . "):
		words = words[3:]
	case words[0] == "goalxl":
		words = words[1:]
	default:
		s.t.Fatalf("a command that this test does not know: %s", line)
	}
	s.ran++
	cmd := exec.Command("goalxl", words...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "LANG="+s.locale, "LC_ALL=", "LC_MESSAGES=", "COLUMNS=80", "NO_COLOR=1")
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatalf("%s: %v", line, err)
	}
	s.code = cmd.ProcessState.ExitCode()
	return both.String()
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"a|b", "a|b", true},
		{"a|...|d", "a|b|c|d", true},
		{"a|...", "a", true},
		{"a...", "abc", true},
		{"a", "abc", false},
		{"a|...|d", "a|b|c", false},
		{"a", "a|b", false},
	} {
		if got := covers(strings.Split(c.pattern, "|"), strings.Split(c.text, "|")); got != c.want {
			t.Errorf("%s for %s: %v", c.pattern, c.text, got)
		}
	}
}
