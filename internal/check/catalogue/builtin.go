package catalogue

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed checklists/core.yaml checklists/profile/*.yaml checklists/pack/*.yaml
var builtin embed.FS

// Names lists the built-in checklists, the one that is used unless another is
// named first.
func Names() []string { return []string{"default", "acs", "onco", "uk", "intl", "tumour-board"} }

// Generic is the pack that adds nothing.
const Generic = "generic"

// Packs lists what is built in for single cancers: each adds to a checklist what
// that cancer needs.
var Packs = sync.OnceValue(func() []string {
	files, err := builtin.ReadDir("checklists/pack")
	if err != nil {
		panic(err) // embedded
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
})

// coreItems are the items that any list may take over by their id.
var coreItems = sync.OnceValue(func() map[string]Requirement {
	m := map[string]Requirement{}
	for _, it := range Core().Items {
		m[it.ID] = it
	}
	return m
})

// Core is the list of all items that are not of one cancer.
var Core = sync.OnceValue(func() *Checklist {
	c, err := open("core", nil)
	if err != nil {
		panic(err) // embedded, and read by every test
	}
	return c
})

func open(file string, base map[string]Requirement) (*Checklist, error) {
	b, err := builtin.ReadFile("checklists/" + file + ".yaml")
	if err != nil {
		return nil, err
	}
	c, err := parse(bytes.NewReader(b), base)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(file), err)
	}
	return c, nil
}

// Builtin returns a built-in checklist. The error names those that exist.
func Builtin(name string) (*Checklist, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("there is no checklist %q%s; built in: %s", name, Meant(name, Names()), strings.Join(Names(), ", "))
	}
	return open("profile/"+name, coreItems())
}

// Pack returns what one cancer adds, not to be changed. The error names the
// packs that exist.
func Pack(name string) (*Checklist, error) {
	if !slices.Contains(Packs(), name) {
		return nil, fmt.Errorf("there is no list for the cancer %q%s; built in: %s", name, Meant(name, Packs()), strings.Join(Packs(), ", "))
	}
	return allPacks()[name], nil
}

var allPacks = sync.OnceValue(func() map[string]*Checklist {
	m := map[string]*Checklist{}
	for _, name := range Packs() {
		c, err := open("pack/"+name, coreItems())
		if err != nil {
			panic(err) // embedded, and read by every test
		}
		m[name] = c
	}
	return m
})

// With lays a pack over a checklist: its items follow, and an item that the list
// holds already is asked for at the stricter of both levels.
func (c *Checklist) With(pack *Checklist) *Checklist {
	if len(pack.Items) == 0 {
		return c
	}
	out := *c
	out.Name, out.Version, out.Items = c.Name+" + "+pack.Name, c.Version+"."+pack.Version, slices.Clone(c.Items)
	for _, it := range pack.Items {
		at := slices.IndexFunc(out.Items, func(x Requirement) bool { return x.ID == it.ID })
		if at < 0 {
			out.Items = append(out.Items, it)
			continue
		}
		was := out.Items[at]
		if slices.Index(levels, was.Level) < slices.Index(levels, it.Level) {
			it.Level = was.Level
		}
		out.Items[at] = it
	}
	return &out
}

// Knows tells whether any built-in list, or c itself, has an item of that id.
func (c *Checklist) Knows(id string) bool {
	has := func(x Requirement) bool { return x.ID == id }
	if _, ok := coreItems()[id]; ok || slices.ContainsFunc(c.Items, has) {
		return true
	}
	name, _, dotted := strings.Cut(id, ".")
	for _, p := range Packs() {
		if pack, err := Pack(p); dotted && name != "" && err == nil && slices.ContainsFunc(pack.Items, has) {
			return true
		}
	}
	return false
}
