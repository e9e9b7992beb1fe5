package hl7

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// textsOf reads every section's text with the standard library's decoder alone.
func textsOf(t *testing.T, data []byte) (out []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(data)))
	var open []string
	var text strings.Builder
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			if depth > 0 {
				depth++
				text.WriteByte(' ')
			} else if x.Name.Local == "text" && len(open) > 0 && open[len(open)-1] == "section" {
				depth = 1
				text.Reset()
			}
			open = append(open, x.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
			if depth > 0 {
				text.WriteByte(' ')
				if depth--; depth == 0 {
					out = append(out, text.String())
				}
			}
		case xml.CharData:
			if depth > 0 {
				text.Write(x)
			}
		}
	}
}

// TestEveryTextStandsOnThePage is a law: the words of every section's text, read
// without the code under test, stand in the rendition, in order.
func TestEveryTextStandsOnThePage(t *testing.T) {
	texts, runes := 0, 0
	var longest time.Duration
	files := corpus(t, "ccda/*.xml")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		d, err := CDA(data)
		longest = max(longest, time.Since(start))
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		rest := strings.ReplaceAll(letters(rendition.Text(d.Blocks)), "•", "")
		for _, text := range textsOf(t, data) {
			want := strings.ReplaceAll(letters(text), "•", "")
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s: %.80q is not on the page, or not in order", filepath.Base(f), want)
				continue
			}
			rest = after
			texts++
			runes += len(want)
		}
	}
	t.Logf("%d files, %d texts, %d letters; the slowest took %v", len(files), texts, runes, longest)
	if texts < 5*len(files) {
		t.Errorf("only %d texts in %d files", texts, len(files))
	}
}

func entriesOf(entries string) []byte {
	return cda(`<component><structuredBody><component><section><code code="1"/><title>Coded</title>` + entries + `</section></component></structuredBody></component>`)
}

