package layout

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// maxListLines and maxListLine bound what is looked at for lists: what people
// list themselves fits on a page.
const (
	maxListLines = 400
	maxListLine  = 200 // bytes
)

// list is a kind of paper whose lines are alike.
type list struct {
	kind    clinical.Kind
	what    string
	is      func(line string) bool // line is folded and trimmed
	least   int                    // lines that are so
	percent int                    // of all lines
	weight  int
	unless  func(all string) bool
}

// lists are the papers that are known by their lines.
var lists = []list{
	{clinical.Questions, "a list of questions", isQuestion, 3, 50, 13, hasTicks},
	{clinical.CareTeam, "a list of people with telephone numbers", isContact, 3, 40, 12, func(all string) bool { return !words.ContainsAny(all, care) }},
	{clinical.FamilyHistory, "a list of relatives", isRelative, 3, 30, 12, nil},
	{clinical.TumourMarkerSeries, "the values of a tumour marker, day by day", isDatedValue, 3, 30, 14, func(all string) bool { return !words.ContainsAny(all, markers) }},
	{clinical.SystemicSummary, "cancer medicines by day or cycle", isCycle, 2, 20, 9, nil},
	{clinical.CaseSummary, "what happened, month by month", isMonth, 4, 50, 9, nil},
	{clinical.Other, "amounts of money", hasMoney, 2, 15, 9, nil},
	{clinical.Other, "boxes to be ticked", isTicked, 3, 25, 6, nil},
	{clinical.IdentityDocument, "lines for machines to read", isMachineReadable, 1, 0, 18, nil},
}

// lined finds the lists that a page is.
func lined(p *words.Page) []Form {
	n := min(len(p.Lines), maxListLines)
	folded := make([]string, n)
	for i, l := range p.Lines[:n] {
		folded[i] = strings.TrimSpace(words.Fold(strings.ToValidUTF8(p.Text[l.Start:min(l.End, l.Start+maxListLine)], "")))
	}
	all := ""
	var forms []Form
	for _, x := range lists {
		count, first := 0, 0
		for i, s := range folded {
			if x.is(s) {
				if count == 0 {
					first = i
				}
				count++
			}
		}
		if count < x.least || count*100 < x.percent*n {
			continue
		}
		if all == "" {
			all = strings.Join(folded, "\n")
		}
		if x.unless == nil || !x.unless(all) {
			forms = append(forms, Form{x.kind, x.weight, x.what, p.Lines[first]})
		}
	}
	return forms
}

func isQuestion(s string) bool {
	return len(s) > 6 && (strings.HasSuffix(s, "?") || strings.HasPrefix(s, "? "))
}

// answers are what questionnaires offer to be chosen.
var answers = []string{"yes / no", "yes/no", "y / n", "ja / nein", "ja/nein", "oui / non", "oui/non", "si / no", "si/no", "tak / nie", "tak/nie", "ja / nee", "ja/nee", "[ ]", "( )", "☐", "□", "____"}

func hasTicks(all string) bool { return words.ContainsAny(all, answers) }

// care are words by which a list of telephone numbers is one of people who treat.
var care = []string{"dr.", "dr ", "prof", "doctor", "arzt", "arts", "medecin", "docteur", "medico", "dott", "lekarz", "oncolog", "onkolog", "klinik", "clinic", "nurse", "pflege"}

// isContact tells whether a telephone number stands in the line behind words.
func isContact(s string) bool {
	if len(s) > 120 {
		return false
	}
	if i := max(strings.Index(s, "tel"), strings.Index(s, "phone"), strings.Index(s, "ph ")); i >= 0 && strings.ContainsAny(s[i:], "0123456789") {
		return true
	}
	for i := 4; i < len(s); i++ {
		if isDigit(s[i]) && (s[i-1] == ' ' || s[i-1] == '(' || s[i-1] == '+') {
			n := strings.IndexFunc(s[i:], func(r rune) bool { return !strings.ContainsRune("0123456789 -/()", r) })
			if n < 0 {
				n = len(s) - i
			}
			return isTelephone(s[i-1], strings.TrimSpace(s[i:i+n]))
		}
	}
	return false
}

