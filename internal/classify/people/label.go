package people

import (
	"cmp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// parts lists what the labels of the page say, in order.
func (p page) parts(known dates.Reading) []part {
	var out []part
	taken := -1
	p.EachLabel(func(h words.Hit, m words.Meaning) {
		start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
		if start < taken || h.Near && m.What != "running" && !p.colonAt(end) {
			return
		}
		x := part{start: start, end: end, label: m.What}
		switch m.What {
		case "name", "family", "given":
			if !p.isIdentityLabel(h, m.What) {
				return
			}
			name, stop := p.After(end, h.Last)
			x.end = stop
			x.setName(names.Split(name, m.What, cmp.Or(m.Lang, p.Lang)))
			x.readFormer(p, stop)
		case "former":
			name, stop := p.After(end, h.Last)
			x.Former, _, _ = names.Split(name, "family", p.Lang)
			x.end = stop
		case "familyfirst":
			if !p.isIdentityLabel(h, "name") {
				return
			}
			name, stop := p.After(end, h.Last)
			x.end = stop
			x.setName(names.SplitFamilyFirst(name, p.Text[start:end]))
			x.readFormer(p, stop)
		case "running":
			name, stop := p.After(end, h.Last)
			x.end = stop
			x.setName(names.Split(name, "running", p.Lang))
			x.readFormer(p, stop)
		case "number":
			if id, stop := p.numberAfter(end); id != "" {
				x.IDs, x.end = []string{id}, stop
			}
		case "sex":
			x.Sex = p.sexAfter(end, p.Text[start:end])
		}
		if !x.IsZero() {
			out = append(out, x)
			taken = x.end
		}
	}, words.IdentityLabel)
	for _, x := range append(p.titled(), p.numbered()...) {
		if !slices.ContainsFunc(out, func(o part) bool { return o.HasName() && o.start < x.end && x.start < o.end }) {
			out = insertPart(out, x)
		}
	}
	return p.withBirthDates(out, known)
}

// colonAt tells whether a colon stands behind pos.
func (p page) colonAt(pos int) bool {
	return strings.HasPrefix(strings.TrimLeft(p.Text[pos:min(len(p.Text), pos+8)], " .\t"), ":")
}

// readFormer takes the former family name that stands behind a name.
func (c *part) readFormer(p page, pos int) {
	if c.HasName() {
		c.Former, c.end = p.FormerAfter(pos)
	}
}

// isIdentityLabel tells whether a phrase like "name" or "patient" stands as a
// label: before a colon, or alone before the value in a table or header.
func (p page) isIdentityLabel(h words.Hit, what string) bool {
	end := p.Words[h.Last-1].End
	l := p.Lines[p.Words[h.Last-1].Line]
	if p.ofProxy(h.First) {
		return false
	}
	after := strings.TrimLeft(p.Text[end:l.End], " \t")
	if dots := len(after) - len(strings.TrimLeft(after, ".")); dots == 1 || dots > 2 {
		after = strings.TrimLeft(after[dots:], " \t") // "Pat.:", "Name....... Doe, Jane"
		if dots > 2 {
			after = ":" + after
		}
	}
	if strings.HasPrefix(after, "(") {
		if i := strings.IndexByte(after, ')'); i > 0 && i < 16 {
			after = strings.TrimLeft(after[i+1:], " \t")
		}
	}
	if strings.HasPrefix(after, ":") {
		return !p.follows(h, "doctor", "physician", "hospital", "file", "company", "drug", "generic", "brand", "product", "test", "medication", "procedure", "contact", "arzt", "mother", "father", "s", "user", "facility", "provider", "guardian", "referring", "surgeon", "husband", "wife", "spouse", "guarantor", "insured", "subscriber", "kin", "relative", "attendant", "informant", "vater", "mutter", "arztes", "insurance", "group", "medico", "responsible", "emergency", "spouse", "med", "trade")
	}
	if h.First != l.First && (h.First != l.First+1 || !p.OpensColumn(h.First)) {
		return what == "name" && p.bareLabel(h)
	}
	// a label without colon: the value follows in capitals or behind a wide gap
	if what == "name" && p.bareLabel(h) {
		return true
	}
	return what == "name" && h.Last-h.First > 1 || strings.HasPrefix(p.Text[end:l.End], "  ") || strings.HasPrefix(p.Text[end:l.End], "\t")
}

// follows tells whether the word before the phrase is one of the given.
func (p page) follows(h words.Hit, before ...string) bool {
	if h.First == 0 || p.Words[h.First-1].Line != p.Words[h.First].Line {
		return false
	}
	w := p.Words[h.First-1]
	if strings.ContainsAny(p.Text[w.End:p.Words[h.First].Start], ".:;,|\t") {
		return false
	}
	return slices.Contains(before, words.Fold(p.Text[w.Start:w.End]))
}

// sexAfter reads a sex behind its label.
func (p page) sexAfter(pos int, label string) string {
	word := p.wordAfter(pos)
	if words.Fold(word) == "m" && words.Fold(label) == "sexo" {
		return "" // mujer in Spain, masculino elsewhere
	}
	return nametext.SexOf(word)
}

// wordAfter is the word behind a label and its colon.
func (p page) wordAfter(pos int) string {
	rest := strings.TrimLeft(p.Text[pos:min(len(p.Text), pos+24)], " :\t")
	if i := strings.IndexFunc(rest, func(r rune) bool { return !words.IsWordRune(r) }); i >= 0 {
		rest = rest[:i]
	}
	return rest
}
