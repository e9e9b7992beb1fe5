package service

import (
	"testing"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// A birth date is not the date of a paper, in whatever script its label is.
func TestBirthDatesOfOtherScripts(t *testing.T) {
	for _, text := range []string{
		"Больница\nДата рождения: 25.03.1960\nДата: 20.05.2026\n",
		"Νοσοκομείο\nΗμερομηνία γέννησης: 25/03/1960\nΗμερομηνία: 20/05/2026\n",
		"בית חולים\nתאריך לידה: 25.03.1960\nתאריך: 20.05.2026\n",
		"مستشفى\nتاريخ الميلاد: 25/03/1960\nالتاريخ: 20/05/2026\n",
		"病理报告单\n性别：男 出生日期：1960-03-25\n报告日期：2026-05-20\n",
		"診断書\n生年月日: 1960-03-25\n2026-05-20\n",
		"Hastane\nDoğum tarihi: 25.03.1960\nTarih: 20.05.2026\n",
	} {
		r := dates.Read(words.Read([]string{text}), "", dates.Told{})
		got, ok := Day(r, clinical.Unknown)
		if !ok || got.Date.String() != "2026-05-20" {
			t.Errorf("%q is dated %v", text, got.Date)
		}
	}
}

// What the patient's other papers are like says nothing of a paper from a country
// with another script.
func TestDayComesFirstInOtherScripts(t *testing.T) {
	for text, want := range map[string]string{
		"مستشفى\nالتاريخ: 12/03/2026\n":      "2026-03-12",
		"Больница, отделение\n12.03.2026\n":  "2026-03-12",
		"Hospital ward report\n12/03/2026\n": "2026-12-03",
		"診断書\n12/03/2026\n":                  "2026-12-03",
	} {
		r := dates.Read(words.Read([]string{text}), "", dates.Told{Order: dates.MonthFirst})
		if got, ok := Day(r, clinical.Unknown); !ok || got.Date.String() != want || r.Doubt {
			t.Errorf("%q is dated %v, doubt %v", text, got.Date, r.Doubt)
		}
	}
}