// isTelephone tells whether digits in groups are a telephone number: one that
// begins with 0 or +, or as in 555-0101.
func isTelephone(before byte, s string) bool {
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits < 6 || digits > 14 || strings.Count(s, "/") > 1 {
		return false
	}
	if _, date := afterDate(s); date {
		return false
	}
	return before == '+' || before == '(' || s[0] == '0' && digits >= 7 || len(s) > 4 && s[3] == '-'
}

// relatives begin the lines of a list of relatives, folded, in seven languages.
var relatives = setOf(`mother father sister brother aunt uncle grandmother grandfather cousin daughter son maternal paternal mum dad mom gran
mutter vater schwester bruder tante onkel grossmutter grossvater oma opa cousine tochter sohn
mere pere soeur frere oncle grand-mere grand-pere fille fils
madre padre hermana hermano tia tio abuela abuelo prima primo hija hijo
sorella fratello zia zio nonna nonno cugina cugino figlia figlio
matka ojciec siostra brat ciotka wujek babcia dziadek kuzynka corka syn
moeder vader zus zuster broer oom grootmoeder grootvader nicht neef dochter zoon mama papa`)

// isRelative tells whether the line begins with a relative and tells of one.
func isRelative(s string) bool {
	s = strings.TrimLeft(s, "-–•*·0123456789.) ")
	end := strings.IndexFunc(s, func(r rune) bool { return !words.IsWordRune(r) && r != '-' })
	return end > 0 && relatives[s[:end]] && len(s) > end+3
}

// markers are the tumour markers that are followed over years.
var markers = []string{"psa", "cea", "ca 15-3", "ca15-3", "ca 15.3", "ca 19-9", "ca19-9", "ca 19.9", "ca 125", "ca-125", "ca125", "afp", "hcg", "calcitonin", "kalzitonin", "thyreoglobulin", "thyroglobulin", "chromogranin"}

// isDatedValue tells whether the line is a date, a number and little more.
func isDatedValue(s string) bool {
	if len(s) > 70 {
		return false
	}
	rest, ok := afterDate(s)
	if !ok {
		return false
	}
	rest = strings.TrimLeft(rest, " \t:|-–<>*")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9' && len(strings.Fields(rest)) <= 6
}

// afterDate is what stands behind the date with which the line begins.
func afterDate(s string) (string, bool) {
	toks := words.Tokens(s[:min(len(s), 24)])
	switch {
	case len(toks) >= 5 && toks[0].Kind == '0' && toks[2].Kind == '0' && toks[4].Kind == '0' && toks[1].Kind == toks[3].Kind && strings.IndexByte("./-", toks[1].Kind) >= 0:
		return s[toks[4].End:], true
	case len(toks) >= 3 && toks[0].Kind == '0' && toks[1].Kind == 'a' && toks[2].Kind == '0' && isMonthName(s[toks[1].Start:toks[1].End]):
		return s[toks[2].End:], true
	case len(toks) >= 2 && toks[0].Kind == 'a' && toks[1].Kind == '0' && toks[1].N > 1900 && isMonthName(s[toks[0].Start:toks[0].End]):
		return s[toks[1].End:], true
	case len(toks) >= 3 && toks[0].Kind == '0' && toks[0].N <= 12 && toks[1].Kind == '/' && toks[2].N > 1900:
		return s[toks[2].End:], true
	}
	return "", false
}

// medicines are parts of the names of cancer medicines that are given by drip and
// of regimens, folded; tablets for years stand in lists of medicines.
var medicines = []string{"taxel", "platin", "platyn", "rubicin", "rubycyn", "rubicyn", "phospham", "fosfam", "fluorour", "5-fu", "5fu", "irinotec", "irinotek", "gemcit", "trastuz", "pertuz", "bevaciz", "pembroliz", "nivolum", "ipilim", "atezoliz", "durvalum", "cetuxim", "panitum", "rituxim", "vincrist", "vinorelb", "etopos", "pemetrex", "bendamust", "folfox", "folfiri", "folfirinox", "capox", "xelox", "r-chop", "flot", "abvd", "carbo/", "carbo "}

