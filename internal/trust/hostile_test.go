package trust

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// verdict is what must become of a file.
type verdict uint8

const (
	refused verdict = iota // exit 3, one clear line, nothing written
	taken                  // done, and done right
	judged                 // refused; or taken, if the independent judge finds no damage
)

// attack is a file that the program is given.
type attack struct {
	class, name string
	make        func() []byte
	damage      func() string // what the independent judge finds
	want        verdict
	same        []byte // where it is taken, it must read as this one does; may be nil
	says        string // that the refusal must say, or the result of one that is taken
	file        string // its name; 目标.xlsx if blank
}

// What no file may make the program do.
const (
	longest = 5 * time.Second
	largest = 512 << 20
)

// commands are those that open a workbook, with what makes them write.
var commands = [][]string{{"fill", "-o", resultName}, {"check"}, {"clean", "-o", resultName}}

// busy tells a run that waited for the processor, among other tests, from one
// that took too long itself.
func busy(o outcome) bool { return !o.Hung && o.Wall > longest && o.CPU < longest }

// tally counts what became of the attacks of a class.
type tally struct {
	class                         string
	cases, refused, taken, faults int
	slowest, cpu                  time.Duration
	largest                       int64
}

// TestHostileWorkbooks gives every command every attack, and prints the table of
// counts.
func TestHostileWorkbooks(t *testing.T) {
	heavy(t)
	program(t)
	classes := byClass(attacks())
	for i, command := range commands {
		t.Run(command[0], func(t *testing.T) {
			var tallies []tally
			for _, attacks := range classes {
				attacks = share(attacks, i)
				t.Run(attacks[0].class, func(t *testing.T) { tallies = append(tallies, assaults(t, attacks, command)) })
			}
			t.Log(table(command[0], tallies))
		})
	}
	n := 0
	for _, attacks := range classes {
		n += len(attacks)
	}
	if n < 700 {
		t.Errorf("only %d cases", n)
	}
}

// share returns those attacks of a class that a command gets: of the slow classes,
// which all commands meet in the same code, a third each, but all in a long run.
func share(attacks []*attack, command int) (some []*attack) {
	class := attacks[0].class
	if longRun() || class != "crowds" && class != "formulas without a value" {
		return attacks
	}
	for i, a := range attacks {
		if i%len(commands) == command {
			some = append(some, a)
		}
	}
	return some
}

// byClass puts the attacks of each class together, in the order of the first.
func byClass(all []attack) (classes [][]*attack) {
	at := map[string]int{}
	for k := range all {
		a := &all[k]
		a.make, a.damage = sync.OnceValue(a.make), sync.OnceValue(func() string { return unsound(a.make()) })
		i, ok := at[a.class]
		if !ok {
			i = len(classes)
			at[a.class], classes = i, append(classes, nil)
		}
		classes[i] = append(classes[i], a)
	}
	return classes
}

// assaults runs a command over the attacks of a class, a few at a time.
func assaults(t *testing.T, attacks []*attack, command []string) tally {
	s := tally{class: attacks[0].class}
	var mu sync.Mutex
	var workers sync.WaitGroup
	next := make(chan *attack)
	for range max(2, runtime.NumCPU()) {
		workers.Go(func() {
			for a := range next {
				o, faults := assault(t, a, command)
				mu.Lock()
				s.add(o, len(faults))
				mu.Unlock()
				for _, f := range faults {
					t.Errorf("%s: %s", a.name, f)
				}
			}
		})
	}
	for _, a := range attacks {
		next <- a
	}
	close(next)
	workers.Wait()
	return s
}

func (s *tally) add(o outcome, faults int) {
	s.cases++
	switch o.Code {
	case 3:
		s.refused++
	case 0, 1:
		s.taken++
	}
	s.faults += faults
	s.cpu += o.CPU
	s.slowest, s.largest = max(s.slowest, o.Wall), max(s.largest, o.RSS)
}

func table(command string, tallies []tally) string {
	var b strings.Builder
	sum := tally{class: "all"}
	fmt.Fprintf(&b, "\n%-30s %6s %8s %6s %7s %9s %9s %8s\n", command, "cases", "refused", "taken", "faults", "slowest", "CPU", "largest")
	for _, s := range append(tallies, sum) {
		if s.class == sum.class {
			s = sum
		}
		fmt.Fprintf(&b, "%-30s %6d %8d %6d %7d %8.2fs %8.2fs %5d MB\n", s.class, s.cases, s.refused, s.taken, s.faults, s.slowest.Seconds(), s.cpu.Seconds(), s.largest>>20)
		sum.cases, sum.refused, sum.taken, sum.faults = sum.cases+s.cases, sum.refused+s.refused, sum.taken+s.taken, sum.faults+s.faults
		sum.cpu += s.cpu
		sum.slowest, sum.largest = max(sum.slowest, s.slowest), max(sum.largest, s.largest)
	}
	return b.String()
}

// alone is locked by a run that is to be the only one.
var alone sync.RWMutex

// answers are what the program says of sound workbooks, by command and book.
var answers sync.Map

// answerTo returns what a command prints for a sound workbook of the usual name.
func answerTo(t *testing.T, command []string, book []byte) string {
	key := command[0] + string(book)
	if said, ok := answers.Load(key); ok {
		return said.(string)
	}
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, sourceName), book, 0o644)
	said := run(t, dir, arguments(command, sourceName)...).Out
	answers.Store(key, said)
	return said
}

