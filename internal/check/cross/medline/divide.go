package medline

import (
	"regexp"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// The parts of a line that say how much, how often, since when and until when.
var (
	doseText  = regexp.MustCompile(`(?i)(?:^|[^\pL\d])((?:[<>≤≥~]\s?)?\d[\d.,]*(?:\s?[-–/x×]\s?\d[\d.,]*)?\s?(?:mg|g|mcg|µg|μg|ug|micrograms?|mikrogramm|milligrams?|grams?|ml|iu|ie|ui|i\.e\.|units?|einheiten|unités|unidades|unità|jednostek|eenheden|meq|mmol|%|tablets?|tabs?|tabletten?|tabl|tbl|capsules?|caps?|kapseln?|comprimés?|gélules?|comprimidos?|compress[ae]|tabletk\pL*|drops|tropfen|gouttes|gotas|gocce|puffs?|hübe?|sprays?|patch(?:es)?|pflaster)(?:[^\pL]|$))`)
	oftenText = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(\d(?:[.,]\d|/\d)?\s?[-–+]\s?\d(?:[.,]\d|/\d)?\s?[-–+]\s?\d(?:[.,]\d|/\d)?(?:\s?[-–+]\s?\d)?(?:[^\d]|$)|(?:take|takes|taking|inject|inhale|apply|insert|use|instil+)\s|(?:up to\s)?(?:once|twice|thrice|one|two|three|four|half a|eine?|une?|una|deux|dos|due)\s(?:tablets?|tabs?|capsules?|tablette|a day|per day|daily|an? |every|times|each|in the|weekly|monthly|tgl|täglich|comprimé|comprimido|compressa)|\d+\s?(?:x|×|mal|times|fois|veces|volte|razy|keer|maal|dd)(?:[^\pL]|$)|\d+\s(?:hourly|stündlich)|(?:every|each|jeden|jede|alle|toutes|tous|chaque|cada|ogni|co|elke|om de)\s(?:\d|other|second|zweiten|second|morning|night|evening|day|week|month|hours?|tag|abend|morgen|les|matin|soir|jour|día|noche|mañana|giorno|sera|mattina|dzień|dag|avond|ochtend|\pL+ (?:hours|days|weeks|months))|(?:at )?(?:bedtime|night|noon)(?:[^\pL]|$)|(?:once|twice|daily|nightly|weekly|monthly|bd|bid|b\.i\.d\.?|tds|tid|t\.i\.d\.?|qid|q\.i\.d\.?|qds|qd|q\.d\.?|od|qhs|qam|qpm|prn|p\.r\.n\.?|sos|stat|q\.?\s?\d+\s?h(?:rs?|ours?)?\.?|as needed|when needed|as required|as directed|in the morning|morning|mornings|täglich|tgl\.?|morgens|mittags|abends|nachts|zur nacht|bei bedarf|b\.\s?bed\.?|wöchentlich|monatlich|einmal|zweimal|dreimal|le matin|le soir|à midi|au coucher|par jour|par semaine|si besoin|matin|al día|por la (?:mañana|noche|tarde)|si precisa|a demanda|diari[oa]|al giorno|al bisogno|la sera|al mattino|la mattina|settimanale|dziennie|codziennie|rano|wieczorem|na noc|w razie potrzeby|doraźnie|per dag|dagelijks|'s ochtends|'s avonds|zo nodig|wekelijks|voor het slapen)(?:[^\pL]|$))`)
	fromText  = regexp.MustCompile(`(?i)(?:^|[^\pL])((?:since|started?(?: on)?|starting|begun|from|seit|begonnen|beginn|ab|depuis|débuté|à partir du|desde|iniciado|dal|dallo|iniziat[oa]|od|rozpoczęto|sinds|vanaf|gestart)\s*:?\s*(?:le\s|el\s|il\s|am\s|the\s)?[\d~]|(?:since|started?|seit|depuis|desde|dal|od|sinds|from|ab)\s*:?\s*\pL{3,10}\.?\s\d{2,4}|long[ -]term|dauermedikation|au long cours)`)
	toText    = regexp.MustCompile(`(?i)(?:^|[^\pL])((?:until|till|stopped|discontinued|ended|completed|finished|bis|abgesetzt|beendet|jusqu'au|jusqu’au|arrêtée?|hasta|suspendid[oa]|fino al?|sospes[oa]|do dnia|odstawion[oaey]|zakończon[oaey]|tot|gestopt)(?:[^\pL]|$)|for\s\d+\s(?:days?|weeks?|months?)|(?:für|x)\s\d+\s(?:tage|days|wochen)|(?:still taken|ongoing|continuing|laufend|en cours|in corso|en curso|nadal|doorlopend)(?:[^\pL]|$))`)
)

// mark is where a column begins in a line.
type mark struct {
	at    int
	field int // 1 dose, 2 how often, 3 from, 4 to
}

// divide copies a line into columns: the name reaches to the first part that says
// another thing, and each part to the next. Where a column would come twice, with
// others between, nothing is sure and the line stays whole.
func divide(l phrase.Line, name int) Row {
	raw := l.Raw
	if len(raw) > maxRow {
		return Row{Name: clip(raw)}
	}
	start := l.Words[name].Start
	behind := l.Words[name].End
	var marks []mark
	for i, re := range []*regexp.Regexp{doseText, oftenText, fromText, toText} {
		for at := behind; at < len(raw); {
			m := re.FindStringSubmatchIndex(raw[at:])
			if m == nil {
				break
			}
			marks = append(marks, mark{at + m[2], i + 1})
			at += max(m[3], 1)
		}
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].at < marks[j].at })
	marks = merged(marks)
	if len(marks) > 0 && (more(raw[marks[0].at:]) || several.MatchString(raw[start:marks[0].at])) {
		return Row{Name: tidy(raw)}
	}
	if start > 0 && !isPrefix(raw[:start]) {
		start = 0
	}
	end := len(raw)
	if len(marks) > 0 {
		end = marks[0].at
	}
	cells := [5]string{tidy(raw[start:end])}
	for i, m := range marks {
		end := len(raw)
		if i+1 < len(marks) {
			end = marks[i+1].at
		}
		if cells[m.field] != "" {
			return Row{Name: tidy(raw[start:])}
		}
		cells[m.field] = tidy(raw[m.at:end])
	}
	if combined(cells[1]) { // "Enalapril 10 mg / Hydrochlorothiazide 25 mg"
		cells[0], cells[1] = tidy(raw[start:marks[0].at]+cells[1]), ""
	}
	return Row{Name: cells[0], Dose: cells[1], HowOften: cells[2], From: cells[3], To: cells[4]}
}

// another is a name behind a comma: "300 mg once a day, Pepcid once a day".
var another = regexp.MustCompile(`[,;.]\s+(?:and\s|und\s|et\s|y\s|e\s|i\s|en\s)?\p{Lu}\p{Ll}{3,}\s+(?:\d|[a-z]\.|(?i:once|twice|daily|bd|bid|tid|prn|qd)\b)`)

// several are names in a row before the first amount: "Albuterol, Pulmicort".
var several = regexp.MustCompile(`,\s+\p{Lu}\p{Ll}{2,}`)

// more tells whether a second medicine follows what is said of the first.
func more(rest string) bool {
	return another.MatchString(rest) || !strings.Contains(rest, "/ ") && !strings.Contains(rest, "[") && hasName(phrase.NewLine(rest).Texts())
}

// combined tells whether a second medicine stands behind an amount.
func combined(dose string) bool {
	_, rest, ok := strings.Cut(dose, "/ ")
	return ok && rest != "" && !isNumber(rest) && doseText.MatchString(rest)
}

// merged takes marks of one column that follow each other as one, and an amount
// within a direction as part of it: "take 1 tablet (20 mg) daily".
func merged(marks []mark) []mark {
	var out []mark
	for _, m := range marks {
		n := len(out)
		switch {
		case n > 0 && out[n-1].field == m.field:
		case n > 0 && m.field == 1 && out[n-1].field == 2:
		case n > 0 && m.at == out[n-1].at:
			out[n-1].field = max(out[n-1].field, m.field) // "1 tablet daily", "two tablets"
		default:
			out = append(out, m)
		}
	}
	return out
}

// isPrefix tells whether what stands before a name is a bullet, a number of a list
// or a label, and no word of the name.
func isPrefix(s string) bool {
	for _, w := range phrase.NewLine(s).Texts() {
		if !(isNumber(w) && len(w) <= 2) && !gone.Has([]string{w}) && w != "no" && w != "longer" {
			return false
		}
	}
	return true
}

// clip cuts a line that is too long to be a row, at a word.
func clip(raw string) string {
	cut := min(len(raw), maxRow)
	for cut > 0 && cut < len(raw) && raw[cut] != ' ' {
		cut--
	}
	if s := tidy(raw[:cut]); s != "" {
		return s + " …"
	}
	return ""
}
