package command

import (
	"strings"

	"goalxl/internal/lang"
)

// unknownFlag says that a flag is not known, and which one may be meant: one
// of this command, or the same flag of another.
func unknownFlag(command, arg, name string, options []option, commands []command) error {
	what := sayUnknownFlag.With(arg)
	if command != "" {
		what = sayUnknownFlagOf.With(command, arg)
	}
	name = strings.Trim(name, "-—–－")
	for _, c := range commands {
		o, ok := findOption(c.options, name)
		if _, own := findOption(options, name); ok && !own {
			return wrongUse(what, sayFlagElsewhere.With(o.spelt(), c.name))
		}
	}
	var names []string
	for _, o := range options {
		names = append(names, o.name)
	}
	if near := nearest(name, names); near != "" {
		return wrongUse(what, sayNearest.With("--"+near))
	}
	return wrongUse(what, seeHelp(command))
}

func unknownCommand(word string, commands []command) error {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	if near := nearest(word, names); near != "" {
		return wrongUse(sayUnknownCommand.With(word), sayNearest.With("goalxl "+near))
	}
	return wrongUse(sayUnknownCommand.With(word), sayCommands.With(list(names)))
}

func missingValue(o option) error {
	if o.choices != nil {
		return wrongUse(sayMissingValue.With(o.spelt()), sayChoices.With(list(o.choices)))
	}
	return wrongUse(sayMissingValue.With(o.spelt()), sayExample.With(o.spelt(), o.value))
}

func notAChoice(o option, value string) error {
	if near := nearest(value, o.choices); near != "" {
		return wrongUse(sayNotAChoice.With(o.spelt(), value), sayNearest.With("--"+o.name+" "+near))
	}
	return wrongUse(sayNotAChoice.With(o.spelt(), value), sayChoices.With(list(o.choices)))
}

func seeHelp(command string) lang.Message {
	if command == "" {
		return saySeeHelp.With("goalxl --help")
	}
	return saySeeHelp.With("goalxl " + command + " --help")
}

// list is names said one after the other.
type list []string

// In joins the names as the language does.
func (l list) In(in lang.Lang) string {
	return strings.Join(l, lang.T("、", ", ").In(in))
}
