package reading

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Flaw says why a paper that is here is not what it should be.
type Flaw struct {
	// Why completes a sentence that begins with the paper: "is preliminary".
	Why string
	// Fix says what to ask for.
	Fix string
	// Part tells that something of it can be used.
	Part bool
	Page int
}

// head is how much of a paper's beginning says what state it is in, in bytes.
const head = 1500

// Unfinished tells whether a paper says of itself that it is not the last word:
// preliminary, unsigned, an addendum to follow.
func Unfinished(texts []Text) (Flaw, bool) {
	for i, t := range texts {
		opening := t.plain
		if i > 0 {
			opening = ""
		}
		opening = cut(opening, head)
		if !holdsAny(strings.ToLower(opening), unfinishedStems) {
			continue
		}
		if m := firstMatch(opening, preliminary, stamped); m != "" && !final.MatchString(opening) {
			return Flaw{
				Why: "is preliminary (it says “" + tidy(m) + "”)", Page: t.Page,
				Fix: "Ask for the final report.",
			}, true
		}
	}
	for i, t := range texts {
		if !holdsAny(t.lower, waitingStems) || !holdsAny(t.lower, addendumStems) {
			continue
		}
		m := toFollow.FindStringIndex(t.plain)
		if m == nil || followed(texts, i, m[1]) {
			continue
		}
		return Flaw{
			Why: "says that more is to follow (“" + tidy(t.plain[m[0]:m[1]]) + "”)", Page: t.Page,
			Fix: "Ask for the addendum, or for the report as it stands now.",
		}, true
	}
	return Flaw{}, false
}

// The stems without which the slower patterns below cannot match.
var (
	unfinishedStems = []string{"prelim", "prélim", "draft", "provis", "provv", "unsigned", "signed", "verified", "authori", "interim", "vorl", "vorab", "wynik", "voorlopig"}
	waitingStems    = []string{"follow", "pending", "issued", "will be", "awaited", "folg", "aus", "suivr", "attente", "pendiente", "continuación", "seguir", "attesa", "toku", "zostanie", "volgt"}
	addendumStems   = []string{"addend", "supplement", "final", "definiti", "amended", "complete", "nachb", "nachtrag", "zusatz", "ergänz", "endgült", "complément", "informe", "adenda", "integrazione", "ostateczny", "uzupełnienie", "aanvullend"}
	pageStems       = []string{"pag", "pg", "seite", "blatt", "pág", "str", "bladzijde", "blz"}
)

