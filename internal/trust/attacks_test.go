package trust

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
)

// seed makes the mutations the same in every run.
const seed = 20240630

// sound is a workbook that attacks are made from.
type sound struct {
	name string
	book []byte
}

// bases are the workbooks that the attacks are made from: as excelize, as
// LibreOffice and, where it is there, as some other program wrote them.
func bases() []sound {
	all := []sound{{"excelize", practice()}, {"libreoffice", plan().zipped()}}
	if path := shared("layouts", "zh01_b.xlsx"); path != "" {
		all = append(all, sound{"layout", must(os.ReadFile(path))})
	}
	return all
}

// attacks returns those on workbooks, the same ones in every run.
func attacks() (all []attack) {
	all = damages(bases())
	all = append(all, fieldAttacks()...)
	all = append(all, archiveAttacks()...)
	all = append(all, foreignAttacks()...)
	all = append(all, markupAttacks()...)
	all = append(all, gridAttacks()...)
	all = append(all, crowdAttacks()...)
	all = append(all, valueAttacks()...)
	all = append(all, nameAttacks()...)
	all = append(all, formulaAttacks()...)
	return all
}

// damages damage sound workbooks in every way that works on all of them.
func damages(bases []sound) (all []attack) {
	n := times()
	for i, b := range bases {
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		all = append(all, truncations(b, 25*n)...)
		all = append(all, flips(b, 40*n, random)...)
		all = append(all, rot(b, 60*n, random)...)
		all = append(all, partAttacks(b)...)
	}
	return all
}

func ready(b []byte) func() []byte { return func() []byte { return b } }

// truncations cut a workbook off, at even distances and around its records.
func truncations(b sound, n int) (all []attack) {
	cut := func(at int) {
		all = append(all, attack{class: "truncated", name: fmt.Sprintf("%s at %d of %d", b.name, at, len(b.book)), make: ready(b.book[:at])})
	}
	for i := range n {
		cut(i * len(b.book) / n)
	}
	for _, short := range []int{1, 2, 21, 22, 23} {
		cut(len(b.book) - short)
	}
	for _, magic := range []string{"PK\x01\x02", "PK\x05\x06"} {
		cut(bytes.Index(b.book, []byte(magic)))
	}
	return all
}

// flips turn single bits of the file over; checksums stay as they were.
func flips(b sound, n int, random *rand.Rand) (all []attack) {
	for range n {
		at, bit := random.IntN(len(b.book)), random.IntN(8)
		all = append(all, attack{class: "bit rot, checksum as it was", name: fmt.Sprintf("%s: bit %d of byte %d", b.name, bit, at), want: judged, same: b.book,
			make: func() []byte {
				out := bytes.Clone(b.book)
				out[at] ^= 1 << bit
				return out
			}})
	}
	return all
}

// rot damages the content of parts and gives them the checksum that fits.
func rot(b sound, n int, random *rand.Rand) (all []attack) {
	p := must(unzipped(b.book))
	var targets []int
	for i, x := range p {
		if isMarkup(x.name) && len(x.body) > 40 {
			targets = append(targets, i)
		}
	}
	for i := range n {
		x := p[targets[i%len(targets)]]
		how, body := mutated(x.body, random)
		all = append(all, attack{class: "rot under a right checksum", name: fmt.Sprintf("%s: %s: %s", b.name, x.name, how), want: judged,
			make: func() []byte { return p.with(x.name, body).zipped() }})
	}
	return all
}

// evil are values for attributes and texts.
var evil = []string{"", "-1", "0", "65536", "4294967297", "99999999999999999999", "1e999999999", "NaN", "XFD1048577", "A0", "A1:XFD1048576",
	"../../../etc/passwd", "&#0;", "&#x110000;", "&lol;", "<", "\x00", "\xff\xfe", "rId999", "http://169.254.169.254/", "file:///c:/windows/", strings.Repeat("9", 5000)}

