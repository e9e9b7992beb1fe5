// Package authors finds who wrote a paper: who signed it, dictated it or reported
// what was seen. It does not tell who the patient is.
package authors

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Author is who wrote a paper, where it says so.
type Author struct {
	// Name is as written, with titles: "Dr. med. Eva Huber".
	Name string
	// Text quotes the place; Page counts from 1.
	Text string
	Page int
}

// Of a line that names its writer.
const (
	maxLine   = 200 // bytes
	maxName   = 60  // characters
	maxWords  = 8
	afterward = 4   // lines below a greeting among which a name stands
	maxLines  = 400 // of a page, from its end, that are looked at
)

// signed matches what stands before the name of who signed, dictated or wrote.
var signed = regexp.MustCompile(`(?i)(?:^|[\s|;.(/*])(?:(?:digitally|electronically|e-?)[ -]?signed(?: and (?:dated|finalized|verified))? by|(?:signed|authenticated|finalized|finalised|verified|reported|interpreted|read|dictated|authored|written|prepared|validated|approved) by|dictating (?:physician|provider)|` +
	`elektronisch (?:signiert|unterschrieben|freigegeben|validiert)(?: (?:von|durch))?|(?:befundet|diktiert|freigegeben|signiert|validiert|vidiert|erstellt|unterzeichnet)(?: (?:von|durch))|` +
	`(?:signé|validé|dicté|rédigé)(?: électroniquement)? par|(?:firmado|validado|informado|dictado)(?: (?:electrónicamente|digitalmente))? por|fdo\.?|(?:firmato|refertato|validato)(?: (?:digitalmente|elettronicamente))? da|` +
	`(?:podpisał|podpisała|podpisane przez|opisał|opisała|autoryzował|autoryzowała)(?: elektronicznie)?|(?:elektronisch )?(?:ondertekend|geautoriseerd|gedicteerd) door)\s*[:.]?\s*`)

// stems stand in every line that signed matches.
var stems = []string{"signed", "authenticated", "finali", "verified", "reported", "interpreted", "read by", "dictat", "authored", "written", "prepared", "validat", "approved",
	"elektronisch", "befundet", "diktiert", "freigegeben", "signiert", "validiert", "vidiert", "erstellt", "unterzeichnet", "signé", "validé", "dicté", "rédigé",
	"firmado", "validado", "informado", "dictado", "fdo", "firmato", "refertato", "podpis", "opisa", "autoryzowa", "ondertekend", "geautoriseerd", "gedicteerd"}

// role matches the labels of those who write papers; a colon follows.
var role = regexp.MustCompile(`(?i)^\W{0,3}(?:(?:reporting |consultant |attending |interpreting )?(?:radiologist|pathologist|oncologist|haematologist|hematologist)|reporting doctor|attending(?: physician| doctor)?|author|authored by|provider|dictated by|surgeon|operating surgeon|primary surgeon|endoscopist|consultant|` +
	`befundende[r]? (?:arzt|ärztin)|radiologe|radiologin|pathologe|pathologin|operateur|operateurin|verfasser(?:in)?|behandelnde[r]? (?:arzt|ärztin)|` +
	`radiologue|pathologiste|chirurgien|opérateur|auteur|médecin signataire|médico|médica|remitido por|radiólogo|radióloga|patólogo|patóloga|cirujano|cirujana|médico responsable|responsable clínico|` +
	`radiologo|patologo|anatomopatologo|operatore|primo operatore|medico refertante|lekarz opisujący|lekarz wykonujący|patomorfolog|radioloog|patholoog|operateur|behandelend arts)\s*:\s*`)

// greeting matches the last line of a letter before its signature.
var greeting = regexp.MustCompile(`(?i)^\W{0,3}(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:kind|best|warm) regards|with (?:kind|best) regards|respectfully|(?:.{0,120}\bmit|mit) (?:[a-zäöüß]{3,14}(?:,| und)? ){1,3}gr(?:ü|ue)(?:ß|ss)en|hochachtungsvoll|` +
	`(?:bien )?(?:cordialement|confraternellement)|bien à vous|veuillez (?:agréer|croire)\b.{0,120}|un cordial saludo|(?:reciba un |saludos )cordial(?:es)?(?: saludo)?|atentamente|cordiali saluti|distinti saluti|z poważaniem|met (?:vriendelijke|collegiale|hartelijke) groet(?:en)?|hoogachtend)\b[\W]*$`)

// Find is the writer whom the pages name: the signature of the last page that bears
// one, else the name below the greeting of a letter, else who stands behind the
// label of a role. who is the patient, who writes no paper of this kind.
func Find(pages []*words.Page, who clinical.Patient) (Author, bool) {
	for _, look := range []func(*words.Page, clinical.Patient) (string, string){bySignature, byGreeting, byRole} {
		for i := len(pages) - 1; i >= 0; i-- {
			if name, text := look(pages[i], who); name != "" {
				return Author{Name: name, Text: words.TrimQuote(text), Page: pages[i].Number}, true
			}
		}
	}
	return Author{}, false
}

// lines are the last lines of a page.
func lines(p *words.Page) []string {
	from := max(0, len(p.Lines)-maxLines)
	out := make([]string, 0, len(p.Lines)-from)
	for _, l := range p.Lines[from:] {
		out = append(out, p.Text[l.Start:min(l.End, l.Start+maxLine)])
	}
	return out
}

func bySignature(p *words.Page, who clinical.Patient) (name, text string) {
	all := lines(p)
	for i, l := range all {
		if !words.ContainsAny(strings.ToLower(l), stems) {
			continue // for speed
		}
		at := signed.FindStringIndex(l)
		if at == nil {
			continue
		}
		rest := l[at[1]:]
		if strings.TrimSpace(rest) == "" && i+1 < len(all) {
			rest = all[i+1]
		}
		if n := nameIn(rest, who, false); n != "" {
			name, text = n, l // the last one signs
		}
	}
	return name, text
}

