package opc

// Inert are the contents of a package that reach beyond it or would do something
// in the program that opens it. They are kept as they are: nothing here follows
// or runs them.
type Inert struct {
	Macros, Links, Connections, Controls bool
}

// Inert looks what of the kind the package has.
func (p *Package) Inert() (found Inert) {
	for _, rels := range p.rels {
		for _, r := range rels {
			switch {
			case r.Is("vbaProject"), r.Is("xlMacrosheet"), r.Is("xlIntlMacrosheet"), r.Is("attachedToolbars"):
				found.Macros = true
			case r.Is("externalLink"), r.Is("externalLinkPath"), r.Is("attachedTemplate"), r.Is("oleObject") && r.External, r.Is("image") && r.External:
				found.Links = true
			case r.Is("connections"), r.Is("queryTable"):
				found.Connections = true
			case r.Is("control"), r.Is("activeXControlBinary"), r.Is("oleObject"):
				found.Controls = true
			}
		}
	}
	return found
}