// isCycle tells whether a cancer medicine stands in a short line with a dose, or
// behind a date or the number of a cycle.
func isCycle(s string) bool {
	if len(s) > 130 || !words.ContainsAny(s, medicines) || strings.HasSuffix(s, ".") && len(s) > 80 {
		return false
	}
	if _, ok := afterDate(s); ok {
		return true
	}
	return (s[0] >= '0' && s[0] <= '9' || s[0] == '#' || words.ContainsAny(s[:min(len(s), 8)], cycleWords)) && strings.ContainsAny(s, "0123456789") || words.ContainsAny(s, []string{"mg/m", "mg/m2", "auc "}) && hasAmount(s)
}

// cycleWords begin the lines of cycles.
var cycleWords = []string{"cycle", "cyc ", "zyklus", "kuur", "cure", "ciclo", "cykl", "kurs", "line ", "linie", "c1", "c2", "c3", "c4", "c5", "c6"}

// isMonth tells whether the line begins with a month of a year and tells what
// happened then.
func isMonth(s string) bool {
	s = strings.TrimLeft(s, "-–•*· ")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "seit "), "since ")
	if i := strings.IndexAny(s, "-–"); i > 0 && i < 4 { // Mar-Aug 2024
		s = strings.TrimLeft(s[i:], "-– ")
	}
	toks := words.Tokens(s[:min(len(s), 24)])
	if len(toks) < 3 || len(s) < 16 {
		return false
	}
	named := toks[0].Kind == 'a' && toks[1].Kind == '0' && toks[1].N > 1950 && toks[1].N < 2100 && isMonthName(s[toks[0].Start:toks[0].End])
	numbered := toks[0].Kind == '0' && toks[0].N <= 12 && toks[1].Kind == '/' && toks[2].N > 1950 && toks[2].N < 2100
	return named || numbered
}

// months are the beginnings of the names of months in seven languages, folded.
var months = setOf(`jan feb mar apr may jun jul aug sep oct nov dec mai okt dez fev avr aou ene abr ago dic gen mag giu lug set ott sty lut kwi maj cze lip sie wrz paz lis gru mrt mei jui`)

func isMonthName(s string) bool { return len(s) >= 3 && len(s) <= 12 && months[s[:3]] }

// currencies stand beside amounts of money, folded.
var currencies = []string{"€", "$", "£", "₹", "eur", "chf", "rs", "inr", "zl", "pln", "usd", "gbp"}

// hasMoney tells whether an amount of money stands in the line: a number beside a
// sign or word of a currency.
func hasMoney(s string) bool {
	for _, c := range currencies {
		i := strings.Index(s, c)
		if i < 0 {
			continue
		}
		before, after := strings.TrimRight(s[:i], " "), strings.TrimLeft(s[i+len(c):], " -.")
		if len(c) > 1 && beginsWithLetter(c) && (endsInLetter(s[:i]) || beginsWithLetter(s[i+len(c):])) {
			continue
		}
		if before != "" && isDigit(before[len(before)-1]) || after != "" && isDigit(after[0]) {
			return true
		}
	}
	return false
}

func endsInLetter(s string) bool     { return s != "" && s[len(s)-1] >= 'a' && s[len(s)-1] <= 'z' }
func beginsWithLetter(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

var ticks = []string{"[x]", "[ ]", "( )", "(x)", "☐", "☒", "☑", "□", "(/)"}

func isTicked(s string) bool { return words.ContainsAny(s, ticks) }

// isMachineReadable tells whether the line is one of those of passports and
// identity cards (ICAO Doc 9303), whose blanks are "<".
func isMachineReadable(s string) bool {
	return strings.Contains(s, "<<") && strings.Count(s, "<") >= 6 && !strings.Contains(s, " ")
}

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
