package collect

import (
	"crypto/sha1"
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// listed is one document of a made-up list of files.
func listed(uri, sum string, size int) string {
	slot := func(name, value string) string {
		return `<Slot name="` + name + `"><ValueList><Value>` + value + `</Value></ValueList></Slot>`
	}
	return `<ExtrinsicObject>` + slot("URI", uri) + slot("hash", sum) + slot("size", fmt.Sprint(size)) + slot("serviceStartTime", "20260305") +
		`<Name><LocalizedString value="Pathology"/></Name><Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" nodeRepresentation="11526-1">` +
		slot("codingScheme", "LOINC") + `</Classification></ExtrinsicObject>`
}

func sumOf(s string) string { return fmt.Sprintf("%x", sha1.Sum([]byte(s))) }

func listOf(docs ...string) string {
	return `<SubmitObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"><RegistryObjectList>` + strings.Join(docs, "") + `</RegistryObjectList></SubmitObjectsRequest>`
}

func TestListsOfFilesAreHeldAgainstWhatIsThere(t *testing.T) {
	const report, other = "The report of a biopsy.", "Another report of it."
	dir := put(t, t.TempDir(), map[string]string{
		"IHE_XDM/SUBSET01/METADATA.XML": listOf(listed("report.txt", sumOf(report), len(report)), listed(`SUB\OTHER.TXT`, sumOf("x"), len(other)),
			listed("GONE.PDF", "", 10), listed("LONG.TXT", "", 99), listed("../../../../etc/passwd", "", 1), listed("https://example.org/x", "", 1)),
		"IHE_XDM/SUBSET01/REPORT.TXT": report, "IHE_XDM/SUBSET01/SUB/OTHER.TXT": other, "IHE_XDM/SUBSET01/LONG.TXT": "short",
		"IHE_XDM/SUBSET02/METADATA.XML": listOf(listed("A.TXT", "", 1))[:200],
		"IHE_XDM/SUBSET03/METADATA.XML": `<?xml version="1.0"?><ClinicalDocument><title>A record of this name</title></ClinicalDocument>`,
		"mine/METADATA.XML":             listOf(),
		"README.TXT":                    "Jane: my questions for the doctor, and what I take every morning.",
		"INDEX.HTM":                     "<html><body>Open IHE_XDM/SUBSET01</body></html>",
	})
	inv, err := gather(t, Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range inv.Findings {
		got = append(got, f.Rule+" "+f.Path)
	}
	want := "missing-file IHE_XDM/SUBSET01/METADATA.XML, changed-file IHE_XDM/SUBSET01/SUB/OTHER.TXT, changed-file IHE_XDM/SUBSET01/LONG.TXT, damaged IHE_XDM/SUBSET02/METADATA.XML, missing-file IHE_XDM/SUBSET02/METADATA.XML"
	if s := strings.Join(sortedLike(got, want), ", "); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	fates := map[string]clinical.Fate{
		"IHE_XDM/SUBSET01/METADATA.XML": clinical.FateIgnored, "IHE_XDM/SUBSET02/METADATA.XML": clinical.FateIgnored, "mine/METADATA.XML": clinical.FateIgnored,
		"IHE_XDM/SUBSET03/METADATA.XML": "", "README.TXT": "", "INDEX.HTM": clinical.FateIgnored, "IHE_XDM/SUBSET01/REPORT.TXT": "",
	}
	for _, it := range inv.Items {
		if f, ok := fates[it.Path]; ok && it.Fate != f {
			t.Errorf("%s: %q, %s; want %q", it.Path, it.Fate, it.Reason, f)
		}
		if it.Base() == "REPORT.TXT" && (len(it.Said.Codes) != 1 || it.Said.Codes[0].System != "loinc" || it.Said.Date.String() != "2026-03-05" || it.Said.Title != "Pathology" || !it.Said.Patient.IsZero()) {
			t.Errorf("what the list says does not count: %+v", it.Said)
		}
	}
}

// sortedLike brings what was got into the order of what is wanted.
func sortedLike(got []string, want string) (out []string) {
	for _, w := range strings.Split(want, ", ") {
		for _, g := range got {
			if g == w {
				out = append(out, g)
			}
		}
	}
	for _, g := range got {
		if !strings.Contains(want, g) {
			out = append(out, g)
		}
	}
	return out
}

func TestPagesOfAPortalAreLookedInto(t *testing.T) {
	page := "<html><body><h1>CT of the chest</h1><p>" + strings.Repeat("No sign of disease. ", 20) + "</p></body></html>"
	dir := put(t, t.TempDir(), map[string]string{"p.zip": zipOf(t,
		member{"IHE_XDM/Jane1/METADATA.XML", listOf()}, member{"HTML/CT.HTM", page}, member{"HTML/MENU.HTM", "<html><a href=CT.HTM>CT</a></html>"},
		member{"HTML/STYLE.CSS", "body {}"}, member{"STYLE/LOGO.GIF", "GIF89a"}, member{"HTML/INDEX.HTM", "<html>IHE_XDM</html>"})})
	inv, err := gather(t, Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range inv.Items {
		if kept := it.Fate == ""; it.Inside != "" && kept != (it.Base() == "CT.HTM") {
			t.Errorf("%s: %q %s", it.Path, it.Fate, it.Reason)
		}
	}
}
