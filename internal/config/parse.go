package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"goalxl/internal/lang"
)

// Parse reads the text of a goalxl.yaml; path names it in errors. Everything in it
// must be known and of the right form. Its errors are *lang.Error with the line.
func Parse(path string, raw []byte) (f *File, err error) {
	defer func() { // what the library cannot parse must not end the program
		if fault := recover(); fault != nil {
			f, err = nil, &lang.Error{What: sayNotYAML.With(path), Hint: saySeeExample.With(), Cause: fmt.Errorf("parsing: %v", fault)}
		}
	}()
	if i := unreadable(raw); i >= 0 {
		return nil, &lang.Error{What: sayLine.With(path, 1+bytes.Count(raw[:i], []byte{'\n'}), sayNotText.With()), Hint: saySeeExample.With()}
	}
	tree, err := parser.ParseBytes(raw, 0)
	if err != nil {
		return nil, notYAML(path, err)
	}
	p := &reading{path: path, file: newFile(path)}
	for i, doc := range tree.Docs {
		switch {
		case doc.Body == nil:
		case i > 0:
			return nil, p.wrong(doc.Body, sayOneDocument.With())
		default:
			if err := p.object(doc.Body, p.top); err != nil {
				return nil, err
			}
		}
	}
	return p.file, nil
}

// unreadable finds the first byte that no text has, as YAML defines it: one of
// another encoding than UTF-8, or a control character. It is -1 if there is none.
func unreadable(raw []byte) int {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n <= 1 || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7F {
			return i
		}
		i += n
	}
	return -1
}

// reading is a Parse under way.
type reading struct {
	path string
	file *File
}

// pair is a key with its value.
type pair struct {
	key   string
	at    ast.Node // the key
	value ast.Node
}

// notYAML is the error of a text that is no YAML.
func notYAML(path string, err error) error {
	var at interface{ GetToken() *token.Token }
	if !errors.As(err, &at) || at.GetToken() == nil {
		return &lang.Error{What: sayNotYAML.With(path), Hint: saySeeExample.With(), Cause: err}
	}
	return &lang.Error{What: sayLine.With(path, at.GetToken().Position.Line, sayBadYAML.With()), Hint: saySeeExample.With(), Cause: err}
}

// wrong is an error at a node, with what to do about it.
func (p *reading) wrong(n ast.Node, what lang.Message, hint ...lang.Message) error {
	line := 1
	if t := n.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	e := &lang.Error{What: sayLine.With(p.path, line, what), Hint: saySeeExample.With()}
	if len(hint) > 0 {
		e.Hint = hint[0]
	}
	return e
}

// object hands the pairs of a mapping to do. Nothing at all is an empty one.
func (p *reading) object(n ast.Node, do func(pair) error) error {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.CommentGroupNode:
		return nil
	default:
		return p.wrong(n, sayNotObject.With(spelled(n)))
	}
	seen := map[string]bool{}
	for _, v := range values {
		key, ok := text(v.Key)
		if !ok || key == "" {
			return p.wrong(v.Key, sayBadKey.With(spelled(v.Key)))
		}
		if seen[key] {
			return p.wrong(v.Key, sayTwice.With(lang.Brief(key)))
		}
		seen[key] = true
		if err := do(pair{key, v.Key, v.Value}); err != nil {
			return err
		}
	}
	return nil
}

// text returns the text of a scalar as it was written, without quotes.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// word returns the text of a value, which must be one.
func (p *reading) word(v pair) (string, error) {
	s, ok := text(v.value)
	if !ok || strings.TrimSpace(s) == "" {
		return "", p.wrong(v.value, sayNoText.With(lang.Brief(v.key), spelled(v.value)))
	}
	return strings.TrimSpace(s), nil
}

// choice returns the text of a value, which must be one of the words.
func (p *reading) choice(v pair, into *string, words ...string) error {
	s, err := p.word(v)
	if err != nil {
		return err
	}
	if !slices.Contains(words, s) {
		return p.wrong(v.value, sayNotAChoice.With(v.key, lang.Brief(s)), sayChoices.With(strings.Join(words, ", ")))
	}
	*into = s
	return nil
}

// unknown is the error of a key that nothing knows.
func (p *reading) unknown(v pair, known ...string) error {
	return p.wrong(v.at, sayUnknownKey.With(lang.Brief(v.key)), sayChoices.With(strings.Join(known, ", ")))
}

// spelled returns a node for a message.
func spelled(n ast.Node) string { return lang.Brief(strings.TrimSpace(n.String())) }
