package diagnosis

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/tumour"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// diagnoses finds the sentences that name the cancer.
func (r *reader) diagnoses() {
	last := -1 // the sentence before, which is noted once
	for _, h := range tumour.Named(r.page) {
		s := r.page.SentenceOf(h.First)
		if s.First == last || s.Heading || r.page.OfRelative(h.First) || !r.isDisease(h) || r.definite(h) || r.ruledOut(h) {
			continue
		}
		rank := r.directly(h)
		if rank == 0 {
			continue
		}
		last = s.First
		start, end := r.page.Words[h.First].Start, r.page.Words[h.Last-1].End
		q := r.fit(r.withoutHeading(r.cell(r.bare(r.sentence(start, end), start), start, end), h.First), start, end)
		rank *= 2
		if r.primary(h) {
			rank++
		}
		r.note(clinical.QuoteDiagnosis, q, keyOf(q.quote(r.page.Text)), rank)
	}
}

// directly says how directly the words are stated as the diagnosis; 0 for not at all.
func (r *reader) directly(h statement.Hit) int {
	x, ok := r.partAt(h.First)
	switch {
	case ok && x.group == "diagnosis":
		return 3
	case ok && x.group == "label":
		return 2
	case ok && x.group == "other" || len(r.parts) > 0 && r.pathology:
		return 0
	}
	s := r.page.SentenceOf(h.First)
	switch s.Section {
	case "specimen", "comparison", "allergy":
		return 0
	}
	return 1
}

// definite tells whether the words speak of a cancer that was named before: "the
// carcinoma involves 15 %".
func (r *reader) definite(h statement.Hit) bool {
	return h.First > 0 && articles[words.Fold(r.page.Word(h.First-1))] && r.page.Words[h.First-1].Line == r.page.Words[h.First].Line
}

var articles = map[string]bool{"the": true, "this": true, "der": true, "das": true, "des": true, "dieses": true, "le": true, "ce": true, "cette": true, "il": true, "el": true, "este": true, "dit": true, "deze": true}

// isDisease tells whether the words name a cancer, and not a score, a precursor or
// an institution: "Gleason score", "intraepithelial neoplasia", "Cancer Center".
func (r *reader) isDisease(h statement.Hit) bool {
	p := r.page
	switch words.Fold(p.Word(h.First)) {
	case "gleason", "cancers", "canceres", "carcinomas", "cancri":
		return false
	}
	if h.First > 0 && strings.HasPrefix(words.Fold(p.Word(h.First-1)), "intraepit") || strings.HasPrefix(words.Fold(p.Word(h.Last-1)), "intraepit") {
		return false
	}
	for i := max(0, h.First-3); i < h.First; i++ {
		if w := words.Fold(p.Word(i)); strings.HasPrefix(w, "institut") || strings.HasPrefix(w, "societ") || w == "nacional" || w == "national" || w == "american" {
			return false
		}
	}
	return h.Last >= len(p.Words) || !institutions[words.Fold(p.Word(h.Last))] || strings.ContainsAny(p.Gap(h.Last), ".:;,")
}

// ruledOut tells whether the sentence, farther before the words than a negation
// reaches by itself, says that there is none, or only weighs what it may be.
func (r *reader) ruledOut(h statement.Hit) bool {
	s := r.page.SentenceOf(h.First)
	for i := max(s.First, h.First-15); i < h.First; i++ {
		w := words.Fold(r.page.Word(i))
		switch {
		case strings.HasPrefix(w, "differential"), w == "possibility", i == s.First && (w == "number" || w == "total"):
			return true
		case !r.page.Broken(i+1, h.First+1) && negations[w]:
			return true
		}
	}
	return false
}

var negations = map[string]bool{
	"no": true, "not": true, "without": true, "negative": true, "kein": true, "keine": true, "keinen": true, "keiner": true, "ohne": true, "nicht": true, "pas": true, "sans": true, "aucun": true, "aucune": true,
	"sin": true, "ningun": true, "senza": true, "non": true, "nessun": true, "nessuna": true, "brak": true, "bez": true, "nie": true, "geen": true, "zonder": true, "niet": true,
}

// institutions are words that make a name of the word "cancer" before them.
var institutions = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("staging checklist protocol center centre registry committee institute hospital clinic society foundation program programme care team genetics unit service services specialist research synopsis synoptic case summary template screening risk department institut zentrum zentrums hilfe center's surgery clinics board consult consultation conference navigator fellow doctor journal support pain antigen treatment therapy treatments resource resources") {
		m[w] = true
	}
	return m
}()

// primary tells whether the sentence says what the cancer is, and not where it
// went or how far from the margin it ends.
func (r *reader) primary(h statement.Hit) bool {
	s := r.page.SentenceOf(h.First)
	for i := s.First; i < min(s.Last, h.Last+6); i++ {
		w := words.Fold(r.page.Word(i))
		if i < h.Last && (strings.HasPrefix(w, "metasta") || w == "involved" || w == "extension" || w == "number" || w == "margin" || w == "margins") || strings.HasPrefix(w, "lymph") || strings.HasPrefix(w, "involves") {
			return false
		}
	}
	return true
}

// withoutHeading takes the heading off the front of a span, with all before it.
func (r *reader) withoutHeading(s span, word int) span {
	for _, x := range r.parts {
		if x.group != "label" && x.body <= word && r.page.Words[x.first].Start >= s.start {
			s.start = r.page.Words[x.body-1].End
		}
	}
	return s.trim(r.page.Text)
}

// bare takes off a label in capitals, which is the heading of a part of the paper:
// "CHIEF COMPLAINT: …".
func (r *reader) bare(s span, start int) span {
	label, _, ok := strings.Cut(r.page.Text[s.start:max(s.start, start)], ":")
	if ok && len(label) < lead && strings.Contains(label, " ") && isUpper(label) && !named.MatchString(label) && !graded.MatchString(label) {
		s.start += len(label) + 1
	}
	return s.trim(r.page.Text)
}

// keyOf writes a statement so that the same words in another case or with other
// marks are the same.
func keyOf(text string) string {
	return strings.Join(strings.FieldsFunc(words.Fold(text), func(r rune) bool { return !words.IsWordRune(r) }), " ")
}
