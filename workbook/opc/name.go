package opc

import (
	"net/url"
	"path"
	"strconv"
	"strings"
)

// partKey returns what part names are compared by: they are the same whatever
// their case (ECMA-376 part 2, 6.2.2.3), and some writers turn the slashes round.
func partKey(name string) string {
	return strings.ToLower(partName(name))
}

// partName returns the name of an entry as a part name without leading slash.
func partName(entryName string) string {
	if strings.IndexByte(entryName, '\\') < 0 {
		return entryName
	}
	return strings.ReplaceAll(entryName, `\`, "/")
}

// safeName reports whether an entry may be called so: relative, without dot
// segments, drive letters and control characters.
func safeName(name string) bool {
	n := partName(name)
	if n == "" || n[0] == '/' || len(n) > 1 && n[1] == ':' {
		return false
	}
	for i := range len(n) {
		if n[i] < ' ' || n[i] == 0x7f {
			return false
		}
	}
	for segment := range strings.SplitSeq(strings.TrimSuffix(n, "/"), "/") {
		if segment == "" || segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// shown returns an entry's name for a message: short, and without what a
// terminal might take for a command.
func shown(name string) string {
	if len(name) > 80 {
		name = name[:80]
	}
	q := strconv.Quote(name)
	if q[1:len(q)-1] == name {
		return name
	}
	return q
}

// resolve returns the part name that the target of a relationship means, seen
// from the source part ("" is the package).
func resolve(source, target string) string {
	if i := strings.IndexAny(target, "#?"); i >= 0 {
		target = target[:i]
	}
	target = partName(target)
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir("/"+source), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// unescape undoes percent-encoding; it returns s where there is none.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// RelsPart returns the name of the part that holds the relationships of source
// ("" is the package), whether it is there or not.
func RelsPart(source string) string {
	dir, base := path.Split(source)
	return dir + "_rels/" + base + ".rels"
}

// relsSource returns the part whose relationships a part holds, by its key.
func relsSource(key string) (source string, ok bool) {
	dir, base := path.Split(key)
	up, found := strings.CutSuffix(dir, "_rels/")
	name, isRels := strings.CutSuffix(base, ".rels")
	return up + name, found && isRels && (up == "" || up[len(up)-1] == '/')
}
