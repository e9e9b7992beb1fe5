package classify

import "testing"

func TestDateOfFileName(t *testing.T) {
	for path, want := range map[string]string{
		"labs 2026-04-22.pdf":                        "2026-04-22",
		"CT abdomen 20260614.pdf":                    "2026-06-14",
		"old/Arztbrief 14.03.2026.pdf":               "2026-03-14",
		"2026-04-22 discharge summary.pdf":           "2026-04-22",
		"Pathology_March_2026.pdf":                   "2026-03",
		"bone scan 2026-05-05.pdf":                   "2026-05-05",
		"Onc letter 2026-04-22 (2).pdf":              "2026-04-22",
		"Scan_20261012.pdf":                          "",
		"Scan20261012.pdf":                           "",
		"Scan 2026-10-02 14.31.pdf":                  "",
		"2026-10-02 scan 3.pdf":                      "",
		"IMG_20260304_101500.jpg":                    "",
		"PXL_20260304_101500123.jpg":                 "",
		"WhatsApp Image 2026-03-04 at 10.15.22.jpeg": "",
		"signal-2026-03-04-101522.jpg":               "",
		"Screenshot 2026-03-04.png":                  "",
		"HealthSummary_Nov_05_2026.pdf":              "",
		"download 2026-04-22.pdf":                    "",
		"Adobe Scan Oct 12, 2026.pdf":                "",
		"CamScanner 10-22-2026 14.31.pdf":            "",
		"Letter 2026-04-22 14.31.pdf":                "",
		"20261012_0001.pdf":                          "",
		"2026-10-02.pdf":                             "",
		"labs 04-05-2026.pdf":                        "", // April or May
		"":                                           "",
	} {
		got := ""
		if spot, ok := dateOfName(path); ok {
			got = spot.Date.String()
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", path, got, want)
		}
	}
}

func TestFileNameIsEvidenceOfADate(t *testing.T) {
	v := Document(Subject{Path: "labs 2026-04-22.pdf"})
	if v.Date.String() != "2026-04-22" || v.Evidence[len(v.Evidence)-1].Source != "file name" {
		t.Errorf("%s %v", v.Date, v.Evidence)
	}
	if v := Document(Subject{Path: "Scan_20261012.pdf"}); !v.Date.IsZero() {
		t.Errorf("a scanner's name gives %s", v.Date)
	}
}
