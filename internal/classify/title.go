package classify

import (
	"cmp"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// maxTitle bounds a title, in characters.
const maxTitle = 90

// TitleFromName makes a human title from the name of a file: without folders,
// ending and separators. It does not know whether a person's name is in it.
func TitleFromName(p string) string {
	base := path.Base(strings.ReplaceAll(p, "\\", "/"))
	if base == "." || base == "/" {
		return ""
	}
	if ext := path.Ext(base); len(ext) > 1 && len(ext) <= 5 && len(ext) < len(base) {
		base = base[:len(base)-len(ext)]
	}
	var b strings.Builder
	var before rune
	for _, r := range strings.ToValidUTF8(base, " ") {
		if unicode.IsLower(before) && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		switch before = r; {
		case r == '_' || r == '+' || r == '~' || r == '$' || unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return words.Clip(b.String(), maxTitle)
}

// subjectHeadings are the headings whose text says what a paper of the kind is about.
var subjectHeadings = map[clinical.Kind][]string{
	clinical.OperativeReport: {"procedure performed", "procedures performed", "operation performed", "operations performed", "title of operation", "title of procedure", "name of operation", "operative procedure", "operation", "procedure", "surgery", "intervención quirúrgica", "intervención", "intervento eseguito", "intervento", "rodzaj operacji", "durchgeführter Eingriff", "Operation", "Eingriff", "intervention", "operatie"},
	clinical.ProcedureReport: {"procedure performed", "procedures performed", "procedure", "name of procedure"},
	clinical.ImagingReport:   {"exam", "examination", "exam type", "study", "type of exam"},
}

// humanTitle is the title for the index row: the kind in plain words, and what
// the document says it is about. It leaves the patient's name out.
func humanTitle(s Subject, pages []*words.Page, t *tally, kind clinical.Kind, who clinical.Patient) string {
	named := func(text string) bool { return text == "" || namesPerson(text, who) || namesPerson(text, s.Case) }
	if title := strings.Join(strings.Fields(s.Title), " "); s.Structured && !named(title) {
		return words.Clip(title, maxTitle) // its writer named it
	}
	own := ""
	if f := t.nameHit(); f != nil {
		if own = ownTitle(pages, f, kind); named(own) {
			own = phraseTitle(pages, f, kind)
		}
		if named(own) {
			own = ""
		}
	}
	if kind == clinical.Unknown || kind == clinical.Other {
		if n := TitleFromName(s.Path); own == "" && !named(n) {
			return n
		}
		return cmp.Or(own, kind.Title())
	}
	if subject := subjectLine(pages, kind); !named(subject) {
		return words.Clip(kind.Title()+": "+subject, maxTitle)
	}
	return cmp.Or(own, kind.Title())
}

func subjectLine(pages []*words.Page, kind clinical.Kind) string {
	for _, want := range subjectHeadings[kind] {
		phrase, ok := words.PhraseNumber(want)
		if !ok {
			continue
		}
		for _, p := range pages {
			if s := (page{p}).textAfter(phrase); s != "" {
				return calm(s, kind)
			}
		}
	}
	return ""
}

// maxSubjectLine is the line of a page from which headings no longer say what
// the whole paper is about.
const maxSubjectLine = 40

// textAfter is the rest of the line behind a heading and its colon.
func (p page) textAfter(phrase int) string {
	for _, h := range p.Hits {
		if p.Words[h.First].Line > maxSubjectLine {
			return ""
		}
		if h.Phrase != phrase {
			continue
		}
		l := p.Lines[p.Words[h.First].Line]
		if h.First != l.First {
			continue
		}
		after := strings.TrimLeft(p.Text[min(p.Words[h.Last-1].End, l.End):l.End], " \t")
		rest, ok := strings.CutPrefix(after, ":")
		if !ok {
			continue
		}
		rest = strings.TrimLeft(strings.TrimSpace(rest), "0123456789.) ")
		if i := strings.IndexAny(rest, ".;\t"); i > 8 {
			rest = rest[:i]
		}
		if n := utf8.RuneCountInString(rest); n >= 4 && n <= 70 {
			return strings.Trim(rest, " ,:-")
		}
	}
	return ""
}

// namesPerson tells whether the text holds a part of the person's name.
func namesPerson(text string, who clinical.Patient) bool {
	have := map[string]bool{}
	for _, w := range names.Words(text) {
		have[w] = true
	}
	for _, w := range append(names.Words(who.Family), names.Words(who.Given)...) {
		if len(w) > 1 && have[w] {
			return true
		}
	}
	return false
}
