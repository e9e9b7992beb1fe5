// Package covers knows by their words the pages that go before papers or between
// them and say nothing of a patient: the cover sheet of a fax, and a page that
// bears no more than its number or the remark that it was left blank. It knows
// them in seven languages, and rather misses one than take a paper for one.
package covers

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Bounds of what a cover sheet says, in words; a letter that was written onto
// one is a letter.
const (
	maxWords       = 260
	maxLetterWords = 110
	// headLines is how many lines may hold the title.
	headLines = 14
	// maxTitle is how many words a line has that is a title and no sentence.
	maxTitle = 7
	// maxClinical is how many different words of medicine a message may have.
	maxClinical = 3
	// maxText bounds what is looked at, in bytes.
	maxText = 16 << 10
)

// Fax tells whether a page is the cover sheet of a fax: it calls itself one, says
// to and from whom it goes, of how many pages or how confidential it is, and
// little of medicine.
func Fax(text string) bool {
	if len(text) > maxText {
		return false
	}
	lines := foldLines(text)
	all := strings.Join(lines, "\n")
	words := len(strings.Fields(all))
	if words == 0 || words > maxWords || words > maxLetterWords && salutation.MatchString(all) || medicine(all) {
		return false
	}
	says := map[string]bool{}
	for name, field := range fields {
		says[name] = field.MatchString(all)
	}
	n := 0
	for _, yes := range says {
		if yes {
			n++
		}
	}
	switch titleOf(lines) {
	case named:
		return n >= 2
	case mentioned:
		return n >= 3 && says["pages"]
	}
	return false
}

// How a page is called.
type title int

const (
	unnamed   title = iota
	mentioned       // "Fax" alone in a line
	named           // "Fax cover sheet"
)

func titleOf(lines []string) (best title) {
	for _, l := range lines[:min(len(lines), headLines)] {
		switch {
		case len(strings.Fields(l)) > maxTitle:
		case titles.MatchString(l) && !number.MatchString(titles.ReplaceAllString(l, "")):
			return named
		case bare.MatchString(l):
			best = mentioned
		}
	}
	return best
}

// medicine tells whether the text reports something: a measured value, a stage,
// or more words of medicine than a message to a doctor has.
func medicine(all string) bool {
	if measured.MatchString(all) {
		return true
	}
	seen := map[string]bool{}
	for _, w := range clinical.FindAllString(all, -1) {
		seen[w] = true
	}
	return len(seen) > maxClinical
}

var (
	titles = phrase(`fax[ -]?(cover|transmittal|transmission|message|memo)( ?sheet| ?page| ?letter| ?form)?`,
		`(facsimile|telefax) (cover|transmittal|transmission|message)( sheet| page)?`, `cover (sheet|page)`,
		`(tele)?fax[ -]?(deckblatt|mitteilung|nachricht|bericht|ubermittlung|ubertragung|vorblatt|begleitschreiben|anschreiben)`, `deckblatt (fur )?(tele)?fax`, `deckblatt`,
		`(bordereau|feuille|page) (d'envoi|de transmission|de garde|d'accompagnement)( (de |par |d'un )?(fax|telecopie))?`, `bordereau de (telecopie|fax)`, `(envoi|transmission) par (telecopie|fax)`,
		`(hoja de )?(portada|caratula)( (de|del|para) ?(fax|telefax|facsimil))`, `hoja de portada`, `hoja de (fax|transmision)`, `(envio|transmision) (de|por) fax`,
		`(copertina|frontespizio|foglio|modulo)( (di|del|per) ?(invio |trasmissione )?)? ?(tele)?fax`, `trasmissione (via )?(tele)?fax`, `copertina`,
		`(strona tytulowa|okladka|pierwsza strona|karta tytulowa) ?(tele)?fa(ks|x)u?`, `transmisja fa(ks|x)u`, `wiadomosc fa(ks|x)(owa|em|u)?`,
		`(tele)?fax ?-?voorblad`, `voorblad( (van|voor|bij))?( de)? ?(tele)?fax`, `fax ?-?(bericht|begeleidingsformulier)`)
	bare       = regexp.MustCompile(`^[*=_ -]*(per |via |par |por |by )?(tele)?(fax|facsimile|fac-simile|telecopie|faks|facsimil|fax message)[*=_!: -]*$`)
	number     = regexp.MustCompile(`[0-9]{3}`)
	salutation = regexp.MustCompile(`(?m)^(dear|sehr geehrte|liebe|cher|chere|madame|monsieur|estimad|querid|gentile|egregi|caro|cara|szanown|geachte|beste)`)
	measured   = phrase(`[0-9] ?(mg|mm|cm|ml|gy|g/dl|g/l|mmol/l|u/l|ng/ml|iu/l|k/ul|kg|mcg|µg)`, `p?t[0-4][a-d]? ?(pn|n)[0-3x]`, `gleason`, `bi-?rads`)
	clinical   = regexp.MustCompile(`\b(diagnos|carcin|karzin|cancer|krebs|rak\b|kanker|tumo|nowotw|metasta|biops|histol|istolog|chemo|chimio|quimio|lymph|linfo|mastect|resect|resek|lesion|nodul|hemoglob|hamoglob|leuko|leuco|thrombo|neoplas|malign|benign|invasi|infiltr|anamnes|befund\b|impression|findings|conclusion|medicat|dosis|dose\b)`)
)

