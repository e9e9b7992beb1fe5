package medline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// said writes a list as "name+details": d dose, o often, s since.
func said(es []Entry) string {
	var out []string
	for _, e := range es {
		s := e.Name + "+"
		for _, x := range []struct {
			ok bool
			c  string
		}{{e.Dose, "d"}, {e.Often, "o"}, {e.Since, "s"}} {
			if x.ok {
				s += x.c
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestRead(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		// Whole lines.
		{"Tamoxifen 20 mg once daily since March 2024", "Tamoxifen+dos"},
		{"Tab. Letrozole 2.5 mg 1-0-0 x 30 days", "Letrozole+dos"},
		{"1. Metformin 500mg BD, started 2019", "Metformin+dos"},
		{"Inj Zoledronic acid 4 mg every 6 months from 01/02/2025", "Zoledronic acid+dos"},
		{"Ramipril 5 mg 1-0-0-0 seit 2020", "Ramipril+dos"},
		{"Létrozole 2,5 mg 1 comprimé par jour depuis 2023", "Létrozole+dos"},
		{"Omeprazol 20 mg cada 24 horas desde 2021", "Omeprazol+dos"},
		{"Atorvastatina 40 mg 1 compressa la sera dal 2018", "Atorvastatina+dos"},
		{"Bisoprolol 5 mg rano, od 2020", "Bisoprolol+dos"},
		{"Metoprolol 50 mg 2x per dag sinds 2019", "Metoprolol+dos"},
		{"Dilaudid Oral Tablet 2 mg \t \t \t take 1 tablet (2 mg) every 6 hours as needed", "Dilaudid Oral Tablet+do"},
		{"Qwertzumin 75 mg at bedtime", "Qwertzumin+do"},
		{"Insulin glargine 20 units at night, ongoing", "Insulin glargine+dos"},
		{"Statins \t RxNorm \t 617318 \t Atorvastatin 20 MG Oral Tablet \t 05-30-2010 \t Active", "Atorvastatin+ds"},
		{"24 HR metoprolol succinate 100 MG daily since 2017", "metoprolol succinate+dos"},
		// Something is not said.
		{"Tamoxifen", "Tamoxifen+"},
		{"- Tamoxifen daily", "Tamoxifen+o"},
		{"Hydrochlorothiazide 25 MG    started 1962-07-11", "Hydrochlorothiazide+ds"},
		{"Letrozol seit 2023", "Letrozol+s"},
		{"Anastrozole 1 mg", "Anastrozole+d"},
		{"Paracetamol si besoin", "Paracetamol+o"},
		{"Paracetamol\nOmeprazole 20 mg daily", "Paracetamol+; Omeprazole+do"},
		{"No longer: ibuprofen (stopped before the operation).", "ibuprofen+s"},
		{"Oxaliplatin drip on day 1, 4 May 2026", "Oxaliplatin+os"},
		// Lines that belong together.
		{"Tamoxifen\nTake 1 tablet (20 mg) daily\nStarted: 3 Mar 2024", "Tamoxifen+dos"},
		{"Capecitabine 500 mg\n  2 tablets twice daily\n\nLoperamide 2 mg", "Capecitabine+do; Loperamide+d"},
		{"Active\nTamoxifen 20 mg daily\nDiscontinued\nLetrozole 2.5 mg daily", "Tamoxifen+dos; Letrozole+do"},
		{"CURRENT MEDICATIONS\nTamoxifen 20 mg daily", "Tamoxifen+dos"},
		{"Aktuelle Medikation:\nRamipril 5 mg 1-0-0", "Ramipril+dos"},
		{"Traitement en cours\nLétrozole 2,5 mg le matin", "Létrozole+dos"},
		// Columns that have come apart say nothing about single medicines.
		{"Tamoxifen\nLetrozole\n20 mg\n2.5 mg\ndaily\ndaily", "Tamoxifen+do; Letrozole+do"},
		// What looks like a medicine and is none.
		{"Allergies: penicillin", ""},
		{"Allergies\nPenicillin\nAmoxicillin", ""},
		{"No known drug allergies", ""},
		{"Allergien: Penicillin", ""},
		{"Creatinine 0.9 mg/dl", ""},
		{"Glucose 5.4 mmol/l", ""},
		{"Patient: Nivolumab, Jane", ""},
		{"Name\tStart Date\tSIG\tComments", ""},
		{"Take 2 tablets daily", ""},
		{"Weight 72 kg", ""},
		{"Date: 2026-10-20", ""},
		{"Pharmacy: 12 High Street", ""},
		{"Diagnosis: breast cancer, on tamoxifen", ""},
		{"Problems\nHypertension\nLaboratory\nPotassium 4 meq/l", ""},
		{"Page 1 of 2", ""},
		{"Dr Olol, tel 0800 500 mg", ""},
		{"", ""},
	} {
		if got := said(Read(phrase.Lines(tc.text))); got != tc.want {
			t.Errorf("%q:\n got %s\nwant %s", tc.text, got, tc.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Tamoxifen 20 mg daily", "1-0-1-0", "Allergies\nPenicillin", "Letrozole\n2.5", "12/3/24 mg"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, e := range Read(phrase.Lines(s)) {
			if e.Name == "" || len(e.Name) > 4*maxName {
				t.Fatalf("%q: %s", s, fmt.Sprint(e))
			}
		}
	})
}
