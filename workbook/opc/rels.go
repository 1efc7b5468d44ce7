package opc

import (
	"maps"
	"slices"
	"strings"

	"goalxl/internal/lang"
)

// Rel is a relationship of a part, or of the package.
type Rel struct {
	ID   string
	Type string // URI, of the transitional or the strict kind
	// Target is the name of the part that is meant, in its own spelling where
	// it exists; for external targets what is written.
	Target   string
	External bool
	Mode     string // TargetMode as written; usually ""
}

// Is reports whether the relationship is of a kind, given by the last step of
// its type: "worksheet", "comments".
func (r Rel) Is(kind string) bool { return strings.HasSuffix(r.Type, "/"+kind) }

// Rels returns the relationships of a part ("" is the package), in the order of
// their part; nil if there are none.
func (p *Package) Rels(source string) []Rel { return p.rels[partKey(source)] }

// RelsPart returns the name of the part that holds the relationships of source,
// in its own spelling if it is there.
func (p *Package) RelsPart(source string) string { return p.spelled(RelsPart(source)) }

// spelled returns a part name in the spelling of the archive.
func (p *Package) spelled(name string) string {
	if pt := p.index[partKey(name)]; pt != nil {
		return pt.name
	}
	if u := unescape(name); u != name {
		if pt := p.index[partKey(u)]; pt != nil {
			return pt.name
		}
	}
	return name
}

// loadRels reads all relationship parts.
func (p *Package) loadRels() error {
	p.rels = map[string][]Rel{}
	left := p.limits.Meta
	for _, pt := range p.parts {
		source, ok := relsSource(pt.key)
		if !ok || pt.dir {
			continue
		}
		b, err := p.bytesUpTo(pt.name, left)
		if err != nil {
			return err
		}
		left -= int64(len(b))
		rels, err := p.parseRels(b, source)
		if err == errDoubledID {
			return damaged(p.name, shown(pt.name), doubledID)
		} else if err != nil {
			return p.malformed(pt.name, err)
		}
		p.rels[source] = rels
		for _, r := range rels {
			if r.Is("digital-signature/origin") {
				return p.signed()
			}
		}
	}
	for key := range p.index {
		if strings.HasPrefix(key, "_xmlsignatures/") {
			return p.signed()
		}
	}
	return nil
}

func (p *Package) signed() *lang.Error {
	return refuse(p.name, lang.T("%s: 文件带有数字签名，任何改动都会使签名失效", "%s: the file is digitally signed, and any change would void the signature"),
		lang.T("请在 Excel 里删除签名并另存后再试", "remove the signature in Excel, save and try again"))
}

// parseRels reads a relationships part; source is the part that they belong to.
func (p *Package) parseRels(b []byte, source string) ([]Rel, error) {
	var rels []Rel
	seen := map[string]bool{}
	s := newTags(b, p.limits.Depth)
	for tg, ok := s.next(); ok; tg, ok = s.next() {
		if tg.closing || tg.local != "Relationship" {
			continue
		}
		var r Rel
		r.ID, _ = tg.attr("Id")
		r.Type, _ = tg.attr("Type")
		r.Target, _ = tg.attr("Target")
		r.Mode, _ = tg.attr("TargetMode")
		if r.External = strings.EqualFold(r.Mode, "External"); !r.External {
			r.Target = p.spelled(resolve(source, r.Target))
		}
		if seen[r.ID] {
			return nil, errDoubledID
		}
		seen[r.ID] = true
		rels = append(rels, r)
	}
	return rels, s.err
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
