package classify

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestMedicinesAtHome(t *testing.T) {
	for title, lines := range map[string]string{
		"My tablets":        "Letrozole 2.5 mg once a day\nRamipril 5 mg at night\nOmeprazole 20 mg before breakfast",
		"My medicines":      "Letrozole 2.5 mg once a day\nRamipril 5 mg at night\nOmeprazole 20 mg before breakfast",
		"Tablets I take":    "Letrozole 2.5 mg once a day\nRamipril 5 mg at night\nOmeprazole 20 mg before breakfast",
		"Medication":        "Letrozole 2.5 mg once a day\nRamipril 5 mg at night\nParacetamol 1 g when needed",
		"Meine Medikamente": "Letrozol 2,5 mg morgens\nRamipril 5 mg abends\nIbuprofen 400 mg bei Bedarf",
		"Medikamente":       "Letrozol 2,5 mg morgens\nRamipril 5 mg 1-0-0\nIbuprofen 400 mg bei Bedarf",
		"Mes médicaments":   "Létrozole 2,5 mg le matin\nRamipril 5 mg le soir\nParacétamol 1 g si besoin",
		"Le mie medicine":   "Letrozolo 2,5 mg al mattino\nRamipril 5 mg la sera\nParacetamolo 1 g al bisogno",
		"I miei farmaci":    "Letrozolo 2,5 mg al mattino\nRamipril 5 mg la sera\nParacetamolo 1 g al bisogno",
		"Mis medicamentos":  "Letrozol 2,5 mg por la mañana\nRamipril 5 mg por la noche\nParacetamol 1 g si precisa",
		"Medicación actual (a 1 de abril de 2026)": "Letrozol 2,5 mg por la mañana\nRamipril 5 mg por la noche\nParacetamol 1 g cada 8 horas",
		"Moje leki":       "Letrozol 2,5 mg rano\nRamipril 5 mg wieczorem\nMetformina 850 mg 2x dziennie",
		"Mijn medicijnen": "Letrozol 2,5 mg 1x per dag\nRamipril 5 mg 's avonds\nParacetamol 500 mg zo nodig",
	} {
		v := Document(Subject{Path: "x.txt", Pages: []string{title + "\n\n" + lines}})
		if v.Kind != clinical.MedicationList || v.Confidence == clinical.Unsure {
			t.Errorf("%s is %s (%s): %v", title, v.Kind, v.Confidence, v.Evidence)
		}
		v = Document(Subject{Path: "x.txt", Pages: []string{lines}})
		if v.Kind != clinical.MedicationList {
			t.Errorf("the lines of %s alone are %s", title, v.Kind)
		}
	}
}

func TestAShoppingListIsNoMedicines(t *testing.T) {
	if v := Document(Subject{Pages: []string{"milk\neggs\nbread\nring Linda about Sunday"}}); v.Kind != clinical.Unknown {
		t.Errorf("a shopping list is %s", v.Kind)
	}
}
