package allocate

import (
	"strings"
	"unicode/utf8"
)

// addressBook finds contacts by owner and region.
type addressBook struct {
	contacts []*Contact
	byName   map[string][]*Contact // by folded owner
	regions  []string              // beside contacts: folded, without words like 区域
}

func (d *divider) addressBook() *addressBook {
	book := &addressBook{contacts: d.plan.Contacts, byName: map[string][]*Contact{}}
	for _, c := range d.plan.Contacts {
		key := foldName(c.Owner)
		if same := book.byName[key]; !containsContact(same, c) {
			book.byName[key] = append(same, c)
		}
		region, _ := coreName(foldName(c.Region), nil)
		book.regions = append(book.regions, region)
	}
	return book
}

// containsContact reports whether a contact stands in the list with the same
// address and region.
func containsContact(list []*Contact, c *Contact) bool {
	for _, other := range list {
		if strings.EqualFold(other.Email, c.Email) && other.Region == c.Region {
			return true
		}
	}
	return false
}

// several reports whether 通讯录 has several people of the name.
func (b *addressBook) several(key string) bool {
	for _, c := range b.byName[key] {
		if !strings.EqualFold(c.Email, b.byName[key][0].Email) {
			return true
		}
	}
	return false
}

// only returns the contact of the name; nil if there is none, or several.
func (b *addressBook) only(key string) *Contact {
	if len(b.byName[key]) == 0 || b.several(key) {
		return nil
	}
	return b.byName[key][0]
}

// ofRegion returns the one contact whose name fits and whose region stands in the
// folded text; nil if there is none, or several.
func (b *addressBook) ofRegion(key, text string) *Contact {
	return b.inText(text, func(c *Contact) bool { return fitsMask(key, foldName(c.Owner)) })
}

// ofRegionAlone is ofRegion for rows whose owner's name says nothing.
func (b *addressBook) ofRegionAlone(text string) *Contact {
	return b.inText(text, func(*Contact) bool { return true })
}

// inText returns the one contact, of those that ok lets pass, whose region stands in
// the text; the longest region counts.
func (b *addressBook) inText(text string, ok func(*Contact) bool) *Contact {
	var found *Contact
	length := 0
	for i, c := range b.contacts {
		region := b.regions[i]
		if utf8.RuneCountInString(region) < minLinkName || len(region) < length || !strings.Contains(text, region) || !ok(c) {
			continue
		}
		switch {
		case len(region) > length:
			found, length = c, len(region)
		case found != nil && (foldName(found.Owner) != foldName(c.Owner) || !strings.EqualFold(found.Email, c.Email)):
			found = nil
		}
	}
	return found
}

// fitsMask reports whether a name is what a masked one may stand for: 王经理 for *经理,
// 张伟 for 张*. A name without a mask fits itself only.
func fitsMask(mask, name string) bool {
	if mask == name {
		return true
	}
	if !strings.ContainsAny(mask, masks) {
		return false
	}
	pieces := strings.FieldsFunc(mask, func(r rune) bool { return strings.ContainsRune(masks, r) })
	if len(pieces) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(mask)
	if !strings.ContainsRune(masks, first) {
		if !strings.HasPrefix(name, pieces[0]) {
			return false
		}
	}
	rest := name
	for _, piece := range pieces {
		i := strings.Index(rest, piece)
		if i < 0 {
			return false
		}
		rest = rest[i+len(piece):]
	}
	last, _ := utf8.DecodeLastRuneInString(mask)
	return len(name) > len(strings.Join(pieces, "")) && (strings.ContainsRune(masks, last) || strings.HasSuffix(name, pieces[len(pieces)-1]))
}
