package fhir

import (
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

func page(t *testing.T, resources ...string) (*hl7.Document, string) {
	t.Helper()
	in := `{"resourceType":"Bundle","type":"searchset","entry":[`
	for i, r := range resources {
		if i > 0 {
			in += ","
		}
		in += `{"resource":` + r + `}`
	}
	d, err := Read([]byte(in + "]}"))
	if err != nil {
		t.Fatal(err)
	}
	return d, rendition.Text(d.Blocks)
}

// TestKinds shows what a doctor reads of each kind of entry.
func TestKinds(t *testing.T) {
	for name, c := range map[string]struct {
		in   []string
		want []string
	}{
		"a cancer with its stage": {[]string{
			`{"resourceType":"Condition","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"C50.412","display":"Malignant neoplasm of breast"}]},"clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"onsetDateTime":"2026-01","bodySite":[{"coding":[{"display":"Breast"}],"extension":[{"url":"http://x/mcode-laterality-qualifier","valueCodeableConcept":{"coding":[{"display":"Left"}]}}]}],"stage":[{"summary":{"text":"Stage IIB"},"assessment":[{"reference":"Observation/s"}]}],"note":[{"text":"Screening find","authorString":"Dr Lee"}]}`,
			`{"resourceType":"Observation","id":"s","code":{"text":"TNM stage group"},"valueCodeableConcept":{"text":"IIB"},"effectiveDateTime":"2026-02-01","status":"final"}`,
		}, []string{"Malignant neoplasm of breast [C50.412]\tStage IIB (TNM stage group, 1 Feb 2026)\tBreast; laterality qualifier: Left\tJan 2026\tactive; confirmed\tnote: Screening find, Dr Lee",
			"Cancer: stage, markers and state\nWhat was measured\tNewest result\tDate\tStatus\nTNM stage group\tIIB\t1 Feb 2026\tfinal"}},
		"medicines": {[]string{
			`{"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":"2026-03-01","medicationReference":{"reference":"#m"},"contained":[{"resourceType":"Medication","id":"m","code":{"text":"Letrozole 2.5 mg"}}],"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}],"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","when":["NIGHT"]}},"asNeededBoolean":false}]}`,
			`{"resourceType":"MedicationStatement","status":"stopped","medicationCodeableConcept":{"text":"Tamoxifen"},"effectivePeriod":{"start":"2024-01-01","end":"2026-02-28"},"dosage":[{"text":"20 mg daily"}],"reasonCode":[{"text":"breast cancer"}]}`,
			`{"resourceType":"MedicationAdministration","status":"completed","medicationCodeableConcept":{"text":"Epirubicin"},"effectiveDateTime":"2026-05-01","dosage":{"dose":{"value":90,"unit":"mg/m2"},"route":{"text":"intravenous"}}}`,
		}, []string{"Letrozole 2.5 mg\t1 tablet, once a day, at night\t1 Mar 2026\tactive\tprescribed\t\tintent: order",
			"Epirubicin\t90 mg/m2, intravenous\t1 May 2026\tcompleted\tgiven", "Tamoxifen\t20 mg daily\t1 Jan 2024 – 28 Feb 2026\tstopped\treported\tbreast cancer"}},
		"results with ranges, flags, components and earlier values": {[]string{
			`{"resourceType":"Observation","status":"final","category":[{"text":"Laboratory"}],"code":{"text":"Hb"},"effectiveDateTime":"2026-03-01","valueQuantity":{"value":9.80,"unit":"g/dL"},"referenceRange":[{"low":{"value":12,"unit":"g/dL"},"high":{"value":16,"unit":"g/dL"}}],"interpretation":[{"coding":[{"display":"Low"}]}]}`,
			`{"resourceType":"Observation","status":"final","category":[{"text":"Laboratory"}],"code":{"text":"Hb"},"effectiveDateTime":"2026-04-01","valueQuantity":{"value":10.1,"unit":"g/dL","comparator":"<"},"note":[{"text":"haemolysed"}]}`,
			`{"resourceType":"Observation","status":"final","category":[{"coding":[{"display":"Vital Signs"}]}],"code":{"text":"Blood pressure"},"effectiveDateTime":"2026-04-02","component":[{"code":{"text":"systolic"},"valueQuantity":{"value":120,"unit":"mmHg"}},{"code":{"text":"diastolic"},"valueQuantity":{"value":80,"unit":"mmHg"}}]}`,
		}, []string{"Hb\t< 10.1 g/dL\t1 Apr 2026\tfinal\tnote: haemolysed", "Hb\t9.80 g/dL (1 Mar 2026, Low, 12 – 16 g/dL)", "Blood pressure: systolic\t120 mmHg\t2 Apr 2026", "Results: Vital Signs"}},
		"a course of radiotherapy": {[]string{
			`{"resourceType":"Procedure","status":"completed","code":{"text":"Radiotherapy course"},"performedPeriod":{"start":"2026-06-01","end":"2026-07-10"},"extension":[{"url":"http://x/mcode-radiotherapy-dose-delivered-to-volume","extension":[{"url":"totalDoseDelivered","valueQuantity":{"value":5000,"unit":"cGy"}},{"url":"fractionsDelivered","valueUnsignedInt":25}]}]}`,
		}, []string{"Radiotherapy course\t1 Jun 2026 – 10 Jul 2026\tcompleted\tfurther: radiotherapy dose delivered to volume (total dose delivered: 5000 cGy; fractions delivered: 25)"}},
		"a kind that nobody knows": {[]string{
			`{"resourceType":"FutureThing","title":"A new thing","inner":{"someValue":"kept"},"list":[{"display":"also kept"}]}`, `{"resourceType":"Claim"}`,
		}, []string{"Other entries: future thing\nWhat\tMore\nA new thing\tinner: some value: kept; list: also kept"}},
		"relatives, scans, allergies, visits": {[]string{
			`{"resourceType":"FamilyMemberHistory","status":"completed","relationship":{"text":"aunt"},"condition":[{"code":{"text":"ovarian cancer"},"onsetAge":{"value":48,"unit":"years"}}]}`,
			`{"resourceType":"ImagingStudy","status":"available","started":"2026-02-03","description":"CT chest","series":[{"modality":{"code":"CT"},"numberOfInstances":210}]}`,
			`{"resourceType":"AllergyIntolerance","code":{"text":"Penicillin"},"reaction":[{"manifestation":[{"text":"hives"}],"severity":"mild"}]}`,
			`{"resourceType":"Encounter","class":{"code":"IMP"},"period":{"start":"2026-02-01","end":"2026-02-09"},"reasonCode":[{"text":"operation"}]}`,
		}, []string{"aunt\tovarian cancer, from 48 years", "The pictures of these scans are not in this file.", "CT chest\t3 Feb 2026\tCT, 210 pictures", "Penicillin\thives, mild", "inpatient\t1 Feb 2026 – 9 Feb 2026\toperation"}},
	} {
		_, text := page(t, c.in...)
		for _, w := range c.want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in\n%s", name, w, text)
			}
		}
	}
}

