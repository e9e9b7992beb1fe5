package classify

import "testing"

func TestHindiPapers(t *testing.T) {
	for _, c := range []struct{ text, name, born, day string }{
		{"सिटी अस्पताल\nरोगी का नाम: सीता देवी शर्मा   आयु: 52\nजन्म तिथि: १४/०३/१९७१\nदिनांक: २५/०२/२०२६\nनिदान: स्तन कैंसर", "शर्मा, सीता देवी", "1971-03-14", "2026-02-25"},
		{"नाम : राम कुमार\nपिता का नाम: मोहन लाल\nजन्म दिनांक 05-08-1960\nरिपोर्ट दिनांक: 12.03.2026", "कुमार, राम", "1960-08-05", "2026-03-12"},
		{"Name: Sita Devi\nजन्मतिथि: 14/03/1971\nतारीख: 03/02/2026", "DEVI, Sita", "1971-03-14", "2026-02-03"},
	} {
		v := Document(Subject{Pages: []string{c.text}})
		if v.Patient.Name() != c.name || v.Patient.BirthDate.String() != c.born || v.Date.String() != c.day {
			t.Errorf("%q: %q born %s on %s", c.text, v.Patient.Name(), v.Patient.BirthDate, v.Date)
		}
	}
}

// TestASlashTakenForALetter: a title whose slash was misread is still one, and its date
// is that of the scan.
func TestASlashTakenForALetter(t *testing.T) {
	for _, title := range []string{"FDG-PET/CT", "FDG-PETICT", "FDG-PETlCT", "FDG-PET1CT"} {
		v := Document(Subject{Pages: []string{"Radiologie am See\n" + title + " vom 3.2.2026\nPatientin: Becker, Anna, geb. 14.03.1971\nBefund: Keine Metastasen.\nBeurteilung: Kein Rezidiv.\nUlm, den 9.2.2026"}})
		if v.Date.String() != "2026-02-03" || v.Kind != "imaging_report" {
			t.Errorf("%s: %s of %s", title, v.Kind, v.Date)
		}
	}
}
