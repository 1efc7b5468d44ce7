package allocate

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// Contact is a row of 通讯录.
type Contact struct {
	At    Ref
	Owner string
	Email string // "" if blank or no address
	Wrong string // what stands in 邮箱 and is no address
	Copy  string // "" if blank or no address
	// WrongCopy is what stands in 抄送 and is no address.
	WrongCopy string
	Region    string
}

// RefusalKind says why rows could not be divided.
type RefusalKind uint8

// The reasons.
const (
	NoOwner RefusalKind = iota // the owner is blank, or a word for nobody yet (待定)
	Unclear                    // one name stands for several people: *经理 on rows of different regions
	NoItem                     // the item is blank, where rows are divided by item
	Nothing                    // the plan has no rows to divide
)

// Refusal is a group of rows that no portion can be found for.
type Refusal struct {
	Why  RefusalKind
	Name string // the owner's, as written; "" if blank
	At   []Ref  // the cells
}

// byOwner gives each owner the rows that name them.
func (d *divider) byOwner() {
	names, order := map[string]*named{}, []*named(nil)
	get := func(owner string, at Ref) *named {
		at.Field = FieldOwner
		key := foldName(owner)
		n := names[key]
		if n == nil {
			n = &named{key: key, name: strings.TrimSpace(owner)}
			names[key], order = n, append(order, n)
		}
		n.at = append(n.at, at)
		return n
	}
	for i, b := range d.plan.Breakdowns {
		n := get(b.Owner, b.At)
		n.rows = append(n.rows, int32(i))
	}
	for i, a := range d.plan.Actions {
		n := get(a.Owner, a.At)
		n.actions = append(n.actions, int32(i))
	}
	if len(order) == 0 {
		d.refuse(Nothing, "", nil)
	}
	book := d.addressBook()
	for _, n := range order {
		if vacant(n.key) {
			d.refuse(NoOwner, n.name, n.at)
			continue
		}
		d.place(n, book)
	}
}

// named is everything that names one owner.
type named struct {
	key, name     string // folded, and as first written
	rows, actions []int32
	at            []Ref // of all of them
}

// place gives the rows of an owner to portions: all to one where the name stands for
// one person, else each to the contact whose region the row is of.
func (d *divider) place(n *named, book *addressBook) {
	several := book.several(n.key)
	if !several && !masked(n.key) && !generic(n.key) {
		d.take(n, d.portion(n.key, n.name, book.only(n.key)))
		return
	}
	var lost []Ref
	found := 0
	give := func(at Ref, text string, add func(*Portion)) {
		c := book.ofRegion(n.key, text)
		if c == nil {
			at.Field = FieldOwner
			lost = append(lost, at)
			return
		}
		found++
		label := c.Owner
		if foldName(label) == n.key {
			label += "（" + c.Region + "）"
		}
		add(d.portion(foldName(label), label, c))
	}
	for _, row := range n.rows {
		give(d.plan.Breakdowns[row].At, d.rowText(row), func(p *Portion) { p.Breakdowns = append(p.Breakdowns, row) })
	}
	for _, i := range n.actions {
		a := d.plan.Actions[i]
		give(a.At, foldName(a.Name)+"\n"+foldName(a.Action), func(p *Portion) { p.Actions = append(p.Actions, i) })
	}
	switch {
	case len(lost) == 0:
	case found == 0 && !several && d.oneSubject(n):
		d.take(n, d.portion(n.key, n.name, book.only(n.key)))
	default:
		d.refuse(Unclear, n.name, lost)
	}
}

// take gives all of an owner's rows to a portion.
func (d *divider) take(n *named, p *Portion) {
	p.Breakdowns = append(p.Breakdowns, n.rows...)
	p.Actions = append(p.Actions, n.actions...)
}

// rowText is what a row says of its place in the plan, folded: its item, those above
// it, and its dimension.
func (d *divider) rowText(row int32) string {
	text := ""
	for n := 0; row >= 0 && n < 64; n++ {
		b := d.plan.Breakdowns[row]
		text += foldName(b.Item) + "\n" + foldName(b.Dimension) + "\n"
		row = d.match.parentOf(int(row))
	}
	return text
}

// oneSubject reports whether a masked name can only be one person: all its rows are
// of one item, and its actions serve that item.
func (d *divider) oneSubject(n *named) bool {
	subject := ""
	for _, row := range n.rows {
		core, _ := coreName(foldName(d.plan.Breakdowns[row].Item), d.types)
		if subject = cmp.Or(subject, core); core != subject {
			return false
		}
	}
	if subject == "" {
		return len(n.actions) <= 1
	}
	for _, i := range n.actions {
		if a := d.plan.Actions[i]; !strings.Contains(foldName(a.Name)+"\n"+foldName(a.Action), subject) {
			return false
		}
	}
	return utf8.RuneCountInString(subject) >= minLinkName || len(n.actions) == 0
}

// vacant reports whether a folded owner is nobody: blank, a dash, or a word for a
// post that is not filled.
func vacant(key string) bool {
	switch key {
	case "", "-", "--", "—", "——", "/", "无", "?", "??", "待定", "未定", "暂无", "暂缺", "空缺", "待招", "待招聘", "待补", "待分配", "tbd", "tba", "n/a", "na", "none", "vacant", "open", "unassigned":
		return true
	}
	return false
}

// masks are the characters that stand for hidden ones in a name.
const masks = "*×某●○"

// masked reports whether a folded name hides a part of itself: *经理, 张*, 李某.
func masked(key string) bool {
	return strings.ContainsAny(key, masks) || strings.Contains(key, "xx")
}

// titles are posts that many people hold; generals are words before them that name nobody.
var (
	titles = [...]string{"总经理", "经理", "总监", "主管", "代表", "专员", "负责人", "组长", "店长", "主任", "部长", "销售", "业务员",
		"manager", "director", "head", "lead", "representative", "rep", "supervisor"}
	generals = [...]string{"", "区域", "大区", "地区", "片区", "省区", "城市", "门店", "区域销售", "大区销售", "各区域", "各区", "各",
		"regional", "area", "regionalsales", "areasales", "store"}
)

// generic reports whether a folded name is a post that each region has: 区域经理,
// regional manager.
func generic(key string) bool {
	for _, title := range titles {
		before, ok := strings.CutSuffix(key, title)
		if !ok {
			continue
		}
		for _, g := range generals {
			if before == g {
				return true
			}
		}
	}
	return false
}
