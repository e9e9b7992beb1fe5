package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// speech makes running text of a doctor's kind, the same for the same seed.
type speech struct{ seed uint32 }

func (s *speech) next() uint32 {
	s.seed = s.seed*1664525 + 1013904223
	return s.seed >> 8
}

func (s *speech) pick(words []string) string { return words[int(s.next())%len(words)] }

// sentences have blanks: %P a part of the body, %F a finding, %D a date, %N a
// number, %M a medicine.
var (
	sentences = []string{
		"The patient was seen on %D and reports that the %F of the %P has not changed since the last visit.",
		"Magnetic resonance imaging of the %P on %D shows a %F of %N mm, which was %N mm before.",
		"Under %M the %F is stable; creatinine is %N µmol/l and haemoglobin %N g/l.",
		"Sections of the %P show a %F in %N of %N fields; the margins are free by %N mm.",
		"There is no evidence of a %F in the %P, and the lymph nodes are not enlarged.",
		"We recommend %M at %N mg daily, with a control of the %P within %N weeks.",
		"Compared with the examination of %D, the %F next to the %P is smaller and takes up less contrast.",
		"Blood pressure %N/%N mmHg, heart rate %N per minute, weight %N kg, temperature normal.",
		"On %D treatment with %M was interrupted for %N days because of a %F.",
		"The specimen of the %P measures %N × %N × %N mm and weighs %N g.",
		"After discussion on %D the board advises surgery of the %P, followed by %M.",
		"Family history is negative for %F; an aunt had a %F of the %P at the age of %N.",
	}
	parts     = []string{"left breast", "right upper lobe", "ascending colon", "liver segment VI", "thoracic spine", "left axilla", "prostate", "right kidney", "bladder wall", "thyroid"}
	findings  = []string{"nodule", "invasive carcinoma", "scar", "cyst", "mild oedema", "lesion", "thickening", "metastasis", "inflammation", "small effusion"}
	medicines = []string{"letrozole", "capecitabine", "oxaliplatin", "trastuzumab", "dexamethasone", "ondansetron", "zoledronic acid", "paclitaxel"}
	kinds     = []string{"Pathology report", "Radiology report: MRI", "Discharge summary", "Operative report", "Laboratory results", "Clinic letter: medical oncology", "Radiotherapy summary", "Chemotherapy record"}
)

func (s *speech) sentence() string {
	var b strings.Builder
	text := s.pick(sentences)
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'P':
			b.WriteString(s.pick(parts))
		case 'F':
			b.WriteString(s.pick(findings))
		case 'M':
			b.WriteString(s.pick(medicines))
		case 'N':
			fmt.Fprint(&b, 2+s.next()%140)
		case 'D':
			fmt.Fprintf(&b, "%d %s 202%d", 1+s.next()%28, time.Month(1+s.next()%12), s.next()%6)
		}
	}
	return b.String()
}

// lines are so many sentences in lines of so many letters.
func (s *speech) lines(sentences, width int) string {
	var b strings.Builder
	at := 0
	for range sentences {
		for _, word := range strings.Fields(s.sentence()) {
			if at > 0 && at+len(word) > width {
				b.WriteByte('\n')
				at = 0
			}
			if at > 0 {
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += len(word)
		}
	}
	return b.String()
}

// report prints a typed report: a head with the patient, paragraphs, and on
// every third page a table of values.
func (p *press) report(number, pages int) ([]byte, error) {
	f := fpdf.New("P", "pt", "A4", "")
	made := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetCatalogSort(true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(60, 50, 60)
	f.AddUTF8FontFromBytes("text", "", p.regular)
	f.AddUTF8FontFromBytes("text", "B", p.bold)
	say := &speech{seed: uint32(number)*2654435761 + 1}
	kind := kinds[number%len(kinds)]
	for page := range pages {
		f.AddPage()
		f.SetFont("text", "B", 15)
		f.CellFormat(0, 22, kind, "", 1, "", false, 0, "")
		f.SetFont("text", "", 9.5)
		f.CellFormat(0, 14, fmt.Sprintf("Northfield Clinic   Patient: Okafor, Beatrice   Date of birth: 14 May 1961   No %05d", number+1), "", 1, "", false, 0, "")
		f.CellFormat(0, 14, fmt.Sprintf("Date of service: %d %s 2025   page %d of %d", 1+number%28, time.Month(1+number%12), page+1, pages), "B", 1, "", false, 0, "")
		f.Ln(10)
		bottom := 760.0
		if page%3 == 1 {
			bottom = 500
		}
		for f.GetY() < bottom {
			f.MultiCell(0, 13.5, strings.ReplaceAll(say.lines(3+int(say.next()%4), 1<<20), "\n", " "), "", "", false)
			f.Ln(6)
		}
		if page%3 == 1 {
			p.table(f, say)
		}
	}
	var b bytes.Buffer
	err := f.Output(&b)
	return b.Bytes(), err
}

func (p *press) table(f *fpdf.Fpdf, say *speech) {
	f.SetFont("text", "B", 9.5)
	for _, head := range []string{"Test", "Value", "Unit", "Range"} {
		f.CellFormat(115, 15, head, "1", 0, "", false, 0, "")
	}
	f.Ln(-1)
	f.SetFont("text", "", 9.5)
	for f.GetY() < 760 {
		n := 10 + say.next()%200
		for _, cell := range []string{say.pick(medicines), fmt.Sprintf("%d.%d", n, say.next()%10), "ng/ml", fmt.Sprintf("%d – %d", n/2, n*2)} {
			f.CellFormat(115, 15, cell, "1", 0, "", false, 0, "")
		}
		f.Ln(-1)
	}
}
