package command

import (
	"slices"
	"strconv"
	"strings"
)

// wish is a command line as it was understood. urfave/cli takes flags only in
// front of the file names and drops those behind them without a word, so the
// order is settled here, by what each command declares.
type wish struct {
	command string // "" for the program's own help or version
	flags   []setting
	words   []string // the file names, in the order given
	help    bool
	version bool
}

// setting is a flag with its value; a switch has the value "true" or "false".
type setting struct{ name, value string }

// arguments puts the wish into the one order that urfave/cli reads whole.
func (w wish) arguments(program string) []string {
	args := []string{program, w.command}
	for _, s := range w.flags {
		args = append(args, "--"+s.name+"="+s.value)
	}
	return append(append(args, "--"), w.words...)
}

// arrange understands args, the command line without the program's name. isFile
// tells a workbook that somebody dropped on the program from a mistyped command.
func arrange(args []string, commands []command, isFile func(string) bool) (wish, error) {
	if len(args) > 0 && args[0] == "help" && !isFile("help") {
		args = append(slices.Clone(args[1:]), "--help")
	}
	name, at, err := chooseCommand(args, commands, isFile)
	if err != nil {
		return wish{}, err
	}
	w := wish{command: name}
	options := programOptions()
	if name != "" {
		c, _ := findCommand(commands, name)
		options = c.options
	}
	if at >= 0 {
		args = slices.Delete(slices.Clone(args), at, at+1)
	}
	for len(args) > 0 {
		if args, err = w.take(args, options, commands); err != nil {
			return wish{}, err
		}
	}
	return w, nil
}

// take moves the first argument, with its value, from args into the wish.
func (w *wish) take(args []string, options []option, commands []command) ([]string, error) {
	arg, rest := args[0], args[1:]
	if arg == "--" {
		w.words = append(w.words, rest...)
		return nil, nil
	}
	if !isFlag(arg) {
		w.words = append(w.words, arg)
		return rest, nil
	}
	name, value, joined := cutFlag(arg)
	o, known := findOption(options, name)
	switch {
	case !known:
		return nil, unknownFlag(w.command, arg, name, options, commands)
	case o.takesValue() && !joined:
		if len(rest) == 0 || isKnownFlag(rest[0], options) {
			return nil, missingValue(o)
		}
		value, rest = rest[0], rest[1:]
	case !o.takesValue():
		on := true
		if joined {
			var err error
			if on, err = strconv.ParseBool(value); err != nil {
				return nil, wrongUse(saySwitchValue.With(o.spelt(), value), sayTakeAway.With(o.spelt()))
			}
		}
		value = strconv.FormatBool(on)
	}
	return rest, w.set(o, value)
}

// set notes a flag. The same flag twice with different values is a
// contradiction, and half of a wish is never dropped.
func (w *wish) set(o option, value string) error {
	switch {
	case o.name == "help":
		w.help = w.help || value == "true"
		return nil
	case o.name == "version":
		w.version = w.version || value == "true"
		return nil
	case value == "":
		return missingValue(o)
	case o.choices != nil && !slices.Contains(o.choices, value):
		return notAChoice(o, value)
	}
	i := slices.IndexFunc(w.flags, func(s setting) bool { return s.name == o.name })
	if i < 0 {
		w.flags = append(w.flags, setting{o.name, value})
		return nil
	}
	if w.flags[i].value != value {
		return wrongUse(sayTwice.With(o.spelt(), w.flags[i].value, value), sayKeepOne.With())
	}
	return nil
}

// chooseCommand finds the command: the first word that is no flag and no flag's
// value, at index at; or "fill" at -1 when that word is a workbook.
func chooseCommand(args []string, commands []command, isFile func(string) bool) (name string, at int, err error) {
	all := append(everyOption(commands), programOptions()...)
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			if i+1 < len(args) {
				return "fill", -1, nil
			}
			break
		}
		if !isFlag(arg) {
			return wordCommand(args, i, commands, isFile)
		}
		flag, _, joined := cutFlag(arg)
		o, known := findOption(all, flag)
		if !known {
			return "", -1, unknownFlag("", arg, flag, all, commands)
		}
		if o.takesValue() && !joined {
			i++
		}
	}
	for _, arg := range args {
		flag, _, _ := cutFlag(arg)
		if _, ok := findOption(programOptions(), flag); isFlag(arg) && !ok {
			return "fill", -1, nil // a flag of fill, and no file: fill says so
		}
	}
	return "", -1, nil
}

// wordCommand decides what the word at index i of args is: a command, or a file
// for fill.
func wordCommand(args []string, i int, commands []command, isFile func(string) bool) (string, int, error) {
	word := args[i]
	if c, ok := findCommand(commands, word); ok {
		return c.name, i, nil
	}
	if !looksLikeFile(word) && !isFile(word) {
		return "", -1, unknownCommand(word, commands)
	}
	for _, later := range args[i+1:] {
		if c, ok := findCommand(commands, later); ok && !isFile(later) {
			return "", -1, wrongUse(sayCommandLate.With(c.name, word), sayCommandFirst.With(c.name, word))
		}
	}
	return "fill", -1, nil
}

// looksLikeFile reports whether a word can only be meant as a file: it has a
// folder, a pattern or a file's extension in it.
func looksLikeFile(word string) bool {
	if word == "-" || strings.ContainsAny(word, `/\*?[`) {
		return true
	}
	dot := strings.LastIndexByte(word, '.')
	return dot >= 0 && dot < len(word)-1
}

// isFlag reports whether an argument is a flag. A dash of the wrong kind, as word
// processors and chat programs make of --, counts: it is said to be wrong
// rather than looked for as a file.
func isFlag(arg string) bool {
	if len(arg) > 1 && arg[0] == '-' {
		return true
	}
	return strings.HasPrefix(arg, "—") || strings.HasPrefix(arg, "–") || strings.HasPrefix(arg, "－")
}

// cutFlag splits --name=value.
func cutFlag(arg string) (name, value string, joined bool) {
	name, value, joined = strings.Cut(strings.TrimLeft(arg, "-—–－"), "=")
	if !strings.HasPrefix(arg, "-") || strings.HasPrefix(arg, "---") {
		name = arg // never a known flag
	}
	return name, value, joined
}

// isKnownFlag reports whether arg is a flag rather than the value of the flag
// before it.
func isKnownFlag(arg string, options []option) bool {
	if !isFlag(arg) {
		return false
	}
	name, _, _ := cutFlag(arg)
	_, known := findOption(options, name)
	return known || arg == "--"
}

// everyOption returns the options of all commands. A name means the same, and
// takes a value or not, wherever it occurs.
func everyOption(commands []command) []option {
	var all []option
	for _, c := range commands {
		all = append(all, c.options...)
	}
	return all
}
