package pdf

import (
	"slices"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// layerGroups are the optional-content groups (ISO 32000-1, 8.11) of all
// sources, by their numbers in the packet.
type layerGroups struct{ all, off []int }

// layers are the groups of one source. What a reader would not see when the
// source is opened stays unseen in the packet.
type layers struct {
	doc    *cos.Document
	w      *cos.Writer
	groups *layerGroups
	// shown is the state of each group on opening, by its number in the source.
	shown map[int]bool
	// inert are groups whose intent takes no part in what is shown; their
	// content always is.
	inert   map[int]bool
	carried map[int]int
}

func readLayers(doc *cos.Document, w *cos.Writer, groups *layerGroups) *layers {
	l := &layers{doc: doc, w: w, groups: groups, shown: map[int]bool{}, inert: map[int]bool{}, carried: map[int]int{}}
	properties := doc.Dict(doc.Catalog()["OCProperties"])
	if properties == nil {
		return l
	}
	config := doc.Dict(properties["D"])
	on := doc.Name(config["BaseState"]) != "OFF"
	for _, n := range l.numbersIn(properties["OCGs"]) {
		l.shown[n] = on
		l.inert[n] = !l.intends(config["Intent"], n)
	}
	l.set(config["ON"], true)
	l.set(config["OFF"], false)
	l.setAutomatic(config["AS"])
	return l
}

// numbersIn are the object numbers of an array of references.
func (l *layers) numbersIn(o cos.Object) []int {
	var out []int
	for _, item := range l.doc.Array(o) {
		if ref, ok := item.(cos.Ref); ok {
			out = append(out, int(ref.ObjectNumber))
		}
	}
	return out
}

func (l *layers) set(o cos.Object, shown bool) {
	for _, n := range l.numbersIn(o) {
		if _, ok := l.shown[n]; ok {
			l.shown[n] = shown
		}
	}
}

// intends tells whether group n has the intent that the configuration asks for
// (table 101); View where either is silent.
func (l *layers) intends(wanted cos.Object, n int) bool {
	group := l.doc.Dict(cos.Ref{ObjectNumber: cos.Integer(n)})
	want, have := l.names(wanted), l.names(group["Intent"])
	return slices.Contains(want, "All") || slices.ContainsFunc(have, func(s string) bool { return slices.Contains(want, s) })
}

func (l *layers) names(o cos.Object) []string {
	if n := l.doc.Name(o); n != "" {
		return []string{n}
	}
	var out []string
	for _, item := range l.doc.Array(o) {
		out = append(out, l.doc.Name(item))
	}
	if len(out) == 0 {
		return []string{"View"}
	}
	return out
}

// setAutomatic applies what the configuration lets usage decide when a
// document is viewed (8.11.4.4).
func (l *layers) setAutomatic(o cos.Object) {
	for _, item := range l.doc.Array(o) {
		usage := l.doc.Dict(item)
		if l.doc.Name(usage["Event"]) != "View" || !slices.Contains(l.names(usage["Category"]), "View") {
			continue
		}
		for _, n := range l.numbersIn(usage["OCGs"]) {
			group := l.doc.Dict(cos.Ref{ObjectNumber: cos.Integer(n)})
			view := l.doc.Dict(l.doc.Dict(group["Usage"])["View"])
			if state := l.doc.Name(view["ViewState"]); state != "" {
				l.set(cos.Array{cos.Ref{ObjectNumber: cos.Integer(n)}}, state != "OFF")
			}
		}
	}
}

// number is the packet's number of group source, which it writes on first use;
// 0 when source is no group.
func (l *layers) number(source int) int {
	shown, ok := l.shown[source]
	if !ok {
		return 0
	}
	if n := l.carried[source]; n != 0 {
		return n
	}
	group := l.doc.Dict(cos.Ref{ObjectNumber: cos.Integer(source)})
	n := l.w.Reserve()
	l.carried[source] = n
	body := cos.SpellText([]byte("<</Type/OCG/Name "), l.doc.Text(group["Name"]))
	l.w.Object(n, append(body, ">>"...))
	l.groups.all = append(l.groups.all, n)
	if !shown && !l.inert[source] {
		l.groups.off = append(l.groups.off, n)
	}
	return n
}

// hidden tells whether optional content o is not shown: a group, or a
// membership dictionary by its policy (8.11.2.2). A visibility expression is
// not worked out: what it governs is shown.
func (l *layers) hidden(o cos.Object) bool {
	if ref, ok := o.(cos.Ref); ok {
		n := int(ref.ObjectNumber)
		if shown, ok := l.shown[n]; ok {
			return !shown && !l.inert[n]
		}
	}
	membership := l.doc.Dict(o)
	if l.doc.Name(membership["Type"]) != "OCMD" || membership["VE"] != nil {
		return false
	}
	members := membership["OCGs"]
	if l.doc.Array(members) == nil {
		members = cos.Array{members}
	}
	on, off := 0, 0
	for _, n := range l.numbersIn(members) {
		if l.shown[n] || l.inert[n] {
			on++
		} else {
			off++
		}
	}
	switch l.doc.Name(membership["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return on > 0 && off == 0
	case "AllOff":
		return on > 0
	}
	return on == 0 && off > 0
}

// spell appends the packet's optional-content properties to its catalog.
func (g *layerGroups) spell(b []byte) []byte {
	if len(g.all) == 0 {
		return b
	}
	b = append(b, "/OCProperties<</OCGs"...)
	b = spellRefs(b, g.all)
	b = append(b, "/D<</OFF"...)
	b = spellRefs(b, g.off)
	return append(b, ">>>>"...)
}

func spellRefs(b []byte, numbers []int) []byte {
	b = append(b, '[')
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ' ')
		}
		b = cos.SpellRef(b, n)
	}
	return append(b, ']')
}
