package opc

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"goalxl/workbook/patch"
)

// namespace of content types and of relationships (ECMA-376 part 2).
const (
	nsTypes    = "http://schemas.openxmlformats.org/package/2006/content-types"
	nsRelsPart = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// TypesEdit is what changes in the content types.
type TypesEdit struct {
	Defaults  map[string]string // extension without dot → content type
	Overrides map[string]string // part name → content type
	Drop      []string          // part names whose Override goes
}

// EditTypes returns the splices that make an edit to the content types part.
// Extensions and parts that have a content type already keep it.
func EditTypes(src []byte, e TypesEdit) ([]patch.Splice, error) {
	var splices []patch.Splice
	exts, parts := map[string]bool{}, map[string]bool{}
	s := newTags(src, DefaultLimits().Depth)
	root, err := children(s, func(t tag, end int) {
		if ext, _ := t.attr("Extension"); t.local == "Default" {
			exts[strings.ToLower(ext)] = true
		}
		if name, _ := t.attr("PartName"); t.local == "Override" {
			key := partKey(strings.TrimPrefix(name, "/"))
			if slices.ContainsFunc(e.Drop, func(d string) bool { return partKey(d) == key }) {
				splices = append(splices, patch.Splice{Off: t.start, Len: end - t.start})
				return
			}
			parts[key] = true
		}
	})
	if err != nil {
		return nil, fmt.Errorf("editing content types: %w", err)
	}
	var add strings.Builder
	for _, ext := range sortedKeys(e.Defaults) {
		if !exts[strings.ToLower(ext)] {
			fmt.Fprintf(&add, `<%sDefault Extension="%s" ContentType="%s"/>`, root.lead(), escapeXML(ext), escapeXML(e.Defaults[ext]))
		}
	}
	for _, name := range sortedKeys(e.Overrides) {
		if !parts[partKey(name)] {
			fmt.Fprintf(&add, `<%sOverride PartName="/%s" ContentType="%s"/>`, root.lead(), escapeXML(name), escapeXML(e.Overrides[name]))
		}
	}
	return root.append(splices, add.String()), nil
}

// RelsEdit is what changes in a relationships part.
type RelsEdit struct {
	Add  []NewRel
	Drop []string // ids
}

// NewRel is a relationship to be added. Target is written as it is given: see
// RelTarget.
type NewRel struct{ Type, Target string }

// EditRels returns the splices that make an edit to a relationships part, and
// the ids that the new relationships get, none of which was used there before.
func EditRels(src []byte, e RelsEdit) (splices []patch.Splice, ids []string, err error) {
	last := 0
	s := newTags(src, DefaultLimits().Depth)
	root, err := children(s, func(t tag, end int) {
		id, _ := t.attr("Id")
		if n, err := strconv.Atoi(strings.TrimLeft(id, "rRiIdD")); err == nil && n < 1<<30 {
			last = max(last, n)
		}
		if t.local == "Relationship" && slices.Contains(e.Drop, id) {
			splices = append(splices, patch.Splice{Off: t.start, Len: end - t.start})
		}
	})
	if err != nil {
		return nil, nil, fmt.Errorf("editing relationships: %w", err)
	}
	add, ids := relationships(root.lead(), last, e.Add)
	return root.append(splices, add), ids, nil
}

// NewRels returns a relationships part, and the ids in it.
func NewRels(add []NewRel) (part []byte, ids []string) {
	body, ids := relationships("", 0, add)
	return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Relationships xmlns="` + nsRelsPart + `">` + body + `</Relationships>`), ids
}

// relationships writes relationships with the ids behind last.
func relationships(lead string, last int, add []NewRel) (body string, ids []string) {
	var b strings.Builder
	for i, r := range add {
		id := "rId" + strconv.Itoa(last+1+i)
		ids = append(ids, id)
		fmt.Fprintf(&b, `<%sRelationship Id="%s" Type="%s" Target="%s"/>`, lead, id, escapeXML(r.Type), escapeXML(r.Target))
	}
	return b.String(), ids
}

// RelTarget returns how a part is written as the target of a relationship of
// source ("" is the package): relative, as Excel writes it.
func RelTarget(source, target string) string {
	from := strings.Split(path.Dir(source), "/")
	if from[0] == "." {
		from = nil
	}
	to := strings.Split(target, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// RelType returns the type of a relationship of a kind ("worksheet", "comments")
// as this workbook has them, transitional or strict.
func (p *Package) RelType(kind string) string {
	if p.book.strict {
		return nsRelStrict + "/" + kind
	}
	return nsRel + "/" + kind
}

// element is an element of a part with where it stands.
type element struct {
	tag
	inner int // offset of its end tag, or of "/>"
	end   int // behind it
}

// lead returns what stands before the names of elements in the same namespace.
func (e element) lead() string {
	if e.prefix == "" {
		return ""
	}
	return e.prefix + ":"
}

// append adds to the splices one that puts body at the end of the element, and
// sorts them.
func (e element) append(splices []patch.Splice, body string) []patch.Splice {
	switch {
	case body == "":
	case e.empty:
		body = ">" + body + "</" + e.lead() + e.local + ">"
		splices = append(splices, patch.Splice{Off: e.inner, Len: e.end - e.inner, New: []byte(body)})
	default:
		splices = append(splices, patch.Splice{Off: e.inner, New: []byte(body)})
	}
	slices.SortStableFunc(splices, func(a, b patch.Splice) int { return cmp.Compare(a.Off, b.Off) })
	return splices
}

// children goes through a part and calls see for each child of its root element
// with the offset of its end.
func children(s *tags, see func(t tag, end int)) (root element, err error) {
	var child tag
	for t, ok := s.next(); ok; t, ok = s.next() {
		switch depth := s.depth(); {
		case s.rootTag(t):
			root = element{tag: t, inner: t.end - 2, end: t.end}
		case t.closing && depth == 0:
			root.inner, root.end = t.start, t.end
		case !t.closing && depth == 1 && t.empty:
			see(t, t.end)
		case !t.closing && depth == 2 && !t.empty:
			child = t
			child.attrs = slices.Clone(t.attrs)
		case t.closing && depth == 1:
			see(child, t.end)
		}
	}
	return root, s.err
}