// arguments are those of a command on a workbook.
func arguments(command []string, name string) []string {
	args := append([]string{command[0], name}, command[1:]...)
	args = append(args, "--format", "json", "--lang", "zh")
	if command[0] != "clean" {
		args = append(args, "--fail-on", "never", "--as-of", "2024-06-30")
	}
	return args
}

// assault runs a command over an attack and says what was wrong with the outcome.
func assault(t *testing.T, a *attack, command []string) (o outcome, faults []string) {
	dir, err := os.MkdirTemp(scratch, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	name, book := a.file, a.make()
	if name == "" {
		name = sourceName
	}
	if err := os.WriteFile(filepath.Join(dir, name), book, 0o644); err != nil {
		t.Fatal(err)
	}
	args := arguments(command, name)
	alone.RLock()
	o = run(t, dir, args...)
	alone.RUnlock()
	if busy(o) { // the machine may have been: once more
		os.Remove(filepath.Join(dir, resultName))
		alone.Lock()
		o = run(t, dir, args...)
		alone.Unlock()
	}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	switch {
	case o.Hung || o.Wall > longest && !busy(o):
		fault("it took %v, %v of the processor", o.Wall, o.CPU)
	case o.RSS > largest:
		fault("it took %d MB", o.RSS>>20)
	}
	if said := crashed(o); said != "" {
		fault("it crashed: %s", said)
	}
	if now := must(os.ReadFile(filepath.Join(dir, name))); string(now) != string(book) {
		fault("the source was changed")
	}
	switch o.Code {
	case 3:
		faults = append(faults, badRefusal(o, a, dir, name)...)
	case 0:
		faults = append(faults, badResult(o, a, dir, name, book, command[0])...)
		if a.same != nil && o.Out != answerTo(t, command, a.same) {
			fault("taken, and read as another workbook: %s", first(o.Out))
		}
	default:
		fault("exit %d: %s", o.Code, first(o.Err+o.Out))
	}
	return o, faults
}

// crashed returns what of the output shows a fault of the program.
func crashed(o outcome) string {
	for _, mark := range []string{"panic", "goroutine ", "runtime error", "程序出错", "程序内部", "fatal error"} {
		if i := strings.Index(o.Err+o.Out, mark); i >= 0 {
			return first((o.Err + o.Out)[i:])
		}
	}
	return ""
}

func first(s string) string {
	if len(s) > 400 {
		s = s[:400]
	}
	return s
}

// foreign finds running English in a Chinese message: the text of some error that
// was passed on.
var foreign = regexp.MustCompile(`[a-z]{2,} [a-z]{2,} [a-z]{2,}|unexpected|invalid|EOF|strconv|no such`)

// badRefusal says what is wrong with a refusal.
func badRefusal(o outcome, a *attack, dir, name string) (faults []string) {
	if a.want == taken {
		faults = append(faults, "refused: "+first(o.Err))
	}
	said := strings.TrimSuffix(o.Err, "\n")
	lines := strings.Count(said, "\n") + 1
	clean := strings.ReplaceAll(said, filepath.Base(name), "")
	switch {
	case !strings.HasPrefix(said, visible(name)) || lines > 2 || utf8.RuneCountInString(said) > 300:
		faults = append(faults, "not one clear line that names the file: "+first(o.Err))
	case !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || foreign.MatchString(clean):
		faults = append(faults, "not a plain Chinese sentence: "+first(o.Err))
	case strings.ContainsFunc(said, unfit):
		faults = append(faults, fmt.Sprintf("control characters on the terminal: %q", first(o.Err)))
	case !strings.Contains(said, a.says) && a.want == refused:
		faults = append(faults, fmt.Sprintf("does not say %q: %s", a.says, first(o.Err)))
	}
	if got := listing(dir); len(got) != 1 {
		faults = append(faults, fmt.Sprintf("left %q", got))
	}
	return faults
}

// visible is a name as a terminal may show it.
func visible(name string) string {
	name = strings.ReplaceAll(filepath.Base(name), "\n", " ")
	if i := strings.IndexFunc(name, unfit); i >= 0 {
		return name[:i]
	}
	return name
}

// unfit reports whether a character has no business on a terminal: controls and
// those that turn the direction of what follows.
func unfit(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
}

// badResult says what is wrong with the result of a file that was taken.
func badResult(o outcome, a *attack, dir, name string, book []byte, command string) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	why := a.damage()
	switch {
	case a.want == refused:
		fault("taken, though it must be refused")
	case a.want == judged && why != "":
		fault("damage accepted silently: %s", why)
	case a.want == taken && !strings.Contains(o.Out, a.says) && command != "clean":
		fault("does not say %q: %s", a.says, first(o.Out))
	}
	if strings.ContainsFunc(o.Err+o.Out, unfit) {
		fault("control characters in the output")
	}
	var said struct {
		Files []struct {
			Changes []struct{ Sheet, Cell string }
		}
	}
	if err := json.Unmarshal([]byte(o.Out), &said); err != nil {
		fault("not JSON: %v", err)
	}
	want := []string{name, resultName}
	if command == "check" {
		want = want[:1]
	}
	got := listing(dir)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		fault("left %q", got)
		return faults
	}
	if command == "check" || a.want == refused || why != "" {
		return faults
	}
	result := must(os.ReadFile(filepath.Join(dir, resultName)))
	if why := unsound(result); why != "" {
		fault("the result is damaged: %s", why)
	}
	changed := map[string]bool{}
	for _, f := range said.Files {
		for _, c := range f.Changes {
			changed[c.Sheet+"!"+c.Cell] = true
		}
	}
	if lost := lostIn(book, result, changed); lost != "" {
		fault("lost: %s", lost)
	}
	return faults
}
