package trust

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
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

// TestHostileFiles gives every surface of the program the attacks that are meant
// for it, and prints the table of counts.
func TestHostileFiles(t *testing.T) {
	heavy(t)
	program(t)
	lists := map[string][][]*attack{}
	for i, s := range surfaces() {
		t.Run(s.name, func(t *testing.T) {
			if lists[s.kind.name] == nil {
				lists[s.kind.name] = byClass(s.kind)
			}
			var tallies []tally
			n := 0
			for _, attacks := range lists[s.kind.name] {
				n += len(attacks)
				attacks = sampled(attacks, i)
				t.Run(attacks[0].class, func(t *testing.T) { tallies = append(tallies, assaults(t, attacks, s)) })
			}
			t.Log(table(s.name, tallies))
			if n < s.kind.least {
				t.Errorf("only %d cases", n)
			}
		})
	}
}

// sampled returns those attacks of a class that a surface gets: one in so many in
// a short run, so that the surfaces together meet all of them; all in a long one.
func sampled(attacks []*attack, surface int) (some []*attack) {
	every := 7
	if slow := attacks[0].class; slow == "crowds" || slow == "formulas without a value" {
		every = 9
	}
	if longRun() {
		every = 1
	}
	for i, a := range attacks {
		if every = min(every, len(attacks)); i%every == surface%every {
			some = append(some, a)
		}
	}
	return some
}

// byClass puts the attacks of each class together, in the order of the first.
func byClass(k *kind) (classes [][]*attack) {
	all, at := k.attacks(), map[string]int{}
	for i := range all {
		a := &all[i]
		a.make, a.damage = sync.OnceValue(a.make), sync.OnceValue(func() string { return k.judge(a.make()) })
		i, ok := at[a.class]
		if !ok {
			i = len(classes)
			at[a.class], classes = i, append(classes, nil)
		}
		classes[i] = append(classes[i], a)
	}
	return classes
}

