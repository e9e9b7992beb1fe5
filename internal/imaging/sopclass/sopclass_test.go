package sopclass

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for uid, want := range map[string]string{
		root + "2": "", root + "1.2": "", root + "77.1.5.1": "", "1.2.3": "",
		root + "481.5":  "radiotherapy plan (RT Plan)",
		root + "66":     "raw data of the scanner (Raw Data)",
		root + "66.4":   "outlined regions (Segmentation)",
		root + "11.1":   "saved view of images (Presentation State)",
		root + "9.7.1":  "recorded curves (Waveform)",
		root + "88.3":   "report (Structured Report)",
		root + "88.67":  "radiation dose report (X-Ray Radiation Dose SR)",
		root + "77.1.6": "whole microscope slide (VL Whole Slide Microscopy Image)",
	} {
		if got := Of(uid).String(); got != want {
			t.Errorf("%s is %q, want %q", uid, got, want)
		}
	}
}

func TestVideo(t *testing.T) {
	for _, c := range []struct {
		class, syntax string
		want          bool
	}{
		{root + "77.1.1.1", "1.2.840.10008.1.2.1", true},
		{root + "7.4", "1.2.840.10008.1.2.4.102", true},
		{root + "7.4", "1.2.840.10008.1.2.4.100.1", true},
		{root + "7.4", "1.2.840.10008.1.2.7.1", true},
		{root + "7.4", "1.2.840.10008.1.2.4.110", false}, // JPEG XL
		{root + "2", "1.2.840.10008.1.2.4.90", false},
	} {
		if got := Video(c.class, c.syntax); got != c.want {
			t.Errorf("%s in %s: %v", c.class, c.syntax, got)
		}
	}
}

func TestWordsArePlain(t *testing.T) {
	for key, c := range classes {
		if c.Plain == "" || c.Term == "" || strings.HasSuffix(c.Term, "Storage") {
			t.Errorf("%s: %+v", key, c)
		}
	}
}