// TestPapers: what a record carries comes out, what it only links to is counted.
func TestPapers(t *testing.T) {
	pdf := base64.StdEncoding.EncodeToString([]byte("%PDF-1.7"))
	doc := `{"resourceType":"DocumentReference","type":{"coding":[{"system":"http://loinc.org","code":"11526-1","display":"Pathology study"}]},"date":"2026-03-02","author":[{"reference":"Practitioner/p"}],"custodian":{"display":"St Mary"},"description":"Biopsy","content":[{"attachment":%s}]}`
	d, text := page(t, fhirPatient, `{"resourceType":"Practitioner","id":"p","name":[{"prefix":["Dr"],"given":["Ann"],"family":"Lee"}]}`,
		fmt.Sprintf(doc, `{"contentType":"application/pdf","data":"`+pdf+`"}`),
		fmt.Sprintf(doc, `{"contentType":"text/plain","data":"`+base64.StdEncoding.EncodeToString([]byte("seen today"))+`"}`),
		fmt.Sprintf(doc, `{"contentType":"application/pdf","url":"Binary/b"}`), fmt.Sprintf(doc, `{"contentType":"application/pdf","url":"https://portal.example/x"}`),
		`{"resourceType":"Binary","id":"b","contentType":"application/pdf","data":"`+strings.ReplaceAll(pdf, "/", `\/`)+`"}`,
		`{"resourceType":"Binary","id":"c","contentType":"image/png","data":"iVBORw=="}`)
	var got []string
	for _, p := range d.Papers {
		got = append(got, fmt.Sprintf("%s %d %s %s %s %s", p.Name, len(p.Data), p.Said.Author, p.Said.Facility, p.Said.Date, p.Said.Patient.Family))
	}
	want := "Biopsy.pdf 8 Dr Ann Lee St Mary 2026-03-02 Rivera|Biopsy.txt 10 Dr Ann Lee St Mary 2026-03-02 Rivera|Biopsy.pdf 8 Dr Ann Lee St Mary 2026-03-02 Rivera|.png 4    Rivera"
	if strings.Join(got, "|") != want || d.Elsewhere != 1 || d.Papers[0].Said.Codes[0].Value != "11526-1" {
		t.Errorf("%d elsewhere, parts\n%s\nwant\n%s", d.Elsewhere, strings.Join(got, "|"), want)
	}
	if !strings.Contains(text, "not in this file (application/pdf)") {
		t.Error(text)
	}
}

