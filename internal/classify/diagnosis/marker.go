package diagnosis

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// markerNames are receptors, proteins and genes that the treatment of a cancer
// hangs on, as reports of seven languages write them. Abbreviations stand in
// capitals only: "er" is a German word.
const markerNames = `(?:ER|PR|PgR|RE|RP|HER-?2(?:/?\s?neu)?|c-erbB-?2|Ki-?67|MIB-?1|MSI|MMR|MLH1|MSH2|MSH6|PMS2|PD-?L1|EGFR|ALK|ROS-?1|KRAS|NRAS|BRAF|RAS|BRCA-?[12]|MGMT|IDH(?:-?[12])?|NTRK|p16|AR|TPS|CPS|DLL3|FLT3|NPM1|` +
	`(?i:(?:o?estrogen|progesterone)[ -]receptors?|hormone[ -]receptors?|mismatch[ -]repair(?:\s+proteins?)?|micro-?satellite(?:\s+instability)?(?:\s+status)?|(?:östrogen|progesteron|hormon)rezeptor(?:en|status)?|mikrosatelliten\pL*|` +
	`récepteurs?(?:\s+(?:hormonaux|aux|à la|des|d'))?(?:\s*(?:œ|oe|o)?strogènes?|\s*progestérone)|receptores?\s+(?:de\s+)?(?:estrógenos?|progesterona|hormonales)|recettori?\s+(?:per\s+gli\s+|per\s+il\s+)?(?:estrogen\pL*|progest\pL*)|receptor\pL*\s+(?:estrogen\pL*|progesteron\pL*)|(?:oestrogeen|progesteron)receptor(?:en)?))`

// markerValues are what a result may be.
const markerValues = `(?:[<>≥≤~]?\s?\d{1,3}(?:[.,]\d)?\s?(?:[-–]\s?\d{1,3}\s?)?%|[0-3]\s?\+|\b(?i:score\s?:?\s?\d\+?|positive|negative|positivity|negativity|positiv(?:e[rsn]?|o|a|i)?|negativ(?:e[rsn]?|o|a|i)?|positifs?|négatifs?|positives?|négatives?|dodatni\pL{0,3}|ujemn\pL{1,3}|positief|negatief|wild[ -]?typ[e]?|wildtyp|mutated|mutant|mutiert|muté|mutado|mutato|no mutation|mutation(?:s)? detected|not detected|detected|not amplified|non[ -]?amplified|amplified|amplifi\pL{1,4}|stable|stabil|instable|proficient|deficient|intact|retained|preserved|lost|loss|erhalten|verlust|conservée?s?|perdu\pL*|conservad\pL*|conservat\pL*|equivocal|borderline|overexpress\pL*|expressed)(?:[^\pL]|$))`

// solo are results that are their own names.
const solo = `(?:ER|PR|HR|HER-?2)(?:[-+]ve\b|\+(?:[\s,/;)]|$)|[-−](?:[,/;)]|$))|MSI-(?:H|L|[Hh]igh|[Ll]ow)\b|MSS\b|[dp]MMR\b|(?i:triple[ -]negative)\b`

var (
	marker = regexp.MustCompile(`(?:^|[^\pL\d])(` + markerNames + `\b)((?:[^\n.;|]|\.\d|\n\s*[-–:]?\s*){0,40}?)(` + markerValues + `)|(?:^|[^\pL\d])(` + solo + `)`)
	// linking are words between a name of two letters, which may be short for another
	// thing (the emergency room), and its result.
	linking = regexp.MustCompile(`^[\s:=(),/–-]*(?:(?i:and|und|et|y|e|i|en|is|are|was|were|both|status|receptors?|ER|PR|PgR|RE|RP|expression|IHC|nuclear|ca|about|approximately|strongly|weakly)\b[\s:=(),/–.-]*){0,6}$`)
	// awaited are words between a name and what looks like its result that say
	// that there is none yet.
	awaited = regexp.MustCompile(`(?i)pending|not (?:done|performed|tested|available)|to follow|await|ausstehend|folgt|en cours|en attente|pendiente|in corso|in attesa|w toku|volgt|control|kontroll`)
)

// How far apart, in bytes, two results are that are quoted together.
const markerGap = 40

// markers finds results of markers; those that follow each other are one quotation.
func (r *reader) markers() {
	if !r.pathology && r.kind != clinical.TumourGenomics && weights[r.kind] < 2 {
		return
	}
	text := r.page.Text
	var run span
	names := 0
	flush := func() {
		if run.end > 0 {
			s := r.aroundMarkers(run)
			r.note(clinical.QuoteMarkers, s, keyOf(s.quote(text)), 1+min(names, 3))
		}
		run, names = span{}, 0
	}
	at := 0
	for range maxFound {
		m := marker.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		start, end, between := at+m[2], at+m[7], ""
		if m[8] >= 0 {
			start, end = at+m[8], at+m[9]
			at = end
		} else {
			between = text[at+m[4] : at+m[5]]
			at += m[3]
		}
		for end > start && strings.IndexByte(" \n\t,.;:)]", text[end-1]) >= 0 {
			end--
		}
		if m[2] >= 0 && m[3]-m[2] == 2 && !linking.MatchString(between) || awaited.MatchString(between) || r.unsaidMarker(start) {
			continue
		}
		if run.end > 0 && (start-run.end > markerGap || end-run.start > maxQuote || strings.Contains(text[min(run.end, start):start], "\n\n")) {
			flush()
		}
		if run.end == 0 {
			run.start = start
		}
		run.end = max(run.end, closing(text, end))
		names++
	}
	flush()
}

// unsaidMarker tells whether the result is asked for, or a relative's, or stands in
// what a pathologist was told.
func (r *reader) unsaidMarker(start int) bool {
	p := r.page
	i := p.WordAt(start)
	if i >= len(p.Words) {
		return true
	}
	s := p.SentenceOf(i)
	return s.Section == "family" || s.Section == "question" || s.Question || p.OfRelative(i)
}

// aroundMarkers takes in the rest of the words in brackets behind the last result,
// where they are short.
func (r *reader) aroundMarkers(s span) span {
	text := r.page.Text
	rest := text[s.end:min(len(text), s.end+markerGap)]
	if line, _, _ := strings.Cut(rest, "\n"); strings.HasPrefix(strings.TrimLeft(line, " "), "(") || strings.Count(text[s.start:s.end], "(") > strings.Count(text[s.start:s.end], ")") {
		if i := strings.IndexByte(line, ')'); i >= 0 && s.end+i+1-s.start <= maxQuote {
			s.end += i + 1
		}
	}
	if inside := text[s.start:s.end]; strings.Count(inside, ")") > strings.Count(inside, "(") {
		// "Ki-67 (MIB-1): 35 %" was found from its second name on.
		if i := strings.LastIndexByte(text[max(0, s.start-8):s.start], '('); i >= 0 {
			open := max(0, s.start-8) + i
			for open > 0 && text[open-1] == ' ' {
				open--
			}
			s.start = strings.LastIndexAny(text[:open], " \n\t;,") + 1
		}
	}
	return s.trim(text)
}