// mutated damages a text in one of several ways.
func mutated(body string, random *rand.Rand) (how, out string) {
	at := random.IntN(len(body) - 20)
	n := 1 + random.IntN(19)
	switch random.IntN(7) {
	case 0:
		b := []byte(body)
		b[at] ^= 1 << random.IntN(8)
		return fmt.Sprintf("a bit of byte %d", at), string(b)
	case 1:
		return fmt.Sprintf("%d bytes gone at %d", n, at), body[:at] + body[at+n:]
	case 2:
		return fmt.Sprintf("%d bytes twice at %d", n, at), body[:at+n] + body[at:]
	case 3:
		return fmt.Sprintf("cut off at %d", at), body[:at]
	case 4:
		return elementMoved(body, at, random)
	}
	return attributeReplaced(body, at, random)
}

// attributeReplaced gives the next attribute an evil value.
func attributeReplaced(body string, at int, random *rand.Rand) (how, out string) {
	value := evil[random.IntN(len(evil))]
	open := strings.Index(body[at:], `="`)
	if open < 0 {
		return "nothing", body
	}
	from := at + open + 2
	to := strings.IndexByte(body[from:], '"')
	if to < 0 {
		return "nothing", body
	}
	return fmt.Sprintf("attribute at %d is %.20q", from, value), body[:from] + value + body[from+to:]
}

// elementMoved doubles an element, drops it or puts it before the one in front.
func elementMoved(body string, at int, random *rand.Rand) (how, out string) {
	from := strings.IndexByte(body[at:], '<')
	if from < 0 {
		return "nothing", body
	}
	from += at
	to := strings.IndexByte(body[from:], '>')
	if to < 0 {
		return "nothing", body
	}
	tag, rest := body[from:from+to+1], body[from+to+1:]
	switch random.IntN(3) {
	case 0:
		return fmt.Sprintf("tag twice at %d", from), body[:from] + tag + tag + rest
	case 1:
		return fmt.Sprintf("tag gone at %d", from), body[:from] + rest
	}
	before := strings.LastIndexByte(body[:from], '<')
	if before < 0 {
		return "nothing", body
	}
	return fmt.Sprintf("tag moved at %d", from), body[:before] + tag + body[before:from] + rest
}

// partAttacks do away with, empty, double, swap and re-encode each part.
func partAttacks(b sound) (all []attack) {
	p := must(unzipped(b.book))
	needed := func(name string) verdict {
		if strings.HasSuffix(name, "workbook.xml") || strings.Contains(name, "worksheets/sheet") || strings.Contains(name, "workbook.xml.rels") ||
			name == typesPart || name == rootRels || strings.HasSuffix(name, "styles.xml") {
			return refused
		}
		return judged
	}
	for i, x := range p {
		add := func(how string, want verdict, p parts) {
			all = append(all, attack{class: "parts", name: b.name + ": " + x.name + " " + how, want: want, make: p.zipped})
		}
		add("missing", needed(x.name), p.without(x.name))
		add("empty", needed(x.name), p.with(x.name, ""))
		add("twice", refused, append(p[:len(p):len(p)], x))
		add("twice but for case", refused, append(p[:len(p):len(p)], part{strings.ToUpper(x.name), x.body}))
		add("holds another part", judged, p.with(x.name, p[(i+1)%len(p)].body))
		if !isMarkup(x.name) {
			continue
		}
		add("is noise", refused, p.with(x.name, "\x01\x02\x03\x04noise"))
		add("in UTF-16", refused, p.with(x.name, utf16(x.body)))
		_, root, _ := strings.Cut(x.body, "?>") // some parts have no declaration
		if root == "" {
			root = x.body
		}
		add("says GBK", refused, p.with(x.name, `<?xml version="1.0" encoding="GBK"?>`+root))
		add("with DOCTYPE", refused, p.with(x.name, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+root))
	}
	return all
}

func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = binary.LittleEndian.AppendUint16(b, uint16(r))
	}
	return string(b)
}