const xmlBundle = `<?xml version="1.0"?><!-- made up --><Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="urn:uuid:1"/><resource><Patient><id value="a"/><name><family value="M&#252;ller"/><given value="Eva"/></name><gender value="female"/><birthDate value="1960-02-03"/></Patient></resource></entry>
<entry><resource><Observation><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>seen &amp; told</p></div></text><contained><Practitioner><id value="p"/><name><text value="Dr Lee"/></name></Practitioner></contained><extension url="http://x/some-thing"><valueString value="kept"/></extension><status value="final"/><code><coding><system value="http://loinc.org"/><code value="718-7"/><display value="Hb"/></coding></code><performer><reference value="#p"/></performer><effectiveDateTime value="2026-03-01"/><valueQuantity><value value="9.8"/><unit value="g/dL"/></valueQuantity></Observation></resource></entry></Bundle>`

const jsonBundle = `{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"a","name":[{"family":"Müller","given":["Eva"]}],"gender":"female","birthDate":"1960-02-03"}},
{"resource":{"resourceType":"Observation","text":{"status":"generated","div":"<div><p>seen &amp; told</p></div>"},"contained":[{"resourceType":"Practitioner","id":"p","name":[{"text":"Dr Lee"}]}],"extension":[{"url":"http://x/some-thing","valueString":"kept"}],"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7","display":"Hb"}]},"performer":[{"reference":"#p"}],"effectiveDateTime":"2026-03-01","valueQuantity":{"value":9.8,"unit":"g/dL"}}}]}`

// TestSpellings: XML, JSON, NDJSON and a list say the same.
func TestSpellings(t *testing.T) {
	var want string
	lines := strings.SplitAfter(jsonBundle, "\n")
	one := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(lines[0]), `{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":`), "},")
	two := strings.TrimSuffix(strings.TrimPrefix(lines[1], `{"resource":`), "}]}")
	for _, c := range []struct{ name, in string }{
		{"JSON", jsonBundle}, {"XML", xmlBundle}, {"NDJSON", one + "\n" + two + "\n"}, {"a list", "[" + one + "," + two + "]"}, {"with a byte order mark", "\ufeff" + jsonBundle},
		{"a broken line", one + "\n{\"resourceType\":\"Condition\",\n" + two},
	} {
		d, err := Read([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, _, _ := strings.Cut(rendition.Text(d.Blocks), "What this file holds")
		if want == "" {
			want = got
		}
		if got != want || d.Patient.Family != "Müller" {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
		}
	}
	for _, w := range []string{"9.8 g/dL", "Dr Lee", "some thing: kept", "seen & told"} {
		if !strings.Contains(want, w) {
			t.Errorf("%q is not in\n%s", w, want)
		}
	}
}

// TestLargeFiles: a bundle of 60 MB is read in bounded memory.
func TestLargeFiles(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"resourceType":"Bundle","entry":[`)
	for i := 0; b.Len() < 60<<20; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"fullUrl":"urn:uuid:%d","resource":{"resourceType":"Observation","meta":{"tag":[{"display":"`+strings.Repeat("x", 700)+`"}]},"id":"%d","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"%d-1","display":"Test %d"}],"text":"Test %d"},"subject":{"reference":"urn:uuid:p"},"effectiveDateTime":"20%02d-01-02","valueQuantity":{"value":%d.5,"unit":"mg"}}}`, i, i, i%97, i%97, i%97, i%25, i)
	}
	b.WriteString("]}")
	data := []byte(b.String())
	b.Reset()
	peak, stop, done := uint64(0), make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
			select {
			case <-stop:
				return
			default:
				time.Sleep(20 * time.Millisecond)
			}
		}
	}()
	d, err := Read(data)
	close(stop)
	<-done
	if err != nil && !errors.Is(err, hl7.ErrTooLarge) {
		t.Fatal(err)
	}
	if err == nil && len(rendition.Text(d.Blocks)) == 0 {
		t.Error("nothing is drawn")
	}
	if peak > 500<<20 {
		t.Errorf("%d MB at the most", peak>>20)
	}
	t.Logf("%d MB at the most, %v", peak>>20, err)
}
