package allocate

import (
	"slices"
	"strings"
	"sync"
)

// actualsIndex finds series by name. It is built when first asked for, once for all
// the workbooks that are tracked against the actuals, by several workers at a time.
type actualsIndex struct {
	once   sync.Once
	byName map[string][]int32 // by folded name; see Series.names
	byKey  map[string][]int32
	mu     sync.Mutex
	cores  map[string]map[coreKey][]int32 // by the goal types that names were cut with
}

// coreKey is what a name is about, and the goal type at its end ("" if none).
type coreKey struct{ core, typ string }

func (a *Actuals) build() {
	x := &a.index
	x.byName, x.byKey = make(map[string][]int32, len(a.Series)), map[string][]int32{}
	x.cores = map[string]map[coreKey][]int32{}
	for i := range a.Series {
		s := &a.Series[i]
		for _, name := range s.names() {
			x.byName[name] = append(x.byName[name], int32(i))
		}
		if key := foldName(s.Key); key != "" {
			x.byKey[key] = append(x.byKey[key], int32(i))
		}
	}
}

// names returns the folded names under which a series is found, each once: what its
// columns say together, the closest first.
func (s *Series) names() []string {
	item := foldName(s.Item)
	var out []string
	add := func(parts ...string) {
		if name := strings.Join(parts, "/"); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if s.Action != "" {
		action := foldName(s.Action)
		if item != "" {
			add(item, action)
		} else {
			add(action)
		}
		return out // the strategy alone would stand for all of its actions
	}
	if item == "" {
		return nil
	}
	if s.Dimension != "" {
		add(foldName(s.Dimension), item)
	}
	add(item)
	if s.Region != "" {
		add(foldName(s.Region) + item)
	}
	return out
}

// named returns the series of a folded name.
func (a *Actuals) named(name string) []int32 {
	a.index.once.Do(a.build)
	return a.index.byName[name]
}

// keyed returns the series of a folded key.
func (a *Actuals) keyed(key string) []int32 {
	a.index.once.Do(a.build)
	return a.index.byKey[key]
}

// cored returns the series by what their names are about, once the goal types are cut off.
func (a *Actuals) cored(types []string) map[coreKey][]int32 {
	a.index.once.Do(a.build)
	x := &a.index
	x.mu.Lock()
	defer x.mu.Unlock()
	id := strings.Join(types, "\x00")
	if known, ok := x.cores[id]; ok {
		return known
	}
	cores := make(map[coreKey][]int32, len(a.Series))
	for i := range a.Series {
		s := &a.Series[i]
		if s.Action != "" || s.Item == "" {
			continue
		}
		core, typ := coreName(foldName(s.Item), types)
		keys := []coreKey{{core, typ}}
		if s.Region != "" { // 华东 in its own column, 销售额 as the item
			region, _ := coreName(foldName(s.Region), types)
			if core = foldName(s.Item); slices.Contains(types, core) {
				keys = []coreKey{{region, core}}
			}
		}
		for _, k := range keys {
			cores[k] = append(cores[k], int32(i))
		}
	}
	x.cores[id] = cores
	return cores
}
