package templates

import (
	"slices"
	"strings"

	"goalxl/allocate"
)

// Glossary is what people state of their own headings, on top of the words that
// the templates declare. The nil Glossary states nothing.
type Glossary struct {
	words map[string][]statedWord // by folded heading
	units map[string]Unit
	kinds []allocate.TableKind // those that have words of their own
}

// statedWord is the meaning that a heading was given, in the tables of a kind or,
// with NoTable, in all.
type statedWord struct {
	kind  allocate.TableKind
	means string
}

// State gives the heading a meaning, by its name in JSON, in the tables of the
// kind; NoTable stands for all. It reports whether the name stands for a meaning.
func (g *Glossary) State(heading string, kind allocate.TableKind, means string) bool {
	if _, ok := ByName(means); !ok {
		return false
	}
	if g.words == nil {
		g.words = make(map[string][]statedWord)
	}
	for _, key := range stateKeys(heading) {
		g.words[key] = append(g.words[key], statedWord{kind, means})
	}
	if kind != allocate.NoTable && !slices.Contains(g.kinds, kind) {
		g.kinds = append(g.kinds, kind)
	}
	return true
}

// StateUnit gives the bare numbers under the heading a unit.
func (g *Glossary) StateUnit(heading string, unit Unit) {
	if g.units == nil {
		g.units = make(map[string]Unit)
	}
	for _, key := range stateKeys(heading) {
		g.units[key] = unit
	}
}

// stateKeys returns the forms under which a stated heading is looked up: as it is
// spelled, then without units and brackets. Upper headings stand before it,
// parted by " / ".
func stateKeys(heading string) []string {
	exact, name := "", ""
	for _, part := range strings.Split(heading, " / ") {
		exact += Fold(part)
		name += SplitHeading(part).Name
	}
	if name == "" || name == exact {
		return []string{exact}
	}
	return []string{exact, name}
}

// keysOf returns the forms of a heading of a workbook, the closest first.
func keysOf(parts []string) [4]string {
	var k [4]string
	for _, p := range parts {
		k[0] += Fold(p)
		k[2] += SplitHeading(p).Name
	}
	last := parts[len(parts)-1]
	k[1], k[3] = Fold(last), SplitHeading(last).Name
	return k
}

// Kinds returns the kinds of tables that have words of their own.
func (g *Glossary) Kinds() []allocate.TableKind {
	if g == nil {
		return nil
	}
	return g.kinds
}

// Knows reports whether the heading was given a meaning in some table.
func (g *Glossary) Knows(heading string) bool {
	if g == nil || heading == "" {
		return false
	}
	for _, key := range keysOf([]string{heading}) {
		if key != "" && len(g.words[key]) > 0 {
			return true
		}
	}
	return false
}

// Understand reads a heading in a table of the kind (NoTable while that is not
// known): what was stated of it stands, else what its words say.
func (g *Glossary) Understand(kind allocate.TableKind, parts ...string) Meaning {
	m := Understand(parts...)
	if g == nil {
		return m
	}
	keys := keysOf(parts)
	for _, key := range keys {
		if unit, ok := g.units[key]; ok && key != "" {
			m.Unit, m.UnitStated = unit, true
			break
		}
	}
	for _, key := range keys {
		if w, ok := g.stated(key, kind); ok {
			return m.as(w.means)
		}
	}
	return m
}

// stated returns the last word stated under the key for the kind; one for all
// tables if there is none.
func (g *Glossary) stated(key string, kind allocate.TableKind) (word statedWord, ok bool) {
	if key == "" {
		return word, false
	}
	for _, w := range g.words[key] {
		if w.kind == kind && kind != allocate.NoTable {
			return w, true
		}
		if w.kind == allocate.NoTable {
			word, ok = w, true
		}
	}
	return word, ok
}

// as gives the heading the meaning of the name; what it says of year and unit
// stands.
func (m Meaning) as(means string) Meaning {
	s, _ := ByName(means)
	s.Heading, s.Name, s.Unit, s.UnitStated = m.Heading, m.Name, m.Unit, m.UnitStated
	s.Span.Year = m.Span.Year
	s.Stated = true
	return s
}