// assaults runs the attacks of a class on a surface, a few at a time.
func assaults(t *testing.T, attacks []*attack, on surface) tally {
	s := tally{class: attacks[0].class}
	var mu sync.Mutex
	var workers sync.WaitGroup
	next := make(chan *attack)
	for range max(2, runtime.NumCPU()) {
		workers.Go(func() {
			for a := range next {
				o, faults := assault(t, a, on)
				mu.Lock()
				s.add(o, on.refusal, len(faults))
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

func (s *tally) add(o outcome, refusal, faults int) {
	s.cases++
	switch o.Code {
	case refusal:
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

// answers are what the program says of sound files, by surface and file.
var answers sync.Map

// answerTo returns what a surface prints for a sound file of the usual name.
func answerTo(t *testing.T, s surface, book []byte) string {
	key := s.name + string(book)
	if said, ok := answers.Load(key); ok {
		return said.(string)
	}
	dir := t.TempDir()
	s.furnish(dir)
	os.WriteFile(filepath.Join(dir, s.file), book, 0o644)
	said := run(t, dir, s.arguments(s.file)...).Out
	answers.Store(key, said)
	return said
}

// assault runs an attack on a surface and says what was wrong with the outcome.
func assault(t *testing.T, a *attack, s surface) (o outcome, faults []string) {
	dir, err := os.MkdirTemp(scratch, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	v := visit{surface: s, attack: a, dir: dir, name: a.file, book: a.make()}
	if v.name == "" {
		v.name = s.file
	}
	v.prepare()
	alone.RLock()
	o = run(t, dir, s.arguments(v.name)...)
	alone.RUnlock()
	if busy(o) { // the machine may have been: once more
		v.prepare()
		alone.Lock()
		o = run(t, dir, s.arguments(v.name)...)
		alone.Unlock()
	}
	v.outcome = o
	return o, v.faults(t)
}

// visit is one run of an attack on a surface.
type visit struct {
	surface
	*attack
	outcome
	dir, name string
	book      []byte
}

// prepare empties the folder and puts the files there.
func (v visit) prepare() {
	for _, name := range listing(v.dir) {
		os.RemoveAll(filepath.Join(v.dir, name))
	}
	v.furnish(v.dir)
	if err := os.WriteFile(filepath.Join(v.dir, v.name), v.book, 0o644); err != nil {
		panic(err)
	}
}

// faults says what was wrong with the outcome of a run.
func (v visit) faults(t *testing.T) (faults []string) {
	o := v.outcome
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
	if now := must(os.ReadFile(filepath.Join(v.dir, v.name))); string(now) != string(v.book) {
		fault("the source was changed")
	}
	for name, body := range v.beside {
		if name == filepath.Clean(v.name) {
			continue
		}
		if now, _ := os.ReadFile(filepath.Join(v.dir, name)); string(now) != string(body) {
			fault("%s was changed", name)
		}
	}
	switch o.Code {
	case v.refusal:
		return append(faults, v.badRefusal()...)
	case 0:
		faults = append(faults, v.badResult()...)
		if v.same != nil && o.Out != answerTo(t, v.surface, v.same) {
			fault("taken, and read as another: %s", first(o.Out))
		}
	default:
		fault("exit %d: %s", o.Code, first(o.Err+o.Out))
	}
	return faults
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
func (v visit) badRefusal() (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if v.want == taken && !v.lenient {
		fault("refused: %s", first(v.Err))
	}
	said := strings.TrimSuffix(v.Err, "\n")
	if at := strings.Index(said, "\n"+v.title()); at > 0 && (v.lenient || v.always != nil) {
		said = said[at+1:] // behind what was noted of other rows and files
	}
	lines := strings.Count(said, "\n") + 1
	clean := strings.ReplaceAll(said, filepath.Base(v.name), "")
	switch {
	case !strings.HasPrefix(said, v.title()) || lines > 2 || utf8.RuneCountInString(said) > 300:
		fault("not one clear line that names the file: %s", first(v.Err))
	case !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || foreign.MatchString(clean):
		fault("not a plain Chinese sentence: %s", first(v.Err))
	case strings.ContainsFunc(said, unfit):
		fault("control characters on the terminal: %q", first(v.Err))
	case !strings.Contains(said, v.says) && v.want == refused:
		fault("does not say %q: %s", v.says, first(v.Err))
	}
	if left := v.left(nil); left != "" {
		fault("%s", left)
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
func (v visit) badResult() (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	why := v.damage()
	switch {
	case v.want == refused:
		fault("taken, though it must be refused")
	case v.want == judged && why != "":
		fault("damage accepted silently: %s", why)
	case v.want == taken && !strings.Contains(v.Out, v.says):
		fault("does not say %q: %s", v.says, first(v.Out))
	}
	if strings.ContainsFunc(v.Err+v.Out, unfit) {
		fault("control characters in the output")
	}
	var said struct {
		Files []struct {
			Changes []struct{ Sheet, Cell string }
		}
	}
	if err := json.Unmarshal([]byte(v.Out), &said); err != nil {
		fault("not JSON: %v", err)
	}
	if left := v.left(v.leaves); left != "" {
		fault("%s", left)
		return faults
	}
	for _, name := range v.written() {
		if why := unsound(must(os.ReadFile(filepath.Join(v.dir, name)))); why != "" && v.damage() == "" {
			fault("%s, which was written, is damaged: %s", name, why)
		}
	}
	if !v.marks || v.want == refused || why != "" {
		return faults
	}
	changed := map[string]bool{}
	for _, f := range said.Files {
		for _, c := range f.Changes {
			changed[c.Sheet+"!"+c.Cell] = true
		}
	}
	if lost := lostIn(v.book, must(os.ReadFile(filepath.Join(v.dir, resultName))), changed); lost != "" {
		fault("lost: %s", lost)
	}
	return faults
}