func byGreeting(p *words.Page, who clinical.Patient) (name, text string) {
	all := lines(p)
	for i := len(all) - 1; i >= 0; i-- {
		if !greeting.MatchString(strings.TrimSpace(all[i])) {
			continue
		}
		for _, l := range all[i+1 : min(len(all), i+1+afterward)] {
			if n := nameIn(l, who, true); n != "" {
				return n, l
			}
		}
	}
	return "", ""
}

func byRole(p *words.Page, who clinical.Patient) (name, text string) {
	for _, l := range lines(p) {
		if !strings.Contains(l, ":") {
			continue
		}
		if at := role.FindStringIndex(l); at != nil {
			if n := nameIn(l[at[1]:], who, false); n != "" {
				return n, l
			}
		}
	}
	return "", ""
}

// stop matches what ends a name: a date or time, another column, a remark.
var stop = regexp.MustCompile(`\d|\t|\s{3,}|[|;:()\[\]]|(?i)\s(?:on|at|am|um|le|el|il|dnia|op|date|dated|facharzt|fachärztin|oberarzt|oberärztin|chefarzt|chefärztin|leitender|consultant|department|klinik)\b`)

// sentence matches the end of a sentence: no title and no initial is so long.
var sentence = regexp.MustCompile(`(\p{L}{5,})\.\s`)

// nameIn is the name with which a text begins; "" where it begins with none. whole
// tells that nothing else may stand there.
func nameIn(s string, who clinical.Patient, whole bool) string {
	s = strings.TrimLeft(s, " .:-–_*/\t„“\"")
	s = strings.TrimLeft(strings.TrimPrefix(s, "gez"), " .")
	rest := ""
	if at := stop.FindStringIndex(s); at != nil {
		s, rest = s[:at[0]], s[at[0]:]
	}
	if at := sentence.FindStringSubmatchIndex(s); at != nil {
		s = s[:at[3]]
	}
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,.-–_*/„“\"")
	for _, degree := range []string{"M.D", "Ph.D", "D.O"} {
		if strings.HasSuffix(s, degree) {
			s += "."
		}
	}
	if s == "" || utf8.RuneCountInString(s) > maxName || whole && strings.ContainsRune(rest, ':') {
		return ""
	}
	if !isName(s) || isPatient(s, who) {
		return ""
	}
	return s
}

// degrees stand before or behind the names of those who write medical papers.
var degrees = regexp.MustCompile(`(?i)(?:^|[\s,.])(?:dr|dra|prof|pd|mult|priv\.?-?doz|dipl|med|univ|m\.?d|ph\.?d|d\.?o|mbbs|mbchb|mbbch|frcs|frcr|frcpath|frcp|mrcp|mrcs|facs|facp|dnb|mch|rn|np|pa-c|aprn|crnp|pharm\.?d|lek|habil|dott|dottssa|dott\.ssa|arts|drs)\.?(?:[\s,.]|$)`)

// titled matches titles that are run together: "Dr.med.univ.".
var titled = regexp.MustCompile(`(?i)^(?:d?dr|doz|prof|priv|univ|dipl|assoz)[.-](?:[\p{L}.-]*\.)?$`)

// offices are words for what somebody is, not who.
var offices = map[string]bool{"direktor": true, "direktorin": true, "oberarzt": true, "oberarztin": true, "facharzt": true, "facharztin": true, "chefarzt": true, "chefarztin": true, "assistenzarzt": true,
	"assistenzarztin": true, "stationsarzt": true, "primarius": true, "primaria": true, "primarin": true, "sekretariat": true, "arzt": true, "arztin": true, "team": true, "physician": true, "consultant": true,
	"oncologist": true, "radiologist": true, "pathologist": true, "surgeon": true, "director": true, "nurse": true, "manager": true, "resident": true, "attending": true, "department": true, "doctor": true, "patient": true}

// isName tells whether a text is the name of a person, with titles or without.
func isName(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	if len(parts) == 0 || len(parts) > maxWords {
		return false
	}
	capital, initial, degree := 0, 0, degrees.MatchString(s) || titled.MatchString(parts[0])
	for _, w := range parts {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case names.Particle(w), degrees.MatchString(w), titled.MatchString(w):
		case offices[words.Fold(strings.Trim(w, "."))]:
			return false
		case !unicode.IsUpper(r):
			return false
		case utf8.RuneCountInString(strings.Trim(w, ".")) > 1:
			capital++
		default:
			initial++
		}
	}
	return (capital >= 1 && (degree || initial > 0) || capital >= 2) && capital <= 4 && !saysElse(s)
}

// saysElse tells whether the words are those of a house, a heading or a title.
func saysElse(s string) bool {
	p := words.ReadLine(s)
	for _, h := range p.Hits {
		if h.Has(words.Place) || h.Has(words.Heading) || h.Has(words.Title) && h.Last-h.First > 1 {
			return true
		}
	}
	return false
}

// isPatient tells whether a name is the patient's own.
func isPatient(s string, who clinical.Patient) bool {
	if !who.HasName() {
		return false
	}
	own := map[string]bool{}
	for _, w := range append(names.Words(who.Family), names.Words(who.Given)...) {
		own[w] = true
	}
	n, all := 0, 0
	for _, w := range names.Words(s) {
		if len(w) > 1 && !degrees.MatchString(w) {
			all++
			if own[w] {
				n++
			}
		}
	}
	return all > 0 && n == all
}
