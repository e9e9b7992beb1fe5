package covers

import "testing"

func TestFax(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"english", "FAX COVER SHEET\nTo: Dr. A. Grey\nFrom: Lakeside Clinic\nDate: 03/14/2026\nPages (including cover): 4\nRe: pathology report\nCONFIDENTIALITY NOTICE: this fax is confidential. If you have received it in error, notify the sender.", true},
		{"facsimile", "Lakeside Cancer Center\nFacsimile Transmittal\nTO: Medical Records     FROM: Front desk\nFAX: 555-0100     TOTAL PAGES: 12", true},
		{"fax alone", "FAX\n\nTo: Oncology\nFrom: Radiology\nNumber of pages: 3\nUrgent", true},
		{"german", "Telefax-Deckblatt\nAn: Praxis Dr. Grau\nVon: Klinikum Seestadt\nSeitenzahl: 5\nDer Inhalt ist vertraulich.", true},
		{"german, alone", "TELEFAX\nEmpfänger: Praxis Dr. Grau\nAbsender: Radiologie Seestadt\nAnzahl der Seiten: 2", true},
		{"french", "TÉLÉCOPIE\nDestinataire : Dr Gris\nExpéditeur : Secrétariat\nNombre de pages : 3", true},
		{"french, slip", "Bordereau d'envoi par télécopie\nÀ : Dr Gris\nDe : Secrétariat\nDocument confidentiel", true},
		{"spanish", "HOJA DE PORTADA\nPara: Dra. Gris\nDe: Archivo clínico\nNúmero de páginas: 6", true},
		{"italian", "Copertina fax\nDestinatario: Dott. Grigi\nMittente: Segreteria\nNumero di pagine: 2", true},
		{"polish", "Strona tytułowa faksu\nDo: dr Szara\nOd: Sekretariat\nLiczba stron: 4", true},
		{"dutch", "Voorblad fax\nAan: dr. Grijs\nVan: secretariaat\nAantal pagina's: 3\nVertrouwelijk", true},
		{"dutch, message", "FAXBERICHT\nAan: dr. Grijs\nVan: secretariaat\nDit bericht is vertrouwelijk.", true},

		{"referral letter with a fax number", "Praxis Dr. Grau\nTelefon: 0221 1234\nFax: 0221 1235\nAn: Klinikum Seestadt\nSehr geehrte Kollegen,\nwir überweisen Frau Muster zur weiteren Behandlung.", false},
		{"letter by fax", "By fax\nDear Dr. Grey,\nThank you for seeing this patient with a breast carcinoma. The biopsy showed invasive tumour; lymph nodes are negative.\nFrom: Dr. Black\nTo: Dr. Grey\nPages: 2", false},
		{"lab report with a fax header", "03/14/2026 08:12 FAX 5550100 LAKESIDE LAB P. 2/3\nLABORATORY REPORT\nTo: Dr. Grey\nFrom: Laboratory\nHemoglobin 12.1 g/dL\nPages: 3", false},
		{"pathology report with Telefax", "Institut für Pathologie\nTelefax\n0221 1235\nAn: Klinik\nSeiten: 2\nHistologischer Befund\nDiagnose: invasives Karzinom, pT2 pN0", false},
		{"a paper about covers", "Fax cover sheets must be kept for ten years.", false},
		{"order with a cover sheet's fields only", "To: Radiology\nFrom: Dr. Grey\nPages: 1\nPlease book an examination.", false},
		{"long letter on a cover", "FAX COVER SHEET\nTo: Dr. Grey\nFrom: Dr. Black\nDear Dr. Grey,\n" + long(120), false},
		{"longer than any cover", "FAX COVER SHEET\nTo: Dr. Grey\nFrom: Dr. Black\n" + long(300), false},
		{"remark on the fax in a letter", "Lakeside Clinic\nTo: Dr. Grey\nFrom: Dr. Black\nThis fax transmission is meant for the doctor named above\nand is confidential. She may be seen in two weeks.", false},
		{"nothing", "", false},
	} {
		if got := Fax(c.text); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func long(words int) (s string) {
	for range words {
		s += "word "
	}
	return s
}

func TestEmpty(t *testing.T) {
	for _, c := range []struct {
		text   string
		lines  int
		remark bool
		ok     bool
	}{
		{"", 0, false, true},
		{" \n - . \n", 0, false, true},
		{"3", 1, false, true},
		{"- 12 -", 1, false, true},
		{"Page 2 of 4", 1, false, true},
		{"Seite 2 von 4", 1, false, true},
		{"Página 2 de 4", 1, false, true},
		{"Strona 2 z 4", 1, false, true},
		{"2/4", 1, false, true},
		{"This page intentionally left blank\n2", 2, true, true},
		{"[This page is intentionally left blank.]", 1, true, true},
		{"Diese Seite wurde absichtlich leer gelassen", 1, true, true},
		{"Page laissée intentionnellement vide", 1, true, true},
		{"Página dejada intencionalmente en blanco", 1, true, true},
		{"Pagina lasciata intenzionalmente bianca", 1, true, true},
		{"Strona celowo pozostawiona pusta", 1, true, true},
		{"Deze pagina is opzettelijk blanco gelaten", 1, true, true},
		{"12\n14", 0, false, false}, // two numbers are values
		{"12.1", 0, false, false},
		{"Seen. Dr. Grey", 0, false, false},
		{"No change.", 0, false, false},
		{"14.03.2026", 0, false, false},
	} {
		lines, remark, ok := Empty(c.text)
		if ok != c.ok || ok && (lines != c.lines || remark != c.remark) {
			t.Errorf("%q: %d %v %v", c.text, lines, remark, ok)
		}
	}
}

func FuzzCovers(f *testing.F) {
	f.Add("FAX COVER SHEET\nTo: A\nFrom: B")
	f.Add("Seite 1 von 2\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if _, _, ok := Empty(text); ok && Fax(text) {
			t.Errorf("%q is a cover sheet and says nothing", text)
		}
	})
}
