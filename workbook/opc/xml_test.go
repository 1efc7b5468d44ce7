package opc

import (
	"strings"
	"testing"
)

func TestScannerRefusesWhatIsNotWellFormed(t *testing.T) {
	for _, s := range []string{
		``, ` `, `a`, `<`, `<a`, `<a>`, `</a>`, `<a></b>`, `<a/><b/>`, `<a/>x`, `x<a/>`, `<a><b></a></b>`,
		`<a b="1" b="2"/>`, `<a xmlns:x="u" x:b="1" x:b="2"/>`, `<a b="1"c="2"/>`, `<a b=1/>`, `<a b/>`, `<a b="<"/>`, `<a b="1/>`, `<a b="&x;"/>`,
		`<a>&x;</a>`, `<a>& </a>`, `<!DOCTYPE a><a/>`, `<a><!ELEMENT a></a>`, `<![CDATA[x]]><a/>`, `<a><![CDATA[x]]</a>`, `<a><!-- </a>`, `<a><?x </a>`,
		`<x:a/>`, `<a x:b="1"/>`, `<:a/>`, `<a:/>`, `<a:b:c xmlns:a="u"/>`, `<1a/>`, `< a/>`, `<a / >`,
		`<a><b xmlns:x="u"/><x:c/></a>`,
		`<a ` + strings.Repeat(`b`, 10) + `></a `,
	} {
		tg := newTags([]byte(s), 10)
		for _, ok := tg.next(); ok; _, ok = tg.next() {
		}
		if tg.err != errXML {
			t.Errorf("%s: error %v, want %v", s, tg.err, errXML)
		}
	}
	deep := newTags([]byte(strings.Repeat("<a>", 11)), 10)
	for _, ok := deep.next(); ok; _, ok = deep.next() {
	}
	if deep.err != errDepth {
		t.Errorf("eleven deep: error %v, want %v", deep.err, errDepth)
	}
}

func TestScannerKnowsNamespaces(t *testing.T) {
	const part = `<a xmlns="u" xmlns:p="v"><b xmlns="" p:c="1"/><p:d xmlns:p="w"><p:e/></p:d><p:f/></a>`
	var got []string
	s := newTags([]byte(part), 10)
	for tg, ok := s.next(); ok; tg, ok = s.next() {
		if tg.closing {
			continue
		}
		got = append(got, tg.space+"|"+tg.local)
		for _, a := range tg.attrs {
			if a.prefix == "p" {
				got = append(got, "@"+a.space+"|"+a.local)
			}
		}
	}
	if want := "u|a |b @v|c w|d w|e v|f"; strings.Join(got, " ") != want || s.err != nil {
		t.Errorf("names %v, error %v, want %s", got, s.err, want)
	}
}
