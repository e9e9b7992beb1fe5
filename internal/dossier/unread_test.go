package dossier

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// A photo that nobody could read is asked about like a scan, unless a person or
// its folder has said what it is.
func TestAPhotoThatCouldNotBeReadIsAskedAbout(t *testing.T) {
	for name, want := range map[string]clinical.Severity{"IMG_0042.jpg": clinical.SeverityWarning, "pathology/IMG_0043.jpg": clinical.SeverityInfo} {
		photo := photoOf(name, "")
		photo.Document.Recognized, photo.Document.NoText = nil, true
		photo.Document.Troubles = []document.Trouble{{Name: name, Rule: document.RuleNoText, Severity: clinical.SeverityInfo, Message: "no text", Fix: document.CheckFiling}}
		got := clinical.Severity("")
		for _, f := range sortItems(t, nil, photo).Findings {
			if f.Rule == document.RuleNoText {
				got = f.Severity
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
