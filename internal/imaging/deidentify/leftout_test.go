package deidentify

import (
	"bytes"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// TestLeftOut is the table of what may go and what may not.
func TestLeftOut(t *testing.T) {
	for _, c := range []struct {
		name, class string
		edits       []field
		want        string
	}{
		{"CT", "2", nil, ""},
		{"MR", "4", []field{{tag: dataset.TagModality, vr: "CS", text: "MR"}}, ""},
		{"PET", "128", []field{{tag: dataset.TagModality, vr: "CS", text: "PT"}}, ""},
		{"mammogram", "1.2", []field{{tag: dataset.TagModality, vr: "CS", text: "MG"}}, ""},
		{"mammogram with writing", "1.2", []field{{tag: dataset.TagBurnedIn, vr: "CS", text: "YES"}}, BecauseBurnedIn},
		{"X-ray over a digital interface", "1", []field{{tag: tagConversion, vr: "CS", text: "DI"}}, ""},
		{"X-ray scanned from film", "1", []field{{tag: tagConversion, vr: "CS", text: "DF"}}, BecauseCapture},
		{"contours", "481.3", []field{{tag: dataset.TagModality, vr: "CS", text: "RTSTRUCT"}}, ""},
		{"regions", "66.4", []field{{tag: dataset.TagModality, vr: "CS", text: "SEG"}}, ""},
		{"ultrasound", "6.1", nil, BecauseUltrasound},
		{"ultrasound that says it has none", "6.1", []field{{tag: dataset.TagBurnedIn, vr: "CS", text: "NO"}}, BecauseUltrasound},
		{"ultrasound filed as MR", "4", []field{{tag: dataset.TagModality, vr: "CS", text: "US"}}, BecauseUltrasound},
		{"secondary capture", "7", nil, BecauseCapture},
		{"multi-frame capture", "7.4", nil, BecauseCapture},
		{"screen saved as CT", "2", []field{{tag: dataset.TagImageType, vr: "CS", text: `DERIVED\SECONDARY\SCREEN SAVE`}}, BecauseCapture},
		{"dose screen", "2", []field{{tag: dataset.TagImageType, vr: "CS", text: `DERIVED\SECONDARY\DOSE_INFO`}}, BecauseCapture},
		{"other", "2", []field{{tag: dataset.TagModality, vr: "CS", text: "OT"}}, BecauseCapture},
		{"endoscopy", "77.1.1", nil, BecausePhoto},
		{"video of an endoscopy", "77.1.1.1", nil, BecausePhoto},
		{"whole slide", "77.1.6", nil, BecausePhoto},
		{"angiogram", "12.1", nil, BecauseXrayFilm},
		{"angiogram without writing", "12.1", []field{{tag: dataset.TagBurnedIn, vr: "CS", text: "NO"}}, ""},
		{"fluoroscopy", "12.2", nil, BecauseXrayFilm},
		{"structured report", "88.33", nil, BecauseText},
		{"key objects", "88.59", nil, BecauseText},
		{"dose report", "88.67", nil, BecauseText},
		{"presentation state", "11.1", nil, BecauseText},
		{"PDF", "104.1", nil, BecauseDocument},
		{"raw data", "66", nil, BecauseUnknown},
		{"voice", "9.4.1", nil, BecauseUnknown},
		{"a class to come", "999.1", nil, BecauseUnknown},
		{"overlay in the pixels", "2", []field{{tag: 0x60000100, vr: "US", text: "\x10\x00"}}, BecauseOverlay},
	} {
		edits := append([]field{{tag: dataset.TagSOPClass, vr: "UI", text: directory.Storage + c.class}}, c.edits...)
		b := made(t, dataset.ExplicitLE, slice(edits...))
		f, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := f.LeftOut(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
