// Package casenumber reads the numbers under which a laboratory or a department of
// radiology keeps what belongs to a paper: pathology case numbers, accession
// numbers, and how many slides and blocks there are.
package casenumber

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
)

// numberLabel leads the number under which a laboratory keeps a case. On a
// pathology report the bare words are enough; elsewhere the label must say that
// tissue is meant, since every paper has numbers.
var (
	ownNumber = regexp.MustCompile(`(?i)\b(?:(?:surgical |pathology |specimen |histology |cytology |lab(?:oratory)? |tissue )?(?:accession|specimen|case|report|lab|path|histology|biopsy|examination)(?: ?(?:number|no|nr|num|id)\b\.?| ?#)|accession|specimen|case|` +
		`(?:Eingangs|Befund|Journal|Histologie|Untersuchungs|Labor|Präparate?)-? ?(?:nummer|nr\.?)|E-Nr\.?|` +
		`n\.?[°º]\.? ?(?:d['’]examen|de biopsia|de estudio|de prélèvement|du compte[- ]rendu|histologique)|n\. ?(?:esame|istologico)|nr (?:badania|preparatu|histopatologii)|T-nummer|PA-nummer)` +
		` ?[:#]? ?` + numberShape)
	saidNumber = regexp.MustCompile(`(?i)\b(?:surgical |tissue |biopsy )?(?:path(?:ology)?|histolog(?:y|ie)|specimen|biopsy|cytology|Histologie)(?: report| case| specimen| accession)?(?: ?(?:number|no|nr|id)\b\.?| ?#)? ?[:#(]{0,2} ?` + numberShape)
	scanNumber = regexp.MustCompile(`(?i)\b(?:accession|exam|order|study)(?: ?(?:number|no|id)\b\.?| ?#)? ?[:#]? ?` + numberShape)
)

// numberShape is a number with a digit in it and at least four characters:
// "S26-1234", "SP-26-00123", "H/2026/8812".
const numberShape = `((?:[A-Z]{0,4}[-./]?|[A-Z] )\d[\dA-Z]*(?:[-./][\dA-Z]+){0,3})\b`

// What is read of one paper.
const (
	mostNumberText = 200_000
	// Most is how many numbers are read of one paper.
	Most = 8
)

// Of lists the pathology case numbers on a paper, in its order.
func Of(p clinical.Paper) []string {
	switch p.Kind {
	case clinical.PathologyReport, clinical.CytologyReport, clinical.TumourGenomics:
		return numbersOf(p, ownNumber)
	}
	return numbersOf(p, saidNumber)
}

// OfScan lists the accession numbers on a scan's report or in its header.
func OfScan(p clinical.Paper) []string {
	if p.Study != nil {
		if n := field(p.Study.Accession); n != "" {
			return []string{n}
		}
		return nil
	}
	if p.Kind != clinical.ImagingReport {
		return nil
	}
	return numbersOf(p, scanNumber)
}

func numbersOf(p clinical.Paper, label *regexp.Regexp) []string {
	var out []string
	for _, pg := range p.Pages {
		text := pg.Text[:min(len(pg.Text), mostNumberText)]
		for _, m := range label.FindAllStringSubmatch(text, 4*Most) {
			n := strings.ToUpper(field(m[1]))
			if !likeNumber(n) || slices.Contains(out, n) {
				continue
			}
			if out = append(out, n); len(out) == Most {
				return out
			}
		}
	}
	return out
}

// dateShape is a date, or a year alone.
var dateShape = regexp.MustCompile(`^(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|(?:19|20)\d\d)$`)

func likeNumber(n string) bool {
	digits := 0
	for _, r := range n {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 3 && len(n) >= 4 && len(n) <= 24 && !dateShape.MatchString(n)
}

// materialCount is how much tissue a pathology report counts: "12 slides", "3 blocks".
var materialCount = regexp.MustCompile(`(?i)\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:glass |stained |unstained |paraffin |H&E |FFPE )*(slides?|blocks?|cassettes?)\b`)

// Material lists the counts of slides and blocks that a report gives.
func Material(p clinical.Paper) []string {
	var out []string
	for _, pg := range p.Pages {
		for _, m := range materialCount.FindAllString(pg.Text[:min(len(pg.Text), mostNumberText)], 16) {
			if m = field(m); !slices.Contains(out, m) && len(out) < 6 {
				out = append(out, m)
			}
		}
	}
	return out
}

// mostField is more characters than any number has.
const mostField = 64

// field is a piece of a paper as a part of a line.
func field(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)), " ")
	if len(s) > mostField {
		return ""
	}
	return s
}
