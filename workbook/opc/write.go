package opc

import (
	"bufio"
	"fmt"
	"io"
)

// Changes is how a package that is written differs from the one that was read.
type Changes struct {
	// Edit gives parts new content: the function reads the old from src and
	// writes the new to dst. What it leaves unread is read for it, so that the
	// old content is verified in any case.
	Edit map[string]func(src io.Reader, dst io.Writer) error
	// Add are parts that are not there yet, in the order in which they are
	// appended. Their content types and relationships are the caller's: edits
	// of the parts that hold those.
	Add []NewPart
	// Drop are parts that are left out.
	Drop map[string]bool
}

// NewPart is a part to be added.
type NewPart struct {
	Name  string
	Size  int64 // about how many bytes it will be, inflated; 0 for a tiny one
	Write func(dst io.Writer) error
	// Packed says that it holds deflated bytes as text, which do not repeat.
	Packed bool
}

// Write writes the package with its changes to w. Parts that are not changed are
// copied as they are, compressed, in their order and with their headers; none
// before it was verified. The same package and changes give the same bytes.
func (p *Package) Write(w io.Writer, c Changes) error {
	plan, err := p.planWrite(c)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	a := &archive{w: out}
	for _, pt := range p.parts {
		if plan.drop[pt.key] {
			continue
		}
		if err := p.writePart(a, pt, plan.edit[pt.key]); err != nil {
			return err
		}
	}
	for _, n := range c.Add {
		by := deflaterOf(n.Size)
		if n.Packed {
			by = packed
		}
		if err := a.create(newHeader(n.Name), by, n.Write); err != nil {
			return fmt.Errorf("writing %s: %w", n.Name, err)
		}
	}
	if err := a.close(); err != nil {
		return err
	}
	return out.Flush()
}

// writing is Changes by part keys.
type writing struct {
	edit map[string]func(io.Reader, io.Writer) error
	drop map[string]bool
}

// planWrite checks that changes fit the package.
func (p *Package) planWrite(c Changes) (writing, error) {
	plan := writing{map[string]func(io.Reader, io.Writer) error{}, map[string]bool{}}
	for name, yes := range c.Drop {
		if yes {
			plan.drop[partKey(name)] = true
		}
	}
	for name, edit := range c.Edit {
		key := partKey(name)
		if p.index[key] == nil || plan.drop[key] {
			return plan, fmt.Errorf("editing %s: no such part", name)
		}
		plan.edit[key] = edit
	}
	added := map[string]bool{}
	for _, n := range c.Add {
		key := partKey(n.Name)
		if p.index[key] != nil && !plan.drop[key] || added[key] || !safeName(n.Name) {
			return plan, fmt.Errorf("adding %s: there is such a part already, or the name is not allowed", n.Name)
		}
		added[key] = true
	}
	return plan, nil
}

// writePart writes one part: copied, or made anew.
func (p *Package) writePart(a *archive, pt *part, edit func(io.Reader, io.Writer) error) error {
	if edit == nil && pt.restored == nil {
		if err := p.verify(pt); err != nil {
			return err
		}
		return a.copyEntry(p.src.file, pt.entry)
	}
	if edit == nil {
		edit = pass
	}
	h := newHeader(pt.name)
	if pt.entry != nil {
		h = headerOf(pt.entry)
	}
	src := p.openPart(pt)
	defer src.Close()
	return a.create(h, deflaterOf(p.Size(pt.name)), func(dst io.Writer) error {
		if err := edit(src, dst); err != nil {
			return fmt.Errorf("writing %s: %w", pt.name, err)
		}
		_, err := io.Copy(io.Discard, src)
		return err
	})
}

// pass is the edit that changes nothing.
func pass(src io.Reader, dst io.Writer) error {
	_, err := io.Copy(dst, src)
	return err
}