// fields are what cover sheets say, each before a colon or at the head of a line.
var fields = map[string]*regexp.Regexp{
	"to":   label(`to`, `attn`, `attention`, `recipient`, `an`, `empfanger`, `a`, `a l'attention de`, `destinataire`, `para`, `destinatario`, `all'attenzione di`, `alla c\.? ?a\.?`, `do`, `adresat`, `odbiorca`, `aan`, `t\.?a\.?v\.?`, `ontvanger`, `geadresseerde`, `z\. ?hd\.?`, `zu handen`, `pour`, `fax to`),
	"from": label(`from`, `sender`, `von`, `absender`, `de`, `expediteur`, `de la part de`, `remitente`, `da`, `mittente`, `od`, `nadawca`, `van`, `afzender`),
	"pages": phrase(`(number|no\.?|#) of pages`, `pages? ?(including|incl\.?|\(including)`, `total pages`, `(?m:^|\t| {2})pages? ?:`,
		`seitenzahl`, `anzahl (der )?seiten`, `seiten(anzahl)? ?(\(?inkl|:|gesamt|insgesamt)`, `nombre (total )?de pages?`, `nb\.? (de )?pages`, `(numero|n\.?º?|no\.?|total|cantidad) (de )?(paginas|hojas)`, `(?m:^|\t| {2})paginas ?:`,
		`(numero|n\.?|totale) (di |delle )?pagine`, `(?m:^|\t| {2})pagine ?:`, `(liczba|ilosc) stron`, `(?m:^|\t| {2})stron(y)? ?:`, `aantal (pagina'?s|bladzijden|bladen)`, `(?m:^|\t| {2})pagina'?s ?:`),
	"notice": phrase(`confidential`, `confidentiality`, `in error`, `vertraulich`, `irrtumlich`, `confidentiel(le|s|les)?`, `par erreur`, `confidencial(es)?`, `por error`, `riservat[oaie]`, `per errore`, `poufn[eya]`, `omylkowo`, `pomylkowo`, `vertrouwelijk`, `per vergissing`, `abusievelijk`, `ten onrechte`),
}

// phrase matches one of the phrases as whole words.
func phrase(phrases ...string) *regexp.Regexp {
	return regexp.MustCompile(`(^|[^\pL\pN])(` + strings.Join(phrases, "|") + `)($|[^\pL\pN])`)
}

func label(words ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?m)(^|\t| {2})(` + strings.Join(words, "|") + `) ?(/ ?[a-z]+ ?)?(\([a-z]+\) ?)?:`)
}

// Empty tells whether a text says no more than the number of its page, or that
// the page was left blank on purpose, and in how many lines; remark tells the
// second. A page without a letter is Empty in 0 lines.
func Empty(text string) (lines int, remark, ok bool) {
	if len(text) > maxText {
		return 0, false, false
	}
	numbers := 0
	for _, l := range foldLines(text) {
		switch {
		case !strings.ContainsFunc(l, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			continue
		case pageNumber.MatchString(l):
			numbers++
		case leftBlank.MatchString(l) && !remark:
			remark = true
		default:
			return 0, false, false
		}
		lines++
	}
	return lines, remark, numbers <= 1
}

var (
	pageNumber = regexp.MustCompile(`^[-–—|(\[ ]*((page|seite|blatt|pagina|strona|pag|pg|p|s|str|bl|blz)\.? ?(nr\.?|no\.?)? ?)?[0-9]{1,4} ?((/|\||of|von|de|di|sur|z|van) ?[0-9]{1,4})?[-–—|)\] .]*$`)
	leftBlank  = regexp.MustCompile(`^[*\[( ]*(` + strings.Join([]string{
		`(this )?page (is |was )?(intentionally |deliberately )?(left )?blank( intentionally)?`, `(this page )?intentionally (left )?blank`,
		`(diese )?seite (ist |wurde |bleibt )?(absichtlich |bewusst )?(leer|frei)( ?gelassen)?`, `leerseite`,
		`(cette )?page (est )?(laissee )?(intentionnellement |volontairement )?(laissee )?(blanche|vide|en blanc)( intentionnellement)?`,
		`(esta )?pagina (se )?(ha sido |fue )?(dejada |dejo )?(intencionadamente |intencionalmente )?(dejada )?en blanco( intencionadamente| intencionalmente)?`,
		`(questa )?pagina (e )?(stata )?(lasciata )?(intenzionalmente |volutamente )?(lasciata )?(in )?(bianc[oa]|vuota)( intenzionalmente)?`,
		`(ta |niniejsza )?strona (jest |zostala )?(celowo |umyslnie )?(pozostawiona )?(pusta|niezapisana)`,
		`(deze )?(pagina|bladzijde) (is )?(met opzet |opzettelijk |bewust )?(blanco|leeg|leeggelaten)( gelaten)?`,
	}, "|") + `)[*\]). ]*$`)
)

// foldLines are the lines that hold something, in small letters without accents.
func foldLines(text string) (lines []string) {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ł':
			b.WriteByte('l')
		case r == '’':
			b.WriteByte('\'')
		case r == '\u00a0':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	for _, l := range strings.FieldsFunc(b.String(), func(r rune) bool { return r == '\n' || r == '\r' || r == '\f' }) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}