func TestEntriesWithoutNarrative(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"medicine", `<entry><substanceAdministration><statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="20260305"/></effectiveTime><effectiveTime xsi:type="PIVL_TS"><period value="12" unit="h"/></effectiveTime>
<routeCode displayName="by mouth"/><doseQuantity value="2.5" unit="mg"/><consumable><manufacturedProduct><manufacturedMaterial><code code="72965" codeSystem="2.16.840.1.113883.6.88" displayName="letrozole"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`,
			"What\tDose\tHow often\tRoute\tDate\tStatus\nletrozole\t2.5 mg\tevery 12 h\tby mouth\tsince 5 Mar 2026\tactive"},
		{"problem", `<entry><act><code code="CONC"/><statusCode code="active"/><entryRelationship typeCode="SUBJ"><observation><code code="55607006" displayName="Problem"/><statusCode code="completed"/><effectiveTime><low value="20260305"/></effectiveTime><value xsi:type="CD" code="C50.4" codeSystem="2.16.840.1.113883.6.90"/></observation></entryRelationship></act></entry>`,
			"What\tDate\tStatus\nICD-10-CM C50.4\t5 Mar 2026\tcompleted"},
		{"allergy", `<entry><act><entryRelationship typeCode="SUBJ"><observation><code code="ASSERTION"/><value displayName="Allergy to drug"/><participant typeCode="CSM"><participantRole><playingEntity><code displayName="Penicillin"/></playingEntity></participantRole></participant>
<entryRelationship typeCode="MFST"><observation><code code="ASSERTION"/><value displayName="Hives"/></observation></entryRelationship></observation></entryRelationship></act></entry>`,
			"What\tDetails\nPenicillin\tAllergy to drug; Hives"},
		{"no allergy", `<entry><act><entryRelationship typeCode="SUBJ"><observation negationInd="true"><code code="ASSERTION"/><value displayName="Allergy to substance"/></observation></entryRelationship></act></entry>`,
			"What\nNOT: Allergy to substance"},
		{"results", `<entry><organizer><code displayName="Blood count"/><component><observation><code displayName="Haemoglobin"/><effectiveTime value="20260305"/><value xsi:type="PQ" value="12.1" unit="g/dl"/><interpretationCode code="L"/><referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="12.5" unit="g/dl"/><high value="15.5" unit="g/dl"/></value></observationRange></referenceRange></observation></component>
<component><observation><code displayName="HER2"/><value nullFlavor="NASK"/></observation></component></organizer></entry>`,
			"What\tValue\tNormal\tFlag\tDate\tDetails\nHaemoglobin\t12.1 g/dl\t12.5 g/dl to 15.5 g/dl\tL\t5 Mar 2026\tBlood count\nHER2\t(not asked)\t\t\t\tBlood count"},
		{"vaccination refused", `<entry><substanceAdministration negationInd="true"><effectiveTime value="20260305"/><consumable><manufacturedProduct><manufacturedMaterial><code><originalText>Influenza</originalText></code></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`,
			"What\tDate\nNOT: Influenza\t5 Mar 2026"},
		{"procedure and encounter", `<entry><procedure><code displayName="Mastectomy"/><effectiveTime value="20260305"/></procedure></entry><entry><encounter><code displayName="Office visit"/><effectiveTime><low value="20260401"/><high value="20260402"/></effectiveTime></encounter></entry>`,
			"What\tDate\nMastectomy\t5 Mar 2026\nOffice visit\t1 Apr 2026 to 2 Apr 2026"},
		{"bounds", `<entry><observation><code displayName="PSA"/><value xsi:type="IVL_PQ"><high value="0.1" unit="ng/ml" inclusive="false"/></value></observation></entry>`,
			"What\tValue\nPSA\t< 0.1 ng/ml"},
		{"a time", `<entry><observation><code displayName="Menarche"/><value xsi:type="TS" value="1985"/></observation></entry>`, "What\tValue\nMenarche\t1985"},
		{"a null section", `<text nullFlavor="NI"/>`, "(no information)"},
		{"nothing", ``, "(this section holds no text)"},
		{"something unknown", `<entry><strange/></entry>`, "(this section holds no text)"},
	}
	for _, c := range cases {
		d, err := CDA(entriesOf(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		_, got, _ := strings.Cut(rendition.Text(d.Blocks), "Coded\n")
		got = strings.TrimPrefix(got, "This section has no text of its own. The table shows its coded entries; the file itself may say more.\n")
		if got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestHoweverItIsWritten: encodings and namespaces that real systems write.
func TestHoweverItIsWritten(t *testing.T) {
	whole := string(sectionOf("<paragraph>Müller: 5 µg</paragraph>"))
	utf16 := strings.Replace(whole, "UTF-8", "UTF-16", 1)
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(utf16)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(utf16)
	latin, _ := charmap.ISO8859_1.NewEncoder().String(strings.Replace(whole, "UTF-8", "ISO-8859-1", 1))
	lie, _ := charmap.Windows1252.NewEncoder().String(whole)
	prefixed := strings.NewReplacer("<ClinicalDocument xmlns=", "<v3:ClinicalDocument xmlns:v3=", "</ClinicalDocument", "</v3:ClinicalDocument").Replace(whole)
	for name, data := range map[string]string{
		"UTF-8 with mark": "\ufeff" + whole, "UTF-16": little, "UTF-16 without mark": big, "Latin 1": latin, "Windows-1252 called UTF-8": lie,
		"no namespace":      strings.Replace(whole, ` xmlns="urn:hl7-org:v3"`, "", 1),
		"another namespace": strings.Replace(whole, "urn:hl7-org:v3", "urn:hl7-org:v4", 1),
		"a prefix":          prefixed,
	} {
		d, err := CDA([]byte(data))
		if err != nil || d.Damaged != "" || d.Patient.Family != "Rivera" || !strings.Contains(rendition.Text(d.Blocks), "Course\nMüller: 5 µg") {
			t.Errorf("%s: %v %+v", name, err, d)
		}
	}
}

func TestUnbase64(t *testing.T) {
	for in, want := range map[string]string{
		"aGVs bG8=\n": "hello true", "aGVsbG8": "hello true", "aGVsb": "hel false", "aGVsbG8=!": "hello false", "": " false", "_-8=": "\xff\xef true", "!!!!": " false",
	} {
		data, whole := unbase64(in)
		got := string(data) + map[bool]string{true: " true", false: " false"}[whole]
		if got != want {
			t.Errorf("unbase64(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzEntries(f *testing.F) {
	f.Add(`<entry><organizer><component><observation><code displayName="a"/><value value="1" unit="g"/></observation></component></organizer></entry>`)
	f.Add(`<entry><act><entryRelationship typeCode="SUBJ"><observation negationInd="true"><value><low/></value></observation></entryRelationship></act></entry>`)
	f.Add(`<entry><observationMedia><value representation="B64" compression="DF">AAAA</value></observationMedia></entry>`)
	f.Add(`<entry><observationMedia>`)
	f.Fuzz(func(t *testing.T, entries string) {
		d, err := CDA(entriesOf(entries))
		if (d == nil) == (err == nil) {
			t.Fatalf("a document %v and an error %v", d, err)
		}
		if d == nil {
			return
		}
		for _, b := range d.Blocks {
			for _, r := range b.Rows {
				if b.Header && len(r) != len(b.Rows[0]) && strings.Contains(b.Rows[0][0], "What") {
					t.Fatalf("a row of %d cells below %d", len(r), len(b.Rows[0]))
				}
			}
		}
	})
}