func holdsAny(text string, stems []string) bool {
	for _, s := range stems {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

func firstMatch(text string, patterns ...*regexp.Regexp) string {
	for _, p := range patterns {
		if m := p.FindString(text); m != "" {
			return m
		}
	}
	return ""
}

// followed tells whether what was announced stands further on in the paper.
func followed(texts []Text, page, end int) bool {
	for i := page; i < len(texts); i++ {
		rest := texts[i].plain
		if i == page {
			rest = rest[end:]
		}
		if addendum.MatchString(rest) {
			return true
		}
	}
	return false
}

func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	preliminary = regexp.MustCompile(`(?im)^\s*(?:\*+\s*)?(?:(?:report )?status\s*[:=]\s*)?(?:preliminary(?: (?:report|result|results|read|reading|diagnosis|findings))?|draft(?: report)?|provisional(?: report)?|unsigned(?: report)?|not (?:yet )?(?:signed|verified|authori[sz]ed)|interim report|vorläufiger? (?:befund|bericht|arztbrief|entlassbrief|entlassungsbrief)|vorabbefund|(?:résultat|compte[- ]rendu|rapport) (?:provisoire|préliminaire)|informe (?:preliminar|provisional)|referto (?:provvisorio|preliminare)|wynik (?:wstępny|tymczasowy)|voorlopige? (?:verslag|uitslag|brief|bericht))(?:\s*\*+)?\s*(?:[.:,;–-].*)?$`)
	// stamped is the same in capitals, as it stands over a report whose lines were joined.
	stamped  = regexp.MustCompile(`\b(?:PRELIMINARY (?:REPORT|RESULTS?|DIAGNOSIS|READ|FINDINGS)|DRAFT REPORT|PROVISIONAL REPORT|UNSIGNED REPORT|INTERIM REPORT|INFORME (?:PRELIMINAR|PROVISIONAL)|REFERTO PROVVISORIO|COMPTE[- ]RENDU PROVISOIRE|VORLÄUFIGER (?:BEFUND|BERICHT|ARZTBRIEF)|VOORLOPIG VERSLAG)\b`)
	final    = regexp.MustCompile(`(?im)^\s*(?:\*+\s*)?(?:(?:report )?status\s*[:=]\s*)?(?:final(?:i[sz]ed)?(?: report)?|endgültiger befund|compte[- ]rendu définitif|informe definitivo|referto definitivo)(?:\s*\*+)?\s*$`)
	toFollow = regexp.MustCompile(`(?i)(?:an? )?(?:addendum|supplementary report|supplemental report|final report|definitive report|amended report|complete report)s? (?:is |are )?(?:to follow|will follow|to be issued|will be (?:issued|reported|sent)|pending|is pending|awaited)|(?:ein )?(?:nachbericht|nachbefund|nachtrag|zusatzbefund|endgültiger befund|ergänzungsbericht) (?:folgt|wird folgen|steht (?:noch )?aus)|(?:complément|compte[- ]rendu définitif|addendum) (?:à suivre|suivra|en attente)|(?:informe (?:definitivo|complementario)|adenda) (?:pendiente|a continuación)|(?:referto definitivo|addendum|integrazione) (?:seguirà|in attesa|a seguire)|(?:wynik ostateczny|uzupełnienie) (?:w toku|zostanie)|(?:definitief verslag|aanvullend verslag|addendum) volgt`)
	addendum = regexp.MustCompile(`(?im)^\s*(?:\*+\s*)?(?:addendum|amended report|supplementary report|supplemental report|nachbericht|nachbefund|nachtrag|zusatzbefund|complément|adenda|integrazione|uzupełnienie)\b`)
)

// pageLabel is "Page 2 of 7" in seven languages.
var pageLabel = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:page|pages|pg\.?|seite|blatt|página|pagina|pág\.|pag\.|strona|str\.|bladzijde|blz\.?)\s*(?:no\.?|nr\.?)?\s*:?\s*(\d{1,3})\s*(?:of|out of|/|von|de|sur|di|z|van)\s*:?\s*(\d{1,3})(?:\D|$)`)

// Labels are the page numbers that stand on a paper, and of how many.
type Labels struct {
	Of   int
	Have []int
}

// LabelsOf reads the labels of a paper; none where they do not agree.
func LabelsOf(texts []Text) (Labels, bool) {
	var l Labels
	for _, t := range texts {
		if !holdsAny(t.lower, pageStems) {
			continue
		}
		for _, m := range pageLabel.FindAllStringSubmatch(t.plain, 20) {
			n, _ := strconv.Atoi(m[1]) // one to three digits
			of, _ := strconv.Atoi(m[2])
			switch {
			case n < 1 || n > of || of > 200 || l.Of != 0 && l.Of != of:
				return Labels{}, false
			case !slices.Contains(l.Have, n):
				l.Have = append(l.Have, n)
			}
			l.Of = of
		}
	}
	slices.Sort(l.Have)
	return l, l.Of > 1
}

// sheetSize is how many bytes of text a sheet of paper holds at least where it is
// full: a text file may hold several sheets without a break.
const sheetSize = 3500

func sheets(texts []Text) int {
	n := 0
	for _, t := range texts {
		n += 1 + len(t.plain)/sheetSize
	}
	return n
}

// Torn tells whether pages of a paper are not here. Others are the texts of the
// other papers of the same file, whose labels may go on.
func Torn(texts, others []Text) (Flaw, bool) {
	l, ok := LabelsOf(texts)
	if !ok || len(l.Have) >= l.Of || sheets(texts) >= l.Of || l.Have[0] != 1 {
		return Flaw{}, false
	}
	if more, ok := LabelsOf(append(slices.Clone(texts), others...)); ok && len(more.Have) >= more.Of {
		return Flaw{}, false
	}
	if len(l.Have) == 1 {
		return Flaw{
			Why: fmt.Sprintf("is only its first page (page 1 of %d)", l.Of), Page: texts[0].Page,
			Fix: "Scan or photograph the other pages too, or ask for the whole paper.",
		}, true
	}
	var gone []string
	for n := 1; n <= l.Of; n++ {
		if !slices.Contains(l.Have, n) {
			gone = append(gone, strconv.Itoa(n))
		}
	}
	return Flaw{
		Why: fmt.Sprintf("lacks pages of its %d: %s", l.Of, strings.Join(gone, ", ")), Page: texts[0].Page, Part: true,
		Fix: "Scan or photograph the other pages too, or ask for the whole paper.",
	}, true
}

// Partly tells whether a paper holds one of the words of a part and none of
// those of the whole.
func Partly(texts []Text, part, whole []Term) (page int, ok bool) {
	for _, t := range texts {
		for _, w := range whole {
			if w.Holds(t) {
				return 0, false
			}
		}
		for _, p := range part {
			if page == 0 && p.Holds(t) {
				page = max(1, t.Page)
			}
		}
	}
	return page, page > 0
}

// Unreadable says in words why nothing of a record can be read.
func Unreadable(r *clinical.Record) Flaw {
	why := "cannot be read"
	if len(r.Remarks) > 0 {
		why = "cannot be read (" + r.Remarks[0] + ")"
	}
	return Flaw{Why: why, Fix: "Look under its file's name for what to do, or ask for it again."}
}
