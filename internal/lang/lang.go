// Package lang holds what the program says, in Chinese and in English.
//
// Both languages of a text stand beside each other where the text is declared,
// Chinese first, so that nobody can change one and forget the other. A test
// walks the whole source and fails when half of a text is missing or when its
// halves do not take the same arguments.
package lang

import "fmt"

// Lang is a language that the program speaks.
type Lang uint8

// The languages. Chinese is the zero value: it is spoken where nothing else is known.
const (
	ZH Lang = iota
	EN
)

// String returns the tag of the language: "zh" or "en".
func (l Lang) String() string {
	if l == EN {
		return "en"
	}
	return "zh"
}

// Text is a sentence, a word or a format in both languages. Formats take the
// verbs of fmt; the arguments are the same, in the same order, for both halves
// (explicit indexes such as %[2]s where the word order differs).
type Text struct{ ZH, EN string }

// T declares a text.
func T(zh, en string) Text { return Text{zh, en} }

// In returns the half of the text that is in l.
func (t Text) In(l Lang) string {
	if l == EN {
		return t.EN
	}
	return t.ZH
}

// With binds arguments to the text.
func (t Text) With(args ...any) Message { return Message{t, args} }

// Speaker is anything that reads differently in each language: an amount, a
// message inside another one. Arguments of a message that are Speakers are
// rendered in the message's language.
type Speaker interface{ In(Lang) string }

// Message is a text with its arguments, not yet rendered in a language.
type Message struct {
	Text Text
	Args []any
}

// IsZero reports whether the message says nothing.
func (m Message) IsZero() bool { return m.Text == Text{} }

// In renders the message in l.
func (m Message) In(l Lang) string {
	format := m.Text.In(l)
	if len(m.Args) == 0 {
		return format
	}
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		if s, ok := a.(Speaker); ok {
			a = s.In(l)
		}
		args[i] = a
	}
	return fmt.Sprintf(format, args...)
}

// Join is several messages said one after the other, without anything between
// them but Between.
type Join struct {
	Parts   []Message
	Between Text
}

// In renders the parts in l.
func (j Join) In(l Lang) string {
	out := ""
	for i, p := range j.Parts {
		if i > 0 {
			out += j.Between.In(l)
		}
		out += p.In(l)
	}
	return out
}
