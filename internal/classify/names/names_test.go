package names

import "testing"

func TestVariants(t *testing.T) {
	for name, groups := range variants {
		if name == "" || len(groups) > 6 {
			t.Errorf("%q stands in %d groups", name, len(groups))
		}
	}
	if !isVariant("bill", "william") || isVariant("bill", "robert") || isVariant("", "") || isVariant("xyz", "xyz") {
		t.Error("variants")
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, lang, family, given string
		sure                      bool
	}{
		{"DOE, Jane", "", "DOE", "Jane", true},
		{"DOE^JANE^A", "", "DOE", "JANE A", true},
		{"RIVERA SOTO, Lucia", "", "RIVERA SOTO", "Lucia", true},
		{"Jane Doe", "", "Doe", "Jane", false},
		{"Jane DOE", "", "DOE", "Jane", true},
		{"DE VRIES Jan", "", "DE VRIES", "Jan", true},
		{"JAN DE VRIES", "", "DE VRIES", "JAN", false},
		{"VAN DER HEIDE ERIKA", "", "VAN DER HEIDE", "ERIKA", false},
		{"Erika von der HEIDE", "", "von der HEIDE", "Erika", true},
		{"Maria de la Cruz", "", "de la Cruz", "Maria", false},
		{"Iker Otero Prado", "es", "Otero Prado", "Iker", false},
		{"Iker Otero Prado", "en", "Prado", "Iker Otero", false},
		{"José Ortega y Gasset", "es", "Ortega y Gasset", "José", false},
		{"Ana Ruiz", "es", "Ruiz", "Ana", false},
		{"Dr. Jane Doe jr.", "", "Doe", "Jane", false},
		{"Doe", "", "Doe", "", false},
		{"", "", "", "", false},
	} {
		family, given, sure := Split(c.name, "name", c.lang)
		if family != c.family || given != c.given || sure != c.sure {
			t.Errorf("%q: %q, %q, %v", c.name, family, given, sure)
		}
	}
}

// FuzzSplit holds for any text: no panic, and no letter of the name is made up.
func FuzzSplit(f *testing.F) {
	f.Add("VAN DER HEIDE, Erika", "es")
	f.Add("de la de la", "es")
	f.Fuzz(func(t *testing.T, name, lang string) {
		family, given, _ := Split(name, "name", lang)
		if len(family)+len(given) > len(name)+1 {
			t.Fatalf("%q gives %q, %q", name, family, given)
		}
	})
}

func TestMended(t *testing.T) {
	for word, want := range map[string]string{
		"Underwo0d": "Underwood", "A1an": "Alan", "D0ROTHY": "DOROTHY", "1rmgard": "Irmgard", "5hanice": "Shanice", "6uadalupe": "Guadalupe", "PYM5": "PYMS", "CotterilI": "Cotterill", "MsPhilippa": "Philippa",
		"Brand1": "Brand1", "Abbott774": "Abbott774", "Kathe5": "Kathe5", "B12": "B12", "T2N1": "T2N1", "MacIntyre": "MacIntyre", "McInnes": "McInnes", "Mrstik": "Mrstik", "HER2": "HER2", "Doe": "Doe", "": "",
	} {
		if got := Mended(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// FuzzMended holds for any word: no panic, and nothing is added.
func FuzzMended(f *testing.F) {
	f.Add("Underwo0d")
	f.Add("MsPhi1ippaI")
	f.Fuzz(func(t *testing.T, w string) {
		got := Mended(w)
		if len(got) > len(w) {
			t.Fatalf("%q became %q", w, got)
		}
	})
}
